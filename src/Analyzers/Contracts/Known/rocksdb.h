/* What the C interface of RocksDB says about ownership. Error texts go out through errptr, which has to hold null before the call, and null after it means success. */

/* @boundary library(rocksdb), convention(cdecl) */

#include <stddef.h>

/* @boundary handle(rocksdb_options_destroy) */
typedef struct rocksdb_options_t rocksdb_options_t;
/* @boundary handle(rocksdb_close) */
typedef struct rocksdb_t rocksdb_t;
/* @boundary handle(rocksdb_column_family_handle_destroy) */
typedef struct rocksdb_column_family_handle_t rocksdb_column_family_handle_t;
/* @boundary handle(rocksdb_writeoptions_destroy) */
typedef struct rocksdb_writeoptions_t rocksdb_writeoptions_t;
/* @boundary handle(rocksdb_readoptions_destroy) */
typedef struct rocksdb_readoptions_t rocksdb_readoptions_t;
typedef struct rocksdb_pinnableslice_t rocksdb_pinnableslice_t;
/* @boundary handle(rocksdb_iter_destroy) */
typedef struct rocksdb_iterator_t rocksdb_iterator_t;
typedef struct rocksdb_snapshot_t rocksdb_snapshot_t;
/* @boundary handle(rocksdb_writebatch_destroy) */
typedef struct rocksdb_writebatch_t rocksdb_writebatch_t;
/* @boundary handle(rocksdb_flushoptions_destroy) */
typedef struct rocksdb_flushoptions_t rocksdb_flushoptions_t;
/* @boundary handle(rocksdb_cache_destroy) */
typedef struct rocksdb_cache_t rocksdb_cache_t;
/* @boundary handle(rocksdb_backup_engine_close) */
typedef struct rocksdb_backup_engine_t rocksdb_backup_engine_t;
/* @boundary handle(rocksdb_checkpoint_object_destroy) */
typedef struct rocksdb_checkpoint_t rocksdb_checkpoint_t;
typedef struct rocksdb_transactiondb_options_t rocksdb_transactiondb_options_t;
/* @boundary handle(rocksdb_transactiondb_close) */
typedef struct rocksdb_transactiondb_t rocksdb_transactiondb_t;
typedef struct rocksdb_transaction_options_t rocksdb_transaction_options_t;
/* @boundary handle(rocksdb_transaction_destroy) */
typedef struct rocksdb_transaction_t rocksdb_transaction_t;
/* @boundary handle(rocksdb_envoptions_destroy) */
typedef struct rocksdb_envoptions_t rocksdb_envoptions_t;
/* @boundary handle(rocksdb_sstfilewriter_destroy) */
typedef struct rocksdb_sstfilewriter_t rocksdb_sstfilewriter_t;

/* @boundary return: owned(rocksdb_close)
 * @boundary errptr: status(null) */
rocksdb_t *rocksdb_open(const rocksdb_options_t *options, const char *name, char **errptr);

/* @boundary return: owned(rocksdb_close)
 * @boundary errptr: status(null) */
rocksdb_t *rocksdb_open_for_read_only(const rocksdb_options_t *options, const char *name, unsigned char error_if_wal_file_exists, char **errptr);

/* @boundary return: owned(rocksdb_close)
 * @boundary errptr: status(null) */
rocksdb_t *rocksdb_open_column_families(
    const rocksdb_options_t *options, const char *name, int num_column_families, const char *const *column_family_names,
    const rocksdb_options_t *const *column_family_options, rocksdb_column_family_handle_t **column_family_handles, char **errptr);

/* @boundary db: releases */
void rocksdb_close(rocksdb_t *db);

/* @boundary return: owned(rocksdb_list_column_families_destroy)
 * @boundary errptr: status(null) */
char **rocksdb_list_column_families(const rocksdb_options_t *options, const char *name, size_t *lencf, char **errptr);

/* @boundary list: releases */
void rocksdb_list_column_families_destroy(char **list, size_t len);

/* @boundary return: owned(rocksdb_column_family_handle_destroy)
 * @boundary errptr: status(null) */
rocksdb_column_family_handle_t *rocksdb_create_column_family(
    rocksdb_t *db, const rocksdb_options_t *column_family_options, const char *column_family_name, char **errptr);

/* @boundary p1: releases */
void rocksdb_column_family_handle_destroy(rocksdb_column_family_handle_t *p1);

/* @boundary errptr: status(null) */
void rocksdb_put(rocksdb_t *db, const rocksdb_writeoptions_t *options, const char *key, size_t keylen, const char *val, size_t vallen, char **errptr);

/* @boundary return: owned(rocksdb_free), nullable
 * @boundary errptr: status(null) */
char *rocksdb_get(rocksdb_t *db, const rocksdb_readoptions_t *options, const char *key, size_t keylen, size_t *vallen, char **errptr);

/* @boundary return: owned(rocksdb_free), nullable
 * @boundary errptr: status(null) */
char *rocksdb_get_cf(
    rocksdb_t *db, const rocksdb_readoptions_t *options, rocksdb_column_family_handle_t *column_family, const char *key, size_t keylen,
    size_t *vallen, char **errptr);

/* @boundary errptr: status(null) */
void rocksdb_delete(rocksdb_t *db, const rocksdb_writeoptions_t *options, const char *key, size_t keylen, char **errptr);

/* @boundary return: owned(rocksdb_free), nullable, zeroterm */
char *rocksdb_property_value(rocksdb_t *db, const char *propname);

/* @boundary return: owned(rocksdb_pinnableslice_destroy), nullable
 * @boundary errptr: status(null) */
rocksdb_pinnableslice_t *rocksdb_get_pinned(rocksdb_t *db, const rocksdb_readoptions_t *options, const char *key, size_t keylen, char **errptr);

/* @boundary v: releases */
void rocksdb_pinnableslice_destroy(rocksdb_pinnableslice_t *v);

/* @boundary return: borrowed(t) */
const char *rocksdb_pinnableslice_value(const rocksdb_pinnableslice_t *t, size_t *vlen);

/* @boundary return: owned(rocksdb_iter_destroy) */
rocksdb_iterator_t *rocksdb_create_iterator(rocksdb_t *db, const rocksdb_readoptions_t *options);

/* @boundary return: owned(rocksdb_iter_destroy) */
rocksdb_iterator_t *rocksdb_create_iterator_cf(rocksdb_t *db, const rocksdb_readoptions_t *options, rocksdb_column_family_handle_t *column_family);

/* @boundary p1: releases */
void rocksdb_iter_destroy(rocksdb_iterator_t *p1);

/* @boundary return: borrowed(p1) */
const char *rocksdb_iter_key(const rocksdb_iterator_t *p1, size_t *klen);

/* @boundary return: borrowed(p1) */
const char *rocksdb_iter_value(const rocksdb_iterator_t *p1, size_t *vlen);

/* @boundary return: owned(rocksdb_release_snapshot) */
const rocksdb_snapshot_t *rocksdb_create_snapshot(rocksdb_t *db);

/* @boundary snapshot: releases */
void rocksdb_release_snapshot(rocksdb_t *db, const rocksdb_snapshot_t *snapshot);

/* @boundary return: owned(rocksdb_writebatch_destroy) */
rocksdb_writebatch_t *rocksdb_writebatch_create(void);

/* @boundary p1: releases */
void rocksdb_writebatch_destroy(rocksdb_writebatch_t *p1);

/* @boundary return: borrowed(p1) */
const char *rocksdb_writebatch_data(rocksdb_writebatch_t *p1, size_t *size);

/* @boundary return: owned(rocksdb_options_destroy) */
rocksdb_options_t *rocksdb_options_create(void);

/* @boundary p1: releases */
void rocksdb_options_destroy(rocksdb_options_t *p1);

/* @boundary return: owned(rocksdb_readoptions_destroy) */
rocksdb_readoptions_t *rocksdb_readoptions_create(void);

/* @boundary p1: releases */
void rocksdb_readoptions_destroy(rocksdb_readoptions_t *p1);

/* @boundary return: owned(rocksdb_writeoptions_destroy) */
rocksdb_writeoptions_t *rocksdb_writeoptions_create(void);

/* @boundary p1: releases */
void rocksdb_writeoptions_destroy(rocksdb_writeoptions_t *p1);

/* @boundary return: owned(rocksdb_flushoptions_destroy) */
rocksdb_flushoptions_t *rocksdb_flushoptions_create(void);

/* @boundary p1: releases */
void rocksdb_flushoptions_destroy(rocksdb_flushoptions_t *p1);

/* @boundary return: owned(rocksdb_cache_destroy) */
rocksdb_cache_t *rocksdb_cache_create_lru(size_t capacity);

/* @boundary cache: releases */
void rocksdb_cache_destroy(rocksdb_cache_t *cache);

/* @boundary return: owned(rocksdb_backup_engine_close)
 * @boundary errptr: status(null) */
rocksdb_backup_engine_t *rocksdb_backup_engine_open(const rocksdb_options_t *options, const char *path, char **errptr);

/* @boundary be: releases */
void rocksdb_backup_engine_close(rocksdb_backup_engine_t *be);

/* @boundary return: owned(rocksdb_checkpoint_object_destroy)
 * @boundary errptr: status(null) */
rocksdb_checkpoint_t *rocksdb_checkpoint_object_create(rocksdb_t *db, char **errptr);

/* @boundary checkpoint: releases */
void rocksdb_checkpoint_object_destroy(rocksdb_checkpoint_t *checkpoint);

/* @boundary return: owned(rocksdb_transactiondb_close)
 * @boundary errptr: status(null) */
rocksdb_transactiondb_t *rocksdb_transactiondb_open(
    const rocksdb_options_t *options, const rocksdb_transactiondb_options_t *txn_db_options, const char *name, char **errptr);

/* @boundary txn_db: releases */
void rocksdb_transactiondb_close(rocksdb_transactiondb_t *txn_db);

/* An old transaction that it is given is used again. */
rocksdb_transaction_t *rocksdb_transaction_begin(
    rocksdb_transactiondb_t *database, const rocksdb_writeoptions_t *writeOptions, const rocksdb_transaction_options_t *options,
    rocksdb_transaction_t *old);

/* @boundary txn: releases */
void rocksdb_transaction_destroy(rocksdb_transaction_t *txn);

/* @boundary return: owned(rocksdb_envoptions_destroy) */
rocksdb_envoptions_t *rocksdb_envoptions_create(void);

/* @boundary opt: releases */
void rocksdb_envoptions_destroy(rocksdb_envoptions_t *opt);

/* @boundary return: owned(rocksdb_sstfilewriter_destroy) */
rocksdb_sstfilewriter_t *rocksdb_sstfilewriter_create(const rocksdb_envoptions_t *env, const rocksdb_options_t *io_options);

/* @boundary writer: releases */
void rocksdb_sstfilewriter_destroy(rocksdb_sstfilewriter_t *writer);

/* @boundary ptr: releases, nullable */
void rocksdb_free(void *ptr);
