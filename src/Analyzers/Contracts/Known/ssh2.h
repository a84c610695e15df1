/* What the documentation of libssh2 says about sessions, channels and text. */

/* @boundary library(ssh2), convention(cdecl) */

#include <stddef.h>

typedef struct _LIBSSH2_SESSION LIBSSH2_SESSION;
typedef struct _LIBSSH2_KNOWNHOSTS LIBSSH2_KNOWNHOSTS;
typedef struct _LIBSSH2_AGENT LIBSSH2_AGENT;

/* @boundary return: static, zeroterm */
const char *libssh2_version(int req_version_num);

/* @boundary return: owned(libssh2_session_free)
 * @boundary my_alloc: retained, nullable
 * @boundary my_free: retained, nullable
 * @boundary my_realloc: retained, nullable
 * @boundary abstract: retained */
LIBSSH2_SESSION *libssh2_session_init_ex(
    void *(*my_alloc)(size_t, void **), void (*my_free)(void *, void **), void *(*my_realloc)(void *, size_t, void **), void *abstract);

/* @boundary session: releases */
int libssh2_session_free(LIBSSH2_SESSION *session);

/* @boundary callback: retained, nullable */
void *libssh2_session_callback_set(LIBSSH2_SESSION *session, int cbtype, void *callback);

/* @boundary return: borrowed(session), nullable */
const char *libssh2_hostkey_hash(LIBSSH2_SESSION *session, int hash_type);

/* @boundary return: borrowed(session), nullable */
const char *libssh2_session_hostkey(LIBSSH2_SESSION *session, size_t *len, int *type);

/* @boundary return: borrowed(session), nullable, zeroterm */
const char *libssh2_session_banner_get(LIBSSH2_SESSION *session);

/* @boundary return: borrowed(session), nullable, zeroterm */
char *libssh2_userauth_list(LIBSSH2_SESSION *session, const char *username, unsigned int username_len);

/* @boundary return: owned(libssh2_knownhost_free) */
LIBSSH2_KNOWNHOSTS *libssh2_knownhost_init(LIBSSH2_SESSION *session);

/* @boundary hosts: releases */
void libssh2_knownhost_free(LIBSSH2_KNOWNHOSTS *hosts);

/* @boundary return: owned(libssh2_agent_free) */
LIBSSH2_AGENT *libssh2_agent_init(LIBSSH2_SESSION *session);

/* @boundary agent: releases */
void libssh2_agent_free(LIBSSH2_AGENT *agent);
