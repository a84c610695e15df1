/* What the documentation of libxkbcommon says about contexts, keymaps and states. */

/* @boundary library(xkbcommon) */

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

enum xkb_context_flags { XKB_CONTEXT_NO_FLAGS = 0 };
struct xkb_context;
struct xkb_rule_names;
enum xkb_keymap_compile_flags { XKB_KEYMAP_COMPILE_NO_FLAGS = 0 };
struct xkb_keymap;
enum xkb_keymap_format { XKB_KEYMAP_FORMAT_TEXT_V1 = 1 };
struct xkb_state;
enum xkb_compose_compile_flags { XKB_COMPOSE_COMPILE_NO_FLAGS = 0 };
struct xkb_compose_table;
enum xkb_compose_state_flags { XKB_COMPOSE_STATE_NO_FLAGS = 0 };
struct xkb_compose_state;
typedef uint32_t xkb_layout_index_t;
typedef uint32_t xkb_mod_index_t;
typedef uint32_t xkb_led_index_t;
typedef uint32_t xkb_keycode_t;
enum xkb_log_level { XKB_LOG_LEVEL_CRITICAL = 10 };
typedef void (*xkb_keymap_key_iter_t)(struct xkb_keymap *, xkb_keycode_t, void *);

/* @boundary return: owned(xkb_context_unref), nullable */
struct xkb_context *xkb_context_new(enum xkb_context_flags flags);

/* @boundary context: releases, nullable */
void xkb_context_unref(struct xkb_context *context);

/* @boundary return: owned(xkb_keymap_unref), nullable */
struct xkb_keymap *xkb_keymap_new_from_names(struct xkb_context *context, const struct xkb_rule_names *names, enum xkb_keymap_compile_flags flags);

/* @boundary return: owned(xkb_keymap_unref), nullable */
struct xkb_keymap *xkb_keymap_new_from_string(
    struct xkb_context *context, const char *string, enum xkb_keymap_format format, enum xkb_keymap_compile_flags flags);

/* @boundary return: owned(xkb_keymap_unref), nullable */
struct xkb_keymap *xkb_keymap_new_from_buffer(
    struct xkb_context *context, const char *buffer, size_t length, enum xkb_keymap_format format, enum xkb_keymap_compile_flags flags);

/* @boundary return: owned(xkb_keymap_unref), nullable */
struct xkb_keymap *xkb_keymap_new_from_file(struct xkb_context *context, void *file, enum xkb_keymap_format format, enum xkb_keymap_compile_flags flags);

/* @boundary keymap: releases, nullable */
void xkb_keymap_unref(struct xkb_keymap *keymap);

/* @boundary return: owned(xkb_state_unref), nullable */
struct xkb_state *xkb_state_new(struct xkb_keymap *keymap);

/* @boundary state: releases, nullable */
void xkb_state_unref(struct xkb_state *state);

/* @boundary return: owned(xkb_compose_table_unref), nullable */
struct xkb_compose_table *xkb_compose_table_new_from_locale(struct xkb_context *context, const char *locale, enum xkb_compose_compile_flags flags);

/* @boundary table: releases, nullable */
void xkb_compose_table_unref(struct xkb_compose_table *table);

/* @boundary return: owned(xkb_compose_state_unref), nullable */
struct xkb_compose_state *xkb_compose_state_new(struct xkb_compose_table *table, enum xkb_compose_state_flags flags);

/* @boundary state: releases, nullable */
void xkb_compose_state_unref(struct xkb_compose_state *state);

/* @boundary return: borrowed(state), nullable */
struct xkb_keymap *xkb_state_get_keymap(struct xkb_state *state);

/* @boundary return: borrowed(keymap), nullable, zeroterm */
const char *xkb_keymap_layout_get_name(struct xkb_keymap *keymap, xkb_layout_index_t idx);

/* @boundary return: borrowed(keymap), nullable, zeroterm */
const char *xkb_keymap_mod_get_name(struct xkb_keymap *keymap, xkb_mod_index_t idx);

/* @boundary return: borrowed(keymap), nullable, zeroterm */
const char *xkb_keymap_led_get_name(struct xkb_keymap *keymap, xkb_led_index_t idx);

/* @boundary return: borrowed(keymap), nullable, zeroterm */
const char *xkb_keymap_key_get_name(struct xkb_keymap *keymap, xkb_keycode_t key);

/* @boundary log_fn: retained */
void xkb_context_set_log_fn(struct xkb_context *context, void (*log_fn)(struct xkb_context *, enum xkb_log_level, const char *, va_list));

/* @boundary iter: noescape
 * @boundary data: noescape */
void xkb_keymap_key_for_each(struct xkb_keymap *keymap, xkb_keymap_key_iter_t iter, void *data);
