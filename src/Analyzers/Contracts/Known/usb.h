/* What the documentation of libusb 1.0 says about devices, transfers and text. */

/* @boundary library(usb-1.0), convention(stdcall) */

#include <stdint.h>
#include <sys/types.h>

/* @boundary handle(libusb_exit) */
typedef struct libusb_context libusb_context;
typedef struct libusb_device libusb_device;
/* @boundary handle(libusb_close) */
typedef struct libusb_device_handle libusb_device_handle;
struct libusb_device_descriptor;
struct libusb_config_descriptor;
struct libusb_bos_descriptor;
struct libusb_endpoint_descriptor;
struct libusb_ss_endpoint_companion_descriptor;
struct libusb_transfer;
struct libusb_version;
typedef void (*libusb_pollfd_added_cb)(int, short, void *);
typedef void (*libusb_pollfd_removed_cb)(int, void *);
struct libusb_pollfd;

/* @boundary return: status(0)
 * @boundary ctx: out, owned(libusb_exit), nullable */
int libusb_init(libusb_context **ctx);

/* Without a context it ends the default one.
 * @boundary ctx: releases, nullable */
void libusb_exit(libusb_context *ctx);

/* The list holds a reference to each device.
 * @boundary return: status(>=0)
 * @boundary list: out, owned(libusb_free_device_list) */
ssize_t libusb_get_device_list(libusb_context *ctx, libusb_device ***list);

/* @boundary list: releases, nullable */
void libusb_free_device_list(libusb_device **list, int unref_devices);

libusb_device *libusb_ref_device(libusb_device *dev);

void libusb_unref_device(libusb_device *dev);

/* @boundary return: status(0)
 * @boundary dev_handle: out, owned(libusb_close) */
int libusb_open(libusb_device *dev, libusb_device_handle **dev_handle);

/* @boundary return: owned(libusb_close), nullable */
libusb_device_handle *libusb_open_device_with_vid_pid(libusb_context *ctx, uint16_t vendor_id, uint16_t product_id);

/* @boundary dev_handle: releases, nullable */
void libusb_close(libusb_device_handle *dev_handle);

/* @boundary return: borrowed(dev_handle) */
libusb_device *libusb_get_device(libusb_device_handle *dev_handle);

int libusb_get_device_descriptor(libusb_device *dev, struct libusb_device_descriptor *desc);

/* @boundary return: status(0)
 * @boundary config: out, owned(libusb_free_config_descriptor) */
int libusb_get_active_config_descriptor(libusb_device *dev, struct libusb_config_descriptor **config);

/* @boundary return: status(0)
 * @boundary config: out, owned(libusb_free_config_descriptor) */
int libusb_get_config_descriptor(libusb_device *dev, uint8_t config_index, struct libusb_config_descriptor **config);

/* @boundary return: status(0)
 * @boundary config: out, owned(libusb_free_config_descriptor) */
int libusb_get_config_descriptor_by_value(libusb_device *dev, uint8_t bConfigurationValue, struct libusb_config_descriptor **config);

/* @boundary config: releases, nullable */
void libusb_free_config_descriptor(struct libusb_config_descriptor *config);

/* @boundary return: status(0)
 * @boundary bos: out, owned(libusb_free_bos_descriptor) */
int libusb_get_bos_descriptor(libusb_device_handle *dev_handle, struct libusb_bos_descriptor **bos);

/* @boundary bos: releases, nullable */
void libusb_free_bos_descriptor(struct libusb_bos_descriptor *bos);

/* @boundary return: status(0)
 * @boundary ep_comp: out, owned(libusb_free_ss_endpoint_companion_descriptor) */
int libusb_get_ss_endpoint_companion_descriptor(
    libusb_context *ctx, const struct libusb_endpoint_descriptor *endpoint, struct libusb_ss_endpoint_companion_descriptor **ep_comp);

/* @boundary ep_comp: releases, nullable */
void libusb_free_ss_endpoint_companion_descriptor(struct libusb_ss_endpoint_companion_descriptor *ep_comp);

/* @boundary return: owned(libusb_free_transfer) */
struct libusb_transfer *libusb_alloc_transfer(int iso_packets);

/* @boundary transfer: releases, nullable */
void libusb_free_transfer(struct libusb_transfer *transfer);

/* @boundary return: static, zeroterm */
const char *libusb_error_name(int errcode);

/* @boundary return: static, zeroterm */
const char *libusb_strerror(int errcode);

/* @boundary return: static */
const struct libusb_version *libusb_get_version(void);

/* @boundary added_cb: retained, nullable
 * @boundary removed_cb: retained, nullable
 * @boundary user_data: retained */
void libusb_set_pollfd_notifiers(libusb_context *ctx, libusb_pollfd_added_cb added_cb, libusb_pollfd_removed_cb removed_cb, void *user_data);

/* @boundary return: owned(libusb_free_pollfds), nullable */
const struct libusb_pollfd **libusb_get_pollfds(libusb_context *ctx);

/* @boundary pollfds: releases, nullable */
void libusb_free_pollfds(const struct libusb_pollfd **pollfds);

/* @boundary blocking
 * @boundary data: noescape */
int libusb_bulk_transfer(
    libusb_device_handle *dev_handle, unsigned char endpoint, unsigned char *data, int length, int *actual_length, unsigned int timeout);

/* @boundary blocking
 * @boundary data: noescape */
int libusb_interrupt_transfer(
    libusb_device_handle *dev_handle, unsigned char endpoint, unsigned char *data, int length, int *actual_length, unsigned int timeout);

/* @boundary blocking
 * @boundary data: noescape */
int libusb_control_transfer(
    libusb_device_handle *dev_handle, uint8_t request_type, uint8_t bRequest, uint16_t wValue, uint16_t wIndex, unsigned char *data,
    uint16_t wLength, unsigned int timeout);
