/* What the documentation of Leptonica says about images and boxes, which count their references. What destroys them takes the address of the pointer and sets it to null. */

/* @boundary library(lept), convention(cdecl) */

#include <stddef.h>

typedef int l_int32;
typedef struct Pix PIX;
typedef unsigned char l_uint8;
typedef float l_float32;
typedef unsigned int l_uint32;
typedef struct PixColormap PIXCMAP;
typedef struct Box BOX;
typedef struct Pixa PIXA;
typedef struct Boxa BOXA;

/* @boundary return: owned(lept_free), zeroterm */
char *getLeptonicaVersion(void);

/* @boundary ptr: releases, nullable */
void lept_free(void *ptr);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixCreate(l_int32 width, l_int32 height, l_int32 depth);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixRead(const char *filename);

/* @boundary return: owned(pixDestroy), nullable
 * @boundary data: in, noescape, bytes(size) */
PIX *pixReadMem(const l_uint8 *data, size_t size);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixClone(PIX *pixs);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixConvertTo8(PIX *pixs, l_int32 cmapflag);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixConvertTo1(PIX *pixs, l_int32 threshold);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixConvertTo32(PIX *pixs);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixConvertRGBToGray(PIX *pixs, l_float32 rwt, l_float32 gwt, l_float32 bwt);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixScale(PIX *pixs, l_float32 scalex, l_float32 scaley);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixRotate90(PIX *pixs, l_int32 direction);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixDeskew(PIX *pixs, l_int32 redsearch);

/* @boundary return: borrowed(pix), nullable */
l_uint32 *pixGetData(PIX *pix);

/* @boundary return: borrowed(pix), nullable */
PIXCMAP *pixGetColormap(PIX *pix);

/* @boundary return: borrowed(pix), nullable, zeroterm */
char *pixGetText(PIX *pix);

/* @boundary ppix: releases, nullable */
void pixDestroy(PIX **ppix);

/* @boundary return: owned(boxDestroy), nullable */
BOX *boxCreate(l_int32 x, l_int32 y, l_int32 w, l_int32 h);

/* @boundary return: owned(boxDestroy), nullable */
BOX *boxClone(BOX *box);

/* @boundary pbox: releases, nullable */
void boxDestroy(BOX **pbox);

/* @boundary return: owned(pixaDestroy), nullable */
PIXA *pixaCreate(l_int32 n);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixaGetPix(PIXA *pixa, l_int32 index, l_int32 accesstype);

/* @boundary ppixa: releases, nullable */
void pixaDestroy(PIXA **ppixa);

/* @boundary return: owned(boxaDestroy), nullable */
BOXA *boxaCreate(l_int32 n);

/* @boundary return: owned(boxDestroy), nullable */
BOX *boxaGetBox(BOXA *boxa, l_int32 index, l_int32 accessflag);

/* @boundary pboxa: releases, nullable */
void boxaDestroy(BOXA **pboxa);
