/* What the manual pages of libsystemd say about the bus, the journal, events and callbacks. */

/* @boundary library(systemd) */

#include <stdint.h>

typedef struct sd_bus sd_bus;
typedef struct sd_bus_message sd_bus_message;
typedef struct sd_bus_error sd_bus_error;
typedef struct sd_bus_slot sd_bus_slot;
typedef int (*sd_bus_message_handler_t)(sd_bus_message *, void *, sd_bus_error *);
typedef struct sd_bus_vtable sd_bus_vtable;
typedef struct sd_journal sd_journal;
typedef struct sd_event sd_event;
typedef struct sd_event_source sd_event_source;
typedef int (*sd_event_io_handler_t)(sd_event_source *, int, uint32_t, void *);
typedef int __clockid_t;
typedef __clockid_t clockid_t;
typedef int (*sd_event_time_handler_t)(sd_event_source *, uint64_t, void *);
struct signalfd_siginfo;
typedef int (*sd_event_signal_handler_t)(sd_event_source *, const struct signalfd_siginfo *, void *);
typedef int (*sd_event_handler_t)(sd_event_source *, void *);
typedef struct sd_login_monitor sd_login_monitor;

/* Bus */

/* @boundary return: status(>=0)
 * @boundary ret: owned(sd_bus_unref) */
int sd_bus_open(sd_bus **ret);

/* @boundary return: status(>=0)
 * @boundary ret: owned(sd_bus_unref) */
int sd_bus_open_user(sd_bus **ret);

/* @boundary return: status(>=0)
 * @boundary ret: owned(sd_bus_unref) */
int sd_bus_open_system(sd_bus **ret);

/* @boundary return: status(>=0)
 * @boundary ret: owned(sd_bus_unref) */
int sd_bus_default(sd_bus **ret);

/* @boundary return: status(>=0)
 * @boundary ret: owned(sd_bus_unref) */
int sd_bus_default_user(sd_bus **ret);

/* @boundary return: status(>=0)
 * @boundary ret: owned(sd_bus_unref) */
int sd_bus_default_system(sd_bus **ret);

/* @boundary return: status(>=0)
 * @boundary ret: owned(sd_bus_unref) */
int sd_bus_new(sd_bus **ret);

/* @boundary return: status(>=0)
 * @boundary m: owned(sd_bus_message_unref) */
int sd_bus_message_new_method_call(sd_bus *bus, sd_bus_message **m, const char *destination, const char *path, const char *interface, const char *member);

/* @boundary return: status(>=0)
 * @boundary m: owned(sd_bus_message_unref) */
int sd_bus_message_new_method_return(sd_bus_message *call, sd_bus_message **m);

/* @boundary return: status(>=0)
 * @boundary m: owned(sd_bus_message_unref) */
int sd_bus_message_new_signal(sd_bus *bus, sd_bus_message **m, const char *path, const char *interface, const char *member);

/* @boundary return: status(>=0)
 * @boundary reply: owned(sd_bus_message_unref) */
int sd_bus_call(sd_bus *bus, sd_bus_message *m, uint64_t usec, sd_bus_error *ret_error, sd_bus_message **reply);

/* @boundary return: status(>=0)
 * @boundary r: owned(sd_bus_message_unref) */
int sd_bus_process(sd_bus *bus, sd_bus_message **r);

/* @boundary bus: releases, nullable */
sd_bus *sd_bus_unref(sd_bus *bus);

/* @boundary bus: releases, nullable */
sd_bus *sd_bus_flush_close_unref(sd_bus *bus);

/* @boundary m: releases, nullable */
sd_bus_message *sd_bus_message_unref(sd_bus_message *m);

/* @boundary slot: releases */
sd_bus_slot *sd_bus_slot_unref(sd_bus_slot *slot);

/* @boundary callback: retained(until sd_bus_slot_unref)
 * @boundary userdata: retained(until sd_bus_slot_unref) */
int sd_bus_add_match(sd_bus *bus, sd_bus_slot **slot, const char *match, sd_bus_message_handler_t callback, void *userdata);

/* @boundary callback: retained(until sd_bus_slot_unref)
 * @boundary userdata: retained(until sd_bus_slot_unref) */
int sd_bus_match_signal(
    sd_bus *bus, sd_bus_slot **ret, const char *sender, const char *path, const char *interface, const char *member, sd_bus_message_handler_t callback, void *userdata);

/* @boundary vtable: retained(until sd_bus_slot_unref)
 * @boundary userdata: retained(until sd_bus_slot_unref) */
int sd_bus_add_object_vtable(sd_bus *bus, sd_bus_slot **slot, const char *path, const char *interface, const sd_bus_vtable *vtable, void *userdata);

/* @boundary callback: retained
 * @boundary userdata: retained */
int sd_bus_call_async(sd_bus *bus, sd_bus_slot **slot, sd_bus_message *m, sd_bus_message_handler_t callback, void *userdata, uint64_t usec);

/* @boundary callback: retained(until sd_bus_slot_unref)
 * @boundary userdata: retained(until sd_bus_slot_unref) */
int sd_bus_add_filter(sd_bus *bus, sd_bus_slot **slot, sd_bus_message_handler_t callback, void *userdata);

/* @boundary return: borrowed, nullable */
sd_bus_message *sd_bus_get_current_message(sd_bus *bus);

/* Journal */

/* @boundary return: status(>=0)
 * @boundary ret: owned(sd_journal_close) */
int sd_journal_open(sd_journal **ret, int flags);

/* @boundary return: status(>=0)
 * @boundary ret: owned(sd_journal_close) */
int sd_journal_open_directory(sd_journal **ret, const char *path, int flags);

/* @boundary return: status(>=0)
 * @boundary ret: owned(sd_journal_close) */
int sd_journal_open_files(sd_journal **ret, const char **paths, int flags);

/* @boundary j: releases, nullable */
void sd_journal_close(sd_journal *j);

/* Events */

/* @boundary return: status(>=0)
 * @boundary e: owned(sd_event_unref) */
int sd_event_default(sd_event **e);

/* @boundary return: status(>=0)
 * @boundary e: owned(sd_event_unref) */
int sd_event_new(sd_event **e);

/* @boundary e: releases, nullable */
sd_event *sd_event_unref(sd_event *e);

/* @boundary s: releases, nullable */
sd_event_source *sd_event_source_unref(sd_event_source *s);

/* @boundary callback: retained
 * @boundary userdata: retained */
int sd_event_add_io(sd_event *e, sd_event_source **s, int fd, uint32_t events, sd_event_io_handler_t callback, void *userdata);

/* @boundary callback: retained
 * @boundary userdata: retained */
int sd_event_add_time(sd_event *e, sd_event_source **s, clockid_t clock, uint64_t usec, uint64_t accuracy, sd_event_time_handler_t callback, void *userdata);

/* @boundary callback: retained
 * @boundary userdata: retained */
int sd_event_add_signal(sd_event *e, sd_event_source **s, int sig, sd_event_signal_handler_t callback, void *userdata);

/* @boundary callback: retained
 * @boundary userdata: retained */
int sd_event_add_defer(sd_event *e, sd_event_source **s, sd_event_handler_t callback, void *userdata);

/* Logins */

/* @boundary return: status(>=0)
 * @boundary ret: owned(sd_login_monitor_unref) */
int sd_login_monitor_new(const char *category, sd_login_monitor **ret);

/* @boundary m: releases, nullable */
sd_login_monitor *sd_login_monitor_unref(sd_login_monitor *m);
