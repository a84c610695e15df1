/* What the documentation of libuv says about callbacks and text. Handles and requests are memory of the caller's; a callback that was given is kept as long as they are active. */

/* @boundary library(uv), convention(cdecl) */

#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

typedef struct uv_loop_s uv_loop_t;
typedef enum { UV_RUN_DEFAULT = 0 } uv_run_mode;
typedef struct uv_handle_s uv_handle_t;
typedef void (*uv_close_cb)(uv_handle_t *);
typedef void (*uv_walk_cb)(uv_handle_t *, void *);
typedef struct uv_async_s uv_async_t;
typedef void (*uv_async_cb)(uv_async_t *);
typedef struct uv_timer_s uv_timer_t;
typedef void (*uv_timer_cb)(uv_timer_t *);
typedef struct uv_idle_s uv_idle_t;
typedef void (*uv_idle_cb)(uv_idle_t *);
typedef struct uv_prepare_s uv_prepare_t;
typedef void (*uv_prepare_cb)(uv_prepare_t *);
typedef struct uv_check_s uv_check_t;
typedef void (*uv_check_cb)(uv_check_t *);
typedef struct uv_poll_s uv_poll_t;
typedef void (*uv_poll_cb)(uv_poll_t *, int, int);
typedef struct uv_signal_s uv_signal_t;
typedef void (*uv_signal_cb)(uv_signal_t *, int);
typedef struct uv_stream_s uv_stream_t;
typedef void (*uv_connection_cb)(uv_stream_t *, int);
typedef struct uv_connect_s uv_connect_t;
typedef struct uv_tcp_s uv_tcp_t;
struct sockaddr;
typedef void (*uv_connect_cb)(uv_connect_t *, int);
typedef struct uv_pipe_s uv_pipe_t;
typedef struct uv_shutdown_s uv_shutdown_t;
typedef void (*uv_shutdown_cb)(uv_shutdown_t *, int);
typedef struct uv_buf_t uv_buf_t;
typedef void (*uv_alloc_cb)(uv_handle_t *, size_t, uv_buf_t *);
typedef void (*uv_read_cb)(uv_stream_t *, ssize_t, const uv_buf_t *);
typedef struct uv_write_s uv_write_t;
typedef void (*uv_write_cb)(uv_write_t *, int);
typedef struct uv_udp_send_s uv_udp_send_t;
typedef struct uv_udp_s uv_udp_t;
typedef void (*uv_udp_send_cb)(uv_udp_send_t *, int);
typedef struct uv_work_s uv_work_t;
typedef void (*uv_work_cb)(uv_work_t *);
typedef void (*uv_after_work_cb)(uv_work_t *, int);
typedef unsigned long pthread_t;
typedef pthread_t uv_thread_t;
typedef void (*uv_thread_cb)(void *);
typedef enum { UV_UNKNOWN_HANDLE = 0 } uv_handle_type;
typedef enum { UV_UNKNOWN_REQ = 0 } uv_req_type;

/* @boundary return: static, zeroterm */
const char *uv_version_string(void);

/* @boundary return: static, zeroterm */
const char *uv_strerror(int err);

/* @boundary return: static, zeroterm */
const char *uv_err_name(int err);

/* @boundary return: static */
uv_loop_t *uv_default_loop(void);

/* @boundary blocking, callsback */
int uv_run(uv_loop_t *p1, uv_run_mode mode);

/* @boundary close_cb: retained, nullable */
void uv_close(uv_handle_t *handle, uv_close_cb close_cb);

/* @boundary walk_cb: noescape
 * @boundary arg: noescape
 * @boundary callsback */
void uv_walk(uv_loop_t *loop, uv_walk_cb walk_cb, void *arg);

/* @boundary async_cb: retained, nullable */
int uv_async_init(uv_loop_t *p1, uv_async_t *async, uv_async_cb async_cb);

/* @boundary cb: retained(until uv_timer_stop) */
int uv_timer_start(uv_timer_t *handle, uv_timer_cb cb, uint64_t timeout, uint64_t repeat);

int uv_timer_stop(uv_timer_t *handle);

/* @boundary cb: retained(until uv_idle_stop) */
int uv_idle_start(uv_idle_t *idle, uv_idle_cb cb);

int uv_idle_stop(uv_idle_t *idle);

/* @boundary cb: retained(until uv_prepare_stop) */
int uv_prepare_start(uv_prepare_t *prepare, uv_prepare_cb cb);

int uv_prepare_stop(uv_prepare_t *prepare);

/* @boundary cb: retained(until uv_check_stop) */
int uv_check_start(uv_check_t *check, uv_check_cb cb);

int uv_check_stop(uv_check_t *check);

/* @boundary cb: retained(until uv_poll_stop) */
int uv_poll_start(uv_poll_t *handle, int events, uv_poll_cb cb);

int uv_poll_stop(uv_poll_t *handle);

/* @boundary signal_cb: retained(until uv_signal_stop) */
int uv_signal_start(uv_signal_t *handle, uv_signal_cb signal_cb, int signum);

int uv_signal_stop(uv_signal_t *handle);

/* @boundary cb: retained */
int uv_listen(uv_stream_t *stream, int backlog, uv_connection_cb cb);

/* @boundary cb: retained, nullable */
int uv_tcp_connect(uv_connect_t *req, uv_tcp_t *handle, const struct sockaddr *addr, uv_connect_cb cb);

/* @boundary cb: retained, nullable */
void uv_pipe_connect(uv_connect_t *req, uv_pipe_t *handle, const char *name, uv_connect_cb cb);

/* @boundary cb: retained, nullable */
int uv_shutdown(uv_shutdown_t *req, uv_stream_t *handle, uv_shutdown_cb cb);

/* @boundary alloc_cb: retained(until uv_read_stop)
 * @boundary read_cb: retained(until uv_read_stop) */
int uv_read_start(uv_stream_t *p1, uv_alloc_cb alloc_cb, uv_read_cb read_cb);

int uv_read_stop(uv_stream_t *p1);

/* @boundary cb: retained, nullable */
int uv_write(uv_write_t *req, uv_stream_t *handle, const uv_buf_t *bufs, unsigned int nbufs, uv_write_cb cb);

/* @boundary send_cb: retained, nullable */
int uv_udp_send(uv_udp_send_t *req, uv_udp_t *handle, const uv_buf_t *bufs, unsigned int nbufs, const struct sockaddr *addr, uv_udp_send_cb send_cb);

/* @boundary work_cb: retained
 * @boundary after_work_cb: retained, nullable */
int uv_queue_work(uv_loop_t *loop, uv_work_t *req, uv_work_cb work_cb, uv_after_work_cb after_work_cb);

/* @boundary entry: retained
 * @boundary arg: retained */
int uv_thread_create(uv_thread_t *tid, uv_thread_cb entry, void *arg);

/* @boundary fast */
size_t uv_loop_size(void);

/* @boundary fast */
size_t uv_handle_size(uv_handle_type type);

/* @boundary fast */
size_t uv_req_size(uv_req_type type);
