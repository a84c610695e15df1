/* What the documentation of SDL 2 and of its image, font and mixer libraries says about ownership, text and callbacks. */

/* @boundary library(sdl2), convention(cdecl) */

#include <stddef.h>
#include <stdint.h>

typedef int32_t Sint32;
typedef Sint32 SDL_Keycode;
typedef enum { SDL_SCANCODE_UNKNOWN = 0 } SDL_Scancode;
typedef uint32_t Uint32;
/* @boundary handle(SDL_DestroyWindow), invalid(0) */
typedef struct SDL_Window SDL_Window;
typedef struct SDL_Surface SDL_Surface;
typedef struct SDL_Point SDL_Point;
typedef enum { SDL_HITTEST_NORMAL = 0 } SDL_HitTestResult;
typedef SDL_HitTestResult (*SDL_HitTest)(SDL_Window *, const SDL_Point *, void *);
/* @boundary handle(SDL_DestroyRenderer), invalid(0) */
typedef struct SDL_Renderer SDL_Renderer;
/* @boundary handle(SDL_DestroyTexture), invalid(0) */
typedef struct SDL_Texture SDL_Texture;
typedef uint8_t Uint8;
/* @boundary handle(SDL_FreeCursor), invalid(0) */
typedef struct SDL_Cursor SDL_Cursor;
typedef enum { SDL_SYSTEM_CURSOR_ARROW = 0 } SDL_SystemCursor;
typedef void *SDL_GLContext;
/* @boundary handle(SDL_JoystickClose), invalid(0) */
typedef struct _SDL_Joystick SDL_Joystick;
typedef Sint32 SDL_JoystickID;
/* @boundary handle(SDL_GameControllerClose), invalid(0) */
typedef struct _SDL_GameController SDL_GameController;
/* @boundary handle(SDL_HapticClose), invalid(0) */
typedef struct _SDL_Haptic SDL_Haptic;
typedef union SDL_Event SDL_Event;
typedef int (*SDL_EventFilter)(void *, SDL_Event *);
typedef Uint32 (*SDL_TimerCallback)(Uint32, void *);
typedef int SDL_TimerID;
typedef enum { SDL_FALSE = 0 } SDL_bool;
typedef void (*SDL_HintCallback)(void *, const char *, const char *, const char *);
typedef enum { SDL_LOG_PRIORITY_VERBOSE = 1 } SDL_LogPriority;
typedef void (*SDL_LogOutputFunction)(void *, int, SDL_LogPriority, const char *);
/* @boundary handle(TTF_CloseFont), invalid(0) */
typedef struct _TTF_Font TTF_Font;
/* @boundary handle(Mix_FreeMusic), invalid(0) */
typedef struct _Mix_Music Mix_Music;
typedef struct Mix_Chunk Mix_Chunk;

/* Text */

/* @boundary return: borrowed, utf8, zeroterm */
const char *SDL_GetError(void);

/* @boundary memory: releases, nullable */
void SDL_free(void *memory);

/* @boundary return: owned(SDL_free) */
void *SDL_malloc(size_t size);

/* @boundary return: owned(SDL_free), utf8, zeroterm */
char *SDL_GetClipboardText(void);

/* @boundary return: owned(SDL_free), nullable, utf8, zeroterm */
char *SDL_GetBasePath(void);

/* @boundary return: owned(SDL_free), nullable, utf8, zeroterm */
char *SDL_GetPrefPath(const char *org, const char *app);

/* @boundary return: static, zeroterm */
const char *SDL_GetPlatform(void);

/* @boundary return: static, zeroterm */
const char *SDL_GetRevision(void);

/* @boundary return: borrowed, nullable, zeroterm */
const char *SDL_GetHint(const char *name);

/* @boundary return: borrowed, utf8, zeroterm */
const char *SDL_GetKeyName(SDL_Keycode key);

/* @boundary return: static, zeroterm */
const char *SDL_GetScancodeName(SDL_Scancode scancode);

/* @boundary return: static, zeroterm */
const char *SDL_GetPixelFormatName(Uint32 format);

/* @boundary return: static, nullable, zeroterm */
const char *SDL_GetCurrentVideoDriver(void);

/* @boundary return: static, zeroterm */
const char *SDL_GetVideoDriver(int index);

/* @boundary return: static, nullable, zeroterm */
const char *SDL_GetCurrentAudioDriver(void);

/* @boundary return: static, zeroterm */
const char *SDL_GetAudioDriver(int index);

/* @boundary return: borrowed, nullable, utf8, zeroterm */
const char *SDL_GetDisplayName(int displayIndex);

/* @boundary return: borrowed, nullable, utf8, zeroterm */
const char *SDL_GetAudioDeviceName(int index, int iscapture);

/* Windows, renderers, surfaces */

/* @boundary return: owned(SDL_DestroyWindow), nullable
 * @boundary title: in, utf8, zeroterm, noescape */
SDL_Window *SDL_CreateWindow(const char *title, int x, int y, int w, int h, Uint32 flags);

/* @boundary return: owned(SDL_DestroyWindow), nullable */
SDL_Window *SDL_CreateWindowFrom(const void *data);

/* @boundary window: releases */
void SDL_DestroyWindow(SDL_Window *window);

/* @boundary return: borrowed(window), utf8, zeroterm */
const char *SDL_GetWindowTitle(SDL_Window *window);

/* @boundary return: borrowed(window), nullable */
SDL_Surface *SDL_GetWindowSurface(SDL_Window *window);

/* @boundary return: borrowed, nullable */
SDL_Window *SDL_GetWindowFromID(Uint32 id);

/* @boundary callback: retained, nullable
 * @boundary callback_data: retained */
int SDL_SetWindowHitTest(SDL_Window *window, SDL_HitTest callback, void *callback_data);

/* @boundary return: owned(SDL_DestroyRenderer), nullable */
SDL_Renderer *SDL_CreateRenderer(SDL_Window *window, int index, Uint32 flags);

/* @boundary return: owned(SDL_DestroyRenderer), nullable */
SDL_Renderer *SDL_CreateSoftwareRenderer(SDL_Surface *surface);

/* @boundary return: borrowed(window), nullable */
SDL_Renderer *SDL_GetRenderer(SDL_Window *window);

/* @boundary renderer: releases */
void SDL_DestroyRenderer(SDL_Renderer *renderer);

/* Destroying the renderer frees its textures, too: who keeps one until then owes nothing.
 * @boundary return: nullable */
SDL_Texture *SDL_CreateTexture(SDL_Renderer *renderer, Uint32 format, int access, int w, int h);

/* @boundary return: nullable */
SDL_Texture *SDL_CreateTextureFromSurface(SDL_Renderer *renderer, SDL_Surface *surface);

/* @boundary texture: releases */
void SDL_DestroyTexture(SDL_Texture *texture);

/* @boundary return: owned(SDL_FreeSurface), nullable */
SDL_Surface *SDL_CreateRGBSurface(Uint32 flags, int width, int height, int depth, Uint32 Rmask, Uint32 Gmask, Uint32 Bmask, Uint32 Amask);

/* @boundary return: owned(SDL_FreeSurface), nullable */
SDL_Surface *SDL_CreateRGBSurfaceWithFormat(Uint32 flags, int width, int height, int depth, Uint32 format);

/* @boundary icon: noescape, nullable */
void SDL_SetWindowIcon(SDL_Window *window, SDL_Surface *icon);

/* @boundary return: owned(SDL_FreeSurface), nullable
 * @boundary pixels: retained(until SDL_FreeSurface) */
SDL_Surface *SDL_CreateRGBSurfaceFrom(
    void *pixels, int width, int height, int depth, int pitch, Uint32 Rmask, Uint32 Gmask, Uint32 Bmask, Uint32 Amask);

/* @boundary return: owned(SDL_FreeSurface), nullable
 * @boundary pixels: retained(until SDL_FreeSurface) */
SDL_Surface *SDL_CreateRGBSurfaceWithFormatFrom(void *pixels, int width, int height, int depth, int pitch, Uint32 format);

/* @boundary return: owned(SDL_FreeSurface), nullable */
SDL_Surface *SDL_ConvertSurfaceFormat(SDL_Surface *src, Uint32 pixel_format, Uint32 flags);

/* @boundary return: owned(SDL_FreeSurface), nullable */
SDL_Surface *SDL_DuplicateSurface(SDL_Surface *surface);

/* @boundary surface: releases, nullable */
void SDL_FreeSurface(SDL_Surface *surface);

/* @boundary return: owned(SDL_FreeCursor), nullable */
SDL_Cursor *SDL_CreateCursor(const Uint8 *data, const Uint8 *mask, int w, int h, int hot_x, int hot_y);

/* @boundary return: owned(SDL_FreeCursor), nullable */
SDL_Cursor *SDL_CreateColorCursor(SDL_Surface *surface, int hot_x, int hot_y);

/* @boundary return: owned(SDL_FreeCursor), nullable */
SDL_Cursor *SDL_CreateSystemCursor(SDL_SystemCursor id);

/* @boundary cursor: releases, nullable */
void SDL_FreeCursor(SDL_Cursor *cursor);

/* @boundary return: borrowed, nullable */
SDL_Cursor *SDL_GetCursor(void);

/* @boundary return: borrowed, nullable */
SDL_Cursor *SDL_GetDefaultCursor(void);

/* @boundary return: owned(SDL_GL_DeleteContext), nullable */
SDL_GLContext SDL_GL_CreateContext(SDL_Window *window);

/* @boundary context: releases */
void SDL_GL_DeleteContext(SDL_GLContext context);

/* Joysticks */

/* @boundary return: owned(SDL_JoystickClose), nullable */
SDL_Joystick *SDL_JoystickOpen(int device_index);

/* @boundary return: borrowed, nullable */
SDL_Joystick *SDL_JoystickFromInstanceID(SDL_JoystickID instance_id);

/* @boundary return: borrowed(joystick), nullable, utf8, zeroterm */
const char *SDL_JoystickName(SDL_Joystick *joystick);

/* @boundary return: borrowed, nullable, utf8, zeroterm */
const char *SDL_JoystickNameForIndex(int device_index);

/* @boundary joystick: releases */
void SDL_JoystickClose(SDL_Joystick *joystick);

/* @boundary return: owned(SDL_GameControllerClose), nullable */
SDL_GameController *SDL_GameControllerOpen(int joystick_index);

/* @boundary return: borrowed, nullable */
SDL_GameController *SDL_GameControllerFromInstanceID(SDL_JoystickID joyid);

/* @boundary return: borrowed(gamecontroller), nullable */
SDL_Joystick *SDL_GameControllerGetJoystick(SDL_GameController *gamecontroller);

/* @boundary return: borrowed(gamecontroller), nullable, utf8, zeroterm */
const char *SDL_GameControllerName(SDL_GameController *gamecontroller);

/* @boundary return: borrowed, nullable, utf8, zeroterm */
const char *SDL_GameControllerNameForIndex(int joystick_index);

/* @boundary return: owned(SDL_free), nullable, zeroterm */
char *SDL_GameControllerMapping(SDL_GameController *gamecontroller);

/* @boundary gamecontroller: releases */
void SDL_GameControllerClose(SDL_GameController *gamecontroller);

/* @boundary return: owned(SDL_HapticClose), nullable */
SDL_Haptic *SDL_HapticOpen(int device_index);

/* @boundary return: owned(SDL_HapticClose), nullable */
SDL_Haptic *SDL_HapticOpenFromJoystick(SDL_Joystick *joystick);

/* @boundary return: borrowed, nullable, utf8, zeroterm */
const char *SDL_HapticName(int device_index);

/* @boundary haptic: releases */
void SDL_HapticClose(SDL_Haptic *haptic);

/* Callbacks */

/* @boundary filter: retained, nullable
 * @boundary userdata: retained */
void SDL_SetEventFilter(SDL_EventFilter filter, void *userdata);

/* @boundary filter: noescape
 * @boundary userdata: noescape */
void SDL_FilterEvents(SDL_EventFilter filter, void *userdata);

/* @boundary filter: retained(until SDL_DelEventWatch)
 * @boundary userdata: retained */
void SDL_AddEventWatch(SDL_EventFilter filter, void *userdata);

void SDL_DelEventWatch(SDL_EventFilter filter, void *userdata);

/* @boundary callback: retained(until SDL_RemoveTimer)
 * @boundary param: retained */
SDL_TimerID SDL_AddTimer(Uint32 interval, SDL_TimerCallback callback, void *param);

SDL_bool SDL_RemoveTimer(SDL_TimerID id);

/* @boundary callback: retained(until SDL_DelHintCallback)
 * @boundary userdata: retained */
void SDL_AddHintCallback(const char *name, SDL_HintCallback callback, void *userdata);

void SDL_DelHintCallback(const char *name, SDL_HintCallback callback, void *userdata);

/* @boundary callback: retained, nullable
 * @boundary userdata: retained */
void SDL_LogSetOutputFunction(SDL_LogOutputFunction callback, void *userdata);

/* Images, fonts, sound */

/* @boundary return: owned(SDL_FreeSurface), nullable */
SDL_Surface *IMG_Load(const char *file);

/* @boundary return: nullable */
SDL_Texture *IMG_LoadTexture(SDL_Renderer *renderer, const char *file);

/* @boundary return: owned(TTF_CloseFont), nullable */
TTF_Font *TTF_OpenFont(const char *file, int ptsize);

/* @boundary return: owned(TTF_CloseFont), nullable */
TTF_Font *TTF_OpenFontIndex(const char *file, int ptsize, long index);

/* @boundary return: borrowed(font), nullable, zeroterm */
const char *TTF_FontFaceFamilyName(const TTF_Font *font);

/* @boundary return: borrowed(font), nullable, zeroterm */
const char *TTF_FontFaceStyleName(const TTF_Font *font);

/* @boundary font: releases */
void TTF_CloseFont(TTF_Font *font);

/* @boundary return: owned(Mix_FreeMusic), nullable */
Mix_Music *Mix_LoadMUS(const char *file);

/* @boundary music: releases */
void Mix_FreeMusic(Mix_Music *music);

/* @boundary chunk: releases */
void Mix_FreeChunk(Mix_Chunk *chunk);

/* @boundary return: borrowed, nullable */
Mix_Chunk *Mix_GetChunk(int channel);

/* @boundary channel_finished: retained, nullable */
void Mix_ChannelFinished(void (*channel_finished)(int));

/* @boundary music_finished: retained, nullable */
void Mix_HookMusicFinished(void (*music_finished)(void));

/* @boundary mix_func: retained, nullable
 * @boundary arg: retained */
void Mix_HookMusic(void (*mix_func)(void *, Uint8 *, int), void *arg);

/* @boundary mix_func: retained, nullable
 * @boundary arg: retained */
void Mix_SetPostMix(void (*mix_func)(void *, Uint8 *, int), void *arg);
