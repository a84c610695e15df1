/* What the documentation of SQLite says about the functions that bindings call most. */

/* @boundary library(sqlite3), convention(cdecl) */

#include <stdarg.h>
#include <stdint.h>

/* @boundary handle(sqlite3_close), invalid(0) */
typedef struct sqlite3 sqlite3;
/* @boundary handle(sqlite3_finalize), invalid(0) */
typedef struct sqlite3_stmt sqlite3_stmt;
/* @boundary handle(sqlite3_blob_close), invalid(0) */
typedef struct sqlite3_blob sqlite3_blob;
/* @boundary handle(sqlite3_backup_finish), invalid(0) */
typedef struct sqlite3_backup sqlite3_backup;
/* @boundary handle(sqlite3_str_finish), invalid(0) */
typedef struct sqlite3_str sqlite3_str;
typedef struct sqlite3_value sqlite3_value;
typedef struct sqlite3_context sqlite3_context;
typedef long long int sqlite_int64;
typedef unsigned long long int sqlite_uint64;
typedef sqlite_int64 sqlite3_int64;
typedef sqlite_uint64 sqlite3_uint64;

/* @boundary return: status(0), errortext(sqlite3_errmsg)
 * @boundary blocking
 * @boundary filename: in, utf8, zeroterm, noescape
 * @boundary ppDb: out, nonnull, owned(sqlite3_close) */
int sqlite3_open(const char *filename, sqlite3 **ppDb);

/* @boundary return: status(0), errortext(sqlite3_errmsg)
 * @boundary blocking
 * @boundary filename: in, utf16, zeroterm, noescape
 * @boundary ppDb: out, nonnull, owned(sqlite3_close) */
int sqlite3_open16(const void *filename, sqlite3 **ppDb);

/* @boundary return: status(0), errortext(sqlite3_errmsg)
 * @boundary blocking
 * @boundary filename: in, utf8, zeroterm
 * @boundary ppDb: out, nonnull, owned(sqlite3_close)
 * @boundary zVfs: in, utf8, zeroterm, nullable, noescape */
int sqlite3_open_v2(const char *filename, sqlite3 **ppDb, int flags, const char *zVfs);

/* Fails, and leaves the connection open, while statements are not finalized.
 * @boundary return: status(0)
 * @boundary notincallback
 * @boundary db: releases, nullable */
int sqlite3_close(sqlite3 *db);

/* @boundary db: releases, nullable */
int sqlite3_close_v2(sqlite3 *db);

/* @boundary return: borrowed(db), utf8, zeroterm */
const char *sqlite3_errmsg(sqlite3 *db);

/* @boundary return: borrowed(db), utf16, zeroterm */
const void *sqlite3_errmsg16(sqlite3 *db);

/* @boundary return: static, utf8, zeroterm */
const char *sqlite3_errstr(int code);

/* @boundary return: static, utf8, zeroterm
 * @boundary fast, threadsafe */
const char *sqlite3_libversion(void);

/* @boundary return: static, utf8, zeroterm
 * @boundary fast, threadsafe */
const char *sqlite3_sourceid(void);

/* The callback is called for each row before the function returns.
 * @boundary return: status(0), errortext(sqlite3_errmsg)
 * @boundary blocking, callsback
 * @boundary sql: in, utf8, zeroterm, noescape
 * @boundary callback: noescape, nullable
 * @boundary errmsg: out, nullable, utf8, owned(sqlite3_free) */
int sqlite3_exec(sqlite3 *db, const char *sql, int (*callback)(void *, int, char **, char **), void *argument, char **errmsg);

/* @boundary return: status(0), errortext(sqlite3_errmsg)
 * @boundary sql: in, utf8, noescape
 * @boundary statement: out, nonnull, owned(sqlite3_finalize)
 * @boundary tail: out, nullable, borrowed(sql) */
int sqlite3_prepare_v2(sqlite3 *db, const char *sql, int bytes, sqlite3_stmt **statement, const char **tail);

/* @boundary return: status(0), errortext(sqlite3_errmsg)
 * @boundary sql: in, utf8, noescape
 * @boundary statement: out, nonnull, owned(sqlite3_finalize)
 * @boundary tail: out, nullable, borrowed(sql) */
int sqlite3_prepare_v3(sqlite3 *db, const char *sql, int bytes, unsigned int flags, sqlite3_stmt **statement, const char **tail);

/* Rows and the end of rows are results too: 100 and 101.
 * @boundary blocking, callsback */
int sqlite3_step(sqlite3_stmt *statement);

/* Repeats the error of the last step.
 * @boundary statement: releases, nullable */
int sqlite3_finalize(sqlite3_stmt *statement);

/* @boundary return: status(0) */
int sqlite3_bind_int(sqlite3_stmt *statement, int index, int value);

/* @boundary return: status(0) */
int sqlite3_bind_int64(sqlite3_stmt *statement, int index, sqlite3_int64 value);

/* @boundary return: status(0) */
int sqlite3_bind_double(sqlite3_stmt *statement, int index, double value);

/* @boundary return: status(0) */
int sqlite3_bind_null(sqlite3_stmt *statement, int index);

/* How long the text is used depends on the last argument.
 * @boundary return: status(0)
 * @boundary text: in, utf8, nullable */
int sqlite3_bind_text(sqlite3_stmt *statement, int index, const char *text, int bytes, void (*destructor)(void *));

/* @boundary return: status(0)
 * @boundary data: in, nullable */
int sqlite3_bind_blob(sqlite3_stmt *statement, int index, const void *data, int bytes, void (*destructor)(void *));

/* @boundary return: borrowed(statement), utf8, zeroterm, nullable */
const unsigned char *sqlite3_column_text(sqlite3_stmt *statement, int column);

/* @boundary return: borrowed(statement), utf16, zeroterm, nullable */
const void *sqlite3_column_text16(sqlite3_stmt *statement, int column);

/* @boundary return: borrowed(statement), nullable */
const void *sqlite3_column_blob(sqlite3_stmt *statement, int column);

/* @boundary return: borrowed(statement), utf8, zeroterm, nullable */
const char *sqlite3_column_name(sqlite3_stmt *statement, int column);

/* @boundary return: borrowed(statement), utf8, zeroterm, nullable */
const char *sqlite3_column_decltype(sqlite3_stmt *statement, int column);

/* @boundary return: borrowed(statement), utf8, zeroterm, nullable */
const char *sqlite3_sql(sqlite3_stmt *statement);

/* @boundary return: owned(sqlite3_free), utf8, zeroterm, nullable */
char *sqlite3_expanded_sql(sqlite3_stmt *statement);

/* @boundary return: borrowed */
sqlite3 *sqlite3_db_handle(sqlite3_stmt *statement);

/* @boundary return: borrowed(db), utf8, zeroterm, nullable */
const char *sqlite3_db_filename(sqlite3 *db, const char *name);

/* @boundary return: borrowed(value), utf8, zeroterm, nullable */
const unsigned char *sqlite3_value_text(sqlite3_value *value);

/* @boundary return: borrowed(value), nullable */
const void *sqlite3_value_blob(sqlite3_value *value);

/* @boundary return: owned(sqlite3_free), nullable */
void *sqlite3_malloc(int bytes);

/* @boundary return: owned(sqlite3_free), nullable */
void *sqlite3_malloc64(sqlite3_uint64 bytes);

/* @boundary memory: releases, nullable */
void sqlite3_free(void *memory);

/* @boundary return: owned(sqlite3_free), utf8, zeroterm, nullable */
char *sqlite3_mprintf(const char *format, ...);

/* Out of memory, it returns an object that refuses everything.
 * @boundary return: owned(sqlite3_str_finish), nonnull */
sqlite3_str *sqlite3_str_new(sqlite3 *db);

/* @boundary return: owned(sqlite3_free), utf8, zeroterm, nullable
 * @boundary builder: releases */
char *sqlite3_str_finish(sqlite3_str *builder);

/* @boundary return: status(0), errortext(sqlite3_errmsg)
 * @boundary blob: out, owned(sqlite3_blob_close) */
int sqlite3_blob_open(sqlite3 *db, const char *database, const char *table, const char *column, sqlite3_int64 row, int flags, sqlite3_blob **blob);

/* @boundary return: status(0)
 * @boundary blob: releases, nullable */
int sqlite3_blob_close(sqlite3_blob *blob);

/* @boundary return: owned(sqlite3_backup_finish), nullable */
sqlite3_backup *sqlite3_backup_init(sqlite3 *destination, const char *destinationName, sqlite3 *source, const char *sourceName);

/* @boundary return: status(0)
 * @boundary backup: releases, nullable */
int sqlite3_backup_finish(sqlite3_backup *backup);

/* Kept until another call replaces it or the connection is closed; so are the hooks that follow.
 * @boundary hook: retained, nullable
 * @boundary argument: retained */
void *sqlite3_update_hook(sqlite3 *db, void (*hook)(void *, int, char const *, char const *, sqlite3_int64), void *argument);

/* @boundary hook: retained, nullable
 * @boundary argument: retained */
void *sqlite3_commit_hook(sqlite3 *db, int (*hook)(void *), void *argument);

/* @boundary hook: retained, nullable
 * @boundary argument: retained */
void *sqlite3_rollback_hook(sqlite3 *db, void (*hook)(void *), void *argument);

/* @boundary handler: retained, nullable
 * @boundary argument: retained */
int sqlite3_busy_handler(sqlite3 *db, int (*handler)(void *, int), void *argument);

/* @boundary handler: retained, nullable
 * @boundary argument: retained */
void sqlite3_progress_handler(sqlite3 *db, int steps, int (*handler)(void *), void *argument);

/* @boundary return: status(0)
 * @boundary authorizer: retained, nullable
 * @boundary argument: retained */
int sqlite3_set_authorizer(
    sqlite3 *db, int (*authorizer)(void *, int, const char *, const char *, const char *, const char *), void *argument);

/* @boundary return: status(0), errortext(sqlite3_errmsg)
 * @boundary function: retained, nullable
 * @boundary step: retained, nullable
 * @boundary final: retained, nullable
 * @boundary destroy: retained, nullable
 * @boundary argument: retained */
int sqlite3_create_function_v2(
    sqlite3 *db, const char *name, int arguments, int encoding, void *argument, void (*function)(sqlite3_context *, int, sqlite3_value **),
    void (*step)(sqlite3_context *, int, sqlite3_value **), void (*final)(sqlite3_context *), void (*destroy)(void *));

/* @boundary return: status(0), errortext(sqlite3_errmsg)
 * @boundary compare: retained, nullable
 * @boundary argument: retained */
int sqlite3_create_collation(
    sqlite3 *db, const char *name, int encoding, void *argument, int (*compare)(void *, int, const void *, int, const void *));

int sqlite3_config(int option, ...);
int sqlite3_db_config(sqlite3 *db, int option, ...);

/* @boundary return: status(0), errortext(sqlite3_errmsg)
 * @boundary result: out, owned(sqlite3_free_table)
 * @boundary errmsg: out, nullable, utf8, zeroterm */
int sqlite3_get_table(sqlite3 *db, const char *sql, char ***result, int *rows, int *columns, char **errmsg);

/* @boundary result: releases */
void sqlite3_free_table(char **result);

/* @boundary return: owned(sqlite3_free), utf8, zeroterm, nullable */
char *sqlite3_vmprintf(const char *format, va_list arguments);

/* Whether the result is the caller's depends on the flags. */
unsigned char *sqlite3_serialize(sqlite3 *db, const char *schema, sqlite3_int64 *size, unsigned int flags);

/* @boundary errmsg: out, nullable, utf8, zeroterm
 * @boundary return: status(0) */
int sqlite3_load_extension(sqlite3 *db, const char *file, const char *entry, char **errmsg);

/* @boundary return: owned(sqlite3_value_free), nullable */
sqlite3_value *sqlite3_value_dup(const sqlite3_value *value);

/* @boundary value: releases, nullable */
void sqlite3_value_free(sqlite3_value *value);

/* @boundary return: borrowed(db), nullable */
sqlite3_stmt *sqlite3_next_stmt(sqlite3 *db, sqlite3_stmt *statement);

/* @boundary return: borrowed(context) */
sqlite3 *sqlite3_context_db_handle(sqlite3_context *context);

/* @boundary return: static, nullable, zeroterm */
const char *sqlite3_compileoption_get(int index);

/* @boundary return: borrowed(statement), nullable, utf8, zeroterm */
const char *sqlite3_bind_parameter_name(sqlite3_stmt *statement, int index);

/* @boundary return: status(0), errortext(sqlite3_errmsg)
 * @boundary argument: retained
 * @boundary function: retained, nullable
 * @boundary step: retained, nullable
 * @boundary final: retained, nullable */
int sqlite3_create_function(
    sqlite3 *db, const char *name, int arguments, int encoding, void *argument, void (*function)(sqlite3_context *, int, sqlite3_value **),
    void (*step)(sqlite3_context *, int, sqlite3_value **), void (*final)(sqlite3_context *));

/* @boundary return: status(0), errortext(sqlite3_errmsg)
 * @boundary argument: retained
 * @boundary compare: retained
 * @boundary destroy: retained, nullable */
int sqlite3_create_collation_v2(
    sqlite3 *db, const char *name, int encoding, void *argument, int (*compare)(void *, int, const void *, int, const void *),
    void (*destroy)(void *));

/* @boundary callback: retained, nullable
 * @boundary argument: retained */
int sqlite3_trace_v2(sqlite3 *db, unsigned int mask, int (*callback)(unsigned int, void *, void *, void *), void *argument);

/* @boundary hook: retained, nullable
 * @boundary argument: retained */
void *sqlite3_wal_hook(sqlite3 *db, int (*hook)(void *, sqlite3 *, const char *, int), void *argument);

/* @boundary data: retained
 * @boundary destroy: retained, nullable */
void sqlite3_set_auxdata(sqlite3_context *context, int index, void *data, void (*destroy)(void *));

/* @boundary return: borrowed, nullable */
void *sqlite3_get_auxdata(sqlite3_context *context, int index);

/* @boundary return: borrowed, nullable */
void *sqlite3_user_data(sqlite3_context *context);
