/* What the documentation of libcurl says about handles, lists and text. */

/* @boundary library(curl), convention(cdecl) */

#include <time.h>

typedef enum { CURLVERSION_FIRST = 0 } CURLversion;
typedef struct curl_version_info_data curl_version_info_data;
/* @boundary handle(curl_easy_cleanup) */
typedef void CURL;
typedef enum { CURLE_OK = 0 } CURLcode;
typedef enum { CURLOPT_WRITEDATA = 10001 } CURLoption;
typedef enum { CURLINFO_NONE = 0 } CURLINFO;
struct curl_slist;
/* @boundary handle(curl_multi_cleanup) */
typedef void CURLM;
typedef enum { CURLM_CALL_MULTI_PERFORM = -1 } CURLMcode;
/* @boundary handle(curl_share_cleanup) */
typedef void CURLSH;
typedef enum { CURLSHE_OK = 0 } CURLSHcode;
/* @boundary handle(curl_url_cleanup) */
typedef struct Curl_URL CURLU;
typedef enum { CURLUPART_URL = 0 } CURLUPart;
typedef enum { CURLUE_OK = 0 } CURLUcode;
/* @boundary handle(curl_mime_free) */
typedef struct curl_mime curl_mime;

void curl_global_cleanup(void);

/* @boundary return: static, zeroterm */
char *curl_version(void);

/* @boundary return: static */
curl_version_info_data *curl_version_info(CURLversion p1);

/* @boundary return: owned(curl_easy_cleanup), nullable */
CURL *curl_easy_init(void);

/* @boundary curl: releases, nullable */
void curl_easy_cleanup(CURL *curl);

/* @boundary return: owned(curl_easy_cleanup), nullable */
CURL *curl_easy_duphandle(CURL *curl);

void curl_easy_reset(CURL *curl);

/* @boundary return: static, zeroterm */
const char *curl_easy_strerror(CURLcode p1);

/* How long the last argument is used depends on the option. */
CURLcode curl_easy_setopt(CURL *handle, CURLoption option, ...);

CURLcode curl_easy_getinfo(CURL *handle, CURLINFO info, ...);

/* @boundary blocking, callsback */
CURLcode curl_easy_perform(CURL *handle);

/* @boundary return: owned(curl_free), zeroterm */
char *curl_easy_escape(CURL *handle, const char *string, int length);

/* @boundary return: owned(curl_free) */
char *curl_easy_unescape(CURL *handle, const char *string, int length, int *outlength);

/* @boundary memory: releases, nullable */
void curl_free(void *memory);

/* The list that it is given becomes part of the result; a null result leaves it alone. */
struct curl_slist *curl_slist_append(struct curl_slist *list, const char *data);

/* @boundary list: releases, nullable */
void curl_slist_free_all(struct curl_slist *list);

/* @boundary return: owned(curl_multi_cleanup) */
CURLM *curl_multi_init(void);

/* @boundary multi: releases, nullable */
CURLMcode curl_multi_cleanup(CURLM *multi);

/* @boundary return: static, zeroterm */
const char *curl_multi_strerror(CURLMcode code);

/* @boundary return: owned(curl_share_cleanup) */
CURLSH *curl_share_init(void);

/* @boundary share: releases */
CURLSHcode curl_share_cleanup(CURLSH *share);

/* @boundary return: static, zeroterm */
const char *curl_share_strerror(CURLSHcode code);

/* @boundary return: owned(curl_url_cleanup) */
CURLU *curl_url(void);

/* @boundary return: owned(curl_url_cleanup), nullable */
CURLU *curl_url_dup(CURLU *in);

/* @boundary handle: releases, nullable */
void curl_url_cleanup(CURLU *handle);

/* @boundary return: status(0)
 * @boundary part: out, owned(curl_free), zeroterm */
CURLUcode curl_url_get(CURLU *handle, CURLUPart what, char **part, unsigned int flags);

/* @boundary return: static, zeroterm */
const char *curl_url_strerror(CURLUcode code);

/* A part of another message may take it over. */
curl_mime *curl_mime_init(CURL *easy);

/* @boundary mime: releases, nullable */
void curl_mime_free(curl_mime *mime);

/* @boundary text: in, noescape, zeroterm
 * @boundary unused: nullable */
time_t curl_getdate(const char *text, const time_t *unused);
