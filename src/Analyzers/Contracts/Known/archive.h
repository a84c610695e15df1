/* What the manual pages of libarchive say about archives, entries and text. */

/* @boundary library(archive), convention(cdecl) */

#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

struct archive;
struct archive_entry;
typedef ssize_t la_ssize_t;
typedef int archive_open_callback(struct archive *, void *);
typedef la_ssize_t archive_read_callback(struct archive *, void *, const void **);
typedef int archive_close_callback(struct archive *, void *);
typedef int64_t la_int64_t;
typedef la_int64_t archive_skip_callback(struct archive *, void *, la_int64_t);
typedef la_ssize_t archive_write_callback(struct archive *, void *, const void *, size_t);

/* @boundary return: static, zeroterm */
const char *archive_version_string(void);

/* @boundary return: owned(archive_read_free) */
struct archive *archive_read_new(void);

/* @boundary archive: releases, nullable */
int archive_read_free(struct archive *archive);

/* @boundary archive: releases, nullable */
int archive_read_finish(struct archive *archive);

int archive_read_close(struct archive *archive);

/* @boundary return: owned(archive_write_free) */
struct archive *archive_write_new(void);

/* @boundary archive: releases, nullable */
int archive_write_free(struct archive *archive);

/* @boundary archive: releases, nullable */
int archive_write_finish(struct archive *archive);

/* @boundary return: owned(archive_read_free) */
struct archive *archive_read_disk_new(void);

/* @boundary return: owned(archive_write_free) */
struct archive *archive_write_disk_new(void);

/* @boundary return: borrowed(archive), nullable, zeroterm */
const char *archive_error_string(struct archive *archive);

/* @boundary return: borrowed(archive), nullable, zeroterm */
const char *archive_format_name(struct archive *archive);

/* @boundary return: borrowed(archive), nullable, zeroterm */
const char *archive_filter_name(struct archive *archive, int filter);

/* The entry belongs to the archive until the next header is read.
 * @boundary entry: out
 * @boundary blocking */
int archive_read_next_header(struct archive *archive, struct archive_entry **entry);

/* @boundary buffer: out, noescape, bytes(size)
 * @boundary blocking */
la_ssize_t archive_read_data(struct archive *archive, void *buffer, size_t size);

/* @boundary buffer: in, noescape, bytes(size)
 * @boundary blocking */
la_ssize_t archive_write_data(struct archive *archive, const void *buffer, size_t size);

/* @boundary buffer: in, retained */
int archive_read_open_memory(struct archive *archive, const void *buffer, size_t size);

/* @boundary data: retained
 * @boundary open: retained, nullable
 * @boundary read: retained
 * @boundary close: retained, nullable */
int archive_read_open(struct archive *archive, void *data, archive_open_callback *open, archive_read_callback *read, archive_close_callback *close);

/* @boundary data: retained
 * @boundary open: retained, nullable
 * @boundary read: retained
 * @boundary skip: retained, nullable
 * @boundary close: retained, nullable */
int archive_read_open2(
    struct archive *archive, void *data, archive_open_callback *open, archive_read_callback *read, archive_skip_callback *skip,
    archive_close_callback *close);

/* @boundary data: retained
 * @boundary open: retained, nullable
 * @boundary write: retained
 * @boundary close: retained, nullable */
int archive_write_open(
    struct archive *archive, void *data, archive_open_callback *open, archive_write_callback *write, archive_close_callback *close);

/* @boundary buffer: retained
 * @boundary used: retained */
int archive_write_open_memory(struct archive *archive, void *buffer, size_t size, size_t *used);

/* @boundary return: owned(archive_entry_free) */
struct archive_entry *archive_entry_new(void);

/* @boundary return: owned(archive_entry_free) */
struct archive_entry *archive_entry_clone(struct archive_entry *entry);

/* @boundary entry: releases, nullable */
void archive_entry_free(struct archive_entry *entry);

/* @boundary return: borrowed(entry), nullable, zeroterm */
const char *archive_entry_pathname(struct archive_entry *entry);

/* @boundary return: borrowed(entry), nullable, utf8, zeroterm */
const char *archive_entry_pathname_utf8(struct archive_entry *entry);

/* @boundary return: borrowed(entry), nullable, zeroterm */
const wchar_t *archive_entry_pathname_w(struct archive_entry *entry);

/* @boundary return: borrowed(entry), nullable, zeroterm */
const char *archive_entry_symlink(struct archive_entry *entry);

/* @boundary return: borrowed(entry), nullable, zeroterm */
const char *archive_entry_hardlink(struct archive_entry *entry);

/* @boundary return: borrowed(entry), nullable, zeroterm */
const char *archive_entry_uname(struct archive_entry *entry);

/* @boundary return: borrowed(entry), nullable, zeroterm */
const char *archive_entry_gname(struct archive_entry *entry);
