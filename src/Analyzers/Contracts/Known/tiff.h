/* What the manual of libtiff says about files, text and callbacks. */

/* @boundary library(tiff), convention(cdecl) */

#include <stdarg.h>
#include <stdint.h>

typedef struct tiff TIFF;
typedef void *thandle_t;
typedef int64_t tmsize_t;
typedef tmsize_t (*TIFFReadWriteProc)(thandle_t, void *, tmsize_t);
typedef uint64_t toff_t;
typedef toff_t (*TIFFSeekProc)(thandle_t, toff_t, int);
typedef int (*TIFFCloseProc)(thandle_t);
typedef toff_t (*TIFFSizeProc)(thandle_t);
typedef int (*TIFFMapFileProc)(thandle_t, void **, toff_t *);
typedef void (*TIFFUnmapFileProc)(thandle_t, void *, toff_t);
typedef void (*TIFFErrorHandler)(const char *, const char *, va_list);
typedef void (*TIFFErrorHandlerExt)(thandle_t, const char *, const char *, va_list);

/* @boundary return: owned(TIFFClose), nullable */
TIFF *TIFFOpen(const char *arg0, const char *arg1);

/* @boundary return: owned(TIFFClose), nullable */
TIFF *TIFFFdOpen(int arg0, const char *arg1, const char *arg2);

/* @boundary return: owned(TIFFClose), nullable
 * @boundary arg2: retained(until TIFFClose)
 * @boundary arg3: retained(until TIFFClose)
 * @boundary arg4: retained(until TIFFClose)
 * @boundary arg5: retained(until TIFFClose)
 * @boundary arg6: retained(until TIFFClose)
 * @boundary arg7: retained(until TIFFClose)
 * @boundary arg8: retained(until TIFFClose)
 * @boundary arg9: retained(until TIFFClose) */
TIFF *TIFFClientOpen(
    const char *arg0, const char *arg1, thandle_t arg2, TIFFReadWriteProc arg3, TIFFReadWriteProc arg4, TIFFSeekProc arg5, TIFFCloseProc arg6, TIFFSizeProc arg7, TIFFMapFileProc arg8, TIFFUnmapFileProc arg9);

/* @boundary tif: releases */
void TIFFClose(TIFF *tif);

/* @boundary return: borrowed, zeroterm */
const char *TIFFFileName(TIFF *arg0);

/* @boundary return: static, zeroterm */
const char *TIFFGetVersion(void);

/* @boundary return: owned(_TIFFfree), nullable */
void *_TIFFmalloc(tmsize_t s);

/* @boundary p: releases, nullable */
void _TIFFfree(void *p);

/* @boundary arg0: retained */
TIFFErrorHandler TIFFSetErrorHandler(TIFFErrorHandler arg0);

/* @boundary arg0: retained */
TIFFErrorHandler TIFFSetWarningHandler(TIFFErrorHandler arg0);

/* @boundary arg0: retained */
TIFFErrorHandlerExt TIFFSetErrorHandlerExt(TIFFErrorHandlerExt arg0);

/* @boundary arg0: retained */
TIFFErrorHandlerExt TIFFSetWarningHandlerExt(TIFFErrorHandlerExt arg0);
