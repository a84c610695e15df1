/* What the documentation of SDL 3 and of its image, font and mixer libraries says about ownership, text and callbacks. Not in Debian 12: the declarations
 * were made from the headers of the project. */

/* @boundary library(sdl3), convention(cdecl) */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* @boundary handle(SDL_CloseIO), invalid(0) */
typedef struct SDL_IOStream SDL_IOStream;
/* @boundary handle(SDL_DestroyWindow), invalid(0) */
typedef struct SDL_Window SDL_Window;
/* @boundary handle(SDL_DestroyProcess), invalid(0) */
typedef struct SDL_Process SDL_Process;
/* @boundary handle(SDL_CloseGamepad), invalid(0) */
typedef struct SDL_Gamepad SDL_Gamepad;
typedef struct SDL_GUID SDL_GUID;
typedef uint32_t Uint32;
typedef Uint32 SDL_JoystickID;
typedef Uint32 SDL_GlobFlags;
/* @boundary handle(SDL_CloseStorage), invalid(0) */
typedef struct SDL_Storage SDL_Storage;
typedef struct SDL_Environment SDL_Environment;
typedef Uint32 SDL_AudioDeviceID;
/* @boundary handle(SDL_DestroyAudioStream), invalid(0) */
typedef struct SDL_AudioStream SDL_AudioStream;
typedef Uint32 SDL_CameraID;
typedef struct SDL_CameraSpec SDL_CameraSpec;
typedef struct SDL_GamepadBinding SDL_GamepadBinding;
typedef Uint32 SDL_HapticID;
typedef Uint32 SDL_KeyboardID;
typedef Uint32 SDL_MouseID;
typedef struct SDL_Locale SDL_Locale;
typedef Uint32 SDL_SensorID;
typedef uint64_t Uint64;
typedef Uint64 SDL_TouchID;
typedef struct SDL_Finger SDL_Finger;
typedef Uint32 SDL_DisplayID;
typedef struct SDL_DisplayMode SDL_DisplayMode;
typedef struct SDL_Surface SDL_Surface;
typedef enum { SDL_PIXELFORMAT_UNKNOWN = 0 } SDL_PixelFormat;
typedef enum { SDL_AUDIO_UNKNOWN = 0 } SDL_AudioFormat;
typedef enum { SDL_FOLDER_HOME = 0 } SDL_Folder;
/* @boundary handle(SDL_CloseHaptic), invalid(0) */
typedef struct SDL_Haptic SDL_Haptic;
/* @boundary handle(SDL_CloseJoystick), invalid(0) */
typedef struct SDL_Joystick SDL_Joystick;
/* @boundary handle(SDL_CloseSensor), invalid(0) */
typedef struct SDL_Sensor SDL_Sensor;
typedef Uint32 SDL_PropertiesID;
/* @boundary handle(SDL_DestroyRenderer), invalid(0) */
typedef struct SDL_Renderer SDL_Renderer;
typedef Uint32 SDL_Keycode;
typedef enum { SDL_SCANCODE_UNKNOWN = 0 } SDL_Scancode;
typedef struct SDL_Thread SDL_Thread;
typedef struct SDL_TrayEntry SDL_TrayEntry;
/* @boundary handle(SDL_DestroyGPUDevice), invalid(0) */
typedef struct SDL_GPUDevice SDL_GPUDevice;
typedef enum { SDL_GAMEPAD_TYPE_UNKNOWN = 0 } SDL_GamepadType;
typedef enum { SDL_GAMEPAD_AXIS_INVALID = -1 } SDL_GamepadAxis;
typedef enum { SDL_GAMEPAD_BUTTON_INVALID = -1 } SDL_GamepadButton;
typedef Uint64 SDL_WindowFlags;
typedef Uint32 SDL_WindowID;
typedef union SDL_Event SDL_Event;
/* @boundary handle(SDL_DestroyTexture), invalid(0) */
typedef struct SDL_Texture SDL_Texture;
typedef struct SDL_Rect SDL_Rect;
typedef struct SDL_Point SDL_Point;
typedef enum { SDL_HITTEST_NORMAL = 0 } SDL_HitTestResult;
typedef SDL_HitTestResult (*SDL_HitTest)(SDL_Window *, const SDL_Point *, void *);
typedef enum { SDL_TEXTUREACCESS_STATIC = 0 } SDL_TextureAccess;
typedef enum { SDL_SCALEMODE_INVALID = -1 } SDL_ScaleMode;
typedef struct SDL_Palette SDL_Palette;
typedef enum { SDL_COLORSPACE_UNKNOWN = 0 } SDL_Colorspace;
typedef uint8_t Uint8;
/* @boundary handle(SDL_DestroyCursor), invalid(0) */
typedef struct SDL_Cursor SDL_Cursor;
typedef enum { SDL_SYSTEM_CURSOR_DEFAULT = 0 } SDL_SystemCursor;
typedef struct SDL_GLContextState *SDL_GLContext;
/* @boundary handle(SDL_DestroyTray), invalid(0) */
typedef struct SDL_Tray SDL_Tray;
typedef void (*SDL_TrayCallback)(void *, SDL_TrayEntry *);
typedef Uint32 SDL_GPUShaderFormat;
typedef struct SDL_GPUCommandBuffer SDL_GPUCommandBuffer;
typedef struct SDL_GPUFence SDL_GPUFence;
/* @boundary handle(SDL_CloseCamera), invalid(0) */
typedef struct SDL_Camera SDL_Camera;
typedef struct SDL_hid_device_info SDL_hid_device_info;
typedef struct SDL_hid_device SDL_hid_device;
typedef struct SDL_AudioSpec SDL_AudioSpec;
typedef void (*SDL_AudioStreamCallback)(void *, SDL_AudioStream *, int, int);
typedef void (*SDL_AudioPostmixCallback)(void *, const SDL_AudioSpec *, float *, int);
typedef struct SDL_IOStreamInterface SDL_IOStreamInterface;
typedef struct SDL_Mutex SDL_Mutex;
typedef struct SDL_RWLock SDL_RWLock;
typedef struct SDL_Semaphore SDL_Semaphore;
typedef struct SDL_Condition SDL_Condition;
typedef bool (*SDL_EventFilter)(void *, SDL_Event *);
typedef enum { SDL_ENUM_CONTINUE = 0 } SDL_EnumerationResult;
typedef SDL_EnumerationResult (*SDL_EnumerateDirectoryCallback)(void *, const char *, const char *);
typedef void (*SDL_EnumeratePropertiesCallback)(void *, SDL_PropertiesID, const char *);
typedef Uint32 SDL_TimerID;
typedef Uint32 (*SDL_TimerCallback)(void *, SDL_TimerID, Uint32);
typedef Uint64 (*SDL_NSTimerCallback)(void *, SDL_TimerID, Uint64);
typedef void (*SDL_HintCallback)(void *, const char *, const char *, const char *);
typedef enum { SDL_LOG_PRIORITY_INVALID = 0 } SDL_LogPriority;
typedef void (*SDL_LogOutputFunction)(void *, int, SDL_LogPriority, const char *);
typedef const void *(*SDL_ClipboardDataCallback)(void *, const char *, size_t *);
typedef void (*SDL_ClipboardCleanupCallback)(void *);
typedef void (*SDL_CleanupPropertyCallback)(void *, void *);
typedef void (*SDL_DialogFileCallback)(void *, const char *const *, int);
typedef struct SDL_DialogFileFilter SDL_DialogFileFilter;
typedef enum { SDL_FILEDIALOG_OPENFILE = 0 } SDL_FileDialogType;
typedef struct SDL_AssertData SDL_AssertData;
typedef enum { SDL_ASSERTION_RETRY = 0 } SDL_AssertState;
typedef SDL_AssertState (*SDL_AssertionHandler)(const SDL_AssertData *, void *);
typedef void *(*SDL_malloc_func)(size_t);
typedef void *(*SDL_calloc_func)(size_t, size_t);
typedef void *(*SDL_realloc_func)(void *, size_t);
typedef void (*SDL_free_func)(void *);
typedef union _XEvent XEvent;
typedef bool (*SDL_X11EventHook)(void *, XEvent *);
typedef void (*SDL_MouseMotionTransformCallback)(void *, Uint64, SDL_Window *, SDL_MouseID, float *, float *);
typedef struct IMG_Animation IMG_Animation;
/* @boundary handle(TTF_CloseFont), invalid(0) */
typedef struct TTF_Font TTF_Font;
typedef struct SDL_Color SDL_Color;
typedef enum { TTF_IMAGE_INVALID = 0 } TTF_ImageType;
/* @boundary handle(TTF_DestroySurfaceTextEngine), invalid(0) */
typedef struct TTF_TextEngine TTF_TextEngine;
/* @boundary handle(TTF_DestroyText), invalid(0) */
typedef struct TTF_Text TTF_Text;
/* @boundary handle(MIX_DestroyMixer), invalid(0) */
typedef struct MIX_Mixer MIX_Mixer;
/* @boundary handle(MIX_DestroyAudio), invalid(0) */
typedef struct MIX_Audio MIX_Audio;
/* @boundary handle(MIX_DestroyTrack), invalid(0) */
typedef struct MIX_Track MIX_Track;
typedef void (*MIX_TrackStoppedCallback)(void *, MIX_Track *);
typedef void (*MIX_TrackMixCallback)(void *, MIX_Track *, const SDL_AudioSpec *, float *, int);
typedef void (*MIX_PostMixCallback)(void *, MIX_Mixer *, const SDL_AudioSpec *, float *, int);

/* Memory and text */

/* @boundary mem: releases, nullable */
void SDL_free(void *mem);

/* @boundary mem: releases, nullable */
void SDL_aligned_free(void *mem);

/* @boundary return: owned(SDL_free), nullable */
void *SDL_malloc(size_t size);

/* @boundary return: owned(SDL_free), nullable */
void *SDL_calloc(size_t nmemb, size_t size);

/* @boundary return: owned(SDL_free), nullable */
void *SDL_LoadFile(const char *file, size_t *datasize);

/* @boundary return: owned(SDL_free), nullable */
void *SDL_LoadFile_IO(SDL_IOStream *src, size_t *datasize, bool closeio);

/* @boundary return: owned(SDL_free), nullable */
void *SDL_GetWindowICCProfile(SDL_Window *window, size_t *size);

/* @boundary return: owned(SDL_free), nullable */
void *SDL_GetClipboardData(const char *mime_type, size_t *size);

/* @boundary return: owned(SDL_free), nullable */
void *SDL_ReadProcess(SDL_Process *process, size_t *datasize, int *exitcode);

/* @boundary return: owned(SDL_aligned_free), nullable */
void *SDL_aligned_alloc(size_t alignment, size_t size);

/* @boundary return: owned(SDL_free), nullable, zeroterm */
char *SDL_strdup(const char *str);

/* @boundary return: owned(SDL_free), nullable, zeroterm */
char *SDL_strndup(const char *str, size_t maxlen);

/* @boundary return: owned(SDL_free), nullable, utf8, zeroterm */
char *SDL_GetPrefPath(const char *org, const char *app);

/* @boundary return: owned(SDL_free), nullable, utf8, zeroterm */
char *SDL_GetCurrentDirectory(void);

/* @boundary return: owned(SDL_free), utf8, zeroterm */
char *SDL_GetClipboardText(void);

/* @boundary return: owned(SDL_free), utf8, zeroterm */
char *SDL_GetPrimarySelectionText(void);

/* @boundary return: owned(SDL_free), nullable, zeroterm */
char *SDL_GetGamepadMapping(SDL_Gamepad *gamepad);

/* @boundary return: owned(SDL_free), nullable, zeroterm */
char *SDL_GetGamepadMappingForGUID(SDL_GUID guid);

/* @boundary return: owned(SDL_free), nullable, zeroterm */
char *SDL_GetGamepadMappingForID(SDL_JoystickID instance_id);

/* @boundary return: owned(SDL_free), nullable, zeroterm */
char *SDL_iconv_string(const char *tocode, const char *fromcode, const char *inbuf, size_t inbytesleft);

/* @boundary return: owned(SDL_free), nullable */
char **SDL_GetClipboardMimeTypes(size_t *num_mime_types);

/* @boundary return: owned(SDL_free), nullable */
char **SDL_GlobDirectory(const char *path, const char *pattern, SDL_GlobFlags flags, int *count);

/* @boundary return: owned(SDL_free), nullable */
char **SDL_GlobStorageDirectory(SDL_Storage *storage, const char *path, const char *pattern, SDL_GlobFlags flags, int *count);

/* @boundary return: owned(SDL_free), nullable */
char **SDL_GetEnvironmentVariables(SDL_Environment *env);

/* @boundary return: owned(SDL_free), nullable */
char **SDL_GetGamepadMappings(int *count);

/* @boundary return: owned(SDL_free), nullable */
SDL_AudioDeviceID *SDL_GetAudioPlaybackDevices(int *count);

/* @boundary return: owned(SDL_free), nullable */
SDL_AudioDeviceID *SDL_GetAudioRecordingDevices(int *count);

/* @boundary return: owned(SDL_free), nullable */
int *SDL_GetAudioDeviceChannelMap(SDL_AudioDeviceID devid, int *count);

/* @boundary return: owned(SDL_free), nullable */
int *SDL_GetAudioStreamInputChannelMap(SDL_AudioStream *stream, int *count);

/* @boundary return: owned(SDL_free), nullable */
int *SDL_GetAudioStreamOutputChannelMap(SDL_AudioStream *stream, int *count);

/* @boundary return: owned(SDL_free), nullable */
SDL_CameraID *SDL_GetCameras(int *count);

/* @boundary return: owned(SDL_free), nullable */
SDL_CameraSpec **SDL_GetCameraSupportedFormats(SDL_CameraID instance_id, int *count);

/* @boundary return: owned(SDL_free), nullable */
SDL_JoystickID *SDL_GetGamepads(int *count);

/* @boundary return: owned(SDL_free), nullable */
SDL_GamepadBinding **SDL_GetGamepadBindings(SDL_Gamepad *gamepad, int *count);

/* @boundary return: owned(SDL_free), nullable */
SDL_HapticID *SDL_GetHaptics(int *count);

/* @boundary return: owned(SDL_free), nullable */
SDL_JoystickID *SDL_GetJoysticks(int *count);

/* @boundary return: owned(SDL_free), nullable */
SDL_KeyboardID *SDL_GetKeyboards(int *count);

/* @boundary return: owned(SDL_free), nullable */
SDL_MouseID *SDL_GetMice(int *count);

/* @boundary return: owned(SDL_free), nullable */
SDL_Locale **SDL_GetPreferredLocales(int *count);

/* @boundary return: owned(SDL_free), nullable */
SDL_SensorID *SDL_GetSensors(int *count);

/* @boundary return: owned(SDL_free), nullable */
SDL_TouchID *SDL_GetTouchDevices(int *count);

/* @boundary return: owned(SDL_free), nullable */
SDL_Finger **SDL_GetTouchFingers(SDL_TouchID touchID, int *count);

/* @boundary return: owned(SDL_free), nullable */
SDL_DisplayID *SDL_GetDisplays(int *count);

/* @boundary return: owned(SDL_free), nullable */
SDL_DisplayMode **SDL_GetFullscreenDisplayModes(SDL_DisplayID displayID, int *count);

/* @boundary return: owned(SDL_free), nullable */
SDL_Window **SDL_GetWindows(int *count);

/* The surfaces in the array belong to the surface that was asked.
 * @boundary return: owned(SDL_free), nullable */
SDL_Surface **SDL_GetSurfaceImages(SDL_Surface *surface, int *count);

/* @boundary return: borrowed, utf8, zeroterm */
const char *SDL_GetError(void);

/* @boundary return: static, zeroterm */
const char *SDL_GetPlatform(void);

/* @boundary return: static, zeroterm */
const char *SDL_GetRevision(void);

/* @boundary return: static, zeroterm */
const char *SDL_GetPixelFormatName(SDL_PixelFormat format);

/* @boundary return: static, zeroterm */
const char *SDL_GetAudioFormatName(SDL_AudioFormat format);

/* @boundary return: static, nullable, zeroterm */
const char *SDL_GetAudioDriver(int index);

/* @boundary return: static, nullable, zeroterm */
const char *SDL_GetCurrentAudioDriver(void);

/* @boundary return: static, nullable, zeroterm */
const char *SDL_GetCameraDriver(int index);

/* @boundary return: static, nullable, zeroterm */
const char *SDL_GetCurrentCameraDriver(void);

/* @boundary return: static, nullable, zeroterm */
const char *SDL_GetVideoDriver(int index);

/* @boundary return: static, nullable, zeroterm */
const char *SDL_GetCurrentVideoDriver(void);

/* @boundary return: static, nullable, zeroterm */
const char *SDL_GetRenderDriver(int index);

/* @boundary return: static, nullable, zeroterm */
const char *SDL_GetGPUDriver(int index);

/* @boundary return: borrowed, nullable, utf8, zeroterm */
const char *SDL_GetAudioDeviceName(SDL_AudioDeviceID devid);

/* @boundary return: borrowed, nullable, utf8, zeroterm */
const char *SDL_GetCameraName(SDL_CameraID instance_id);

/* @boundary return: borrowed, nullable, utf8, zeroterm */
const char *SDL_GetDisplayName(SDL_DisplayID displayID);

/* @boundary return: borrowed, nullable, utf8, zeroterm */
const char *SDL_GetBasePath(void);

/* @boundary return: borrowed, nullable, utf8, zeroterm */
const char *SDL_GetUserFolder(SDL_Folder folder);

/* @boundary return: borrowed, nullable, utf8, zeroterm */
const char *SDL_GetGamepadNameForID(SDL_JoystickID instance_id);

/* @boundary return: borrowed(gamepad), nullable, utf8, zeroterm */
const char *SDL_GetGamepadName(SDL_Gamepad *gamepad);

/* @boundary return: borrowed, nullable, utf8, zeroterm */
const char *SDL_GetGamepadPathForID(SDL_JoystickID instance_id);

/* @boundary return: borrowed(gamepad), nullable, utf8, zeroterm */
const char *SDL_GetGamepadPath(SDL_Gamepad *gamepad);

/* @boundary return: borrowed(gamepad), nullable, utf8, zeroterm */
const char *SDL_GetGamepadSerial(SDL_Gamepad *gamepad);

/* @boundary return: borrowed, nullable, utf8, zeroterm */
const char *SDL_GetHapticNameForID(SDL_HapticID instance_id);

/* @boundary return: borrowed(haptic), nullable, utf8, zeroterm */
const char *SDL_GetHapticName(SDL_Haptic *haptic);

/* @boundary return: borrowed, nullable, utf8, zeroterm */
const char *SDL_GetJoystickNameForID(SDL_JoystickID instance_id);

/* @boundary return: borrowed(joystick), nullable, utf8, zeroterm */
const char *SDL_GetJoystickName(SDL_Joystick *joystick);

/* @boundary return: borrowed, nullable, utf8, zeroterm */
const char *SDL_GetJoystickPathForID(SDL_JoystickID instance_id);

/* @boundary return: borrowed(joystick), nullable, utf8, zeroterm */
const char *SDL_GetJoystickPath(SDL_Joystick *joystick);

/* @boundary return: borrowed(joystick), nullable, utf8, zeroterm */
const char *SDL_GetJoystickSerial(SDL_Joystick *joystick);

/* @boundary return: borrowed, nullable, utf8, zeroterm */
const char *SDL_GetKeyboardNameForID(SDL_KeyboardID instance_id);

/* @boundary return: borrowed, nullable, utf8, zeroterm */
const char *SDL_GetMouseNameForID(SDL_MouseID instance_id);

/* @boundary return: borrowed, nullable, utf8, zeroterm */
const char *SDL_GetSensorNameForID(SDL_SensorID instance_id);

/* @boundary return: borrowed(sensor), nullable, utf8, zeroterm */
const char *SDL_GetSensorName(SDL_Sensor *sensor);

/* @boundary return: borrowed, nullable, utf8, zeroterm */
const char *SDL_GetTouchDeviceName(SDL_TouchID touchID);

/* @boundary return: borrowed, nullable, utf8, zeroterm */
const char *SDL_GetAppMetadataProperty(const char *name);

/* @boundary return: borrowed, nullable, utf8, zeroterm */
const char *SDL_GetStringProperty(SDL_PropertiesID props, const char *name, const char *default_value);

/* @boundary return: borrowed(renderer), nullable, utf8, zeroterm */
const char *SDL_GetRendererName(SDL_Renderer *renderer);

/* @boundary return: borrowed(window), utf8, zeroterm */
const char *SDL_GetWindowTitle(SDL_Window *window);

/* @boundary return: borrowed, utf8, zeroterm */
const char *SDL_GetKeyName(SDL_Keycode key);

/* @boundary return: borrowed, utf8, zeroterm */
const char *SDL_GetScancodeName(SDL_Scancode scancode);

/* @boundary return: borrowed, nullable, zeroterm */
const char *SDL_GetHint(const char *name);

/* @boundary return: borrowed(env), nullable, zeroterm */
const char *SDL_GetEnvironmentVariable(SDL_Environment *env, const char *name);

/* @boundary return: borrowed, nullable, zeroterm */
const char *SDL_getenv(const char *name);

/* @boundary return: borrowed, nullable, zeroterm */
const char *SDL_getenv_unsafe(const char *name);

/* @boundary return: borrowed, nullable, zeroterm */
const char *SDL_GetThreadName(SDL_Thread *thread);

/* @boundary return: borrowed, nullable, zeroterm */
const char *SDL_GetTrayEntryLabel(SDL_TrayEntry *entry);

/* @boundary return: borrowed, nullable, zeroterm */
const char *SDL_GetGPUDeviceDriver(SDL_GPUDevice *device);

/* @boundary return: borrowed, nullable, zeroterm */
const char *SDL_GetGamepadStringForType(SDL_GamepadType type);

/* @boundary return: borrowed, nullable, zeroterm */
const char *SDL_GetGamepadStringForAxis(SDL_GamepadAxis axis);

/* @boundary return: borrowed, nullable, zeroterm */
const char *SDL_GetGamepadStringForButton(SDL_GamepadButton button);

/* @boundary return: owned(SDL_DestroyEnvironment), nonnull */
SDL_Environment *SDL_CreateEnvironment(bool populated);

/* @boundary return: borrowed, nullable */
SDL_Environment *SDL_GetEnvironment(void);

/* @boundary env: releases */
void SDL_DestroyEnvironment(SDL_Environment *env);

/* Windows, renderers, surfaces */

/* @boundary return: owned(SDL_DestroyWindow), nullable
 * @boundary title: in, utf8, zeroterm, noescape */
SDL_Window *SDL_CreateWindow(const char *title, int w, int h, SDL_WindowFlags flags);

/* @boundary return: owned(SDL_DestroyWindow), nullable */
SDL_Window *SDL_CreatePopupWindow(SDL_Window *parent, int offset_x, int offset_y, int w, int h, SDL_WindowFlags flags);

/* @boundary return: owned(SDL_DestroyWindow), nullable */
SDL_Window *SDL_CreateWindowWithProperties(SDL_PropertiesID props);

/* @boundary window: releases */
void SDL_DestroyWindow(SDL_Window *window);

/* @boundary return: status(!=0)
 * @boundary window: owned(SDL_DestroyWindow)
 * @boundary renderer: owned(SDL_DestroyRenderer) */
bool SDL_CreateWindowAndRenderer(const char *title, int width, int height, SDL_WindowFlags window_flags, SDL_Window **window, SDL_Renderer **renderer);

/* @boundary return: borrowed(window), nullable */
SDL_Surface *SDL_GetWindowSurface(SDL_Window *window);

/* @boundary return: borrowed, nullable */
SDL_Window *SDL_GetWindowFromID(SDL_WindowID id);

/* @boundary return: borrowed, nullable */
SDL_Window *SDL_GetWindowParent(SDL_Window *window);

/* @boundary return: borrowed, nullable */
SDL_Window *SDL_GetWindowFromEvent(const SDL_Event *event);

/* @boundary return: borrowed, nullable */
SDL_Window *SDL_GetKeyboardFocus(void);

/* @boundary return: borrowed, nullable */
SDL_Window *SDL_GetMouseFocus(void);

/* @boundary return: borrowed, nullable */
SDL_Window *SDL_GetGrabbedWindow(void);

/* @boundary return: borrowed, nullable */
SDL_Window *SDL_GetRenderWindow(SDL_Renderer *renderer);

/* @boundary return: borrowed, nullable */
SDL_Renderer *SDL_GetRenderer(SDL_Window *window);

/* @boundary return: borrowed, nullable */
SDL_Renderer *SDL_GetRendererFromTexture(SDL_Texture *texture);

/* @boundary return: borrowed, nullable */
SDL_Texture *SDL_GetRenderTarget(SDL_Renderer *renderer);

/* @boundary return: borrowed, nullable */
SDL_Window *SDL_GL_GetCurrentWindow(void);

/* @boundary return: borrowed(window), nullable */
const SDL_DisplayMode *SDL_GetWindowFullscreenMode(SDL_Window *window);

/* @boundary return: borrowed, nullable */
const SDL_DisplayMode *SDL_GetDesktopDisplayMode(SDL_DisplayID displayID);

/* @boundary return: borrowed, nullable */
const SDL_DisplayMode *SDL_GetCurrentDisplayMode(SDL_DisplayID displayID);

/* @boundary return: borrowed(window), nullable */
const SDL_Rect *SDL_GetWindowMouseRect(SDL_Window *window);

/* @boundary callback: retained
 * @boundary callback_data: retained */
bool SDL_SetWindowHitTest(SDL_Window *window, SDL_HitTest callback, void *callback_data);

/* @boundary return: owned(SDL_DestroyRenderer), nullable */
SDL_Renderer *SDL_CreateRenderer(SDL_Window *window, const char *name);

/* @boundary return: owned(SDL_DestroyRenderer), nullable */
SDL_Renderer *SDL_CreateRendererWithProperties(SDL_PropertiesID props);

/* @boundary return: owned(SDL_DestroyRenderer), nullable */
SDL_Renderer *SDL_CreateGPURenderer(SDL_GPUDevice *device, SDL_Window *window);

/* @boundary return: owned(SDL_DestroyRenderer), nullable */
SDL_Renderer *SDL_CreateSoftwareRenderer(SDL_Surface *surface);

/* @boundary renderer: releases */
void SDL_DestroyRenderer(SDL_Renderer *renderer);

/* Destroying the renderer frees its textures, too: who keeps one until then owes nothing.
 * @boundary return: nullable */
SDL_Texture *SDL_CreateTexture(SDL_Renderer *renderer, SDL_PixelFormat format, SDL_TextureAccess access, int w, int h);

/* @boundary return: nullable */
SDL_Texture *SDL_CreateTextureFromSurface(SDL_Renderer *renderer, SDL_Surface *surface);

/* @boundary return: nullable */
SDL_Texture *SDL_CreateTextureWithProperties(SDL_Renderer *renderer, SDL_PropertiesID props);

/* @boundary texture: releases */
void SDL_DestroyTexture(SDL_Texture *texture);

/* @boundary return: owned(SDL_DestroySurface), nullable */
SDL_Surface *SDL_CreateSurface(int width, int height, SDL_PixelFormat format);

/* @boundary return: owned(SDL_DestroySurface), nullable
 * @boundary pixels: retained(until SDL_DestroySurface) */
SDL_Surface *SDL_CreateSurfaceFrom(int width, int height, SDL_PixelFormat format, void *pixels, int pitch);

/* @boundary return: owned(SDL_DestroySurface), nullable */
SDL_Surface *SDL_LoadBMP(const char *file);

/* @boundary return: owned(SDL_DestroySurface), nullable */
SDL_Surface *SDL_LoadBMP_IO(SDL_IOStream *src, bool closeio);

/* @boundary return: owned(SDL_DestroySurface), nullable */
SDL_Surface *SDL_DuplicateSurface(SDL_Surface *surface);

/* @boundary return: owned(SDL_DestroySurface), nullable */
SDL_Surface *SDL_ScaleSurface(SDL_Surface *surface, int width, int height, SDL_ScaleMode scaleMode);

/* @boundary return: owned(SDL_DestroySurface), nullable */
SDL_Surface *SDL_ConvertSurface(SDL_Surface *surface, SDL_PixelFormat format);

/* @boundary return: owned(SDL_DestroySurface), nullable */
SDL_Surface *SDL_ConvertSurfaceAndColorspace(
    SDL_Surface *surface, SDL_PixelFormat format, SDL_Palette *palette, SDL_Colorspace colorspace, SDL_PropertiesID props);

/* @boundary return: owned(SDL_DestroySurface), nullable */
SDL_Surface *SDL_RenderReadPixels(SDL_Renderer *renderer, const SDL_Rect *rect);

/* @boundary return: owned(SDL_DestroySurface), nullable */
SDL_Surface *SDL_LoadSurface(const char *file);

/* @boundary return: owned(SDL_DestroySurface), nullable */
SDL_Surface *SDL_LoadPNG(const char *file);

/* @boundary return: owned(SDL_DestroySurface), nullable */
SDL_Surface *SDL_RotateSurface(SDL_Surface *surface, float angle);

/* @boundary surface: releases, nullable */
void SDL_DestroySurface(SDL_Surface *surface);

/* @boundary icon: noescape */
bool SDL_SetWindowIcon(SDL_Window *window, SDL_Surface *icon);

/* @boundary return: borrowed(surface), nullable */
SDL_Palette *SDL_CreateSurfacePalette(SDL_Surface *surface);

/* @boundary return: borrowed(surface), nullable */
SDL_Palette *SDL_GetSurfacePalette(SDL_Surface *surface);

/* @boundary return: owned(SDL_DestroyPalette), nonnull */
SDL_Palette *SDL_CreatePalette(int ncolors);

/* @boundary palette: releases, nullable */
void SDL_DestroyPalette(SDL_Palette *palette);

/* @boundary return: owned(SDL_DestroyCursor), nullable */
SDL_Cursor *SDL_CreateCursor(const Uint8 *data, const Uint8 *mask, int w, int h, int hot_x, int hot_y);

/* @boundary return: owned(SDL_DestroyCursor), nullable */
SDL_Cursor *SDL_CreateColorCursor(SDL_Surface *surface, int hot_x, int hot_y);

/* @boundary return: owned(SDL_DestroyCursor), nullable */
SDL_Cursor *SDL_CreateSystemCursor(SDL_SystemCursor id);

/* @boundary cursor: releases */
void SDL_DestroyCursor(SDL_Cursor *cursor);

/* @boundary return: borrowed, nullable */
SDL_Cursor *SDL_GetCursor(void);

/* @boundary return: borrowed, nullable */
SDL_Cursor *SDL_GetDefaultCursor(void);

/* @boundary return: owned(SDL_GL_DestroyContext), nullable */
SDL_GLContext SDL_GL_CreateContext(SDL_Window *window);

/* @boundary context: releases */
bool SDL_GL_DestroyContext(SDL_GLContext context);

/* @boundary return: borrowed, nullable */
SDL_GLContext SDL_GL_GetCurrentContext(void);

/* @boundary return: owned(SDL_DestroyTray), nullable */
SDL_Tray *SDL_CreateTray(SDL_Surface *icon, const char *tooltip);

/* @boundary tray: releases */
void SDL_DestroyTray(SDL_Tray *tray);

/* @boundary callback: retained
 * @boundary userdata: retained */
void SDL_SetTrayEntryCallback(SDL_TrayEntry *entry, SDL_TrayCallback callback, void *userdata);

/* Graphics processor */

/* @boundary return: owned(SDL_DestroyGPUDevice), nullable */
SDL_GPUDevice *SDL_CreateGPUDevice(SDL_GPUShaderFormat format_flags, bool debug_mode, const char *name);

/* @boundary return: owned(SDL_DestroyGPUDevice), nullable */
SDL_GPUDevice *SDL_CreateGPUDeviceWithProperties(SDL_PropertiesID props);

/* @boundary device: releases */
void SDL_DestroyGPUDevice(SDL_GPUDevice *device);

/* @boundary return: owned(SDL_ReleaseGPUFence), nullable */
SDL_GPUFence *SDL_SubmitGPUCommandBufferAndAcquireFence(SDL_GPUCommandBuffer *command_buffer);

/* @boundary fence: releases */
void SDL_ReleaseGPUFence(SDL_GPUDevice *device, SDL_GPUFence *fence);

/* Devices */

/* @boundary return: owned(SDL_CloseJoystick), nullable */
SDL_Joystick *SDL_OpenJoystick(SDL_JoystickID instance_id);

/* @boundary joystick: releases */
void SDL_CloseJoystick(SDL_Joystick *joystick);

/* @boundary return: borrowed, nullable */
SDL_Joystick *SDL_GetJoystickFromID(SDL_JoystickID instance_id);

/* @boundary return: borrowed, nullable */
SDL_Joystick *SDL_GetJoystickFromPlayerIndex(int player_index);

/* @boundary return: borrowed, nullable */
SDL_Gamepad *SDL_GetGamepadFromID(SDL_JoystickID instance_id);

/* @boundary return: borrowed, nullable */
SDL_Gamepad *SDL_GetGamepadFromPlayerIndex(int player_index);

/* @boundary return: borrowed(gamepad), nullable */
SDL_Joystick *SDL_GetGamepadJoystick(SDL_Gamepad *gamepad);

/* @boundary return: borrowed, nullable */
SDL_Haptic *SDL_GetHapticFromID(SDL_HapticID instance_id);

/* @boundary return: borrowed, nullable */
SDL_Sensor *SDL_GetSensorFromID(SDL_SensorID instance_id);

/* @boundary return: owned(SDL_CloseGamepad), nullable */
SDL_Gamepad *SDL_OpenGamepad(SDL_JoystickID instance_id);

/* @boundary gamepad: releases */
void SDL_CloseGamepad(SDL_Gamepad *gamepad);

/* @boundary return: owned(SDL_CloseHaptic), nullable */
SDL_Haptic *SDL_OpenHaptic(SDL_HapticID instance_id);

/* @boundary return: owned(SDL_CloseHaptic), nullable */
SDL_Haptic *SDL_OpenHapticFromMouse(void);

/* @boundary return: owned(SDL_CloseHaptic), nullable */
SDL_Haptic *SDL_OpenHapticFromJoystick(SDL_Joystick *joystick);

/* @boundary haptic: releases */
void SDL_CloseHaptic(SDL_Haptic *haptic);

/* @boundary return: owned(SDL_CloseSensor), nullable */
SDL_Sensor *SDL_OpenSensor(SDL_SensorID instance_id);

/* @boundary sensor: releases */
void SDL_CloseSensor(SDL_Sensor *sensor);

/* @boundary return: owned(SDL_CloseCamera), nullable */
SDL_Camera *SDL_OpenCamera(SDL_CameraID instance_id, const SDL_CameraSpec *spec);

/* @boundary camera: releases */
void SDL_CloseCamera(SDL_Camera *camera);

/* @boundary return: owned(SDL_hid_free_enumeration), nullable */
SDL_hid_device_info *SDL_hid_enumerate(unsigned short vendor_id, unsigned short product_id);

/* @boundary devs: releases */
void SDL_hid_free_enumeration(SDL_hid_device_info *devs);

/* @boundary return: owned(SDL_hid_close), nullable */
SDL_hid_device *SDL_hid_open(unsigned short vendor_id, unsigned short product_id, const wchar_t *serial_number);

/* @boundary return: owned(SDL_hid_close), nullable */
SDL_hid_device *SDL_hid_open_path(const char *path);

/* @boundary dev: releases */
int SDL_hid_close(SDL_hid_device *dev);

/* Sound */

/* @boundary return: owned(SDL_DestroyAudioStream), nullable */
SDL_AudioStream *SDL_CreateAudioStream(const SDL_AudioSpec *src_spec, const SDL_AudioSpec *dst_spec);

/* @boundary return: owned(SDL_DestroyAudioStream), nullable
 * @boundary callback: retained(until SDL_DestroyAudioStream)
 * @boundary userdata: retained(until SDL_DestroyAudioStream) */
SDL_AudioStream *SDL_OpenAudioDeviceStream(SDL_AudioDeviceID devid, const SDL_AudioSpec *spec, SDL_AudioStreamCallback callback, void *userdata);

/* @boundary stream: releases */
void SDL_DestroyAudioStream(SDL_AudioStream *stream);

/* @boundary callback: retained
 * @boundary userdata: retained */
bool SDL_SetAudioStreamGetCallback(SDL_AudioStream *stream, SDL_AudioStreamCallback callback, void *userdata);

/* @boundary callback: retained
 * @boundary userdata: retained */
bool SDL_SetAudioStreamPutCallback(SDL_AudioStream *stream, SDL_AudioStreamCallback callback, void *userdata);

/* @boundary callback: retained
 * @boundary userdata: retained */
bool SDL_SetAudioPostmixCallback(SDL_AudioDeviceID devid, SDL_AudioPostmixCallback callback, void *userdata);

/* @boundary audio_buf: owned(SDL_free) */
bool SDL_LoadWAV(const char *path, SDL_AudioSpec *spec, Uint8 **audio_buf, Uint32 *audio_len);

/* @boundary audio_buf: owned(SDL_free) */
bool SDL_LoadWAV_IO(SDL_IOStream *src, bool closeio, SDL_AudioSpec *spec, Uint8 **audio_buf, Uint32 *audio_len);

/* Files, processes, threads */

/* @boundary return: owned(SDL_CloseIO), nullable */
SDL_IOStream *SDL_IOFromFile(const char *file, const char *mode);

/* @boundary return: owned(SDL_CloseIO), nullable
 * @boundary mem: retained(until SDL_CloseIO) */
SDL_IOStream *SDL_IOFromMem(void *mem, size_t size);

/* @boundary return: owned(SDL_CloseIO), nullable
 * @boundary mem: retained(until SDL_CloseIO) */
SDL_IOStream *SDL_IOFromConstMem(const void *mem, size_t size);

/* @boundary return: owned(SDL_CloseIO), nullable */
SDL_IOStream *SDL_IOFromDynamicMem(void);

/* @boundary return: owned(SDL_CloseIO), nullable */
SDL_IOStream *SDL_OpenIO(const SDL_IOStreamInterface *iface, void *userdata);

/* @boundary context: releases */
bool SDL_CloseIO(SDL_IOStream *context);

/* @boundary return: owned(SDL_CloseStorage), nullable */
SDL_Storage *SDL_OpenTitleStorage(const char *override, SDL_PropertiesID props);

/* @boundary return: owned(SDL_CloseStorage), nullable */
SDL_Storage *SDL_OpenUserStorage(const char *org, const char *app, SDL_PropertiesID props);

/* @boundary return: owned(SDL_CloseStorage), nullable */
SDL_Storage *SDL_OpenFileStorage(const char *path);

/* @boundary storage: releases */
bool SDL_CloseStorage(SDL_Storage *storage);

/* @boundary return: owned(SDL_DestroyProcess), nullable */
SDL_Process *SDL_CreateProcess(const char *const *args, bool pipe_stdio);

/* @boundary return: owned(SDL_DestroyProcess), nullable */
SDL_Process *SDL_CreateProcessWithProperties(SDL_PropertiesID props);

/* @boundary process: releases */
void SDL_DestroyProcess(SDL_Process *process);

/* @boundary return: borrowed(process), nullable */
SDL_IOStream *SDL_GetProcessInput(SDL_Process *process);

/* @boundary return: borrowed(process), nullable */
SDL_IOStream *SDL_GetProcessOutput(SDL_Process *process);

/* @boundary return: owned(SDL_DestroyMutex), nonnull */
SDL_Mutex *SDL_CreateMutex(void);

/* @boundary mutex: releases */
void SDL_DestroyMutex(SDL_Mutex *mutex);

/* @boundary return: owned(SDL_DestroyRWLock), nonnull */
SDL_RWLock *SDL_CreateRWLock(void);

/* @boundary rwlock: releases */
void SDL_DestroyRWLock(SDL_RWLock *rwlock);

/* @boundary return: owned(SDL_DestroySemaphore), nonnull */
SDL_Semaphore *SDL_CreateSemaphore(Uint32 initial_value);

/* @boundary sem: releases */
void SDL_DestroySemaphore(SDL_Semaphore *sem);

/* @boundary return: owned(SDL_DestroyCondition), nonnull */
SDL_Condition *SDL_CreateCondition(void);

/* @boundary cond: releases */
void SDL_DestroyCondition(SDL_Condition *cond);

/* Callbacks */

/* @boundary filter: retained
 * @boundary userdata: retained */
void SDL_SetEventFilter(SDL_EventFilter filter, void *userdata);

/* @boundary filter: retained(until SDL_RemoveEventWatch)
 * @boundary userdata: retained */
bool SDL_AddEventWatch(SDL_EventFilter filter, void *userdata);

/* @boundary filter: noescape
 * @boundary userdata: noescape */
void SDL_FilterEvents(SDL_EventFilter filter, void *userdata);

/* @boundary callback: noescape
 * @boundary userdata: noescape */
bool SDL_EnumerateDirectory(const char *path, SDL_EnumerateDirectoryCallback callback, void *userdata);

/* @boundary callback: noescape
 * @boundary userdata: noescape */
bool SDL_EnumerateStorageDirectory(SDL_Storage *storage, const char *path, SDL_EnumerateDirectoryCallback callback, void *userdata);

/* @boundary callback: noescape
 * @boundary userdata: noescape */
bool SDL_EnumerateProperties(SDL_PropertiesID props, SDL_EnumeratePropertiesCallback callback, void *userdata);

void SDL_RemoveEventWatch(SDL_EventFilter filter, void *userdata);

/* @boundary callback: retained(until SDL_RemoveTimer)
 * @boundary userdata: retained */
SDL_TimerID SDL_AddTimer(Uint32 interval, SDL_TimerCallback callback, void *userdata);

/* @boundary callback: retained(until SDL_RemoveTimer)
 * @boundary userdata: retained */
SDL_TimerID SDL_AddTimerNS(Uint64 interval, SDL_NSTimerCallback callback, void *userdata);

bool SDL_RemoveTimer(SDL_TimerID id);

/* @boundary callback: retained(until SDL_RemoveHintCallback)
 * @boundary userdata: retained */
bool SDL_AddHintCallback(const char *name, SDL_HintCallback callback, void *userdata);

void SDL_RemoveHintCallback(const char *name, SDL_HintCallback callback, void *userdata);

/* @boundary callback: retained
 * @boundary userdata: retained */
void SDL_SetLogOutputFunction(SDL_LogOutputFunction callback, void *userdata);

/* @boundary callback: retained
 * @boundary cleanup: retained
 * @boundary userdata: retained */
bool SDL_SetClipboardData(
    SDL_ClipboardDataCallback callback, SDL_ClipboardCleanupCallback cleanup, void *userdata, const char *const *mime_types, size_t num_mime_types);

/* @boundary cleanup: retained
 * @boundary userdata: retained */
bool SDL_SetPointerPropertyWithCleanup(SDL_PropertiesID props, const char *name, void *value, SDL_CleanupPropertyCallback cleanup, void *userdata);

/* @boundary callback: retained
 * @boundary userdata: retained
 * @boundary filters: retained */
void SDL_ShowOpenFileDialog(
    SDL_DialogFileCallback callback, void *userdata, SDL_Window *window, const SDL_DialogFileFilter *filters, int nfilters, const char *default_location, bool allow_many);

/* @boundary callback: retained
 * @boundary userdata: retained
 * @boundary filters: retained */
void SDL_ShowSaveFileDialog(
    SDL_DialogFileCallback callback, void *userdata, SDL_Window *window, const SDL_DialogFileFilter *filters, int nfilters, const char *default_location);

/* @boundary callback: retained
 * @boundary userdata: retained */
void SDL_ShowOpenFolderDialog(SDL_DialogFileCallback callback, void *userdata, SDL_Window *window, const char *default_location, bool allow_many);

/* @boundary callback: retained
 * @boundary userdata: retained */
void SDL_ShowFileDialogWithProperties(SDL_FileDialogType type, SDL_DialogFileCallback callback, void *userdata, SDL_PropertiesID props);

/* @boundary handler: retained
 * @boundary userdata: retained */
void SDL_SetAssertionHandler(SDL_AssertionHandler handler, void *userdata);

/* @boundary malloc_func: retained
 * @boundary calloc_func: retained
 * @boundary realloc_func: retained
 * @boundary free_func: retained */
bool SDL_SetMemoryFunctions(SDL_malloc_func malloc_func, SDL_calloc_func calloc_func, SDL_realloc_func realloc_func, SDL_free_func free_func);

/* @boundary callback: retained
 * @boundary userdata: retained */
void SDL_SetX11EventHook(SDL_X11EventHook callback, void *userdata);

/* @boundary callback: retained
 * @boundary userdata: retained */
bool SDL_SetRelativeMouseTransform(SDL_MouseMotionTransformCallback callback, void *userdata);

/* Images, fonts, sound */

/* @boundary return: owned(SDL_DestroySurface), nullable */
SDL_Surface *IMG_Load(const char *file);

/* @boundary return: owned(SDL_DestroySurface), nullable */
SDL_Surface *IMG_Load_IO(SDL_IOStream *src, bool closeio);

/* @boundary return: owned(SDL_DestroySurface), nullable */
SDL_Surface *IMG_LoadTyped_IO(SDL_IOStream *src, bool closeio, const char *type);

/* @boundary return: owned(SDL_DestroySurface), nullable */
SDL_Surface *IMG_ReadXPMFromArray(char **xpm);

/* @boundary return: nullable */
SDL_Texture *IMG_LoadTexture(SDL_Renderer *renderer, const char *file);

/* @boundary return: owned(IMG_FreeAnimation), nullable */
IMG_Animation *IMG_LoadAnimation(const char *file);

/* @boundary return: owned(IMG_FreeAnimation), nullable */
IMG_Animation *IMG_LoadAnimation_IO(SDL_IOStream *src, bool closeio);

/* @boundary anim: releases, nullable */
void IMG_FreeAnimation(IMG_Animation *anim);

/* @boundary return: owned(TTF_CloseFont), nullable */
TTF_Font *TTF_OpenFont(const char *file, float ptsize);

/* @boundary return: owned(TTF_CloseFont), nullable */
TTF_Font *TTF_OpenFontWithProperties(SDL_PropertiesID props);

/* @boundary return: owned(TTF_CloseFont), nullable */
TTF_Font *TTF_CopyFont(TTF_Font *existing_font);

/* @boundary return: owned(TTF_CloseFont), nullable */
TTF_Font *TTF_OpenFontIO(SDL_IOStream *src, bool closeio, float ptsize);

/* @boundary font: releases */
void TTF_CloseFont(TTF_Font *font);

/* @boundary return: borrowed(font), nullable, zeroterm */
const char *TTF_GetFontFamilyName(const TTF_Font *font);

/* @boundary return: borrowed(font), nullable, zeroterm */
const char *TTF_GetFontStyleName(const TTF_Font *font);

/* @boundary return: owned(SDL_DestroySurface), nullable */
SDL_Surface *TTF_RenderText_Solid(TTF_Font *font, const char *text, size_t length, SDL_Color fg);

/* @boundary return: owned(SDL_DestroySurface), nullable */
SDL_Surface *TTF_RenderText_Shaded(TTF_Font *font, const char *text, size_t length, SDL_Color fg, SDL_Color bg);

/* @boundary return: owned(SDL_DestroySurface), nullable */
SDL_Surface *TTF_RenderText_Blended(TTF_Font *font, const char *text, size_t length, SDL_Color fg);

/* @boundary return: owned(SDL_DestroySurface), nullable */
SDL_Surface *TTF_RenderText_LCD(TTF_Font *font, const char *text, size_t length, SDL_Color fg, SDL_Color bg);

/* @boundary return: owned(SDL_DestroySurface), nullable */
SDL_Surface *TTF_RenderText_Solid_Wrapped(TTF_Font *font, const char *text, size_t length, SDL_Color fg, int wrapLength);

/* @boundary return: owned(SDL_DestroySurface), nullable */
SDL_Surface *TTF_RenderText_Shaded_Wrapped(TTF_Font *font, const char *text, size_t length, SDL_Color fg, SDL_Color bg, int wrap_width);

/* @boundary return: owned(SDL_DestroySurface), nullable */
SDL_Surface *TTF_RenderText_Blended_Wrapped(TTF_Font *font, const char *text, size_t length, SDL_Color fg, int wrap_width);

/* @boundary return: owned(SDL_DestroySurface), nullable */
SDL_Surface *TTF_RenderText_LCD_Wrapped(TTF_Font *font, const char *text, size_t length, SDL_Color fg, SDL_Color bg, int wrap_width);

/* @boundary return: owned(SDL_DestroySurface), nullable */
SDL_Surface *TTF_RenderGlyph_Solid(TTF_Font *font, Uint32 ch, SDL_Color fg);

/* @boundary return: owned(SDL_DestroySurface), nullable */
SDL_Surface *TTF_RenderGlyph_Shaded(TTF_Font *font, Uint32 ch, SDL_Color fg, SDL_Color bg);

/* @boundary return: owned(SDL_DestroySurface), nullable */
SDL_Surface *TTF_RenderGlyph_Blended(TTF_Font *font, Uint32 ch, SDL_Color fg);

/* @boundary return: owned(SDL_DestroySurface), nullable */
SDL_Surface *TTF_RenderGlyph_LCD(TTF_Font *font, Uint32 ch, SDL_Color fg, SDL_Color bg);

/* @boundary return: owned(SDL_DestroySurface), nullable */
SDL_Surface *TTF_GetGlyphImage(TTF_Font *font, Uint32 ch, TTF_ImageType *image_type);

/* @boundary return: owned(TTF_DestroyText), nullable */
TTF_Text *TTF_CreateText(TTF_TextEngine *engine, TTF_Font *font, const char *text, size_t length);

/* @boundary text: releases */
void TTF_DestroyText(TTF_Text *text);

/* @boundary return: owned(TTF_DestroySurfaceTextEngine), nullable */
TTF_TextEngine *TTF_CreateSurfaceTextEngine(void);

/* @boundary engine: releases */
void TTF_DestroySurfaceTextEngine(TTF_TextEngine *engine);

/* @boundary return: owned(TTF_DestroyRendererTextEngine), nullable */
TTF_TextEngine *TTF_CreateRendererTextEngine(SDL_Renderer *renderer);

/* @boundary engine: releases */
void TTF_DestroyRendererTextEngine(TTF_TextEngine *engine);

/* @boundary return: owned(TTF_DestroyGPUTextEngine), nullable */
TTF_TextEngine *TTF_CreateGPUTextEngine(SDL_GPUDevice *device);

/* @boundary engine: releases */
void TTF_DestroyGPUTextEngine(TTF_TextEngine *engine);

/* @boundary return: owned(MIX_DestroyMixer), nullable */
MIX_Mixer *MIX_CreateMixerDevice(SDL_AudioDeviceID devid, const SDL_AudioSpec *spec);

/* @boundary return: owned(MIX_DestroyMixer), nullable */
MIX_Mixer *MIX_CreateMixer(const SDL_AudioSpec *spec);

/* @boundary mixer: releases */
void MIX_DestroyMixer(MIX_Mixer *mixer);

/* @boundary return: owned(MIX_DestroyAudio), nullable */
MIX_Audio *MIX_LoadAudio(MIX_Mixer *mixer, const char *path, bool predecode);

/* @boundary return: owned(MIX_DestroyAudio), nullable */
MIX_Audio *MIX_LoadAudio_IO(MIX_Mixer *mixer, SDL_IOStream *io, bool predecode, bool closeio);

/* @boundary return: owned(MIX_DestroyAudio), nullable */
MIX_Audio *MIX_LoadRawAudio(MIX_Mixer *mixer, const void *data, size_t datalen, const SDL_AudioSpec *spec);

/* @boundary audio: releases */
void MIX_DestroyAudio(MIX_Audio *audio);

/* @boundary return: nullable */
MIX_Track *MIX_CreateTrack(MIX_Mixer *mixer);

/* @boundary track: releases */
void MIX_DestroyTrack(MIX_Track *track);

/* @boundary cb: retained
 * @boundary userdata: retained */
bool MIX_SetTrackStoppedCallback(MIX_Track *track, MIX_TrackStoppedCallback cb, void *userdata);

/* @boundary cb: retained
 * @boundary userdata: retained */
bool MIX_SetTrackRawCallback(MIX_Track *track, MIX_TrackMixCallback cb, void *userdata);

/* @boundary cb: retained
 * @boundary userdata: retained */
bool MIX_SetTrackCookedCallback(MIX_Track *track, MIX_TrackMixCallback cb, void *userdata);

/* @boundary cb: retained
 * @boundary userdata: retained */
bool MIX_SetPostMixCallback(MIX_Mixer *mixer, MIX_PostMixCallback cb, void *userdata);
