/* What the manual of Zstandard says about ownership. Results of type size_t are sizes or errors, which only ZSTD_isError tells apart. */

/* @boundary library(zstd), convention(cdecl) */

#include <stddef.h>

/* @boundary handle(ZSTD_freeCCtx), invalid(0) */
typedef struct ZSTD_CCtx_s ZSTD_CCtx;
/* @boundary handle(ZSTD_freeDCtx), invalid(0) */
typedef struct ZSTD_DCtx_s ZSTD_DCtx;
/* @boundary handle(ZSTD_freeCDict), invalid(0) */
typedef struct ZSTD_CDict_s ZSTD_CDict;
/* @boundary handle(ZSTD_freeDDict), invalid(0) */
typedef struct ZSTD_DDict_s ZSTD_DDict;
typedef ZSTD_CCtx ZSTD_CStream;
typedef ZSTD_DCtx ZSTD_DStream;

/* @boundary fast, threadsafe */
unsigned ZSTD_versionNumber(void);

/* @boundary return: static, zeroterm
 * @boundary fast, threadsafe */
const char *ZSTD_versionString(void);

/* @boundary fast, threadsafe */
unsigned ZSTD_isError(size_t code);

/* @boundary return: static, zeroterm
 * @boundary fast, threadsafe */
const char *ZSTD_getErrorName(size_t code);

/* @boundary errortext(ZSTD_getErrorName)
 * @boundary dst: out, noescape, bytes(dstCapacity)
 * @boundary src: in, noescape, bytes(srcSize) */
size_t ZSTD_compress(void *dst, size_t dstCapacity, const void *src, size_t srcSize, int compressionLevel);

/* @boundary errortext(ZSTD_getErrorName)
 * @boundary dst: out, noescape, bytes(dstCapacity)
 * @boundary src: in, noescape, bytes(compressedSize) */
size_t ZSTD_decompress(void *dst, size_t dstCapacity, const void *src, size_t compressedSize);

/* @boundary return: owned(ZSTD_freeCCtx), nullable */
ZSTD_CCtx *ZSTD_createCCtx(void);

/* @boundary cctx: releases, nullable */
size_t ZSTD_freeCCtx(ZSTD_CCtx *cctx);

/* @boundary return: owned(ZSTD_freeDCtx), nullable */
ZSTD_DCtx *ZSTD_createDCtx(void);

/* @boundary dctx: releases, nullable */
size_t ZSTD_freeDCtx(ZSTD_DCtx *dctx);

/* @boundary return: owned(ZSTD_freeCStream), nullable */
ZSTD_CStream *ZSTD_createCStream(void);

/* @boundary zcs: releases, nullable */
size_t ZSTD_freeCStream(ZSTD_CStream *zcs);

/* @boundary return: owned(ZSTD_freeDStream), nullable */
ZSTD_DStream *ZSTD_createDStream(void);

/* @boundary zds: releases, nullable */
size_t ZSTD_freeDStream(ZSTD_DStream *zds);

/* The dictionary is copied.
 * @boundary return: owned(ZSTD_freeCDict), nullable
 * @boundary dictBuffer: in, noescape, bytes(dictSize) */
ZSTD_CDict *ZSTD_createCDict(const void *dictBuffer, size_t dictSize, int compressionLevel);

/* @boundary CDict: releases, nullable */
size_t ZSTD_freeCDict(ZSTD_CDict *CDict);

/* @boundary return: owned(ZSTD_freeDDict), nullable
 * @boundary dictBuffer: in, noescape, bytes(dictSize) */
ZSTD_DDict *ZSTD_createDDict(const void *dictBuffer, size_t dictSize);

/* @boundary ddict: releases, nullable */
size_t ZSTD_freeDDict(ZSTD_DDict *ddict);

/* The dictionary is used until another one takes its place.
 * @boundary cdict: retained, nullable */
size_t ZSTD_CCtx_refCDict(ZSTD_CCtx *cctx, const ZSTD_CDict *cdict);

/* @boundary ddict: retained, nullable */
size_t ZSTD_DCtx_refDDict(ZSTD_DCtx *dctx, const ZSTD_DDict *ddict);
