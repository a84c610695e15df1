/* What the documentation of MagickWand says about wands, memory, text and callbacks. */

/* @boundary library(magickwand) */

#include <stddef.h>
#include <sys/types.h>

typedef struct _MagickWand MagickWand;
typedef struct _Image Image;
typedef enum { UndefinedLayer = 0 } ImageLayerMethod;
typedef enum { MagickFalse = 0 } MagickBooleanType;
typedef struct _DrawingWand DrawingWand;
typedef enum { UndefinedMode = 0 } MontageMode;
typedef enum { UndefinedChannel = 0 } ChannelType;
typedef enum { UndefinedMetric = 0 } MetricType;
typedef struct _PixelWand PixelWand;
typedef struct _PixelIterator PixelIterator;
typedef enum { UndefinedException = 0 } ExceptionType;
typedef long long MagickOffsetType;
typedef unsigned long long MagickSizeType;
typedef MagickBooleanType (*MagickProgressMonitor)(const char *, const MagickOffsetType, const MagickSizeType, void *);

/* @boundary return: owned(DestroyMagickWand), nonnull */
MagickWand *NewMagickWand(void);

/* @boundary return: owned(DestroyMagickWand), nonnull */
MagickWand *CloneMagickWand(const MagickWand *arg0);

/* @boundary return: owned(DestroyMagickWand), nonnull */
MagickWand *NewMagickWandFromImage(const Image *arg0);

/* @boundary return: owned(DestroyMagickWand), nullable */
MagickWand *MagickGetImage(MagickWand *arg0);

/* @boundary return: owned(DestroyMagickWand), nullable */
MagickWand *MagickMergeImageLayers(MagickWand *arg0, const ImageLayerMethod arg1);

/* @boundary return: owned(DestroyMagickWand), nullable */
MagickWand *MagickAppendImages(MagickWand *arg0, const MagickBooleanType arg1);

/* @boundary return: owned(DestroyMagickWand), nullable */
MagickWand *MagickCoalesceImages(MagickWand *arg0);

/* @boundary return: owned(DestroyMagickWand), nullable */
MagickWand *MagickTransformImage(MagickWand *arg0, const char *arg1, const char *arg2);

/* @boundary return: owned(DestroyMagickWand), nullable */
MagickWand *MagickMontageImage(MagickWand *arg0, const DrawingWand *arg1, const char *arg2, const char *arg3, const MontageMode arg4, const char *arg5);

/* @boundary return: owned(DestroyMagickWand), nullable */
MagickWand *MagickCombineImages(MagickWand *arg0, const ChannelType arg1);

/* @boundary return: owned(DestroyMagickWand), nullable */
MagickWand *MagickDeconstructImages(MagickWand *arg0);

/* @boundary return: owned(DestroyMagickWand), nullable */
MagickWand *MagickFxImage(MagickWand *arg0, const char *arg1);

/* @boundary return: owned(DestroyMagickWand), nullable */
MagickWand *MagickMorphImages(MagickWand *arg0, const size_t arg1);

/* @boundary return: owned(DestroyMagickWand), nullable */
MagickWand *MagickStereoImage(MagickWand *arg0, const MagickWand *arg1);

/* @boundary return: owned(DestroyMagickWand), nullable */
MagickWand *MagickTextureImage(MagickWand *arg0, const MagickWand *arg1);

/* @boundary return: owned(DestroyMagickWand), nullable */
MagickWand *MagickSteganoImage(MagickWand *arg0, const MagickWand *arg1, const ssize_t arg2);

/* @boundary return: owned(DestroyMagickWand), nullable */
MagickWand *MagickOptimizeImageLayers(MagickWand *arg0);

/* @boundary return: owned(DestroyMagickWand), nullable */
MagickWand *MagickCompareImages(MagickWand *arg0, const MagickWand *arg1, const MetricType arg2, double *arg3);

/* @boundary return: owned(DestroyMagickWand), nullable */
MagickWand *MagickGetImageRegion(MagickWand *arg0, const size_t arg1, const size_t arg2, const ssize_t arg3, const ssize_t arg4);

/* @boundary arg0: releases */
MagickWand *DestroyMagickWand(MagickWand *arg0);

/* @boundary return: owned(DestroyPixelWand), nonnull */
PixelWand *NewPixelWand(void);

/* @boundary return: owned(DestroyPixelWand), nonnull */
PixelWand *ClonePixelWand(const PixelWand *arg0);

/* @boundary arg0: releases */
PixelWand *DestroyPixelWand(PixelWand *arg0);

/* @boundary return: owned(DestroyDrawingWand), nonnull */
DrawingWand *NewDrawingWand(void);

/* @boundary return: owned(DestroyDrawingWand), nonnull */
DrawingWand *CloneDrawingWand(const DrawingWand *arg0);

/* @boundary arg0: releases */
DrawingWand *DestroyDrawingWand(DrawingWand *arg0);

/* @boundary return: owned(DestroyPixelIterator), nonnull */
PixelIterator *NewPixelIterator(MagickWand *arg0);

/* @boundary return: owned(DestroyPixelIterator), nonnull */
PixelIterator *NewPixelRegionIterator(MagickWand *arg0, const ssize_t arg1, const ssize_t arg2, const size_t arg3, const size_t arg4);

/* @boundary return: owned(DestroyPixelIterator), nonnull */
PixelIterator *ClonePixelIterator(const PixelIterator *arg0);

/* @boundary arg0: releases */
PixelIterator *DestroyPixelIterator(PixelIterator *arg0);

/* @boundary return: owned(MagickRelinquishMemory), nullable */
unsigned char *MagickGetImageBlob(MagickWand *arg0, size_t *arg1);

/* @boundary return: owned(MagickRelinquishMemory), nullable */
unsigned char *MagickGetImagesBlob(MagickWand *arg0, size_t *arg1);

/* @boundary return: owned(MagickRelinquishMemory), nullable */
unsigned char *MagickGetImageProfile(MagickWand *arg0, const char *arg1, size_t *arg2);

/* @boundary return: owned(MagickRelinquishMemory), nullable */
double *MagickQueryFontMetrics(MagickWand *arg0, const DrawingWand *arg1, const char *arg2);

/* @boundary return: owned(MagickRelinquishMemory), nonnull, zeroterm */
char *MagickGetException(const MagickWand *arg0, ExceptionType *arg1);

/* @boundary return: owned(MagickRelinquishMemory), nullable, zeroterm */
char *MagickGetImageFormat(MagickWand *arg0);

/* @boundary return: owned(MagickRelinquishMemory), nullable, zeroterm */
char *MagickGetFormat(MagickWand *arg0);

/* @boundary return: owned(MagickRelinquishMemory), nullable, zeroterm */
char *MagickGetFilename(const MagickWand *arg0);

/* @boundary return: owned(MagickRelinquishMemory), nullable, zeroterm */
char *MagickGetImageFilename(MagickWand *arg0);

/* @boundary return: owned(MagickRelinquishMemory), nullable, zeroterm */
char *MagickGetImageProperty(MagickWand *arg0, const char *arg1);

/* @boundary return: owned(MagickRelinquishMemory), nullable, zeroterm */
char *MagickGetOption(MagickWand *arg0, const char *arg1);

/* @boundary return: owned(MagickRelinquishMemory), nullable, zeroterm */
char *MagickIdentifyImage(MagickWand *arg0);

/* @boundary return: owned(MagickRelinquishMemory), nonnull, zeroterm */
char *PixelGetColorAsString(const PixelWand *arg0);

/* @boundary return: owned(MagickRelinquishMemory), nonnull, zeroterm */
char *DrawGetException(const DrawingWand *arg0, ExceptionType *arg1);

/* @boundary return: owned(MagickRelinquishMemory), nullable, zeroterm */
char *MagickGetImageSignature(MagickWand *arg0);

/* @boundary arg0: releases, nullable */
void *MagickRelinquishMemory(void *arg0);

/* @boundary return: static, zeroterm */
const char *MagickGetVersion(size_t *arg0);

/* @boundary arg1: retained
 * @boundary arg2: retained */
MagickProgressMonitor MagickSetProgressMonitor(MagickWand *arg0, const MagickProgressMonitor arg1, void *arg2);

/* @boundary arg1: retained
 * @boundary arg2: retained */
MagickProgressMonitor MagickSetImageProgressMonitor(MagickWand *arg0, const MagickProgressMonitor arg1, void *arg2);
