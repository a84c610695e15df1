/* What RFC 2744 and the documentation of MIT Kerberos say about what their functions hand out. */

/* @boundary library(gssapi_krb5) */

#include <stdint.h>

typedef uint32_t gss_uint32;
typedef gss_uint32 OM_uint32;
typedef struct gss_buffer_desc_struct *gss_buffer_t;
typedef struct gss_OID_desc_struct *gss_OID;
typedef struct gss_name_struct *gss_name_t;
typedef struct gss_OID_set_desc_struct *gss_OID_set;
typedef int gss_cred_usage_t;
typedef struct gss_cred_id_struct *gss_cred_id_t;
typedef struct gss_ctx_id_struct *gss_ctx_id_t;
typedef struct _krb5_context *krb5_context;
typedef int32_t krb5_int32;
typedef krb5_int32 krb5_error_code;
typedef struct krb5_principal_data krb5_principal_data;
typedef krb5_principal_data *krb5_principal;
typedef const krb5_principal_data *krb5_const_principal;
typedef struct _krb5_ccache *krb5_ccache;
typedef struct _krb5_kt *krb5_keytab;

/* GSSAPI */

/* @boundary return: status(0)
 * @boundary arg3: owned(gss_release_name) */
OM_uint32 gss_import_name(OM_uint32 *arg0, gss_buffer_t arg1, gss_OID arg2, gss_name_t *arg3);

/* @boundary return: status(0)
 * @boundary arg3: owned(gss_release_name) */
OM_uint32 gss_canonicalize_name(OM_uint32 *arg0, const gss_name_t arg1, const gss_OID arg2, gss_name_t *arg3);

/* @boundary return: status(0)
 * @boundary arg2: owned(gss_release_name) */
OM_uint32 gss_duplicate_name(OM_uint32 *arg0, const gss_name_t arg1, gss_name_t *arg2);

/* @boundary return: status(0)
 * @boundary arg5: owned(gss_release_cred) */
OM_uint32 gss_acquire_cred(
    OM_uint32 *arg0, gss_name_t arg1, OM_uint32 arg2, gss_OID_set arg3, gss_cred_usage_t arg4, gss_cred_id_t *arg5, gss_OID_set *arg6, OM_uint32 *arg7);

/* @boundary return: status(0)
 * @boundary arg1: owned(gss_release_oid_set) */
OM_uint32 gss_indicate_mechs(OM_uint32 *arg0, gss_OID_set *arg1);

/* @boundary return: status(0)
 * @boundary arg1: releases */
OM_uint32 gss_release_name(OM_uint32 *arg0, gss_name_t *arg1);

/* @boundary return: status(0)
 * @boundary arg1: releases */
OM_uint32 gss_release_cred(OM_uint32 *arg0, gss_cred_id_t *arg1);

/* @boundary arg1: releases */
OM_uint32 gss_delete_sec_context(OM_uint32 *arg0, gss_ctx_id_t *arg1, gss_buffer_t arg2);

/* @boundary arg1: releases */
OM_uint32 gss_release_oid_set(OM_uint32 *arg0, gss_OID_set *arg1);

/* Kerberos */

/* @boundary return: status(0)
 * @boundary context: owned(krb5_free_context) */
krb5_error_code krb5_init_context(krb5_context *context);

/* @boundary return: status(0)
 * @boundary context: owned(krb5_free_context) */
krb5_error_code krb5_init_secure_context(krb5_context *context);

/* @boundary context: releases, nullable */
void krb5_free_context(krb5_context context);

/* @boundary return: status(0)
 * @boundary principal_out: owned(krb5_free_principal) */
krb5_error_code krb5_parse_name(krb5_context context, const char *name, krb5_principal *principal_out);

/* @boundary return: status(0)
 * @boundary name: owned(krb5_free_unparsed_name), zeroterm */
krb5_error_code krb5_unparse_name(krb5_context context, krb5_const_principal principal, char **name);

/* @boundary return: status(0)
 * @boundary ccache: owned(krb5_cc_close) */
krb5_error_code krb5_cc_default(krb5_context context, krb5_ccache *ccache);

/* @boundary return: status(0)
 * @boundary cache: owned(krb5_cc_close) */
krb5_error_code krb5_cc_resolve(krb5_context context, const char *name, krb5_ccache *cache);

/* @boundary return: status(0)
 * @boundary id: owned(krb5_kt_close) */
krb5_error_code krb5_kt_default(krb5_context context, krb5_keytab *id);

/* @boundary return: status(0)
 * @boundary ktid: owned(krb5_kt_close) */
krb5_error_code krb5_kt_resolve(krb5_context context, const char *name, krb5_keytab *ktid);

/* @boundary return: status(0)
 * @boundary principal: owned(krb5_free_principal) */
krb5_error_code krb5_cc_get_principal(krb5_context context, krb5_ccache cache, krb5_principal *principal);

/* @boundary return: status(0)
 * @boundary lrealm: owned(krb5_free_default_realm), zeroterm */
krb5_error_code krb5_get_default_realm(krb5_context context, char **lrealm);

/* @boundary val: releases, nullable */
void krb5_free_principal(krb5_context context, krb5_principal val);

/* @boundary val: releases, nullable */
void krb5_free_unparsed_name(krb5_context context, char *val);

/* @boundary lrealm: releases, nullable */
void krb5_free_default_realm(krb5_context context, char *lrealm);

/* @boundary cache: releases */
krb5_error_code krb5_cc_close(krb5_context context, krb5_ccache cache);

/* @boundary keytab: releases */
krb5_error_code krb5_kt_close(krb5_context context, krb5_keytab keytab);

/* @boundary return: owned(krb5_free_error_message), nullable, zeroterm */
const char *krb5_get_error_message(krb5_context ctx, krb5_error_code code);

/* @boundary msg: releases */
void krb5_free_error_message(krb5_context ctx, const char *msg);
