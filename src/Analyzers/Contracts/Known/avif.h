/* What the header of libavif says about images, decoders, encoders and text. */

/* @boundary library(avif), convention(cdecl) */

#include <stddef.h>
#include <stdint.h>

typedef enum { AVIF_PIXEL_FORMAT_NONE = 0 } avifPixelFormat;
typedef struct avifImage avifImage;
typedef struct avifDecoder avifDecoder;
typedef struct avifEncoder avifEncoder;
typedef enum { AVIF_RESULT_OK = 0 } avifResult;
typedef struct avifRWData avifRWData;

/* @boundary return: owned(avifImageDestroy), nonnull */
avifImage *avifImageCreate(uint32_t width, uint32_t height, uint32_t depth, avifPixelFormat yuvFormat);

/* @boundary return: owned(avifImageDestroy), nonnull */
avifImage *avifImageCreateEmpty(void);

/* @boundary image: releases */
void avifImageDestroy(avifImage *image);

/* @boundary return: owned(avifDecoderDestroy), nonnull */
avifDecoder *avifDecoderCreate(void);

/* @boundary decoder: releases */
void avifDecoderDestroy(avifDecoder *decoder);

/* @boundary return: owned(avifEncoderDestroy), nonnull */
avifEncoder *avifEncoderCreate(void);

/* @boundary encoder: releases */
void avifEncoderDestroy(avifEncoder *encoder);

/* @boundary data: retained(until avifDecoderDestroy) */
avifResult avifDecoderSetIOMemory(avifDecoder *decoder, const uint8_t *data, size_t size);

/* @boundary return: owned(avifFree), nonnull */
void *avifAlloc(size_t size);

/* @boundary p: releases */
void avifFree(void *p);

/* @boundary raw: releases */
void avifRWDataFree(avifRWData *raw);

/* @boundary return: static, zeroterm */
const char *avifResultToString(avifResult result);

/* @boundary return: static, zeroterm */
const char *avifVersion(void);
