/* What the documentation of gdk-pixbuf, Pango, GDK, GTK 3 and libnotify says about references, memory, text and callbacks. New widgets are floating: they
 * belong to nobody yet. */

/* @boundary library(gtk-3) */

typedef void *gpointer;
typedef char gchar;
typedef struct _GSList GSList;
typedef struct _GError GError;
typedef enum { GDK_COLORSPACE_RGB = 0 } GdkColorspace;
typedef int gint;
typedef gint gboolean;
typedef struct _GdkPixbuf GdkPixbuf;
typedef unsigned char guchar;
typedef void (*GdkPixbufDestroyNotify)(guchar *, gpointer);
typedef struct _GBytes GBytes;
typedef struct _GInputStream GInputStream;
typedef struct _GCancellable GCancellable;
typedef enum { GDK_INTERP_NEAREST = 0 } GdkInterpType;
typedef enum { GDK_PIXBUF_ROTATE_NONE = 0 } GdkPixbufRotation;
typedef unsigned int guint32;
typedef struct _GdkPixbufAnimation GdkPixbufAnimation;
typedef struct _GdkPixbufLoader GdkPixbufLoader;
typedef unsigned long gsize;
typedef gboolean (*GdkPixbufSaveFunc)(const gchar *, gsize, GError **, gpointer);
typedef struct _GdkPixbufAnimationIter GdkPixbufAnimationIter;
typedef struct _GdkPixbufFormat GdkPixbufFormat;
typedef struct _PangoFontDescription PangoFontDescription;
typedef struct _PangoContext PangoContext;
typedef struct _PangoLayout PangoLayout;
typedef struct _PangoFontMap PangoFontMap;
typedef struct _PangoLayoutIter PangoLayoutIter;
typedef struct _PangoAttrList PangoAttrList;
typedef struct _PangoLanguage PangoLanguage;
typedef struct _PangoFontMetrics PangoFontMetrics;
typedef struct _GdkDisplay GdkDisplay;
typedef struct _GdkScreen GdkScreen;
typedef enum { GDK_NOTHING = -1 } GdkEventType;
typedef union _GdkEvent GdkEvent;
typedef enum { GDK_X_CURSOR = 0 } GdkCursorType;
typedef struct _GdkCursor GdkCursor;
typedef struct _GdkWindow GdkWindow;
typedef struct _cairo_surface cairo_surface_t;
typedef struct _GdkRGBA GdkRGBA;
typedef unsigned int guint;
typedef void GdkXEvent;
typedef enum { GDK_FILTER_CONTINUE = 0 } GdkFilterReturn;
typedef GdkFilterReturn (*GdkFilterFunc)(GdkXEvent *, GdkEvent *, gpointer);
typedef gboolean (*GSourceFunc)(gpointer);
typedef void (*GdkEventFunc)(GdkEvent *, gpointer);
typedef void (*GDestroyNotify)(gpointer);
typedef struct _GtkLabel GtkLabel;
typedef struct _GtkEntry GtkEntry;
typedef struct _GtkButton GtkButton;
typedef struct _GtkWindow GtkWindow;
typedef struct _GtkWidget GtkWidget;
typedef struct _GtkHeaderBar GtkHeaderBar;
typedef struct _GtkComboBoxText GtkComboBoxText;
typedef struct _GtkFileChooser GtkFileChooser;
typedef struct _GtkClipboard GtkClipboard;
typedef struct _GtkTextBuffer GtkTextBuffer;
typedef struct _GtkTextIter GtkTextIter;
typedef enum { GDK_SHIFT_MASK = 1 } GdkModifierType;
typedef struct _GdkColor GdkColor;
typedef gsize GType;
typedef struct _GtkListStore GtkListStore;
typedef struct _GtkTreeStore GtkTreeStore;
typedef struct _GtkTextTagTable GtkTextTagTable;
typedef struct _GtkBuilder GtkBuilder;
typedef long gssize;
typedef struct _GtkCssProvider GtkCssProvider;
typedef enum { G_APPLICATION_FLAGS_NONE = 0 } GApplicationFlags;
typedef struct _GtkApplication GtkApplication;
typedef struct _GtkStyleContext GtkStyleContext;
typedef struct _GtkIconTheme GtkIconTheme;
typedef enum { GTK_ICON_LOOKUP_NO_SVG = 1 } GtkIconLookupFlags;
typedef struct _GtkPrintOperation GtkPrintOperation;
typedef struct _GtkAccelGroup GtkAccelGroup;
typedef struct _GtkPageSetup GtkPageSetup;
typedef struct _GtkPrintSettings GtkPrintSettings;
typedef enum { GTK_SIZE_GROUP_NONE = 0 } GtkSizeGroupMode;
typedef struct _GtkSizeGroup GtkSizeGroup;
typedef struct _GtkStatusIcon GtkStatusIcon;
typedef struct _GtkTreePath GtkTreePath;
typedef struct _GtkTreeModel GtkTreeModel;
typedef struct _GtkTreeIter GtkTreeIter;
typedef struct _GtkTargetEntry GtkTargetEntry;
typedef struct _GtkTargetList GtkTargetList;
typedef struct _GdkAtom *GdkAtom;
typedef struct _GObject GObject;
typedef struct _GtkSettings GtkSettings;
typedef struct _GtkTextView GtkTextView;
typedef struct _GtkTreeView GtkTreeView;
typedef struct _GtkBin GtkBin;
typedef struct _GdkFrameClock GdkFrameClock;
typedef gboolean (*GtkTickCallback)(GtkWidget *, GdkFrameClock *, gpointer);
typedef struct _GtkTreeViewColumn GtkTreeViewColumn;
typedef struct _GtkCellRenderer GtkCellRenderer;
typedef void (*GtkTreeCellDataFunc)(GtkTreeViewColumn *, GtkCellRenderer *, GtkTreeModel *, GtkTreeIter *, gpointer);
typedef struct _GtkCellLayout GtkCellLayout;
typedef void (*GtkCellLayoutDataFunc)(GtkCellLayout *, GtkCellRenderer *, GtkTreeModel *, GtkTreeIter *, gpointer);
typedef struct _GtkTreeModelFilter GtkTreeModelFilter;
typedef gboolean (*GtkTreeModelFilterVisibleFunc)(GtkTreeModel *, GtkTreeIter *, gpointer);
typedef struct _GtkTreeSortable GtkTreeSortable;
typedef gint (*GtkTreeIterCompareFunc)(GtkTreeModel *, GtkTreeIter *, GtkTreeIter *, gpointer);
typedef struct _GtkListBox GtkListBox;
typedef struct _GtkListBoxRow GtkListBoxRow;
typedef gboolean (*GtkListBoxFilterFunc)(GtkListBoxRow *, gpointer);
typedef gint (*GtkListBoxSortFunc)(GtkListBoxRow *, GtkListBoxRow *, gpointer);
typedef void (*GtkListBoxUpdateHeaderFunc)(GtkListBoxRow *, GtkListBoxRow *, gpointer);
typedef gboolean (*GtkTreeViewRowSeparatorFunc)(GtkTreeModel *, GtkTreeIter *, gpointer);
typedef void (*GtkClipboardTextReceivedFunc)(GtkClipboard *, const gchar *, gpointer);
typedef void (*GtkClipboardImageReceivedFunc)(GtkClipboard *, GdkPixbuf *, gpointer);
typedef struct _GtkEntryCompletion GtkEntryCompletion;
typedef gboolean (*GtkEntryCompletionMatchFunc)(GtkEntryCompletion *, const gchar *, GtkTreeIter *, gpointer);
typedef struct _GtkContainer GtkContainer;
typedef void (*GtkCallback)(GtkWidget *, gpointer);
typedef gboolean (*GtkTreeModelForeachFunc)(GtkTreeModel *, GtkTreePath *, GtkTreeIter *, gpointer);
typedef struct _NotifyNotification NotifyNotification;
typedef void (*NotifyActionCallback)(NotifyNotification *, char *, gpointer);
typedef void (*GFreeFunc)(gpointer);

/* What gives back */

/* @boundary object: releases */
void g_object_unref(gpointer object);

/* @boundary mem: releases, nullable */
void g_free(gpointer mem);

/* @boundary str_array: releases, nullable */
void g_strfreev(gchar **str_array);

/* @boundary list: releases, nullable */
void g_slist_free(GSList *list);

/* @boundary error: releases, nullable */
void g_error_free(GError *error);

/* gdk-pixbuf */

/* @boundary return: owned(g_object_unref), nonnull */
GdkPixbuf *gdk_pixbuf_new(GdkColorspace colorspace, gboolean has_alpha, int bits_per_sample, int width, int height);

/* @boundary return: owned(g_object_unref), nonnull */
GdkPixbuf *gdk_pixbuf_copy(const GdkPixbuf *pixbuf);

/* @boundary return: owned(g_object_unref), nonnull */
GdkPixbuf *gdk_pixbuf_new_subpixbuf(GdkPixbuf *src_pixbuf, int src_x, int src_y, int width, int height);

/* @boundary return: owned(g_object_unref), nullable */
GdkPixbuf *gdk_pixbuf_new_from_file(const char *filename, GError **error);

/* @boundary return: owned(g_object_unref), nullable */
GdkPixbuf *gdk_pixbuf_new_from_file_at_size(const char *filename, int width, int height, GError **error);

/* @boundary return: owned(g_object_unref), nullable */
GdkPixbuf *gdk_pixbuf_new_from_file_at_scale(const char *filename, int width, int height, gboolean preserve_aspect_ratio, GError **error);

/* @boundary return: owned(g_object_unref), nullable */
GdkPixbuf *gdk_pixbuf_new_from_resource(const char *resource_path, GError **error);

/* @boundary return: owned(g_object_unref), nullable */
GdkPixbuf *gdk_pixbuf_new_from_resource_at_scale(const char *resource_path, int width, int height, gboolean preserve_aspect_ratio, GError **error);

/* @boundary return: owned(g_object_unref), nonnull
 * @boundary data: retained
 * @boundary destroy_fn: retained
 * @boundary destroy_fn_data: retained */
GdkPixbuf *gdk_pixbuf_new_from_data(
    const guchar *data, GdkColorspace colorspace, gboolean has_alpha, int bits_per_sample, int width, int height, int rowstride, GdkPixbufDestroyNotify destroy_fn, gpointer destroy_fn_data);

/* @boundary return: owned(g_object_unref), nonnull */
GdkPixbuf *gdk_pixbuf_new_from_bytes(GBytes *data, GdkColorspace colorspace, gboolean has_alpha, int bits_per_sample, int width, int height, int rowstride);

/* @boundary return: owned(g_object_unref), nullable */
GdkPixbuf *gdk_pixbuf_new_from_stream(GInputStream *stream, GCancellable *cancellable, GError **error);

/* @boundary return: owned(g_object_unref), nullable */
GdkPixbuf *gdk_pixbuf_new_from_stream_at_scale(
    GInputStream *stream, gint width, gint height, gboolean preserve_aspect_ratio, GCancellable *cancellable, GError **error);

/* @boundary return: owned(g_object_unref), nonnull */
GdkPixbuf *gdk_pixbuf_add_alpha(const GdkPixbuf *pixbuf, gboolean substitute_color, guchar r, guchar g, guchar b);

/* @boundary return: owned(g_object_unref), nonnull */
GdkPixbuf *gdk_pixbuf_scale_simple(const GdkPixbuf *src, int dest_width, int dest_height, GdkInterpType interp_type);

/* @boundary return: owned(g_object_unref), nonnull */
GdkPixbuf *gdk_pixbuf_rotate_simple(const GdkPixbuf *src, GdkPixbufRotation angle);

/* @boundary return: owned(g_object_unref), nonnull */
GdkPixbuf *gdk_pixbuf_flip(const GdkPixbuf *src, gboolean horizontal);

/* @boundary return: owned(g_object_unref), nullable */
GdkPixbuf *gdk_pixbuf_apply_embedded_orientation(GdkPixbuf *src);

/* @boundary return: owned(g_object_unref), nullable */
GdkPixbuf *gdk_pixbuf_composite_color_simple(
    const GdkPixbuf *src, int dest_width, int dest_height, GdkInterpType interp_type, int overall_alpha, int check_size, guint32 color1, guint32 color2);

/* @boundary return: owned(g_object_unref), nullable */
GdkPixbufAnimation *gdk_pixbuf_animation_new_from_file(const char *filename, GError **error);

/* @boundary return: owned(g_object_unref), nullable */
GdkPixbufAnimation *gdk_pixbuf_animation_new_from_resource(const char *resource_path, GError **error);

/* @boundary return: owned(g_object_unref), nonnull */
GdkPixbufLoader *gdk_pixbuf_loader_new(void);

/* @boundary return: owned(g_object_unref), nullable */
GdkPixbufLoader *gdk_pixbuf_loader_new_with_type(const char *image_type, GError **error);

/* @boundary return: owned(g_object_unref), nullable */
GdkPixbufLoader *gdk_pixbuf_loader_new_with_mime_type(const char *mime_type, GError **error);

/* @boundary save_func: noescape
 * @boundary user_data: noescape */
gboolean gdk_pixbuf_save_to_callback(GdkPixbuf *pixbuf, GdkPixbufSaveFunc save_func, gpointer user_data, const char *type, GError **error, ...);

/* @boundary save_func: noescape
 * @boundary user_data: noescape */
gboolean gdk_pixbuf_save_to_callbackv(
    GdkPixbuf *pixbuf, GdkPixbufSaveFunc save_func, gpointer user_data, const char *type, char **option_keys, char **option_values, GError **error);

/* @boundary buf: noescape */
gboolean gdk_pixbuf_loader_write(GdkPixbufLoader *loader, const guchar *buf, gsize count, GError **error);

/* @boundary return: status(!=0)
 * @boundary buffer: owned(g_free) */
gboolean gdk_pixbuf_save_to_bufferv(
    GdkPixbuf *pixbuf, gchar **buffer, gsize *buffer_size, const char *type, char **option_keys, char **option_values, GError **error);

/* @boundary return: borrowed(pixbuf), nullable */
guchar *gdk_pixbuf_get_pixels(const GdkPixbuf *pixbuf);

/* @boundary return: borrowed(loader), nullable */
GdkPixbuf *gdk_pixbuf_loader_get_pixbuf(GdkPixbufLoader *loader);

/* @boundary return: borrowed(loader), nullable */
GdkPixbufAnimation *gdk_pixbuf_loader_get_animation(GdkPixbufLoader *loader);

/* @boundary return: borrowed(animation), nullable */
GdkPixbuf *gdk_pixbuf_animation_get_static_image(GdkPixbufAnimation *animation);

/* @boundary return: borrowed(iter), nullable */
GdkPixbuf *gdk_pixbuf_animation_iter_get_pixbuf(GdkPixbufAnimationIter *iter);

/* @boundary return: borrowed(pixbuf), nullable, zeroterm */
const gchar *gdk_pixbuf_get_option(GdkPixbuf *pixbuf, const gchar *key);

/* @boundary return: owned(g_slist_free), nonnull */
GSList *gdk_pixbuf_get_formats(void);

/* @boundary return: owned(g_free), nonnull, zeroterm */
gchar *gdk_pixbuf_format_get_name(GdkPixbufFormat *format);

/* @boundary return: owned(g_free), nonnull, zeroterm */
gchar *gdk_pixbuf_format_get_description(GdkPixbufFormat *format);

/* @boundary return: owned(g_free), nonnull, zeroterm */
gchar *gdk_pixbuf_format_get_license(GdkPixbufFormat *format);

/* @boundary return: owned(g_strfreev), nonnull */
gchar **gdk_pixbuf_format_get_mime_types(GdkPixbufFormat *format);

/* @boundary return: owned(g_strfreev), nonnull */
gchar **gdk_pixbuf_format_get_extensions(GdkPixbufFormat *format);

/* Pango */

/* @boundary return: owned(pango_font_description_free), nonnull */
PangoFontDescription *pango_font_description_new(void);

/* @boundary return: owned(pango_font_description_free), nonnull */
PangoFontDescription *pango_font_description_copy(const PangoFontDescription *desc);

/* @boundary return: owned(pango_font_description_free), nonnull */
PangoFontDescription *pango_font_description_from_string(const char *str);

/* @boundary desc: releases, nullable */
void pango_font_description_free(PangoFontDescription *desc);

/* @boundary return: owned(g_free), nonnull, zeroterm */
char *pango_font_description_to_string(const PangoFontDescription *desc);

/* @boundary return: borrowed(desc), nonnull, zeroterm */
const char *pango_font_description_get_family(const PangoFontDescription *desc);

/* @boundary return: owned(g_object_unref), nonnull */
PangoLayout *pango_layout_new(PangoContext *context);

/* @boundary return: owned(g_object_unref), nonnull */
PangoLayout *pango_layout_copy(PangoLayout *src);

/* @boundary return: owned(g_object_unref), nonnull */
PangoContext *pango_font_map_create_context(PangoFontMap *fontmap);

/* @boundary return: borrowed(layout), zeroterm */
const char *pango_layout_get_text(PangoLayout *layout);

/* @boundary return: owned(pango_layout_iter_free), nonnull */
PangoLayoutIter *pango_layout_get_iter(PangoLayout *layout);

/* @boundary iter: releases, nullable */
void pango_layout_iter_free(PangoLayoutIter *iter);

/* @boundary return: owned(pango_attr_list_unref), nonnull */
PangoAttrList *pango_attr_list_new(void);

/* @boundary list: releases, nullable */
void pango_attr_list_unref(PangoAttrList *list);

/* @boundary return: owned(pango_font_metrics_unref), nonnull */
PangoFontMetrics *pango_context_get_metrics(PangoContext *context, const PangoFontDescription *desc, PangoLanguage *language);

/* @boundary metrics: releases, nullable */
void pango_font_metrics_unref(PangoFontMetrics *metrics);

/* GDK */

/* @boundary return: borrowed, nullable */
GdkDisplay *gdk_display_get_default(void);

/* @boundary return: borrowed, nullable */
GdkScreen *gdk_screen_get_default(void);

/* @boundary return: borrowed, nullable */
GdkDisplay *gdk_display_open(const gchar *display_name);

/* @boundary return: owned(gdk_event_free), nonnull */
GdkEvent *gdk_event_new(GdkEventType type);

/* @boundary return: owned(gdk_event_free), nonnull */
GdkEvent *gdk_event_copy(const GdkEvent *event);

/* @boundary return: owned(gdk_event_free), nullable */
GdkEvent *gdk_event_get(void);

/* @boundary return: owned(gdk_event_free), nullable */
GdkEvent *gdk_event_peek(void);

/* @boundary return: owned(gdk_event_free), nullable */
GdkEvent *gdk_display_get_event(GdkDisplay *display);

/* @boundary event: releases */
void gdk_event_free(GdkEvent *event);

/* @boundary return: owned(g_object_unref), nullable */
GdkCursor *gdk_cursor_new_for_display(GdkDisplay *display, GdkCursorType cursor_type);

/* @boundary return: owned(g_object_unref), nullable */
GdkCursor *gdk_cursor_new_from_name(GdkDisplay *display, const gchar *name);

/* @boundary return: owned(g_object_unref), nullable */
GdkCursor *gdk_cursor_new_from_pixbuf(GdkDisplay *display, GdkPixbuf *pixbuf, gint x, gint y);

/* @boundary return: owned(g_object_unref), nullable */
GdkPixbuf *gdk_pixbuf_get_from_window(GdkWindow *window, gint src_x, gint src_y, gint width, gint height);

/* @boundary return: owned(g_object_unref), nullable */
GdkPixbuf *gdk_pixbuf_get_from_surface(cairo_surface_t *surface, gint src_x, gint src_y, gint width, gint height);

/* @boundary return: owned(gdk_rgba_free), nonnull */
GdkRGBA *gdk_rgba_copy(const GdkRGBA *rgba);

/* @boundary rgba: releases */
void gdk_rgba_free(GdkRGBA *rgba);

/* @boundary return: owned(g_free), nonnull, zeroterm */
gchar *gdk_rgba_to_string(const GdkRGBA *rgba);

/* @boundary return: borrowed(display), zeroterm */
const gchar *gdk_display_get_name(GdkDisplay *display);

/* @boundary return: borrowed, nullable, zeroterm */
gchar *gdk_keyval_name(guint keyval);

/* @boundary function: retained(until gdk_window_remove_filter)
 * @boundary data: retained(until gdk_window_remove_filter) */
void gdk_window_add_filter(GdkWindow *window, GdkFilterFunc function, gpointer data);

void gdk_window_remove_filter(GdkWindow *window, GdkFilterFunc function, gpointer data);

/* @boundary function: retained
 * @boundary data: retained */
guint gdk_threads_add_idle(GSourceFunc function, gpointer data);

/* @boundary function: retained
 * @boundary data: retained */
guint gdk_threads_add_timeout(guint interval, GSourceFunc function, gpointer data);

/* @boundary func: retained
 * @boundary data: retained */
void gdk_event_handler_set(GdkEventFunc func, gpointer data, GDestroyNotify notify);

/* GTK */

/* @boundary return: borrowed(label), nullable, zeroterm */
const gchar *gtk_label_get_text(GtkLabel *label);

/* @boundary return: borrowed(label), nullable, zeroterm */
const gchar *gtk_label_get_label(GtkLabel *label);

/* @boundary return: borrowed(entry), nullable, zeroterm */
const gchar *gtk_entry_get_text(GtkEntry *entry);

/* @boundary return: borrowed(button), nullable, zeroterm */
const gchar *gtk_button_get_label(GtkButton *button);

/* @boundary return: borrowed(window), nullable, zeroterm */
const gchar *gtk_window_get_title(GtkWindow *window);

/* @boundary return: borrowed(widget), nullable, zeroterm */
const gchar *gtk_widget_get_name(GtkWidget *widget);

/* @boundary return: borrowed(entry), nullable, zeroterm */
const gchar *gtk_entry_get_placeholder_text(GtkEntry *entry);

/* @boundary return: borrowed(bar), nullable, zeroterm */
const gchar *gtk_header_bar_get_title(GtkHeaderBar *bar);

/* @boundary return: owned(g_free), nullable, zeroterm */
gchar *gtk_combo_box_text_get_active_text(GtkComboBoxText *combo_box);

/* @boundary return: owned(g_free), nullable, zeroterm */
gchar *gtk_file_chooser_get_filename(GtkFileChooser *chooser);

/* @boundary return: owned(g_free), nullable, zeroterm */
gchar *gtk_file_chooser_get_uri(GtkFileChooser *chooser);

/* @boundary return: owned(g_free), nullable, zeroterm */
gchar *gtk_file_chooser_get_current_folder(GtkFileChooser *chooser);

/* @boundary return: owned(g_free), nullable, zeroterm */
gchar *gtk_clipboard_wait_for_text(GtkClipboard *clipboard);

/* @boundary return: owned(g_free), nonnull, zeroterm */
gchar *gtk_text_buffer_get_text(GtkTextBuffer *buffer, const GtkTextIter *start, const GtkTextIter *end, gboolean include_hidden_chars);

/* @boundary return: owned(g_free), nonnull, zeroterm */
gchar *gtk_text_iter_get_text(const GtkTextIter *start, const GtkTextIter *end);

/* @boundary return: owned(g_free), nullable, zeroterm */
gchar *gtk_widget_get_tooltip_text(GtkWidget *widget);

/* @boundary return: owned(g_free), nonnull, zeroterm */
gchar *gtk_accelerator_name(guint accelerator_key, GdkModifierType accelerator_mods);

/* @boundary return: owned(g_free), nonnull, zeroterm */
gchar *gtk_accelerator_get_label(guint accelerator_key, GdkModifierType accelerator_mods);

/* @boundary return: owned(g_free), nullable, zeroterm */
gchar *gtk_color_selection_palette_to_string(const GdkColor *colors, gint n_colors);

/* @boundary return: owned(g_object_unref), nonnull */
GtkListStore *gtk_list_store_newv(gint n_columns, GType *types);

/* @boundary return: owned(g_object_unref), nonnull */
GtkTreeStore *gtk_tree_store_newv(gint n_columns, GType *types);

/* @boundary return: owned(g_object_unref), nonnull */
GtkTextBuffer *gtk_text_buffer_new(GtkTextTagTable *table);

/* @boundary return: owned(g_object_unref), nonnull */
GtkBuilder *gtk_builder_new(void);

/* @boundary return: owned(g_object_unref), nonnull */
GtkBuilder *gtk_builder_new_from_file(const gchar *filename);

/* @boundary return: owned(g_object_unref), nonnull */
GtkBuilder *gtk_builder_new_from_string(const gchar *string, gssize length);

/* @boundary return: owned(g_object_unref), nonnull */
GtkBuilder *gtk_builder_new_from_resource(const gchar *resource_path);

/* @boundary return: owned(g_object_unref), nonnull */
GtkCssProvider *gtk_css_provider_new(void);

/* @boundary return: owned(g_object_unref), nonnull */
GtkApplication *gtk_application_new(const gchar *application_id, GApplicationFlags flags);

/* @boundary return: owned(g_object_unref), nonnull */
GtkStyleContext *gtk_style_context_new(void);

/* @boundary return: owned(g_object_unref), nullable */
GdkPixbuf *gtk_icon_theme_load_icon(GtkIconTheme *icon_theme, const gchar *icon_name, gint size, GtkIconLookupFlags flags, GError **error);

/* @boundary return: owned(g_object_unref), nonnull */
GtkPrintOperation *gtk_print_operation_new(void);

/* @boundary return: owned(g_object_unref), nonnull */
GtkAccelGroup *gtk_accel_group_new(void);

/* @boundary return: owned(g_object_unref), nullable */
GdkPixbuf *gtk_clipboard_wait_for_image(GtkClipboard *clipboard);

/* @boundary return: owned(g_object_unref), nonnull */
GtkPageSetup *gtk_page_setup_new(void);

/* @boundary return: owned(g_object_unref), nonnull */
GtkPrintSettings *gtk_print_settings_new(void);

/* @boundary return: owned(g_object_unref), nonnull */
GtkSizeGroup *gtk_size_group_new(GtkSizeGroupMode mode);

/* @boundary return: owned(g_object_unref), nonnull */
GtkStatusIcon *gtk_status_icon_new(void);

/* @boundary return: owned(gtk_tree_path_free), nonnull */
GtkTreePath *gtk_tree_path_new(void);

/* @boundary return: owned(gtk_tree_path_free), nullable */
GtkTreePath *gtk_tree_path_new_from_string(const gchar *path);

/* @boundary return: owned(gtk_tree_path_free), nonnull */
GtkTreePath *gtk_tree_path_copy(const GtkTreePath *path);

/* @boundary return: owned(gtk_tree_path_free), nullable */
GtkTreePath *gtk_tree_model_get_path(GtkTreeModel *tree_model, GtkTreeIter *iter);

/* @boundary path: releases, nullable */
void gtk_tree_path_free(GtkTreePath *path);

/* @boundary return: owned(gtk_tree_iter_free), nonnull */
GtkTreeIter *gtk_tree_iter_copy(GtkTreeIter *iter);

/* @boundary iter: releases */
void gtk_tree_iter_free(GtkTreeIter *iter);

/* @boundary return: owned(gtk_text_iter_free), nonnull */
GtkTextIter *gtk_text_iter_copy(const GtkTextIter *iter);

/* @boundary iter: releases */
void gtk_text_iter_free(GtkTextIter *iter);

/* @boundary return: owned(gtk_target_list_unref), nonnull */
GtkTargetList *gtk_target_list_new(const GtkTargetEntry *targets, guint ntargets);

/* @boundary list: releases */
void gtk_target_list_unref(GtkTargetList *list);

/* @boundary return: borrowed, nullable */
GtkClipboard *gtk_clipboard_get(GdkAtom selection);

/* @boundary return: borrowed(builder), nullable */
GObject *gtk_builder_get_object(GtkBuilder *builder, const gchar *name);

/* @boundary return: borrowed, nullable */
GtkIconTheme *gtk_icon_theme_get_default(void);

/* @boundary return: borrowed, nullable */
GtkSettings *gtk_settings_get_default(void);

/* @boundary return: borrowed(widget), nullable */
GtkStyleContext *gtk_widget_get_style_context(GtkWidget *widget);

/* @boundary return: borrowed(widget), nullable */
GtkWidget *gtk_widget_get_parent(GtkWidget *widget);

/* @boundary return: borrowed(text_view), nonnull */
GtkTextBuffer *gtk_text_view_get_buffer(GtkTextView *text_view);

/* @boundary return: borrowed(tree_view), nullable */
GtkTreeModel *gtk_tree_view_get_model(GtkTreeView *tree_view);

/* @boundary return: borrowed(bin), nullable */
GtkWidget *gtk_bin_get_child(GtkBin *bin);

/* @boundary callback: retained(until gtk_widget_remove_tick_callback)
 * @boundary user_data: retained(until gtk_widget_remove_tick_callback) */
guint gtk_widget_add_tick_callback(GtkWidget *widget, GtkTickCallback callback, gpointer user_data, GDestroyNotify notify);

void gtk_widget_remove_tick_callback(GtkWidget *widget, guint id);

/* @boundary func: retained
 * @boundary func_data: retained
 * @boundary destroy: retained */
void gtk_tree_view_column_set_cell_data_func(
    GtkTreeViewColumn *tree_column, GtkCellRenderer *cell_renderer, GtkTreeCellDataFunc func, gpointer func_data, GDestroyNotify destroy);

/* @boundary func: retained
 * @boundary func_data: retained
 * @boundary destroy: retained */
void gtk_cell_layout_set_cell_data_func(
    GtkCellLayout *cell_layout, GtkCellRenderer *cell, GtkCellLayoutDataFunc func, gpointer func_data, GDestroyNotify destroy);

/* @boundary func: retained
 * @boundary data: retained
 * @boundary destroy: retained */
void gtk_tree_model_filter_set_visible_func(GtkTreeModelFilter *filter, GtkTreeModelFilterVisibleFunc func, gpointer data, GDestroyNotify destroy);

/* @boundary sort_func: retained
 * @boundary user_data: retained
 * @boundary destroy: retained */
void gtk_tree_sortable_set_sort_func(
    GtkTreeSortable *sortable, gint sort_column_id, GtkTreeIterCompareFunc sort_func, gpointer user_data, GDestroyNotify destroy);

/* @boundary sort_func: retained
 * @boundary user_data: retained
 * @boundary destroy: retained */
void gtk_tree_sortable_set_default_sort_func(GtkTreeSortable *sortable, GtkTreeIterCompareFunc sort_func, gpointer user_data, GDestroyNotify destroy);

/* @boundary filter_func: retained
 * @boundary user_data: retained
 * @boundary destroy: retained */
void gtk_list_box_set_filter_func(GtkListBox *box, GtkListBoxFilterFunc filter_func, gpointer user_data, GDestroyNotify destroy);

/* @boundary sort_func: retained
 * @boundary user_data: retained
 * @boundary destroy: retained */
void gtk_list_box_set_sort_func(GtkListBox *box, GtkListBoxSortFunc sort_func, gpointer user_data, GDestroyNotify destroy);

/* @boundary update_header: retained
 * @boundary user_data: retained
 * @boundary destroy: retained */
void gtk_list_box_set_header_func(GtkListBox *box, GtkListBoxUpdateHeaderFunc update_header, gpointer user_data, GDestroyNotify destroy);

/* @boundary func: retained
 * @boundary data: retained
 * @boundary destroy: retained */
void gtk_tree_view_set_row_separator_func(GtkTreeView *tree_view, GtkTreeViewRowSeparatorFunc func, gpointer data, GDestroyNotify destroy);

/* @boundary callback: retained
 * @boundary user_data: retained */
void gtk_clipboard_request_text(GtkClipboard *clipboard, GtkClipboardTextReceivedFunc callback, gpointer user_data);

/* @boundary callback: retained
 * @boundary user_data: retained */
void gtk_clipboard_request_image(GtkClipboard *clipboard, GtkClipboardImageReceivedFunc callback, gpointer user_data);

/* @boundary func: retained
 * @boundary func_data: retained
 * @boundary func_notify: retained */
void gtk_entry_completion_set_match_func(GtkEntryCompletion *completion, GtkEntryCompletionMatchFunc func, gpointer func_data, GDestroyNotify func_notify);

/* @boundary callback: noescape
 * @boundary callback_data: noescape */
void gtk_container_foreach(GtkContainer *container, GtkCallback callback, gpointer callback_data);

/* @boundary func: noescape
 * @boundary user_data: noescape */
void gtk_tree_model_foreach(GtkTreeModel *model, GtkTreeModelForeachFunc func, gpointer user_data);

/* libnotify */

/* @boundary return: owned(g_object_unref), nonnull */
NotifyNotification *notify_notification_new(const char *summary, const char *body, const char *icon);

/* @boundary callback: retained
 * @boundary user_data: retained
 * @boundary free_func: retained */
void notify_notification_add_action(
    NotifyNotification *notification, const char *action, const char *label, NotifyActionCallback callback, gpointer user_data, GFreeFunc free_func);
