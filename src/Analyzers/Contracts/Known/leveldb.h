/* What the C interface of LevelDB says about ownership. Error texts go out through errptr, which has to hold null before the call, and null after it means success. */

/* @boundary library(leveldb), convention(cdecl) */

#include <stddef.h>

/* @boundary handle(leveldb_options_destroy) */
typedef struct leveldb_options_t leveldb_options_t;
/* @boundary handle(leveldb_close) */
typedef struct leveldb_t leveldb_t;
/* @boundary handle(leveldb_writeoptions_destroy) */
typedef struct leveldb_writeoptions_t leveldb_writeoptions_t;
/* @boundary handle(leveldb_readoptions_destroy) */
typedef struct leveldb_readoptions_t leveldb_readoptions_t;
/* @boundary handle(leveldb_writebatch_destroy) */
typedef struct leveldb_writebatch_t leveldb_writebatch_t;
/* @boundary handle(leveldb_iter_destroy) */
typedef struct leveldb_iterator_t leveldb_iterator_t;
typedef struct leveldb_snapshot_t leveldb_snapshot_t;
/* @boundary handle(leveldb_comparator_destroy) */
typedef struct leveldb_comparator_t leveldb_comparator_t;
/* @boundary handle(leveldb_filterpolicy_destroy) */
typedef struct leveldb_filterpolicy_t leveldb_filterpolicy_t;
/* @boundary handle(leveldb_cache_destroy) */
typedef struct leveldb_cache_t leveldb_cache_t;
/* @boundary handle(leveldb_env_destroy) */
typedef struct leveldb_env_t leveldb_env_t;

/* @boundary return: owned(leveldb_close)
 * @boundary errptr: status(null) */
leveldb_t *leveldb_open(const leveldb_options_t *options, const char *name, char **errptr);

/* @boundary db: releases */
void leveldb_close(leveldb_t *db);

/* @boundary errptr: status(null) */
void leveldb_put(leveldb_t *db, const leveldb_writeoptions_t *options, const char *key, size_t keylen, const char *val, size_t vallen, char **errptr);

/* @boundary return: owned(leveldb_free), nullable
 * @boundary errptr: status(null) */
char *leveldb_get(leveldb_t *db, const leveldb_readoptions_t *options, const char *key, size_t keylen, size_t *vallen, char **errptr);

/* @boundary errptr: status(null) */
void leveldb_delete(leveldb_t *db, const leveldb_writeoptions_t *options, const char *key, size_t keylen, char **errptr);

/* @boundary errptr: status(null) */
void leveldb_write(leveldb_t *db, const leveldb_writeoptions_t *options, leveldb_writebatch_t *batch, char **errptr);

/* @boundary return: owned(leveldb_free), nullable, zeroterm */
char *leveldb_property_value(leveldb_t *db, const char *propname);

/* @boundary return: owned(leveldb_iter_destroy) */
leveldb_iterator_t *leveldb_create_iterator(leveldb_t *db, const leveldb_readoptions_t *options);

/* @boundary p1: releases */
void leveldb_iter_destroy(leveldb_iterator_t *p1);

/* @boundary return: borrowed(p1) */
const char *leveldb_iter_key(const leveldb_iterator_t *p1, size_t *klen);

/* @boundary return: borrowed(p1) */
const char *leveldb_iter_value(const leveldb_iterator_t *p1, size_t *vlen);

/* @boundary return: owned(leveldb_release_snapshot) */
const leveldb_snapshot_t *leveldb_create_snapshot(leveldb_t *db);

/* @boundary snapshot: releases */
void leveldb_release_snapshot(leveldb_t *db, const leveldb_snapshot_t *snapshot);

/* @boundary return: owned(leveldb_writebatch_destroy) */
leveldb_writebatch_t *leveldb_writebatch_create(void);

/* @boundary p1: releases */
void leveldb_writebatch_destroy(leveldb_writebatch_t *p1);

/* @boundary return: owned(leveldb_options_destroy) */
leveldb_options_t *leveldb_options_create(void);

/* @boundary p1: releases */
void leveldb_options_destroy(leveldb_options_t *p1);

/* @boundary p2: retained, nullable */
void leveldb_options_set_comparator(leveldb_options_t *p1, leveldb_comparator_t *p2);

/* @boundary p2: retained, nullable */
void leveldb_options_set_filter_policy(leveldb_options_t *p1, leveldb_filterpolicy_t *p2);

/* @boundary p2: retained, nullable */
void leveldb_options_set_cache(leveldb_options_t *p1, leveldb_cache_t *p2);

/* @boundary p2: retained, nullable */
void leveldb_options_set_env(leveldb_options_t *p1, leveldb_env_t *p2);

/* @boundary return: owned(leveldb_comparator_destroy)
 * @boundary state: retained(until leveldb_comparator_destroy)
 * @boundary destructor: retained(until leveldb_comparator_destroy)
 * @boundary compare: retained(until leveldb_comparator_destroy)
 * @boundary name: retained(until leveldb_comparator_destroy) */
leveldb_comparator_t *leveldb_comparator_create(
    void *state, void (*destructor)(void *), int (*compare)(void *, const char *, size_t, const char *, size_t), const char *(*name)(void *));

/* @boundary p1: releases */
void leveldb_comparator_destroy(leveldb_comparator_t *p1);

/* @boundary return: owned(leveldb_filterpolicy_destroy) */
leveldb_filterpolicy_t *leveldb_filterpolicy_create_bloom(int bits_per_key);

/* @boundary p1: releases */
void leveldb_filterpolicy_destroy(leveldb_filterpolicy_t *p1);

/* @boundary return: owned(leveldb_readoptions_destroy) */
leveldb_readoptions_t *leveldb_readoptions_create(void);

/* @boundary p1: releases */
void leveldb_readoptions_destroy(leveldb_readoptions_t *p1);

/* @boundary return: owned(leveldb_writeoptions_destroy) */
leveldb_writeoptions_t *leveldb_writeoptions_create(void);

/* @boundary p1: releases */
void leveldb_writeoptions_destroy(leveldb_writeoptions_t *p1);

/* @boundary return: owned(leveldb_cache_destroy) */
leveldb_cache_t *leveldb_cache_create_lru(size_t capacity);

/* @boundary cache: releases */
void leveldb_cache_destroy(leveldb_cache_t *cache);

/* @boundary return: owned(leveldb_env_destroy) */
leveldb_env_t *leveldb_create_default_env(void);

/* @boundary p1: releases */
void leveldb_env_destroy(leveldb_env_t *p1);

/* @boundary ptr: releases, nullable */
void leveldb_free(void *ptr);
