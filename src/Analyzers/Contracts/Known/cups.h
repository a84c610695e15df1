/* What the documentation of CUPS says about options, destinations, requests and text. */

/* @boundary library(cups) */

typedef struct cups_dest_s cups_dest_t;
typedef struct cups_option_s cups_option_t;
typedef struct cups_job_s cups_job_t;
typedef struct _http_s http_t;
typedef struct _cups_dinfo_s cups_dinfo_t;
typedef struct http_addrlist_s http_addrlist_t;
typedef enum { HTTP_ENCRYPTION_IF_REQUESTED = 0 } http_encryption_t;
typedef struct _ipp_s ipp_t;
typedef enum { IPP_OP_CUPS_INVALID = -1 } ipp_op_t;
typedef struct _ipp_attribute_s ipp_attribute_t;
typedef enum { IPP_STATUS_CUPS_INVALID = -1 } ipp_status_t;
typedef enum { IPP_TAG_CUPS_INVALID = -1 } ipp_tag_t;
typedef const char *(*cups_password_cb2_t)(const char *, http_t *, const char *, const char *, void *);
typedef unsigned int cups_ptype_t;
typedef int (*cups_dest_cb_t)(void *, unsigned int, cups_dest_t *);

/* @boundary dests: releases */
void cupsFreeDests(int num_dests, cups_dest_t *dests);

/* @boundary options: releases */
void cupsFreeOptions(int num_options, cups_option_t *options);

/* @boundary jobs: releases */
void cupsFreeJobs(int num_jobs, cups_job_t *jobs);

/* @boundary dests: owned(cupsFreeDests) */
int cupsGetDests(cups_dest_t **dests);

/* @boundary dests: owned(cupsFreeDests) */
int cupsGetDests2(http_t *http, cups_dest_t **dests);

/* @boundary jobs: owned(cupsFreeJobs) */
int cupsGetJobs(cups_job_t **jobs, const char *name, int myjobs, int whichjobs);

/* @boundary jobs: owned(cupsFreeJobs) */
int cupsGetJobs2(http_t *http, cups_job_t **jobs, const char *name, int myjobs, int whichjobs);

/* @boundary return: owned(cupsFreeDestInfo), nullable */
cups_dinfo_t *cupsCopyDestInfo(http_t *http, cups_dest_t *dest);

/* @boundary dinfo: releases */
void cupsFreeDestInfo(cups_dinfo_t *dinfo);

/* @boundary return: owned(httpClose), nullable */
http_t *httpConnect2(const char *host, int port, http_addrlist_t *addrlist, int family, http_encryption_t encryption, int blocking, int msec, int *cancel);

/* @boundary return: owned(httpClose), nullable */
http_t *httpConnectEncrypt(const char *host, int port, http_encryption_t encryption);

/* @boundary http: releases */
void httpClose(http_t *http);

/* @boundary return: owned(ippDelete), nonnull */
ipp_t *ippNew(void);

/* @boundary return: owned(ippDelete), nonnull */
ipp_t *ippNewRequest(ipp_op_t op);

/* @boundary return: owned(ippDelete), nullable
 * @boundary request: taken */
ipp_t *cupsDoRequest(http_t *http, ipp_t *request, const char *resource);

/* @boundary return: owned(ippDelete), nullable
 * @boundary request: taken */
ipp_t *cupsDoFileRequest(http_t *http, ipp_t *request, const char *resource, const char *filename);

/* @boundary ipp: releases */
void ippDelete(ipp_t *ipp);

/* @boundary return: borrowed, nullable, zeroterm */
const char *cupsGetDefault(void);

/* @boundary return: borrowed, nullable, zeroterm */
const char *cupsLastErrorString(void);

/* @boundary return: borrowed, nullable, zeroterm */
const char *cupsServer(void);

/* @boundary return: borrowed, nullable, zeroterm */
const char *cupsUser(void);

/* @boundary return: borrowed, nullable, zeroterm */
const char *cupsGetOption(const char *name, int num_options, cups_option_t *options);

/* @boundary return: borrowed, nullable, zeroterm */
const char *ippGetName(ipp_attribute_t *attr);

/* @boundary return: borrowed, nullable, zeroterm */
const char *ippGetString(ipp_attribute_t *attr, int element, const char **language);

/* @boundary return: borrowed, zeroterm */
const char *ippErrorString(ipp_status_t error);

/* @boundary return: borrowed(ipp), nullable */
ipp_attribute_t *ippFindAttribute(ipp_t *ipp, const char *name, ipp_tag_t value_tag);

/* @boundary return: borrowed(ipp), nullable */
ipp_attribute_t *ippFirstAttribute(ipp_t *ipp);

/* @boundary return: borrowed(ipp), nullable */
ipp_attribute_t *ippNextAttribute(ipp_t *ipp);

/* @boundary cb: retained
 * @boundary user_data: retained */
void cupsSetPasswordCB2(cups_password_cb2_t cb, void *user_data);

/* @boundary cb: noescape
 * @boundary user_data: noescape */
int cupsEnumDests(unsigned int flags, int msec, int *cancel, cups_ptype_t type, cups_ptype_t mask, cups_dest_cb_t cb, void *user_data);
