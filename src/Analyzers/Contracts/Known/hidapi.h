/* What the documentation of hidapi says about devices and text. */

/* @boundary library(hidapi), convention(cdecl) */

#include <stddef.h>

struct hid_device_info;
/* @boundary handle(hid_close) */
typedef struct hid_device_ hid_device;

int hid_init(void);

int hid_exit(void);

/* No device is also a null result.
 * @boundary return: owned(hid_free_enumeration), nullable */
struct hid_device_info *hid_enumerate(unsigned short vendor_id, unsigned short product_id);

/* @boundary devs: releases, nullable */
void hid_free_enumeration(struct hid_device_info *devs);

/* @boundary return: owned(hid_close), nullable */
hid_device *hid_open(unsigned short vendor_id, unsigned short product_id, const wchar_t *serial_number);

/* @boundary return: owned(hid_close), nullable */
hid_device *hid_open_path(const char *path);

/* @boundary dev: releases */
void hid_close(hid_device *dev);

/* @boundary blocking
 * @boundary data: in, noescape, bytes(length) */
int hid_write(hid_device *dev, const unsigned char *data, size_t length);

/* @boundary blocking
 * @boundary data: out, noescape, bytes(length) */
int hid_read(hid_device *dev, unsigned char *data, size_t length);

/* @boundary blocking
 * @boundary data: out, noescape, bytes(length) */
int hid_read_timeout(hid_device *dev, unsigned char *data, size_t length, int milliseconds);

/* @boundary return: borrowed, zeroterm */
const wchar_t *hid_error(hid_device *dev);

/* @boundary return: static, zeroterm */
const char *hid_version_str(void);
