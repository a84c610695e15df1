/* What the header of libheif says about contexts, images, profiles and text. */

/* @boundary library(heif), convention(cdecl) */

#include <stddef.h>
#include <stdint.h>

struct heif_context;
struct heif_reading_options;
struct heif_error;
struct heif_reader;
struct heif_image_handle;
typedef uint32_t heif_item_id;
struct heif_image;
enum heif_colorspace { heif_colorspace_undefined = 99 };
enum heif_chroma { heif_chroma_undefined = 99 };
struct heif_decoding_options;
struct heif_scaling_options;
enum heif_compression_format { heif_compression_undefined = 0 };
struct heif_encoder;
struct heif_encoder_descriptor;
struct heif_encoding_options;
struct heif_color_profile_nclx;
enum heif_channel { heif_channel_Y = 0 };

/* @boundary return: owned(heif_context_free), nonnull */
struct heif_context *heif_context_alloc(void);

/* @boundary arg0: releases, nullable */
void heif_context_free(struct heif_context *arg0);

/* @boundary mem: retained(until heif_context_free) */
struct heif_error heif_context_read_from_memory_without_copy(struct heif_context *arg0, const void *mem, size_t size, const struct heif_reading_options *arg3);

/* @boundary userdata: retained(until heif_context_free) */
struct heif_error heif_context_read_from_reader(
    struct heif_context *arg0, const struct heif_reader *reader, void *userdata, const struct heif_reading_options *arg3);

/* @boundary mem: noescape */
struct heif_error heif_context_read_from_memory(struct heif_context *arg0, const void *mem, size_t size, const struct heif_reading_options *arg3);

/* @boundary arg1: owned(heif_image_handle_release) */
struct heif_error heif_context_get_primary_image_handle(struct heif_context *ctx, struct heif_image_handle **arg1);

/* @boundary arg2: owned(heif_image_handle_release) */
struct heif_error heif_context_get_image_handle(struct heif_context *ctx, heif_item_id id, struct heif_image_handle **arg2);

/* @boundary out_thumbnail_handle: owned(heif_image_handle_release) */
struct heif_error heif_image_handle_get_thumbnail(
    const struct heif_image_handle *main_image_handle, heif_item_id thumbnail_id, struct heif_image_handle **out_thumbnail_handle);

/* @boundary out_depth_handle: owned(heif_image_handle_release) */
struct heif_error heif_image_handle_get_depth_image_handle(
    const struct heif_image_handle *handle, heif_item_id depth_image_id, struct heif_image_handle **out_depth_handle);

/* @boundary out_auxiliary_handle: owned(heif_image_handle_release) */
struct heif_error heif_image_handle_get_auxiliary_image_handle(
    const struct heif_image_handle *main_image_handle, heif_item_id auxiliary_id, struct heif_image_handle **out_auxiliary_handle);

/* @boundary arg0: releases */
void heif_image_handle_release(const struct heif_image_handle *arg0);

/* @boundary out_img: owned(heif_image_release) */
struct heif_error heif_decode_image(
    const struct heif_image_handle *in_handle, struct heif_image **out_img, enum heif_colorspace colorspace, enum heif_chroma chroma, const struct heif_decoding_options *options);

/* @boundary out_image: owned(heif_image_release) */
struct heif_error heif_image_create(int width, int height, enum heif_colorspace colorspace, enum heif_chroma chroma, struct heif_image **out_image);

/* @boundary output: owned(heif_image_release) */
struct heif_error heif_image_scale_image(
    const struct heif_image *input, struct heif_image **output, int width, int height, const struct heif_scaling_options *options);

/* @boundary arg0: releases */
void heif_image_release(const struct heif_image *arg0);

/* @boundary arg2: owned(heif_encoder_release) */
struct heif_error heif_context_get_encoder_for_format(struct heif_context *context, enum heif_compression_format format, struct heif_encoder **arg2);

/* @boundary out_encoder: owned(heif_encoder_release) */
struct heif_error heif_context_get_encoder(struct heif_context *context, const struct heif_encoder_descriptor *arg1, struct heif_encoder **out_encoder);

/* @boundary arg0: releases */
void heif_encoder_release(struct heif_encoder *arg0);

/* @boundary return: owned(heif_decoding_options_free), nonnull */
struct heif_decoding_options *heif_decoding_options_alloc(void);

/* @boundary arg0: releases */
void heif_decoding_options_free(struct heif_decoding_options *arg0);

/* @boundary return: owned(heif_encoding_options_free), nonnull */
struct heif_encoding_options *heif_encoding_options_alloc(void);

/* @boundary arg0: releases */
void heif_encoding_options_free(struct heif_encoding_options *arg0);

/* @boundary return: owned(heif_nclx_color_profile_free), nonnull */
struct heif_color_profile_nclx *heif_nclx_color_profile_alloc(void);

/* @boundary out_data: owned(heif_nclx_color_profile_free) */
struct heif_error heif_image_handle_get_nclx_color_profile(const struct heif_image_handle *handle, struct heif_color_profile_nclx **out_data);

/* @boundary out_data: owned(heif_nclx_color_profile_free) */
struct heif_error heif_image_get_nclx_color_profile(const struct heif_image *image, struct heif_color_profile_nclx **out_data);

/* @boundary nclx_profile: releases */
void heif_nclx_color_profile_free(struct heif_color_profile_nclx *nclx_profile);

/* @boundary return: static, zeroterm */
const char *heif_get_version(void);

/* @boundary return: borrowed(arg0), nullable */
uint8_t *heif_image_get_plane(struct heif_image *arg0, enum heif_channel channel, int *out_stride);

/* @boundary return: borrowed(arg0), nullable */
const uint8_t *heif_image_get_plane_readonly(const struct heif_image *arg0, enum heif_channel channel, int *out_stride);
