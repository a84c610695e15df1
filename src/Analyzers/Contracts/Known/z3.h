/* What the documentation of Z3's C interface says about configurations, contexts, text and callbacks. Its other objects belong to their context or are
 * counted. */

/* @boundary library(z3), convention(cdecl) */

typedef struct _Z3_config *Z3_config;
typedef struct _Z3_context *Z3_context;
typedef struct _Z3_ast *Z3_ast;
typedef const char *Z3_string;
typedef struct _Z3_symbol *Z3_symbol;
typedef struct _Z3_solver *Z3_solver;
typedef struct _Z3_model *Z3_model;
typedef enum { Z3_OK = 0 } Z3_error_code;
typedef struct _Z3_sort *Z3_sort;
typedef struct _Z3_func_decl *Z3_func_decl;
typedef struct _Z3_params *Z3_params;
typedef struct _Z3_stats *Z3_stats;
typedef void Z3_error_handler(Z3_context, Z3_error_code);

/* @boundary return: owned(Z3_del_config), nonnull */
Z3_config Z3_mk_config(void);

/* @boundary c: releases */
void Z3_del_config(Z3_config c);

/* @boundary return: owned(Z3_del_context), nonnull */
Z3_context Z3_mk_context(Z3_config c);

/* @boundary return: owned(Z3_del_context), nonnull */
Z3_context Z3_mk_context_rc(Z3_config c);

/* @boundary c: releases */
void Z3_del_context(Z3_context c);

/* @boundary return: borrowed, zeroterm */
Z3_string Z3_ast_to_string(Z3_context c, Z3_ast a);

/* @boundary return: borrowed, zeroterm */
Z3_string Z3_get_symbol_string(Z3_context c, Z3_symbol s);

/* @boundary return: borrowed, zeroterm */
Z3_string Z3_solver_to_string(Z3_context c, Z3_solver s);

/* @boundary return: borrowed, zeroterm */
Z3_string Z3_model_to_string(Z3_context c, Z3_model m);

/* @boundary return: borrowed, zeroterm */
Z3_string Z3_get_error_msg(Z3_context c, Z3_error_code err);

/* @boundary return: borrowed, zeroterm */
Z3_string Z3_get_full_version(void);

/* @boundary return: borrowed, zeroterm */
Z3_string Z3_sort_to_string(Z3_context c, Z3_sort s);

/* @boundary return: borrowed, zeroterm */
Z3_string Z3_func_decl_to_string(Z3_context c, Z3_func_decl d);

/* @boundary return: borrowed, zeroterm */
Z3_string Z3_params_to_string(Z3_context c, Z3_params p);

/* @boundary return: borrowed, zeroterm */
Z3_string Z3_stats_to_string(Z3_context c, Z3_stats s);

/* @boundary return: borrowed, zeroterm */
Z3_string Z3_get_numeral_string(Z3_context c, Z3_ast a);

/* @boundary return: borrowed, zeroterm */
Z3_string Z3_solver_get_reason_unknown(Z3_context c, Z3_solver s);

/* @boundary h: retained */
void Z3_set_error_handler(Z3_context c, Z3_error_handler h);
