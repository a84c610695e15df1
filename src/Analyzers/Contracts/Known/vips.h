/* What the documentation of libvips says about references, memory, text and callbacks. */

/* @boundary library(vips), convention(cdecl) */

#include <stddef.h>

typedef void *gpointer;
typedef enum { VIPS_FORMAT_NOTSET = -1 } VipsBandFormat;
typedef struct _VipsImage VipsImage;
typedef struct _VipsSource VipsSource;
typedef struct _VipsTarget VipsTarget;
typedef struct _VipsRegion VipsRegion;
typedef struct _VipsSourceCustom VipsSourceCustom;
typedef struct _VipsTargetCustom VipsTargetCustom;
typedef struct _VipsInterpolate VipsInterpolate;
typedef struct _VipsOperation VipsOperation;
typedef unsigned long gsize;
typedef gsize GType;
typedef int (*VipsCallbackFn)(void *, void *);
typedef struct _VipsBlob VipsBlob;
typedef struct _VipsArea VipsArea;

/* @boundary object: releases */
void g_object_unref(gpointer object);

/* @boundary mem: releases, nullable */
void g_free(gpointer mem);

/* @boundary return: owned(g_object_unref), nullable
 * @boundary data: retained */
VipsImage *vips_image_new_from_memory(const void *data, size_t size, int width, int height, int bands, VipsBandFormat format);

/* @boundary return: owned(g_object_unref), nullable */
VipsImage *vips_image_new_from_memory_copy(const void *data, size_t size, int width, int height, int bands, VipsBandFormat format);

/* @boundary return: owned(g_object_unref), nonnull */
VipsImage *vips_image_new_memory(void);

/* @boundary return: owned(g_object_unref), nullable */
VipsImage *vips_image_new_matrix_from_array(int width, int height, const double *array, int size);

/* @boundary return: owned(g_object_unref), nullable */
VipsImage *vips_image_copy_memory(VipsImage *image);

/* @boundary return: owned(g_object_unref), nullable */
VipsImage *vips_image_new_temp_file(const char *format);

/* @boundary return: owned(g_object_unref), nonnull */
VipsImage *vips_image_new(void);

/* @boundary return: owned(g_object_unref), nullable */
VipsSource *vips_source_new_from_descriptor(int descriptor);

/* @boundary return: owned(g_object_unref), nullable */
VipsSource *vips_source_new_from_file(const char *filename);

/* @boundary return: owned(g_object_unref), nullable
 * @boundary data: retained */
VipsSource *vips_source_new_from_memory(const void *data, size_t size);

/* @boundary return: owned(g_object_unref), nullable */
VipsTarget *vips_target_new_to_descriptor(int descriptor);

/* @boundary return: owned(g_object_unref), nullable */
VipsTarget *vips_target_new_to_file(const char *filename);

/* @boundary return: owned(g_object_unref), nonnull */
VipsTarget *vips_target_new_to_memory(void);

/* @boundary return: owned(g_object_unref), nullable */
VipsRegion *vips_region_new(VipsImage *image);

/* @boundary return: owned(g_object_unref), nonnull */
VipsSourceCustom *vips_source_custom_new(void);

/* @boundary return: owned(g_object_unref), nonnull */
VipsTargetCustom *vips_target_custom_new(void);

/* @boundary return: owned(g_object_unref), nullable */
VipsInterpolate *vips_interpolate_new(const char *nickname);

/* @boundary return: owned(g_object_unref), nullable */
VipsOperation *vips_operation_new(const char *name);

/* @boundary return: owned(g_free), nullable */
void *vips_image_write_to_memory(VipsImage *in, size_t *size);

/* @boundary return: owned(g_free), nonnull, zeroterm */
char *vips_error_buffer_copy(void);

/* @boundary return: owned(g_free), nonnull, zeroterm */
char *vips_filename_get_filename(const char *vips_filename);

/* @boundary return: owned(g_free), nonnull, zeroterm */
char *vips_filename_get_options(const char *vips_filename);

/* @boundary return: borrowed, zeroterm */
const char *vips_error_buffer(void);

/* @boundary return: static, zeroterm */
const char *vips_version_string(void);

/* @boundary return: borrowed, nullable, zeroterm */
const char *vips_nickname_find(GType type);

/* @boundary return: borrowed, nullable, zeroterm */
const char *vips_foreign_find_load(const char *filename);

/* @boundary return: borrowed, nullable, zeroterm */
const char *vips_foreign_find_save(const char *filename);

/* @boundary return: borrowed, nullable, zeroterm */
const char *vips_foreign_find_load_buffer(const void *data, size_t size);

/* @boundary return: borrowed, nullable, zeroterm */
const char *vips_foreign_find_save_buffer(const char *suffix);

/* @boundary return: borrowed, nullable, zeroterm */
const char *vips_image_get_filename(const VipsImage *image);

/* @boundary return: borrowed, nullable, zeroterm */
const char *vips_image_get_mode(const VipsImage *image);

/* @boundary return: owned(vips_area_unref), nonnull */
VipsBlob *vips_blob_new(VipsCallbackFn free_fn, const void *data, size_t length);

/* @boundary return: owned(vips_area_unref), nonnull */
VipsBlob *vips_blob_copy(const void *data, size_t length);

/* @boundary return: owned(vips_area_unref), nonnull */
VipsArea *vips_area_new(VipsCallbackFn free_fn, void *data);

/* @boundary area: releases */
void vips_area_unref(VipsArea *area);
