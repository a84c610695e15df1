/* What the header of DuckDB says about ownership, text, statuses and callbacks. Not in Debian 12: the declarations were made from its header. */

/* @boundary library(duckdb), convention(cdecl) */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* @boundary handle(duckdb_close), invalid(0) */
typedef struct _duckdb_database *duckdb_database;
typedef enum { DuckDBSuccess = 0 } duckdb_state;
/* @boundary handle(duckdb_destroy_config), invalid(0) */
typedef struct _duckdb_config *duckdb_config;
/* @boundary handle(duckdb_disconnect), invalid(0) */
typedef struct _duckdb_connection *duckdb_connection;
typedef struct duckdb_result duckdb_result;
typedef uint64_t idx_t;
/* @boundary handle(duckdb_destroy_prepare), invalid(0) */
typedef struct _duckdb_prepared_statement *duckdb_prepared_statement;
/* @boundary handle(duckdb_destroy_extracted), invalid(0) */
typedef struct _duckdb_extracted_statements *duckdb_extracted_statements;
/* @boundary handle(duckdb_destroy_pending), invalid(0) */
typedef struct _duckdb_pending_result *duckdb_pending_result;
/* @boundary handle(duckdb_appender_destroy), invalid(0) */
typedef struct _duckdb_appender *duckdb_appender;
typedef enum { DUCKDB_TYPE_INVALID = 0 } DUCKDB_TYPE;
typedef DUCKDB_TYPE duckdb_type;
/* @boundary handle(duckdb_destroy_logical_type), invalid(0) */
typedef struct _duckdb_logical_type *duckdb_logical_type;
typedef struct _duckdb_vector *duckdb_vector;
/* @boundary handle(duckdb_destroy_value), invalid(0) */
typedef struct _duckdb_value *duckdb_value;
typedef struct duckdb_hugeint duckdb_hugeint;
typedef struct duckdb_uhugeint duckdb_uhugeint;
typedef struct duckdb_date duckdb_date;
typedef struct duckdb_time duckdb_time;
typedef struct duckdb_timestamp duckdb_timestamp;
typedef struct duckdb_interval duckdb_interval;
typedef struct duckdb_decimal duckdb_decimal;
typedef struct _duckdb_bind_info *duckdb_bind_info;
/* @boundary handle(duckdb_destroy_data_chunk), invalid(0) */
typedef struct _duckdb_data_chunk *duckdb_data_chunk;
/* @boundary handle(duckdb_destroy_table_function), invalid(0) */
typedef struct _duckdb_table_function *duckdb_table_function;
typedef void (*duckdb_table_function_bind_t)(duckdb_bind_info);
typedef struct _duckdb_init_info *duckdb_init_info;
typedef void (*duckdb_table_function_init_t)(duckdb_init_info);
typedef struct _duckdb_function_info *duckdb_function_info;
typedef void (*duckdb_table_function_t)(duckdb_function_info, duckdb_data_chunk);
typedef void (*duckdb_delete_callback_t)(void *);
/* @boundary handle(duckdb_destroy_scalar_function), invalid(0) */
typedef struct _duckdb_scalar_function *duckdb_scalar_function;
typedef void (*duckdb_scalar_function_t)(duckdb_function_info, duckdb_data_chunk, duckdb_vector);
typedef struct _duckdb_aggregate_function *duckdb_aggregate_function;
typedef idx_t (*duckdb_aggregate_state_size)(duckdb_function_info);
typedef struct _duckdb_aggregate_state *duckdb_aggregate_state;
typedef void (*duckdb_aggregate_init_t)(duckdb_function_info, duckdb_aggregate_state);
typedef void (*duckdb_aggregate_update_t)(duckdb_function_info, duckdb_data_chunk, duckdb_aggregate_state *);
typedef void (*duckdb_aggregate_combine_t)(duckdb_function_info, duckdb_aggregate_state *, duckdb_aggregate_state *, idx_t);
typedef void (*duckdb_aggregate_finalize_t)(duckdb_function_info, duckdb_aggregate_state *, duckdb_vector, idx_t, idx_t);
typedef void (*duckdb_aggregate_destroy_t)(duckdb_aggregate_state *, idx_t);
typedef struct _duckdb_replacement_scan_info *duckdb_replacement_scan_info;
typedef void (*duckdb_replacement_callback_t)(duckdb_replacement_scan_info, const char *, void *);

/* Databases and connections */

/* @boundary return: status(0)
 * @boundary out_database: owned(duckdb_close) */
duckdb_state duckdb_open(const char *path, duckdb_database *out_database);

/* @boundary return: status(0)
 * @boundary out_database: owned(duckdb_close)
 * @boundary out_error: owned(duckdb_free), zeroterm */
duckdb_state duckdb_open_ext(const char *path, duckdb_database *out_database, duckdb_config config, char **out_error);

/* @boundary database: releases */
void duckdb_close(duckdb_database *database);

/* @boundary return: status(0)
 * @boundary out_connection: owned(duckdb_disconnect) */
duckdb_state duckdb_connect(duckdb_database database, duckdb_connection *out_connection);

/* @boundary connection: releases */
void duckdb_disconnect(duckdb_connection *connection);

/* @boundary out_config: owned(duckdb_destroy_config) */
duckdb_state duckdb_create_config(duckdb_config *out_config);

/* @boundary config: releases */
void duckdb_destroy_config(duckdb_config *config);

/* @boundary return: static, zeroterm */
const char *duckdb_library_version(void);

/* Memory */

/* @boundary return: owned(duckdb_free), nullable */
void *duckdb_malloc(size_t size);

/* @boundary ptr: releases, nullable */
void duckdb_free(void *ptr);

/* Queries */

/* The result has to be destroyed even when the query fails.
 * @boundary return: status(0) */
duckdb_state duckdb_query(duckdb_connection connection, const char *query, duckdb_result *out_result);

void duckdb_destroy_result(duckdb_result *result);

/* @boundary return: borrowed(result), nullable, zeroterm */
const char *duckdb_column_name(duckdb_result *result, idx_t col);

/* @boundary return: borrowed(result), nullable, zeroterm */
const char *duckdb_result_error(duckdb_result *result);

/* @boundary return: status(0)
 * @boundary out_prepared_statement: owned(duckdb_destroy_prepare) */
duckdb_state duckdb_prepare(duckdb_connection connection, const char *query, duckdb_prepared_statement *out_prepared_statement);

/* @boundary return: status(0)
 * @boundary out_prepared_statement: owned(duckdb_destroy_prepare) */
duckdb_state duckdb_prepare_extracted_statement(
    duckdb_connection connection, duckdb_extracted_statements extracted_statements, idx_t index, duckdb_prepared_statement *out_prepared_statement);

/* @boundary prepared_statement: releases */
void duckdb_destroy_prepare(duckdb_prepared_statement *prepared_statement);

/* @boundary return: borrowed(prepared_statement), nullable, zeroterm */
const char *duckdb_prepare_error(duckdb_prepared_statement prepared_statement);

/* @boundary return: owned(duckdb_free), nullable, zeroterm */
const char *duckdb_parameter_name(duckdb_prepared_statement prepared_statement, idx_t index);

/* @boundary return: status(0)
 * @boundary out_result: owned(duckdb_destroy_pending) */
duckdb_state duckdb_pending_prepared(duckdb_prepared_statement prepared_statement, duckdb_pending_result *out_result);

/* @boundary pending_result: releases */
void duckdb_destroy_pending(duckdb_pending_result *pending_result);

/* @boundary return: borrowed(pending_result), nullable, zeroterm */
const char *duckdb_pending_error(duckdb_pending_result pending_result);

/* @boundary out_extracted_statements: owned(duckdb_destroy_extracted) */
idx_t duckdb_extract_statements(duckdb_connection connection, const char *query, duckdb_extracted_statements *out_extracted_statements);

/* @boundary extracted_statements: releases */
void duckdb_destroy_extracted(duckdb_extracted_statements *extracted_statements);

/* @boundary return: borrowed(extracted_statements), nullable, zeroterm */
const char *duckdb_extract_statements_error(duckdb_extracted_statements extracted_statements);

/* @boundary return: owned(duckdb_free), nullable, zeroterm */
char *duckdb_value_varchar(duckdb_result *result, idx_t col, idx_t row);

/* @boundary return: borrowed(result), nullable, zeroterm */
char *duckdb_value_varchar_internal(duckdb_result *result, idx_t col, idx_t row);

/* Appenders */

/* @boundary return: status(0)
 * @boundary out_appender: owned(duckdb_appender_destroy) */
duckdb_state duckdb_appender_create(duckdb_connection connection, const char *schema, const char *table, duckdb_appender *out_appender);

/* @boundary return: status(0)
 * @boundary out_appender: owned(duckdb_appender_destroy) */
duckdb_state duckdb_appender_create_ext(
    duckdb_connection connection, const char *catalog, const char *schema, const char *table, duckdb_appender *out_appender);

/* @boundary appender: releases */
duckdb_state duckdb_appender_destroy(duckdb_appender *appender);

/* @boundary return: borrowed(appender), nullable, zeroterm */
const char *duckdb_appender_error(duckdb_appender appender);

/* Types, values, chunks */

/* @boundary return: owned(duckdb_destroy_logical_type), nonnull */
duckdb_logical_type duckdb_create_logical_type(duckdb_type type);

/* @boundary return: owned(duckdb_destroy_logical_type), nonnull */
duckdb_logical_type duckdb_create_list_type(duckdb_logical_type type);

/* @boundary return: owned(duckdb_destroy_logical_type), nonnull */
duckdb_logical_type duckdb_create_array_type(duckdb_logical_type type, idx_t array_size);

/* @boundary return: owned(duckdb_destroy_logical_type), nonnull */
duckdb_logical_type duckdb_create_map_type(duckdb_logical_type key_type, duckdb_logical_type value_type);

/* @boundary return: owned(duckdb_destroy_logical_type), nonnull */
duckdb_logical_type duckdb_create_union_type(duckdb_logical_type *member_types, const char **member_names, idx_t member_count);

/* @boundary return: owned(duckdb_destroy_logical_type), nonnull */
duckdb_logical_type duckdb_create_struct_type(duckdb_logical_type *member_types, const char **member_names, idx_t member_count);

/* @boundary return: owned(duckdb_destroy_logical_type), nonnull */
duckdb_logical_type duckdb_create_enum_type(const char **member_names, idx_t member_count);

/* @boundary return: owned(duckdb_destroy_logical_type), nonnull */
duckdb_logical_type duckdb_create_decimal_type(uint8_t width, uint8_t scale);

/* @boundary return: owned(duckdb_destroy_logical_type), nonnull */
duckdb_logical_type duckdb_column_logical_type(duckdb_result *result, idx_t col);

/* @boundary return: owned(duckdb_destroy_logical_type), nonnull */
duckdb_logical_type duckdb_vector_get_column_type(duckdb_vector vector);

/* @boundary return: owned(duckdb_destroy_logical_type), nonnull */
duckdb_logical_type duckdb_list_type_child_type(duckdb_logical_type type);

/* @boundary return: owned(duckdb_destroy_logical_type), nonnull */
duckdb_logical_type duckdb_array_type_child_type(duckdb_logical_type type);

/* @boundary return: owned(duckdb_destroy_logical_type), nonnull */
duckdb_logical_type duckdb_map_type_key_type(duckdb_logical_type type);

/* @boundary return: owned(duckdb_destroy_logical_type), nonnull */
duckdb_logical_type duckdb_map_type_value_type(duckdb_logical_type type);

/* @boundary return: owned(duckdb_destroy_logical_type), nonnull */
duckdb_logical_type duckdb_struct_type_child_type(duckdb_logical_type type, idx_t index);

/* @boundary return: owned(duckdb_destroy_logical_type), nonnull */
duckdb_logical_type duckdb_union_type_member_type(duckdb_logical_type type, idx_t index);

/* @boundary return: owned(duckdb_destroy_logical_type), nonnull */
duckdb_logical_type duckdb_appender_column_type(duckdb_appender appender, idx_t col_idx);

/* @boundary return: owned(duckdb_destroy_logical_type), nonnull */
duckdb_logical_type duckdb_param_logical_type(duckdb_prepared_statement prepared_statement, idx_t param_idx);

/* @boundary type: releases */
void duckdb_destroy_logical_type(duckdb_logical_type *type);

/* @boundary return: owned(duckdb_free), nullable, zeroterm */
char *duckdb_logical_type_get_alias(duckdb_logical_type type);

/* @boundary return: owned(duckdb_free), nonnull, zeroterm */
char *duckdb_enum_dictionary_value(duckdb_logical_type type, idx_t index);

/* @boundary return: owned(duckdb_free), nonnull, zeroterm */
char *duckdb_struct_type_child_name(duckdb_logical_type type, idx_t index);

/* @boundary return: owned(duckdb_free), nonnull, zeroterm */
char *duckdb_union_type_member_name(duckdb_logical_type type, idx_t index);

/* @boundary return: owned(duckdb_destroy_value), nonnull */
duckdb_value duckdb_create_varchar(const char *text);

/* @boundary return: owned(duckdb_destroy_value), nonnull */
duckdb_value duckdb_create_varchar_length(const char *text, idx_t length);

/* @boundary return: owned(duckdb_destroy_value), nonnull */
duckdb_value duckdb_create_bool(bool input);

/* @boundary return: owned(duckdb_destroy_value), nonnull */
duckdb_value duckdb_create_int8(int8_t input);

/* @boundary return: owned(duckdb_destroy_value), nonnull */
duckdb_value duckdb_create_uint8(uint8_t input);

/* @boundary return: owned(duckdb_destroy_value), nonnull */
duckdb_value duckdb_create_int16(int16_t input);

/* @boundary return: owned(duckdb_destroy_value), nonnull */
duckdb_value duckdb_create_uint16(uint16_t input);

/* @boundary return: owned(duckdb_destroy_value), nonnull */
duckdb_value duckdb_create_int32(int32_t input);

/* @boundary return: owned(duckdb_destroy_value), nonnull */
duckdb_value duckdb_create_uint32(uint32_t input);

/* @boundary return: owned(duckdb_destroy_value), nonnull */
duckdb_value duckdb_create_uint64(uint64_t input);

/* @boundary return: owned(duckdb_destroy_value), nonnull */
duckdb_value duckdb_create_int64(int64_t val);

/* @boundary return: owned(duckdb_destroy_value), nonnull */
duckdb_value duckdb_create_float(float input);

/* @boundary return: owned(duckdb_destroy_value), nonnull */
duckdb_value duckdb_create_double(double input);

/* @boundary return: owned(duckdb_destroy_value), nonnull */
duckdb_value duckdb_create_blob(const uint8_t *data, idx_t length);

/* @boundary return: owned(duckdb_destroy_value), nonnull */
duckdb_value duckdb_create_struct_value(duckdb_logical_type type, duckdb_value *values);

/* @boundary return: owned(duckdb_destroy_value), nonnull */
duckdb_value duckdb_create_list_value(duckdb_logical_type type, duckdb_value *values, idx_t value_count);

/* @boundary return: owned(duckdb_destroy_value), nonnull */
duckdb_value duckdb_create_array_value(duckdb_logical_type type, duckdb_value *values, idx_t value_count);

/* @boundary return: owned(duckdb_destroy_value), nonnull */
duckdb_value duckdb_create_null_value(void);

/* @boundary return: owned(duckdb_destroy_value), nonnull */
duckdb_value duckdb_create_hugeint(duckdb_hugeint input);

/* @boundary return: owned(duckdb_destroy_value), nonnull */
duckdb_value duckdb_create_uhugeint(duckdb_uhugeint input);

/* @boundary return: owned(duckdb_destroy_value), nonnull */
duckdb_value duckdb_create_date(duckdb_date input);

/* @boundary return: owned(duckdb_destroy_value), nonnull */
duckdb_value duckdb_create_time(duckdb_time input);

/* @boundary return: owned(duckdb_destroy_value), nonnull */
duckdb_value duckdb_create_timestamp(duckdb_timestamp input);

/* @boundary return: owned(duckdb_destroy_value), nonnull */
duckdb_value duckdb_create_interval(duckdb_interval input);

/* @boundary return: owned(duckdb_destroy_value), nonnull */
duckdb_value duckdb_create_uuid(duckdb_uhugeint input);

/* @boundary return: owned(duckdb_destroy_value), nonnull */
duckdb_value duckdb_create_decimal(duckdb_decimal input);

/* @boundary return: owned(duckdb_destroy_value), nonnull */
duckdb_value duckdb_bind_get_parameter(duckdb_bind_info info, idx_t index);

/* @boundary return: owned(duckdb_destroy_value), nonnull */
duckdb_value duckdb_bind_get_named_parameter(duckdb_bind_info info, const char *name);

/* @boundary value: releases */
void duckdb_destroy_value(duckdb_value *value);

/* @boundary return: owned(duckdb_free), nonnull, zeroterm */
char *duckdb_get_varchar(duckdb_value value);

/* @boundary return: owned(duckdb_destroy_data_chunk), nonnull */
duckdb_data_chunk duckdb_create_data_chunk(duckdb_logical_type *types, idx_t column_count);

/* @boundary return: owned(duckdb_destroy_data_chunk), nullable */
duckdb_data_chunk duckdb_fetch_chunk(duckdb_result result);

/* @boundary return: owned(duckdb_destroy_data_chunk), nullable */
duckdb_data_chunk duckdb_result_get_chunk(duckdb_result result, idx_t chunk_index);

/* @boundary return: owned(duckdb_destroy_data_chunk), nullable */
duckdb_data_chunk duckdb_stream_fetch_chunk(duckdb_result result);

/* @boundary chunk: releases */
void duckdb_destroy_data_chunk(duckdb_data_chunk *chunk);

/* @boundary return: borrowed(chunk) */
duckdb_vector duckdb_data_chunk_get_vector(duckdb_data_chunk chunk, idx_t col_idx);

/* @boundary return: borrowed(vector) */
void *duckdb_vector_get_data(duckdb_vector vector);

/* @boundary return: borrowed(vector), nullable */
uint64_t *duckdb_vector_get_validity(duckdb_vector vector);

/* Functions */

/* @boundary return: owned(duckdb_destroy_table_function), nonnull */
duckdb_table_function duckdb_create_table_function(void);

/* @boundary table_function: releases */
void duckdb_destroy_table_function(duckdb_table_function *table_function);

/* @boundary bind: retained */
void duckdb_table_function_set_bind(duckdb_table_function table_function, duckdb_table_function_bind_t bind);

/* @boundary init: retained */
void duckdb_table_function_set_init(duckdb_table_function table_function, duckdb_table_function_init_t init);

/* @boundary init: retained */
void duckdb_table_function_set_local_init(duckdb_table_function table_function, duckdb_table_function_init_t init);

/* @boundary function: retained */
void duckdb_table_function_set_function(duckdb_table_function table_function, duckdb_table_function_t function);

/* @boundary extra_info: retained
 * @boundary destroy: retained */
void duckdb_table_function_set_extra_info(duckdb_table_function table_function, void *extra_info, duckdb_delete_callback_t destroy);

/* @boundary bind_data: retained
 * @boundary destroy: retained */
void duckdb_bind_set_bind_data(duckdb_bind_info info, void *bind_data, duckdb_delete_callback_t destroy);

/* @boundary init_data: retained
 * @boundary destroy: retained */
void duckdb_init_set_init_data(duckdb_init_info info, void *init_data, duckdb_delete_callback_t destroy);

/* @boundary return: owned(duckdb_destroy_scalar_function), nonnull */
duckdb_scalar_function duckdb_create_scalar_function(void);

/* @boundary scalar_function: releases */
void duckdb_destroy_scalar_function(duckdb_scalar_function *scalar_function);

/* @boundary function: retained */
void duckdb_scalar_function_set_function(duckdb_scalar_function scalar_function, duckdb_scalar_function_t function);

/* @boundary extra_info: retained
 * @boundary destroy: retained */
void duckdb_scalar_function_set_extra_info(duckdb_scalar_function scalar_function, void *extra_info, duckdb_delete_callback_t destroy);

/* @boundary return: owned(duckdb_destroy_aggregate_function), nonnull */
duckdb_aggregate_function duckdb_create_aggregate_function(void);

/* @boundary aggregate_function: releases */
void duckdb_destroy_aggregate_function(duckdb_aggregate_function *aggregate_function);

/* @boundary state_size: retained
 * @boundary state_init: retained
 * @boundary update: retained
 * @boundary combine: retained
 * @boundary finalize: retained */
void duckdb_aggregate_function_set_functions(
    duckdb_aggregate_function aggregate_function, duckdb_aggregate_state_size state_size, duckdb_aggregate_init_t state_init, duckdb_aggregate_update_t update, duckdb_aggregate_combine_t combine, duckdb_aggregate_finalize_t finalize);

/* @boundary destroy: retained */
void duckdb_aggregate_function_set_destructor(duckdb_aggregate_function aggregate_function, duckdb_aggregate_destroy_t destroy);

/* @boundary extra_info: retained
 * @boundary destroy: retained */
void duckdb_aggregate_function_set_extra_info(duckdb_aggregate_function aggregate_function, void *extra_info, duckdb_delete_callback_t destroy);

/* @boundary replacement: retained
 * @boundary extra_data: retained
 * @boundary delete_callback: retained */
void duckdb_add_replacement_scan(duckdb_database db, duckdb_replacement_callback_t replacement, void *extra_data, duckdb_delete_callback_t delete_callback);
