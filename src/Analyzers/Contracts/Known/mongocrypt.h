/* What the header of libmongocrypt says about its objects, text and callbacks. */

/* @boundary library(mongocrypt), convention(cdecl) */

#include <stdbool.h>
#include <stdint.h>

typedef struct _mongocrypt_t mongocrypt_t;
typedef struct _mongocrypt_binary_t mongocrypt_binary_t;
typedef struct _mongocrypt_status_t mongocrypt_status_t;
typedef struct _mongocrypt_ctx_t mongocrypt_ctx_t;
typedef struct _mongocrypt_kms_ctx_t mongocrypt_kms_ctx_t;
typedef enum { MONGOCRYPT_LOG_LEVEL_FATAL = 0 } mongocrypt_log_level_t;
typedef void (*mongocrypt_log_fn_t)(mongocrypt_log_level_t, const char *, uint32_t, void *);
typedef bool (*mongocrypt_crypto_fn)(void *, mongocrypt_binary_t *, mongocrypt_binary_t *, mongocrypt_binary_t *, mongocrypt_binary_t *, uint32_t *, mongocrypt_status_t *);
typedef bool (*mongocrypt_random_fn)(void *, mongocrypt_binary_t *, uint32_t, mongocrypt_status_t *);
typedef bool (*mongocrypt_hmac_fn)(void *, mongocrypt_binary_t *, mongocrypt_binary_t *, mongocrypt_binary_t *, mongocrypt_status_t *);
typedef bool (*mongocrypt_hash_fn)(void *, mongocrypt_binary_t *, mongocrypt_binary_t *, mongocrypt_status_t *);

/* @boundary return: owned(mongocrypt_destroy), nonnull */
mongocrypt_t *mongocrypt_new(void);

/* @boundary crypt: releases, nullable */
void mongocrypt_destroy(mongocrypt_t *crypt);

/* @boundary return: owned(mongocrypt_binary_destroy), nonnull */
mongocrypt_binary_t *mongocrypt_binary_new(void);

/* @boundary return: owned(mongocrypt_binary_destroy), nonnull
 * @boundary data: retained(until mongocrypt_binary_destroy) */
mongocrypt_binary_t *mongocrypt_binary_new_from_data(uint8_t *data, uint32_t len);

/* @boundary binary: releases, nullable */
void mongocrypt_binary_destroy(mongocrypt_binary_t *binary);

/* @boundary return: owned(mongocrypt_status_destroy), nonnull */
mongocrypt_status_t *mongocrypt_status_new(void);

/* @boundary status: releases, nullable */
void mongocrypt_status_destroy(mongocrypt_status_t *status);

/* @boundary return: owned(mongocrypt_ctx_destroy), nonnull */
mongocrypt_ctx_t *mongocrypt_ctx_new(mongocrypt_t *crypt);

/* @boundary ctx: releases, nullable */
void mongocrypt_ctx_destroy(mongocrypt_ctx_t *ctx);

/* @boundary return: borrowed(binary), nonnull */
uint8_t *mongocrypt_binary_data(const mongocrypt_binary_t *binary);

/* @boundary return: borrowed(ctx), nonnull */
mongocrypt_kms_ctx_t *mongocrypt_ctx_next_kms_ctx(mongocrypt_ctx_t *ctx);

/* @boundary return: borrowed(status), nonnull, zeroterm */
const char *mongocrypt_status_message(mongocrypt_status_t *status, uint32_t *len);

/* @boundary return: static, zeroterm */
const char *mongocrypt_version(uint32_t *len);

/* @boundary log_fn: retained
 * @boundary log_ctx: retained */
bool mongocrypt_setopt_log_handler(mongocrypt_t *crypt, mongocrypt_log_fn_t log_fn, void *log_ctx);

/* @boundary aes_256_cbc_encrypt: retained
 * @boundary aes_256_cbc_decrypt: retained
 * @boundary random: retained
 * @boundary hmac_sha_512: retained
 * @boundary hmac_sha_256: retained
 * @boundary sha_256: retained
 * @boundary ctx: retained */
bool mongocrypt_setopt_crypto_hooks(
    mongocrypt_t *crypt, mongocrypt_crypto_fn aes_256_cbc_encrypt, mongocrypt_crypto_fn aes_256_cbc_decrypt, mongocrypt_random_fn random, mongocrypt_hmac_fn hmac_sha_512, mongocrypt_hmac_fn hmac_sha_256, mongocrypt_hash_fn sha_256, void *ctx);
