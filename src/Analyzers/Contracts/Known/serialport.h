/* What the header of libserialport says about ports, lists, settings and text. */

/* @boundary library(serialport), convention(cdecl) */

struct sp_port;
enum sp_return { SP_OK = 0 };
struct sp_port_config;
struct sp_event_set;

/* @boundary return: status(0)
 * @boundary port_ptr: owned(sp_free_port) */
enum sp_return sp_get_port_by_name(const char *portname, struct sp_port **port_ptr);

/* @boundary return: status(0)
 * @boundary copy_ptr: owned(sp_free_port) */
enum sp_return sp_copy_port(const struct sp_port *port, struct sp_port **copy_ptr);

/* @boundary port: releases */
void sp_free_port(struct sp_port *port);

/* @boundary return: status(0)
 * @boundary list_ptr: owned(sp_free_port_list) */
enum sp_return sp_list_ports(struct sp_port ***list_ptr);

/* @boundary ports: releases */
void sp_free_port_list(struct sp_port **ports);

/* @boundary return: status(0)
 * @boundary config_ptr: owned(sp_free_config) */
enum sp_return sp_new_config(struct sp_port_config **config_ptr);

/* @boundary config: releases */
void sp_free_config(struct sp_port_config *config);

/* @boundary return: status(0)
 * @boundary result_ptr: owned(sp_free_event_set) */
enum sp_return sp_new_event_set(struct sp_event_set **result_ptr);

/* @boundary event_set: releases */
void sp_free_event_set(struct sp_event_set *event_set);

/* @boundary return: borrowed(port), nullable, zeroterm */
char *sp_get_port_name(const struct sp_port *port);

/* @boundary return: borrowed(port), nullable, zeroterm */
char *sp_get_port_description(const struct sp_port *port);

/* @boundary return: borrowed(port), nullable, zeroterm */
char *sp_get_port_usb_manufacturer(const struct sp_port *port);

/* @boundary return: borrowed(port), nullable, zeroterm */
char *sp_get_port_usb_product(const struct sp_port *port);

/* @boundary return: borrowed(port), nullable, zeroterm */
char *sp_get_port_usb_serial(const struct sp_port *port);

/* @boundary return: borrowed(port), nullable, zeroterm */
char *sp_get_port_bluetooth_address(const struct sp_port *port);

/* @boundary return: owned(sp_free_error_message), nullable, zeroterm */
char *sp_last_error_message(void);

/* @boundary message: releases */
void sp_free_error_message(char *message);

/* @boundary handler: retained */
void sp_set_debug_handler(void (*handler)(const char *, ...));

/* @boundary return: static, zeroterm */
const char *sp_get_package_version_string(void);

/* @boundary return: static, zeroterm */
const char *sp_get_lib_version_string(void);
