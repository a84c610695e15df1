/* What the manual pages of libmodbus say about contexts, mappings and text. */

/* @boundary library(modbus), convention(cdecl) */

/* @boundary handle(modbus_free), invalid(0) */
typedef struct _modbus modbus_t;
typedef struct _modbus_mapping_t modbus_mapping_t;

/* @boundary return: owned(modbus_free), nullable */
modbus_t *modbus_new_tcp(const char *ip_address, int port);

/* @boundary return: owned(modbus_free), nullable */
modbus_t *modbus_new_tcp_pi(const char *node, const char *service);

/* @boundary return: owned(modbus_free), nullable */
modbus_t *modbus_new_rtu(const char *device, int baud, char parity, int data_bit, int stop_bit);

/* @boundary ctx: releases, nullable */
void modbus_free(modbus_t *ctx);

/* @boundary return: owned(modbus_mapping_free), nonnull */
modbus_mapping_t *modbus_mapping_new(int nb_bits, int nb_input_bits, int nb_registers, int nb_input_registers);

/* @boundary return: owned(modbus_mapping_free), nonnull */
modbus_mapping_t *modbus_mapping_new_start_address(
    unsigned int start_bits, unsigned int nb_bits, unsigned int start_input_bits, unsigned int nb_input_bits, unsigned int start_registers, unsigned int nb_registers, unsigned int start_input_registers, unsigned int nb_input_registers);

/* @boundary mb_mapping: releases, nullable */
void modbus_mapping_free(modbus_mapping_t *mb_mapping);

/* @boundary return: borrowed, zeroterm */
const char *modbus_strerror(int errnum);
