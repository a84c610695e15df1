/* What the documentation of libFLAC says about decoders, encoders, metadata and callbacks. */

/* @boundary library(flac), convention(cdecl) */

#include <stddef.h>
#include <stdint.h>

/* @boundary handle(FLAC__stream_decoder_delete), invalid(0) */
typedef struct FLAC__StreamDecoder FLAC__StreamDecoder;
typedef uint8_t FLAC__uint8;
typedef FLAC__uint8 FLAC__byte;
typedef enum { FLAC__STREAM_DECODER_READ_STATUS_CONTINUE = 0 } FLAC__StreamDecoderReadStatus;
typedef FLAC__StreamDecoderReadStatus (*FLAC__StreamDecoderReadCallback)(const FLAC__StreamDecoder *, FLAC__byte [], size_t *, void *);
typedef uint64_t FLAC__uint64;
typedef enum { FLAC__STREAM_DECODER_SEEK_STATUS_OK = 0 } FLAC__StreamDecoderSeekStatus;
typedef FLAC__StreamDecoderSeekStatus (*FLAC__StreamDecoderSeekCallback)(const FLAC__StreamDecoder *, FLAC__uint64, void *);
typedef enum { FLAC__STREAM_DECODER_TELL_STATUS_OK = 0 } FLAC__StreamDecoderTellStatus;
typedef FLAC__StreamDecoderTellStatus (*FLAC__StreamDecoderTellCallback)(const FLAC__StreamDecoder *, FLAC__uint64 *, void *);
typedef enum { FLAC__STREAM_DECODER_LENGTH_STATUS_OK = 0 } FLAC__StreamDecoderLengthStatus;
typedef FLAC__StreamDecoderLengthStatus (*FLAC__StreamDecoderLengthCallback)(const FLAC__StreamDecoder *, FLAC__uint64 *, void *);
typedef int FLAC__bool;
typedef FLAC__bool (*FLAC__StreamDecoderEofCallback)(const FLAC__StreamDecoder *, void *);
typedef struct FLAC__Frame FLAC__Frame;
typedef int32_t FLAC__int32;
typedef enum { FLAC__STREAM_DECODER_WRITE_STATUS_CONTINUE = 0 } FLAC__StreamDecoderWriteStatus;
typedef FLAC__StreamDecoderWriteStatus (*FLAC__StreamDecoderWriteCallback)(const FLAC__StreamDecoder *, const FLAC__Frame *, const FLAC__int32 *const [], void *);
typedef struct FLAC__StreamMetadata FLAC__StreamMetadata;
typedef void (*FLAC__StreamDecoderMetadataCallback)(const FLAC__StreamDecoder *, const FLAC__StreamMetadata *, void *);
typedef enum { FLAC__STREAM_DECODER_ERROR_STATUS_LOST_SYNC = 0 } FLAC__StreamDecoderErrorStatus;
typedef void (*FLAC__StreamDecoderErrorCallback)(const FLAC__StreamDecoder *, FLAC__StreamDecoderErrorStatus, void *);
typedef enum { FLAC__STREAM_DECODER_INIT_STATUS_OK = 0 } FLAC__StreamDecoderInitStatus;
/* @boundary handle(FLAC__stream_encoder_delete), invalid(0) */
typedef struct FLAC__StreamEncoder FLAC__StreamEncoder;
typedef enum { FLAC__STREAM_ENCODER_WRITE_STATUS_OK = 0 } FLAC__StreamEncoderWriteStatus;
typedef FLAC__StreamEncoderWriteStatus (*FLAC__StreamEncoderWriteCallback)(const FLAC__StreamEncoder *, const FLAC__byte [], size_t, uint32_t, uint32_t, void *);
typedef enum { FLAC__STREAM_ENCODER_SEEK_STATUS_OK = 0 } FLAC__StreamEncoderSeekStatus;
typedef FLAC__StreamEncoderSeekStatus (*FLAC__StreamEncoderSeekCallback)(const FLAC__StreamEncoder *, FLAC__uint64, void *);
typedef enum { FLAC__STREAM_ENCODER_TELL_STATUS_OK = 0 } FLAC__StreamEncoderTellStatus;
typedef FLAC__StreamEncoderTellStatus (*FLAC__StreamEncoderTellCallback)(const FLAC__StreamEncoder *, FLAC__uint64 *, void *);
typedef void (*FLAC__StreamEncoderMetadataCallback)(const FLAC__StreamEncoder *, const FLAC__StreamMetadata *, void *);
typedef enum { FLAC__STREAM_ENCODER_INIT_STATUS_OK = 0 } FLAC__StreamEncoderInitStatus;
typedef void (*FLAC__StreamEncoderProgressCallback)(const FLAC__StreamEncoder *, FLAC__uint64, FLAC__uint64, uint32_t, uint32_t, void *);
typedef struct FLAC__Metadata_Chain FLAC__Metadata_Chain;
typedef struct FLAC__Metadata_Iterator FLAC__Metadata_Iterator;
typedef struct FLAC__Metadata_SimpleIterator FLAC__Metadata_SimpleIterator;
typedef enum { FLAC__METADATA_TYPE_STREAMINFO = 0 } FLAC__MetadataType;

/* @boundary return: owned(FLAC__stream_decoder_delete), nonnull */
FLAC__StreamDecoder *FLAC__stream_decoder_new(void);

/* @boundary decoder: releases */
void FLAC__stream_decoder_delete(FLAC__StreamDecoder *decoder);

/* @boundary read_callback: retained(until FLAC__stream_decoder_finish)
 * @boundary seek_callback: retained(until FLAC__stream_decoder_finish)
 * @boundary tell_callback: retained(until FLAC__stream_decoder_finish)
 * @boundary length_callback: retained(until FLAC__stream_decoder_finish)
 * @boundary eof_callback: retained(until FLAC__stream_decoder_finish)
 * @boundary write_callback: retained(until FLAC__stream_decoder_finish)
 * @boundary metadata_callback: retained(until FLAC__stream_decoder_finish)
 * @boundary error_callback: retained(until FLAC__stream_decoder_finish)
 * @boundary client_data: retained(until FLAC__stream_decoder_finish) */
FLAC__StreamDecoderInitStatus FLAC__stream_decoder_init_stream(
    FLAC__StreamDecoder *decoder, FLAC__StreamDecoderReadCallback read_callback, FLAC__StreamDecoderSeekCallback seek_callback, FLAC__StreamDecoderTellCallback tell_callback, FLAC__StreamDecoderLengthCallback length_callback, FLAC__StreamDecoderEofCallback eof_callback, FLAC__StreamDecoderWriteCallback write_callback, FLAC__StreamDecoderMetadataCallback metadata_callback, FLAC__StreamDecoderErrorCallback error_callback, void *client_data);

/* @boundary write_callback: retained(until FLAC__stream_decoder_finish)
 * @boundary metadata_callback: retained(until FLAC__stream_decoder_finish)
 * @boundary error_callback: retained(until FLAC__stream_decoder_finish)
 * @boundary client_data: retained(until FLAC__stream_decoder_finish) */
FLAC__StreamDecoderInitStatus FLAC__stream_decoder_init_file(
    FLAC__StreamDecoder *decoder, const char *filename, FLAC__StreamDecoderWriteCallback write_callback, FLAC__StreamDecoderMetadataCallback metadata_callback, FLAC__StreamDecoderErrorCallback error_callback, void *client_data);

FLAC__bool FLAC__stream_decoder_finish(FLAC__StreamDecoder *decoder);

/* @boundary return: owned(FLAC__stream_encoder_delete), nonnull */
FLAC__StreamEncoder *FLAC__stream_encoder_new(void);

/* @boundary encoder: releases */
void FLAC__stream_encoder_delete(FLAC__StreamEncoder *encoder);

/* @boundary write_callback: retained(until FLAC__stream_encoder_finish)
 * @boundary seek_callback: retained(until FLAC__stream_encoder_finish)
 * @boundary tell_callback: retained(until FLAC__stream_encoder_finish)
 * @boundary metadata_callback: retained(until FLAC__stream_encoder_finish)
 * @boundary client_data: retained(until FLAC__stream_encoder_finish) */
FLAC__StreamEncoderInitStatus FLAC__stream_encoder_init_stream(
    FLAC__StreamEncoder *encoder, FLAC__StreamEncoderWriteCallback write_callback, FLAC__StreamEncoderSeekCallback seek_callback, FLAC__StreamEncoderTellCallback tell_callback, FLAC__StreamEncoderMetadataCallback metadata_callback, void *client_data);

/* @boundary progress_callback: retained(until FLAC__stream_encoder_finish)
 * @boundary client_data: retained(until FLAC__stream_encoder_finish) */
FLAC__StreamEncoderInitStatus FLAC__stream_encoder_init_file(
    FLAC__StreamEncoder *encoder, const char *filename, FLAC__StreamEncoderProgressCallback progress_callback, void *client_data);

FLAC__bool FLAC__stream_encoder_finish(FLAC__StreamEncoder *encoder);

/* @boundary return: static, zeroterm */
const char *FLAC__stream_decoder_get_resolved_state_string(const FLAC__StreamDecoder *decoder);

/* @boundary return: static, zeroterm */
const char *FLAC__stream_encoder_get_resolved_state_string(const FLAC__StreamEncoder *encoder);

/* @boundary return: owned(FLAC__metadata_chain_delete), nonnull */
FLAC__Metadata_Chain *FLAC__metadata_chain_new(void);

/* @boundary chain: releases */
void FLAC__metadata_chain_delete(FLAC__Metadata_Chain *chain);

/* @boundary return: owned(FLAC__metadata_iterator_delete), nonnull */
FLAC__Metadata_Iterator *FLAC__metadata_iterator_new(void);

/* @boundary iterator: releases */
void FLAC__metadata_iterator_delete(FLAC__Metadata_Iterator *iterator);

/* @boundary return: owned(FLAC__metadata_simple_iterator_delete), nonnull */
FLAC__Metadata_SimpleIterator *FLAC__metadata_simple_iterator_new(void);

/* @boundary iterator: releases */
void FLAC__metadata_simple_iterator_delete(FLAC__Metadata_SimpleIterator *iterator);

/* @boundary return: owned(FLAC__metadata_object_delete), nonnull */
FLAC__StreamMetadata *FLAC__metadata_object_new(FLAC__MetadataType type);

/* @boundary return: owned(FLAC__metadata_object_delete), nonnull */
FLAC__StreamMetadata *FLAC__metadata_object_clone(const FLAC__StreamMetadata *object);

/* @boundary block: taken */
FLAC__bool FLAC__metadata_iterator_set_block(FLAC__Metadata_Iterator *iterator, FLAC__StreamMetadata *block);

/* @boundary block: taken */
FLAC__bool FLAC__metadata_iterator_insert_block_before(FLAC__Metadata_Iterator *iterator, FLAC__StreamMetadata *block);

/* @boundary block: taken */
FLAC__bool FLAC__metadata_iterator_insert_block_after(FLAC__Metadata_Iterator *iterator, FLAC__StreamMetadata *block);

/* @boundary object: releases */
void FLAC__metadata_object_delete(FLAC__StreamMetadata *object);
