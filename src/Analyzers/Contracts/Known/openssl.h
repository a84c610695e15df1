/* What the manual pages of OpenSSL say about the objects and results that bindings use most. */

/* @boundary library(crypto), convention(cdecl) */

#include <stddef.h>

/* @boundary handle(SSL_CTX_free), invalid(0) */
typedef struct ssl_ctx_st SSL_CTX;
/* @boundary handle(SSL_free), invalid(0) */
typedef struct ssl_st SSL;
typedef struct ssl_method_st SSL_METHOD;
/* @boundary handle(BIO_free), invalid(0) */
typedef struct bio_st BIO;
typedef struct bio_method_st BIO_METHOD;
/* @boundary handle(EVP_MD_CTX_free), invalid(0) */
typedef struct evp_md_ctx_st EVP_MD_CTX;
typedef struct evp_md_st EVP_MD;
/* @boundary handle(EVP_CIPHER_CTX_free), invalid(0) */
typedef struct evp_cipher_ctx_st EVP_CIPHER_CTX;
typedef struct evp_cipher_st EVP_CIPHER;
/* @boundary handle(EVP_PKEY_free), invalid(0) */
typedef struct evp_pkey_st EVP_PKEY;
/* @boundary handle(EVP_PKEY_CTX_free), invalid(0) */
typedef struct evp_pkey_ctx_st EVP_PKEY_CTX;
/* @boundary handle(X509_free), invalid(0) */
typedef struct x509_st X509;
typedef struct X509_name_st X509_NAME;
/* @boundary handle(X509_STORE_CTX_free), invalid(0) */
typedef struct x509_store_ctx_st X509_STORE_CTX;
/* @boundary handle(BN_free), invalid(0) */
typedef struct bignum_st BIGNUM;
typedef struct engine_st ENGINE;

/* @boundary return: owned(SSL_CTX_free), nullable */
SSL_CTX *SSL_CTX_new(const SSL_METHOD *meth);

/* @boundary ctx: releases, nullable */
void SSL_CTX_free(SSL_CTX *ctx);

/* @boundary return: owned(SSL_free), nullable */
SSL *SSL_new(SSL_CTX *ctx);

/* @boundary ssl: releases, nullable */
void SSL_free(SSL *ssl);

/* @boundary return: static */
const SSL_METHOD *TLS_method(void);

/* @boundary return: static */
const SSL_METHOD *TLS_client_method(void);

/* @boundary return: static */
const SSL_METHOD *TLS_server_method(void);

/* The connection owns what it reads and writes through from now on.
 * @boundary rbio: taken
 * @boundary wbio: taken */
void SSL_set_bio(SSL *s, BIO *rbio, BIO *wbio);

/* @boundary return: static, zeroterm */
const char *SSL_get_version(const SSL *s);

/* @boundary return: status(1)
 * @boundary file: in, zeroterm, noescape */
int SSL_CTX_use_certificate_file(SSL_CTX *ctx, const char *file, int type);

/* @boundary return: status(1)
 * @boundary file: in, zeroterm, noescape */
int SSL_CTX_use_PrivateKey_file(SSL_CTX *ctx, const char *file, int type);

/* @boundary callback: retained, nullable */
void SSL_CTX_set_verify(SSL_CTX *ctx, int mode, int (*callback)(int, X509_STORE_CTX *));

/* @boundary return: owned(BIO_free), nullable */
BIO *BIO_new(const BIO_METHOD *type);

/* @boundary return: owned(BIO_free), nullable
 * @boundary filename: in, zeroterm, noescape */
BIO *BIO_new_file(const char *filename, const char *mode);

/* The memory is read in place.
 * @boundary return: owned(BIO_free), nullable
 * @boundary buf: in, retained(until BIO_free) */
BIO *BIO_new_mem_buf(const void *buf, int len);

/* @boundary a: releases, nullable */
int BIO_free(BIO *a);

/* @boundary return: static */
const BIO_METHOD *BIO_s_mem(void);

/* @boundary return: owned(EVP_MD_CTX_free), nullable */
EVP_MD_CTX *EVP_MD_CTX_new(void);

/* @boundary ctx: releases, nullable */
void EVP_MD_CTX_free(EVP_MD_CTX *ctx);

/* @boundary return: status(1) */
int EVP_DigestInit_ex(EVP_MD_CTX *ctx, const EVP_MD *type, ENGINE *impl);

/* @boundary return: status(1)
 * @boundary d: in, noescape, bytes(cnt) */
int EVP_DigestUpdate(EVP_MD_CTX *ctx, const void *d, size_t cnt);

/* @boundary return: status(1)
 * @boundary md: out, noescape */
int EVP_DigestFinal_ex(EVP_MD_CTX *ctx, unsigned char *md, unsigned int *s);

/* @boundary return: static */
const EVP_MD *EVP_sha256(void);

/* @boundary return: owned(EVP_CIPHER_CTX_free), nullable */
EVP_CIPHER_CTX *EVP_CIPHER_CTX_new(void);

/* @boundary c: releases, nullable */
void EVP_CIPHER_CTX_free(EVP_CIPHER_CTX *c);

/* @boundary return: status(1) */
int EVP_EncryptInit_ex(EVP_CIPHER_CTX *ctx, const EVP_CIPHER *cipher, ENGINE *impl, const unsigned char *key, const unsigned char *iv);

/* @boundary return: status(1) */
int EVP_EncryptUpdate(EVP_CIPHER_CTX *ctx, unsigned char *out, int *outl, const unsigned char *in, int inl);

/* @boundary return: status(1) */
int EVP_EncryptFinal_ex(EVP_CIPHER_CTX *ctx, unsigned char *out, int *outl);

/* @boundary return: status(1) */
int EVP_DecryptInit_ex(EVP_CIPHER_CTX *ctx, const EVP_CIPHER *cipher, ENGINE *impl, const unsigned char *key, const unsigned char *iv);

/* @boundary return: status(1) */
int EVP_DecryptUpdate(EVP_CIPHER_CTX *ctx, unsigned char *out, int *outl, const unsigned char *in, int inl);

/* An authenticated message that was changed fails here.
 * @boundary return: status(1) */
int EVP_DecryptFinal_ex(EVP_CIPHER_CTX *ctx, unsigned char *outm, int *outl);

/* @boundary return: owned(EVP_PKEY_free), nullable */
EVP_PKEY *EVP_PKEY_new(void);

/* @boundary pkey: releases, nullable */
void EVP_PKEY_free(EVP_PKEY *pkey);

/* @boundary return: owned(EVP_PKEY_CTX_free), nullable */
EVP_PKEY_CTX *EVP_PKEY_CTX_new(EVP_PKEY *pkey, ENGINE *e);

/* @boundary ctx: releases, nullable */
void EVP_PKEY_CTX_free(EVP_PKEY_CTX *ctx);

/* @boundary return: owned(X509_free), nullable */
X509 *X509_new(void);

/* @boundary a: releases, nullable */
void X509_free(X509 *a);

/* @boundary return: borrowed(a) */
X509_NAME *X509_get_subject_name(const X509 *a);

/* @boundary ctx: releases, nullable */
void X509_STORE_CTX_free(X509_STORE_CTX *ctx);

/* @boundary return: owned(BN_free), nullable */
BIGNUM *BN_new(void);

/* @boundary a: releases, nullable */
void BN_free(BIGNUM *a);

/* @boundary return: status(1)
 * @boundary buf: out, noescape, bytes(num) */
int RAND_bytes(unsigned char *buf, int num);

/* With no buffer of the caller's own the text stands in one that the next call overwrites.
 * @boundary return: borrowed, zeroterm */
char *ERR_error_string(unsigned long e, char *buf);

/* @boundary return: static, zeroterm, nullable */
const char *ERR_reason_error_string(unsigned long e);

/* @boundary return: static, zeroterm */
const char *OpenSSL_version(int type);

typedef struct ssl_cipher_st SSL_CIPHER;
/* @boundary handle(BN_CTX_free), invalid(0) */
typedef struct bignum_ctx BN_CTX;
struct rsa_st;
struct ec_key_st;
/* @boundary handle(HMAC_CTX_free), invalid(0) */
typedef struct hmac_ctx_st HMAC_CTX;
/* @boundary handle(RSA_free), invalid(0) */
typedef struct rsa_st RSA;
/* @boundary handle(EC_KEY_free), invalid(0) */
typedef struct ec_key_st EC_KEY;
typedef struct asn1_string_st ASN1_INTEGER;
/* @boundary handle(X509_STORE_free), invalid(0) */
typedef struct x509_store_st X509_STORE;
/* @boundary handle(X509_REQ_free), invalid(0) */
typedef struct X509_req_st X509_REQ;
/* @boundary handle(X509_CRL_free), invalid(0) */
typedef struct X509_crl_st X509_CRL;
/* @boundary handle(PKCS12_free), invalid(0) */
typedef struct PKCS12_st PKCS12;
/* @boundary handle(SSL_SESSION_free), invalid(0) */
typedef struct ssl_session_st SSL_SESSION;
typedef int pem_password_cb(char *, int, int, void *);
typedef int (*SSL_CTX_alpn_select_cb_func)(SSL *, const unsigned char **, unsigned char *, const unsigned char *, unsigned int, void *);
typedef int (*SSL_verify_cb)(int, X509_STORE_CTX *);

/* Text */

/* @boundary return: static, nullable, zeroterm */
const char *ERR_lib_error_string(unsigned long e);

/* @boundary return: static, zeroterm */
const char *SSL_state_string_long(const SSL *s);

/* @boundary return: static, zeroterm */
const char *SSL_alert_desc_string_long(int value);

/* @boundary return: static, zeroterm */
const char *SSL_alert_type_string_long(int value);

/* @boundary return: static, zeroterm */
const char *SSL_CIPHER_get_name(const SSL_CIPHER *c);

/* @boundary return: static, zeroterm */
const char *SSL_CIPHER_get_version(const SSL_CIPHER *c);

/* @boundary return: static, zeroterm */
const char *X509_verify_cert_error_string(long n);

/* @boundary return: static, nullable, zeroterm */
const char *OBJ_nid2sn(int n);

/* @boundary return: static, nullable, zeroterm */
const char *OBJ_nid2ln(int n);

/* What is read and written through */

/* @boundary a: releases, nullable */
void BIO_free_all(BIO *a);

/* @boundary a: releases, nullable */
void BIO_vfree(BIO *a);

int BIO_up_ref(BIO *a);

/* @boundary return: owned(BIO_free_all), nullable */
BIO *BIO_new_connect(const char *host_port);

/* @boundary return: owned(BIO_free_all), nullable */
BIO *BIO_new_ssl_connect(SSL_CTX *ctx);

/* @boundary return: static */
const BIO_METHOD *BIO_s_file(void);

/* @boundary return: static */
const BIO_METHOD *BIO_f_base64(void);

/* @boundary return: static */
const BIO_METHOD *BIO_f_ssl(void);

/* Numbers */

/* @boundary return: owned(BN_free), nullable */
BIGNUM *BN_dup(const BIGNUM *a);

/* @boundary a: releases, nullable */
void BN_clear_free(BIGNUM *a);

/* @boundary return: owned(BN_CTX_free), nullable */
BN_CTX *BN_CTX_new(void);

/* @boundary c: releases, nullable */
void BN_CTX_free(BN_CTX *c);

/* Digests, ciphers and keys */

/* @boundary return: static */
const EVP_MD *EVP_md5(void);

/* @boundary return: static */
const EVP_MD *EVP_sha1(void);

/* @boundary return: static */
const EVP_MD *EVP_sha384(void);

/* @boundary return: static */
const EVP_MD *EVP_sha512(void);

/* @boundary return: static */
const EVP_CIPHER *EVP_aes_128_cbc(void);

/* @boundary return: static */
const EVP_CIPHER *EVP_aes_256_cbc(void);

/* @boundary return: static */
const EVP_CIPHER *EVP_aes_128_gcm(void);

/* @boundary return: static */
const EVP_CIPHER *EVP_aes_256_gcm(void);

/* @boundary return: static, nullable */
const EVP_MD *EVP_get_digestbyname(const char *name);

/* @boundary return: static, nullable */
const EVP_CIPHER *EVP_get_cipherbyname(const char *name);

int EVP_PKEY_up_ref(EVP_PKEY *pkey);

/* @boundary return: owned(EVP_PKEY_CTX_free), nullable */
EVP_PKEY_CTX *EVP_PKEY_CTX_new_id(int id, ENGINE *e);

/* @boundary return: owned(RSA_free), nullable */
struct rsa_st *EVP_PKEY_get1_RSA(EVP_PKEY *pkey);

/* @boundary return: owned(EC_KEY_free), nullable */
struct ec_key_st *EVP_PKEY_get1_EC_KEY(EVP_PKEY *pkey);

/* @boundary return: owned(HMAC_CTX_free), nullable */
HMAC_CTX *HMAC_CTX_new(void);

/* @boundary ctx: releases, nullable */
void HMAC_CTX_free(HMAC_CTX *ctx);

/* @boundary return: owned(RSA_free), nullable */
RSA *RSA_new(void);

int RSA_up_ref(RSA *r);

/* @boundary r: releases, nullable */
void RSA_free(RSA *r);

/* @boundary return: owned(EC_KEY_free), nullable */
EC_KEY *EC_KEY_new(void);

/* @boundary return: owned(EC_KEY_free), nullable */
EC_KEY *EC_KEY_new_by_curve_name(int nid);

int EC_KEY_up_ref(EC_KEY *key);

/* @boundary key: releases, nullable */
void EC_KEY_free(EC_KEY *key);

/* Certificates */

int X509_up_ref(X509 *x);

/* @boundary return: owned(X509_free), nullable */
X509 *X509_dup(const X509 *a);

/* @boundary return: owned(EVP_PKEY_free), nullable */
EVP_PKEY *X509_get_pubkey(X509 *x);

/* @boundary return: borrowed(x), nullable */
EVP_PKEY *X509_get0_pubkey(const X509 *x);

/* @boundary return: borrowed(a) */
X509_NAME *X509_get_issuer_name(const X509 *a);

/* @boundary return: borrowed(x) */
ASN1_INTEGER *X509_get_serialNumber(X509 *x);

/* @boundary return: owned(X509_STORE_free), nullable */
X509_STORE *X509_STORE_new(void);

int X509_STORE_up_ref(X509_STORE *v);

/* @boundary v: releases, nullable */
void X509_STORE_free(X509_STORE *v);

/* @boundary return: owned(X509_STORE_CTX_free), nullable */
X509_STORE_CTX *X509_STORE_CTX_new(void);

/* @boundary return: owned(X509_REQ_free), nullable */
X509_REQ *X509_REQ_new(void);

/* @boundary a: releases, nullable */
void X509_REQ_free(X509_REQ *a);

/* @boundary return: owned(X509_CRL_free), nullable */
X509_CRL *X509_CRL_new(void);

/* @boundary a: releases, nullable */
void X509_CRL_free(X509_CRL *a);

/* Into a certificate that it is given the place of, or a new one. */
X509 *d2i_X509_bio(BIO *bp, X509 **x509);

PKCS12 *d2i_PKCS12_bio(BIO *bp, PKCS12 **p12);

/* @boundary a: releases, nullable */
void PKCS12_free(PKCS12 *a);

/* Connections */

int SSL_up_ref(SSL *s);

int SSL_CTX_up_ref(SSL_CTX *ctx);

/* @boundary return: borrowed(ssl) */
SSL_CTX *SSL_get_SSL_CTX(const SSL *ssl);

/* @boundary return: owned(SSL_SESSION_free), nullable */
SSL_SESSION *SSL_get1_session(SSL *ssl);

/* @boundary return: owned(X509_free), nullable */
X509 *SSL_get1_peer_certificate(const SSL *s);

/* @boundary return: borrowed(s), nullable */
X509 *SSL_get0_peer_certificate(const SSL *s);

int SSL_SESSION_up_ref(SSL_SESSION *ses);

/* @boundary ses: releases, nullable */
void SSL_SESSION_free(SSL_SESSION *ses);

/* @boundary return: borrowed(p1) */
X509_STORE *SSL_CTX_get_cert_store(const SSL_CTX *p1);

/* @boundary p2: taken */
void SSL_CTX_set_cert_store(SSL_CTX *p1, X509_STORE *p2);

/* @boundary cb: retained, nullable */
void SSL_CTX_set_info_callback(SSL_CTX *ctx, void (*cb)(const SSL *, int, int));

/* @boundary cb: retained, nullable */
void SSL_CTX_set_default_passwd_cb(SSL_CTX *ctx, pem_password_cb *cb);

/* @boundary u: retained */
void SSL_CTX_set_default_passwd_cb_userdata(SSL_CTX *ctx, void *u);

/* @boundary cb: retained, nullable
 * @boundary arg: retained */
void SSL_CTX_set_alpn_select_cb(SSL_CTX *ctx, SSL_CTX_alpn_select_cb_func cb, void *arg);

/* @boundary cb: retained, nullable
 * @boundary arg: retained */
void SSL_CTX_set_cert_verify_callback(SSL_CTX *ctx, int (*cb)(X509_STORE_CTX *, void *), void *arg);

/* @boundary callback: retained, nullable */
void SSL_set_verify(SSL *s, int mode, SSL_verify_cb callback);
