/* @boundary library(kv), version(kv_abi_version, 1), convention(cdecl) */

#ifndef KV_RUST_H
#define KV_RUST_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

/**
 * What a call came to. Zero is success.
 */
typedef enum {
  KV_OK = 0,
  KV_NOT_FOUND = 1,
  KV_INVALID_ARGUMENT = 2,
  KV_READ_ONLY = 3,
  KV_CALLBACK_FAILED = 4,
} kv_status;

/**
 * An open store. One thread at a time may use it.
 *
 * @boundary handle(kv_close), invalid(0)
 */
typedef struct kv_store kv_store;

/**
 * What `kv_stats` reports about a store.
 */
typedef struct {
  bool read_only;
  bool has_subscriber;
  uint32_t entries;
  uint64_t writes;
} kv_store_stats;

/**
 * Sees one entry and says whether to go on: anything but `KV_OK` stops the walk and becomes its result.
 *
 * @boundary user_data: borrowed, nullable
 * @boundary key: utf8, zeroterm, borrowed, nonnull
 * @boundary value: utf8, zeroterm, borrowed, nonnull
 * @boundary return: status(0)
 */
typedef kv_status (*kv_visitor)(void *user_data, const char *key, const char *value);

/**
 * Hears about one write.
 *
 * @boundary user_data: borrowed, nullable
 * @boundary key: utf8, zeroterm, borrowed, nonnull
 * @boundary value: utf8, zeroterm, borrowed, nonnull
 */
typedef void (*kv_change_callback)(void *user_data, const char *key, const char *value);

#ifdef __cplusplus
extern "C" {
#endif // __cplusplus

/**
 * The version of this interface. A caller compares it with the one that it was written for before it calls anything else.
 *
 * @boundary fast, threadsafe
 */
uint32_t kv_abi_version(void);

/**
 * Opens the store `memory:NAME`, or `memory:NAME?readonly`. There is no other kind of store.
 *
 * @boundary return: status(0), errortext(kv_last_error)
 * @boundary path: in, utf8, zeroterm, noescape, nonnull
 * @boundary out: out, owned(kv_close), nonnull
 */
kv_status kv_open(const char *path, kv_store **out);

/**
 * Closes a store and ends its subscription.
 *
 * @boundary return: status(0), errortext(kv_last_error)
 * @boundary store: releases, nonnull
 */
kv_status kv_close(kv_store *store);

/**
 * The store's name. It stays valid until the store is renamed or closed.
 *
 * @boundary return: borrowed(store), utf8, zeroterm, nullable
 * @boundary store: borrowed, nonnull
 */
const char *kv_name(const kv_store *store);

/**
 * Gives the store another name.
 *
 * @boundary return: status(0), errortext(kv_last_error)
 * @boundary store: borrowed, nonnull
 * @boundary name: in, utf8, zeroterm, noescape, nonnull
 */
kv_status kv_rename(kv_store *store, const char *name);

/**
 * Writes an entry and tells the subscriber.
 *
 * @boundary callsback
 * @boundary return: status(0), errortext(kv_last_error)
 * @boundary store: borrowed, nonnull
 * @boundary key: in, utf8, zeroterm, noescape, nonnull
 * @boundary value: in, utf8, zeroterm, noescape, nonnull
 */
kv_status kv_put(kv_store *store, const char *key, const char *value);

/**
 * A copy of the value under `key`, or null when there is none. The caller frees it with `kv_string_free`, and with nothing else.
 *
 * @boundary return: owned(kv_string_free), utf8, zeroterm, nullable
 * @boundary store: borrowed, nonnull
 * @boundary key: in, utf8, zeroterm, noescape, nonnull
 */
char *kv_get(const kv_store *store,
             const char *key);

/**
 * Frees a string that `kv_get` returned. Null is allowed.
 *
 * @boundary fast, threadsafe
 * @boundary text: releases, nullable
 */
void kv_string_free(char *text);

/**
 * Whether there is a value under `key`.
 *
 * @boundary store: borrowed, nonnull
 * @boundary key: in, utf8, zeroterm, noescape, nonnull
 */
bool kv_contains(const kv_store *store, const char *key);

/**
 * Counts what is in the store.
 *
 * @boundary return: status(0), errortext(kv_last_error)
 * @boundary store: borrowed, nonnull
 * @boundary out: out, nonnull
 */
kv_status kv_stats(const kv_store *store, kv_store_stats *out);

/**
 * Calls `visitor` for each entry in the order of the keys, before it returns. The visitor must not write to the store.
 *
 * @boundary callsback
 * @boundary return: status(0), errortext(kv_last_error)
 * @boundary store: borrowed, nonnull
 * @boundary visitor: noescape, nonnull
 * @boundary user_data: noescape, nullable
 */
kv_status kv_foreach(const kv_store *store,
                     kv_visitor visitor,
                     void *user_data);

/**
 * Tells `callback` about every write from now on, until `kv_unsubscribe` or `kv_close`. A store has one subscriber; a second one replaces the first.
 *
 * @boundary return: status(0), errortext(kv_last_error)
 * @boundary store: borrowed, nonnull
 * @boundary callback: retained(until kv_unsubscribe), nonnull
 * @boundary user_data: retained(until kv_unsubscribe), nullable
 */
kv_status kv_subscribe(kv_store *store,
                       kv_change_callback callback,
                       void *user_data);

/**
 * Ends the subscription. After it returns the callback is not called any more.
 *
 * @boundary return: status(0), errortext(kv_last_error)
 * @boundary store: borrowed, nonnull
 */
kv_status kv_unsubscribe(kv_store *store);

/**
 * Why the last call on this thread that returns a status failed, or an empty text when it did not. It stays valid until the next such call on this thread.
 *
 * @boundary return: borrowed, utf8, zeroterm, nonnull
 */
const char *kv_last_error(void);

/**
 * The number of stores that are open.
 *
 * @boundary fast, threadsafe
 */
int64_t kv_live_stores(void);

/**
 * The number of strings that `kv_get` returned and nobody freed.
 *
 * @boundary fast, threadsafe
 */
int64_t kv_live_strings(void);

/**
 * The number of subscriptions that were not ended.
 *
 * @boundary fast, threadsafe
 */
int64_t kv_live_subscriptions(void);

#ifdef __cplusplus
} // extern "C"
#endif // __cplusplus

#endif /* KV_RUST_H */
