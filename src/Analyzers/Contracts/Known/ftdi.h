/* What the documentation of libftdi says about contexts, lists of devices and text. */

/* @boundary library(ftdi), convention(cdecl) */

struct ftdi_context;
struct ftdi_device_list;

/* @boundary return: owned(ftdi_free), nullable */
struct ftdi_context *ftdi_new(void);

/* @boundary ftdi: releases */
void ftdi_free(struct ftdi_context *ftdi);

/* @boundary return: status(>=0)
 * @boundary devlist: owned(ftdi_list_free) */
int ftdi_usb_find_all(struct ftdi_context *ftdi, struct ftdi_device_list **devlist, int vendor, int product);

/* @boundary devlist: releases */
void ftdi_list_free(struct ftdi_device_list **devlist);

/* @boundary devlist: releases */
void ftdi_list_free2(struct ftdi_device_list *devlist);

/* @boundary return: borrowed(ftdi), zeroterm */
const char *ftdi_get_error_string(struct ftdi_context *ftdi);
