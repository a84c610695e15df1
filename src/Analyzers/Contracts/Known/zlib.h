/* What the manual of zlib says about ownership, lifetime and errors. */

/* @boundary library(z), convention(cdecl) */

#include <stddef.h>

typedef unsigned char Byte;
typedef Byte Bytef;
typedef unsigned int uInt;
typedef unsigned long uLong;
typedef uLong uLongf;
typedef struct z_stream_s *z_streamp;
/* @boundary handle(gzclose), invalid(0) */
typedef struct gzFile_s *gzFile;

/* @boundary return: static, zeroterm
 * @boundary fast, threadsafe */
const char *zlibVersion(void);

/* The state points back to the stream, which must not move until the end.
 * @boundary return: status(0)
 * @boundary strm: inout, nonnull, retained(until deflateEnd) */
int deflateInit_(z_streamp strm, int level, const char *version, int stream_size);

/* @boundary return: status(0)
 * @boundary strm: inout, nonnull, retained(until deflateEnd) */
int deflateInit2_(z_streamp strm, int level, int method, int windowBits, int memLevel, int strategy, const char *version, int stream_size);

/* Positive results say more about success.
 * @boundary return: status(>=0)
 * @boundary strm: inout, nonnull */
int deflate(z_streamp strm, int flush);

/* @boundary strm: inout, nonnull */
int deflateEnd(z_streamp strm);

/* @boundary return: status(0)
 * @boundary strm: inout, nonnull */
int deflateReset(z_streamp strm);

/* @boundary return: status(0)
 * @boundary strm: inout, nonnull, retained(until inflateEnd) */
int inflateInit_(z_streamp strm, const char *version, int stream_size);

/* @boundary return: status(0)
 * @boundary strm: inout, nonnull, retained(until inflateEnd) */
int inflateInit2_(z_streamp strm, int windowBits, const char *version, int stream_size);

/* @boundary return: status(>=0)
 * @boundary strm: inout, nonnull */
int inflate(z_streamp strm, int flush);

/* @boundary strm: inout, nonnull */
int inflateEnd(z_streamp strm);

/* @boundary return: status(0)
 * @boundary strm: inout, nonnull */
int inflateReset(z_streamp strm);

/* @boundary return: status(0)
 * @boundary dest: out, noescape
 * @boundary destLen: inout, nonnull, noescape
 * @boundary source: in, noescape, bytes(sourceLen) */
int compress(Bytef *dest, uLongf *destLen, const Bytef *source, uLong sourceLen);

/* @boundary return: status(0)
 * @boundary dest: out, noescape
 * @boundary destLen: inout, nonnull, noescape
 * @boundary source: in, noescape, bytes(sourceLen) */
int compress2(Bytef *dest, uLongf *destLen, const Bytef *source, uLong sourceLen, int level);

/* @boundary return: status(0)
 * @boundary dest: out, noescape
 * @boundary destLen: inout, nonnull, noescape
 * @boundary source: in, noescape, bytes(sourceLen) */
int uncompress(Bytef *dest, uLongf *destLen, const Bytef *source, uLong sourceLen);

/* @boundary fast, threadsafe */
uLong compressBound(uLong sourceLen);

/* @boundary threadsafe
 * @boundary buf: in, nullable, noescape, bytes(len) */
uLong crc32(uLong crc, const Bytef *buf, uInt len);

/* @boundary threadsafe
 * @boundary buf: in, nullable, noescape, bytes(len) */
uLong adler32(uLong adler, const Bytef *buf, uInt len);

/* @boundary return: owned(gzclose), nullable
 * @boundary blocking
 * @boundary path: in, zeroterm, noescape */
gzFile gzopen(const char *path, const char *mode);

/* @boundary return: owned(gzclose), nullable */
gzFile gzdopen(int fd, const char *mode);

/* @boundary return: status(>=0)
 * @boundary blocking
 * @boundary buf: out, noescape, bytes(len) */
int gzread(gzFile file, void *buf, unsigned len);

/* What is still buffered is written here: a failure is lost data.
 * @boundary return: status(0)
 * @boundary blocking
 * @boundary file: releases */
int gzclose(gzFile file);

/* @boundary return: borrowed(file), zeroterm */
const char *gzerror(gzFile file, int *errnum);

/* @boundary return: static, zeroterm */
const char *zError(int code);
