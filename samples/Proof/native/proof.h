/* @boundary library(proof) */
#ifndef PROOF_H
#define PROOF_H

#include <stdint.h>

#if defined(_WIN32) && defined(PROOF_BUILD)
#define PROOF_API __declspec(dllexport)
#elif defined(_WIN32)
#define PROOF_API __declspec(dllimport)
#else
#define PROOF_API __attribute__((visibility("default")))
#endif

/* Holds a number. What is closed stays readable and full of poison, so that each use of a dead item is counted instead of depending on luck.
 *
 * @boundary handle(proof_close), invalid(0)
 */
typedef struct proof_item proof_item;

/* Opens an item.
 *
 * @boundary return: owned(proof_close), nonnull
 */
PROOF_API proof_item *proof_open(int64_t value);

/* Closes an item.
 *
 * @boundary item: releases, nonnull
 */
PROOF_API void proof_close(proof_item *item);

/* The item's number. Pauses before it looks, when a pause is set.
 *
 * @boundary item: borrowed, nonnull
 */
PROOF_API int64_t proof_value(const proof_item *item);

/* Gives an item to the library, which closes it in proof_drain.
 *
 * @boundary item: taken, nonnull
 */
PROOF_API void proof_give(proof_item *item);

/* The sum of the items that were given. Closes them. */
PROOF_API int64_t proof_drain(void);

/* A text of the caller's. It does not start where its allocation starts, and only proof_text_free knows that.
 *
 * @boundary return: owned(proof_text_free), utf8, zeroterm, nonnull
 */
PROOF_API char *proof_text(int64_t value);

/* Frees a text.
 *
 * @boundary text: releases, nonnull
 */
PROOF_API void proof_text_free(char *text);

/* Watches a number of the caller's, until proof_unwatch.
 *
 * @boundary place: retained(until proof_unwatch), nonnull
 */
PROOF_API void proof_watch(const int64_t *place);

/* What stands at the watched place now. */
PROOF_API int64_t proof_watched(void);

/* Forgets the watched place. */
PROOF_API void proof_unwatch(void);

/* Hears of a notification. */
typedef void (*proof_callback)(int32_t number);

/* Keeps callback for proof_notify, until proof_clear_callback.
 *
 * @boundary callback: retained(until proof_clear_callback), nonnull
 */
PROOF_API void proof_set_callback(proof_callback callback);

/* Forgets the callback. */
PROOF_API void proof_clear_callback(void);

/* Calls the callback.
 *
 * @boundary callsback
 */
PROOF_API void proof_notify(int32_t number);

/* Sees what was given to proof_visit.
 *
 * @boundary user_data: borrowed, nonnull
 */
typedef void (*proof_visitor)(void *user_data);

/* Calls visitor once, before it returns.
 *
 * @boundary callsback
 * @boundary visitor: noescape, nonnull
 * @boundary user_data: noescape, nonnull
 */
PROOF_API void proof_visit(proof_visitor visitor, void *user_data);

/* Whatever may happen while a native call runs. */
typedef void (*proof_pause)(void);

/* Makes proof_value call pause before it looks at its item, so that what otherwise takes bad luck happens each time.
 *
 * @boundary pause: retained(until proof_clear_pause), nonnull
 */
PROOF_API void proof_set_pause(proof_pause pause);

/* Ends the pauses. */
PROOF_API void proof_clear_pause(void);

/* The number of items that are open. */
PROOF_API int64_t proof_live_items(void);

/* The number of texts that nobody freed with proof_text_free. */
PROOF_API int64_t proof_live_texts(void);

/* How often an item or text was released that had been released before. */
PROOF_API int64_t proof_dead_releases(void);

/* How often an item was used after it had been closed. */
PROOF_API int64_t proof_dead_uses(void);

#endif
