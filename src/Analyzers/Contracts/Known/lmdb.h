/* What the documentation of LMDB says about environments, transactions and cursors. */

/* @boundary library(lmdb), convention(cdecl) */

#include <sys/types.h>

/* @boundary handle(mdb_env_close) */
typedef struct MDB_env MDB_env;
typedef mode_t mdb_mode_t;
typedef void MDB_assert_func(MDB_env *, const char *);
/* @boundary handle(mdb_txn_abort) */
typedef struct MDB_txn MDB_txn;
typedef unsigned int MDB_dbi;
typedef struct MDB_val MDB_val;
typedef int MDB_cmp_func(const MDB_val *, const MDB_val *);
/* @boundary handle(mdb_cursor_close) */
typedef struct MDB_cursor MDB_cursor;
typedef int MDB_msg_func(const char *, void *);

/* @boundary return: static, zeroterm
 * @boundary major: nullable
 * @boundary minor: nullable
 * @boundary patch: nullable */
char *mdb_version(int *major, int *minor, int *patch);

/* @boundary return: static, zeroterm */
char *mdb_strerror(int err);

/* @boundary return: status(0)
 * @boundary env: out, owned(mdb_env_close) */
int mdb_env_create(MDB_env **env);

/* After a failure the environment still has to be closed.
 * @boundary path: in, noescape, zeroterm */
int mdb_env_open(MDB_env *env, const char *path, unsigned int flags, mdb_mode_t mode);

/* @boundary env: releases, nullable */
void mdb_env_close(MDB_env *env);

int mdb_env_get_path(MDB_env *env, const char **path);

/* @boundary func: retained, nullable */
int mdb_env_set_assert(MDB_env *env, MDB_assert_func *func);

/* @boundary return: status(0)
 * @boundary txn: out, owned(mdb_txn_abort)
 * @boundary parent: nullable */
int mdb_txn_begin(MDB_env *env, MDB_txn *parent, unsigned int flags, MDB_txn **txn);

/* @boundary return: borrowed */
MDB_env *mdb_txn_env(MDB_txn *txn);

/* The transaction is gone whatever the result says.
 * @boundary txn: releases */
int mdb_txn_commit(MDB_txn *txn);

/* @boundary txn: releases, nullable */
void mdb_txn_abort(MDB_txn *txn);

void mdb_txn_reset(MDB_txn *txn);

int mdb_txn_renew(MDB_txn *txn);

/* @boundary name: nullable, noescape, zeroterm */
int mdb_dbi_open(MDB_txn *txn, const char *name, unsigned int flags, MDB_dbi *dbi);

/* @boundary cmp: retained */
int mdb_set_compare(MDB_txn *txn, MDB_dbi dbi, MDB_cmp_func *cmp);

/* @boundary cmp: retained */
int mdb_set_dupsort(MDB_txn *txn, MDB_dbi dbi, MDB_cmp_func *cmp);

/* A transaction that writes closes its cursors itself; those of one that only reads have to be closed.
 * @boundary return: status(0)
 * @boundary cursor: out */
int mdb_cursor_open(MDB_txn *txn, MDB_dbi dbi, MDB_cursor **cursor);

/* @boundary cursor: releases */
void mdb_cursor_close(MDB_cursor *cursor);

/* @boundary return: borrowed */
MDB_txn *mdb_cursor_txn(MDB_cursor *cursor);

/* @boundary func: noescape
 * @boundary ctx: noescape
 * @boundary callsback */
int mdb_reader_list(MDB_env *env, MDB_msg_func *func, void *ctx);
