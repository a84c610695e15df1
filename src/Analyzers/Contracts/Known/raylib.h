/* What the documentation of raylib says about memory, text and callbacks. Most of what it loads are structs by value, of which nothing is said here. Not in
 * Debian 12: the declarations were made from its header. */

/* @boundary library(raylib), convention(cdecl) */

#include <stdarg.h>
#include <stdbool.h>

typedef struct Image Image;
typedef struct Color Color;
typedef struct Wave Wave;
typedef struct GlyphInfo GlyphInfo;
typedef struct ModelAnimation ModelAnimation;
typedef void (*TraceLogCallback)(int, const char *, va_list);
typedef unsigned char *(*LoadFileDataCallback)(const char *, int *);
typedef bool (*SaveFileDataCallback)(const char *, const void *, int);
typedef char *(*LoadFileTextCallback)(const char *);
typedef bool (*SaveFileTextCallback)(const char *, const char *);
typedef struct AudioStream AudioStream;
typedef void (*AudioCallback)(void *, unsigned int);

/* Memory */

/* @boundary return: owned(MemFree), nullable */
void *MemAlloc(unsigned int size);

/* @boundary ptr: releases, nullable */
void MemFree(void *ptr);

/* @boundary return: owned(UnloadFileData), nullable */
unsigned char *LoadFileData(const char *fileName, int *dataSize);

/* @boundary data: releases, nullable */
void UnloadFileData(unsigned char *data);

/* @boundary return: owned(UnloadFileText), nullable, zeroterm */
char *LoadFileText(const char *fileName);

/* @boundary text: releases, nullable */
void UnloadFileText(char *text);

/* @boundary return: owned(MemFree), nullable */
unsigned char *CompressData(const unsigned char *data, int dataSize, int *compDataSize);

/* @boundary return: owned(MemFree), nullable */
unsigned char *DecompressData(const unsigned char *compData, int compDataSize, int *dataSize);

/* @boundary return: owned(UnloadImageColors), nullable */
Color *LoadImageColors(Image image);

/* @boundary colors: releases */
void UnloadImageColors(Color *colors);

/* @boundary return: owned(UnloadImagePalette), nullable */
Color *LoadImagePalette(Image image, int maxPaletteSize, int *colorCount);

/* @boundary colors: releases */
void UnloadImagePalette(Color *colors);

/* @boundary return: owned(UnloadWaveSamples), nullable */
float *LoadWaveSamples(Wave wave);

/* @boundary samples: releases */
void UnloadWaveSamples(float *samples);

/* @boundary return: owned(UnloadCodepoints), nullable */
int *LoadCodepoints(const char *text, int *count);

/* @boundary codepoints: releases */
void UnloadCodepoints(int *codepoints);

/* @boundary return: owned(UnloadUTF8), nullable, zeroterm */
char *LoadUTF8(const int *codepoints, int length);

/* @boundary text: releases */
void UnloadUTF8(char *text);

/* @boundary return: owned(UnloadRandomSequence), nullable */
int *LoadRandomSequence(unsigned int count, int min, int max);

/* @boundary sequence: releases */
void UnloadRandomSequence(int *sequence);

/* @boundary return: owned(UnloadFontData), nullable */
GlyphInfo *LoadFontData(const unsigned char *fileData, int dataSize, int fontSize, const int *codepoints, int codepointCount, int type, int *glyphCount);

/* @boundary glyphs: releases */
void UnloadFontData(GlyphInfo *glyphs, int glyphCount);

/* @boundary return: owned(UnloadModelAnimations), nullable */
ModelAnimation *LoadModelAnimations(const char *fileName, int *animCount);

/* @boundary animations: releases */
void UnloadModelAnimations(ModelAnimation *animations, int animCount);

/* Text that stays raylib's */

/* @boundary return: borrowed, nullable, utf8, zeroterm */
const char *GetMonitorName(int monitor);

/* @boundary return: borrowed, nullable, utf8, zeroterm */
const char *GetClipboardText(void);

/* @boundary return: borrowed, nullable, utf8, zeroterm */
const char *GetGamepadName(int gamepad);

/* @boundary return: borrowed, nullable, zeroterm */
const char *GetFileExtension(const char *fileName);

/* @boundary return: borrowed, nullable, zeroterm */
const char *GetFileName(const char *filePath);

/* @boundary return: borrowed, nullable, zeroterm */
const char *GetFileNameWithoutExt(const char *filePath);

/* @boundary return: borrowed, nullable, zeroterm */
const char *GetDirectoryPath(const char *filePath);

/* @boundary return: borrowed, nullable, zeroterm */
const char *GetPrevDirectoryPath(const char *dirPath);

/* @boundary return: borrowed, nullable, zeroterm */
const char *GetWorkingDirectory(void);

/* @boundary return: borrowed, nullable, zeroterm */
const char *GetApplicationDirectory(void);

/* @boundary return: borrowed, nullable, zeroterm */
const char *TextSubtext(const char *text, int position, int length);

/* @boundary return: borrowed, nullable, zeroterm */
char *TextToUpper(const char *text);

/* @boundary return: borrowed, nullable, zeroterm */
char *TextToLower(const char *text);

/* @boundary return: borrowed, nullable, zeroterm */
char *TextToPascal(const char *text);

/* Callbacks */

/* @boundary callback: retained */
void SetTraceLogCallback(TraceLogCallback callback);

/* @boundary callback: retained */
void SetLoadFileDataCallback(LoadFileDataCallback callback);

/* @boundary callback: retained */
void SetSaveFileDataCallback(SaveFileDataCallback callback);

/* @boundary callback: retained */
void SetLoadFileTextCallback(LoadFileTextCallback callback);

/* @boundary callback: retained */
void SetSaveFileTextCallback(SaveFileTextCallback callback);

/* @boundary callback: retained */
void SetAudioStreamCallback(AudioStream stream, AudioCallback callback);

/* @boundary processor: retained(until DetachAudioStreamProcessor) */
void AttachAudioStreamProcessor(AudioStream stream, AudioCallback processor);

/* @boundary processor: retained(until DetachAudioMixedProcessor) */
void AttachAudioMixedProcessor(AudioCallback processor);

void DetachAudioStreamProcessor(AudioStream stream, AudioCallback processor);

void DetachAudioMixedProcessor(AudioCallback processor);
