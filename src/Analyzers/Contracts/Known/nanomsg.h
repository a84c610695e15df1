/* What the manual pages of nanomsg say about sockets, messages and text. */

/* @boundary library(nanomsg), convention(cdecl) */

#include <stddef.h>

/* @boundary return: owned(nn_close), invalid(-1) */
int nn_socket(int domain, int protocol);

/* @boundary s: releases */
int nn_close(int s);

/* A message that is sent belongs to the library.
 * @boundary return: owned(nn_freemsg), nullable */
void *nn_allocmsg(size_t size, int type);

/* @boundary msg: releases */
int nn_freemsg(void *msg);

/* @boundary return: static, zeroterm */
const char *nn_strerror(int errnum);

/* @boundary return: static, nullable, zeroterm */
const char *nn_symbol(int i, int *value);
