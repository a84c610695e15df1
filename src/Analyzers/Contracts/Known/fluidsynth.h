/* What the documentation of FluidSynth says about what it creates, what it takes over, and callbacks. */

/* @boundary library(fluidsynth), convention(cdecl) */

/* @boundary handle(delete_fluid_settings), invalid(0) */
typedef struct _fluid_hashtable_t fluid_settings_t;
/* @boundary handle(delete_fluid_synth), invalid(0) */
typedef struct _fluid_synth_t fluid_synth_t;
/* @boundary handle(delete_fluid_audio_driver), invalid(0) */
typedef struct _fluid_audio_driver_t fluid_audio_driver_t;
typedef int (*fluid_audio_func_t)(void *, int, int, float *[], int, float *[]);
typedef struct _fluid_midi_event_t fluid_midi_event_t;
typedef int (*handle_midi_event_func_t)(void *, fluid_midi_event_t *);
/* @boundary handle(delete_fluid_midi_driver), invalid(0) */
typedef struct _fluid_midi_driver_t fluid_midi_driver_t;
typedef struct _fluid_file_renderer_t fluid_file_renderer_t;
typedef struct _fluid_midi_router_t fluid_midi_router_t;
/* @boundary handle(delete_fluid_player), invalid(0) */
typedef struct _fluid_player_t fluid_player_t;
typedef int (*handle_midi_tick_func_t)(void *, int);
/* @boundary handle(delete_fluid_sequencer), invalid(0) */
typedef struct _fluid_sequencer_t fluid_sequencer_t;
typedef struct _fluid_event_t fluid_event_t;
typedef void (*fluid_event_callback_t)(unsigned int, fluid_event_t *, fluid_sequencer_t *, void *);
typedef short fluid_seq_id_t;
typedef struct _fluid_sfloader_t fluid_sfloader_t;
typedef struct _fluid_sfont_t fluid_sfont_t;
typedef fluid_sfont_t *(*fluid_sfloader_load_t)(fluid_sfloader_t *, const char *);
typedef void (*fluid_sfloader_free_t)(fluid_sfloader_t *);
typedef void *(*fluid_sfloader_callback_open_t)(const char *);
typedef long long fluid_long_long_t;
typedef int (*fluid_sfloader_callback_read_t)(void *, fluid_long_long_t, void *);
typedef int (*fluid_sfloader_callback_seek_t)(void *, fluid_long_long_t, int);
typedef fluid_long_long_t (*fluid_sfloader_callback_tell_t)(void *);
typedef int (*fluid_sfloader_callback_close_t)(void *);
typedef void (*fluid_log_function_t)(int, const char *, void *);

/* Settings and synthesizers */

/* @boundary return: owned(delete_fluid_settings), nonnull */
fluid_settings_t *new_fluid_settings(void);

/* @boundary settings: releases, nullable */
void delete_fluid_settings(fluid_settings_t *settings);

/* @boundary return: status(0)
 * @boundary str: owned(fluid_free), zeroterm */
int fluid_settings_dupstr(fluid_settings_t *settings, const char *name, char **str);

/* @boundary ptr: releases, nullable */
void fluid_free(void *ptr);

/* @boundary return: owned(delete_fluid_synth), nullable */
fluid_synth_t *new_fluid_synth(fluid_settings_t *settings);

/* @boundary synth: releases, nullable */
void delete_fluid_synth(fluid_synth_t *synth);

/* @boundary return: borrowed(synth), zeroterm */
const char *fluid_synth_error(fluid_synth_t *synth);

/* @boundary return: static, zeroterm */
char *fluid_version_str(void);

/* Drivers */

/* @boundary return: owned(delete_fluid_audio_driver), nullable */
fluid_audio_driver_t *new_fluid_audio_driver(fluid_settings_t *settings, fluid_synth_t *synth);

/* @boundary return: owned(delete_fluid_audio_driver), nullable
 * @boundary func: retained(until delete_fluid_audio_driver)
 * @boundary data: retained(until delete_fluid_audio_driver) */
fluid_audio_driver_t *new_fluid_audio_driver2(fluid_settings_t *settings, fluid_audio_func_t func, void *data);

/* @boundary driver: releases, nullable */
void delete_fluid_audio_driver(fluid_audio_driver_t *driver);

/* @boundary return: owned(delete_fluid_midi_driver), nullable
 * @boundary handler: retained(until delete_fluid_midi_driver)
 * @boundary event_handler_data: retained(until delete_fluid_midi_driver) */
fluid_midi_driver_t *new_fluid_midi_driver(fluid_settings_t *settings, handle_midi_event_func_t handler, void *event_handler_data);

/* @boundary driver: releases, nullable */
void delete_fluid_midi_driver(fluid_midi_driver_t *driver);

/* @boundary return: owned(delete_fluid_file_renderer), nullable */
fluid_file_renderer_t *new_fluid_file_renderer(fluid_synth_t *synth);

/* @boundary dev: releases, nullable */
void delete_fluid_file_renderer(fluid_file_renderer_t *dev);

/* @boundary return: owned(delete_fluid_midi_router), nonnull
 * @boundary handler: retained(until delete_fluid_midi_router)
 * @boundary event_handler_data: retained(until delete_fluid_midi_router) */
fluid_midi_router_t *new_fluid_midi_router(fluid_settings_t *settings, handle_midi_event_func_t handler, void *event_handler_data);

/* @boundary handler: releases, nullable */
void delete_fluid_midi_router(fluid_midi_router_t *handler);

/* Players, sequencers, events */

/* @boundary return: owned(delete_fluid_player), nullable */
fluid_player_t *new_fluid_player(fluid_synth_t *synth);

/* @boundary player: releases, nullable */
void delete_fluid_player(fluid_player_t *player);

/* @boundary handler: retained
 * @boundary handler_data: retained */
int fluid_player_set_playback_callback(fluid_player_t *player, handle_midi_event_func_t handler, void *handler_data);

/* @boundary handler: retained
 * @boundary handler_data: retained */
int fluid_player_set_tick_callback(fluid_player_t *player, handle_midi_tick_func_t handler, void *handler_data);

/* @boundary return: owned(delete_fluid_sequencer), nonnull */
fluid_sequencer_t *new_fluid_sequencer(void);

/* @boundary return: owned(delete_fluid_sequencer), nonnull */
fluid_sequencer_t *new_fluid_sequencer2(int use_system_timer);

/* @boundary seq: releases, nullable */
void delete_fluid_sequencer(fluid_sequencer_t *seq);

/* @boundary callback: retained
 * @boundary data: retained */
fluid_seq_id_t fluid_sequencer_register_client(fluid_sequencer_t *seq, const char *name, fluid_event_callback_t callback, void *data);

/* @boundary return: owned(delete_fluid_event), nonnull */
fluid_event_t *new_fluid_event(void);

/* @boundary evt: releases, nullable */
void delete_fluid_event(fluid_event_t *evt);

/* @boundary return: owned(delete_fluid_midi_event), nonnull */
fluid_midi_event_t *new_fluid_midi_event(void);

/* @boundary event: releases, nullable */
void delete_fluid_midi_event(fluid_midi_event_t *event);

/* Sound fonts */

/* @boundary return: owned(delete_fluid_sfloader), nonnull
 * @boundary load: retained(until delete_fluid_sfloader)
 * @boundary free: retained(until delete_fluid_sfloader) */
fluid_sfloader_t *new_fluid_sfloader(fluid_sfloader_load_t load, fluid_sfloader_free_t free);

/* @boundary return: owned(delete_fluid_sfloader), nonnull */
fluid_sfloader_t *new_fluid_defsfloader(fluid_settings_t *settings);

/* @boundary loader: releases, nullable */
void delete_fluid_sfloader(fluid_sfloader_t *loader);

/* @boundary loader: taken */
void fluid_synth_add_sfloader(fluid_synth_t *synth, fluid_sfloader_t *loader);

/* @boundary open: retained(until delete_fluid_sfloader)
 * @boundary read: retained(until delete_fluid_sfloader)
 * @boundary seek: retained(until delete_fluid_sfloader)
 * @boundary tell: retained(until delete_fluid_sfloader)
 * @boundary close: retained(until delete_fluid_sfloader) */
int fluid_sfloader_set_callbacks(
    fluid_sfloader_t *loader, fluid_sfloader_callback_open_t open, fluid_sfloader_callback_read_t read, fluid_sfloader_callback_seek_t seek, fluid_sfloader_callback_tell_t tell, fluid_sfloader_callback_close_t close);

/* @boundary return: borrowed(sfont), zeroterm */
const char *fluid_sfont_get_name(fluid_sfont_t *sfont);

/* Logging */

/* @boundary fun: retained
 * @boundary data: retained */
fluid_log_function_t fluid_set_log_function(int level, fluid_log_function_t fun, void *data);
