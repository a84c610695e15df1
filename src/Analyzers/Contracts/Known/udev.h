/* What the documentation of libudev says about references and text. List entries belong to their list. */

/* @boundary library(udev), convention(cdecl) */

struct udev;
struct udev_enumerate;
struct udev_list_entry;
struct udev_device;
typedef unsigned long __dev_t;
typedef __dev_t dev_t;
struct udev_monitor;

/* @boundary return: owned(udev_unref) */
struct udev *udev_new(void);

struct udev *udev_ref(struct udev *udev);

/* @boundary udev: releases, nullable */
struct udev *udev_unref(struct udev *udev);

/* @boundary return: owned(udev_enumerate_unref) */
struct udev_enumerate *udev_enumerate_new(struct udev *udev);

struct udev_enumerate *udev_enumerate_ref(struct udev_enumerate *udev_enumerate);

/* @boundary udev_enumerate: releases, nullable */
struct udev_enumerate *udev_enumerate_unref(struct udev_enumerate *udev_enumerate);

/* @boundary return: borrowed(udev_enumerate), nullable */
struct udev_list_entry *udev_enumerate_get_list_entry(struct udev_enumerate *udev_enumerate);

/* @boundary return: borrowed(list_entry), nullable */
struct udev_list_entry *udev_list_entry_get_next(struct udev_list_entry *list_entry);

/* @boundary return: borrowed(list_entry), nullable, zeroterm */
const char *udev_list_entry_get_name(struct udev_list_entry *list_entry);

/* @boundary return: borrowed(list_entry), nullable, zeroterm */
const char *udev_list_entry_get_value(struct udev_list_entry *list_entry);

/* @boundary return: owned(udev_device_unref), nullable */
struct udev_device *udev_device_new_from_syspath(struct udev *udev, const char *syspath);

/* @boundary return: owned(udev_device_unref), nullable */
struct udev_device *udev_device_new_from_devnum(struct udev *udev, char type, dev_t devnum);

/* @boundary return: owned(udev_device_unref), nullable */
struct udev_device *udev_device_new_from_subsystem_sysname(struct udev *udev, const char *subsystem, const char *sysname);

struct udev_device *udev_device_ref(struct udev_device *udev_device);

/* @boundary udev_device: releases, nullable */
struct udev_device *udev_device_unref(struct udev_device *udev_device);

/* @boundary return: borrowed(udev_device), nullable */
struct udev_device *udev_device_get_parent(struct udev_device *udev_device);

/* @boundary return: borrowed(udev_device), nullable */
struct udev_device *udev_device_get_parent_with_subsystem_devtype(struct udev_device *udev_device, const char *subsystem, const char *devtype);

/* @boundary return: borrowed(udev_device), nullable, zeroterm */
const char *udev_device_get_devnode(struct udev_device *udev_device);

/* @boundary return: borrowed(udev_device), nullable, zeroterm */
const char *udev_device_get_syspath(struct udev_device *udev_device);

/* @boundary return: borrowed(udev_device), nullable, zeroterm */
const char *udev_device_get_sysname(struct udev_device *udev_device);

/* @boundary return: borrowed(udev_device), nullable, zeroterm */
const char *udev_device_get_subsystem(struct udev_device *udev_device);

/* @boundary return: borrowed(udev_device), nullable, zeroterm */
const char *udev_device_get_devtype(struct udev_device *udev_device);

/* @boundary return: borrowed(udev_device), nullable, zeroterm */
const char *udev_device_get_driver(struct udev_device *udev_device);

/* @boundary return: borrowed(udev_device), nullable, zeroterm */
const char *udev_device_get_action(struct udev_device *udev_device);

/* @boundary return: borrowed(udev_device), nullable, zeroterm */
const char *udev_device_get_property_value(struct udev_device *udev_device, const char *key);

/* @boundary return: borrowed(udev_device), nullable, zeroterm */
const char *udev_device_get_sysattr_value(struct udev_device *udev_device, const char *sysattr);

/* @boundary return: owned(udev_monitor_unref), nullable */
struct udev_monitor *udev_monitor_new_from_netlink(struct udev *udev, const char *name);

struct udev_monitor *udev_monitor_ref(struct udev_monitor *udev_monitor);

/* @boundary udev_monitor: releases, nullable */
struct udev_monitor *udev_monitor_unref(struct udev_monitor *udev_monitor);

/* @boundary return: owned(udev_device_unref), nullable */
struct udev_device *udev_monitor_receive_device(struct udev_monitor *udev_monitor);
