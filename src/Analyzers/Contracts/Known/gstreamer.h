/* What the documentation of GStreamer says about references, memory, text and callbacks. New elements and pads are floating: they belong to nobody yet. */

/* @boundary library(gstreamer-1.0) */

typedef void *gpointer;
typedef struct _GError GError;
typedef struct _GstElement GstElement;
typedef struct _GstBus GstBus;
typedef struct _GstPipeline GstPipeline;
typedef struct _GstBin GstBin;
typedef char gchar;
typedef unsigned long gsize;
typedef gsize GType;
typedef struct _GstPad GstPad;
typedef struct _GstClock GstClock;
typedef struct _GstObject GstObject;
typedef struct _GstElementFactory GstElementFactory;
typedef struct _GstRegistry GstRegistry;
typedef struct _GstPlugin GstPlugin;
typedef struct _GstPluginFeature GstPluginFeature;
typedef struct _GstDeviceMonitor GstDeviceMonitor;
typedef struct _GstCaps GstCaps;
typedef struct _GstAppSink GstAppSink;
typedef struct _GstStaticCaps GstStaticCaps;
typedef struct _GstBuffer GstBuffer;
typedef struct _GstAllocator GstAllocator;
typedef struct _GstAllocationParams GstAllocationParams;
typedef enum { GST_MEMORY_FLAG_READONLY = 2 } GstMemoryFlags;
typedef void (*GDestroyNotify)(gpointer);
typedef struct _GstSample GstSample;
typedef unsigned long guint64;
typedef guint64 GstClockTime;
typedef struct _GstSegment GstSegment;
typedef struct _GstStructure GstStructure;
typedef struct _GstMessage GstMessage;
typedef enum { GST_MESSAGE_UNKNOWN = 0 } GstMessageType;
typedef struct _GstEvent GstEvent;
typedef double gdouble;
typedef enum { GST_FORMAT_UNDEFINED = 0 } GstFormat;
typedef enum { GST_SEEK_FLAG_NONE = 0 } GstSeekFlags;
typedef enum { GST_SEEK_TYPE_NONE = 0 } GstSeekType;
typedef long gint64;
typedef unsigned int guint;
typedef int gint;
typedef gint gboolean;
typedef struct _GstAppSrc GstAppSrc;
typedef enum { GST_FLOW_CUSTOM_SUCCESS_2 = 102 } GstFlowReturn;
typedef struct _GstMemory GstMemory;
typedef enum { GST_STATE_VOID_PENDING = 0 } GstState;
typedef gboolean (*GstBusFunc)(GstBus *, GstMessage *, gpointer);
typedef enum { GST_BUS_DROP = 0 } GstBusSyncReply;
typedef GstBusSyncReply (*GstBusSyncHandler)(GstBus *, GstMessage *, gpointer);
typedef enum { GST_PAD_PROBE_TYPE_INVALID = 0 } GstPadProbeType;
typedef struct _GstPadProbeInfo GstPadProbeInfo;
typedef enum { GST_PAD_PROBE_DROP = 0 } GstPadProbeReturn;
typedef GstPadProbeReturn (*GstPadProbeCallback)(GstPad *, GstPadProbeInfo *, gpointer);
typedef unsigned long gulong;
typedef struct _GstDebugCategory GstDebugCategory;
typedef enum { GST_LEVEL_NONE = 0 } GstDebugLevel;
typedef struct _GObject GObject;
typedef struct _GstDebugMessage GstDebugMessage;
typedef void (*GstLogFunction)(GstDebugCategory *, GstDebugLevel, const gchar *, const gchar *, gint, GObject *, GstDebugMessage *, gpointer);
typedef struct GstAppSinkCallbacks GstAppSinkCallbacks;
typedef struct GstAppSrcCallbacks GstAppSrcCallbacks;

/* References */

/* @boundary object: releases */
void gst_object_unref(gpointer object);

/* @boundary mem: releases, nullable */
void g_free(gpointer mem);

/* @boundary error: releases, nullable */
void g_error_free(GError *error);

/* @boundary return: owned(gst_object_unref), nullable */
GstBus *gst_element_get_bus(GstElement *element);

/* @boundary return: owned(gst_object_unref), nonnull */
GstBus *gst_pipeline_get_bus(GstPipeline *pipeline);

/* @boundary return: owned(gst_object_unref), nullable */
GstElement *gst_bin_get_by_name(GstBin *bin, const gchar *name);

/* @boundary return: owned(gst_object_unref), nullable */
GstElement *gst_bin_get_by_interface(GstBin *bin, GType iface);

/* @boundary return: owned(gst_object_unref), nullable */
GstPad *gst_element_get_static_pad(GstElement *element, const gchar *name);

/* @boundary return: owned(gst_object_unref), nullable */
GstPad *gst_element_get_request_pad(GstElement *element, const gchar *name);

/* @boundary return: owned(gst_object_unref), nullable */
GstPad *gst_element_request_pad_simple(GstElement *element, const gchar *name);

/* @boundary return: owned(gst_object_unref), nullable */
GstClock *gst_element_get_clock(GstElement *element);

/* @boundary return: owned(gst_object_unref), nullable */
GstClock *gst_pipeline_get_clock(GstPipeline *pipeline);

/* @boundary return: owned(gst_object_unref), nonnull */
GstClock *gst_system_clock_obtain(void);

/* @boundary return: owned(gst_object_unref), nullable */
GstPad *gst_pad_get_peer(GstPad *pad);

/* @boundary return: owned(gst_object_unref), nullable */
GstObject *gst_object_get_parent(GstObject *object);

/* @boundary return: owned(gst_object_unref), nullable */
GstElement *gst_pad_get_parent_element(GstPad *pad);

/* @boundary return: owned(gst_object_unref), nonnull */
GstBus *gst_bus_new(void);

/* @boundary return: owned(gst_object_unref), nullable */
GstElementFactory *gst_element_factory_find(const gchar *name);

/* @boundary return: owned(gst_object_unref), nullable */
GstPlugin *gst_registry_find_plugin(GstRegistry *registry, const gchar *name);

/* @boundary return: owned(gst_object_unref), nullable */
GstPluginFeature *gst_registry_find_feature(GstRegistry *registry, const gchar *name, GType type);

/* @boundary return: owned(gst_object_unref), nullable */
GstPlugin *gst_plugin_load_file(const gchar *filename, GError **error);

/* @boundary return: owned(gst_object_unref), nonnull */
GstDeviceMonitor *gst_device_monitor_new(void);

/* @boundary return: owned(gst_object_unref), nonnull */
GstBus *gst_device_monitor_get_bus(GstDeviceMonitor *monitor);

/* @boundary return: owned(gst_caps_unref), nonnull */
GstCaps *gst_caps_new_empty(void);

/* @boundary return: owned(gst_caps_unref), nonnull */
GstCaps *gst_caps_new_any(void);

/* @boundary return: owned(gst_caps_unref), nullable */
GstCaps *gst_caps_from_string(const gchar *string);

/* @boundary return: owned(gst_caps_unref), nonnull */
GstCaps *gst_caps_copy(const GstCaps *caps);

/* @boundary return: owned(gst_caps_unref), nullable */
GstCaps *gst_pad_get_current_caps(GstPad *pad);

/* @boundary return: owned(gst_caps_unref), nonnull */
GstCaps *gst_pad_query_caps(GstPad *pad, GstCaps *filter);

/* @boundary return: owned(gst_caps_unref), nonnull */
GstCaps *gst_caps_intersect(GstCaps *caps1, GstCaps *caps2);

/* @boundary return: owned(gst_caps_unref), nullable */
GstCaps *gst_app_sink_get_caps(GstAppSink *appsink);

/* @boundary return: owned(gst_caps_unref), nonnull */
GstCaps *gst_caps_new_empty_simple(const char *media_type);

/* @boundary return: owned(gst_caps_unref), nonnull */
GstCaps *gst_static_caps_get(GstStaticCaps *static_caps);

/* @boundary caps: releases */
void gst_caps_unref(GstCaps *caps);

/* @boundary return: owned(gst_buffer_unref), nonnull */
GstBuffer *gst_buffer_new(void);

/* @boundary return: owned(gst_buffer_unref), nonnull */
GstBuffer *gst_buffer_new_allocate(GstAllocator *allocator, gsize size, GstAllocationParams *params);

/* @boundary return: owned(gst_buffer_unref), nonnull */
GstBuffer *gst_buffer_new_wrapped(gpointer data, gsize size);

/* @boundary return: owned(gst_buffer_unref), nonnull
 * @boundary data: retained
 * @boundary user_data: retained
 * @boundary notify: retained */
GstBuffer *gst_buffer_new_wrapped_full(GstMemoryFlags flags, gpointer data, gsize maxsize, gsize offset, gsize size, gpointer user_data, GDestroyNotify notify);

/* @boundary return: owned(gst_buffer_unref), nonnull */
GstBuffer *gst_buffer_copy_deep(const GstBuffer *buf);

/* @boundary buf: releases */
void gst_buffer_unref(GstBuffer *buf);

/* @boundary return: owned(gst_sample_unref), nullable */
GstSample *gst_app_sink_pull_sample(GstAppSink *appsink);

/* @boundary return: owned(gst_sample_unref), nullable */
GstSample *gst_app_sink_try_pull_sample(GstAppSink *appsink, GstClockTime timeout);

/* @boundary return: owned(gst_sample_unref), nullable */
GstSample *gst_app_sink_pull_preroll(GstAppSink *appsink);

/* @boundary return: owned(gst_sample_unref), nonnull */
GstSample *gst_sample_new(GstBuffer *buffer, GstCaps *caps, const GstSegment *segment, GstStructure *info);

/* @boundary sample: releases */
void gst_sample_unref(GstSample *sample);

/* @boundary return: owned(gst_message_unref), nullable */
GstMessage *gst_bus_pop(GstBus *bus);

/* @boundary return: owned(gst_message_unref), nullable */
GstMessage *gst_bus_timed_pop(GstBus *bus, GstClockTime timeout);

/* @boundary return: owned(gst_message_unref), nullable */
GstMessage *gst_bus_timed_pop_filtered(GstBus *bus, GstClockTime timeout, GstMessageType types);

/* @boundary return: owned(gst_message_unref), nullable */
GstMessage *gst_bus_peek(GstBus *bus);

/* @boundary return: owned(gst_message_unref), nullable */
GstMessage *gst_bus_pop_filtered(GstBus *bus, GstMessageType types);

/* @boundary return: owned(gst_message_unref), nullable */
GstMessage *gst_bus_poll(GstBus *bus, GstMessageType events, GstClockTime timeout);

/* @boundary return: owned(gst_message_unref), nonnull */
GstMessage *gst_message_new_eos(GstObject *src);

/* @boundary msg: releases */
void gst_message_unref(GstMessage *msg);

/* @boundary return: owned(gst_event_unref), nonnull */
GstEvent *gst_event_new_eos(void);

/* @boundary return: owned(gst_event_unref), nonnull */
GstEvent *gst_event_new_seek(gdouble rate, GstFormat format, GstSeekFlags flags, GstSeekType start_type, gint64 start, GstSeekType stop_type, gint64 stop);

/* @boundary return: owned(gst_event_unref), nonnull */
GstEvent *gst_event_new_flush_start(void);

/* @boundary event: releases */
void gst_event_unref(GstEvent *event);

/* @boundary return: borrowed(sample), nullable */
GstBuffer *gst_sample_get_buffer(GstSample *sample);

/* @boundary return: borrowed(sample), nullable */
GstCaps *gst_sample_get_caps(GstSample *sample);

/* @boundary return: borrowed(caps), nullable */
GstStructure *gst_caps_get_structure(const GstCaps *caps, guint index);

/* @boundary return: borrowed(message), nullable */
const GstStructure *gst_message_get_structure(GstMessage *message);

/* @boundary return: borrowed(element), nullable */
GstElementFactory *gst_element_get_factory(GstElement *element);

/* @boundary return: borrowed, nullable */
GstRegistry *gst_registry_get(void);

/* What is taken over */

/* @boundary event: taken */
gboolean gst_element_send_event(GstElement *element, GstEvent *event);

/* @boundary buffer: taken */
GstFlowReturn gst_app_src_push_buffer(GstAppSrc *appsrc, GstBuffer *buffer);

/* @boundary buffer: taken */
GstFlowReturn gst_pad_push(GstPad *pad, GstBuffer *buffer);

/* @boundary event: taken */
gboolean gst_pad_send_event(GstPad *pad, GstEvent *event);

/* @boundary message: taken */
gboolean gst_bus_post(GstBus *bus, GstMessage *message);

/* @boundary message: taken */
gboolean gst_element_post_message(GstElement *element, GstMessage *message);

/* @boundary mem: taken */
void gst_buffer_append_memory(GstBuffer *buffer, GstMemory *mem);

/* Text */

/* @boundary return: owned(g_free), nonnull, zeroterm */
gchar *gst_object_get_name(GstObject *object);

/* @boundary return: owned(g_free), nonnull, zeroterm */
gchar *gst_caps_to_string(const GstCaps *caps);

/* @boundary return: owned(g_free), nonnull, zeroterm */
gchar *gst_structure_to_string(const GstStructure *structure);

/* @boundary return: owned(g_free), nonnull, zeroterm */
gchar *gst_version_string(void);

/* @boundary return: owned(g_free), nonnull, zeroterm */
gchar *gst_object_get_path_string(GstObject *object);

/* @boundary return: owned(g_free), nullable, zeroterm */
gchar *gst_uri_get_protocol(const gchar *uri);

/* @boundary return: borrowed(structure), zeroterm */
const gchar *gst_structure_get_name(const GstStructure *structure);

/* @boundary return: borrowed, zeroterm */
const gchar *gst_element_state_get_name(GstState state);

/* @boundary return: borrowed, zeroterm */
const gchar *gst_message_type_get_name(GstMessageType type);

/* @boundary return: borrowed(structure), nullable, zeroterm */
const gchar *gst_structure_get_string(const GstStructure *structure, const gchar *fieldname);

/* @boundary gerror: owned(g_error_free)
 * @boundary debug: owned(g_free), zeroterm */
void gst_message_parse_error(GstMessage *message, GError **gerror, gchar **debug);

/* @boundary gerror: owned(g_error_free)
 * @boundary debug: owned(g_free), zeroterm */
void gst_message_parse_warning(GstMessage *message, GError **gerror, gchar **debug);

/* @boundary gerror: owned(g_error_free)
 * @boundary debug: owned(g_free), zeroterm */
void gst_message_parse_info(GstMessage *message, GError **gerror, gchar **debug);

/* Callbacks */

/* @boundary func: retained
 * @boundary user_data: retained */
guint gst_bus_add_watch(GstBus *bus, GstBusFunc func, gpointer user_data);

/* @boundary func: retained
 * @boundary user_data: retained
 * @boundary notify: retained */
void gst_bus_set_sync_handler(GstBus *bus, GstBusSyncHandler func, gpointer user_data, GDestroyNotify notify);

/* @boundary callback: retained(until gst_pad_remove_probe)
 * @boundary user_data: retained(until gst_pad_remove_probe)
 * @boundary destroy_data: retained(until gst_pad_remove_probe) */
gulong gst_pad_add_probe(GstPad *pad, GstPadProbeType mask, GstPadProbeCallback callback, gpointer user_data, GDestroyNotify destroy_data);

void gst_pad_remove_probe(GstPad *pad, gulong id);

/* @boundary func: retained
 * @boundary user_data: retained
 * @boundary notify: retained */
void gst_debug_add_log_function(GstLogFunction func, gpointer user_data, GDestroyNotify notify);

/* @boundary user_data: retained
 * @boundary notify: retained */
void gst_app_sink_set_callbacks(GstAppSink *appsink, GstAppSinkCallbacks *callbacks, gpointer user_data, GDestroyNotify notify);

/* @boundary user_data: retained
 * @boundary notify: retained */
void gst_app_src_set_callbacks(GstAppSrc *appsrc, GstAppSrcCallbacks *callbacks, gpointer user_data, GDestroyNotify notify);
