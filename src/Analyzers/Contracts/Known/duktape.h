/* What the documentation of Duktape says about heaps, text and callbacks. */

/* @boundary library(duktape), convention(cdecl) */

#include <stddef.h>

typedef size_t duk_size_t;
typedef void *(*duk_alloc_function)(void *, duk_size_t);
typedef void *(*duk_realloc_function)(void *, void *, duk_size_t);
typedef void (*duk_free_function)(void *, void *);
typedef void (*duk_fatal_function)(void *, const char *);
typedef struct duk_hthread duk_context;
typedef int duk_int_t;
typedef duk_int_t duk_idx_t;
typedef int duk_small_int_t;
typedef duk_small_int_t duk_ret_t;
typedef duk_ret_t (*duk_c_function)(duk_context *);
typedef duk_ret_t (*duk_safe_call_function)(duk_context *, void *);

/* @boundary return: owned(duk_destroy_heap), nullable
 * @boundary alloc_func: retained(until duk_destroy_heap)
 * @boundary realloc_func: retained(until duk_destroy_heap)
 * @boundary free_func: retained(until duk_destroy_heap)
 * @boundary heap_udata: retained(until duk_destroy_heap)
 * @boundary fatal_handler: retained(until duk_destroy_heap) */
duk_context *duk_create_heap(
    duk_alloc_function alloc_func, duk_realloc_function realloc_func, duk_free_function free_func, void *heap_udata, duk_fatal_function fatal_handler);

/* @boundary ctx: releases, nullable */
void duk_destroy_heap(duk_context *ctx);

/* @boundary return: borrowed(ctx), nullable, zeroterm */
const char *duk_get_string(duk_context *ctx, duk_idx_t idx);

/* @boundary return: borrowed(ctx), nullable, zeroterm */
const char *duk_get_lstring(duk_context *ctx, duk_idx_t idx, duk_size_t *out_len);

/* @boundary return: borrowed(ctx), zeroterm */
const char *duk_require_string(duk_context *ctx, duk_idx_t idx);

/* @boundary return: borrowed(ctx), zeroterm */
const char *duk_to_string(duk_context *ctx, duk_idx_t idx);

/* @boundary return: borrowed(ctx), zeroterm */
const char *duk_safe_to_lstring(duk_context *ctx, duk_idx_t idx, duk_size_t *out_len);

/* @boundary return: borrowed(ctx), zeroterm */
const char *duk_push_string(duk_context *ctx, const char *str);

/* @boundary return: borrowed(ctx), zeroterm */
const char *duk_json_encode(duk_context *ctx, duk_idx_t idx);

/* @boundary return: borrowed(ctx), zeroterm */
const char *duk_push_lstring(duk_context *ctx, const char *str, duk_size_t len);

/* @boundary func: retained */
duk_idx_t duk_push_c_function(duk_context *ctx, duk_c_function func, duk_idx_t nargs);

/* @boundary func: retained */
duk_idx_t duk_push_c_lightfunc(duk_context *ctx, duk_c_function func, duk_idx_t nargs, duk_idx_t length, duk_int_t magic);

/* @boundary func: noescape
 * @boundary udata: noescape */
duk_int_t duk_safe_call(duk_context *ctx, duk_safe_call_function func, void *udata, duk_idx_t nargs, duk_idx_t nrets);
