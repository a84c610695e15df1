/* What the documentation of cairo says about references, text and callbacks. What creates an object never returns null: a failure is the object's status. */

/* @boundary library(cairo), convention(cdecl) */

/* @boundary handle(cairo_surface_destroy) */
typedef struct _cairo_surface cairo_surface_t;
/* @boundary handle(cairo_destroy) */
typedef struct _cairo cairo_t;
/* @boundary handle(cairo_pattern_destroy) */
typedef struct _cairo_pattern cairo_pattern_t;
/* @boundary handle(cairo_font_face_destroy) */
typedef struct _cairo_font_face cairo_font_face_t;
/* @boundary handle(cairo_scaled_font_destroy) */
typedef struct _cairo_scaled_font cairo_scaled_font_t;
typedef struct cairo_path cairo_path_t;
typedef enum _cairo_status { CAIRO_STATUS_SUCCESS = 0 } cairo_status_t;
typedef enum _cairo_format { CAIRO_FORMAT_INVALID = -1 } cairo_format_t;
typedef cairo_status_t (*cairo_read_func_t)(void *, unsigned char *, unsigned int);
typedef enum _cairo_content { CAIRO_CONTENT_COLOR = 4096 } cairo_content_t;
typedef cairo_status_t (*cairo_write_func_t)(void *, const unsigned char *, unsigned int);
typedef struct _cairo_user_data_key cairo_user_data_key_t;
typedef void (*cairo_destroy_func_t)(void *);
/* @boundary handle(cairo_font_options_destroy) */
typedef struct _cairo_font_options cairo_font_options_t;
typedef enum _cairo_font_slant { CAIRO_FONT_SLANT_NORMAL = 0 } cairo_font_slant_t;
typedef enum _cairo_font_weight { CAIRO_FONT_WEIGHT_NORMAL = 0 } cairo_font_weight_t;
typedef struct _cairo_matrix cairo_matrix_t;
/* @boundary handle(cairo_region_destroy) */
typedef struct _cairo_region cairo_region_t;

/* @boundary return: owned(cairo_destroy), nonnull */
cairo_t *cairo_create(cairo_surface_t *target);

cairo_t *cairo_reference(cairo_t *cr);

/* @boundary cr: releases, nullable */
void cairo_destroy(cairo_t *cr);

/* @boundary return: borrowed(cr), nonnull */
cairo_surface_t *cairo_get_target(cairo_t *cr);

/* @boundary return: borrowed(cr), nonnull */
cairo_pattern_t *cairo_get_source(cairo_t *cr);

/* @boundary return: borrowed(cr), nonnull */
cairo_surface_t *cairo_get_group_target(cairo_t *cr);

/* @boundary return: borrowed(cr), nonnull */
cairo_font_face_t *cairo_get_font_face(cairo_t *cr);

/* @boundary return: borrowed(cr), nonnull */
cairo_scaled_font_t *cairo_get_scaled_font(cairo_t *cr);

/* @boundary return: owned(cairo_pattern_destroy), nonnull */
cairo_pattern_t *cairo_pop_group(cairo_t *cr);

/* @boundary return: owned(cairo_path_destroy), nonnull */
cairo_path_t *cairo_copy_path(cairo_t *cr);

/* @boundary return: owned(cairo_path_destroy), nonnull */
cairo_path_t *cairo_copy_path_flat(cairo_t *cr);

/* @boundary path: releases, nullable */
void cairo_path_destroy(cairo_path_t *path);

/* @boundary return: static, zeroterm */
const char *cairo_status_to_string(cairo_status_t status);

/* @boundary return: static, zeroterm */
const char *cairo_version_string(void);

/* @boundary return: owned(cairo_surface_destroy), nonnull */
cairo_surface_t *cairo_image_surface_create(cairo_format_t format, int width, int height);

/* @boundary return: owned(cairo_surface_destroy), nonnull
 * @boundary data: retained(until cairo_surface_destroy) */
cairo_surface_t *cairo_image_surface_create_for_data(unsigned char *data, cairo_format_t format, int width, int height, int stride);

/* @boundary return: owned(cairo_surface_destroy), nonnull */
cairo_surface_t *cairo_image_surface_create_from_png(const char *filename);

/* @boundary return: owned(cairo_surface_destroy), nonnull
 * @boundary read_func: noescape
 * @boundary closure: noescape */
cairo_surface_t *cairo_image_surface_create_from_png_stream(cairo_read_func_t read_func, void *closure);

/* @boundary return: borrowed(surface), nullable */
unsigned char *cairo_image_surface_get_data(cairo_surface_t *surface);

/* @boundary return: owned(cairo_surface_destroy), nonnull */
cairo_surface_t *cairo_surface_create_similar(cairo_surface_t *other, cairo_content_t content, int width, int height);

/* @boundary return: owned(cairo_surface_destroy), nonnull */
cairo_surface_t *cairo_surface_create_for_rectangle(cairo_surface_t *target, double x, double y, double width, double height);

cairo_surface_t *cairo_surface_reference(cairo_surface_t *surface);

/* @boundary surface: releases, nullable */
void cairo_surface_destroy(cairo_surface_t *surface);

/* @boundary write_func: noescape
 * @boundary closure: noescape */
cairo_status_t cairo_surface_write_to_png_stream(cairo_surface_t *surface, cairo_write_func_t write_func, void *closure);

/* @boundary user_data: retained
 * @boundary destroy: retained, nullable */
cairo_status_t cairo_surface_set_user_data(cairo_surface_t *surface, const cairo_user_data_key_t *key, void *user_data, cairo_destroy_func_t destroy);

/* @boundary data: retained
 * @boundary destroy: retained, nullable
 * @boundary closure: retained */
cairo_status_t cairo_surface_set_mime_data(
    cairo_surface_t *surface, const char *mime_type, const unsigned char *data, unsigned long length, cairo_destroy_func_t destroy,
    void *closure);

/* @boundary return: owned(cairo_surface_destroy), nonnull */
cairo_surface_t *cairo_pdf_surface_create(const char *filename, double width_in_points, double height_in_points);

/* @boundary return: owned(cairo_surface_destroy), nonnull
 * @boundary write_func: retained(until cairo_surface_destroy), nullable
 * @boundary closure: retained(until cairo_surface_destroy) */
cairo_surface_t *cairo_pdf_surface_create_for_stream(cairo_write_func_t write_func, void *closure, double width_in_points, double height_in_points);

/* @boundary return: owned(cairo_surface_destroy), nonnull */
cairo_surface_t *cairo_svg_surface_create(const char *filename, double width_in_points, double height_in_points);

/* @boundary return: owned(cairo_surface_destroy), nonnull
 * @boundary write_func: retained(until cairo_surface_destroy), nullable
 * @boundary closure: retained(until cairo_surface_destroy) */
cairo_surface_t *cairo_svg_surface_create_for_stream(cairo_write_func_t write_func, void *closure, double width_in_points, double height_in_points);

/* @boundary return: owned(cairo_pattern_destroy), nonnull */
cairo_pattern_t *cairo_pattern_create_rgb(double red, double green, double blue);

/* @boundary return: owned(cairo_pattern_destroy), nonnull */
cairo_pattern_t *cairo_pattern_create_rgba(double red, double green, double blue, double alpha);

/* @boundary return: owned(cairo_pattern_destroy), nonnull */
cairo_pattern_t *cairo_pattern_create_for_surface(cairo_surface_t *surface);

/* @boundary return: owned(cairo_pattern_destroy), nonnull */
cairo_pattern_t *cairo_pattern_create_linear(double x0, double y0, double x1, double y1);

/* @boundary return: owned(cairo_pattern_destroy), nonnull */
cairo_pattern_t *cairo_pattern_create_radial(double cx0, double cy0, double radius0, double cx1, double cy1, double radius1);

cairo_pattern_t *cairo_pattern_reference(cairo_pattern_t *pattern);

/* @boundary pattern: releases, nullable */
void cairo_pattern_destroy(cairo_pattern_t *pattern);

/* @boundary return: owned(cairo_font_options_destroy), nonnull */
cairo_font_options_t *cairo_font_options_create(void);

/* @boundary return: owned(cairo_font_options_destroy), nonnull */
cairo_font_options_t *cairo_font_options_copy(const cairo_font_options_t *original);

/* @boundary options: releases, nullable */
void cairo_font_options_destroy(cairo_font_options_t *options);

/* @boundary return: owned(cairo_font_face_destroy), nonnull */
cairo_font_face_t *cairo_toy_font_face_create(const char *family, cairo_font_slant_t slant, cairo_font_weight_t weight);

/* @boundary return: borrowed(font_face), utf8, zeroterm */
const char *cairo_toy_font_face_get_family(cairo_font_face_t *font_face);

cairo_font_face_t *cairo_font_face_reference(cairo_font_face_t *font_face);

/* @boundary font_face: releases, nullable */
void cairo_font_face_destroy(cairo_font_face_t *font_face);

/* @boundary return: owned(cairo_scaled_font_destroy), nonnull */
cairo_scaled_font_t *cairo_scaled_font_create(
    cairo_font_face_t *font_face, const cairo_matrix_t *font_matrix, const cairo_matrix_t *ctm, const cairo_font_options_t *options);

cairo_scaled_font_t *cairo_scaled_font_reference(cairo_scaled_font_t *scaled_font);

/* @boundary scaled_font: releases, nullable */
void cairo_scaled_font_destroy(cairo_scaled_font_t *scaled_font);

/* @boundary return: owned(cairo_region_destroy), nonnull */
cairo_region_t *cairo_region_create(void);

/* @boundary return: owned(cairo_region_destroy), nonnull */
cairo_region_t *cairo_region_copy(const cairo_region_t *original);

cairo_region_t *cairo_region_reference(cairo_region_t *region);

/* @boundary region: releases, nullable */
void cairo_region_destroy(cairo_region_t *region);
