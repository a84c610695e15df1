/* What the headers of Wasmtime and of the WebAssembly C API say about ownership and about callbacks that stores, functions and linkers keep. Not in Debian:
 * the declarations were made from its headers. */

/* @boundary library(wasmtime), convention(cdecl) */

#include <stddef.h>
#include <stdint.h>

/* @boundary handle(wasm_config_delete), invalid(0) */
typedef struct wasm_config_t wasm_config_t;
/* @boundary handle(wasm_engine_delete), invalid(0) */
typedef struct wasm_engine_t wasm_engine_t;
/* @boundary handle(wasmtime_error_delete), invalid(0) */
typedef struct wasmtime_error wasmtime_error_t;
/* @boundary handle(wasm_trap_delete), invalid(0) */
typedef struct wasm_trap_t wasm_trap_t;
/* @boundary handle(wasmtime_module_delete), invalid(0) */
typedef struct wasmtime_module wasmtime_module_t;
typedef struct wasm_byte_vec_t wasm_byte_vec_t;
/* @boundary handle(wasmtime_store_delete), invalid(0) */
typedef struct wasmtime_store wasmtime_store_t;
typedef struct wasmtime_context wasmtime_context_t;
/* @boundary handle(wasi_config_delete), invalid(0) */
typedef struct wasi_config_t wasi_config_t;
typedef uint8_t wasmtime_update_deadline_kind_t;
/* @boundary handle(wasm_functype_delete), invalid(0) */
typedef struct wasm_functype_t wasm_functype_t;
typedef struct wasmtime_caller wasmtime_caller_t;
typedef struct wasmtime_val wasmtime_val_t;
typedef wasm_trap_t *(*wasmtime_func_callback_t)(void *, wasmtime_caller_t *, const wasmtime_val_t *, size_t, wasmtime_val_t *, size_t);
typedef struct wasmtime_func wasmtime_func_t;
typedef union wasmtime_val_raw wasmtime_val_raw_t;
typedef wasm_trap_t *(*wasmtime_func_unchecked_callback_t)(void *, wasmtime_caller_t *, wasmtime_val_raw_t *, size_t);
typedef struct wasmtime_extern wasmtime_extern_t;
typedef struct wasmtime_instance wasmtime_instance_t;
/* @boundary handle(wasmtime_linker_delete), invalid(0) */
typedef struct wasmtime_linker wasmtime_linker_t;

/* Engines and their settings */

/* @boundary return: owned(wasm_config_delete), nonnull */
wasm_config_t *wasm_config_new(void);

/* @boundary arg0: releases */
void wasm_config_delete(wasm_config_t *arg0);

/* @boundary return: owned(wasm_engine_delete), nonnull */
wasm_engine_t *wasm_engine_new(void);

/* @boundary return: owned(wasm_engine_delete), nonnull
 * @boundary arg0: taken */
wasm_engine_t *wasm_engine_new_with_config(wasm_config_t *arg0);

/* @boundary arg0: releases */
void wasm_engine_delete(wasm_engine_t *arg0);

/* Errors and traps */

/* @boundary error: releases */
void wasmtime_error_delete(wasmtime_error_t *error);

/* @boundary return: owned(wasmtime_error_delete), nonnull */
wasmtime_error_t *wasmtime_error_new(const char *arg0);

/* @boundary arg0: releases */
void wasm_trap_delete(wasm_trap_t *arg0);

/* @boundary return: owned(wasm_trap_delete), nonnull */
wasm_trap_t *wasmtime_trap_new(const char *msg, size_t msg_len);

/* Modules */

/* @boundary return: status(null)
 * @boundary wasm: in, noescape
 * @boundary ret: owned(wasmtime_module_delete) */
wasmtime_error_t *wasmtime_module_new(wasm_engine_t *engine, const uint8_t *wasm, size_t wasm_len, wasmtime_module_t **ret);

/* @boundary return: status(null) */
wasmtime_error_t *wasmtime_module_validate(wasm_engine_t *engine, const uint8_t *wasm, size_t wasm_len);

/* @boundary return: status(null)
 * @boundary ret: owned(wasmtime_module_delete) */
wasmtime_error_t *wasmtime_module_deserialize(wasm_engine_t *engine, const uint8_t *bytes, size_t bytes_len, wasmtime_module_t **ret);

/* @boundary return: status(null)
 * @boundary ret: owned(wasmtime_module_delete) */
wasmtime_error_t *wasmtime_module_deserialize_file(wasm_engine_t *engine, const char *path, wasmtime_module_t **ret);

/* @boundary return: status(null) */
wasmtime_error_t *wasmtime_wat2wasm(const char *wat, size_t wat_len, wasm_byte_vec_t *ret);

/* @boundary return: status(null) */
wasmtime_error_t *wasmtime_module_serialize(const wasmtime_module_t *module, wasm_byte_vec_t *ret);

/* @boundary return: owned(wasmtime_module_delete), nonnull */
wasmtime_module_t *wasmtime_module_clone(const wasmtime_module_t *m);

/* @boundary m: releases */
void wasmtime_module_delete(wasmtime_module_t *m);

/* Stores */

/* @boundary return: owned(wasmtime_store_delete), nonnull
 * @boundary data: retained(until wasmtime_store_delete)
 * @boundary finalizer: retained(until wasmtime_store_delete) */
wasmtime_store_t *wasmtime_store_new(wasm_engine_t *engine, void *data, void (*finalizer)(void *));

/* @boundary store: releases */
void wasmtime_store_delete(wasmtime_store_t *store);

/* @boundary return: borrowed(store) */
wasmtime_context_t *wasmtime_store_context(wasmtime_store_t *store);

/* @boundary return: status(null) */
wasmtime_error_t *wasmtime_context_set_fuel(wasmtime_context_t *store, uint64_t fuel);

/* @boundary return: status(null) */
wasmtime_error_t *wasmtime_context_get_fuel(const wasmtime_context_t *context, uint64_t *fuel);

/* @boundary return: status(null)
 * @boundary wasi: taken */
wasmtime_error_t *wasmtime_context_set_wasi(wasmtime_context_t *context, wasi_config_t *wasi);

/* @boundary func: retained
 * @boundary data: retained
 * @boundary finalizer: retained */
void wasmtime_store_epoch_deadline_callback(
    wasmtime_store_t *store, wasmtime_error_t *(*func)(wasmtime_context_t *, void *, uint64_t *, wasmtime_update_deadline_kind_t *), void *data, void (*finalizer)(void *));

/* @boundary return: owned(wasi_config_delete), nonnull */
wasi_config_t *wasi_config_new(void);

/* @boundary arg0: releases */
void wasi_config_delete(wasi_config_t *arg0);

/* Functions and linkers */

/* @boundary callback: retained(until wasmtime_store_delete)
 * @boundary env: retained(until wasmtime_store_delete)
 * @boundary finalizer: retained(until wasmtime_store_delete) */
void wasmtime_func_new(
    wasmtime_context_t *store, const wasm_functype_t *type, wasmtime_func_callback_t callback, void *env, void (*finalizer)(void *), wasmtime_func_t *ret);

/* @boundary callback: retained(until wasmtime_store_delete)
 * @boundary env: retained(until wasmtime_store_delete)
 * @boundary finalizer: retained(until wasmtime_store_delete) */
void wasmtime_func_new_unchecked(
    wasmtime_context_t *store, const wasm_functype_t *type, wasmtime_func_unchecked_callback_t callback, void *env, void (*finalizer)(void *), wasmtime_func_t *ret);

/* @boundary return: owned(wasm_functype_delete), nonnull */
wasm_functype_t *wasmtime_func_type(const wasmtime_context_t *store, const wasmtime_func_t *func);

/* @boundary arg0: releases */
void wasm_functype_delete(wasm_functype_t *arg0);

/* @boundary return: status(null)
 * @boundary trap: owned(wasm_trap_delete) */
wasmtime_error_t *wasmtime_func_call(
    wasmtime_context_t *store, const wasmtime_func_t *func, const wasmtime_val_t *args, size_t nargs, wasmtime_val_t *results, size_t nresults, wasm_trap_t **trap);

/* @boundary return: status(null)
 * @boundary trap: owned(wasm_trap_delete) */
wasmtime_error_t *wasmtime_func_call_unchecked(
    wasmtime_context_t *store, const wasmtime_func_t *func, wasmtime_val_raw_t *args_and_results, size_t args_and_results_len, wasm_trap_t **trap);

/* @boundary return: status(null)
 * @boundary trap: owned(wasm_trap_delete) */
wasmtime_error_t *wasmtime_instance_new(
    wasmtime_context_t *store, const wasmtime_module_t *module, const wasmtime_extern_t *imports, size_t nimports, wasmtime_instance_t *instance, wasm_trap_t **trap);

/* @boundary return: status(null)
 * @boundary trap: owned(wasm_trap_delete) */
wasmtime_error_t *wasmtime_linker_instantiate(
    const wasmtime_linker_t *linker, wasmtime_context_t *store, const wasmtime_module_t *module, wasmtime_instance_t *instance, wasm_trap_t **trap);

/* @boundary return: owned(wasmtime_linker_delete), nonnull */
wasmtime_linker_t *wasmtime_linker_new(wasm_engine_t *engine);

/* @boundary return: owned(wasmtime_linker_delete), nonnull */
wasmtime_linker_t *wasmtime_linker_clone(const wasmtime_linker_t *linker);

/* @boundary linker: releases */
void wasmtime_linker_delete(wasmtime_linker_t *linker);

/* @boundary return: status(null) */
wasmtime_error_t *wasmtime_linker_define(
    wasmtime_linker_t *linker, wasmtime_context_t *store, const char *module, size_t module_len, const char *name, size_t name_len, const wasmtime_extern_t *item);

/* @boundary return: status(null) */
wasmtime_error_t *wasmtime_linker_define_wasi(wasmtime_linker_t *linker);

/* @boundary return: status(null) */
wasmtime_error_t *wasmtime_linker_define_instance(
    wasmtime_linker_t *linker, wasmtime_context_t *store, const char *name, size_t name_len, const wasmtime_instance_t *instance);

/* @boundary return: status(null) */
wasmtime_error_t *wasmtime_linker_module(
    wasmtime_linker_t *linker, wasmtime_context_t *store, const char *name, size_t name_len, const wasmtime_module_t *module);

/* @boundary return: status(null) */
wasmtime_error_t *wasmtime_linker_get_default(
    const wasmtime_linker_t *linker, wasmtime_context_t *store, const char *name, size_t name_len, wasmtime_func_t *func);

/* @boundary return: status(null)
 * @boundary cb: retained(until wasmtime_linker_delete)
 * @boundary data: retained(until wasmtime_linker_delete)
 * @boundary finalizer: retained(until wasmtime_linker_delete) */
wasmtime_error_t *wasmtime_linker_define_func(
    wasmtime_linker_t *linker, const char *module, size_t module_len, const char *name, size_t name_len, const wasm_functype_t *ty, wasmtime_func_callback_t cb, void *data, void (*finalizer)(void *));

/* @boundary return: status(null)
 * @boundary cb: retained(until wasmtime_linker_delete)
 * @boundary data: retained(until wasmtime_linker_delete)
 * @boundary finalizer: retained(until wasmtime_linker_delete) */
wasmtime_error_t *wasmtime_linker_define_func_unchecked(
    wasmtime_linker_t *linker, const char *module, size_t module_len, const char *name, size_t name_len, const wasm_functype_t *ty, wasmtime_func_unchecked_callback_t cb, void *data, void (*finalizer)(void *));

/* @boundary return: borrowed(caller) */
wasmtime_context_t *wasmtime_caller_context(wasmtime_caller_t *caller);
