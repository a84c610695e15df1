/* What the header of libsecp256k1 says about contexts and callbacks. */

/* @boundary library(secp256k1), convention(cdecl) */

#include <stddef.h>

/* @boundary handle(secp256k1_context_destroy), invalid(0) */
typedef struct secp256k1_context_struct secp256k1_context;
typedef struct secp256k1_scratch_space_struct secp256k1_scratch_space;

/* @boundary return: owned(secp256k1_context_destroy), nonnull */
secp256k1_context *secp256k1_context_create(unsigned int flags);

/* @boundary return: owned(secp256k1_context_destroy), nonnull */
secp256k1_context *secp256k1_context_clone(const secp256k1_context *ctx);

/* @boundary ctx: releases */
void secp256k1_context_destroy(secp256k1_context *ctx);

/* @boundary return: owned(secp256k1_scratch_space_destroy), nonnull */
secp256k1_scratch_space *secp256k1_scratch_space_create(const secp256k1_context *ctx, size_t size);

/* @boundary scratch: releases */
void secp256k1_scratch_space_destroy(const secp256k1_context *ctx, secp256k1_scratch_space *scratch);

/* @boundary fun: retained
 * @boundary data: retained */
void secp256k1_context_set_illegal_callback(secp256k1_context *ctx, void (*fun)(const char *, void *), const void *data);

/* @boundary fun: retained
 * @boundary data: retained */
void secp256k1_context_set_error_callback(secp256k1_context *ctx, void (*fun)(const char *, void *), const void *data);
