/* What the documentation of FFmpeg's libraries says about contexts, frames, packets and text. The functions that take a pointer to a pointer set it to null. */

/* @boundary library(avutil), convention(cdecl) */

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

enum AVCodecID { AV_CODEC_ID_NONE = 0 };
enum AVPixelFormat { AV_PIX_FMT_NONE = -1 };
enum AVSampleFormat { AV_SAMPLE_FMT_NONE = -1 };
enum AVMediaType { AVMEDIA_TYPE_UNKNOWN = -1 };
typedef struct AVBufferRef AVBufferRef;
enum AVHWDeviceType { AV_HWDEVICE_TYPE_NONE = 0 };
typedef struct AVDictionary AVDictionary;
typedef struct AVFrame AVFrame;
typedef struct AVPacket AVPacket;
typedef struct AVAudioFifo AVAudioFifo;
typedef struct AVCodec AVCodec;
typedef struct AVCodecContext AVCodecContext;
typedef struct AVCodecParameters AVCodecParameters;
typedef struct AVCodecParserContext AVCodecParserContext;
typedef struct AVBitStreamFilter AVBitStreamFilter;
typedef struct AVBSFContext AVBSFContext;
typedef struct AVFormatContext AVFormatContext;
typedef struct AVOutputFormat AVOutputFormat;
typedef struct AVInputFormat AVInputFormat;
typedef struct AVIOContext AVIOContext;
typedef struct AVFilterGraph AVFilterGraph;
typedef struct AVFilter AVFilter;
typedef struct SwsFilter SwsFilter;
struct SwsContext;
struct SwrContext;

/* Memory and text */

/* @boundary return: owned(av_free) */
void *av_malloc(size_t size);

/* @boundary return: owned(av_free) */
void *av_mallocz(size_t size);

/* @boundary return: owned(av_free) */
void *av_calloc(size_t nmemb, size_t size);

/* @boundary return: owned(av_free), zeroterm */
char *av_strdup(const char *s);

/* @boundary ptr: releases, nullable */
void av_free(void *ptr);

/* Frees what the pointer that it is given the address of points to.
 * @boundary ptr: inout */
void av_freep(void *ptr);

/* @boundary return: static, zeroterm */
const char *av_version_info(void);

/* @boundary return: static, zeroterm */
const char *avutil_license(void);

/* @boundary return: static, zeroterm */
const char *avutil_configuration(void);

/* @boundary return: static, zeroterm */
const char *avcodec_license(void);

/* @boundary return: static, zeroterm */
const char *avcodec_configuration(void);

/* @boundary return: static, zeroterm */
const char *avformat_license(void);

/* @boundary return: static, zeroterm */
const char *avformat_configuration(void);

/* @boundary return: static, zeroterm */
const char *avcodec_get_name(enum AVCodecID id);

/* @boundary return: static, nullable, zeroterm */
const char *av_get_pix_fmt_name(enum AVPixelFormat pix_fmt);

/* @boundary return: static, nullable, zeroterm */
const char *av_get_sample_fmt_name(enum AVSampleFormat sample_fmt);

/* @boundary return: static, nullable, zeroterm */
const char *av_get_media_type_string(enum AVMediaType media_type);

/* @boundary errbuf: out, noescape */
int av_strerror(int errnum, char *errbuf, size_t errbuf_size);

/* @boundary callback: retained, nullable */
void av_log_set_callback(void (*callback)(void *, int, const char *, va_list));

/* Buffers, frames and packets */

/* @boundary return: owned(av_buffer_unref) */
AVBufferRef *av_buffer_alloc(size_t size);

/* @boundary return: owned(av_buffer_unref) */
AVBufferRef *av_buffer_allocz(size_t size);

/* @boundary return: owned(av_buffer_unref) */
AVBufferRef *av_buffer_ref(const AVBufferRef *buf);

/* @boundary buf: releases, nullable */
void av_buffer_unref(AVBufferRef **buf);

/* @boundary return: status(0)
 * @boundary device_ctx: out, owned(av_buffer_unref)
 * @boundary device: nullable */
int av_hwdevice_ctx_create(AVBufferRef **device_ctx, enum AVHWDeviceType type, const char *device, AVDictionary *opts, int flags);

/* @boundary return: static, nullable, zeroterm */
const char *av_hwdevice_get_type_name(enum AVHWDeviceType type);

/* @boundary return: owned(av_frame_free) */
AVFrame *av_frame_alloc(void);

/* @boundary return: owned(av_frame_free) */
AVFrame *av_frame_clone(const AVFrame *src);

/* @boundary frame: releases, nullable */
void av_frame_free(AVFrame **frame);

/* @boundary return: owned(av_packet_free) */
AVPacket *av_packet_alloc(void);

/* @boundary return: owned(av_packet_free) */
AVPacket *av_packet_clone(const AVPacket *src);

/* @boundary pkt: releases, nullable */
void av_packet_free(AVPacket **pkt);

/* @boundary return: owned(av_audio_fifo_free) */
AVAudioFifo *av_audio_fifo_alloc(enum AVSampleFormat sample_fmt, int channels, int nb_samples);

/* @boundary af: releases, nullable */
void av_audio_fifo_free(AVAudioFifo *af);

/* Codecs */

/* @boundary return: static, nullable */
const AVCodec *avcodec_find_decoder(enum AVCodecID id);

/* @boundary return: static, nullable */
const AVCodec *avcodec_find_decoder_by_name(const char *name);

/* @boundary return: static, nullable */
const AVCodec *avcodec_find_encoder(enum AVCodecID id);

/* @boundary return: static, nullable */
const AVCodec *avcodec_find_encoder_by_name(const char *name);

/* @boundary return: owned(avcodec_free_context) */
AVCodecContext *avcodec_alloc_context3(const AVCodec *codec);

/* @boundary avctx: releases, nullable */
void avcodec_free_context(AVCodecContext **avctx);

/* @boundary return: owned(avcodec_parameters_free) */
AVCodecParameters *avcodec_parameters_alloc(void);

/* @boundary par: releases, nullable */
void avcodec_parameters_free(AVCodecParameters **par);

/* @boundary return: owned(av_parser_close), nullable */
AVCodecParserContext *av_parser_init(int codec_id);

/* @boundary s: releases */
void av_parser_close(AVCodecParserContext *s);

/* @boundary return: static, nullable */
const AVBitStreamFilter *av_bsf_get_by_name(const char *name);

/* @boundary return: status(0)
 * @boundary ctx: out, owned(av_bsf_free) */
int av_bsf_alloc(const AVBitStreamFilter *filter, AVBSFContext **ctx);

/* @boundary ctx: releases, nullable */
void av_bsf_free(AVBSFContext **ctx);

/* Containers */

/* @boundary return: owned(avformat_free_context) */
AVFormatContext *avformat_alloc_context(void);

/* @boundary s: releases, nullable */
void avformat_free_context(AVFormatContext *s);

/* @boundary return: status(>=0)
 * @boundary ctx: out, owned(avformat_free_context) */
int avformat_alloc_output_context2(AVFormatContext **ctx, const AVOutputFormat *oformat, const char *format_name, const char *filename);

/* Opens into the context that the pointer names, or into a new one; a failure frees it. */
int avformat_open_input(AVFormatContext **ps, const char *url, const AVInputFormat *fmt, AVDictionary **options);

/* @boundary s: releases, nullable */
void avformat_close_input(AVFormatContext **s);

/* @boundary return: static, nullable */
const AVInputFormat *av_find_input_format(const char *short_name);

/* @boundary return: static, nullable */
const AVOutputFormat *av_guess_format(const char *short_name, const char *filename, const char *mime_type);

/* @boundary return: owned(avio_context_free)
 * @boundary buffer: taken
 * @boundary opaque: retained
 * @boundary read_packet: retained, nullable
 * @boundary write_packet: retained, nullable
 * @boundary seek: retained, nullable */
AVIOContext *avio_alloc_context(
    unsigned char *buffer, int buffer_size, int write_flag, void *opaque, int (*read_packet)(void *, uint8_t *, int),
    int (*write_packet)(void *, uint8_t *, int), int64_t (*seek)(void *, int64_t, int));

/* @boundary s: releases, nullable */
void avio_context_free(AVIOContext **s);

/* Filters, scaling and resampling */

/* @boundary return: owned(avfilter_graph_free) */
AVFilterGraph *avfilter_graph_alloc(void);

/* @boundary graph: releases, nullable */
void avfilter_graph_free(AVFilterGraph **graph);

/* @boundary return: static, nullable */
const AVFilter *avfilter_get_by_name(const char *name);

/* @boundary return: owned(sws_freeContext), nullable */
struct SwsContext *sws_getContext(
    int srcW, int srcH, enum AVPixelFormat srcFormat, int dstW, int dstH, enum AVPixelFormat dstFormat, int flags, SwsFilter *srcFilter,
    SwsFilter *dstFilter, const double *param);

/* @boundary return: owned(sws_freeContext) */
struct SwsContext *sws_alloc_context(void);

/* @boundary swsContext: releases, nullable */
void sws_freeContext(struct SwsContext *swsContext);

/* @boundary return: owned(swr_free) */
struct SwrContext *swr_alloc(void);

/* @boundary s: releases, nullable */
void swr_free(struct SwrContext **s);
