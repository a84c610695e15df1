/* What the documentation of libmpv says about handles, text and callbacks. */

/* @boundary library(mpv), convention(cdecl) */

typedef enum { MPV_EVENT_NONE = 0 } mpv_event_id;
typedef struct mpv_handle mpv_handle;
typedef struct mpv_event mpv_event;
typedef struct mpv_render_context mpv_render_context;
typedef struct mpv_render_param mpv_render_param;
typedef void (*mpv_render_update_fn)(void *);
typedef struct mpv_stream_cb_info mpv_stream_cb_info;
typedef int (*mpv_stream_cb_open_ro_fn)(void *, char *, mpv_stream_cb_info *);

/* @boundary return: static, zeroterm */
const char *mpv_error_string(int error);

/* @boundary return: static, nullable, zeroterm */
const char *mpv_event_name(mpv_event_id event);

/* @boundary return: owned(mpv_terminate_destroy), nullable */
mpv_handle *mpv_create(void);

/* @boundary return: owned(mpv_destroy), nullable */
mpv_handle *mpv_create_client(mpv_handle *ctx, const char *name);

/* @boundary ctx: releases, nullable */
void mpv_destroy(mpv_handle *ctx);

/* @boundary ctx: releases, nullable
 * @boundary blocking */
void mpv_terminate_destroy(mpv_handle *ctx);

/* @boundary return: borrowed(ctx), zeroterm */
const char *mpv_client_name(mpv_handle *ctx);

/* @boundary return: owned(mpv_free), nullable, utf8, zeroterm */
char *mpv_get_property_string(mpv_handle *ctx, const char *name);

/* @boundary return: owned(mpv_free), nullable, utf8, zeroterm */
char *mpv_get_property_osd_string(mpv_handle *ctx, const char *name);

/* @boundary data: releases, nullable */
void mpv_free(void *data);

/* @boundary return: borrowed(ctx), nonnull
 * @boundary blocking */
mpv_event *mpv_wait_event(mpv_handle *ctx, double timeout);

/* @boundary cb: retained, nullable
 * @boundary d: retained */
void mpv_set_wakeup_callback(mpv_handle *ctx, void (*cb)(void *), void *d);

/* @boundary return: status(>=0)
 * @boundary res: out, owned(mpv_render_context_free) */
int mpv_render_context_create(mpv_render_context **res, mpv_handle *mpv, mpv_render_param *params);

/* @boundary callback: retained, nullable
 * @boundary callback_ctx: retained */
void mpv_render_context_set_update_callback(mpv_render_context *ctx, mpv_render_update_fn callback, void *callback_ctx);

/* @boundary ctx: releases, nullable */
void mpv_render_context_free(mpv_render_context *ctx);

/* @boundary user_data: retained
 * @boundary open_fn: retained */
int mpv_stream_cb_add_ro(mpv_handle *ctx, const char *protocol, void *user_data, mpv_stream_cb_open_ro_fn open_fn);
