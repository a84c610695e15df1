/* What the manual of ZeroMQ says about contexts, sockets and text. A message (zmq_msg_t) is memory of the caller's. */

/* @boundary library(zmq), convention(cdecl) */

#include <stddef.h>
#include <stdint.h>

/* The header has void* for contexts and for sockets.
 * @boundary handle(zmq_ctx_term) */
typedef void *zmq_context;
/* @boundary handle(zmq_close) */
typedef void *zmq_socket_handle;
typedef struct zmq_msg_t zmq_msg_t;
typedef void zmq_free_fn(void *, void *);
typedef struct zmq_pollitem_t zmq_pollitem_t;

/* @boundary fast */
int zmq_errno(void);

/* @boundary return: static, zeroterm */
const char *zmq_strerror(int errnum);

void zmq_version(int *major, int *minor, int *patch);

/* @boundary return: owned(zmq_ctx_term) */
zmq_context zmq_ctx_new(void);

/* Interrupted by a signal it has to be called again.
 * @boundary context: releases
 * @boundary blocking */
int zmq_ctx_term(zmq_context context);

int zmq_ctx_shutdown(zmq_context context);

/* @boundary context: releases
 * @boundary blocking */
int zmq_ctx_destroy(zmq_context context);

/* @boundary return: owned(zmq_ctx_term) */
zmq_context zmq_init(int io_threads);

/* @boundary context: releases
 * @boundary blocking */
int zmq_term(zmq_context context);

/* @boundary return: owned(zmq_close), nullable */
zmq_socket_handle zmq_socket(zmq_context context, int type);

/* @boundary socket: releases */
int zmq_close(zmq_socket_handle socket);

/* @boundary return: borrowed(message) */
void *zmq_msg_data(zmq_msg_t *message);

/* @boundary data: retained
 * @boundary free: retained, nullable
 * @boundary hint: retained */
int zmq_msg_init_data(zmq_msg_t *message, void *data, size_t size, zmq_free_fn *free, void *hint);

/* @boundary return: borrowed(msg), nullable, zeroterm */
const char *zmq_msg_gets(const zmq_msg_t *msg, const char *property);

/* @boundary buffer: in, noescape, bytes(size)
 * @boundary blocking */
int zmq_send(zmq_socket_handle socket, const void *buffer, size_t size, int flags);

/* @boundary blocking */
int zmq_send_const(zmq_socket_handle socket, const void *buffer, size_t size, int flags);

/* @boundary buffer: out, noescape, bytes(size)
 * @boundary blocking */
int zmq_recv(zmq_socket_handle socket, void *buffer, size_t size, int flags);

/* @boundary blocking */
int zmq_poll(zmq_pollitem_t *items, int count, long timeout);

/* @boundary blocking */
int zmq_proxy(zmq_socket_handle frontend, zmq_socket_handle backend, zmq_socket_handle capture);

/* @boundary destination: out, noescape */
char *zmq_z85_encode(char *destination, const uint8_t *data, size_t size);

/* @boundary destination: out, noescape
 * @boundary text: in, noescape, zeroterm */
uint8_t *zmq_z85_decode(uint8_t *destination, const char *text);

/* @boundary return: owned(zmq_stopwatch_stop) */
void *zmq_stopwatch_start(void);

/* @boundary watch: releases */
unsigned long zmq_stopwatch_stop(void *watch);
