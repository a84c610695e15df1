/* What the documentation of BASS says about channels, samples, plug-ins and callbacks. Freeing the device frees what was made on it, so nothing has to be
 * released one by one; what is kept has to live on. Not in Debian: the declarations were made from its header. */

/* @boundary library(bass), convention(stdcall) */

#include <stdint.h>

typedef uint32_t DWORD;
typedef uint64_t QWORD;
typedef DWORD HSTREAM;
typedef DWORD STREAMPROC(HSTREAM, void *, DWORD, void *);
typedef void DOWNLOADPROC(const void *, DWORD, void *);
typedef struct BASS_FILEPROCS BASS_FILEPROCS;
typedef DWORD HRECORD;
typedef int RECORDPROC(HRECORD, const void *, DWORD, void *);
typedef DWORD HSYNC;
typedef void SYNCPROC(HSYNC, DWORD, DWORD, void *);
typedef DWORD HDSP;
typedef void DSPPROC(HDSP, DWORD, void *, DWORD, void *);

/* Text */

/* @boundary return: borrowed, nullable, zeroterm */
const char *BASS_ChannelGetTags(DWORD handle, DWORD tags);

/* @boundary return: borrowed, nullable, zeroterm */
const char *BASS_RecordGetInputName(int input);

/* Memory that is played */

/* From memory it is played where it stands, until the stream is freed. */
HSTREAM BASS_StreamCreateFile(int mem, const void *file, QWORD offset, QWORD length, DWORD flags);

/* Callbacks */

/* The procedures are called until the stream is freed.
 * @boundary proc: retained(until BASS_StreamFree)
 * @boundary user: retained */
HSTREAM BASS_StreamCreate(DWORD freq, DWORD chans, DWORD flags, STREAMPROC *proc, void *user);

/* @boundary proc: retained
 * @boundary user: retained */
HSTREAM BASS_StreamCreateURL(const char *url, DWORD offset, DWORD flags, DOWNLOADPROC *proc, void *user);

/* @boundary user: retained */
HSTREAM BASS_StreamCreateFileUser(DWORD system, DWORD flags, const BASS_FILEPROCS *proc, void *user);

int BASS_StreamFree(HSTREAM handle);

/* @boundary proc: retained
 * @boundary user: retained */
HRECORD BASS_RecordStart(DWORD freq, DWORD chans, DWORD flags, RECORDPROC *proc, void *user);

/* @boundary proc: retained(until BASS_ChannelRemoveSync)
 * @boundary user: retained */
HSYNC BASS_ChannelSetSync(DWORD handle, DWORD type, QWORD param, SYNCPROC *proc, void *user);

int BASS_ChannelRemoveSync(DWORD handle, HSYNC sync);

/* @boundary proc: retained(until BASS_ChannelRemoveDSP)
 * @boundary user: retained */
HDSP BASS_ChannelSetDSP(DWORD handle, DSPPROC *proc, void *user, int priority);

int BASS_ChannelRemoveDSP(DWORD handle, HDSP dsp);
