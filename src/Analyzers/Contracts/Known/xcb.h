/* What the documentation of XCB says about connections. Replies and events are memory of malloc. */

/* @boundary library(xcb), convention(cdecl) */

#include <stdint.h>

/* @boundary handle(xcb_disconnect) */
typedef struct xcb_connection_t xcb_connection_t;
typedef struct xcb_auth_info_t xcb_auth_info_t;
struct xcb_setup_t;

/* A connection with an error has to be disconnected too.
 * @boundary return: owned(xcb_disconnect), nonnull
 * @boundary displayname: nullable
 * @boundary screenp: out, nullable */
xcb_connection_t *xcb_connect(const char *displayname, int *screenp);

/* @boundary return: owned(xcb_disconnect), nonnull */
xcb_connection_t *xcb_connect_to_fd(int fd, xcb_auth_info_t *auth_info);

/* @boundary c: releases, nullable */
void xcb_disconnect(xcb_connection_t *c);

int xcb_connection_has_error(xcb_connection_t *c);

/* @boundary return: borrowed(c) */
const struct xcb_setup_t *xcb_get_setup(xcb_connection_t *c);

int xcb_get_file_descriptor(xcb_connection_t *c);

int xcb_flush(xcb_connection_t *c);

uint32_t xcb_generate_id(xcb_connection_t *c);
