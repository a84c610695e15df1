/* What the documentation of Poppler's GLib interface says about documents, pages, lists and text. */

/* @boundary library(poppler-glib) */

typedef struct _GError GError;
typedef struct _PopplerDocument PopplerDocument;
typedef struct _GBytes GBytes;
typedef struct _GInputStream GInputStream;
typedef long gint64;
typedef gint64 goffset;
typedef struct _GCancellable GCancellable;
typedef struct _PopplerPage PopplerPage;
typedef int gint;
typedef struct _PopplerFormField PopplerFormField;
typedef void *gpointer;
typedef char gchar;
typedef enum { POPPLER_SELECTION_GLYPH = 0 } PopplerSelectionStyle;
typedef struct _PopplerRectangle PopplerRectangle;
typedef struct _GList GList;
typedef struct _PopplerIndexIter PopplerIndexIter;

/* @boundary return: owned(g_object_unref), nullable */
PopplerDocument *poppler_document_new_from_file(const char *uri, const char *password, GError **error);

/* @boundary return: owned(g_object_unref), nullable
 * @boundary data: retained */
PopplerDocument *poppler_document_new_from_data(char *data, int length, const char *password, GError **error);

/* @boundary return: owned(g_object_unref), nullable */
PopplerDocument *poppler_document_new_from_bytes(GBytes *bytes, const char *password, GError **error);

/* @boundary return: owned(g_object_unref), nullable */
PopplerDocument *poppler_document_new_from_stream(GInputStream *stream, goffset length, const char *password, GCancellable *cancellable, GError **error);

/* @boundary return: owned(g_object_unref), nullable */
PopplerPage *poppler_document_get_page(PopplerDocument *document, int index);

/* @boundary return: owned(g_object_unref), nullable */
PopplerPage *poppler_document_get_page_by_label(PopplerDocument *document, const char *label);

/* @boundary return: owned(g_object_unref), nullable */
PopplerFormField *poppler_document_get_form_field(PopplerDocument *document, gint id);

/* @boundary object: releases */
void g_object_unref(gpointer object);

/* @boundary mem: releases, nullable */
void g_free(gpointer mem);

/* @boundary return: owned(g_free), nullable, zeroterm */
gchar *poppler_document_get_title(PopplerDocument *document);

/* @boundary return: owned(g_free), nullable, zeroterm */
gchar *poppler_document_get_author(PopplerDocument *document);

/* @boundary return: owned(g_free), nullable, zeroterm */
gchar *poppler_document_get_subject(PopplerDocument *document);

/* @boundary return: owned(g_free), nullable, zeroterm */
gchar *poppler_document_get_keywords(PopplerDocument *document);

/* @boundary return: owned(g_free), nullable, zeroterm */
gchar *poppler_document_get_creator(PopplerDocument *document);

/* @boundary return: owned(g_free), nullable, zeroterm */
gchar *poppler_document_get_producer(PopplerDocument *document);

/* @boundary return: owned(g_free), nullable, zeroterm */
gchar *poppler_document_get_metadata(PopplerDocument *document);

/* @boundary return: owned(g_free), nonnull, zeroterm */
gchar *poppler_document_get_pdf_version_string(PopplerDocument *document);

/* @boundary return: owned(g_free), nullable, zeroterm */
gchar *poppler_page_get_label(PopplerPage *page);

/* @boundary return: owned(g_free), nullable, zeroterm */
char *poppler_page_get_text(PopplerPage *page);

/* @boundary return: owned(g_free), nullable, zeroterm */
char *poppler_page_get_selected_text(PopplerPage *page, PopplerSelectionStyle style, PopplerRectangle *selection);

/* @boundary return: owned(poppler_page_free_annot_mapping), nullable */
GList *poppler_page_get_annot_mapping(PopplerPage *page);

/* @boundary list: releases */
void poppler_page_free_annot_mapping(GList *list);

/* @boundary return: owned(poppler_page_free_link_mapping), nullable */
GList *poppler_page_get_link_mapping(PopplerPage *page);

/* @boundary list: releases */
void poppler_page_free_link_mapping(GList *list);

/* @boundary return: owned(poppler_page_free_image_mapping), nullable */
GList *poppler_page_get_image_mapping(PopplerPage *page);

/* @boundary list: releases */
void poppler_page_free_image_mapping(GList *list);

/* @boundary return: owned(poppler_index_iter_free), nullable */
PopplerIndexIter *poppler_index_iter_new(PopplerDocument *document);

/* @boundary return: owned(poppler_index_iter_free), nullable */
PopplerIndexIter *poppler_index_iter_get_child(PopplerIndexIter *parent);

/* @boundary iter: releases */
void poppler_index_iter_free(PopplerIndexIter *iter);

/* @boundary return: static, zeroterm */
const char *poppler_get_version(void);
