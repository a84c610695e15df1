/* What the documentation of libsodium says: a result that is not 0 is a forged message, a failed derivation or missing memory, and must never be ignored. */

/* @boundary library(sodium), convention(cdecl) */

#include <stddef.h>

/* 1 means that it was done before.
 * @boundary return: status(>=0) */
int sodium_init(void);

/* @boundary return: static, zeroterm
 * @boundary fast, threadsafe */
const char *sodium_version_string(void);

/* @boundary return: owned(sodium_free), nullable
 * @boundary lasterror */
void *sodium_malloc(const size_t size);

/* @boundary return: owned(sodium_free), nullable
 * @boundary lasterror */
void *sodium_allocarray(size_t count, size_t size);

/* @boundary ptr: releases, nullable */
void sodium_free(void *ptr);

/* @boundary return: status(0)
 * @boundary lasterror */
int sodium_mlock(void *const addr, const size_t len);

/* @boundary buf: out, noescape, bytes(size) */
void randombytes_buf(void *const buf, const size_t size);

/* @boundary return: status(0) */
int crypto_secretbox_easy(unsigned char *c, const unsigned char *m, unsigned long long mlen, const unsigned char *n, const unsigned char *k);

/* @boundary return: status(0) */
int crypto_secretbox_open_easy(unsigned char *m, const unsigned char *c, unsigned long long clen, const unsigned char *n, const unsigned char *k);

/* @boundary return: status(0) */
int crypto_box_keypair(unsigned char *pk, unsigned char *sk);

/* @boundary return: status(0) */
int crypto_box_easy(
    unsigned char *c, const unsigned char *m, unsigned long long mlen, const unsigned char *n, const unsigned char *pk, const unsigned char *sk);

/* @boundary return: status(0) */
int crypto_box_open_easy(
    unsigned char *m, const unsigned char *c, unsigned long long clen, const unsigned char *n, const unsigned char *pk, const unsigned char *sk);

/* @boundary return: status(0) */
int crypto_sign_keypair(unsigned char *pk, unsigned char *sk);

/* @boundary return: status(0) */
int crypto_sign_detached(unsigned char *sig, unsigned long long *siglen_p, const unsigned char *m, unsigned long long mlen, const unsigned char *sk);

/* @boundary return: status(0) */
int crypto_sign_verify_detached(const unsigned char *sig, const unsigned char *m, unsigned long long mlen, const unsigned char *pk);

/* @boundary return: status(0) */
int crypto_auth_verify(const unsigned char *h, const unsigned char *in, unsigned long long inlen, const unsigned char *k);

/* @boundary return: status(0) */
int crypto_aead_xchacha20poly1305_ietf_decrypt(
    unsigned char *m, unsigned long long *mlen_p, unsigned char *nsec, const unsigned char *c, unsigned long long clen, const unsigned char *ad,
    unsigned long long adlen, const unsigned char *npub, const unsigned char *k);

/* @boundary return: status(0) */
int crypto_aead_chacha20poly1305_ietf_decrypt(
    unsigned char *m, unsigned long long *mlen_p, unsigned char *nsec, const unsigned char *c, unsigned long long clen, const unsigned char *ad,
    unsigned long long adlen, const unsigned char *npub, const unsigned char *k);

/* @boundary return: status(0) */
int crypto_generichash(
    unsigned char *out, size_t outlen, const unsigned char *in, unsigned long long inlen, const unsigned char *key, size_t keylen);

/* Derivation takes long and may fail for want of memory.
 * @boundary return: status(0)
 * @boundary blocking */
int crypto_pwhash(
    unsigned char *const out, unsigned long long outlen, const char *const passwd, unsigned long long passwdlen, const unsigned char *const salt,
    unsigned long long opslimit, size_t memlimit, int alg);

/* @boundary return: status(0)
 * @boundary blocking */
int crypto_pwhash_str_verify(const char *str, const char *const passwd, unsigned long long passwdlen);

/* @boundary return: status(0) */
int crypto_scalarmult(unsigned char *q, const unsigned char *n, const unsigned char *p);

/* @boundary return: status(0) */
int crypto_kx_client_session_keys(
    unsigned char *rx, unsigned char *tx, const unsigned char *client_pk, const unsigned char *client_sk, const unsigned char *server_pk);
