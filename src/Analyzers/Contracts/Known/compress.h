/* What the headers of lz4, liblzma and Brotli say about states, text and callbacks. */

/* @boundary library(lz4), convention(cdecl) */

#include <stddef.h>

typedef union LZ4_stream_u LZ4_stream_t;
typedef union LZ4_streamHC_u LZ4_streamHC_t;
typedef union LZ4_streamDecode_u LZ4_streamDecode_t;
typedef struct LZ4F_cctx_s LZ4F_cctx;
typedef size_t LZ4F_errorCode_t;
typedef struct LZ4F_dctx_s LZ4F_dctx;
typedef void *(*brotli_alloc_func)(void *, size_t);
typedef void (*brotli_free_func)(void *, void *);
typedef struct BrotliDecoderStateStruct BrotliDecoderState;
typedef struct BrotliEncoderStateStruct BrotliEncoderState;
typedef enum { BROTLI_DECODER_NO_ERROR = 0 } BrotliDecoderErrorCode;
typedef struct lzma_index_s lzma_index;
typedef struct lzma_allocator lzma_allocator;

/* lz4 */

/* @boundary return: owned(LZ4_freeStream), nonnull */
LZ4_stream_t *LZ4_createStream(void);

/* @boundary streamPtr: releases, nullable */
int LZ4_freeStream(LZ4_stream_t *streamPtr);

/* @boundary return: owned(LZ4_freeStreamHC), nonnull */
LZ4_streamHC_t *LZ4_createStreamHC(void);

/* @boundary streamHCPtr: releases, nullable */
int LZ4_freeStreamHC(LZ4_streamHC_t *streamHCPtr);

/* @boundary return: owned(LZ4_freeStreamDecode), nonnull */
LZ4_streamDecode_t *LZ4_createStreamDecode(void);

/* @boundary LZ4_stream: releases, nullable */
int LZ4_freeStreamDecode(LZ4_streamDecode_t *LZ4_stream);

/* @boundary return: status(0)
 * @boundary cctxPtr: owned(LZ4F_freeCompressionContext) */
LZ4F_errorCode_t LZ4F_createCompressionContext(LZ4F_cctx **cctxPtr, unsigned int version);

/* @boundary return: status(0)
 * @boundary dctxPtr: owned(LZ4F_freeDecompressionContext) */
LZ4F_errorCode_t LZ4F_createDecompressionContext(LZ4F_dctx **dctxPtr, unsigned int version);

/* @boundary cctx: releases, nullable */
LZ4F_errorCode_t LZ4F_freeCompressionContext(LZ4F_cctx *cctx);

/* @boundary dctx: releases, nullable */
LZ4F_errorCode_t LZ4F_freeDecompressionContext(LZ4F_dctx *dctx);

/* @boundary return: static, zeroterm */
const char *LZ4_versionString(void);

/* @boundary return: static, zeroterm */
const char *LZ4F_getErrorName(LZ4F_errorCode_t code);

/* Brotli */

/* @boundary return: owned(BrotliDecoderDestroyInstance), nonnull
 * @boundary alloc_func: retained(until BrotliDecoderDestroyInstance)
 * @boundary free_func: retained(until BrotliDecoderDestroyInstance)
 * @boundary opaque: retained(until BrotliDecoderDestroyInstance) */
BrotliDecoderState *BrotliDecoderCreateInstance(brotli_alloc_func alloc_func, brotli_free_func free_func, void *opaque);

/* @boundary state: releases, nullable */
void BrotliDecoderDestroyInstance(BrotliDecoderState *state);

/* @boundary return: owned(BrotliEncoderDestroyInstance), nonnull
 * @boundary alloc_func: retained(until BrotliEncoderDestroyInstance)
 * @boundary free_func: retained(until BrotliEncoderDestroyInstance)
 * @boundary opaque: retained(until BrotliEncoderDestroyInstance) */
BrotliEncoderState *BrotliEncoderCreateInstance(brotli_alloc_func alloc_func, brotli_free_func free_func, void *opaque);

/* @boundary state: releases, nullable */
void BrotliEncoderDestroyInstance(BrotliEncoderState *state);

/* @boundary return: static, zeroterm */
const char *BrotliDecoderErrorString(BrotliDecoderErrorCode c);

/* liblzma */

/* @boundary i: releases */
void lzma_index_end(lzma_index *i, const lzma_allocator *allocator);

/* @boundary return: owned(lzma_index_end), nonnull */
lzma_index *lzma_index_init(const lzma_allocator *allocator);

/* @boundary return: static, zeroterm */
const char *lzma_version_string(void);
