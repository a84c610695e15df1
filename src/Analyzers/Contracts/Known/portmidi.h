/* What the header of PortMidi says about streams, callbacks and text. */

/* @boundary library(portmidi), convention(cdecl) */

#include <stdint.h>

typedef void PortMidiStream;
typedef int PmDeviceID;
typedef int32_t PmTimestamp;
typedef PmTimestamp (*PmTimeProcPtr)(void *);
typedef enum { pmNoError = 0 } PmError;
typedef struct PmDeviceInfo PmDeviceInfo;
typedef int32_t PtTimestamp;
typedef void PtCallback(PtTimestamp, void *);
typedef enum { ptNoError = 0 } PtError;

/* @boundary return: status(0)
 * @boundary stream: owned(Pm_Close)
 * @boundary time_proc: retained(until Pm_Close)
 * @boundary time_info: retained(until Pm_Close) */
PmError Pm_OpenInput(PortMidiStream **stream, PmDeviceID inputDevice, void *inputDriverInfo, int32_t bufferSize, PmTimeProcPtr time_proc, void *time_info);

/* @boundary return: status(0)
 * @boundary stream: owned(Pm_Close)
 * @boundary time_proc: retained(until Pm_Close)
 * @boundary time_info: retained(until Pm_Close) */
PmError Pm_OpenOutput(
    PortMidiStream **stream, PmDeviceID outputDevice, void *outputDriverInfo, int32_t bufferSize, PmTimeProcPtr time_proc, void *time_info, int32_t latency);

/* @boundary stream: releases */
PmError Pm_Close(PortMidiStream *stream);

/* @boundary return: static, zeroterm */
const char *Pm_GetErrorText(PmError errnum);

/* @boundary return: borrowed, nullable */
const PmDeviceInfo *Pm_GetDeviceInfo(PmDeviceID id);

/* @boundary callback: retained(until Pt_Stop)
 * @boundary userData: retained(until Pt_Stop) */
PtError Pt_Start(int resolution, PtCallback *callback, void *userData);

PtError Pt_Stop(void);
