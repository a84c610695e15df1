/* What the documentation of libsndfile says about open files and text. */

/* @boundary library(sndfile), convention(cdecl) */

typedef struct SF_INFO SF_INFO;
/* @boundary handle(sf_close), invalid(0) */
typedef struct sf_private_tag SNDFILE;
typedef struct SF_VIRTUAL_IO SF_VIRTUAL_IO;

/* @boundary return: owned(sf_close), nullable */
SNDFILE *sf_open(const char *path, int mode, SF_INFO *sfinfo);

/* @boundary return: owned(sf_close), nullable */
SNDFILE *sf_open_fd(int fd, int mode, SF_INFO *sfinfo, int close_desc);

/* @boundary return: owned(sf_close), nullable
 * @boundary user_data: retained(until sf_close) */
SNDFILE *sf_open_virtual(SF_VIRTUAL_IO *sfvirtual, int mode, SF_INFO *sfinfo, void *user_data);

/* @boundary sndfile: releases */
int sf_close(SNDFILE *sndfile);

/* @boundary return: borrowed, zeroterm */
const char *sf_strerror(SNDFILE *sndfile);

/* @boundary return: static, zeroterm */
const char *sf_error_number(int errnum);

/* @boundary return: static, zeroterm */
const char *sf_version_string(void);

/* @boundary return: borrowed(sndfile), nullable, zeroterm */
const char *sf_get_string(SNDFILE *sndfile, int str_type);
