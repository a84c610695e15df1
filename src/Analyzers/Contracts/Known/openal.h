/* What the specification of OpenAL says about devices, contexts and text. */

/* @boundary library(openal), convention(cdecl) */

typedef int ALenum;
typedef char ALchar;
/* @boundary handle(alcCloseDevice), invalid(0) */
typedef struct ALCdevice_struct ALCdevice;
typedef int ALCenum;
typedef char ALCchar;
typedef char ALCboolean;
typedef int ALCint;
/* @boundary handle(alcDestroyContext), invalid(0) */
typedef struct ALCcontext_struct ALCcontext;
typedef unsigned int ALCuint;
typedef int ALCsizei;

/* @boundary return: static, nullable, zeroterm */
const ALchar *alGetString(ALenum param);

/* @boundary return: borrowed, nullable, zeroterm
 * @boundary device: nullable */
const ALCchar *alcGetString(ALCdevice *device, ALCenum param);

/* @boundary return: owned(alcCloseDevice), nullable
 * @boundary devicename: nullable */
ALCdevice *alcOpenDevice(const ALCchar *devicename);

/* @boundary device: releases */
ALCboolean alcCloseDevice(ALCdevice *device);

/* @boundary return: owned(alcDestroyContext), nullable
 * @boundary attrlist: nullable */
ALCcontext *alcCreateContext(ALCdevice *device, const ALCint *attrlist);

/* @boundary context: releases */
void alcDestroyContext(ALCcontext *context);

/* @boundary return: borrowed, nullable */
ALCcontext *alcGetCurrentContext(void);

/* @boundary return: borrowed(context), nullable */
ALCdevice *alcGetContextsDevice(ALCcontext *context);

/* @boundary return: owned(alcCaptureCloseDevice), nullable */
ALCdevice *alcCaptureOpenDevice(const ALCchar *devicename, ALCuint frequency, ALCenum format, ALCsizei buffersize);

/* @boundary device: releases */
ALCboolean alcCaptureCloseDevice(ALCdevice *device);
