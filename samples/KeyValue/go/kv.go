// Package main is a small key-value store behind a C interface, built with -buildmode=c-shared.
// The contract lines in the doc comments travel into the header that cgo writes; the preamble below travels into it as it stands.
package main

/*
// @boundary library(kv), version(kv_abi_version, 1), convention(cdecl)

#include <stdbool.h>
#include <stdint.h>

// What a call came to. Zero is success.
typedef enum {
    KV_OK = 0,
    KV_NOT_FOUND = 1,
    KV_INVALID_ARGUMENT = 2,
    KV_READ_ONLY = 3,
    KV_CALLBACK_FAILED = 4,
} kv_status;

// An open store. One thread at a time may use it.
//
// @boundary handle(kv_close), invalid(0)
typedef struct kv_store kv_store;

// What kv_stats reports about a store.
typedef struct {
    bool read_only;
    bool has_subscriber;
    uint32_t entries;
    uint64_t writes;
} kv_store_stats;

// Go has no const pointers; this name keeps the const in the exported signatures.
typedef const char *kv_text;

// Sees one entry and says whether to go on: anything but KV_OK stops the walk and becomes its result.
//
// @boundary user_data: borrowed, nullable
// @boundary key: utf8, zeroterm, borrowed, nonnull
// @boundary value: utf8, zeroterm, borrowed, nonnull
// @boundary return: status(0)
typedef kv_status (*kv_visitor)(void *user_data, const char *key, const char *value);

// Hears about one write.
//
// @boundary user_data: borrowed, nullable
// @boundary key: utf8, zeroterm, borrowed, nonnull
// @boundary value: utf8, zeroterm, borrowed, nonnull
typedef void (*kv_change_callback)(void *user_data, const char *key, const char *value);
*/
import "C"

import (
	"fmt"
	"sort"
	"strings"
	"sync"
	"sync/atomic"
	"unsafe"
)

// store is what a C handle stands for. C never sees its address, because Go's collector may not follow pointers that C keeps.
type store struct {
	name       C.kv_text
	readOnly   bool
	entries    map[string]string
	writes     uint64
	subscriber C.kv_change_callback
	userData   unsafe.Pointer
}

var (
	stores            sync.Map // *C.kv_store -> *store
	liveStores        int64
	liveStrings       int64
	liveSubscriptions int64
)

func find(handle *C.kv_store) *store {
	if found, ok := stores.Load(handle); ok {
		return found.(*store)
	}
	return nil
}

func fail(status C.kv_status, text string) C.kv_status {
	setLastError(text)
	return status
}

func succeed() C.kv_status {
	clearLastError()
	return C.KV_OK
}

func (s *store) sortedKeys() []string {
	keys := make([]string, 0, len(s.entries))
	for key := range s.entries {
		keys = append(keys, key)
	}
	sort.Strings(keys)
	return keys
}

// The version of this interface. A caller compares it with the one that it was written for before it calls anything else.
//
// @boundary threadsafe
//
//export kv_abi_version
func kv_abi_version() C.uint32_t {
	return 1
}

// Opens the store memory:NAME, or memory:NAME?readonly. There is no other kind of store.
//
// @boundary return: status(0), errortext(kv_last_error)
// @boundary path: in, utf8, zeroterm, noescape, nonnull
// @boundary out: out, owned(kv_close), nonnull
//
//export kv_open
func kv_open(path C.kv_text, out **C.kv_store) C.kv_status {
	if out == nil {
		return fail(C.KV_INVALID_ARGUMENT, "out is null")
	}
	*out = nil
	if path == nil {
		return fail(C.KV_INVALID_ARGUMENT, "path is null")
	}
	name := goText(path)
	if !strings.HasPrefix(name, "memory:") {
		return fail(C.KV_NOT_FOUND, fmt.Sprintf("no store at '%s'", name))
	}
	name = strings.TrimPrefix(name, "memory:")
	readOnly := strings.HasSuffix(name, "?readonly")
	name = strings.TrimSuffix(name, "?readonly")

	handle := (*C.kv_store)(newHandle())
	stores.Store(handle, &store{name: newText(name), readOnly: readOnly, entries: map[string]string{}})
	atomic.AddInt64(&liveStores, 1)
	*out = handle
	return succeed()
}

// Closes a store and ends its subscription.
//
// @boundary return: status(0), errortext(kv_last_error)
// @boundary store: releases, nonnull
//
//export kv_close
func kv_close(store *C.kv_store) C.kv_status {
	s := find(store)
	if s == nil {
		return fail(C.KV_INVALID_ARGUMENT, "store is null or closed")
	}
	stores.Delete(store)
	if s.subscriber != nil {
		atomic.AddInt64(&liveSubscriptions, -1)
	}
	freeText(s.name)
	freeHandle(unsafe.Pointer(store))
	atomic.AddInt64(&liveStores, -1)
	return succeed()
}

// The store's name. It stays valid until the store is renamed or closed.
//
// @boundary return: borrowed(store), utf8, zeroterm, nullable
// @boundary store: borrowed, nonnull
//
//export kv_name
func kv_name(store *C.kv_store) C.kv_text {
	if s := find(store); s != nil {
		return s.name
	}
	return nil
}

// Gives the store another name.
//
// @boundary return: status(0), errortext(kv_last_error)
// @boundary store: borrowed, nonnull
// @boundary name: in, utf8, zeroterm, noescape, nonnull
//
//export kv_rename
func kv_rename(store *C.kv_store, name C.kv_text) C.kv_status {
	s := find(store)
	if s == nil || name == nil {
		return fail(C.KV_INVALID_ARGUMENT, "store or name is null")
	}
	freeText(s.name)
	s.name = newText(goText(name))
	return succeed()
}

// Writes an entry and tells the subscriber.
//
// @boundary callsback
// @boundary return: status(0), errortext(kv_last_error)
// @boundary store: borrowed, nonnull
// @boundary key: in, utf8, zeroterm, noescape, nonnull
// @boundary value: in, utf8, zeroterm, noescape, nonnull
//
//export kv_put
func kv_put(store *C.kv_store, key C.kv_text, value C.kv_text) C.kv_status {
	s := find(store)
	if s == nil || key == nil || value == nil {
		return fail(C.KV_INVALID_ARGUMENT, "store, key or value is null")
	}
	if s.readOnly {
		return fail(C.KV_READ_ONLY, fmt.Sprintf("store '%s' is read-only", goText(s.name)))
	}
	s.entries[goText(key)] = goText(value)
	s.writes++
	if s.subscriber != nil {
		callChange(unsafe.Pointer(s.subscriber), s.userData, key, value)
	}
	return succeed()
}

// A copy of the value under key, or null when there is none. The caller frees it with kv_string_free, and with nothing else.
//
// @boundary return: owned(kv_string_free), utf8, zeroterm, nullable
// @boundary store: borrowed, nonnull
// @boundary key: in, utf8, zeroterm, noescape, nonnull
//
//export kv_get
func kv_get(store *C.kv_store, key C.kv_text) *C.char {
	s := find(store)
	if s == nil || key == nil {
		return nil
	}
	value, ok := s.entries[goText(key)]
	if !ok {
		return nil
	}
	atomic.AddInt64(&liveStrings, 1)
	return C.CString(value)
}

// Frees a string that kv_get returned. Null is allowed.
//
// @boundary threadsafe
// @boundary text: releases, nullable
//
//export kv_string_free
func kv_string_free(text *C.char) {
	if text != nil {
		freeText(text)
		atomic.AddInt64(&liveStrings, -1)
	}
}

// Whether there is a value under key.
//
// @boundary store: borrowed, nonnull
// @boundary key: in, utf8, zeroterm, noescape, nonnull
//
//export kv_contains
func kv_contains(store *C.kv_store, key C.kv_text) C.bool {
	s := find(store)
	if s == nil || key == nil {
		return false
	}
	_, ok := s.entries[goText(key)]
	return C.bool(ok)
}

// Counts what is in the store.
//
// @boundary return: status(0), errortext(kv_last_error)
// @boundary store: borrowed, nonnull
// @boundary out: out, nonnull
//
//export kv_stats
func kv_stats(store *C.kv_store, out *C.kv_store_stats) C.kv_status {
	s := find(store)
	if s == nil || out == nil {
		return fail(C.KV_INVALID_ARGUMENT, "store or out is null")
	}
	out.read_only = C.bool(s.readOnly)
	out.has_subscriber = C.bool(s.subscriber != nil)
	out.entries = C.uint32_t(len(s.entries))
	out.writes = C.uint64_t(s.writes)
	return succeed()
}

// Calls visitor for each entry in the order of the keys, before it returns. The visitor must not write to the store.
//
// @boundary callsback
// @boundary return: status(0), errortext(kv_last_error)
// @boundary store: borrowed, nonnull
// @boundary visitor: noescape, nonnull
// @boundary user_data: noescape, nullable
//
//export kv_foreach
func kv_foreach(store *C.kv_store, visitor C.kv_visitor, user_data unsafe.Pointer) C.kv_status {
	s := find(store)
	if s == nil || visitor == nil {
		return fail(C.KV_INVALID_ARGUMENT, "store or visitor is null")
	}
	for _, key := range s.sortedKeys() {
		status := C.kv_status(callVisitor(unsafe.Pointer(visitor), user_data, key, s.entries[key]))
		if status != C.KV_OK {
			return fail(status, "the visitor stopped the walk")
		}
	}
	return succeed()
}

// Tells callback about every write from now on, until kv_unsubscribe or kv_close. A store has one subscriber; a second one replaces the first.
//
// @boundary return: status(0), errortext(kv_last_error)
// @boundary store: borrowed, nonnull
// @boundary callback: retained(until kv_unsubscribe), nonnull
// @boundary user_data: retained(until kv_unsubscribe), nullable
//
//export kv_subscribe
func kv_subscribe(store *C.kv_store, callback C.kv_change_callback, user_data unsafe.Pointer) C.kv_status {
	s := find(store)
	if s == nil || callback == nil {
		return fail(C.KV_INVALID_ARGUMENT, "store or callback is null")
	}
	if s.subscriber == nil {
		atomic.AddInt64(&liveSubscriptions, 1)
	}
	s.subscriber = callback
	s.userData = user_data
	return succeed()
}

// Ends the subscription. After it returns the callback is not called any more.
//
// @boundary return: status(0), errortext(kv_last_error)
// @boundary store: borrowed, nonnull
//
//export kv_unsubscribe
func kv_unsubscribe(store *C.kv_store) C.kv_status {
	s := find(store)
	if s == nil {
		return fail(C.KV_INVALID_ARGUMENT, "store is null or closed")
	}
	if s.subscriber != nil {
		s.subscriber = nil
		s.userData = nil
		atomic.AddInt64(&liveSubscriptions, -1)
	}
	return succeed()
}

// Why the last call on this thread that returns a status failed, or an empty text when it did not.
// It stays valid until the next such call on this thread.
//
// @boundary return: borrowed, utf8, zeroterm, nonnull
//
//export kv_last_error
func kv_last_error() C.kv_text {
	return lastError()
}

// The number of stores that are open.
//
// @boundary threadsafe
//
//export kv_live_stores
func kv_live_stores() C.int64_t {
	return C.int64_t(atomic.LoadInt64(&liveStores))
}

// The number of strings that kv_get returned and nobody freed.
//
// @boundary threadsafe
//
//export kv_live_strings
func kv_live_strings() C.int64_t {
	return C.int64_t(atomic.LoadInt64(&liveStrings))
}

// The number of subscriptions that were not ended.
//
// @boundary threadsafe
//
//export kv_live_subscriptions
func kv_live_subscriptions() C.int64_t {
	return C.int64_t(atomic.LoadInt64(&liveSubscriptions))
}

func main() {}
