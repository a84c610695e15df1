/* What the C header of RtMidi says about devices, callbacks and text. */

/* @boundary library(rtmidi), convention(cdecl) */

#include <stddef.h>

typedef struct RtMidiWrapper *RtMidiInPtr;
enum RtMidiApi { RTMIDI_API_UNSPECIFIED = 0 };
typedef void (*RtMidiCCallback)(double, const unsigned char *, size_t, void *);
typedef struct RtMidiWrapper *RtMidiOutPtr;

/* @boundary return: owned(rtmidi_in_free), nonnull */
RtMidiInPtr rtmidi_in_create_default(void);

/* @boundary return: owned(rtmidi_in_free), nonnull */
RtMidiInPtr rtmidi_in_create(enum RtMidiApi api, const char *clientName, unsigned int queueSizeLimit);

/* @boundary device: releases */
void rtmidi_in_free(RtMidiInPtr device);

/* @boundary callback: retained(until rtmidi_in_cancel_callback)
 * @boundary userData: retained(until rtmidi_in_cancel_callback) */
void rtmidi_in_set_callback(RtMidiInPtr device, RtMidiCCallback callback, void *userData);

void rtmidi_in_cancel_callback(RtMidiInPtr device);

/* @boundary return: owned(rtmidi_out_free), nonnull */
RtMidiOutPtr rtmidi_out_create_default(void);

/* @boundary return: owned(rtmidi_out_free), nonnull */
RtMidiOutPtr rtmidi_out_create(enum RtMidiApi api, const char *clientName);

/* @boundary device: releases */
void rtmidi_out_free(RtMidiOutPtr device);

/* @boundary return: static, zeroterm */
const char *rtmidi_api_name(enum RtMidiApi api);

/* @boundary return: static, zeroterm */
const char *rtmidi_api_display_name(enum RtMidiApi api);
