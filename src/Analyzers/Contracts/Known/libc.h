/* What the C standard and POSIX say about the functions of the C library that C# programs call. */

/* @boundary library(c), convention(cdecl) */

#include <stddef.h>
#include <stdio.h>
#include <sys/types.h>

struct addrinfo;
struct sockaddr;
struct dirent;
struct ifaddrs;
struct if_nameindex;
struct passwd;
struct group;
struct hostent;
/* @boundary handle(closedir), invalid(0) */
typedef struct __dirstream DIR;
/* A loaded library; the system's header has void*.
 * @boundary handle(dlclose), invalid(0) */
typedef void *dl_handle;
typedef void *iconv_handle;
typedef void *locale_handle;

/* @boundary return: owned(free), nullable */
void *malloc(size_t size);

/* @boundary return: owned(free), nullable */
void *calloc(size_t count, size_t size);

/* @boundary return: owned(free), nullable */
void *realloc(void *memory, size_t size);

/* @boundary memory: releases, nullable */
void free(void *memory);

/* @boundary return: owned(free), nullable, zeroterm */
char *strdup(const char *text);

/* @boundary return: owned(free), nullable, zeroterm */
char *strndup(const char *text, size_t size);

/* @boundary return: owned(free), nullable, zeroterm */
char *_strdup(const char *text);

/* @boundary return: borrowed, nullable, zeroterm */
char *getenv(const char *name);

/* @boundary return: status(0)
 * @boundary lasterror
 * @boundary name: in, zeroterm, noescape
 * @boundary value: in, zeroterm, noescape */
int setenv(const char *name, const char *value, int overwrite);

/* @boundary return: borrowed, zeroterm */
char *strerror(int error);

/* @boundary return: borrowed, nullable, zeroterm */
char *setlocale(int category, const char *locale);

/* @boundary return: borrowed, nullable, zeroterm */
char *getlogin(void);

/* @boundary return: borrowed, nullable, zeroterm */
char *ttyname(int fd);

/* @boundary return: owned(fclose), nullable
 * @boundary lasterror, blocking */
FILE *fopen(const char *path, const char *mode);

/* @boundary return: owned(fclose), nullable
 * @boundary lasterror */
FILE *fdopen(int fd, const char *mode);

/* @boundary return: status(0)
 * @boundary lasterror, blocking
 * @boundary stream: releases, nonnull */
int fclose(FILE *stream);

/* @boundary return: status(0)
 * @boundary lasterror, blocking
 * @boundary stream: nullable */
int fflush(FILE *stream);

/* @boundary return: owned(pclose), nullable
 * @boundary lasterror */
FILE *popen(const char *command, const char *mode);

/* @boundary lasterror, blocking
 * @boundary stream: releases, nonnull */
int pclose(FILE *stream);

/* @boundary return: owned(closedir), nullable
 * @boundary lasterror */
DIR *opendir(const char *path);

/* @boundary return: borrowed(directory), nullable
 * @boundary lasterror
 * @boundary directory: nonnull */
struct dirent *readdir(DIR *directory);

/* @boundary return: status(0)
 * @boundary lasterror
 * @boundary directory: releases, nonnull */
int closedir(DIR *directory);

/* @boundary return: owned(dlclose), nullable, errortext(dlerror) */
dl_handle dlopen(const char *path, int flags);

/* @boundary return: borrowed(library), nullable, errortext(dlerror)
 * @boundary name: in, zeroterm, noescape */
void *dlsym(dl_handle library, const char *name);

/* @boundary return: status(0), errortext(dlerror)
 * @boundary library: releases */
int dlclose(dl_handle library);

/* @boundary return: borrowed, nullable, zeroterm */
char *dlerror(void);

/* @boundary return: owned(close), invalid(-1), status(>=0)
 * @boundary lasterror, blocking
 * @boundary path: in, zeroterm, noescape */
int open(const char *path, int flags, ...);

/* @boundary return: owned(close), invalid(-1), status(>=0)
 * @boundary lasterror */
int dup(int fd);

/* @boundary return: owned(close), invalid(-1), status(>=0)
 * @boundary lasterror */
int socket(int domain, int type, int protocol);

/* @boundary return: owned(close), invalid(-1), status(>=0)
 * @boundary lasterror */
int epoll_create1(int flags);

/* @boundary return: owned(close), invalid(-1), status(>=0)
 * @boundary lasterror */
int inotify_init1(int flags);

/* @boundary return: owned(close), invalid(-1), status(>=0)
 * @boundary lasterror */
int timerfd_create(int clock, int flags);

/* @boundary return: owned(close), invalid(-1), status(>=0)
 * @boundary lasterror */
int memfd_create(const char *name, unsigned int flags);

/* @boundary return: status(0)
 * @boundary lasterror
 * @boundary fd: releases */
int close(int fd);

/* @boundary return: status(>=0)
 * @boundary lasterror, blocking
 * @boundary buffer: out, noescape, bytes(count) */
ssize_t read(int fd, void *buffer, size_t count);

/* @boundary return: status(>=0)
 * @boundary lasterror, blocking
 * @boundary buffer: in, noescape, bytes(count) */
ssize_t write(int fd, const void *buffer, size_t count);

/* @boundary return: status(>=0)
 * @boundary lasterror */
int ioctl(int fd, unsigned long request, ...);

/* @boundary return: status(>=0)
 * @boundary lasterror */
int fcntl(int fd, int command, ...);

/* @boundary return: status(0)
 * @boundary lasterror */
int unlink(const char *path);

/* @boundary return: status(0)
 * @boundary lasterror */
int rename(const char *from, const char *to);

/* @boundary return: status(0)
 * @boundary lasterror */
int chmod(const char *path, mode_t mode);

/* @boundary return: status(0)
 * @boundary lasterror */
int kill(pid_t process, int number);

/* @boundary return: owned(munmap), invalid(-1)
 * @boundary lasterror */
void *mmap(void *address, size_t length, int protection, int flags, int fd, off_t offset);

/* @boundary return: status(0)
 * @boundary lasterror
 * @boundary address: releases */
int munmap(void *address, size_t length);

/* More descriptors, streams and memory */

/* @boundary return: owned(close), invalid(-1), status(>=0)
 * @boundary lasterror
 * @boundary blocking */
int openat(int directory, const char *path, int flags, ...);

/* @boundary return: owned(close), invalid(-1), status(>=0)
 * @boundary lasterror
 * @boundary blocking */
int creat(const char *path, mode_t mode);

/* @boundary return: owned(close), invalid(-1), status(>=0)
 * @boundary lasterror
 * @boundary blocking */
int accept(int fd, struct sockaddr *address, socklen_t *length);

/* @boundary return: owned(close), invalid(-1), status(>=0)
 * @boundary lasterror
 * @boundary blocking */
int accept4(int fd, struct sockaddr *address, socklen_t *length, int flags);

/* @boundary return: owned(close), invalid(-1), status(>=0)
 * @boundary lasterror */
int epoll_create(int size);

/* @boundary return: owned(close), invalid(-1), status(>=0)
 * @boundary lasterror */
int inotify_init(void);

/* @boundary return: owned(close), invalid(-1), status(>=0)
 * @boundary lasterror */
int eventfd(unsigned int value, int flags);

/* @boundary return: owned(close), invalid(-1), status(>=0)
 * @boundary lasterror */
int pidfd_open(pid_t process, unsigned int flags);

/* @boundary return: owned(close), invalid(-1), status(>=0)
 * @boundary lasterror */
int shm_open(const char *name, int flags, mode_t mode);

/* @boundary return: owned(close), invalid(-1), status(>=0)
 * @boundary lasterror */
int mkstemp(char *pattern);

/* @boundary return: owned(close), invalid(-1), status(>=0)
 * @boundary lasterror */
int posix_openpt(int flags);

/* @boundary return: owned(fclose), nullable
 * @boundary lasterror */
FILE *tmpfile(void);

/* @boundary return: owned(closedir), nullable
 * @boundary lasterror */
DIR *fdopendir(int fd);

/* @boundary return: owned(fclose), nullable
 * @boundary lasterror */
FILE *_wfopen(const wchar_t *path, const wchar_t *mode);

/* @boundary return: owned(endmntent), nullable
 * @boundary lasterror */
FILE *setmntent(const char *path, const char *mode);

/* @boundary stream: releases */
int endmntent(FILE *stream);

/* @boundary return: owned(free), nullable
 * @boundary lasterror */
void *aligned_alloc(size_t alignment, size_t size);

/* @boundary return: status(0)
 * @boundary memory: out, owned(free) */
int posix_memalign(void **memory, size_t alignment, size_t size);

/* @boundary return: owned(_aligned_free), nullable
 * @boundary lasterror */
void *_aligned_malloc(size_t size, size_t alignment);

/* @boundary memory: releases, nullable */
void _aligned_free(void *memory);

/* @boundary return: owned(free), nullable */
wchar_t *wcsdup(const wchar_t *text);

/* @boundary return: owned(free), nullable */
wchar_t *_wcsdup(const wchar_t *text);

/* @boundary return: status(0)
 * @boundary lasterror
 * @boundary list: out, owned(freeifaddrs) */
int getifaddrs(struct ifaddrs **list);

/* @boundary list: releases */
void freeifaddrs(struct ifaddrs *list);

/* @boundary return: owned(if_freenameindex), nullable
 * @boundary lasterror */
struct if_nameindex *if_nameindex(void);

/* @boundary list: releases */
void if_freenameindex(struct if_nameindex *list);

/* @boundary return: owned(iconv_close), invalid(-1)
 * @boundary lasterror */
iconv_handle iconv_open(const char *to, const char *from);

/* @boundary conversion: releases */
int iconv_close(iconv_handle conversion);

/* @boundary return: owned(freelocale), nullable
 * @boundary lasterror */
locale_handle newlocale(int mask, const char *name, locale_handle base);

/* @boundary locale: releases */
void freelocale(locale_handle locale);

/* @boundary return: owned(sem_close), nullable
 * @boundary lasterror */
sem_t *sem_open(const char *name, int flags, ...);

/* @boundary semaphore: releases */
int sem_close(sem_t *semaphore);

/* @boundary return: owned(shmdt), invalid(-1)
 * @boundary lasterror */
void *shmat(int id, const void *address, int flags);

/* @boundary address: releases */
int shmdt(const void *address);

/* Text and records that the C library keeps */

/* @boundary return: borrowed, nullable, zeroterm */
char *ptsname(int fd);

/* @boundary return: borrowed, nullable, zeroterm */
char *strsignal(int number);

/* @boundary return: borrowed, nullable, zeroterm */
char *nl_langinfo(int item);

/* @boundary return: borrowed, nullable, zeroterm */
char *hstrerror(int error);

/* @boundary return: borrowed, nullable
 * @boundary lasterror */
struct passwd *getpwuid(uid_t user);

/* @boundary return: borrowed, nullable
 * @boundary lasterror */
struct passwd *getpwnam(const char *name);

/* @boundary return: borrowed, nullable
 * @boundary lasterror */
struct group *getgrgid(gid_t group);

/* @boundary return: borrowed, nullable
 * @boundary lasterror */
struct group *getgrnam(const char *name);

/* @boundary return: borrowed, nullable
 * @boundary blocking */
struct hostent *gethostbyname(const char *name);

/* @boundary lasterror, blocking */
pid_t waitpid(pid_t process, int *status, int options);

/* @boundary blocking */
unsigned int sleep(unsigned int seconds);

/* @boundary lasterror, blocking */
int usleep(unsigned int microseconds);

/* @boundary lasterror, blocking */
pid_t wait(int *status);

/* @boundary blocking
 * @boundary lasterror */
int system(const char *command);

/* @boundary return: status(0), errortext(gai_strerror)
 * @boundary blocking
 * @boundary result: out, owned(freeaddrinfo) */
int getaddrinfo(const char *node, const char *service, const struct addrinfo *hints, struct addrinfo **result);

/* @boundary list: releases */
void freeaddrinfo(struct addrinfo *list);

/* @boundary return: static, zeroterm */
const char *gai_strerror(int error);

/* @boundary callsback
 * @boundary base: inout, noescape
 * @boundary compare: noescape, nonnull */
void qsort(void *base, size_t count, size_t size, int (*compare)(const void *, const void *));

/* @boundary callsback
 * @boundary return: borrowed(base), nullable
 * @boundary base: in, noescape
 * @boundary compare: noescape, nonnull */
void *bsearch(const void *key, const void *base, size_t count, size_t size, int (*compare)(const void *, const void *));

/* @boundary return: status(0)
 * @boundary function: retained */
int atexit(void (*function)(void));

/* @boundary lasterror
 * @boundary handler: retained */
void (*signal(int number, void (*handler)(int)))(int);

/* @boundary fast, threadsafe */
double sqrt(double value);

/* @boundary fast, threadsafe */
double sin(double value);

/* @boundary fast, threadsafe */
double cos(double value);

/* @boundary fast, threadsafe */
int abs(int value);

/* @boundary fast, threadsafe */
pid_t getpid(void);

int printf(const char *format, ...);

int fprintf(FILE *stream, const char *format, ...);

int sprintf(char *buffer, const char *format, ...);

int snprintf(char *buffer, size_t size, const char *format, ...);

int scanf(const char *format, ...);

int sscanf(const char *text, const char *format, ...);

void syslog(int priority, const char *format, ...);

/* @boundary lasterror */
long syscall(long number, ...);
