/* What the header of libjxl says about decoders, encoders, runners and memory that is read later. */

/* @boundary library(jxl), convention(cdecl) */

#include <stddef.h>
#include <stdint.h>

typedef struct JxlMemoryManagerStruct JxlMemoryManager;
typedef struct JxlDecoderStruct JxlDecoder;
typedef enum { JXL_DEC_SUCCESS = 0 } JxlDecoderStatus;
typedef struct JxlPixelFormat JxlPixelFormat;
typedef void (*JxlImageOutCallback)(void *, size_t, size_t, size_t, const void *);
typedef void *(*JxlImageOutInitCallback)(void *, size_t, size_t);
typedef void (*JxlImageOutRunCallback)(void *, size_t, size_t, size_t, size_t, const void *);
typedef void (*JxlImageOutDestroyCallback)(void *);
typedef struct JxlEncoderStruct JxlEncoder;

/* @boundary return: owned(JxlDecoderDestroy), nonnull */
JxlDecoder *JxlDecoderCreate(const JxlMemoryManager *memory_manager);

/* @boundary dec: releases, nullable */
void JxlDecoderDestroy(JxlDecoder *dec);

/* @boundary data: retained(until JxlDecoderReleaseInput) */
JxlDecoderStatus JxlDecoderSetInput(JxlDecoder *dec, const uint8_t *data, size_t size);

/* @boundary buffer: retained */
JxlDecoderStatus JxlDecoderSetImageOutBuffer(JxlDecoder *dec, const JxlPixelFormat *format, void *buffer, size_t size);

/* @boundary callback: retained
 * @boundary opaque: retained */
JxlDecoderStatus JxlDecoderSetImageOutCallback(JxlDecoder *dec, const JxlPixelFormat *format, JxlImageOutCallback callback, void *opaque);

/* @boundary init_callback: retained
 * @boundary run_callback: retained
 * @boundary destroy_callback: retained
 * @boundary init_opaque: retained */
JxlDecoderStatus JxlDecoderSetMultithreadedImageOutCallback(
    JxlDecoder *dec, const JxlPixelFormat *format, JxlImageOutInitCallback init_callback, JxlImageOutRunCallback run_callback, JxlImageOutDestroyCallback destroy_callback, void *init_opaque);

size_t JxlDecoderReleaseInput(JxlDecoder *dec);

/* @boundary return: owned(JxlEncoderDestroy), nonnull */
JxlEncoder *JxlEncoderCreate(const JxlMemoryManager *memory_manager);

/* @boundary enc: releases, nullable */
void JxlEncoderDestroy(JxlEncoder *enc);

/* @boundary return: owned(JxlThreadParallelRunnerDestroy), nonnull */
void *JxlThreadParallelRunnerCreate(const JxlMemoryManager *memory_manager, size_t num_worker_threads);

/* @boundary runner_opaque: releases, nullable */
void JxlThreadParallelRunnerDestroy(void *runner_opaque);

/* @boundary return: owned(JxlResizableParallelRunnerDestroy), nonnull */
void *JxlResizableParallelRunnerCreate(const JxlMemoryManager *memory_manager);

/* @boundary runner_opaque: releases, nullable */
void JxlResizableParallelRunnerDestroy(void *runner_opaque);
