/* What the header of libfuse 3 says about file systems that it goes on calling. */

/* @boundary library(fuse3) */

#include <stdarg.h>
#include <stddef.h>

struct fuse_args;
struct fuse_operations;
struct fuse;
struct fuse_lowlevel_ops;
struct fuse_session;
struct fuse_context;
enum fuse_log_level { FUSE_LOG_EMERG = 0 };
typedef void (*fuse_log_func_t)(enum fuse_log_level, const char *, va_list);

/* @boundary return: owned(fuse_destroy), nullable
 * @boundary private_data: retained(until fuse_destroy) */
struct fuse *fuse_new(struct fuse_args *args, const struct fuse_operations *op, size_t op_size, void *private_data);

/* @boundary f: releases */
void fuse_destroy(struct fuse *f);

/* @boundary return: owned(fuse_session_destroy), nullable
 * @boundary userdata: retained(until fuse_session_destroy) */
struct fuse_session *fuse_session_new(struct fuse_args *args, const struct fuse_lowlevel_ops *op, size_t op_size, void *userdata);

/* @boundary se: releases */
void fuse_session_destroy(struct fuse_session *se);

/* @boundary return: borrowed(f) */
struct fuse_session *fuse_get_session(struct fuse *f);

/* @boundary return: borrowed */
struct fuse_context *fuse_get_context(void);

/* @boundary return: static, zeroterm */
const char *fuse_pkgversion(void);

/* @boundary func: retained */
void fuse_set_log_func(fuse_log_func_t func);
