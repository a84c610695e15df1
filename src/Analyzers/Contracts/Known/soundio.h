/* What the documentation of libsoundio says about devices, streams and text. */

/* @boundary library(soundio), convention(cdecl) */

struct SoundIo;
struct SoundIoDevice;
struct SoundIoOutStream;
struct SoundIoInStream;
struct SoundIoRingBuffer;
enum SoundIoBackend { SoundIoBackendNone = 0 };
enum SoundIoChannelId { SoundIoChannelIdInvalid = 0 };

/* @boundary return: owned(soundio_destroy), nonnull */
struct SoundIo *soundio_create(void);

/* @boundary soundio: releases, nullable */
void soundio_destroy(struct SoundIo *soundio);

/* @boundary return: owned(soundio_device_unref), nonnull */
struct SoundIoDevice *soundio_get_input_device(struct SoundIo *soundio, int index);

/* @boundary return: owned(soundio_device_unref), nonnull */
struct SoundIoDevice *soundio_get_output_device(struct SoundIo *soundio, int index);

/* @boundary device: releases, nullable */
void soundio_device_unref(struct SoundIoDevice *device);

/* @boundary return: owned(soundio_outstream_destroy), nonnull */
struct SoundIoOutStream *soundio_outstream_create(struct SoundIoDevice *device);

/* @boundary outstream: releases, nullable */
void soundio_outstream_destroy(struct SoundIoOutStream *outstream);

/* @boundary return: owned(soundio_instream_destroy), nonnull */
struct SoundIoInStream *soundio_instream_create(struct SoundIoDevice *device);

/* @boundary instream: releases, nullable */
void soundio_instream_destroy(struct SoundIoInStream *instream);

/* @boundary return: owned(soundio_ring_buffer_destroy), nonnull */
struct SoundIoRingBuffer *soundio_ring_buffer_create(struct SoundIo *soundio, int requested_capacity);

/* @boundary ring_buffer: releases, nullable */
void soundio_ring_buffer_destroy(struct SoundIoRingBuffer *ring_buffer);

/* @boundary return: static, zeroterm */
const char *soundio_strerror(int error);

/* @boundary return: static, zeroterm */
const char *soundio_backend_name(enum SoundIoBackend backend);

/* @boundary return: static, zeroterm */
const char *soundio_get_channel_name(enum SoundIoChannelId id);
