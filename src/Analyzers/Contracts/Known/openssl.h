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
