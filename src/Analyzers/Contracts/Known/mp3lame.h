/* What the header of LAME says about encoders, decoders, callbacks and text. */

/* @boundary library(mp3lame), convention(cdecl) */

#include <stdarg.h>

typedef struct lame_global_struct lame_global_flags;
typedef struct hip_global_struct hip_global_flags;
typedef hip_global_flags *hip_t;
typedef void (*lame_report_function)(const char *, va_list);

/* @boundary return: owned(lame_close), nonnull */
lame_global_flags *lame_init(void);

/* @boundary arg0: releases */
int lame_close(lame_global_flags *arg0);

/* @boundary return: owned(hip_decode_exit), nonnull */
hip_t hip_decode_init(void);

/* @boundary gfp: releases */
int hip_decode_exit(hip_t gfp);

/* @boundary arg1: retained */
int lame_set_errorf(lame_global_flags *arg0, lame_report_function arg1);

/* @boundary arg1: retained */
int lame_set_debugf(lame_global_flags *arg0, lame_report_function arg1);

/* @boundary arg1: retained */
int lame_set_msgf(lame_global_flags *arg0, lame_report_function arg1);

/* @boundary return: static, zeroterm */
const char *get_lame_version(void);

/* @boundary return: static, zeroterm */
const char *get_lame_short_version(void);

/* @boundary return: static, zeroterm */
const char *get_lame_very_short_version(void);

/* @boundary return: static, zeroterm */
const char *get_lame_url(void);
