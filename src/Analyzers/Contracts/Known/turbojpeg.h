/* What the documentation of TurboJPEG says about handles, buffers and text. */

/* @boundary library(turbojpeg), convention(cdecl) */

/* @boundary handle(tjDestroy), invalid(0) */
typedef void *tjhandle;

/* @boundary return: owned(tjDestroy), nullable */
tjhandle tjInitCompress(void);

/* @boundary return: owned(tjDestroy), nullable */
tjhandle tjInitDecompress(void);

/* @boundary return: owned(tjDestroy), nullable */
tjhandle tjInitTransform(void);

/* @boundary handle: releases */
int tjDestroy(tjhandle handle);

/* @boundary return: owned(tjFree) */
unsigned char *tjAlloc(int bytes);

/* @boundary buffer: releases, nullable */
void tjFree(unsigned char *buffer);

/* @boundary return: owned(tjFree), nullable */
unsigned char *tjLoadImage(const char *filename, int *width, int align, int *height, int *pixelFormat, int flags);

/* @boundary return: borrowed, zeroterm */
char *tjGetErrorStr(void);

/* @boundary return: borrowed(handle), zeroterm */
char *tjGetErrorStr2(tjhandle handle);
