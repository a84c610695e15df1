/* What the documentation of PulseAudio's client library says about connections, streams, text and callbacks. */

/* @boundary library(pulse) */

#include <stddef.h>
#include <stdint.h>

typedef enum { PA_STREAM_NODIRECTION = 0 } pa_stream_direction_t;
typedef struct pa_sample_spec pa_sample_spec;
typedef struct pa_channel_map pa_channel_map;
typedef struct pa_buffer_attr pa_buffer_attr;
typedef struct pa_simple pa_simple;
typedef struct pa_mainloop pa_mainloop;
typedef struct pa_threaded_mainloop pa_threaded_mainloop;
typedef struct pa_mainloop_api pa_mainloop_api;
typedef struct pa_context pa_context;
typedef struct pa_proplist pa_proplist;
typedef void (*pa_context_notify_cb_t)(pa_context *, void *);
typedef enum { PA_SUBSCRIPTION_EVENT_SINK = 0 } pa_subscription_event_type_t;
typedef void (*pa_context_subscribe_cb_t)(pa_context *, pa_subscription_event_type_t, uint32_t, void *);
typedef void (*pa_context_event_cb_t)(pa_context *, const char *, pa_proplist *, void *);
typedef struct pa_server_info pa_server_info;
typedef void (*pa_server_info_cb_t)(pa_context *, const pa_server_info *, void *);
typedef struct pa_operation pa_operation;
typedef struct pa_sink_info pa_sink_info;
typedef void (*pa_sink_info_cb_t)(pa_context *, const pa_sink_info *, int, void *);
typedef struct pa_source_info pa_source_info;
typedef void (*pa_source_info_cb_t)(pa_context *, const pa_source_info *, int, void *);
typedef struct pa_sink_input_info pa_sink_input_info;
typedef void (*pa_sink_input_info_cb_t)(pa_context *, const pa_sink_input_info *, int, void *);
typedef struct pa_client_info pa_client_info;
typedef void (*pa_client_info_cb_t)(pa_context *, const pa_client_info *, int, void *);
typedef struct pa_card_info pa_card_info;
typedef void (*pa_card_info_cb_t)(pa_context *, const pa_card_info *, int, void *);
typedef enum { PA_SUBSCRIPTION_MASK_NULL = 0 } pa_subscription_mask_t;
typedef void (*pa_context_success_cb_t)(pa_context *, int, void *);
typedef struct pa_cvolume pa_cvolume;
typedef struct pa_stream pa_stream;
typedef void (*pa_stream_success_cb_t)(pa_stream *, int, void *);
typedef void (*pa_stream_notify_cb_t)(pa_stream *, void *);
typedef void (*pa_stream_request_cb_t)(pa_stream *, size_t, void *);

/* Simple */

/* @boundary return: owned(pa_simple_free), nullable */
pa_simple *pa_simple_new(
    const char *server, const char *name, pa_stream_direction_t dir, const char *dev, const char *stream_name, const pa_sample_spec *ss, const pa_channel_map *map, const pa_buffer_attr *attr, int *error);

/* @boundary s: releases */
void pa_simple_free(pa_simple *s);

/* @boundary return: static, nullable, zeroterm */
const char *pa_strerror(int error);

/* @boundary return: static, zeroterm */
const char *pa_get_library_version(void);

/* Main loops and contexts */

/* @boundary return: owned(pa_mainloop_free), nonnull */
pa_mainloop *pa_mainloop_new(void);

/* @boundary m: releases */
void pa_mainloop_free(pa_mainloop *m);

/* @boundary return: owned(pa_threaded_mainloop_free), nonnull */
pa_threaded_mainloop *pa_threaded_mainloop_new(void);

/* @boundary m: releases */
void pa_threaded_mainloop_free(pa_threaded_mainloop *m);

/* @boundary return: borrowed(m) */
pa_mainloop_api *pa_mainloop_get_api(pa_mainloop *m);

/* @boundary return: borrowed(m) */
pa_mainloop_api *pa_threaded_mainloop_get_api(pa_threaded_mainloop *m);

/* @boundary return: owned(pa_context_unref), nullable */
pa_context *pa_context_new(pa_mainloop_api *mainloop, const char *name);

/* @boundary return: owned(pa_context_unref), nullable */
pa_context *pa_context_new_with_proplist(pa_mainloop_api *mainloop, const char *name, const pa_proplist *proplist);

/* @boundary c: releases */
void pa_context_unref(pa_context *c);

/* @boundary cb: retained
 * @boundary userdata: retained */
void pa_context_set_state_callback(pa_context *c, pa_context_notify_cb_t cb, void *userdata);

/* @boundary cb: retained
 * @boundary userdata: retained */
void pa_context_set_subscribe_callback(pa_context *c, pa_context_subscribe_cb_t cb, void *userdata);

/* @boundary cb: retained
 * @boundary userdata: retained */
void pa_context_set_event_callback(pa_context *p, pa_context_event_cb_t cb, void *userdata);

/* @boundary return: owned(pa_operation_unref), nullable
 * @boundary cb: retained
 * @boundary userdata: retained */
pa_operation *pa_context_get_server_info(pa_context *c, pa_server_info_cb_t cb, void *userdata);

/* @boundary return: owned(pa_operation_unref), nullable
 * @boundary cb: retained
 * @boundary userdata: retained */
pa_operation *pa_context_get_sink_info_list(pa_context *c, pa_sink_info_cb_t cb, void *userdata);

/* @boundary return: owned(pa_operation_unref), nullable
 * @boundary cb: retained
 * @boundary userdata: retained */
pa_operation *pa_context_get_sink_info_by_name(pa_context *c, const char *name, pa_sink_info_cb_t cb, void *userdata);

/* @boundary return: owned(pa_operation_unref), nullable
 * @boundary cb: retained
 * @boundary userdata: retained */
pa_operation *pa_context_get_sink_info_by_index(pa_context *c, uint32_t idx, pa_sink_info_cb_t cb, void *userdata);

/* @boundary return: owned(pa_operation_unref), nullable
 * @boundary cb: retained
 * @boundary userdata: retained */
pa_operation *pa_context_get_source_info_list(pa_context *c, pa_source_info_cb_t cb, void *userdata);

/* @boundary return: owned(pa_operation_unref), nullable
 * @boundary cb: retained
 * @boundary userdata: retained */
pa_operation *pa_context_get_source_info_by_name(pa_context *c, const char *name, pa_source_info_cb_t cb, void *userdata);

/* @boundary return: owned(pa_operation_unref), nullable
 * @boundary cb: retained
 * @boundary userdata: retained */
pa_operation *pa_context_get_sink_input_info_list(pa_context *c, pa_sink_input_info_cb_t cb, void *userdata);

/* @boundary return: owned(pa_operation_unref), nullable
 * @boundary cb: retained
 * @boundary userdata: retained */
pa_operation *pa_context_get_sink_input_info(pa_context *c, uint32_t idx, pa_sink_input_info_cb_t cb, void *userdata);

/* @boundary return: owned(pa_operation_unref), nullable
 * @boundary cb: retained
 * @boundary userdata: retained */
pa_operation *pa_context_get_client_info_list(pa_context *c, pa_client_info_cb_t cb, void *userdata);

/* @boundary return: owned(pa_operation_unref), nullable
 * @boundary cb: retained
 * @boundary userdata: retained */
pa_operation *pa_context_get_card_info_list(pa_context *c, pa_card_info_cb_t cb, void *userdata);

/* @boundary return: owned(pa_operation_unref), nullable
 * @boundary cb: retained
 * @boundary userdata: retained */
pa_operation *pa_context_subscribe(pa_context *c, pa_subscription_mask_t m, pa_context_success_cb_t cb, void *userdata);

/* @boundary return: owned(pa_operation_unref), nullable
 * @boundary cb: retained
 * @boundary userdata: retained */
pa_operation *pa_context_set_sink_volume_by_name(pa_context *c, const char *name, const pa_cvolume *volume, pa_context_success_cb_t cb, void *userdata);

/* @boundary return: owned(pa_operation_unref), nullable
 * @boundary cb: retained
 * @boundary userdata: retained */
pa_operation *pa_context_set_sink_volume_by_index(pa_context *c, uint32_t idx, const pa_cvolume *volume, pa_context_success_cb_t cb, void *userdata);

/* @boundary return: owned(pa_operation_unref), nullable
 * @boundary cb: retained
 * @boundary userdata: retained */
pa_operation *pa_context_set_sink_input_volume(pa_context *c, uint32_t idx, const pa_cvolume *volume, pa_context_success_cb_t cb, void *userdata);

/* @boundary return: owned(pa_operation_unref), nullable
 * @boundary cb: retained
 * @boundary userdata: retained */
pa_operation *pa_context_set_sink_mute_by_name(pa_context *c, const char *name, int mute, pa_context_success_cb_t cb, void *userdata);

/* @boundary return: owned(pa_operation_unref), nullable
 * @boundary cb: retained
 * @boundary userdata: retained */
pa_operation *pa_context_set_sink_mute_by_index(pa_context *c, uint32_t idx, int mute, pa_context_success_cb_t cb, void *userdata);

/* @boundary return: owned(pa_operation_unref), nullable
 * @boundary cb: retained
 * @boundary userdata: retained */
pa_operation *pa_stream_drain(pa_stream *s, pa_stream_success_cb_t cb, void *userdata);

/* @boundary return: owned(pa_operation_unref), nullable
 * @boundary cb: retained
 * @boundary userdata: retained */
pa_operation *pa_stream_flush(pa_stream *s, pa_stream_success_cb_t cb, void *userdata);

/* @boundary return: owned(pa_operation_unref), nullable
 * @boundary cb: retained
 * @boundary userdata: retained */
pa_operation *pa_stream_cork(pa_stream *s, int b, pa_stream_success_cb_t cb, void *userdata);

/* @boundary o: releases */
void pa_operation_unref(pa_operation *o);

/* Streams */

/* @boundary return: owned(pa_stream_unref), nullable */
pa_stream *pa_stream_new(pa_context *c, const char *name, const pa_sample_spec *ss, const pa_channel_map *map);

/* @boundary return: owned(pa_stream_unref), nullable */
pa_stream *pa_stream_new_with_proplist(pa_context *c, const char *name, const pa_sample_spec *ss, const pa_channel_map *map, pa_proplist *p);

/* @boundary s: releases */
void pa_stream_unref(pa_stream *s);

/* @boundary cb: retained
 * @boundary userdata: retained */
void pa_stream_set_state_callback(pa_stream *s, pa_stream_notify_cb_t cb, void *userdata);

/* @boundary cb: retained
 * @boundary userdata: retained */
void pa_stream_set_write_callback(pa_stream *p, pa_stream_request_cb_t cb, void *userdata);

/* @boundary cb: retained
 * @boundary userdata: retained */
void pa_stream_set_read_callback(pa_stream *p, pa_stream_request_cb_t cb, void *userdata);

/* @boundary cb: retained
 * @boundary userdata: retained */
void pa_stream_set_overflow_callback(pa_stream *p, pa_stream_notify_cb_t cb, void *userdata);

/* @boundary cb: retained
 * @boundary userdata: retained */
void pa_stream_set_underflow_callback(pa_stream *p, pa_stream_notify_cb_t cb, void *userdata);

/* @boundary cb: retained
 * @boundary userdata: retained */
void pa_stream_set_latency_update_callback(pa_stream *p, pa_stream_notify_cb_t cb, void *userdata);

/* @boundary cb: retained
 * @boundary userdata: retained */
void pa_stream_set_moved_callback(pa_stream *p, pa_stream_notify_cb_t cb, void *userdata);

/* @boundary cb: retained
 * @boundary userdata: retained */
void pa_stream_set_suspended_callback(pa_stream *p, pa_stream_notify_cb_t cb, void *userdata);

/* @boundary return: owned(pa_proplist_free), nonnull */
pa_proplist *pa_proplist_new(void);

/* @boundary return: owned(pa_proplist_free), nonnull */
pa_proplist *pa_proplist_copy(const pa_proplist *p);

/* @boundary p: releases */
void pa_proplist_free(pa_proplist *p);

/* @boundary return: owned(pa_xfree), nonnull */
void *pa_xmalloc(size_t l);

/* @boundary return: owned(pa_xfree), nonnull, zeroterm */
char *pa_proplist_to_string(const pa_proplist *p);

/* @boundary return: owned(pa_xfree), nonnull, zeroterm */
char *pa_xstrdup(const char *s);

/* @boundary p: releases, nullable */
void pa_xfree(void *p);
