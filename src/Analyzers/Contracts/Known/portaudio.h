/* What the documentation of PortAudio says about streams, text and callbacks. */

/* @boundary library(portaudio), convention(cdecl) */

typedef int PaError;
typedef int PaDeviceIndex;
typedef struct PaDeviceInfo PaDeviceInfo;
typedef int PaHostApiIndex;
typedef struct PaHostApiInfo PaHostApiInfo;
typedef struct PaHostErrorInfo PaHostErrorInfo;
typedef void PaStream;
typedef struct PaStreamParameters PaStreamParameters;
typedef unsigned long PaStreamFlags;
typedef struct PaStreamCallbackTimeInfo PaStreamCallbackTimeInfo;
typedef unsigned long PaStreamCallbackFlags;
typedef int PaStreamCallback(const void *, void *, unsigned long, const PaStreamCallbackTimeInfo *, PaStreamCallbackFlags, void *);
typedef unsigned long PaSampleFormat;
typedef void PaStreamFinishedCallback(void *);
typedef struct PaStreamInfo PaStreamInfo;

/* @boundary return: static, zeroterm */
const char *Pa_GetErrorText(PaError errorCode);

/* @boundary return: static, zeroterm */
const char *Pa_GetVersionText(void);

/* @boundary return: borrowed, nullable */
const PaDeviceInfo *Pa_GetDeviceInfo(PaDeviceIndex device);

/* @boundary return: borrowed, nullable */
const PaHostApiInfo *Pa_GetHostApiInfo(PaHostApiIndex hostApi);

/* @boundary return: borrowed */
const PaHostErrorInfo *Pa_GetLastHostErrorInfo(void);

/* @boundary return: status(0)
 * @boundary stream: out, owned(Pa_CloseStream)
 * @boundary streamCallback: retained(until Pa_CloseStream), nullable
 * @boundary userData: retained(until Pa_CloseStream) */
PaError Pa_OpenStream(
    PaStream **stream, const PaStreamParameters *inputParameters, const PaStreamParameters *outputParameters, double sampleRate,
    unsigned long framesPerBuffer, PaStreamFlags streamFlags, PaStreamCallback *streamCallback, void *userData);

/* @boundary return: status(0)
 * @boundary stream: out, owned(Pa_CloseStream)
 * @boundary streamCallback: retained(until Pa_CloseStream), nullable
 * @boundary userData: retained(until Pa_CloseStream) */
PaError Pa_OpenDefaultStream(
    PaStream **stream, int numInputChannels, int numOutputChannels, PaSampleFormat sampleFormat, double sampleRate,
    unsigned long framesPerBuffer, PaStreamCallback *streamCallback, void *userData);

/* @boundary streamFinishedCallback: retained, nullable */
PaError Pa_SetStreamFinishedCallback(PaStream *stream, PaStreamFinishedCallback *streamFinishedCallback);

/* @boundary stream: releases */
PaError Pa_CloseStream(PaStream *stream);

/* @boundary return: borrowed(stream), nullable */
const PaStreamInfo *Pa_GetStreamInfo(PaStream *stream);

/* @boundary blocking
 * @boundary buffer: out, noescape */
PaError Pa_ReadStream(PaStream *stream, void *buffer, unsigned long frames);

/* @boundary blocking
 * @boundary buffer: in, noescape */
PaError Pa_WriteStream(PaStream *stream, const void *buffer, unsigned long frames);

/* @boundary blocking */
void Pa_Sleep(long msec);
