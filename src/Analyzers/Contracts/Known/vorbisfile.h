/* What the documentation of libvorbisfile says about what stays the file's and what it goes on reading. */

/* @boundary library(vorbisfile), convention(cdecl) */

typedef struct OggVorbis_File OggVorbis_File;
typedef struct vorbis_info vorbis_info;
typedef struct vorbis_comment vorbis_comment;
typedef struct ov_callbacks ov_callbacks;

/* @boundary return: borrowed(vf), nullable */
vorbis_info *ov_info(OggVorbis_File *vf, int link);

/* @boundary return: borrowed(vf), nullable */
vorbis_comment *ov_comment(OggVorbis_File *vf, int link);

/* @boundary datasource: retained(until ov_clear) */
int ov_open_callbacks(void *datasource, OggVorbis_File *vf, const char *initial, long ibytes, ov_callbacks callbacks);

/* @boundary datasource: retained(until ov_clear) */
int ov_test_callbacks(void *datasource, OggVorbis_File *vf, const char *initial, long ibytes, ov_callbacks callbacks);

int ov_clear(OggVorbis_File *vf);
