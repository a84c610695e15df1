/* What the manual of GPGME says about contexts, data, keys and text. */

/* @boundary library(gpgme), convention(cdecl) */

#include <stddef.h>

typedef unsigned int gpg_error_t;
typedef gpg_error_t gpgme_error_t;
struct gpgme_context;
/* @boundary handle(gpgme_release) */
typedef struct gpgme_context *gpgme_ctx_t;
typedef gpgme_error_t (*gpgme_passphrase_cb_t)(void *, const char *, const char *, int, int);
typedef void (*gpgme_progress_cb_t)(void *, const char *, int, int, int);
struct gpgme_data;
/* @boundary handle(gpgme_data_release) */
typedef struct gpgme_data *gpgme_data_t;
struct gpgme_data_cbs;
typedef struct gpgme_data_cbs *gpgme_data_cbs_t;
struct _gpgme_key;
typedef struct _gpgme_key *gpgme_key_t;
struct _gpgme_op_decrypt_result;
typedef struct _gpgme_op_decrypt_result *gpgme_decrypt_result_t;
struct _gpgme_op_encrypt_result;
typedef struct _gpgme_op_encrypt_result *gpgme_encrypt_result_t;
struct _gpgme_op_sign_result;
typedef struct _gpgme_op_sign_result *gpgme_sign_result_t;
struct _gpgme_op_verify_result;
typedef struct _gpgme_op_verify_result *gpgme_verify_result_t;
typedef enum { GPGME_PK_RSA = 1 } gpgme_pubkey_algo_t;
typedef enum { GPGME_MD_NONE = 0 } gpgme_hash_algo_t;

/* @boundary return: static, nullable, zeroterm */
const char *gpgme_check_version(const char *version);

/* @boundary return: static, zeroterm */
const char *gpgme_strerror(gpgme_error_t error);

/* @boundary return: static, zeroterm */
const char *gpgme_strsource(gpgme_error_t error);

/* @boundary return: status(0)
 * @boundary context: out, owned(gpgme_release) */
gpgme_error_t gpgme_new(gpgme_ctx_t *context);

/* @boundary context: releases, nullable */
void gpgme_release(gpgme_ctx_t context);

/* @boundary callback: retained, nullable
 * @boundary data: retained */
void gpgme_set_passphrase_cb(gpgme_ctx_t context, gpgme_passphrase_cb_t callback, void *data);

/* @boundary callback: retained, nullable
 * @boundary data: retained */
void gpgme_set_progress_cb(gpgme_ctx_t context, gpgme_progress_cb_t callback, void *data);

/* @boundary return: status(0)
 * @boundary data: out, owned(gpgme_data_release) */
gpgme_error_t gpgme_data_new(gpgme_data_t *data);

/* @boundary return: status(0)
 * @boundary data: out, owned(gpgme_data_release) */
gpgme_error_t gpgme_data_new_from_mem(gpgme_data_t *data, const char *buffer, size_t size, int copy);

/* @boundary return: status(0)
 * @boundary data: out, owned(gpgme_data_release)
 * @boundary callbacks: retained(until gpgme_data_release)
 * @boundary handle: retained(until gpgme_data_release) */
gpgme_error_t gpgme_data_new_from_cbs(gpgme_data_t *data, gpgme_data_cbs_t callbacks, void *handle);

/* @boundary data: releases, nullable */
void gpgme_data_release(gpgme_data_t data);

/* @boundary return: owned(gpgme_free), nullable
 * @boundary data: releases */
char *gpgme_data_release_and_get_mem(gpgme_data_t data, size_t *size);

/* @boundary memory: releases, nullable */
void gpgme_free(void *memory);

/* @boundary return: status(0)
 * @boundary key: out, owned(gpgme_key_unref) */
gpgme_error_t gpgme_get_key(gpgme_ctx_t context, const char *fingerprint, gpgme_key_t *key, int secret);

void gpgme_key_ref(gpgme_key_t key);

/* @boundary key: releases */
void gpgme_key_unref(gpgme_key_t key);

/* @boundary return: borrowed(context), nullable */
gpgme_decrypt_result_t gpgme_op_decrypt_result(gpgme_ctx_t context);

/* @boundary return: borrowed(context), nullable */
gpgme_encrypt_result_t gpgme_op_encrypt_result(gpgme_ctx_t context);

/* @boundary return: borrowed(context), nullable */
gpgme_sign_result_t gpgme_op_sign_result(gpgme_ctx_t context);

/* @boundary return: borrowed(context), nullable */
gpgme_verify_result_t gpgme_op_verify_result(gpgme_ctx_t context);

/* @boundary return: static, nullable, zeroterm */
const char *gpgme_pubkey_algo_name(gpgme_pubkey_algo_t algorithm);

/* @boundary return: static, nullable, zeroterm */
const char *gpgme_hash_algo_name(gpgme_hash_algo_t algorithm);
