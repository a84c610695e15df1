/* What the documentation of Opus says about codec states and text. Whether an encoder or a decoder was made stands in the last argument. */

/* @boundary library(opus), convention(cdecl) */

#include <stdint.h>

typedef int32_t opus_int32;
typedef struct OpusEncoder OpusEncoder;
typedef int16_t opus_int16;
typedef struct OpusDecoder OpusDecoder;
typedef struct OpusRepacketizer OpusRepacketizer;

/* @boundary return: static, zeroterm */
const char *opus_strerror(int error);

/* @boundary return: static, zeroterm */
const char *opus_get_version_string(void);

/* @boundary return: owned(opus_encoder_destroy)
 * @boundary error: status(0), out, nullable, noescape */
OpusEncoder *opus_encoder_create(opus_int32 Fs, int channels, int application, int *error);

/* @boundary st: releases */
void opus_encoder_destroy(OpusEncoder *st);

/* @boundary pcm: in, noescape
 * @boundary data: out, noescape, bytes(max_data_bytes) */
opus_int32 opus_encode(OpusEncoder *st, const opus_int16 *pcm, int frame_size, unsigned char *data, opus_int32 max_data_bytes);

/* @boundary return: owned(opus_decoder_destroy)
 * @boundary error: status(0), out, nullable, noescape */
OpusDecoder *opus_decoder_create(opus_int32 Fs, int channels, int *error);

/* @boundary st: releases */
void opus_decoder_destroy(OpusDecoder *st);

/* @boundary data: in, noescape, nullable, bytes(len)
 * @boundary pcm: out, noescape */
int opus_decode(OpusDecoder *st, const unsigned char *data, opus_int32 len, opus_int16 *pcm, int frame_size, int decode_fec);

/* @boundary return: owned(opus_repacketizer_destroy) */
OpusRepacketizer *opus_repacketizer_create(void);

/* @boundary rp: releases */
void opus_repacketizer_destroy(OpusRepacketizer *rp);
