/* What the documentation of librdkafka says about ownership, callbacks and errors. */

/* @boundary library(rdkafka), convention(cdecl) */

#include <stddef.h>
#include <stdint.h>

/* @boundary handle(rd_kafka_destroy), invalid(0) */
typedef struct rd_kafka_s rd_kafka_t;
/* @boundary handle(rd_kafka_topic_destroy), invalid(0) */
typedef struct rd_kafka_topic_s rd_kafka_topic_t;
/* @boundary handle(rd_kafka_conf_destroy), invalid(0) */
typedef struct rd_kafka_conf_s rd_kafka_conf_t;
/* @boundary handle(rd_kafka_topic_conf_destroy), invalid(0) */
typedef struct rd_kafka_topic_conf_s rd_kafka_topic_conf_t;
/* @boundary handle(rd_kafka_queue_destroy), invalid(0) */
typedef struct rd_kafka_queue_s rd_kafka_queue_t;
/* @boundary handle(rd_kafka_event_destroy), invalid(0) */
typedef struct rd_kafka_op_s rd_kafka_event_t;
/* @boundary handle(rd_kafka_error_destroy), invalid(0) */
typedef struct rd_kafka_error_s rd_kafka_error_t;
/* @boundary handle(rd_kafka_headers_destroy), invalid(0) */
typedef struct rd_kafka_headers_s rd_kafka_headers_t;
/* @boundary handle(rd_kafka_message_destroy), invalid(0) */
typedef struct rd_kafka_message_s rd_kafka_message_t;
/* @boundary handle(rd_kafka_topic_partition_list_destroy), invalid(0) */
typedef struct rd_kafka_topic_partition_list_s rd_kafka_topic_partition_list_t;
struct rd_kafka_metadata;

/* The real headers list every error; that zero is success is all that matters here. */
/* @boundary status(0), errortext(rd_kafka_err2str) */
typedef enum { RD_KAFKA_RESP_ERR__BEGIN = -200, RD_KAFKA_RESP_ERR_NO_ERROR = 0 } rd_kafka_resp_err_t;
/* @boundary status(0) */
typedef enum { RD_KAFKA_CONF_UNKNOWN = -2, RD_KAFKA_CONF_INVALID = -1, RD_KAFKA_CONF_OK = 0 } rd_kafka_conf_res_t;
typedef enum rd_kafka_type_t { RD_KAFKA_PRODUCER, RD_KAFKA_CONSUMER } rd_kafka_type_t;

/* @boundary return: static, zeroterm
 * @boundary fast, threadsafe */
const char *rd_kafka_version_str(void);

/* @boundary return: static, zeroterm
 * @boundary threadsafe */
const char *rd_kafka_err2str(rd_kafka_resp_err_t err);

/* @boundary return: static, zeroterm
 * @boundary threadsafe */
const char *rd_kafka_err2name(rd_kafka_resp_err_t err);

/* @boundary return: owned(rd_kafka_conf_destroy), nonnull */
rd_kafka_conf_t *rd_kafka_conf_new(void);

/* @boundary return: owned(rd_kafka_conf_destroy), nonnull */
rd_kafka_conf_t *rd_kafka_conf_dup(const rd_kafka_conf_t *conf);

/* @boundary conf: releases */
void rd_kafka_conf_destroy(rd_kafka_conf_t *conf);

/* @boundary return: status(0)
 * @boundary errstr: out, noescape, bytes(errstr_size) */
rd_kafka_conf_res_t rd_kafka_conf_set(rd_kafka_conf_t *conf, const char *name, const char *value, char *errstr, size_t errstr_size);

/* @boundary dr_msg_cb: retained */
void rd_kafka_conf_set_dr_msg_cb(rd_kafka_conf_t *conf, void (*dr_msg_cb)(rd_kafka_t *rk, const rd_kafka_message_t *rkmessage, void *opaque));

/* @boundary error_cb: retained */
void rd_kafka_conf_set_error_cb(rd_kafka_conf_t *conf, void (*error_cb)(rd_kafka_t *rk, int err, const char *reason, void *opaque));

/* @boundary stats_cb: retained */
void rd_kafka_conf_set_stats_cb(rd_kafka_conf_t *conf, int (*stats_cb)(rd_kafka_t *rk, char *json, size_t json_len, void *opaque));

/* @boundary log_cb: retained */
void rd_kafka_conf_set_log_cb(rd_kafka_conf_t *conf, void (*log_cb)(const rd_kafka_t *rk, int level, const char *fac, const char *buf));

/* @boundary rebalance_cb: retained */
void rd_kafka_conf_set_rebalance_cb(
    rd_kafka_conf_t *conf,
    void (*rebalance_cb)(rd_kafka_t *rk, rd_kafka_resp_err_t err, rd_kafka_topic_partition_list_t *partitions, void *opaque));

/* @boundary offset_commit_cb: retained */
void rd_kafka_conf_set_offset_commit_cb(
    rd_kafka_conf_t *conf,
    void (*offset_commit_cb)(rd_kafka_t *rk, rd_kafka_resp_err_t err, rd_kafka_topic_partition_list_t *offsets, void *opaque));

/* @boundary opaque: retained */
void rd_kafka_conf_set_opaque(rd_kafka_conf_t *conf, void *opaque);

/* @boundary return: owned(rd_kafka_topic_conf_destroy), nonnull */
rd_kafka_topic_conf_t *rd_kafka_topic_conf_new(void);

/* @boundary topic_conf: releases */
void rd_kafka_topic_conf_destroy(rd_kafka_topic_conf_t *topic_conf);

/* @boundary return: owned(rd_kafka_destroy), nullable
 * @boundary conf: taken, nullable
 * @boundary errstr: out, noescape, bytes(errstr_size) */
rd_kafka_t *rd_kafka_new(rd_kafka_type_t type, rd_kafka_conf_t *conf, char *errstr, size_t errstr_size);

/* @boundary blocking
 * @boundary rk: releases */
void rd_kafka_destroy(rd_kafka_t *rk);

/* @boundary return: borrowed(rk), zeroterm */
const char *rd_kafka_name(const rd_kafka_t *rk);

/* @boundary return: owned(rd_kafka_mem_free), nullable, zeroterm */
char *rd_kafka_memberid(const rd_kafka_t *rk);

/* @boundary return: owned(rd_kafka_mem_free), nullable, zeroterm
 * @boundary blocking */
char *rd_kafka_clusterid(rd_kafka_t *rk, int timeout_ms);

/* @boundary ptr: releases */
void rd_kafka_mem_free(rd_kafka_t *rk, void *ptr);

/* @boundary return: owned(rd_kafka_topic_destroy), nullable
 * @boundary conf: taken, nullable */
rd_kafka_topic_t *rd_kafka_topic_new(rd_kafka_t *rk, const char *topic, rd_kafka_topic_conf_t *conf);

/* @boundary rkt: releases */
void rd_kafka_topic_destroy(rd_kafka_topic_t *rkt);

/* @boundary return: borrowed(rkt), zeroterm */
const char *rd_kafka_topic_name(const rd_kafka_topic_t *rkt);

/* @boundary return: owned(rd_kafka_topic_partition_list_destroy), nonnull */
rd_kafka_topic_partition_list_t *rd_kafka_topic_partition_list_new(int size);

/* @boundary rkparlist: releases */
void rd_kafka_topic_partition_list_destroy(rd_kafka_topic_partition_list_t *rkparlist);

/* @boundary return: status(0)
 * @boundary topics: noescape */
rd_kafka_resp_err_t rd_kafka_subscribe(rd_kafka_t *rk, const rd_kafka_topic_partition_list_t *topics);

/* @boundary return: status(0)
 * @boundary blocking, callsback */
rd_kafka_resp_err_t rd_kafka_consumer_close(rd_kafka_t *rk);

/* @boundary return: status(0)
 * @boundary blocking
 * @boundary offsets: noescape, nullable */
rd_kafka_resp_err_t rd_kafka_commit(rd_kafka_t *rk, const rd_kafka_topic_partition_list_t *offsets, int async);

/* @boundary return: owned(rd_kafka_message_destroy), nullable
 * @boundary blocking, callsback */
rd_kafka_message_t *rd_kafka_consumer_poll(rd_kafka_t *rk, int timeout_ms);

/* @boundary rkmessage: releases */
void rd_kafka_message_destroy(rd_kafka_message_t *rkmessage);

/* @boundary blocking, callsback */
int rd_kafka_poll(rd_kafka_t *rk, int timeout_ms);

/* @boundary return: status(0)
 * @boundary blocking, callsback */
rd_kafka_resp_err_t rd_kafka_flush(rd_kafka_t *rk, int timeout_ms);

/* @boundary return: status(0)
 * @boundary blocking
 * @boundary metadatap: out, owned(rd_kafka_metadata_destroy) */
rd_kafka_resp_err_t rd_kafka_metadata(
    rd_kafka_t *rk, int all_topics, rd_kafka_topic_t *only_rkt, const struct rd_kafka_metadata **metadatap, int timeout_ms);

/* @boundary metadata: releases */
void rd_kafka_metadata_destroy(const struct rd_kafka_metadata *metadata);

/* @boundary return: owned(rd_kafka_queue_destroy), nonnull */
rd_kafka_queue_t *rd_kafka_queue_new(rd_kafka_t *rk);

/* @boundary rkqu: releases */
void rd_kafka_queue_destroy(rd_kafka_queue_t *rkqu);

/* @boundary return: owned(rd_kafka_event_destroy), nullable
 * @boundary blocking */
rd_kafka_event_t *rd_kafka_queue_poll(rd_kafka_queue_t *rkqu, int timeout_ms);

/* @boundary rkev: releases, nullable */
void rd_kafka_event_destroy(rd_kafka_event_t *rkev);

/* @boundary return: owned(rd_kafka_error_destroy), nullable
 * @boundary blocking */
rd_kafka_error_t *rd_kafka_init_transactions(rd_kafka_t *rk, int timeout_ms);

/* @boundary error: releases, nullable */
void rd_kafka_error_destroy(rd_kafka_error_t *error);

/* @boundary return: borrowed(error), zeroterm */
const char *rd_kafka_error_string(const rd_kafka_error_t *error);

/* @boundary return: owned(rd_kafka_headers_destroy), nonnull */
rd_kafka_headers_t *rd_kafka_headers_new(size_t initial_count);

/* @boundary hdrs: releases */
void rd_kafka_headers_destroy(rd_kafka_headers_t *hdrs);
