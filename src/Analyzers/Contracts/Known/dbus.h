/* What the documentation of libdbus says about references, text and callbacks. */

/* @boundary library(dbus), convention(cdecl) */

#include <stddef.h>

typedef struct DBusError DBusError;
/* @boundary handle(dbus_message_unref) */
typedef struct DBusMessage DBusMessage;
typedef struct DBusConnection DBusConnection;
typedef enum { DBUS_HANDLER_RESULT_HANDLED = 0 } DBusHandlerResult;
typedef DBusHandlerResult (*DBusHandleMessageFunction)(DBusConnection *, DBusMessage *, void *);
typedef void (*DBusFreeFunction)(void *);
typedef unsigned int dbus_uint32_t;
typedef dbus_uint32_t dbus_bool_t;

/* @boundary return: owned(dbus_free) */
void *dbus_malloc(size_t bytes);

/* @boundary return: owned(dbus_free) */
void *dbus_malloc0(size_t bytes);

/* @boundary memory: releases, nullable */
void dbus_free(void *memory);

void dbus_error_free(DBusError *error);

/* @boundary return: owned(dbus_message_unref) */
DBusMessage *dbus_message_new_method_call(const char *bus_name, const char *path, const char *iface, const char *method);

/* @boundary return: owned(dbus_message_unref) */
DBusMessage *dbus_message_new_method_return(DBusMessage *method_call);

/* @boundary return: owned(dbus_message_unref) */
DBusMessage *dbus_message_new_signal(const char *path, const char *iface, const char *name);

/* @boundary return: owned(dbus_message_unref) */
DBusMessage *dbus_message_new_error(DBusMessage *reply_to, const char *error_name, const char *error_message);

/* @boundary return: owned(dbus_message_unref) */
DBusMessage *dbus_message_copy(const DBusMessage *message);

DBusMessage *dbus_message_ref(DBusMessage *message);

/* @boundary message: releases */
void dbus_message_unref(DBusMessage *message);

/* @boundary return: borrowed(message), nullable, zeroterm */
const char *dbus_message_get_sender(DBusMessage *message);

/* @boundary return: borrowed(message), nullable, zeroterm */
const char *dbus_message_get_destination(DBusMessage *message);

/* @boundary return: borrowed(message), nullable, zeroterm */
const char *dbus_message_get_path(DBusMessage *message);

/* @boundary return: borrowed(message), nullable, zeroterm */
const char *dbus_message_get_interface(DBusMessage *message);

/* @boundary return: borrowed(message), nullable, zeroterm */
const char *dbus_message_get_member(DBusMessage *message);

/* @boundary return: borrowed(message), nullable, zeroterm */
const char *dbus_message_get_error_name(DBusMessage *message);

/* @boundary return: borrowed(message), zeroterm */
const char *dbus_message_get_signature(DBusMessage *message);

/* @boundary return: borrowed(connection), nullable, zeroterm */
const char *dbus_bus_get_unique_name(DBusConnection *connection);

DBusConnection *dbus_connection_ref(DBusConnection *connection);

/* @boundary connection: releases */
void dbus_connection_unref(DBusConnection *connection);

/* @boundary return: owned(dbus_message_unref), nullable */
DBusMessage *dbus_connection_pop_message(DBusConnection *connection);

/* @boundary function: retained(until dbus_connection_remove_filter)
 * @boundary user_data: retained
 * @boundary free_data_function: retained, nullable */
dbus_bool_t dbus_connection_add_filter(
    DBusConnection *connection, DBusHandleMessageFunction function, void *user_data, DBusFreeFunction free_data_function);

void dbus_connection_remove_filter(DBusConnection *connection, DBusHandleMessageFunction function, void *user_data);

/* @boundary return: owned(dbus_free), zeroterm */
char *dbus_get_local_machine_id(void);
