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

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixCleanBackgroundToWhite(PIX *pixs, PIX *pixim, PIX *pixg, l_float32 gamma, l_int32 blackval, l_int32 whiteval);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixBackgroundNormSimple(PIX *pixs, PIX *pixim, PIX *pixg);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixBackgroundNormMorph(PIX *pixs, PIX *pixim, l_int32 reduction, l_int32 size, l_int32 bgval);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixExtendByReplication(PIX *pixs, l_int32 addw, l_int32 addh);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixGetInvBackgroundMap(PIX *pixs, l_int32 bgval, l_int32 smoothx, l_int32 smoothy);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixApplyInvBackgroundGrayMap(PIX *pixs, PIX *pixm, l_int32 sx, l_int32 sy);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixApplyInvBackgroundRGBMap(PIX *pixs, PIX *pixmr, PIX *pixmg, PIX *pixmb, l_int32 sx, l_int32 sy);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixApplyVariableGrayMap(PIX *pixs, PIX *pixg, l_int32 target);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixBackgroundNormFlex(PIX *pixs, l_int32 sx, l_int32 sy, l_int32 smoothx, l_int32 smoothy, l_int32 delta);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixAffineSampled(PIX *pixs, l_float32 *vc, l_int32 incolor);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixAffine(PIX *pixs, l_float32 *vc, l_int32 incolor);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixAffineColor(PIX *pixs, l_float32 *vc, l_uint32 colorval);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixDeskewLocal(PIX *pixs, l_int32 nslices, l_int32 redsweep, l_int32 redsearch, l_float32 sweeprange, l_float32 sweepdelta, l_float32 minbsdelta);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixBilateral(PIX *pixs, l_float32 spatial_stdev, l_float32 range_stdev, l_int32 ncomps, l_int32 reduction);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixBilateralGray(PIX *pixs, l_float32 spatial_stdev, l_float32 range_stdev, l_int32 ncomps, l_int32 reduction);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixBilinearSampled(PIX *pixs, l_float32 *vc, l_int32 incolor);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixBilinear(PIX *pixs, l_float32 *vc, l_int32 incolor);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixBilinearColor(PIX *pixs, l_float32 *vc, l_uint32 colorval);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixThreshOnDoubleNorm(PIX *pixs, l_int32 mindiff);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixExpandBinaryReplicate(PIX *pixs, l_int32 xfact, l_int32 yfact);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixExpandBinaryPower2(PIX *pixs, l_int32 factor);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixReduceRankBinaryCascade(PIX *pixs, l_int32 level1, l_int32 level2, l_int32 level3, l_int32 level4);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixBlend(PIX *pixs1, PIX *pixs2, l_int32 x, l_int32 y, l_float32 fract);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixFadeWithGray(PIX *pixs, PIX *pixb, l_float32 factor, l_int32 type);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixBlendWithGrayMask(PIX *pixs1, PIX *pixs2, PIX *pixg, l_int32 x, l_int32 y);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixAlphaBlendUniform(PIX *pixs, l_uint32 color);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixAddAlphaToBlend(PIX *pixs, l_float32 fract, l_int32 invert);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixSetAlphaOverWhite(PIX *pixs);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixReadMemBmp(const l_uint8 *cdata, size_t size);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixPaintBoxa(PIX *pixs, BOXA *boxa, l_uint32 val);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixSetBlackOrWhiteBoxa(PIX *pixs, BOXA *boxa, l_int32 op);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixPaintBoxaRandom(PIX *pixs, BOXA *boxa);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixBlendBoxaRandom(PIX *pixs, BOXA *boxa, l_float32 fract);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixDrawBoxa(PIX *pixs, BOXA *boxa, l_int32 width, l_uint32 val);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixDrawBoxaRandom(PIX *pixs, BOXA *boxa, l_int32 width);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixThinConnected(PIX *pixs, l_int32 type, l_int32 connectivity, l_int32 maxiters);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixColorMagnitude(PIX *pixs, l_int32 rref, l_int32 gref, l_int32 bref, l_int32 type);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixColorShiftWhitePoint(PIX *pixs, l_int32 rref, l_int32 gref, l_int32 bref);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixMaskOverColorPixels(PIX *pixs, l_int32 threshdiff, l_int32 mindist);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixMaskOverGrayPixels(PIX *pixs, l_int32 maxlimit, l_int32 satlimit);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixMaskOverColorRange(PIX *pixs, l_int32 rmin, l_int32 rmax, l_int32 gmin, l_int32 gmax, l_int32 bmin, l_int32 bmax);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixConvertRGBToCmapLossless(PIX *pixs);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixSimpleColorQuantize(PIX *pixs, l_int32 sigbits, l_int32 factor, l_int32 ncolors);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixColorFill(PIX *pixs, l_int32 minmax, l_int32 maxdiff, l_int32 smooth, l_int32 minarea, l_int32 debug);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixColorGrayRegions(PIX *pixs, BOXA *boxa, l_int32 type, l_int32 thresh, l_int32 rval, l_int32 gval, l_int32 bval);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixColorGrayMasked(PIX *pixs, PIX *pixm, l_int32 type, l_int32 thresh, l_int32 rval, l_int32 gval, l_int32 bval);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixColorMorph(PIX *pixs, l_int32 type, l_int32 hsize, l_int32 vsize);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixOctreeColorQuant(PIX *pixs, l_int32 colors, l_int32 ditherflag);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixOctreeColorQuantGeneral(PIX *pixs, l_int32 colors, l_int32 ditherflag, l_float32 validthresh, l_float32 colorthresh);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixOctreeQuantByPopulation(PIX *pixs, l_int32 level, l_int32 ditherflag);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixOctreeQuantNumColors(PIX *pixs, l_int32 maxcolors, l_int32 subsample);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixOctcubeQuantMixedWithGray(PIX *pixs, l_int32 depth, l_int32 graylevels, l_int32 delta);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixFixedOctcubeQuant256(PIX *pixs, l_int32 ditherflag);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixFewColorsOctcubeQuant1(PIX *pixs, l_int32 level);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixFixedOctcubeQuantGenRGB(PIX *pixs, l_int32 level);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixMedianCutQuant(PIX *pixs, l_int32 ditherflag);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixMedianCutQuantGeneral(PIX *pixs, l_int32 ditherflag, l_int32 outdepth, l_int32 maxcolors, l_int32 sigbits, l_int32 maxsub, l_int32 checkbw);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixMedianCutQuantMixed(PIX *pixs, l_int32 ncolor, l_int32 ngray, l_int32 darkthresh, l_int32 lightthresh, l_int32 diffthresh);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixColorSegment(PIX *pixs, l_int32 maxdist, l_int32 maxcolors, l_int32 selsize, l_int32 finalcolors, l_int32 debugflag);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixColorSegmentCluster(PIX *pixs, l_int32 maxdist, l_int32 maxcolors, l_int32 debugflag);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixConvertRGBToHue(PIX *pixs);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixConvertRGBToSaturation(PIX *pixs);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixConvertRGBToValue(PIX *pixs);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixMakeRangeMaskHS(PIX *pixs, l_int32 huecenter, l_int32 huehw, l_int32 satcenter, l_int32 sathw, l_int32 regionflag);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixMakeRangeMaskHV(PIX *pixs, l_int32 huecenter, l_int32 huehw, l_int32 valcenter, l_int32 valhw, l_int32 regionflag);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixMakeRangeMaskSV(PIX *pixs, l_int32 satcenter, l_int32 sathw, l_int32 valcenter, l_int32 valhw, l_int32 regionflag);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixMakeGamutRGB(l_int32 scale);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixPadToCenterCentroid(PIX *pixs, l_int32 factor);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixBlockconv(PIX *pix, l_int32 wc, l_int32 hc);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixBlockconvGray(PIX *pixs, PIX *pixacc, l_int32 wc, l_int32 hc);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixBlockconvAccum(PIX *pixs);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixBlockconvGrayUnnormalized(PIX *pixs, l_int32 wc, l_int32 hc);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixBlockconvTiled(PIX *pix, l_int32 wc, l_int32 hc, l_int32 nx, l_int32 ny);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixBlockconvGrayTile(PIX *pixs, PIX *pixacc, l_int32 wc, l_int32 hc);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixWindowedMean(PIX *pixs, l_int32 wc, l_int32 hc, l_int32 hasborder, l_int32 normflag);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixWindowedMeanSquare(PIX *pixs, l_int32 wc, l_int32 hc, l_int32 hasborder);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixBlockrank(PIX *pixs, PIX *pixacc, l_int32 wc, l_int32 hc, l_float32 rank);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixBlocksum(PIX *pixs, PIX *pixacc, l_int32 wc, l_int32 hc);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixCensusTransform(PIX *pixs, l_int32 halfsize, PIX *pixacc);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixAddGaussianNoise(PIX *pixs, l_float32 stdev);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixSobelEdgeFilter(PIX *pixs, l_int32 orientflag);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixTwoSidedEdgeFilter(PIX *pixs, l_int32 orientflag);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixUnsharpMasking(PIX *pixs, l_int32 halfwidth, l_float32 fract);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixUnsharpMaskingGray(PIX *pixs, l_int32 halfwidth, l_float32 fract);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixUnsharpMaskingFast(PIX *pixs, l_int32 halfwidth, l_float32 fract, l_int32 direction);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixUnsharpMaskingGrayFast(PIX *pixs, l_int32 halfwidth, l_float32 fract, l_int32 direction);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixUnsharpMaskingGray1D(PIX *pixs, l_int32 halfwidth, l_float32 fract, l_int32 direction);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixUnsharpMaskingGray2D(PIX *pixs, l_int32 halfwidth, l_float32 fract);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixMosaicColorShiftRGB(PIX *pixs, l_float32 roff, l_float32 goff, l_float32 boff, l_float32 delta, l_int32 nincr);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixColorShiftRGB(PIX *pixs, l_float32 rfract, l_float32 gfract, l_float32 bfract);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixMultConstantColor(PIX *pixs, l_float32 rfact, l_float32 gfact, l_float32 bfact);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixHalfEdgeByBandpass(PIX *pixs, l_int32 sm1h, l_int32 sm1v, l_int32 sm2h, l_int32 sm2v);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixOrientCorrect(PIX *pixs, l_float32 minupconf, l_float32 minratio, l_float32 *pupconf, l_float32 *pleftconf, l_int32 *protation, l_int32 debug);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixReadMemGif(const l_uint8 *cdata, size_t size);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixRenderContours(PIX *pixs, l_int32 startval, l_int32 incr, l_int32 outdepth);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixErodeGray(PIX *pixs, l_int32 hsize, l_int32 vsize);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixDilateGray(PIX *pixs, l_int32 hsize, l_int32 vsize);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixOpenGray(PIX *pixs, l_int32 hsize, l_int32 vsize);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixCloseGray(PIX *pixs, l_int32 hsize, l_int32 vsize);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixErodeGray3(PIX *pixs, l_int32 hsize, l_int32 vsize);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixDilateGray3(PIX *pixs, l_int32 hsize, l_int32 vsize);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixOpenGray3(PIX *pixs, l_int32 hsize, l_int32 vsize);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixCloseGray3(PIX *pixs, l_int32 hsize, l_int32 vsize);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixDitherToBinary(PIX *pixs);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixDitherToBinarySpec(PIX *pixs, l_int32 lowerclip, l_int32 upperclip);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixThresholdToBinary(PIX *pixs, l_int32 thresh);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixVarThresholdToBinary(PIX *pixs, PIX *pixg);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixAdaptThresholdToBinary(PIX *pixs, PIX *pixm, l_float32 gamma);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixAdaptThresholdToBinaryGen(PIX *pixs, PIX *pixm, l_float32 gamma, l_int32 blackval, l_int32 whiteval, l_int32 thresh);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixGenerateMaskByValue(PIX *pixs, l_int32 val, l_int32 usecmap);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixGenerateMaskByBand(PIX *pixs, l_int32 lower, l_int32 upper, l_int32 inband, l_int32 usecmap);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixDitherTo2bpp(PIX *pixs, l_int32 cmapflag);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixDitherTo2bppSpec(PIX *pixs, l_int32 lowerclip, l_int32 upperclip, l_int32 cmapflag);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixThresholdTo2bpp(PIX *pixs, l_int32 nlevels, l_int32 cmapflag);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixThresholdTo4bpp(PIX *pixs, l_int32 nlevels, l_int32 cmapflag);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixThresholdOn8bpp(PIX *pixs, l_int32 nlevels, l_int32 cmapflag);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixThresholdGrayArb(PIX *pixs, const char *edgevals, l_int32 outdepth, l_int32 use_average, l_int32 setblack, l_int32 setwhite);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixGenerateMaskByBand32(PIX *pixs, l_uint32 refval, l_int32 delm, l_int32 delp, l_float32 fractm, l_float32 fractp);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixGenerateMaskByDiscr32(PIX *pixs, l_uint32 refval1, l_uint32 refval2, l_int32 distflag);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixReadJp2k(const char *filename, l_uint32 reduction, BOX *box, l_int32 hint, l_int32 debug);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixReadMemJp2k(const l_uint8 *data, size_t size, l_uint32 reduction, BOX *box, l_int32 hint, l_int32 debug);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixReadJpeg(const char *filename, l_int32 cmapflag, l_int32 reduction, l_int32 *pnwarn, l_int32 hint);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixReadMemJpeg(const l_uint8 *data, size_t size, l_int32 cmflag, l_int32 reduction, l_int32 *pnwarn, l_int32 hint);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixExtractBoundary(PIX *pixs, l_int32 type);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixMorphSequenceMasked(PIX *pixs, PIX *pixm, const char *sequence, l_int32 dispsep);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixSelectiveConnCompFill(PIX *pixs, l_int32 connectivity, l_int32 minw, l_int32 minh);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixSeedfillMorph(PIX *pixs, PIX *pixm, l_int32 maxiters, l_int32 connectivity);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixTophat(PIX *pixs, l_int32 hsize, l_int32 vsize, l_int32 type);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixHDome(PIX *pixs, l_int32 height, l_int32 connectivity);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixFastTophat(PIX *pixs, l_int32 xsize, l_int32 ysize, l_int32 type);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixMorphGradient(PIX *pixs, l_int32 hsize, l_int32 vsize, l_int32 smoothing);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixMorphSequence(PIX *pixs, const char *sequence, l_int32 dispsep);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixMorphCompSequence(PIX *pixs, const char *sequence, l_int32 dispsep);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixMorphSequenceDwa(PIX *pixs, const char *sequence, l_int32 dispsep);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixMorphCompSequenceDwa(PIX *pixs, const char *sequence, l_int32 dispsep);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixGrayMorphSequence(PIX *pixs, const char *sequence, l_int32 dispsep, l_int32 dispy);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixColorMorphSequence(PIX *pixs, const char *sequence, l_int32 dispsep, l_int32 dispy);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixGenTextblockMask(PIX *pixs, PIX *pixvws, PIXA *pixadb);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixPrepare1bpp(PIX *pixs, BOX *box, l_float32 cropfract, l_int32 outres);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixCreateNoInit(l_int32 width, l_int32 height, l_int32 depth);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixCreateWithCmap(l_int32 width, l_int32 height, l_int32 depth, l_int32 initcolor);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixCreateHeader(l_int32 width, l_int32 height, l_int32 depth);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixAddBorder(PIX *pixs, l_int32 npix, l_uint32 val);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixAddBlackOrWhiteBorder(PIX *pixs, l_int32 left, l_int32 right, l_int32 top, l_int32 bot, l_int32 op);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixAddBorderGeneral(PIX *pixs, l_int32 left, l_int32 right, l_int32 top, l_int32 bot, l_uint32 val);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixRemoveBorder(PIX *pixs, l_int32 npix);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixRemoveBorderGeneral(PIX *pixs, l_int32 left, l_int32 right, l_int32 top, l_int32 bot);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixRemoveBorderToSize(PIX *pixs, l_int32 wd, l_int32 hd);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixAddMirroredBorder(PIX *pixs, l_int32 left, l_int32 right, l_int32 top, l_int32 bot);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixAddRepeatedBorder(PIX *pixs, l_int32 left, l_int32 right, l_int32 top, l_int32 bot);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixAddMixedBorder(PIX *pixs, l_int32 left, l_int32 right, l_int32 top, l_int32 bot);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixAddContinuedBorder(PIX *pixs, l_int32 left, l_int32 right, l_int32 top, l_int32 bot);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixCreateRGBImage(PIX *pixr, PIX *pixg, PIX *pixb);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixGetRGBComponent(PIX *pixs, l_int32 comp);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixGetRGBComponentCmap(PIX *pixs, l_int32 comp);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixEndianByteSwapNew(PIX *pixs);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixEndianTwoByteSwapNew(PIX *pixs);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixCopyWithBoxa(PIX *pixs, BOXA *boxa, l_int32 background);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixMakeMaskFromVal(PIX *pixs, l_int32 val);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixMakeMaskFromLUT(PIX *pixs, l_int32 *tab);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixMakeArbMaskFromRGB(PIX *pixs, l_float32 rc, l_float32 gc, l_float32 bc, l_float32 thresh);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixSetUnderTransparency(PIX *pixs, l_uint32 val, l_int32 debug);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixMirroredTiling(PIX *pixs, l_int32 w, l_int32 h);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixGetAverageTiled(PIX *pixs, l_int32 sx, l_int32 sy, l_int32 type);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixRankBinByStrip(PIX *pixs, l_int32 direction, l_int32 size, l_int32 nbins, l_int32 type);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixaGetAlignedStats(PIXA *pixa, l_int32 type, l_int32 nbins, l_int32 thresh);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixClipMasked(PIX *pixs, PIX *pixm, l_int32 x, l_int32 y, l_uint32 outval);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixCropToSize(PIX *pixs, l_int32 w, l_int32 h);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixResizeToMatch(PIX *pixs, PIX *pixt, l_int32 w, l_int32 h);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixMakeSymmetricMask(l_int32 w, l_int32 h, l_float32 hf, l_float32 vf, l_int32 type);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixMakeFrameMask(l_int32 w, l_int32 h, l_float32 hf1, l_float32 hf2, l_float32 vf1, l_float32 vf2);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixMakeCoveringOfRectangles(PIX *pixs, l_int32 maxiters);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixRankRowTransform(PIX *pixs);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixRankColumnTransform(PIX *pixs);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixSelectBySize(PIX *pixs, l_int32 width, l_int32 height, l_int32 connectivity, l_int32 type, l_int32 relation, l_int32 *pchanged);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixSelectByPerimToAreaRatio(PIX *pixs, l_float32 thresh, l_int32 connectivity, l_int32 type, l_int32 *pchanged);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixSelectByPerimSizeRatio(PIX *pixs, l_float32 thresh, l_int32 connectivity, l_int32 type, l_int32 *pchanged);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixSelectByAreaFraction(PIX *pixs, l_float32 thresh, l_int32 connectivity, l_int32 type, l_int32 *pchanged);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixSelectByArea(PIX *pixs, l_float32 thresh, l_int32 connectivity, l_int32 type, l_int32 *pchanged);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixSelectByWidthHeightRatio(PIX *pixs, l_float32 thresh, l_int32 connectivity, l_int32 type, l_int32 *pchanged);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixaRenderComponent(PIX *pixs, PIXA *pixa, l_int32 index);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixMultiplyGray(PIX *pixs, PIX *pixg, l_float32 norm);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixInitAccumulate(l_int32 w, l_int32 h, l_uint32 offset);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixFinalAccumulate(PIX *pixs, l_uint32 offset, l_int32 depth);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixFinalAccumulateThreshold(PIX *pixs, l_uint32 offset, l_uint32 threshold);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixAbsDifference(PIX *pixs1, PIX *pixs2);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixAddRGB(PIX *pixs1, PIX *pixs2);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixMaxDynamicRange(PIX *pixs, l_int32 type);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixMaxDynamicRangeRGB(PIX *pixs, l_int32 type);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixThreshold8(PIX *pixs, l_int32 d, l_int32 nlevels, l_int32 cmapflag);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixRemoveColormapGeneral(PIX *pixs, l_int32 type, l_int32 ifnocmap);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixRemoveColormap(PIX *pixs, l_int32 type);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixAddMinimalGrayColormap8(PIX *pixs);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixConvertRGBToLuminance(PIX *pixs);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixConvertRGBToGrayGeneral(PIX *pixs, l_int32 type, l_float32 rwt, l_float32 gwt, l_float32 bwt);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixConvertRGBToGrayFast(PIX *pixs);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixConvertRGBToGrayMinMax(PIX *pixs, l_int32 type);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixConvertRGBToGraySatBoost(PIX *pixs, l_int32 refval);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixConvertRGBToGrayArb(PIX *pixs, l_float32 rc, l_float32 gc, l_float32 bc);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixConvertRGBToBinaryArb(PIX *pixs, l_float32 rc, l_float32 gc, l_float32 bc, l_int32 thresh, l_int32 relation);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixConvertGrayToColormap(PIX *pixs);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixConvertGrayToColormap8(PIX *pixs, l_int32 mindepth);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixColorizeGray(PIX *pixs, l_uint32 color, l_int32 cmapflag);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixConvertRGBToColormap(PIX *pixs, l_int32 ditherflag);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixConvertCmapTo1(PIX *pixs);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixConvert16To8(PIX *pixs, l_int32 type);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixConvertGrayToFalseColor(PIX *pixs, l_float32 gamma);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixUnpackBinary(PIX *pixs, l_int32 depth, l_int32 invert);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixConvert1To2Cmap(PIX *pixs);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixConvert1To4Cmap(PIX *pixs);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixConvert1To8Cmap(PIX *pixs);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixConvert4To8(PIX *pixs, l_int32 cmapflag);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixConvert8To16(PIX *pixs, l_int32 leftshift);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixConvertTo2(PIX *pixs);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixConvert8To2(PIX *pix);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixConvertTo4(PIX *pixs);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixConvert8To4(PIX *pix);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixConvertTo1Adaptive(PIX *pixs);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixConvertTo1BySampling(PIX *pixs, l_int32 factor, l_int32 threshold);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixConvertTo8BySampling(PIX *pixs, l_int32 factor, l_int32 cmapflag);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixConvertTo8Colormap(PIX *pixs, l_int32 dither);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixConvertTo16(PIX *pixs);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixConvertTo32BySampling(PIX *pixs, l_int32 factor);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixConvert8To32(PIX *pixs);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixConvertTo8Or32(PIX *pixs, l_int32 copyflag, l_int32 warnflag);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixConvert24To32(PIX *pixs);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixConvert32To24(PIX *pixs);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixConvert32To16(PIX *pixs, l_int32 type);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixConvert32To8(PIX *pixs, l_int32 type16, l_int32 type8);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixRemoveAlpha(PIX *pixs);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixConvertLossless(PIX *pixs, l_int32 d);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixConvertForPSWrap(PIX *pixs);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixConvertToSubpixelRGB(PIX *pixs, l_float32 scalex, l_float32 scaley, l_int32 order);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixConvertGrayToSubpixelRGB(PIX *pixs, l_float32 scalex, l_float32 scaley, l_int32 order);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixConvertColorToSubpixelRGB(PIX *pixs, l_float32 scalex, l_float32 scaley, l_int32 order);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixConnCompTransform(PIX *pixs, l_int32 connect, l_int32 depth);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixConnCompAreaTransform(PIX *pixs, l_int32 connect);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixLocToColorTransform(PIX *pixs);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixReadMemPng(const l_uint8 *filedata, size_t filesize);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixReadMemPnm(const l_uint8 *data, size_t size);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixProjectiveSampled(PIX *pixs, l_float32 *vc, l_int32 incolor);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixProjective(PIX *pixs, l_float32 *vc, l_int32 incolor);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixProjectiveColor(PIX *pixs, l_float32 *vc, l_uint32 colorval);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixRankFilter(PIX *pixs, l_int32 wf, l_int32 hf, l_float32 rank);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixRankFilterRGB(PIX *pixs, l_int32 wf, l_int32 hf, l_float32 rank);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixRankFilterGray(PIX *pixs, l_int32 wf, l_int32 hf, l_float32 rank);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixMedianFilter(PIX *pixs, l_int32 wf, l_int32 hf);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixRankFilterWithScaling(PIX *pixs, l_int32 wf, l_int32 hf, l_float32 rank, l_float32 scalefactor);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixDeskewBarcode(PIX *pixs, PIX *pixb, BOX *box, l_int32 margin, l_int32 threshold, l_float32 *pangle, l_float32 *pconf);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixReadWithHint(const char *filename, l_int32 hint);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixRotate(PIX *pixs, l_float32 angle, l_int32 type, l_int32 incolor, l_int32 width, l_int32 height);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixEmbedForRotation(PIX *pixs, l_float32 angle, l_int32 incolor, l_int32 width, l_int32 height);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixRotateBySampling(PIX *pixs, l_int32 xcen, l_int32 ycen, l_float32 angle, l_int32 incolor);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixRotateBinaryNice(PIX *pixs, l_float32 angle, l_int32 incolor);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixRotateWithAlpha(PIX *pixs, l_float32 angle, PIX *pixg, l_float32 fract);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixRotateAM(PIX *pixs, l_float32 angle, l_int32 incolor);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixRotateAMColor(PIX *pixs, l_float32 angle, l_uint32 colorval);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixRotateAMCorner(PIX *pixs, l_float32 angle, l_int32 incolor);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixRotateAMColorCorner(PIX *pixs, l_float32 angle, l_uint32 fillval);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixRotateAMColorFast(PIX *pixs, l_float32 angle, l_uint32 colorval);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixRotateOrth(PIX *pixs, l_int32 quads);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixRotateShear(PIX *pixs, l_int32 xcen, l_int32 ycen, l_float32 angle, l_int32 incolor);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixRotate2Shear(PIX *pixs, l_int32 xcen, l_int32 ycen, l_float32 angle, l_int32 incolor);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixRotate3Shear(PIX *pixs, l_int32 xcen, l_int32 ycen, l_float32 angle, l_int32 incolor);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixRotateShearCenter(PIX *pixs, l_float32 angle, l_int32 incolor);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixStrokeWidthTransform(PIX *pixs, l_int32 color, l_int32 depth, l_int32 nangles);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixRunlengthTransform(PIX *pixs, l_int32 color, l_int32 direction, l_int32 depth);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixScaleToSizeRel(PIX *pixs, l_int32 delw, l_int32 delh);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixScaleToSize(PIX *pixs, l_int32 wd, l_int32 hd);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixScaleToResolution(PIX *pixs, l_float32 target, l_float32 assumed, l_float32 *pscalefact);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixScaleGeneral(PIX *pixs, l_float32 scalex, l_float32 scaley, l_float32 sharpfract, l_int32 sharpwidth);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixScaleLI(PIX *pixs, l_float32 scalex, l_float32 scaley);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixScaleColorLI(PIX *pixs, l_float32 scalex, l_float32 scaley);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixScaleColor2xLI(PIX *pixs);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixScaleColor4xLI(PIX *pixs);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixScaleGrayLI(PIX *pixs, l_float32 scalex, l_float32 scaley);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixScaleGray2xLI(PIX *pixs);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixScaleGray4xLI(PIX *pixs);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixScaleGray2xLIThresh(PIX *pixs, l_int32 thresh);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixScaleGray2xLIDither(PIX *pixs);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixScaleGray4xLIThresh(PIX *pixs, l_int32 thresh);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixScaleGray4xLIDither(PIX *pixs);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixScaleBySampling(PIX *pixs, l_float32 scalex, l_float32 scaley);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixScaleBySamplingToSize(PIX *pixs, l_int32 wd, l_int32 hd);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixScaleByIntSampling(PIX *pixs, l_int32 factor);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixScaleRGBToGrayFast(PIX *pixs, l_int32 factor, l_int32 color);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixScaleRGBToBinaryFast(PIX *pixs, l_int32 factor, l_int32 thresh);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixScaleGrayToBinaryFast(PIX *pixs, l_int32 factor, l_int32 thresh);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixScaleSmooth(PIX *pix, l_float32 scalex, l_float32 scaley);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixScaleSmoothToSize(PIX *pixs, l_int32 wd, l_int32 hd);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixScaleRGBToGray2(PIX *pixs, l_float32 rwt, l_float32 gwt, l_float32 bwt);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixScaleAreaMap(PIX *pix, l_float32 scalex, l_float32 scaley);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixScaleAreaMap2(PIX *pix);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixScaleAreaMapToSize(PIX *pixs, l_int32 wd, l_int32 hd);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixScaleBinary(PIX *pixs, l_float32 scalex, l_float32 scaley);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixScaleToGray(PIX *pixs, l_float32 scalefactor);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixScaleToGrayFast(PIX *pixs, l_float32 scalefactor);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixScaleToGray2(PIX *pixs);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixScaleToGray3(PIX *pixs);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixScaleToGray4(PIX *pixs);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixScaleToGray6(PIX *pixs);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixScaleToGray8(PIX *pixs);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixScaleToGray16(PIX *pixs);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixScaleToGrayMipmap(PIX *pixs, l_float32 scalefactor);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixScaleMipmap(PIX *pixs1, PIX *pixs2, l_float32 scale);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixExpandReplicate(PIX *pixs, l_int32 factor);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixScaleGrayMinMax(PIX *pixs, l_int32 xfact, l_int32 yfact, l_int32 type);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixScaleGrayMinMax2(PIX *pixs, l_int32 type);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixScaleGrayRankCascade(PIX *pixs, l_int32 level1, l_int32 level2, l_int32 level3, l_int32 level4);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixScaleGrayRank2(PIX *pixs, l_int32 rank);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixScaleWithAlpha(PIX *pixs, l_float32 scalex, l_float32 scaley, PIX *pixg, l_float32 fract);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixHolesByFilling(PIX *pixs, l_int32 connectivity);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixFillClosedBorders(PIX *pixs, l_int32 connectivity);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixExtractBorderConnComps(PIX *pixs, l_int32 connectivity);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixRemoveBorderConnComps(PIX *pixs, l_int32 connectivity);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixFillBgFromBorder(PIX *pixs, l_int32 connectivity);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixFillHolesToBoundingRect(PIX *pixs, l_int32 minsize, l_float32 maxhfract, l_float32 minfgfract);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixSeedfillGrayBasin(PIX *pixb, PIX *pixm, l_int32 delta, l_int32 connectivity);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixDistanceFunction(PIX *pixs, l_int32 connectivity, l_int32 outdepth, l_int32 boundcond);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixSeedspread(PIX *pixs, l_int32 connectivity);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixFindEqualValues(PIX *pixs1, PIX *pixs2);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixHShearLI(PIX *pixs, l_int32 yloc, l_float32 radang, l_int32 incolor);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixVShearLI(PIX *pixs, l_int32 xloc, l_float32 radang, l_int32 incolor);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixDeskewBoth(PIX *pixs, l_int32 redsearch);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixFindSkewAndDeskew(PIX *pixs, l_int32 redsearch, l_float32 *pangle, l_float32 *pconf);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixReadMemSpix(const l_uint8 *data, size_t size);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixModifyStrokeWidth(PIX *pixs, l_float32 width, l_float32 targetw);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixSetStrokeWidth(PIX *pixs, l_int32 width, l_int32 thinfirst, l_int32 connectivity);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixReadTiff(const char *filename, l_int32 n);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixReadFromMultipageTiff(const char *fname, size_t *poffset);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixReadMemTiff(const l_uint8 *cdata, size_t size, l_int32 n);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixReadMemFromMultipageTiff(const l_uint8 *cdata, size_t size, size_t *poffset);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixSimpleCaptcha(PIX *pixs, l_int32 border, l_int32 nterms, l_uint32 seed, l_uint32 color, l_int32 cmapflag);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixWarpStereoscopic(PIX *pixs, l_int32 zbend, l_int32 zshiftt, l_int32 zshiftb, l_int32 ybendt, l_int32 ybendb, l_int32 redleft);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixStretchHorizontal(PIX *pixs, l_int32 dir, l_int32 type, l_int32 hmax, l_int32 operation, l_int32 incolor);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixStretchHorizontalSampled(PIX *pixs, l_int32 dir, l_int32 type, l_int32 hmax, l_int32 incolor);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixStretchHorizontalLI(PIX *pixs, l_int32 dir, l_int32 type, l_int32 hmax, l_int32 incolor);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixQuadraticVShear(PIX *pixs, l_int32 dir, l_int32 vmaxt, l_int32 vmaxb, l_int32 operation, l_int32 incolor);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixQuadraticVShearSampled(PIX *pixs, l_int32 dir, l_int32 vmaxt, l_int32 vmaxb, l_int32 incolor);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixQuadraticVShearLI(PIX *pixs, l_int32 dir, l_int32 vmaxt, l_int32 vmaxb, l_int32 incolor);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixStereoFromPair(PIX *pix1, PIX *pix2, l_float32 rwt, l_float32 gwt, l_float32 bwt);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixReadMemWebP(const l_uint8 *filedata, size_t filesize);

/* @boundary return: owned(pixDestroy), nullable */
PIX *pixMakeColorSquare(l_uint32 color, l_int32 size, l_int32 addlabel, l_int32 location, l_uint32 textcolor);

/* @boundary return: status(0)
 * @boundary ppixth: owned(pixDestroy), out, nullable
 * @boundary ppixd: owned(pixDestroy), out, nullable */
l_int32 pixOtsuAdaptiveThreshold(
    PIX *pixs, l_int32 sx, l_int32 sy, l_int32 smoothx, l_int32 smoothy, l_float32 scorefract, PIX **ppixth, PIX **ppixd);

/* @boundary return: status(0)
 * @boundary ppixm: owned(pixDestroy), out, nullable
 * @boundary ppixsd: owned(pixDestroy), out, nullable
 * @boundary ppixth: owned(pixDestroy), out, nullable
 * @boundary ppixd: owned(pixDestroy), out, nullable */
l_int32 pixSauvolaBinarize(PIX *pixs, l_int32 whsize, l_float32 factor, l_int32 addborder, PIX **ppixm, PIX **ppixsd, PIX **ppixth, PIX **ppixd);

/* @boundary return: status(0)
 * @boundary ppixth: owned(pixDestroy), out, nullable
 * @boundary ppixd: owned(pixDestroy), out, nullable */
l_int32 pixSauvolaBinarizeTiled(PIX *pixs, l_int32 whsize, l_float32 factor, l_int32 nx, l_int32 ny, PIX **ppixth, PIX **ppixd);
