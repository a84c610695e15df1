/* What the header of OpenJPEG says about codecs, streams, images, text and callbacks. */

/* @boundary library(openjp2) */

#include <stddef.h>
#include <stdint.h>

typedef enum { OPJ_CODEC_UNKNOWN = -1 } OPJ_CODEC_FORMAT;
typedef void *opj_codec_t;
typedef size_t OPJ_SIZE_T;
typedef int OPJ_BOOL;
typedef void *opj_stream_t;
typedef uint32_t OPJ_UINT32;
typedef struct opj_image_comptparm opj_image_cmptparm_t;
typedef enum { OPJ_CLRSPC_UNKNOWN = -1 } OPJ_COLOR_SPACE;
typedef struct opj_image opj_image_t;
typedef void (*opj_msg_callback)(const char *, void *);
typedef OPJ_SIZE_T (*opj_stream_read_fn)(void *, OPJ_SIZE_T, void *);
typedef OPJ_SIZE_T (*opj_stream_write_fn)(void *, OPJ_SIZE_T, void *);
typedef int64_t OPJ_OFF_T;
typedef OPJ_OFF_T (*opj_stream_skip_fn)(OPJ_OFF_T, void *);
typedef OPJ_BOOL (*opj_stream_seek_fn)(OPJ_OFF_T, void *);
typedef void (*opj_stream_free_user_data_fn)(void *);

/* @boundary return: owned(opj_destroy_codec), nonnull */
opj_codec_t *opj_create_compress(OPJ_CODEC_FORMAT format);

/* @boundary return: owned(opj_destroy_codec), nonnull */
opj_codec_t *opj_create_decompress(OPJ_CODEC_FORMAT format);

/* @boundary p_codec: releases */
void opj_destroy_codec(opj_codec_t *p_codec);

/* @boundary return: owned(opj_stream_destroy), nullable */
opj_stream_t *opj_stream_create(OPJ_SIZE_T p_buffer_size, OPJ_BOOL p_is_input);

/* @boundary return: owned(opj_stream_destroy), nullable */
opj_stream_t *opj_stream_default_create(OPJ_BOOL p_is_input);

/* @boundary return: owned(opj_stream_destroy), nullable */
opj_stream_t *opj_stream_create_default_file_stream(const char *fname, OPJ_BOOL p_is_read_stream);

/* @boundary return: owned(opj_stream_destroy), nullable */
opj_stream_t *opj_stream_create_file_stream(const char *fname, OPJ_SIZE_T p_buffer_size, OPJ_BOOL p_is_read_stream);

/* @boundary p_stream: releases */
void opj_stream_destroy(opj_stream_t *p_stream);

/* @boundary return: owned(opj_image_destroy), nullable */
opj_image_t *opj_image_create(OPJ_UINT32 numcmpts, opj_image_cmptparm_t *cmptparms, OPJ_COLOR_SPACE clrspc);

/* @boundary return: owned(opj_image_destroy), nullable */
opj_image_t *opj_image_tile_create(OPJ_UINT32 numcmpts, opj_image_cmptparm_t *cmptparms, OPJ_COLOR_SPACE clrspc);

/* @boundary return: status(!=0)
 * @boundary p_image: owned(opj_image_destroy) */
OPJ_BOOL opj_read_header(opj_stream_t *p_stream, opj_codec_t *p_codec, opj_image_t **p_image);

/* @boundary image: releases */
void opj_image_destroy(opj_image_t *image);

/* @boundary p_callback: retained
 * @boundary p_user_data: retained */
OPJ_BOOL opj_set_info_handler(opj_codec_t *p_codec, opj_msg_callback p_callback, void *p_user_data);

/* @boundary p_callback: retained
 * @boundary p_user_data: retained */
OPJ_BOOL opj_set_warning_handler(opj_codec_t *p_codec, opj_msg_callback p_callback, void *p_user_data);

/* @boundary p_callback: retained
 * @boundary p_user_data: retained */
OPJ_BOOL opj_set_error_handler(opj_codec_t *p_codec, opj_msg_callback p_callback, void *p_user_data);

/* @boundary p_function: retained(until opj_stream_destroy) */
void opj_stream_set_read_function(opj_stream_t *p_stream, opj_stream_read_fn p_function);

/* @boundary p_function: retained(until opj_stream_destroy) */
void opj_stream_set_write_function(opj_stream_t *p_stream, opj_stream_write_fn p_function);

/* @boundary p_function: retained(until opj_stream_destroy) */
void opj_stream_set_skip_function(opj_stream_t *p_stream, opj_stream_skip_fn p_function);

/* @boundary p_function: retained(until opj_stream_destroy) */
void opj_stream_set_seek_function(opj_stream_t *p_stream, opj_stream_seek_fn p_function);

/* @boundary p_data: retained(until opj_stream_destroy)
 * @boundary p_function: retained(until opj_stream_destroy) */
void opj_stream_set_user_data(opj_stream_t *p_stream, void *p_data, opj_stream_free_user_data_fn p_function);

/* @boundary return: static, zeroterm */
const char *opj_version(void);
