/* What the manual pages of libpcap say about captures, device lists and text. */

/* @boundary library(pcap), convention(cdecl) */

typedef struct pcap_if pcap_if_t;
/* @boundary handle(pcap_close) */
typedef struct pcap pcap_t;
typedef unsigned char __u_char;
typedef __u_char u_char;
struct pcap_pkthdr;
typedef void (*pcap_handler)(u_char *, const struct pcap_pkthdr *, const u_char *);
/* @boundary handle(pcap_dump_close) */
typedef struct pcap_dumper pcap_dumper_t;
struct bpf_program;
typedef unsigned int __u_int;
typedef __u_int u_int;
typedef u_int bpf_u_int32;

/* @boundary return: status(0)
 * @boundary devices: out, owned(pcap_freealldevs)
 * @boundary error: out, noescape */
int pcap_findalldevs(pcap_if_t **devices, char *error);

/* @boundary devices: releases, nullable */
void pcap_freealldevs(pcap_if_t *devices);

/* @boundary return: owned(pcap_close), nullable
 * @boundary error: out, noescape */
pcap_t *pcap_open_live(const char *device, int length, int promiscuous, int timeout, char *error);

/* @boundary return: owned(pcap_close) */
pcap_t *pcap_open_dead(int type, int length);

/* @boundary return: owned(pcap_close), nullable
 * @boundary error: out, noescape */
pcap_t *pcap_open_offline(const char *name, char *error);

/* @boundary return: owned(pcap_close), nullable
 * @boundary error: out, noescape */
pcap_t *pcap_create(const char *device, char *error);

int pcap_activate(pcap_t *capture);

/* @boundary capture: releases */
void pcap_close(pcap_t *capture);

/* @boundary callback: noescape
 * @boundary user: noescape
 * @boundary blocking, callsback */
int pcap_loop(pcap_t *capture, int count, pcap_handler callback, u_char *user);

/* @boundary callback: noescape
 * @boundary user: noescape
 * @boundary callsback */
int pcap_dispatch(pcap_t *capture, int count, pcap_handler callback, u_char *user);

/* @boundary return: borrowed(capture), nullable
 * @boundary header: noescape */
const u_char *pcap_next(pcap_t *capture, struct pcap_pkthdr *header);

/* Header and packet belong to the capture until it reads the next packet. */
int pcap_next_ex(pcap_t *capture, struct pcap_pkthdr **header, const u_char **data);

/* @boundary return: borrowed(capture), zeroterm */
char *pcap_geterr(pcap_t *capture);

/* @boundary return: static, zeroterm */
const char *pcap_strerror(int code);

/* @boundary return: static, zeroterm */
const char *pcap_statustostr(int code);

/* @boundary return: static, zeroterm */
const char *pcap_lib_version(void);

/* @boundary return: static, nullable, zeroterm */
const char *pcap_datalink_val_to_name(int type);

/* @boundary return: static, nullable, zeroterm */
const char *pcap_datalink_val_to_description(int type);

/* @boundary return: owned(pcap_dump_close), nullable */
pcap_dumper_t *pcap_dump_open(pcap_t *capture, const char *name);

/* @boundary dumper: releases */
void pcap_dump_close(pcap_dumper_t *dumper);

/* @boundary program: out
 * @boundary filter: in, noescape, zeroterm */
int pcap_compile(pcap_t *capture, struct bpf_program *program, const char *filter, int optimize, bpf_u_int32 mask);

int pcap_setfilter(pcap_t *capture, struct bpf_program *program);

/* @boundary data: in, noescape, bytes(size) */
int pcap_sendpacket(pcap_t *capture, const u_char *data, int size);
