/* A small key-value store. Its contract is in kv_c.h. */
#define KV_BUILD
#include "../include/kv_c.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#if defined(_MSC_VER)
#include <intrin.h>
#define KV_THREAD_LOCAL __declspec(thread)
typedef volatile __int64 counter;
static void add(counter *counter, int64_t amount) { _InterlockedExchangeAdd64(counter, amount); }
static int64_t value_of(counter *counter) { return _InterlockedExchangeAdd64(counter, 0); }
#else
#include <stdatomic.h>
#define KV_THREAD_LOCAL _Thread_local
typedef _Atomic int64_t counter;
static void add(counter *counter, int64_t amount) { atomic_fetch_add(counter, amount); }
static int64_t value_of(counter *counter) { return atomic_load(counter); }
#endif

typedef struct entry {
    char *key;
    char *value;
} entry;

struct kv_store {
    char *name;
    bool read_only;
    entry *entries;
    uint32_t count;
    uint32_t capacity;
    uint64_t writes;
    kv_change_callback callback;
    void *user_data;
};

/* A string for the caller stands behind this header, which is why the caller's free() must not see it. */
typedef struct string_header {
    uint64_t mark;
    uint64_t length;
} string_header;

static const uint64_t string_mark = 0x6b762d737472696e;

static counter live_stores;
static counter live_strings;
static counter live_subscriptions;

static KV_THREAD_LOCAL char last_error[512];

static kv_status fail(kv_status status, const char *format, const char *argument) {
    snprintf(last_error, sizeof last_error, format, argument);
    return status;
}

static kv_status succeed(void) {
    last_error[0] = 0;
    return KV_OK;
}

static void *checked(void *memory) {
    if (memory == NULL) {
        fputs("kv: out of memory\n", stderr);
        abort();
    }
    return memory;
}

static char *copy(const char *text, size_t length) {
    char *result = checked(malloc(length + 1));
    memcpy(result, text, length);
    result[length] = 0;
    return result;
}

/* The first slot whose key is not before the given one. */
static uint32_t slot_of(const kv_store *store, const char *key) {
    uint32_t slot = 0;
    while (slot < store->count && strcmp(store->entries[slot].key, key) < 0) {
        slot++;
    }
    return slot;
}

static bool is_at(const kv_store *store, uint32_t slot, const char *key) {
    return slot < store->count && strcmp(key, store->entries[slot].key) == 0;
}

uint32_t kv_abi_version(void) { return 1; }

kv_status kv_open(const char *path, kv_store **out) {
    static const char scheme[] = "memory:";
    static const char suffix[] = "?readonly";
    if (out == NULL) {
        return fail(KV_INVALID_ARGUMENT, "%s is null", "out");
    }
    *out = NULL;
    if (path == NULL) {
        return fail(KV_INVALID_ARGUMENT, "%s is null", "path");
    }
    if (strncmp(path, scheme, sizeof scheme - 1) != 0) {
        return fail(KV_NOT_FOUND, "no store at '%s'", path);
    }
    const char *name = path + sizeof scheme - 1;
    size_t length = strlen(name);
    size_t suffix_length = sizeof suffix - 1;
    kv_store *store = checked(calloc(1, sizeof *store));
    if (length >= suffix_length && strcmp(name + length - suffix_length, suffix) == 0) {
        store->read_only = true;
        length -= suffix_length;
    }
    store->name = copy(name, length);
    add(&live_stores, 1);
    *out = store;
    return succeed();
}

kv_status kv_close(kv_store *store) {
    if (store == NULL) {
        return fail(KV_INVALID_ARGUMENT, "%s is null", "store");
    }
    for (uint32_t slot = 0; slot < store->count; slot++) {
        free(store->entries[slot].key);
        free(store->entries[slot].value);
    }
    if (store->callback != NULL) {
        add(&live_subscriptions, -1);
    }
    free(store->entries);
    free(store->name);
    free(store);
    add(&live_stores, -1);
    return succeed();
}

const char *kv_name(const kv_store *store) { return store == NULL ? NULL : store->name; }

kv_status kv_rename(kv_store *store, const char *name) {
    if (store == NULL || name == NULL) {
        return fail(KV_INVALID_ARGUMENT, "%s is null", "store or name");
    }
    char *copied = copy(name, strlen(name));
    free(store->name);
    store->name = copied;
    return succeed();
}

kv_status kv_put(kv_store *store, const char *key, const char *value) {
    if (store == NULL || key == NULL || value == NULL) {
        return fail(KV_INVALID_ARGUMENT, "%s is null", "store, key or value");
    }
    if (store->read_only) {
        return fail(KV_READ_ONLY, "store '%s' is read-only", store->name);
    }
    uint32_t slot = slot_of(store, key);
    char *copied = copy(value, strlen(value));
    if (is_at(store, slot, key)) {
        free(store->entries[slot].value);
        store->entries[slot].value = copied;
    } else {
        if (store->count == store->capacity) {
            store->capacity = store->capacity == 0 ? 8 : store->capacity * 2;
            store->entries = checked(realloc(store->entries, store->capacity * sizeof *store->entries));
        }
        memmove(&store->entries[slot + 1], &store->entries[slot], (store->count - slot) * sizeof *store->entries);
        store->entries[slot].key = copy(key, strlen(key));
        store->entries[slot].value = copied;
        store->count++;
    }
    store->writes++;
    if (store->callback != NULL) {
        store->callback(store->user_data, key, value);
    }
    return succeed();
}

char *kv_get(const kv_store *store, const char *key) {
    if (store == NULL || key == NULL) {
        return NULL;
    }
    uint32_t slot = slot_of(store, key);
    if (!is_at(store, slot, key)) {
        return NULL;
    }
    size_t length = strlen(store->entries[slot].value);
    string_header *header = checked(malloc(sizeof *header + length + 1));
    header->mark = string_mark;
    header->length = length;
    memcpy(header + 1, store->entries[slot].value, length + 1);
    add(&live_strings, 1);
    return (char *)(header + 1);
}

void kv_string_free(char *text) {
    if (text == NULL) {
        return;
    }
    string_header *header = (string_header *)text - 1;
    if (header->mark != string_mark) {
        fputs("kv: kv_string_free was given a string that kv_get did not return\n", stderr);
        abort();
    }
    header->mark = 0;
    free(header);
    add(&live_strings, -1);
}

bool kv_contains(const kv_store *store, const char *key) {
    return store != NULL && key != NULL && is_at(store, slot_of(store, key), key);
}

kv_status kv_stats(const kv_store *store, kv_store_stats *out) {
    if (store == NULL || out == NULL) {
        return fail(KV_INVALID_ARGUMENT, "%s is null", "store or out");
    }
    out->read_only = store->read_only;
    out->has_subscriber = store->callback != NULL;
    out->entries = store->count;
    out->writes = store->writes;
    return succeed();
}

kv_status kv_foreach(const kv_store *store, kv_visitor visitor, void *user_data) {
    if (store == NULL || visitor == NULL) {
        return fail(KV_INVALID_ARGUMENT, "%s is null", "store or visitor");
    }
    for (uint32_t slot = 0; slot < store->count; slot++) {
        kv_status status = visitor(user_data, store->entries[slot].key, store->entries[slot].value);
        if (status != KV_OK) {
            return fail(status, "%s stopped the walk", "the visitor");
        }
    }
    return succeed();
}

kv_status kv_subscribe(kv_store *store, kv_change_callback callback, void *user_data) {
    if (store == NULL || callback == NULL) {
        return fail(KV_INVALID_ARGUMENT, "%s is null", "store or callback");
    }
    if (store->callback == NULL) {
        add(&live_subscriptions, 1);
    }
    store->callback = callback;
    store->user_data = user_data;
    return succeed();
}

kv_status kv_unsubscribe(kv_store *store) {
    if (store == NULL) {
        return fail(KV_INVALID_ARGUMENT, "%s is null", "store");
    }
    if (store->callback != NULL) {
        store->callback = NULL;
        store->user_data = NULL;
        add(&live_subscriptions, -1);
    }
    return succeed();
}

const char *kv_last_error(void) { return last_error; }

int64_t kv_live_stores(void) { return value_of(&live_stores); }

int64_t kv_live_strings(void) { return value_of(&live_strings); }

int64_t kv_live_subscriptions(void) { return value_of(&live_subscriptions); }
