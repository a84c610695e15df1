/* What the documentation of libwayland-client says about displays, queues, proxies and listeners. */

/* @boundary library(wayland-client) */

#include <stdarg.h>
#include <stdint.h>

struct wl_display;
struct wl_event_queue;
struct wl_proxy;
struct wl_message;
union wl_argument;
typedef int (*wl_dispatcher_func_t)(const void *, void *, uint32_t, const struct wl_message *, union wl_argument *);
typedef void (*wl_log_func_t)(const char *, va_list);

/* @boundary return: owned(wl_display_disconnect), nullable */
struct wl_display *wl_display_connect(const char *name);

/* @boundary return: owned(wl_display_disconnect), nullable */
struct wl_display *wl_display_connect_to_fd(int fd);

/* @boundary display: releases */
void wl_display_disconnect(struct wl_display *display);

/* @boundary return: owned(wl_event_queue_destroy), nullable */
struct wl_event_queue *wl_display_create_queue(struct wl_display *display);

/* @boundary queue: releases */
void wl_event_queue_destroy(struct wl_event_queue *queue);

/* @boundary implementation: retained(until wl_proxy_destroy)
 * @boundary data: retained(until wl_proxy_destroy) */
int wl_proxy_add_listener(struct wl_proxy *proxy, void (**implementation)(void), void *data);

/* @boundary dispatcher_func: retained(until wl_proxy_destroy)
 * @boundary dispatcher_data: retained(until wl_proxy_destroy)
 * @boundary data: retained(until wl_proxy_destroy) */
int wl_proxy_add_dispatcher(struct wl_proxy *proxy, wl_dispatcher_func_t dispatcher_func, const void *dispatcher_data, void *data);

/* @boundary proxy: releases */
void wl_proxy_destroy(struct wl_proxy *proxy);

/* @boundary return: owned(wl_proxy_wrapper_destroy), nullable */
void *wl_proxy_create_wrapper(void *proxy);

/* @boundary proxy_wrapper: releases */
void wl_proxy_wrapper_destroy(void *proxy_wrapper);

/* @boundary handler: retained */
void wl_log_set_handler_client(wl_log_func_t handler);

/* @boundary user_data: retained */
void wl_proxy_set_user_data(struct wl_proxy *proxy, void *user_data);
