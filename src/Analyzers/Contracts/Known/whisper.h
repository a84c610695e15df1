/* What the header of whisper.cpp says about contexts, states and text. */

/* @boundary library(whisper), convention(cdecl) */

#include <stddef.h>
#include <stdint.h>

struct whisper_context_params;
struct whisper_context;
struct whisper_model_loader;
struct whisper_state;
enum whisper_sampling_strategy { WHISPER_SAMPLING_GREEDY = 0 };
struct whisper_full_params;
struct whisper_vad_context_params;
struct whisper_vad_context;
struct whisper_vad_params;
struct whisper_vad_segments;
typedef int32_t whisper_token;
enum ggml_log_level { GGML_LOG_LEVEL_NONE = 0 };
typedef void (*ggml_log_callback)(enum ggml_log_level, const char *, void *);

/* Contexts */

/* @boundary return: owned(whisper_free), nullable */
struct whisper_context *whisper_init_from_file_with_params(const char *path_model, struct whisper_context_params params);

/* @boundary return: owned(whisper_free), nullable */
struct whisper_context *whisper_init_from_buffer_with_params(void *buffer, size_t buffer_size, struct whisper_context_params params);

/* @boundary return: owned(whisper_free), nullable */
struct whisper_context *whisper_init_with_params(struct whisper_model_loader *loader, struct whisper_context_params params);

/* @boundary return: owned(whisper_free), nullable */
struct whisper_context *whisper_init_from_file_with_params_no_state(const char *path_model, struct whisper_context_params params);

/* @boundary return: owned(whisper_free), nullable */
struct whisper_context *whisper_init_from_buffer_with_params_no_state(void *buffer, size_t buffer_size, struct whisper_context_params params);

/* @boundary return: owned(whisper_free), nullable */
struct whisper_context *whisper_init_with_params_no_state(struct whisper_model_loader *loader, struct whisper_context_params params);

/* @boundary return: owned(whisper_free), nullable */
struct whisper_context *whisper_init_from_file(const char *path_model);

/* @boundary return: owned(whisper_free), nullable */
struct whisper_context *whisper_init_from_buffer(void *buffer, size_t buffer_size);

/* @boundary return: owned(whisper_free), nullable */
struct whisper_context *whisper_init(struct whisper_model_loader *loader);

/* @boundary return: owned(whisper_free), nullable */
struct whisper_context *whisper_init_from_file_no_state(const char *path_model);

/* @boundary return: owned(whisper_free), nullable */
struct whisper_context *whisper_init_from_buffer_no_state(void *buffer, size_t buffer_size);

/* @boundary return: owned(whisper_free), nullable */
struct whisper_context *whisper_init_no_state(struct whisper_model_loader *loader);

/* @boundary ctx: releases, nullable */
void whisper_free(struct whisper_context *ctx);

/* @boundary return: owned(whisper_free_state), nullable */
struct whisper_state *whisper_init_state(struct whisper_context *ctx);

/* @boundary state: releases, nullable */
void whisper_free_state(struct whisper_state *state);

/* @boundary return: owned(whisper_free_context_params), nonnull */
struct whisper_context_params *whisper_context_default_params_by_ref(void);

/* @boundary params: releases, nullable */
void whisper_free_context_params(struct whisper_context_params *params);

/* @boundary return: owned(whisper_free_params), nonnull */
struct whisper_full_params *whisper_full_default_params_by_ref(enum whisper_sampling_strategy strategy);

/* @boundary params: releases, nullable */
void whisper_free_params(struct whisper_full_params *params);

/* @boundary return: owned(whisper_vad_free), nullable */
struct whisper_vad_context *whisper_vad_init_from_file_with_params(const char *path_model, struct whisper_vad_context_params params);

/* @boundary return: owned(whisper_vad_free), nullable */
struct whisper_vad_context *whisper_vad_init_with_params(struct whisper_model_loader *loader, struct whisper_vad_context_params params);

/* @boundary ctx: releases, nullable */
void whisper_vad_free(struct whisper_vad_context *ctx);

/* @boundary return: owned(whisper_vad_free_segments), nullable */
struct whisper_vad_segments *whisper_vad_segments_from_probs(struct whisper_vad_context *vctx, struct whisper_vad_params params);

/* @boundary return: owned(whisper_vad_free_segments), nullable */
struct whisper_vad_segments *whisper_vad_segments_from_samples(
    struct whisper_vad_context *vctx, struct whisper_vad_params params, const float *samples, int n_samples);

/* @boundary segments: releases, nullable */
void whisper_vad_free_segments(struct whisper_vad_segments *segments);

/* Text */

/* @boundary return: borrowed(ctx), zeroterm */
const char *whisper_token_to_str(struct whisper_context *ctx, whisper_token token);

/* @boundary return: borrowed, zeroterm */
const char *whisper_model_type_readable(struct whisper_context *ctx);

/* @boundary return: borrowed, zeroterm */
const char *whisper_print_system_info(void);

/* @boundary return: borrowed(ctx), zeroterm */
const char *whisper_full_get_segment_text(struct whisper_context *ctx, int i_segment);

/* @boundary return: borrowed(state), zeroterm */
const char *whisper_full_get_segment_text_from_state(struct whisper_state *state, int i_segment);

/* @boundary return: borrowed, zeroterm */
const char *whisper_full_get_token_text(struct whisper_context *ctx, int i_segment, int i_token);

/* @boundary return: borrowed, zeroterm */
const char *whisper_full_get_token_text_from_state(struct whisper_context *ctx, struct whisper_state *state, int i_segment, int i_token);

/* @boundary return: static, nullable, zeroterm */
const char *whisper_lang_str(int id);

/* @boundary return: static, nullable, zeroterm */
const char *whisper_lang_str_full(int id);

/* @boundary return: borrowed(ctx) */
float *whisper_get_logits(struct whisper_context *ctx);

/* @boundary return: borrowed(state) */
float *whisper_get_logits_from_state(struct whisper_state *state);

/* Callbacks */

/* @boundary log_callback: retained
 * @boundary user_data: retained */
void whisper_log_set(ggml_log_callback log_callback, void *user_data);
