/* What the header of llama.cpp says about models, contexts, samplers and callbacks, under the names that its functions have had. Not in Debian: only the
 * types that the facts need are told apart here, and no compiler compared them. */

/* @boundary library(llama), convention(cdecl) */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct llama_model_params;
struct llama_model;
struct llama_context_params;
struct llama_context;
struct llama_vocab;
typedef int32_t llama_token;
typedef struct llama_adapter_lora llama_adapter_lora_t;
struct llama_sampler_chain_params;
struct llama_sampler;
enum ggml_log_level { GGML_LOG_LEVEL_NONE = 0 };
typedef void (*ggml_log_callback)(enum ggml_log_level, const char *, void *);
typedef bool (*ggml_abort_callback)(void *);

/* Models and contexts */

/* @boundary return: owned(llama_free_model), nullable */
struct llama_model *llama_load_model_from_file(const char *path_model, struct llama_model_params params);

/* @boundary model: releases */
void llama_free_model(struct llama_model *model);

/* @boundary return: owned(llama_model_free), nullable */
struct llama_model *llama_model_load_from_file(const char *path_model, struct llama_model_params params);

/* @boundary return: owned(llama_model_free), nullable */
struct llama_model *llama_model_load_from_splits(const char **paths, size_t n_paths, struct llama_model_params params);

/* @boundary model: releases */
void llama_model_free(struct llama_model *model);

/* @boundary return: owned(llama_free), nullable */
struct llama_context *llama_new_context_with_model(struct llama_model *model, struct llama_context_params params);

/* @boundary return: owned(llama_free), nullable */
struct llama_context *llama_init_from_model(struct llama_model *model, struct llama_context_params params);

/* @boundary ctx: releases */
void llama_free(struct llama_context *ctx);

/* @boundary return: borrowed(ctx) */
const struct llama_model *llama_get_model(const struct llama_context *ctx);

/* @boundary return: borrowed(model) */
const struct llama_vocab *llama_model_get_vocab(const struct llama_model *model);

/* @boundary return: borrowed(vocab), zeroterm */
const char *llama_vocab_get_text(const struct llama_vocab *vocab, llama_token token);

/* @boundary return: borrowed, zeroterm */
const char *llama_print_system_info(void);

/* @boundary return: borrowed(model), nullable, zeroterm */
const char *llama_model_chat_template(const struct llama_model *model, const char *name);

/* @boundary return: borrowed(ctx), nullable */
float *llama_get_logits(struct llama_context *ctx);

/* @boundary return: borrowed(ctx), nullable */
float *llama_get_logits_ith(struct llama_context *ctx, int32_t i);

/* @boundary return: borrowed(ctx), nullable */
float *llama_get_embeddings(struct llama_context *ctx);

/* @boundary return: borrowed(ctx), nullable */
float *llama_get_embeddings_ith(struct llama_context *ctx, int32_t i);

/* @boundary return: borrowed(ctx), nullable */
float *llama_get_embeddings_seq(struct llama_context *ctx, int32_t seq_id);

/* Adapters and samplers */

/* The adapter may be freed, and otherwise goes with its model.
 * @boundary return: nullable */
llama_adapter_lora_t *llama_adapter_lora_init(struct llama_model *model, const char *path_lora);

/* @boundary adapter: releases */
void llama_adapter_lora_free(llama_adapter_lora_t *adapter);

/* @boundary return: owned(llama_sampler_free), nonnull */
struct llama_sampler *llama_sampler_chain_init(struct llama_sampler_chain_params params);

/* @boundary return: owned(llama_sampler_free), nonnull */
struct llama_sampler *llama_sampler_clone(const struct llama_sampler *smpl);

/* @boundary smpl: taken */
void llama_sampler_chain_add(struct llama_sampler *chain, struct llama_sampler *smpl);

/* @boundary return: borrowed(smpl), zeroterm */
const char *llama_sampler_name(const struct llama_sampler *smpl);

/* @boundary smpl: releases */
void llama_sampler_free(struct llama_sampler *smpl);

/* Callbacks */

/* @boundary log_callback: retained
 * @boundary user_data: retained */
void llama_log_set(ggml_log_callback log_callback, void *user_data);

/* @boundary abort_callback: retained
 * @boundary abort_callback_data: retained */
void llama_set_abort_callback(struct llama_context *ctx, ggml_abort_callback abort_callback, void *abort_callback_data);
