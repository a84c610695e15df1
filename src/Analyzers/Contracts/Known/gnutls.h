/* What the manual of GnuTLS says about sessions, credentials, certificates and text. */

/* @boundary library(gnutls), convention(cdecl) */

#include <stddef.h>
#include <sys/types.h>

typedef struct gnutls_session_int *gnutls_session_t;
typedef struct gnutls_certificate_credentials_st *gnutls_certificate_credentials_t;
typedef struct gnutls_anon_client_credentials_st *gnutls_anon_client_credentials_t;
typedef struct gnutls_psk_client_credentials_st *gnutls_psk_client_credentials_t;
typedef struct gnutls_priority_st *gnutls_priority_t;
typedef struct gnutls_x509_crt_int *gnutls_x509_crt_t;
typedef struct gnutls_x509_privkey_int *gnutls_x509_privkey_t;
typedef struct gnutls_privkey_st *gnutls_privkey_t;
typedef struct gnutls_pubkey_st *gnutls_pubkey_t;
typedef struct gnutls_x509_trust_list_st *gnutls_x509_trust_list_t;
typedef struct api_cipher_hd_st *gnutls_cipher_hd_t;
typedef enum { GNUTLS_CIPHER_UNKNOWN = 0 } gnutls_cipher_algorithm_t;
typedef struct gnutls_datum_t gnutls_datum_t;
typedef struct hash_hd_st *gnutls_hash_hd_t;
typedef enum { GNUTLS_DIG_UNKNOWN = 0 } gnutls_digest_algorithm_t;
typedef struct hmac_hd_st *gnutls_hmac_hd_t;
typedef enum { GNUTLS_MAC_UNKNOWN = 0 } gnutls_mac_algorithm_t;
typedef enum { GNUTLS_SSL3 = 1 } gnutls_protocol_t;
typedef enum { GNUTLS_A_CLOSE_NOTIFY = 0 } gnutls_alert_description_t;
typedef void (*gnutls_log_func)(int, const char *);
typedef void (*gnutls_audit_log_func)(gnutls_session_t, const char *);
typedef void *gnutls_transport_ptr_t;
typedef ssize_t (*gnutls_push_func)(gnutls_transport_ptr_t, const void *, size_t);
typedef ssize_t (*gnutls_pull_func)(gnutls_transport_ptr_t, void *, size_t);
typedef int (*gnutls_pull_timeout_func)(gnutls_transport_ptr_t, unsigned int);
typedef int gnutls_certificate_verify_function(gnutls_session_t);
typedef enum { GNUTLS_PK_UNKNOWN = 0 } gnutls_pk_algorithm_t;
typedef struct gnutls_pcert_st gnutls_pcert_st;
typedef int gnutls_certificate_retrieve_function2(gnutls_session_t, const gnutls_datum_t *, int, const gnutls_pk_algorithm_t *, int, gnutls_pcert_st **, unsigned int *, gnutls_privkey_t *);
typedef struct gnutls_psk_server_credentials_st *gnutls_psk_server_credentials_t;
typedef int gnutls_psk_server_credentials_function(gnutls_session_t, const char *, gnutls_datum_t *);
typedef int (*gnutls_handshake_simple_hook_func)(gnutls_session_t);

/* @boundary return: status(0)
 * @boundary session: owned(gnutls_deinit) */
int gnutls_init(gnutls_session_t *session, unsigned int flags);

/* @boundary return: status(0)
 * @boundary res: owned(gnutls_certificate_free_credentials) */
int gnutls_certificate_allocate_credentials(gnutls_certificate_credentials_t *res);

/* @boundary return: status(0)
 * @boundary sc: owned(gnutls_anon_free_client_credentials) */
int gnutls_anon_allocate_client_credentials(gnutls_anon_client_credentials_t *sc);

/* @boundary return: status(0)
 * @boundary sc: owned(gnutls_psk_free_client_credentials) */
int gnutls_psk_allocate_client_credentials(gnutls_psk_client_credentials_t *sc);

/* @boundary return: status(0)
 * @boundary priority_cache: owned(gnutls_priority_deinit) */
int gnutls_priority_init(gnutls_priority_t *priority_cache, const char *priorities, const char **err_pos);

/* @boundary return: status(0)
 * @boundary cert: owned(gnutls_x509_crt_deinit) */
int gnutls_x509_crt_init(gnutls_x509_crt_t *cert);

/* @boundary return: status(0)
 * @boundary key: owned(gnutls_x509_privkey_deinit) */
int gnutls_x509_privkey_init(gnutls_x509_privkey_t *key);

/* @boundary return: status(0)
 * @boundary key: owned(gnutls_privkey_deinit) */
int gnutls_privkey_init(gnutls_privkey_t *key);

/* @boundary return: status(0)
 * @boundary key: owned(gnutls_pubkey_deinit) */
int gnutls_pubkey_init(gnutls_pubkey_t *key);

/* @boundary return: status(0)
 * @boundary list: owned(gnutls_x509_trust_list_deinit) */
int gnutls_x509_trust_list_init(gnutls_x509_trust_list_t *list, unsigned int size);

/* @boundary return: status(0)
 * @boundary handle: owned(gnutls_cipher_deinit) */
int gnutls_cipher_init(gnutls_cipher_hd_t *handle, gnutls_cipher_algorithm_t cipher, const gnutls_datum_t *key, const gnutls_datum_t *iv);

/* @boundary return: status(0)
 * @boundary dig: owned(gnutls_hash_deinit) */
int gnutls_hash_init(gnutls_hash_hd_t *dig, gnutls_digest_algorithm_t algorithm);

/* @boundary return: status(0)
 * @boundary dig: owned(gnutls_hmac_deinit) */
int gnutls_hmac_init(gnutls_hmac_hd_t *dig, gnutls_mac_algorithm_t algorithm, const void *key, size_t keylen);

/* @boundary session: releases, nullable */
void gnutls_deinit(gnutls_session_t session);

/* @boundary sc: releases, nullable */
void gnutls_certificate_free_credentials(gnutls_certificate_credentials_t sc);

/* @boundary sc: releases, nullable */
void gnutls_anon_free_client_credentials(gnutls_anon_client_credentials_t sc);

/* @boundary sc: releases, nullable */
void gnutls_psk_free_client_credentials(gnutls_psk_client_credentials_t sc);

/* @boundary priority_cache: releases, nullable */
void gnutls_priority_deinit(gnutls_priority_t priority_cache);

/* @boundary cert: releases, nullable */
void gnutls_x509_crt_deinit(gnutls_x509_crt_t cert);

/* @boundary key: releases, nullable */
void gnutls_x509_privkey_deinit(gnutls_x509_privkey_t key);

/* @boundary key: releases, nullable */
void gnutls_privkey_deinit(gnutls_privkey_t key);

/* @boundary key: releases, nullable */
void gnutls_pubkey_deinit(gnutls_pubkey_t key);

/* @boundary list: releases, nullable */
void gnutls_x509_trust_list_deinit(gnutls_x509_trust_list_t list, unsigned int all);

/* @boundary handle: releases, nullable */
void gnutls_cipher_deinit(gnutls_cipher_hd_t handle);

/* @boundary handle: releases, nullable */
void gnutls_hash_deinit(gnutls_hash_hd_t handle, void *digest);

/* @boundary handle: releases, nullable */
void gnutls_hmac_deinit(gnutls_hmac_hd_t handle, void *digest);

/* @boundary return: static, nullable, zeroterm */
const char *gnutls_strerror(int error);

/* @boundary return: static, nullable, zeroterm */
const char *gnutls_strerror_name(int error);

/* @boundary return: static, nullable, zeroterm */
const char *gnutls_check_version(const char *req_version);

/* @boundary return: static, nullable, zeroterm */
const char *gnutls_protocol_get_name(gnutls_protocol_t version);

/* @boundary return: static, nullable, zeroterm */
const char *gnutls_cipher_get_name(gnutls_cipher_algorithm_t algorithm);

/* @boundary return: static, nullable, zeroterm */
const char *gnutls_alert_get_name(gnutls_alert_description_t alert);

/* @boundary log_func: retained */
void gnutls_global_set_log_function(gnutls_log_func log_func);

/* @boundary log_func: retained */
void gnutls_global_set_audit_log_function(gnutls_audit_log_func log_func);

/* @boundary push_func: retained */
void gnutls_transport_set_push_function(gnutls_session_t session, gnutls_push_func push_func);

/* @boundary pull_func: retained */
void gnutls_transport_set_pull_function(gnutls_session_t session, gnutls_pull_func pull_func);

/* @boundary func: retained */
void gnutls_transport_set_pull_timeout_function(gnutls_session_t session, gnutls_pull_timeout_func func);

/* @boundary ptr: retained */
void gnutls_transport_set_ptr(gnutls_session_t session, gnutls_transport_ptr_t ptr);

/* @boundary func: retained */
void gnutls_certificate_set_verify_function(gnutls_certificate_credentials_t cred, gnutls_certificate_verify_function *func);

/* @boundary func: retained */
void gnutls_certificate_set_retrieve_function2(gnutls_certificate_credentials_t cred, gnutls_certificate_retrieve_function2 *func);

/* @boundary func: retained */
void gnutls_psk_set_server_credentials_function(gnutls_psk_server_credentials_t cred, gnutls_psk_server_credentials_function *func);

/* @boundary func: retained */
void gnutls_session_set_verify_function(gnutls_session_t session, gnutls_certificate_verify_function *func);

/* @boundary func: retained */
void gnutls_handshake_set_post_client_hello_function(gnutls_session_t session, gnutls_handshake_simple_hook_func func);
