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

/* A handle that is null is refused with -1. */

/* @boundary handle: nullable */
int tjCompress2(tjhandle handle, const unsigned char *srcBuf, int width, int pitch, int height, int pixelFormat, unsigned char **jpegBuf, unsigned long *jpegSize, int jpegSubsamp, int jpegQual, int flags);

/* @boundary handle: nullable */
int tjDecompressHeader2(tjhandle handle, unsigned char *jpegBuf, unsigned long jpegSize, int *width, int *height, int *jpegSubsamp);

/* @boundary handle: nullable */
int tjDecompressHeader3(tjhandle handle, const unsigned char *jpegBuf, unsigned long jpegSize, int *width, int *height, int *jpegSubsamp, int *jpegColorspace);

/* @boundary handle: nullable */
int tjDecompress2(tjhandle handle, const unsigned char *jpegBuf, unsigned long jpegSize, unsigned char *dstBuf, int width, int pitch, int height, int pixelFormat, int flags);

/* @boundary handle: releases, nullable */
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
