/* What the documentation of libsecret says about values, passwords, schemas and callbacks. */

/* @boundary library(secret-1) */

#include <stdarg.h>

typedef struct SecretSchema SecretSchema;
typedef struct _GCancellable GCancellable;
typedef struct _GError GError;
typedef char gchar;
typedef struct _GHashTable GHashTable;
typedef struct _GAsyncResult GAsyncResult;
typedef enum { SECRET_SCHEMA_NONE = 0 } SecretSchemaFlags;
typedef long gssize;
typedef struct _SecretValue SecretValue;
typedef void *gpointer;
typedef void (*GDestroyNotify)(gpointer);
typedef struct _SecretService SecretService;
typedef struct _SecretItem SecretItem;
typedef unsigned long gsize;
typedef enum { SECRET_SERVICE_NONE = 0 } SecretServiceFlags;
typedef struct _SecretCollection SecretCollection;

/* @boundary return: owned(secret_password_free), nullable, zeroterm */
gchar *secret_password_lookup_sync(const SecretSchema *schema, GCancellable *cancellable, GError **error, ...);

/* @boundary return: owned(secret_password_free), nullable, zeroterm */
gchar *secret_password_lookupv_sync(const SecretSchema *schema, GHashTable *attributes, GCancellable *cancellable, GError **error);

/* @boundary return: owned(secret_password_free), nullable, zeroterm */
gchar *secret_password_lookup_finish(GAsyncResult *result, GError **error);

/* @boundary return: owned(secret_password_free), nullable, zeroterm */
gchar *secret_password_lookup_nonpageable_sync(const SecretSchema *schema, GCancellable *cancellable, GError **error, ...);

/* @boundary password: releases, nullable */
void secret_password_free(gchar *password);

/* @boundary return: owned(secret_schema_unref), nonnull */
SecretSchema *secret_schema_newv(const gchar *name, SecretSchemaFlags flags, GHashTable *attribute_names_and_types);

/* @boundary return: owned(secret_schema_unref), nonnull */
SecretSchema *secret_schema_new(const gchar *name, SecretSchemaFlags flags, ...);

/* @boundary schema: releases */
void secret_schema_unref(SecretSchema *schema);

/* @boundary return: owned(secret_value_unref), nonnull */
SecretValue *secret_value_new(const gchar *secret, gssize length, const gchar *content_type);

/* @boundary return: owned(secret_value_unref), nonnull
 * @boundary secret: taken */
SecretValue *secret_value_new_full(gchar *secret, gssize length, const gchar *content_type, GDestroyNotify destroy);

/* @boundary return: owned(secret_value_unref), nullable */
SecretValue *secret_service_lookup_sync(SecretService *service, const SecretSchema *schema, GHashTable *attributes, GCancellable *cancellable, GError **error);

/* @boundary return: owned(secret_value_unref), nullable */
SecretValue *secret_service_lookup_finish(SecretService *service, GAsyncResult *result, GError **error);

/* @boundary return: owned(secret_value_unref), nullable */
SecretValue *secret_item_get_secret(SecretItem *self);

/* @boundary return: owned(secret_value_unref), nullable */
SecretValue *secret_password_lookup_binary_sync(const SecretSchema *schema, GCancellable *cancellable, GError **error, ...);

/* @boundary value: releases */
void secret_value_unref(gpointer value);

/* @boundary return: borrowed(value), nullable, zeroterm */
const gchar *secret_value_get(SecretValue *value, gsize *length);

/* @boundary return: borrowed(value), nullable, zeroterm */
const gchar *secret_value_get_text(SecretValue *value);

/* @boundary return: borrowed(value), nullable, zeroterm */
const gchar *secret_value_get_content_type(SecretValue *value);

/* @boundary return: owned(g_object_unref), nullable */
SecretService *secret_service_get_sync(SecretServiceFlags flags, GCancellable *cancellable, GError **error);

/* @boundary return: owned(g_object_unref), nullable */
SecretService *secret_service_get_finish(GAsyncResult *result, GError **error);

/* @boundary object: releases */
void g_object_unref(gpointer object);

/* @boundary return: owned(g_free), nonnull, zeroterm */
gchar *secret_item_get_label(SecretItem *self);

/* @boundary return: owned(g_free), nullable, zeroterm */
gchar *secret_item_get_schema_name(SecretItem *self);

/* @boundary return: owned(g_free), nonnull, zeroterm */
gchar *secret_collection_get_label(SecretCollection *self);

/* @boundary mem: releases, nullable */
void g_free(gpointer mem);

/* @boundary return: owned(g_hash_table_unref), nonnull */
GHashTable *secret_item_get_attributes(SecretItem *self);

/* @boundary return: owned(g_hash_table_unref), nonnull */
GHashTable *secret_attributes_buildv(const SecretSchema *schema, va_list va);

/* @boundary hash_table: releases */
void g_hash_table_unref(GHashTable *hash_table);
