/* What the documentation of HarfBuzz says about references, text and callbacks. What creates an object never returns null. */

/* @boundary library(harfbuzz), convention(cdecl) */

#include <stdint.h>

typedef enum { HB_MEMORY_MODE_DUPLICATE = 0 } hb_memory_mode_t;
typedef void (*hb_destroy_func_t)(void *);
/* @boundary handle(hb_blob_destroy) */
typedef struct hb_blob_t hb_blob_t;
/* @boundary handle(hb_face_destroy) */
typedef struct hb_face_t hb_face_t;
typedef uint32_t hb_tag_t;
typedef hb_blob_t *(*hb_reference_table_func_t)(hb_face_t *, hb_tag_t, void *);
/* @boundary handle(hb_font_destroy) */
typedef struct hb_font_t hb_font_t;
/* @boundary handle(hb_font_funcs_destroy) */
typedef struct hb_font_funcs_t hb_font_funcs_t;
typedef uint32_t hb_codepoint_t;
typedef int32_t hb_position_t;
typedef hb_position_t (*hb_font_get_glyph_advance_func_t)(hb_font_t *, void *, hb_codepoint_t, void *);
typedef hb_font_get_glyph_advance_func_t hb_font_get_glyph_h_advance_func_t;
typedef int hb_bool_t;
typedef hb_bool_t (*hb_font_get_nominal_glyph_func_t)(hb_font_t *, void *, hb_codepoint_t, hb_codepoint_t *, void *);
/* @boundary handle(hb_unicode_funcs_destroy) */
typedef struct hb_unicode_funcs_t hb_unicode_funcs_t;
/* @boundary handle(hb_buffer_destroy) */
typedef struct hb_buffer_t hb_buffer_t;
typedef struct hb_glyph_info_t hb_glyph_info_t;
typedef struct hb_glyph_position_t hb_glyph_position_t;
/* @boundary handle(hb_set_destroy) */
typedef struct hb_set_t hb_set_t;
struct hb_language_impl_t;
typedef const struct hb_language_impl_t *hb_language_t;

/* @boundary return: static, zeroterm */
const char *hb_version_string(void);

/* @boundary return: owned(hb_blob_destroy), nonnull
 * @boundary user_data: retained
 * @boundary destroy: retained, nullable */
hb_blob_t *hb_blob_create(const char *data, unsigned int length, hb_memory_mode_t mode, void *user_data, hb_destroy_func_t destroy);

/* @boundary return: owned(hb_blob_destroy), nonnull */
hb_blob_t *hb_blob_create_from_file(const char *file_name);

/* @boundary return: owned(hb_blob_destroy), nonnull */
hb_blob_t *hb_blob_create_sub_blob(hb_blob_t *parent, unsigned int offset, unsigned int length);

hb_blob_t *hb_blob_reference(hb_blob_t *blob);

/* @boundary blob: releases */
void hb_blob_destroy(hb_blob_t *blob);

/* @boundary return: borrowed(blob), nullable */
const char *hb_blob_get_data(hb_blob_t *blob, unsigned int *length);

/* @boundary return: owned(hb_face_destroy), nonnull */
hb_face_t *hb_face_create(hb_blob_t *blob, unsigned int index);

/* @boundary return: owned(hb_face_destroy), nonnull
 * @boundary reference_table_func: retained(until hb_face_destroy)
 * @boundary user_data: retained
 * @boundary destroy: retained, nullable */
hb_face_t *hb_face_create_for_tables(hb_reference_table_func_t reference_table_func, void *user_data, hb_destroy_func_t destroy);

hb_face_t *hb_face_reference(hb_face_t *face);

/* @boundary face: releases */
void hb_face_destroy(hb_face_t *face);

/* @boundary return: owned(hb_blob_destroy), nonnull */
hb_blob_t *hb_face_reference_blob(hb_face_t *face);

/* @boundary return: owned(hb_blob_destroy), nonnull */
hb_blob_t *hb_face_reference_table(const hb_face_t *face, hb_tag_t tag);

/* @boundary return: owned(hb_font_destroy), nonnull */
hb_font_t *hb_font_create(hb_face_t *face);

/* @boundary return: owned(hb_font_destroy), nonnull */
hb_font_t *hb_font_create_sub_font(hb_font_t *parent);

hb_font_t *hb_font_reference(hb_font_t *font);

/* @boundary font: releases */
void hb_font_destroy(hb_font_t *font);

/* @boundary return: borrowed(font) */
hb_face_t *hb_font_get_face(hb_font_t *font);

/* @boundary font_data: retained
 * @boundary destroy: retained, nullable */
void hb_font_set_funcs(hb_font_t *font, hb_font_funcs_t *klass, void *font_data, hb_destroy_func_t destroy);

/* @boundary return: owned(hb_font_funcs_destroy), nonnull */
hb_font_funcs_t *hb_font_funcs_create(void);

hb_font_funcs_t *hb_font_funcs_reference(hb_font_funcs_t *ffuncs);

/* @boundary ffuncs: releases */
void hb_font_funcs_destroy(hb_font_funcs_t *ffuncs);

/* @boundary func: retained
 * @boundary user_data: retained
 * @boundary destroy: retained, nullable */
void hb_font_funcs_set_glyph_h_advance_func(
    hb_font_funcs_t *ffuncs, hb_font_get_glyph_h_advance_func_t func, void *user_data, hb_destroy_func_t destroy);

/* @boundary func: retained
 * @boundary user_data: retained
 * @boundary destroy: retained, nullable */
void hb_font_funcs_set_nominal_glyph_func(hb_font_funcs_t *ffuncs, hb_font_get_nominal_glyph_func_t func, void *user_data, hb_destroy_func_t destroy);

/* @boundary return: owned(hb_unicode_funcs_destroy), nonnull */
hb_unicode_funcs_t *hb_unicode_funcs_create(hb_unicode_funcs_t *parent);

hb_unicode_funcs_t *hb_unicode_funcs_reference(hb_unicode_funcs_t *ufuncs);

/* @boundary ufuncs: releases */
void hb_unicode_funcs_destroy(hb_unicode_funcs_t *ufuncs);

/* @boundary return: owned(hb_buffer_destroy), nonnull */
hb_buffer_t *hb_buffer_create(void);

hb_buffer_t *hb_buffer_reference(hb_buffer_t *buffer);

/* @boundary buffer: releases */
void hb_buffer_destroy(hb_buffer_t *buffer);

/* @boundary return: borrowed(buffer) */
hb_glyph_info_t *hb_buffer_get_glyph_infos(hb_buffer_t *buffer, unsigned int *length);

/* @boundary return: borrowed(buffer) */
hb_glyph_position_t *hb_buffer_get_glyph_positions(hb_buffer_t *buffer, unsigned int *length);

/* @boundary return: owned(hb_set_destroy), nonnull */
hb_set_t *hb_set_create(void);

hb_set_t *hb_set_reference(hb_set_t *set);

/* @boundary set: releases */
void hb_set_destroy(hb_set_t *set);

/* @boundary return: static, nullable, zeroterm */
const char *hb_language_to_string(hb_language_t language);

/* @boundary buf: out, noescape */
void hb_tag_to_string(hb_tag_t tag, char *buf);

/* @boundary return: static */
const char **hb_shape_list_shapers(void);
