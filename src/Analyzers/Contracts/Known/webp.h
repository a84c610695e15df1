/* What the documentation of WebP says about buffers. An encoder's result is the size of what it made, 0 for failure. */

/* @boundary library(webp), convention(cdecl) */

#include <stddef.h>
#include <stdint.h>



/* @boundary ptr: releases, nullable */
void WebPFree(void *ptr);

/* @boundary return: owned(WebPFree) */
void *WebPMalloc(size_t size);

/* @boundary return: owned(WebPFree), nullable
 * @boundary data: in, noescape, bytes(data_size) */
uint8_t *WebPDecodeRGBA(const uint8_t *data, size_t data_size, int *width, int *height);

/* @boundary return: owned(WebPFree), nullable
 * @boundary data: in, noescape, bytes(data_size) */
uint8_t *WebPDecodeARGB(const uint8_t *data, size_t data_size, int *width, int *height);

/* @boundary return: owned(WebPFree), nullable
 * @boundary data: in, noescape, bytes(data_size) */
uint8_t *WebPDecodeBGRA(const uint8_t *data, size_t data_size, int *width, int *height);

/* @boundary return: owned(WebPFree), nullable
 * @boundary data: in, noescape, bytes(data_size) */
uint8_t *WebPDecodeRGB(const uint8_t *data, size_t data_size, int *width, int *height);

/* @boundary return: owned(WebPFree), nullable
 * @boundary data: in, noescape, bytes(data_size) */
uint8_t *WebPDecodeBGR(const uint8_t *data, size_t data_size, int *width, int *height);

/* @boundary return: status(!=0)
 * @boundary rgb: in, noescape
 * @boundary output: out, owned(WebPFree) */
size_t WebPEncodeRGB(const uint8_t *rgb, int width, int height, int stride, float quality_factor, uint8_t **output);

/* @boundary return: status(!=0)
 * @boundary bgr: in, noescape
 * @boundary output: out, owned(WebPFree) */
size_t WebPEncodeBGR(const uint8_t *bgr, int width, int height, int stride, float quality_factor, uint8_t **output);

/* @boundary return: status(!=0)
 * @boundary rgba: in, noescape
 * @boundary output: out, owned(WebPFree) */
size_t WebPEncodeRGBA(const uint8_t *rgba, int width, int height, int stride, float quality_factor, uint8_t **output);

/* @boundary return: status(!=0)
 * @boundary bgra: in, noescape
 * @boundary output: out, owned(WebPFree) */
size_t WebPEncodeBGRA(const uint8_t *bgra, int width, int height, int stride, float quality_factor, uint8_t **output);

/* @boundary return: status(!=0)
 * @boundary rgb: in, noescape
 * @boundary output: out, owned(WebPFree) */
size_t WebPEncodeLosslessRGB(const uint8_t *rgb, int width, int height, int stride, uint8_t **output);

/* @boundary return: status(!=0)
 * @boundary bgr: in, noescape
 * @boundary output: out, owned(WebPFree) */
size_t WebPEncodeLosslessBGR(const uint8_t *bgr, int width, int height, int stride, uint8_t **output);

/* @boundary return: status(!=0)
 * @boundary rgba: in, noescape
 * @boundary output: out, owned(WebPFree) */
size_t WebPEncodeLosslessRGBA(const uint8_t *rgba, int width, int height, int stride, uint8_t **output);

/* @boundary return: status(!=0)
 * @boundary bgra: in, noescape
 * @boundary output: out, owned(WebPFree) */
size_t WebPEncodeLosslessBGRA(const uint8_t *bgra, int width, int height, int stride, uint8_t **output);
