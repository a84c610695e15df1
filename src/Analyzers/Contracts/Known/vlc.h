/* What the documentation of LibVLC says about references, text and callbacks. */

/* @boundary library(vlc), convention(cdecl) */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

/* @boundary handle(libvlc_release) */
typedef struct libvlc_instance_t libvlc_instance_t;
typedef struct vlc_log_t libvlc_log_t;
struct __va_list_tag;
typedef void (*libvlc_log_cb)(void *, int, const libvlc_log_t *, const char *, struct __va_list_tag *);
typedef struct libvlc_event_manager_t libvlc_event_manager_t;
typedef int libvlc_event_type_t;
struct libvlc_event_t;
typedef void (*libvlc_callback_t)(const struct libvlc_event_t *, void *);
/* @boundary handle(libvlc_media_release) */
typedef struct libvlc_media_t libvlc_media_t;
typedef int (*libvlc_media_open_cb)(void *, void **, uint64_t *);
typedef ssize_t (*libvlc_media_read_cb)(void *, unsigned char *, size_t);
typedef int (*libvlc_media_seek_cb)(void *, uint64_t);
typedef void (*libvlc_media_close_cb)(void *);
typedef enum { libvlc_meta_Title = 0 } libvlc_meta_t;
typedef enum { libvlc_track_unknown = -1 } libvlc_track_type_t;
/* @boundary handle(libvlc_media_list_release) */
typedef struct libvlc_media_list_t libvlc_media_list_t;
/* @boundary handle(libvlc_media_list_player_release) */
typedef struct libvlc_media_list_player_t libvlc_media_list_player_t;
/* @boundary handle(libvlc_media_player_release) */
typedef struct libvlc_media_player_t libvlc_media_player_t;
typedef void *(*libvlc_video_lock_cb)(void *, void **);
typedef void (*libvlc_video_unlock_cb)(void *, void *, void *const *);
typedef void (*libvlc_video_display_cb)(void *, void *);
typedef unsigned int (*libvlc_video_format_cb)(void **, char *, unsigned int *, unsigned int *, unsigned int *, unsigned int *);
typedef void (*libvlc_video_cleanup_cb)(void *);
typedef void (*libvlc_audio_play_cb)(void *, const void *, unsigned int, int64_t);
typedef void (*libvlc_audio_pause_cb)(void *, int64_t);
typedef void (*libvlc_audio_resume_cb)(void *, int64_t);
typedef void (*libvlc_audio_flush_cb)(void *, int64_t);
typedef void (*libvlc_audio_drain_cb)(void *);
typedef void (*libvlc_audio_set_volume_cb)(void *, float, bool);
typedef int (*libvlc_audio_setup_cb)(void **, char *, unsigned int *, unsigned int *);
typedef void (*libvlc_audio_cleanup_cb)(void *);
typedef struct libvlc_audio_output_t libvlc_audio_output_t;
typedef struct libvlc_audio_output_device_t libvlc_audio_output_device_t;
typedef struct libvlc_track_description_t libvlc_track_description_t;
typedef struct libvlc_equalizer_t libvlc_equalizer_t;

/* @boundary return: owned(libvlc_release), nullable */
libvlc_instance_t *libvlc_new(int argc, const char *const *argv);

void libvlc_retain(libvlc_instance_t *p_instance);

/* @boundary p_instance: releases */
void libvlc_release(libvlc_instance_t *p_instance);

/* @boundary return: borrowed, nullable, utf8, zeroterm */
const char *libvlc_errmsg(void);

/* @boundary return: static, zeroterm */
const char *libvlc_get_version(void);

/* @boundary return: static, zeroterm */
const char *libvlc_get_compiler(void);

/* @boundary return: static, zeroterm */
const char *libvlc_get_changeset(void);

/* @boundary ptr: releases, nullable */
void libvlc_free(void *ptr);

/* @boundary cb: retained(until libvlc_log_unset)
 * @boundary data: retained */
void libvlc_log_set(libvlc_instance_t *p_instance, libvlc_log_cb cb, void *data);

void libvlc_log_unset(libvlc_instance_t *p_instance);

/* @boundary f_callback: retained(until libvlc_event_detach)
 * @boundary user_data: retained */
int libvlc_event_attach(libvlc_event_manager_t *p_event_manager, libvlc_event_type_t i_event_type, libvlc_callback_t f_callback, void *user_data);

void libvlc_event_detach(libvlc_event_manager_t *p_event_manager, libvlc_event_type_t i_event_type, libvlc_callback_t f_callback, void *p_user_data);

/* @boundary return: static, zeroterm */
const char *libvlc_event_type_name(libvlc_event_type_t event_type);

/* @boundary return: owned(libvlc_media_release), nullable */
libvlc_media_t *libvlc_media_new_location(libvlc_instance_t *p_instance, const char *psz_mrl);

/* @boundary return: owned(libvlc_media_release), nullable */
libvlc_media_t *libvlc_media_new_path(libvlc_instance_t *p_instance, const char *path);

/* @boundary return: owned(libvlc_media_release), nullable
 * @boundary open_cb: retained(until libvlc_media_release), nullable
 * @boundary read_cb: retained(until libvlc_media_release)
 * @boundary seek_cb: retained(until libvlc_media_release), nullable
 * @boundary close_cb: retained(until libvlc_media_release), nullable
 * @boundary opaque: retained */
libvlc_media_t *libvlc_media_new_callbacks(
    libvlc_instance_t *instance, libvlc_media_open_cb open_cb, libvlc_media_read_cb read_cb, libvlc_media_seek_cb seek_cb,
    libvlc_media_close_cb close_cb, void *opaque);

/* @boundary return: owned(libvlc_media_release), nullable */
libvlc_media_t *libvlc_media_duplicate(libvlc_media_t *p_md);

void libvlc_media_retain(libvlc_media_t *p_md);

/* @boundary p_md: releases */
void libvlc_media_release(libvlc_media_t *p_md);

/* @boundary return: owned(libvlc_free), nullable, utf8, zeroterm */
char *libvlc_media_get_mrl(libvlc_media_t *p_md);

/* @boundary return: owned(libvlc_free), nullable, utf8, zeroterm */
char *libvlc_media_get_meta(libvlc_media_t *p_md, libvlc_meta_t e_meta);

/* @boundary return: static, zeroterm */
const char *libvlc_media_get_codec_description(libvlc_track_type_t i_type, uint32_t i_codec);

/* @boundary return: borrowed(p_md) */
libvlc_event_manager_t *libvlc_media_event_manager(libvlc_media_t *p_md);

/* @boundary return: owned(libvlc_media_list_release), nullable */
libvlc_media_list_t *libvlc_media_list_new(libvlc_instance_t *p_instance);

void libvlc_media_list_retain(libvlc_media_list_t *p_ml);

/* @boundary p_ml: releases */
void libvlc_media_list_release(libvlc_media_list_t *p_ml);

/* @boundary return: owned(libvlc_media_release), nullable */
libvlc_media_t *libvlc_media_list_item_at_index(libvlc_media_list_t *p_ml, int i_pos);

/* @boundary return: borrowed(p_ml) */
libvlc_event_manager_t *libvlc_media_list_event_manager(libvlc_media_list_t *p_ml);

/* @boundary return: owned(libvlc_media_list_player_release), nullable */
libvlc_media_list_player_t *libvlc_media_list_player_new(libvlc_instance_t *p_instance);

void libvlc_media_list_player_retain(libvlc_media_list_player_t *p_mlp);

/* @boundary p_mlp: releases */
void libvlc_media_list_player_release(libvlc_media_list_player_t *p_mlp);

/* @boundary return: owned(libvlc_media_player_release), nullable */
libvlc_media_player_t *libvlc_media_player_new(libvlc_instance_t *p_libvlc_instance);

/* @boundary return: owned(libvlc_media_player_release), nullable */
libvlc_media_player_t *libvlc_media_player_new_from_media(libvlc_media_t *p_md);

void libvlc_media_player_retain(libvlc_media_player_t *p_mi);

/* @boundary p_mi: releases */
void libvlc_media_player_release(libvlc_media_player_t *p_mi);

/* @boundary return: borrowed(p_mi) */
libvlc_event_manager_t *libvlc_media_player_event_manager(libvlc_media_player_t *p_mi);

/* @boundary lock: retained
 * @boundary unlock: retained, nullable
 * @boundary display: retained, nullable
 * @boundary opaque: retained */
void libvlc_video_set_callbacks(
    libvlc_media_player_t *mp, libvlc_video_lock_cb lock, libvlc_video_unlock_cb unlock, libvlc_video_display_cb display, void *opaque);

/* @boundary setup: retained
 * @boundary cleanup: retained, nullable */
void libvlc_video_set_format_callbacks(libvlc_media_player_t *mp, libvlc_video_format_cb setup, libvlc_video_cleanup_cb cleanup);

/* @boundary play: retained
 * @boundary pause: retained, nullable
 * @boundary resume: retained, nullable
 * @boundary flush: retained, nullable
 * @boundary drain: retained, nullable
 * @boundary opaque: retained */
void libvlc_audio_set_callbacks(
    libvlc_media_player_t *mp, libvlc_audio_play_cb play, libvlc_audio_pause_cb pause, libvlc_audio_resume_cb resume,
    libvlc_audio_flush_cb flush, libvlc_audio_drain_cb drain, void *opaque);

/* @boundary set_volume: retained */
void libvlc_audio_set_volume_callback(libvlc_media_player_t *mp, libvlc_audio_set_volume_cb set_volume);

/* @boundary setup: retained
 * @boundary cleanup: retained, nullable */
void libvlc_audio_set_format_callbacks(libvlc_media_player_t *mp, libvlc_audio_setup_cb setup, libvlc_audio_cleanup_cb cleanup);

/* @boundary return: owned(libvlc_audio_output_list_release), nullable */
libvlc_audio_output_t *libvlc_audio_output_list_get(libvlc_instance_t *p_instance);

/* @boundary p_list: releases */
void libvlc_audio_output_list_release(libvlc_audio_output_t *p_list);

/* @boundary return: owned(libvlc_audio_output_device_list_release), nullable */
libvlc_audio_output_device_t *libvlc_audio_output_device_enum(libvlc_media_player_t *mp);

/* @boundary p_list: releases */
void libvlc_audio_output_device_list_release(libvlc_audio_output_device_t *p_list);

/* @boundary return: owned(libvlc_track_description_list_release), nullable */
libvlc_track_description_t *libvlc_audio_get_track_description(libvlc_media_player_t *p_mi);

/* @boundary return: owned(libvlc_track_description_list_release), nullable */
libvlc_track_description_t *libvlc_video_get_track_description(libvlc_media_player_t *p_mi);

/* @boundary return: owned(libvlc_track_description_list_release), nullable */
libvlc_track_description_t *libvlc_video_get_spu_description(libvlc_media_player_t *p_mi);

/* @boundary p_track_description: releases */
void libvlc_track_description_list_release(libvlc_track_description_t *p_track_description);

/* @boundary return: static, nullable, utf8, zeroterm */
const char *libvlc_audio_equalizer_get_preset_name(unsigned int u_index);

/* @boundary return: owned(libvlc_audio_equalizer_release), nullable */
libvlc_equalizer_t *libvlc_audio_equalizer_new(void);

/* @boundary return: owned(libvlc_audio_equalizer_release), nullable */
libvlc_equalizer_t *libvlc_audio_equalizer_new_from_preset(unsigned int u_index);

/* @boundary p_equalizer: releases */
void libvlc_audio_equalizer_release(libvlc_equalizer_t *p_equalizer);
