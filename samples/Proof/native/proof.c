/* Counts what is done to it. Its contract is in proof.h. */
#define PROOF_BUILD
#include "proof.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#if defined(_MSC_VER)
#include <intrin.h>
typedef volatile __int64 counter;
static void add(counter *counter, int64_t amount) { _InterlockedExchangeAdd64(counter, amount); }
static int64_t swap(counter *counter, int64_t value) { return _InterlockedExchange64(counter, value); }
static int64_t value_of(counter *counter) { return _InterlockedExchangeAdd64(counter, 0); }
#else
#include <stdatomic.h>
typedef _Atomic int64_t counter;
static void add(counter *counter, int64_t amount) { atomic_fetch_add(counter, amount); }
static int64_t swap(counter *counter, int64_t value) { return atomic_exchange(counter, value); }
static int64_t value_of(counter *counter) { return atomic_load(counter); }
#endif

enum { is_dead = 0, is_live = 1, most_given = 64 };

/*
 * Memory is not returned to the allocator: what a dead thing is asked for must be known, and a second release must be countable.
 * With PROOF_RETURNS_MEMORY it is returned, as libraries do: then a sanitizer tells what is wrong, and where.
 */
struct proof_item {
    counter state;
    counter value;
};

/* Stands before a text. The C library takes the last word for the size of an allocation, and this is none. */
typedef struct text_header {
    counter state;
    uint64_t no_size;
} text_header;

static const int64_t poison = INT64_C(-0x2222222222222223);
static const uint64_t no_size = UINT64_C(0xffffffffffffff00);

static counter live_items;
static counter live_texts;
static counter dead_releases;
static counter dead_uses;

static proof_item *given[most_given];
static int given_count;
static const volatile int64_t *watched;
static proof_callback kept_callback;
static proof_pause kept_pause;

static void *allocate(size_t size) {
    void *memory = malloc(size);
    if (memory == NULL) {
        abort();
    }
    return memory;
}

/* Whether this release is the first one. */
static int release(counter *state, counter *live) {
#if !defined(PROOF_RETURNS_MEMORY)
    if (swap(state, is_dead) == is_dead) {
        add(&dead_releases, 1);
        return 0;
    }
#else
    (void)state;
#endif
    add(live, -1);
    return 1;
}

/* The end of something that was released for the first time. */
static void bury(void *memory) {
#if defined(PROOF_RETURNS_MEMORY)
    free(memory);
#else
    (void)memory;
#endif
}

proof_item *proof_open(int64_t value) {
    proof_item *item = allocate(sizeof *item);
    swap(&item->state, is_live);
    swap(&item->value, value);
    add(&live_items, 1);
    return item;
}

void proof_close(proof_item *item) {
    if (release(&item->state, &live_items)) {
        swap(&item->value, poison);
        bury(item);
    }
}

int64_t proof_value(const proof_item *item) {
    proof_item *used = (proof_item *)item;
    if (kept_pause != NULL) {
        kept_pause();
    }
    if (value_of(&used->state) == is_dead) {
        add(&dead_uses, 1);
    }
    return value_of(&used->value);
}

void proof_give(proof_item *item) {
    if (given_count == most_given) {
        abort();
    }
    given[given_count++] = item;
}

int64_t proof_drain(void) {
    int64_t sum = 0;
    while (given_count > 0) {
        proof_item *item = given[--given_count];
        sum += proof_value(item);
        proof_close(item);
    }
    return sum;
}

char *proof_text(int64_t value) {
    enum { longest = 32 };
    text_header *header = allocate(sizeof *header + longest);
    char *text = (char *)(header + 1);
    swap(&header->state, is_live);
    header->no_size = no_size;
    snprintf(text, longest, "number %lld", (long long)value);
    add(&live_texts, 1);
    return text;
}

void proof_text_free(char *text) {
    text_header *header = (text_header *)text - 1;
    if (release(&header->state, &live_texts)) {
        memset(text, 0xdd, strlen(text));
        bury(header);
    }
}

void proof_watch(const int64_t *place) { watched = place; }

int64_t proof_watched(void) { return *watched; }

void proof_unwatch(void) { watched = NULL; }

void proof_set_callback(proof_callback callback) { kept_callback = callback; }

void proof_clear_callback(void) { kept_callback = NULL; }

void proof_notify(int32_t number) { kept_callback(number); }

void proof_visit(proof_visitor visitor, void *user_data) { visitor(user_data); }

void proof_set_pause(proof_pause pause) { kept_pause = pause; }

void proof_clear_pause(void) { kept_pause = NULL; }

int64_t proof_live_items(void) { return value_of(&live_items); }

int64_t proof_live_texts(void) { return value_of(&live_texts); }

int64_t proof_dead_releases(void) { return value_of(&dead_releases); }

int64_t proof_dead_uses(void) { return value_of(&dead_uses); }
