/* What the manual pages of NNG say about memory, messages and callbacks. */

/* @boundary library(nng), convention(cdecl) */

#include <stddef.h>

/* @boundary handle(nng_msg_free), invalid(0) */
typedef struct nng_msg nng_msg;
typedef struct nng_socket_s nng_socket;
/* @boundary handle(nng_aio_free), invalid(0) */
typedef struct nng_aio nng_aio;
typedef struct nng_url nng_url;
typedef enum { NNG_PIPE_EV_ADD_PRE = 0 } nng_pipe_ev;
typedef struct nng_pipe_s nng_pipe;
typedef void (*nng_pipe_cb)(nng_pipe, nng_pipe_ev, void *);

/* @boundary return: owned(nng_free), nullable */
void *nng_alloc(size_t arg0);

/* @boundary arg0: releases, nullable */
void nng_free(void *arg0, size_t arg1);

/* @boundary return: owned(nng_strfree), nullable, zeroterm */
char *nng_strdup(const char *arg0);

/* @boundary arg0: releases, nullable */
void nng_strfree(char *arg0);

/* @boundary return: static, zeroterm */
const char *nng_strerror(int arg0);

/* @boundary return: static, zeroterm */
const char *nng_version(void);

/* @boundary return: status(0)
 * @boundary arg0: owned(nng_msg_free) */
int nng_msg_alloc(nng_msg **arg0, size_t arg1);

/* @boundary return: status(0)
 * @boundary arg0: owned(nng_msg_free) */
int nng_msg_dup(nng_msg **arg0, const nng_msg *arg1);

/* @boundary return: status(0)
 * @boundary arg1: owned(nng_msg_free) */
int nng_recvmsg(nng_socket arg0, nng_msg **arg1, int arg2);

/* @boundary return: status(0)
 * @boundary arg1: taken */
int nng_sendmsg(nng_socket arg0, nng_msg *arg1, int arg2);

/* @boundary return: status(0)
 * @boundary arg0: owned(nng_aio_free)
 * @boundary arg1: retained(until nng_aio_free)
 * @boundary arg2: retained(until nng_aio_free) */
int nng_aio_alloc(nng_aio **arg0, void (*arg1)(void *), void *arg2);

/* @boundary return: status(0)
 * @boundary arg0: owned(nng_url_free) */
int nng_url_parse(nng_url **arg0, const char *arg1);

/* @boundary return: status(0)
 * @boundary arg2: owned(nng_strfree), zeroterm */
int nng_getopt_string(nng_socket arg0, const char *arg1, char **arg2);

/* @boundary arg0: releases, nullable */
void nng_msg_free(nng_msg *arg0);

/* @boundary arg0: releases, nullable */
void nng_aio_free(nng_aio *arg0);

/* @boundary arg1: taken */
void nng_aio_set_msg(nng_aio *arg0, nng_msg *arg1);

/* @boundary arg0: releases, nullable */
void nng_url_free(nng_url *arg0);

/* @boundary arg2: retained
 * @boundary arg3: retained */
int nng_pipe_notify(nng_socket arg0, nng_pipe_ev arg1, nng_pipe_cb arg2, void *arg3);
