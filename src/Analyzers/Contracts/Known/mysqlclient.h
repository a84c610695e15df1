/* What the documentation of the C client libraries of MySQL and MariaDB says about connections, results, statements and text. */

/* @boundary library(mysqlclient) */

/* @boundary handle(mysql_close), invalid(0) */
typedef struct st_mysql MYSQL;
/* @boundary handle(mysql_free_result), invalid(0) */
typedef struct st_mysql_res MYSQL_RES;
/* @boundary handle(mysql_stmt_close), invalid(0) */
typedef struct st_mysql_stmt MYSQL_STMT;
typedef char **MYSQL_ROW;
typedef struct st_mysql_field MYSQL_FIELD;

/* Given a place of the caller's, that is what it gives back. */
MYSQL *mysql_init(MYSQL *mysql);

/* @boundary sock: releases, nullable */
void mysql_close(MYSQL *sock);

/* @boundary return: owned(mysql_free_result), nullable */
MYSQL_RES *mysql_store_result(MYSQL *mysql);

/* @boundary return: owned(mysql_free_result), nullable */
MYSQL_RES *mysql_use_result(MYSQL *mysql);

/* @boundary return: owned(mysql_free_result), nullable */
MYSQL_RES *mysql_list_dbs(MYSQL *mysql, const char *wild);

/* @boundary return: owned(mysql_free_result), nullable */
MYSQL_RES *mysql_list_tables(MYSQL *mysql, const char *wild);

/* @boundary return: owned(mysql_free_result), nullable */
MYSQL_RES *mysql_list_fields(MYSQL *mysql, const char *table, const char *wild);

/* @boundary return: owned(mysql_free_result), nullable */
MYSQL_RES *mysql_list_processes(MYSQL *mysql);

/* @boundary return: owned(mysql_free_result), nullable */
MYSQL_RES *mysql_stmt_result_metadata(MYSQL_STMT *stmt);

/* @boundary result: releases, nullable */
void mysql_free_result(MYSQL_RES *result);

/* @boundary return: owned(mysql_stmt_close), nonnull */
MYSQL_STMT *mysql_stmt_init(MYSQL *mysql);

/* @boundary stmt: releases */
char mysql_stmt_close(MYSQL_STMT *stmt);

/* @boundary return: borrowed(mysql), zeroterm */
const char *mysql_error(MYSQL *mysql);

/* @boundary return: borrowed(mysql), zeroterm */
const char *mysql_sqlstate(MYSQL *mysql);

/* @boundary return: borrowed(mysql), zeroterm */
const char *mysql_character_set_name(MYSQL *mysql);

/* @boundary return: borrowed(mysql), zeroterm */
char *mysql_get_host_info(MYSQL *mysql);

/* @boundary return: borrowed(mysql), zeroterm */
char *mysql_get_server_info(MYSQL *mysql);

/* @boundary return: borrowed(stmt), zeroterm */
const char *mysql_stmt_error(MYSQL_STMT *stmt);

/* @boundary return: borrowed(stmt), zeroterm */
const char *mysql_stmt_sqlstate(MYSQL_STMT *stmt);

/* @boundary return: borrowed(mysql), nullable, zeroterm */
const char *mysql_info(MYSQL *mysql);

/* @boundary return: borrowed(mysql), nullable, zeroterm */
char *mysql_stat(MYSQL *mysql);

/* @boundary return: borrowed(mysql), nullable, zeroterm */
const char *mysql_get_ssl_cipher(MYSQL *mysql);

/* @boundary return: static, zeroterm */
const char *mysql_get_client_info(void);

/* @boundary return: borrowed, nullable */
MYSQL_ROW mysql_fetch_row(MYSQL_RES *result);

/* @boundary return: borrowed, nullable */
unsigned long *mysql_fetch_lengths(MYSQL_RES *result);

/* @boundary return: borrowed, nullable */
MYSQL_FIELD *mysql_fetch_field(MYSQL_RES *result);

/* @boundary return: borrowed, nullable */
MYSQL_FIELD *mysql_fetch_fields(MYSQL_RES *res);

/* @boundary return: borrowed, nullable */
MYSQL_FIELD *mysql_fetch_field_direct(MYSQL_RES *res, unsigned int fieldnr);
