/* What the documentation of the ALSA library says about handles, parameters and text. */

/* @boundary library(asound), convention(cdecl) */

/* @boundary handle(snd_pcm_close) */
typedef struct _snd_pcm snd_pcm_t;
typedef enum _snd_pcm_stream { SND_PCM_STREAM_PLAYBACK = 0 } snd_pcm_stream_t;
typedef enum _snd_pcm_state { SND_PCM_STATE_OPEN = 0 } snd_pcm_state_t;
typedef enum _snd_pcm_format { SND_PCM_FORMAT_UNKNOWN = -1 } snd_pcm_format_t;
/* @boundary handle(snd_pcm_hw_params_free) */
typedef struct _snd_pcm_hw_params snd_pcm_hw_params_t;
/* @boundary handle(snd_pcm_sw_params_free) */
typedef struct _snd_pcm_sw_params snd_pcm_sw_params_t;
typedef unsigned long snd_pcm_uframes_t;
typedef long snd_pcm_sframes_t;
/* @boundary handle(snd_mixer_close) */
typedef struct _snd_mixer snd_mixer_t;
/* @boundary handle(snd_ctl_close) */
typedef struct _snd_ctl snd_ctl_t;
/* @boundary handle(snd_seq_close) */
typedef struct _snd_seq snd_seq_t;

/* @boundary return: static, zeroterm */
const char *snd_strerror(int errnum);

/* @boundary return: static, zeroterm */
const char *snd_asoundlib_version(void);

/* @boundary return: status(>=0)
 * @boundary pcm: out, owned(snd_pcm_close) */
int snd_pcm_open(snd_pcm_t **pcm, const char *name, snd_pcm_stream_t stream, int mode);

/* @boundary pcm: releases */
int snd_pcm_close(snd_pcm_t *pcm);

/* @boundary return: borrowed(pcm), zeroterm */
const char *snd_pcm_name(snd_pcm_t *pcm);

/* @boundary return: static, zeroterm */
const char *snd_pcm_state_name(const snd_pcm_state_t state);

/* @boundary return: static, nullable, zeroterm */
const char *snd_pcm_format_name(const snd_pcm_format_t format);

/* @boundary return: status(>=0)
 * @boundary ptr: out, owned(snd_pcm_hw_params_free) */
int snd_pcm_hw_params_malloc(snd_pcm_hw_params_t **ptr);

/* @boundary obj: releases */
void snd_pcm_hw_params_free(snd_pcm_hw_params_t *obj);

/* @boundary return: status(>=0)
 * @boundary ptr: out, owned(snd_pcm_sw_params_free) */
int snd_pcm_sw_params_malloc(snd_pcm_sw_params_t **ptr);

/* @boundary obj: releases */
void snd_pcm_sw_params_free(snd_pcm_sw_params_t *obj);

/* @boundary blocking
 * @boundary buffer: in, noescape */
snd_pcm_sframes_t snd_pcm_writei(snd_pcm_t *pcm, const void *buffer, snd_pcm_uframes_t size);

/* @boundary blocking
 * @boundary buffer: out, noescape */
snd_pcm_sframes_t snd_pcm_readi(snd_pcm_t *pcm, void *buffer, snd_pcm_uframes_t size);

/* @boundary return: status(>=0)
 * @boundary mixer: out, owned(snd_mixer_close) */
int snd_mixer_open(snd_mixer_t **mixer, int mode);

/* @boundary mixer: releases */
int snd_mixer_close(snd_mixer_t *mixer);

/* @boundary return: status(>=0)
 * @boundary ctl: out, owned(snd_ctl_close) */
int snd_ctl_open(snd_ctl_t **ctl, const char *name, int mode);

/* @boundary ctl: releases */
int snd_ctl_close(snd_ctl_t *ctl);

/* @boundary return: status(>=0)
 * @boundary handle: out, owned(snd_seq_close) */
int snd_seq_open(snd_seq_t **handle, const char *name, int streams, int mode);

/* @boundary handle: releases */
int snd_seq_close(snd_seq_t *handle);

/* @boundary return: status(>=0)
 * @boundary hints: out, owned(snd_device_name_free_hint) */
int snd_device_name_hint(int card, const char *iface, void ***hints);

/* @boundary hints: releases */
int snd_device_name_free_hint(void **hints);
