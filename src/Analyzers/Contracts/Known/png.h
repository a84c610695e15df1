/* What the manual of libpng says about structures, text and callbacks. */

/* @boundary library(png), convention(cdecl) */

#include <stddef.h>

typedef struct png_struct_def png_struct;
typedef png_struct *png_structrp;
typedef void *png_voidp;
typedef png_struct *png_structp;
typedef unsigned char png_byte;
typedef png_byte *png_bytep;
typedef void (*png_rw_ptr)(png_structp, png_bytep, size_t);
typedef void (*png_flush_ptr)(png_structp);
typedef const char *png_const_charp;
typedef void (*png_error_ptr)(png_structp, png_const_charp);
typedef struct png_info_def png_info;
typedef png_info *png_infop;
typedef void (*png_progressive_info_ptr)(png_structp, png_infop);
typedef unsigned int png_uint_32;
typedef void (*png_progressive_row_ptr)(png_structp, png_bytep, png_uint_32, int);
typedef void (*png_progressive_end_ptr)(png_structp, png_infop);
typedef void (*png_read_status_ptr)(png_structp, png_uint_32, int);
typedef void (*png_write_status_ptr)(png_structp, png_uint_32, int);
typedef png_struct **png_structpp;
typedef png_info **png_infopp;
typedef const png_struct *png_const_structrp;

/* @boundary io_ptr: retained
 * @boundary read_data_fn: retained */
void png_set_read_fn(png_structrp png_ptr, png_voidp io_ptr, png_rw_ptr read_data_fn);

/* @boundary io_ptr: retained
 * @boundary write_data_fn: retained
 * @boundary output_flush_fn: retained */
void png_set_write_fn(png_structrp png_ptr, png_voidp io_ptr, png_rw_ptr write_data_fn, png_flush_ptr output_flush_fn);

/* @boundary error_ptr: retained
 * @boundary error_fn: retained
 * @boundary warning_fn: retained */
void png_set_error_fn(png_structrp png_ptr, png_voidp error_ptr, png_error_ptr error_fn, png_error_ptr warning_fn);

/* @boundary progressive_ptr: retained
 * @boundary info_fn: retained
 * @boundary row_fn: retained
 * @boundary end_fn: retained */
void png_set_progressive_read_fn(
    png_structrp png_ptr, png_voidp progressive_ptr, png_progressive_info_ptr info_fn, png_progressive_row_ptr row_fn, png_progressive_end_ptr end_fn);

/* @boundary read_row_fn: retained */
void png_set_read_status_fn(png_structrp png_ptr, png_read_status_ptr read_row_fn);

/* @boundary write_row_fn: retained */
void png_set_write_status_fn(png_structrp png_ptr, png_write_status_ptr write_row_fn);

/* @boundary return: owned(png_destroy_read_struct), nullable
 * @boundary error_ptr: retained(until png_destroy_read_struct)
 * @boundary error_fn: retained(until png_destroy_read_struct)
 * @boundary warn_fn: retained(until png_destroy_read_struct) */
png_structp png_create_read_struct(png_const_charp user_png_ver, png_voidp error_ptr, png_error_ptr error_fn, png_error_ptr warn_fn);

/* @boundary return: owned(png_destroy_write_struct), nullable
 * @boundary error_ptr: retained(until png_destroy_write_struct)
 * @boundary error_fn: retained(until png_destroy_write_struct)
 * @boundary warn_fn: retained(until png_destroy_write_struct) */
png_structp png_create_write_struct(png_const_charp user_png_ver, png_voidp error_ptr, png_error_ptr error_fn, png_error_ptr warn_fn);

/* @boundary png_ptr_ptr: releases */
void png_destroy_read_struct(png_structpp png_ptr_ptr, png_infopp info_ptr_ptr, png_infopp end_info_ptr_ptr);

/* @boundary png_ptr_ptr: releases */
void png_destroy_write_struct(png_structpp png_ptr_ptr, png_infopp info_ptr_ptr);

/* @boundary return: static, zeroterm */
png_const_charp png_get_libpng_ver(png_const_structrp png_ptr);

/* @boundary return: static, zeroterm */
png_const_charp png_get_copyright(png_const_structrp png_ptr);

/* @boundary return: static, zeroterm */
png_const_charp png_get_header_ver(png_const_structrp png_ptr);
