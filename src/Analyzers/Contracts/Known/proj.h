/* What the documentation of PROJ says about contexts, transformations, lists and text. */

/* @boundary library(proj), convention(cdecl) */

#include <stddef.h>

/* @boundary handle(proj_context_destroy), invalid(0) */
typedef struct pj_ctx PJ_CONTEXT;
typedef void (*PJ_LOG_FUNCTION)(void *, int, const char *);
typedef const char *(*proj_file_finder)(PJ_CONTEXT *, const char *, void *);
/* @boundary handle(proj_destroy), invalid(0) */
typedef struct PJconsts PJ;
typedef struct PJ_AREA PJ_AREA;
typedef char **PROJ_STRING_LIST;
typedef enum { PJ_CATEGORY_ELLIPSOID = 0 } PJ_CATEGORY;
typedef struct PJ_OBJ_LIST PJ_OBJ_LIST;
typedef enum { PJ_TYPE_UNKNOWN = 0 } PJ_TYPE;
typedef struct PJ_OPERATION_FACTORY_CONTEXT PJ_OPERATION_FACTORY_CONTEXT;
typedef struct PROJ_CRS_LIST_PARAMETERS PROJ_CRS_LIST_PARAMETERS;
typedef struct PROJ_CRS_INFO PROJ_CRS_INFO;
typedef enum { PJ_WKT2_2015 = 0 } PJ_WKT_TYPE;
typedef enum { PJ_PROJ_5 = 0 } PJ_PROJ_STRING_TYPE;

/* Contexts */

/* @boundary return: owned(proj_context_destroy), nonnull */
PJ_CONTEXT *proj_context_create(void);

/* @boundary return: owned(proj_context_destroy), nonnull */
PJ_CONTEXT *proj_context_clone(PJ_CONTEXT *ctx);

/* @boundary ctx: releases, nullable */
PJ_CONTEXT *proj_context_destroy(PJ_CONTEXT *ctx);

/* @boundary app_data: retained
 * @boundary logf: retained */
void proj_log_func(PJ_CONTEXT *ctx, void *app_data, PJ_LOG_FUNCTION logf);

/* @boundary finder: retained
 * @boundary user_data: retained */
void proj_context_set_file_finder(PJ_CONTEXT *ctx, proj_file_finder finder, void *user_data);

/* @boundary return: borrowed, zeroterm */
const char *proj_context_errno_string(PJ_CONTEXT *ctx, int err);

/* @boundary return: borrowed, zeroterm */
const char *proj_errno_string(int err);

/* @boundary return: borrowed(ctx), nullable, zeroterm */
const char *proj_context_get_database_path(PJ_CONTEXT *ctx);

/* Transformations */

/* @boundary return: owned(proj_destroy), nullable */
PJ *proj_create(PJ_CONTEXT *ctx, const char *definition);

/* @boundary return: owned(proj_destroy), nullable */
PJ *proj_create_argv(PJ_CONTEXT *ctx, int argc, char **argv);

/* @boundary return: owned(proj_destroy), nullable */
PJ *proj_create_crs_to_crs(PJ_CONTEXT *ctx, const char *source_crs, const char *target_crs, PJ_AREA *area);

/* @boundary return: owned(proj_destroy), nullable */
PJ *proj_create_crs_to_crs_from_pj(PJ_CONTEXT *ctx, const PJ *source_crs, const PJ *target_crs, PJ_AREA *area, const char *const *options);

/* @boundary return: owned(proj_destroy), nullable */
PJ *proj_normalize_for_visualization(PJ_CONTEXT *ctx, const PJ *obj);

/* @boundary return: owned(proj_destroy), nullable */
PJ *proj_create_from_wkt(PJ_CONTEXT *ctx, const char *wkt, const char *const *options, PROJ_STRING_LIST *out_warnings, PROJ_STRING_LIST *out_grammar_errors);

/* @boundary return: owned(proj_destroy), nullable */
PJ *proj_create_from_database(
    PJ_CONTEXT *ctx, const char *auth_name, const char *code, PJ_CATEGORY category, int usePROJAlternativeGridNames, const char *const *options);

/* @boundary return: owned(proj_destroy), nonnull */
PJ *proj_clone(PJ_CONTEXT *ctx, const PJ *obj);

/* @boundary return: owned(proj_destroy), nullable */
PJ *proj_get_source_crs(PJ_CONTEXT *ctx, const PJ *obj);

/* @boundary return: owned(proj_destroy), nullable */
PJ *proj_get_target_crs(PJ_CONTEXT *ctx, const PJ *obj);

/* @boundary return: owned(proj_destroy), nullable */
PJ *proj_list_get(PJ_CONTEXT *ctx, const PJ_OBJ_LIST *result, int index);

/* @boundary return: owned(proj_destroy), nullable */
PJ *proj_crs_get_geodetic_crs(PJ_CONTEXT *ctx, const PJ *crs);

/* @boundary return: owned(proj_destroy), nullable */
PJ *proj_get_ellipsoid(PJ_CONTEXT *ctx, const PJ *obj);

/* @boundary return: owned(proj_destroy), nullable */
PJ *proj_crs_get_coordinate_system(PJ_CONTEXT *ctx, const PJ *crs);

/* @boundary return: owned(proj_destroy), nullable */
PJ *proj_crs_get_datum(PJ_CONTEXT *ctx, const PJ *crs);

/* @boundary P: releases, nullable */
PJ *proj_destroy(PJ *P);

/* @boundary return: owned(proj_area_destroy), nonnull */
PJ_AREA *proj_area_create(void);

/* @boundary area: releases, nullable */
void proj_area_destroy(PJ_AREA *area);

/* @boundary return: owned(proj_list_destroy), nullable */
PJ_OBJ_LIST *proj_create_from_name(
    PJ_CONTEXT *ctx, const char *auth_name, const char *searchedName, const PJ_TYPE *types, size_t typesCount, int approximateMatch, size_t limitResultCount, const char *const *options);

/* @boundary return: owned(proj_list_destroy), nullable */
PJ_OBJ_LIST *proj_create_operations(PJ_CONTEXT *ctx, const PJ *source_crs, const PJ *target_crs, const PJ_OPERATION_FACTORY_CONTEXT *operationContext);

/* @boundary return: owned(proj_list_destroy), nullable */
PJ_OBJ_LIST *proj_identify(PJ_CONTEXT *ctx, const PJ *obj, const char *auth_name, const char *const *options, int **out_confidence);

/* @boundary return: owned(proj_list_destroy), nullable */
PJ_OBJ_LIST *proj_get_non_deprecated(PJ_CONTEXT *ctx, const PJ *obj);

/* @boundary result: releases, nullable */
void proj_list_destroy(PJ_OBJ_LIST *result);

/* @boundary return: owned(proj_operation_factory_context_destroy), nonnull */
PJ_OPERATION_FACTORY_CONTEXT *proj_create_operation_factory_context(PJ_CONTEXT *ctx, const char *authority);

/* @boundary ctx: releases, nullable */
void proj_operation_factory_context_destroy(PJ_OPERATION_FACTORY_CONTEXT *ctx);

/* @boundary return: owned(proj_string_list_destroy), nullable */
PROJ_STRING_LIST proj_get_authorities_from_database(PJ_CONTEXT *ctx);

/* @boundary return: owned(proj_string_list_destroy), nullable */
PROJ_STRING_LIST proj_get_codes_from_database(PJ_CONTEXT *ctx, const char *auth_name, PJ_TYPE type, int allow_deprecated);

/* @boundary list: releases, nullable */
void proj_string_list_destroy(PROJ_STRING_LIST list);

/* @boundary return: owned(proj_crs_info_list_destroy), nullable */
PROJ_CRS_INFO **proj_get_crs_info_list_from_database(PJ_CONTEXT *ctx, const char *auth_name, const PROJ_CRS_LIST_PARAMETERS *params, int *out_result_count);

/* @boundary list: releases, nullable */
void proj_crs_info_list_destroy(PROJ_CRS_INFO **list);

/* @boundary return: owned(proj_string_destroy), nullable, zeroterm */
char *proj_suggests_code_for(PJ_CONTEXT *ctx, const PJ *object, const char *authority, int numeric_code, const char *const *options);

/* @boundary str: releases, nullable */
void proj_string_destroy(char *str);

/* @boundary return: borrowed(obj), nullable, zeroterm */
const char *proj_get_name(const PJ *obj);

/* @boundary return: borrowed(obj), nullable, zeroterm */
const char *proj_get_id_auth_name(const PJ *obj, int index);

/* @boundary return: borrowed(obj), nullable, zeroterm */
const char *proj_get_id_code(const PJ *obj, int index);

/* @boundary return: borrowed(obj), nullable, zeroterm */
const char *proj_get_remarks(const PJ *obj);

/* @boundary return: borrowed(obj), nullable, zeroterm */
const char *proj_get_scope(const PJ *obj);

/* @boundary return: borrowed(obj), nullable, zeroterm */
const char *proj_as_wkt(PJ_CONTEXT *ctx, const PJ *obj, PJ_WKT_TYPE type, const char *const *options);

/* @boundary return: borrowed(obj), nullable, zeroterm */
const char *proj_as_proj_string(PJ_CONTEXT *ctx, const PJ *obj, PJ_PROJ_STRING_TYPE type, const char *const *options);

/* @boundary return: borrowed(obj), nullable, zeroterm */
const char *proj_as_projjson(PJ_CONTEXT *ctx, const PJ *obj, const char *const *options);
