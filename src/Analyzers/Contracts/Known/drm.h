/* What the manual pages and headers of libdrm, libgbm and libinput say about what has to be freed. */

/* @boundary library(drm) */

#include <stdarg.h>
#include <stdint.h>

typedef struct _drmModeRes *drmModeResPtr;
typedef struct _drmModeConnector *drmModeConnectorPtr;
typedef struct _drmModeEncoder *drmModeEncoderPtr;
typedef struct _drmModeCrtc *drmModeCrtcPtr;
typedef struct _drmModeFB *drmModeFBPtr;
typedef struct _drmModeFB2 *drmModeFB2Ptr;
typedef struct _drmModePlane *drmModePlanePtr;
typedef struct _drmModePlaneRes *drmModePlaneResPtr;
typedef struct _drmModeProperty *drmModePropertyPtr;
typedef struct _drmModePropertyBlob *drmModePropertyBlobPtr;
typedef struct _drmModeObjectProperties *drmModeObjectPropertiesPtr;
typedef struct _drmVersion *drmVersionPtr;
typedef struct _drmModeAtomicReq *drmModeAtomicReqPtr;
struct gbm_device;
struct gbm_surface;
struct gbm_bo;
struct libinput_interface;
struct udev;
struct libinput;
struct libinput_event;
struct libinput_device;
struct libinput_seat;
enum libinput_log_priority { LIBINPUT_LOG_PRIORITY_DEBUG = 10 };
typedef void (*libinput_log_handler)(struct libinput *, enum libinput_log_priority, const char *, va_list);

/* libdrm */

/* @boundary return: owned(drmModeFreeResources), nullable */
drmModeResPtr drmModeGetResources(int fd);

/* @boundary return: owned(drmModeFreeConnector), nullable */
drmModeConnectorPtr drmModeGetConnector(int fd, uint32_t connectorId);

/* @boundary return: owned(drmModeFreeConnector), nullable */
drmModeConnectorPtr drmModeGetConnectorCurrent(int fd, uint32_t connector_id);

/* @boundary return: owned(drmModeFreeEncoder), nullable */
drmModeEncoderPtr drmModeGetEncoder(int fd, uint32_t encoder_id);

/* @boundary return: owned(drmModeFreeCrtc), nullable */
drmModeCrtcPtr drmModeGetCrtc(int fd, uint32_t crtcId);

/* @boundary return: owned(drmModeFreeFB), nullable */
drmModeFBPtr drmModeGetFB(int fd, uint32_t bufferId);

/* @boundary return: owned(drmModeFreeFB2), nullable */
drmModeFB2Ptr drmModeGetFB2(int fd, uint32_t bufferId);

/* @boundary return: owned(drmModeFreePlane), nullable */
drmModePlanePtr drmModeGetPlane(int fd, uint32_t plane_id);

/* @boundary return: owned(drmModeFreePlaneResources), nullable */
drmModePlaneResPtr drmModeGetPlaneResources(int fd);

/* @boundary return: owned(drmModeFreeProperty), nullable */
drmModePropertyPtr drmModeGetProperty(int fd, uint32_t propertyId);

/* @boundary return: owned(drmModeFreePropertyBlob), nullable */
drmModePropertyBlobPtr drmModeGetPropertyBlob(int fd, uint32_t blob_id);

/* @boundary return: owned(drmModeFreeObjectProperties), nullable */
drmModeObjectPropertiesPtr drmModeObjectGetProperties(int fd, uint32_t object_id, uint32_t object_type);

/* @boundary return: owned(drmFreeVersion), nullable */
drmVersionPtr drmGetVersion(int fd);

/* @boundary return: owned(drmFreeVersion), nullable */
drmVersionPtr drmGetLibVersion(int fd);

/* @boundary return: owned(drmModeAtomicFree), nullable */
drmModeAtomicReqPtr drmModeAtomicAlloc(void);

/* @boundary return: owned(drmModeAtomicFree), nullable */
drmModeAtomicReqPtr drmModeAtomicDuplicate(const drmModeAtomicReqPtr req);

/* @boundary ptr: releases */
void drmModeFreeResources(drmModeResPtr ptr);

/* @boundary ptr: releases */
void drmModeFreeConnector(drmModeConnectorPtr ptr);

/* @boundary ptr: releases */
void drmModeFreeEncoder(drmModeEncoderPtr ptr);

/* @boundary ptr: releases */
void drmModeFreeCrtc(drmModeCrtcPtr ptr);

/* @boundary ptr: releases */
void drmModeFreeFB(drmModeFBPtr ptr);

/* @boundary ptr: releases */
void drmModeFreeFB2(drmModeFB2Ptr ptr);

/* @boundary ptr: releases */
void drmModeFreePlane(drmModePlanePtr ptr);

/* @boundary ptr: releases */
void drmModeFreePlaneResources(drmModePlaneResPtr ptr);

/* @boundary ptr: releases */
void drmModeFreeProperty(drmModePropertyPtr ptr);

/* @boundary ptr: releases */
void drmModeFreePropertyBlob(drmModePropertyBlobPtr ptr);

/* @boundary ptr: releases */
void drmModeFreeObjectProperties(drmModeObjectPropertiesPtr ptr);

/* @boundary arg0: releases */
void drmFreeVersion(drmVersionPtr arg0);

/* @boundary req: releases */
void drmModeAtomicFree(drmModeAtomicReqPtr req);

/* libgbm */

/* @boundary return: owned(gbm_device_destroy), nullable */
struct gbm_device *gbm_create_device(int fd);

/* @boundary gbm: releases */
void gbm_device_destroy(struct gbm_device *gbm);

/* @boundary return: owned(gbm_surface_destroy), nullable */
struct gbm_surface *gbm_surface_create(struct gbm_device *gbm, uint32_t width, uint32_t height, uint32_t format, uint32_t flags);

/* @boundary return: owned(gbm_surface_destroy), nullable */
struct gbm_surface *gbm_surface_create_with_modifiers(
    struct gbm_device *gbm, uint32_t width, uint32_t height, uint32_t format, const uint64_t *modifiers, const unsigned int count);

/* @boundary surface: releases */
void gbm_surface_destroy(struct gbm_surface *surface);

/* @boundary return: owned(gbm_bo_destroy), nullable */
struct gbm_bo *gbm_bo_create(struct gbm_device *gbm, uint32_t width, uint32_t height, uint32_t format, uint32_t flags);

/* @boundary return: owned(gbm_bo_destroy), nullable */
struct gbm_bo *gbm_bo_create_with_modifiers(
    struct gbm_device *gbm, uint32_t width, uint32_t height, uint32_t format, const uint64_t *modifiers, const unsigned int count);

/* @boundary return: owned(gbm_bo_destroy), nullable */
struct gbm_bo *gbm_bo_import(struct gbm_device *gbm, uint32_t type, void *buffer, uint32_t flags);

/* @boundary bo: releases */
void gbm_bo_destroy(struct gbm_bo *bo);

/* @boundary return: owned(gbm_surface_release_buffer), nullable */
struct gbm_bo *gbm_surface_lock_front_buffer(struct gbm_surface *surface);

/* @boundary bo: releases */
void gbm_surface_release_buffer(struct gbm_surface *surface, struct gbm_bo *bo);

/* @boundary data: retained
 * @boundary destroy_user_data: retained */
void gbm_bo_set_user_data(struct gbm_bo *bo, void *data, void (*destroy_user_data)(struct gbm_bo *, void *));

/* libinput */

/* @boundary return: owned(libinput_unref), nullable
 * @boundary interface: retained(until libinput_unref)
 * @boundary user_data: retained(until libinput_unref) */
struct libinput *libinput_udev_create_context(const struct libinput_interface *interface, void *user_data, struct udev *udev);

/* @boundary return: owned(libinput_unref), nullable
 * @boundary interface: retained(until libinput_unref)
 * @boundary user_data: retained(until libinput_unref) */
struct libinput *libinput_path_create_context(const struct libinput_interface *interface, void *user_data);

/* @boundary libinput: releases */
struct libinput *libinput_unref(struct libinput *libinput);

/* @boundary return: owned(libinput_event_destroy), nullable */
struct libinput_event *libinput_get_event(struct libinput *libinput);

/* @boundary event: releases */
void libinput_event_destroy(struct libinput_event *event);

/* @boundary return: borrowed(event) */
struct libinput_device *libinput_event_get_device(struct libinput_event *event);

/* @boundary return: borrowed */
struct libinput_seat *libinput_device_get_seat(struct libinput_device *device);

/* @boundary return: borrowed(device), zeroterm */
const char *libinput_device_get_name(struct libinput_device *device);

/* @boundary return: borrowed(device), zeroterm */
const char *libinput_device_get_sysname(struct libinput_device *device);

/* @boundary log_handler: retained */
void libinput_log_set_handler(struct libinput *libinput, libinput_log_handler log_handler);
