/* What the documentation of GLib, GObject and GIO says about memory, references, text and callbacks. New variants and widgets are floating: they belong to nobody yet. */

/* @boundary library(glib), convention(cdecl) */

#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

typedef size_t gsize;
typedef void *gpointer;
typedef char gchar;
typedef int gint;
typedef uint32_t guint32;
typedef guint32 GQuark;
typedef ssize_t gssize;
typedef struct _GError GError;
typedef struct _GList GList;
typedef struct _GSList GSList;
typedef const void *gconstpointer;
typedef struct _GBytes GBytes;
typedef unsigned int guint;
typedef guint (*GHashFunc)(gconstpointer);
typedef gint gboolean;
typedef gboolean (*GEqualFunc)(gconstpointer, gconstpointer);
typedef struct _GHashTable GHashTable;
typedef void (*GHFunc)(gpointer, gpointer, gpointer);
typedef struct _GKeyFile GKeyFile;
typedef struct _GDateTime GDateTime;
typedef struct _GVariant GVariant;
typedef struct _GVariantType GVariantType;
typedef struct _GVariantBuilder GVariantBuilder;
typedef struct _GMainContext GMainContext;
typedef struct _GMainLoop GMainLoop;
typedef gboolean (*GSourceFunc)(gpointer);
typedef void (*GDestroyNotify)(gpointer);
typedef enum { G_LOG_FLAG_RECURSION = 1 } GLogLevelFlags;
typedef void (*GLogFunc)(const gchar *, GLogLevelFlags, const gchar *, gpointer);
typedef void (*GPrintFunc)(const gchar *);
typedef gsize GType;
typedef struct _GObject GObject;
typedef void (*GToggleNotify)(gpointer, GObject *, gboolean);
typedef void (*GWeakNotify)(gpointer, GObject *);
typedef void (*GCallback)(void);
typedef struct _GClosure GClosure;
typedef void (*GClosureNotify)(gpointer, GClosure *);
typedef enum { G_CONNECT_DEFAULT = 0 } GConnectFlags;
typedef unsigned long gulong;
typedef struct _GValue GValue;
typedef struct _GParamSpec GParamSpec;
typedef struct _GFile GFile;
typedef struct _GCancellable GCancellable;

/* Memory and text */

/* @boundary return: owned(g_free) */
gpointer g_malloc(gsize n_bytes);

/* @boundary return: owned(g_free) */
gpointer g_malloc0(gsize n_bytes);

/* @boundary return: owned(g_free), nullable */
gpointer g_try_malloc(gsize n_bytes);

/* @boundary mem: releases, nullable */
void g_free(gpointer mem);

/* @boundary return: owned(g_free), zeroterm */
gchar *g_strdup(const gchar *str);

/* @boundary return: owned(g_free), zeroterm */
gchar *g_strndup(const gchar *str, gsize n);

/* @boundary return: owned(g_strfreev) */
gchar **g_strsplit(const gchar *string, const gchar *delimiter, gint max_tokens);

/* @boundary return: owned(g_strfreev) */
gchar **g_strdupv(gchar **str_array);

/* @boundary str_array: releases, nullable */
void g_strfreev(gchar **str_array);

/* @boundary return: static, zeroterm */
const gchar *g_get_user_name(void);

/* @boundary return: static, zeroterm */
const gchar *g_get_real_name(void);

/* @boundary return: static, zeroterm */
const gchar *g_get_home_dir(void);

/* @boundary return: static, zeroterm */
const gchar *g_get_tmp_dir(void);

/* @boundary return: borrowed, nullable, utf8, zeroterm */
const gchar *g_get_prgname(void);

/* @boundary return: borrowed, nullable, utf8, zeroterm */
const gchar *g_get_application_name(void);

/* @boundary return: borrowed, nullable, zeroterm */
const gchar *g_getenv(const gchar *variable);

/* @boundary return: owned(g_free), zeroterm */
gchar *g_get_current_dir(void);

/* @boundary return: static, utf8, zeroterm */
const gchar *g_strerror(gint errnum);

/* @boundary return: static, nullable, utf8, zeroterm */
const gchar *g_quark_to_string(GQuark quark);

/* @boundary return: static, utf8, zeroterm */
const gchar *g_intern_string(const gchar *string);

/* @boundary return: owned(g_free), zeroterm */
gchar *g_path_get_basename(const gchar *file_name);

/* @boundary return: owned(g_free), zeroterm */
gchar *g_path_get_dirname(const gchar *file_name);

/* @boundary return: owned(g_free), utf8, zeroterm */
gchar *g_markup_escape_text(const gchar *text, gssize length);

/* Errors, lists and other containers */

/* @boundary return: owned(g_error_free) */
GError *g_error_new_literal(GQuark domain, gint code, const gchar *message);

/* @boundary return: owned(g_error_free) */
GError *g_error_copy(const GError *error);

/* @boundary error: releases */
void g_error_free(GError *error);

/* @boundary err: inout, nullable */
void g_clear_error(GError **err);

/* @boundary list: releases, nullable */
void g_list_free(GList *list);

/* @boundary list: releases, nullable */
void g_slist_free(GSList *list);

/* @boundary return: owned(g_bytes_unref)
 * @boundary data: in, noescape, nullable */
GBytes *g_bytes_new(gconstpointer data, gsize size);

GBytes *g_bytes_ref(GBytes *bytes);

/* @boundary bytes: releases, nullable */
void g_bytes_unref(GBytes *bytes);

/* @boundary return: borrowed(bytes), nullable */
gconstpointer g_bytes_get_data(GBytes *bytes, gsize *size);

/* @boundary return: owned(g_hash_table_unref)
 * @boundary hash_func: retained(until g_hash_table_unref)
 * @boundary key_equal_func: retained(until g_hash_table_unref) */
GHashTable *g_hash_table_new(GHashFunc hash_func, GEqualFunc key_equal_func);

GHashTable *g_hash_table_ref(GHashTable *hash_table);

/* @boundary hash_table: releases */
void g_hash_table_unref(GHashTable *hash_table);

/* @boundary hash_table: releases */
void g_hash_table_destroy(GHashTable *hash_table);

/* @boundary func: noescape
 * @boundary user_data: noescape
 * @boundary callsback */
void g_hash_table_foreach(GHashTable *hash_table, GHFunc func, gpointer user_data);

/* @boundary return: owned(g_key_file_free) */
GKeyFile *g_key_file_new(void);

/* @boundary key_file: releases */
void g_key_file_free(GKeyFile *key_file);

/* @boundary return: owned(g_date_time_unref) */
GDateTime *g_date_time_new_now_local(void);

/* @boundary return: owned(g_date_time_unref) */
GDateTime *g_date_time_new_now_utc(void);

GDateTime *g_date_time_ref(GDateTime *datetime);

/* @boundary datetime: releases */
void g_date_time_unref(GDateTime *datetime);

GVariant *g_variant_ref(GVariant *value);

GVariant *g_variant_ref_sink(GVariant *value);

/* @boundary value: releases */
void g_variant_unref(GVariant *value);

/* @boundary return: borrowed(value), utf8, zeroterm
 * @boundary length: out, nullable */
const gchar *g_variant_get_string(GVariant *value, gsize *length);

/* @boundary return: borrowed(value), zeroterm */
const gchar *g_variant_get_type_string(GVariant *value);

/* @boundary return: owned(g_free), utf8, zeroterm
 * @boundary length: out, nullable */
gchar *g_variant_dup_string(GVariant *value, gsize *length);

/* @boundary return: owned(g_free), utf8, zeroterm */
gchar *g_variant_print(GVariant *value, gboolean type_annotate);

/* @boundary return: owned(g_variant_builder_unref) */
GVariantBuilder *g_variant_builder_new(const GVariantType *type);

/* @boundary builder: releases */
void g_variant_builder_unref(GVariantBuilder *builder);

/* The main loop and the log */

/* @boundary return: owned(g_main_loop_unref) */
GMainLoop *g_main_loop_new(GMainContext *context, gboolean is_running);

GMainLoop *g_main_loop_ref(GMainLoop *loop);

/* @boundary loop: releases */
void g_main_loop_unref(GMainLoop *loop);

/* @boundary blocking, callsback */
void g_main_loop_run(GMainLoop *loop);

/* @boundary return: owned(g_main_context_unref) */
GMainContext *g_main_context_new(void);

GMainContext *g_main_context_ref(GMainContext *context);

/* @boundary context: releases */
void g_main_context_unref(GMainContext *context);

/* @boundary return: borrowed */
GMainContext *g_main_context_default(void);

/* @boundary function: retained(until g_source_remove)
 * @boundary data: retained */
guint g_timeout_add(guint interval, GSourceFunc function, gpointer data);

/* @boundary function: retained(until g_source_remove)
 * @boundary data: retained
 * @boundary notify: retained, nullable */
guint g_timeout_add_full(gint priority, guint interval, GSourceFunc function, gpointer data, GDestroyNotify notify);

/* @boundary function: retained(until g_source_remove)
 * @boundary data: retained */
guint g_idle_add(GSourceFunc function, gpointer data);

/* @boundary function: retained(until g_source_remove)
 * @boundary data: retained
 * @boundary notify: retained, nullable */
guint g_idle_add_full(gint priority, GSourceFunc function, gpointer data, GDestroyNotify notify);

gboolean g_source_remove(guint tag);

/* @boundary log_func: retained(until g_log_remove_handler)
 * @boundary user_data: retained */
guint g_log_set_handler(const gchar *log_domain, GLogLevelFlags log_levels, GLogFunc log_func, gpointer user_data);

void g_log_remove_handler(const gchar *log_domain, guint handler_id);

/* @boundary log_func: retained
 * @boundary user_data: retained */
GLogFunc g_log_set_default_handler(GLogFunc log_func, gpointer user_data);

/* @boundary func: retained, nullable */
GPrintFunc g_set_print_handler(GPrintFunc func);

/* Objects and signals */

/* @boundary return: static, nullable, zeroterm */
const gchar *g_type_name(GType type);

gpointer g_object_ref(gpointer object);

gpointer g_object_ref_sink(gpointer object);

/* @boundary object: releases */
void g_object_unref(gpointer object);

/* @boundary notify: retained(until g_object_remove_toggle_ref)
 * @boundary data: retained */
void g_object_add_toggle_ref(GObject *object, GToggleNotify notify, gpointer data);

void g_object_remove_toggle_ref(GObject *object, GToggleNotify notify, gpointer data);

/* @boundary notify: retained(until g_object_weak_unref)
 * @boundary data: retained */
void g_object_weak_ref(GObject *object, GWeakNotify notify, gpointer data);

void g_object_weak_unref(GObject *object, GWeakNotify notify, gpointer data);

/* @boundary data: retained
 * @boundary destroy: retained, nullable */
void g_object_set_data_full(GObject *object, const gchar *key, gpointer data, GDestroyNotify destroy);

/* @boundary return: borrowed(object), nullable */
gpointer g_object_get_data(GObject *object, const gchar *key);

/* @boundary c_handler: retained(until g_signal_handler_disconnect)
 * @boundary data: retained
 * @boundary destroy_data: retained, nullable */
gulong g_signal_connect_data(
    gpointer instance, const gchar *detailed_signal, GCallback c_handler, gpointer data, GClosureNotify destroy_data,
    GConnectFlags connect_flags);

void g_signal_handler_disconnect(gpointer instance, gulong handler_id);

/* @boundary return: static, nullable, zeroterm */
const gchar *g_signal_name(guint signal_id);

/* @boundary return: borrowed(value), nullable, zeroterm */
const gchar *g_value_get_string(const GValue *value);

/* @boundary return: owned(g_free), nullable, zeroterm */
gchar *g_value_dup_string(const GValue *value);

/* @boundary return: borrowed(pspec), zeroterm */
const gchar *g_param_spec_get_name(GParamSpec *pspec);

/* Files */

/* @boundary return: owned(g_object_unref), nonnull */
GFile *g_file_new_for_path(const char *path);

/* @boundary return: owned(g_object_unref), nonnull */
GFile *g_file_new_for_uri(const char *uri);

/* @boundary return: owned(g_free), nullable, zeroterm */
char *g_file_get_path(GFile *file);

/* @boundary return: owned(g_free), utf8, zeroterm */
char *g_file_get_uri(GFile *file);

/* @boundary return: owned(g_free), nullable, zeroterm */
char *g_file_get_basename(GFile *file);

/* @boundary return: owned(g_object_unref), nonnull */
GCancellable *g_cancellable_new(void);
