/* What the documentation of libpq says about connections, results, text and callbacks. */

/* @boundary library(pq), convention(cdecl) */

#include <stddef.h>

/* @boundary handle(PQfinish), invalid(0) */
typedef struct pg_conn PGconn;
/* @boundary handle(PQfreeCancel), invalid(0) */
typedef struct pg_cancel PGcancel;
typedef struct _PQconninfoOption PQconninfoOption;
/* @boundary handle(PQclear), invalid(0) */
typedef struct pg_result PGresult;
typedef unsigned int Oid;
typedef struct PQArgBlock PQArgBlock;
typedef enum { PGRES_EMPTY_QUERY = 0 } ExecStatusType;
typedef enum { PQERRORS_TERSE = 0 } PGVerbosity;
typedef enum { PQSHOW_CONTEXT_NEVER = 0 } PGContextVisibility;
typedef struct pgNotify PGnotify;
typedef void (*PQnoticeReceiver)(void *, const PGresult *);
typedef void (*PQnoticeProcessor)(void *, const char *);

/* Connections */

/* @boundary return: owned(PQfinish), nonnull */
PGconn *PQconnectdb(const char *conninfo);

/* @boundary return: owned(PQfinish), nonnull */
PGconn *PQconnectdbParams(const char *const *keywords, const char *const *values, int expand_dbname);

/* @boundary return: owned(PQfinish), nonnull */
PGconn *PQsetdbLogin(const char *pghost, const char *pgport, const char *pgoptions, const char *pgtty, const char *dbName, const char *login, const char *pwd);

/* @boundary return: owned(PQfinish), nonnull */
PGconn *PQconnectStart(const char *conninfo);

/* @boundary return: owned(PQfinish), nonnull */
PGconn *PQconnectStartParams(const char *const *keywords, const char *const *values, int expand_dbname);

/* @boundary conn: releases, nullable */
void PQfinish(PGconn *conn);

/* @boundary return: borrowed(conn), nullable, zeroterm */
char *PQdb(const PGconn *conn);

/* @boundary return: borrowed(conn), nullable, zeroterm */
char *PQuser(const PGconn *conn);

/* @boundary return: borrowed(conn), nullable, zeroterm */
char *PQpass(const PGconn *conn);

/* @boundary return: borrowed(conn), nullable, zeroterm */
char *PQhost(const PGconn *conn);

/* @boundary return: borrowed(conn), nullable, zeroterm */
char *PQhostaddr(const PGconn *conn);

/* @boundary return: borrowed(conn), nullable, zeroterm */
char *PQport(const PGconn *conn);

/* @boundary return: borrowed(conn), nullable, zeroterm */
char *PQoptions(const PGconn *conn);

/* @boundary return: borrowed(conn), nullable, zeroterm */
const char *PQparameterStatus(const PGconn *conn, const char *paramName);

/* @boundary return: borrowed(conn), nullable, zeroterm */
const char *PQsslAttribute(PGconn *conn, const char *attribute_name);

/* @boundary return: borrowed(conn), zeroterm */
char *PQerrorMessage(const PGconn *conn);

/* @boundary return: owned(PQfreeCancel), nullable */
PGcancel *PQgetCancel(PGconn *conn);

/* @boundary cancel: releases, nullable */
void PQfreeCancel(PGcancel *cancel);

/* @boundary return: owned(PQconninfoFree), nonnull */
PQconninfoOption *PQconndefaults(void);

/* @boundary return: owned(PQconninfoFree), nullable
 * @boundary errmsg: owned(PQfreemem), zeroterm */
PQconninfoOption *PQconninfoParse(const char *conninfo, char **errmsg);

/* @boundary return: owned(PQconninfoFree), nullable */
PQconninfoOption *PQconninfo(PGconn *conn);

/* @boundary connOptions: releases, nullable */
void PQconninfoFree(PQconninfoOption *connOptions);

/* Results */

/* @boundary return: owned(PQclear), nonnull */
PGresult *PQexec(PGconn *conn, const char *query);

/* @boundary return: owned(PQclear), nonnull */
PGresult *PQexecParams(
    PGconn *conn, const char *command, int nParams, const Oid *paramTypes, const char *const *paramValues, const int *paramLengths, const int *paramFormats, int resultFormat);

/* @boundary return: owned(PQclear), nonnull */
PGresult *PQprepare(PGconn *conn, const char *stmtName, const char *query, int nParams, const Oid *paramTypes);

/* @boundary return: owned(PQclear), nonnull */
PGresult *PQexecPrepared(
    PGconn *conn, const char *stmtName, int nParams, const char *const *paramValues, const int *paramLengths, const int *paramFormats, int resultFormat);

/* @boundary return: owned(PQclear), nonnull */
PGresult *PQdescribePrepared(PGconn *conn, const char *stmt);

/* @boundary return: owned(PQclear), nonnull */
PGresult *PQdescribePortal(PGconn *conn, const char *portal);

/* @boundary return: owned(PQclear), nullable */
PGresult *PQgetResult(PGconn *conn);

/* @boundary return: owned(PQclear), nonnull */
PGresult *PQfn(PGconn *conn, int fnid, int *result_buf, int *result_len, int result_is_int, const PQArgBlock *args, int nargs);

/* @boundary return: owned(PQclear), nonnull */
PGresult *PQmakeEmptyPGresult(PGconn *conn, ExecStatusType status);

/* @boundary return: owned(PQclear), nonnull */
PGresult *PQcopyResult(const PGresult *src, int flags);

/* @boundary res: releases, nullable */
void PQclear(PGresult *res);

/* @boundary return: borrowed, zeroterm */
char *PQresStatus(ExecStatusType status);

/* @boundary return: borrowed(res), zeroterm */
char *PQresultErrorMessage(const PGresult *res);

/* @boundary return: borrowed(res), zeroterm */
char *PQcmdTuples(PGresult *res);

/* @boundary return: borrowed(res), nullable, zeroterm */
char *PQresultErrorField(const PGresult *res, int fieldcode);

/* @boundary return: borrowed(res), nonnull, zeroterm */
char *PQfname(const PGresult *res, int field_num);

/* @boundary return: borrowed(res), nullable, zeroterm */
char *PQcmdStatus(PGresult *res);

/* @boundary return: borrowed(res), nullable */
char *PQgetvalue(const PGresult *res, int tup_num, int field_num);

/* @boundary return: owned(PQfreemem), nullable, zeroterm */
char *PQresultVerboseErrorMessage(const PGresult *res, PGVerbosity verbosity, PGContextVisibility show_context);

/* @boundary return: owned(PQfreemem), nullable, zeroterm */
char *PQescapeLiteral(PGconn *conn, const char *str, size_t len);

/* @boundary return: owned(PQfreemem), nullable, zeroterm */
char *PQescapeIdentifier(PGconn *conn, const char *str, size_t len);

/* @boundary return: owned(PQfreemem), nullable, zeroterm */
char *PQencryptPassword(const char *passwd, const char *user);

/* @boundary return: owned(PQfreemem), nullable, zeroterm */
char *PQencryptPasswordConn(PGconn *conn, const char *passwd, const char *user, const char *algorithm);

/* @boundary return: owned(PQfreemem), nullable */
unsigned char *PQescapeByteaConn(PGconn *conn, const unsigned char *from, size_t from_length, size_t *to_length);

/* @boundary return: owned(PQfreemem), nullable */
unsigned char *PQescapeBytea(const unsigned char *from, size_t from_length, size_t *to_length);

/* @boundary return: owned(PQfreemem), nullable */
unsigned char *PQunescapeBytea(const unsigned char *strtext, size_t *retbuflen);

/* @boundary return: owned(PQfreemem), nullable */
PGnotify *PQnotifies(PGconn *conn);

/* @boundary buffer: owned(PQfreemem), zeroterm */
int PQgetCopyData(PGconn *conn, char **buffer, int async);

/* @boundary ptr: releases, nullable */
void PQfreemem(void *ptr);

/* Callbacks */

/* @boundary proc: retained
 * @boundary arg: retained */
PQnoticeReceiver PQsetNoticeReceiver(PGconn *conn, PQnoticeReceiver proc, void *arg);

/* @boundary proc: retained
 * @boundary arg: retained */
PQnoticeProcessor PQsetNoticeProcessor(PGconn *conn, PQnoticeProcessor proc, void *arg);

/* Encodings */

/* @boundary return: static, zeroterm */
const char *pg_encoding_to_char(int encoding);
