/* What the documentation of Little CMS says about profiles, transforms, curves and callbacks. */

/* @boundary library(lcms2), convention(cdecl) */

typedef void *cmsHPROFILE;
typedef unsigned int cmsUInt32Number;
typedef struct _cmsContext_struct *cmsContext;
typedef struct _cms_io_handler cmsIOHANDLER;
typedef struct cmsCIExyY cmsCIExyY;
typedef struct cmsCIExyYTRIPLE cmsCIExyYTRIPLE;
typedef struct _cms_curve_struct cmsToneCurve;
typedef void *cmsHTRANSFORM;
typedef double cmsFloat64Number;
typedef int cmsBool;
typedef int cmsInt32Number;
typedef unsigned short cmsUInt16Number;
typedef float cmsFloat32Number;
typedef struct _cms_MLU_struct cmsMLU;
typedef void (*cmsLogErrorHandlerFunction)(cmsContext, cmsUInt32Number, const char *);

/* @boundary return: owned(cmsCloseProfile), nullable */
cmsHPROFILE cmsOpenProfileFromFile(const char *ICCProfile, const char *sAccess);

/* @boundary return: owned(cmsCloseProfile), nullable */
cmsHPROFILE cmsOpenProfileFromMem(const void *MemPtr, cmsUInt32Number dwSize);

/* @boundary return: owned(cmsCloseProfile), nullable */
cmsHPROFILE cmsOpenProfileFromStream(void *ICCProfile, const char *sAccess);

/* @boundary return: owned(cmsCloseProfile), nullable */
cmsHPROFILE cmsOpenProfileFromIOhandlerTHR(cmsContext ContextID, cmsIOHANDLER *io);

/* @boundary return: owned(cmsCloseProfile), nonnull */
cmsHPROFILE cmsCreate_sRGBProfile(void);

/* @boundary return: owned(cmsCloseProfile), nonnull */
cmsHPROFILE cmsCreateRGBProfile(const cmsCIExyY *WhitePoint, const cmsCIExyYTRIPLE *Primaries, cmsToneCurve *const TransferFunction[3]);

/* @boundary return: owned(cmsCloseProfile), nonnull */
cmsHPROFILE cmsCreateLab2Profile(const cmsCIExyY *WhitePoint);

/* @boundary return: owned(cmsCloseProfile), nonnull */
cmsHPROFILE cmsCreateLab4Profile(const cmsCIExyY *WhitePoint);

/* @boundary return: owned(cmsCloseProfile), nonnull */
cmsHPROFILE cmsCreateXYZProfile(void);

/* @boundary return: owned(cmsCloseProfile), nonnull */
cmsHPROFILE cmsCreateGrayProfile(const cmsCIExyY *WhitePoint, const cmsToneCurve *TransferFunction);

/* @boundary return: owned(cmsCloseProfile), nonnull */
cmsHPROFILE cmsCreateNULLProfile(void);

/* @boundary return: owned(cmsCloseProfile), nonnull */
cmsHPROFILE cmsCreateProfilePlaceholder(cmsContext ContextID);

/* @boundary return: owned(cmsCloseProfile), nullable */
cmsHPROFILE cmsTransform2DeviceLink(cmsHTRANSFORM hTransform, cmsFloat64Number Version, cmsUInt32Number dwFlags);

/* @boundary return: owned(cmsCloseProfile), nullable */
cmsHPROFILE cmsOpenProfileFromFileTHR(cmsContext ContextID, const char *ICCProfile, const char *sAccess);

/* @boundary return: owned(cmsCloseProfile), nullable */
cmsHPROFILE cmsOpenProfileFromMemTHR(cmsContext ContextID, const void *MemPtr, cmsUInt32Number dwSize);

/* @boundary return: owned(cmsCloseProfile), nonnull */
cmsHPROFILE cmsCreate_sRGBProfileTHR(cmsContext ContextID);

/* @boundary hProfile: releases */
cmsBool cmsCloseProfile(cmsHPROFILE hProfile);

/* @boundary return: owned(cmsDeleteTransform), nullable */
cmsHTRANSFORM cmsCreateTransform(
    cmsHPROFILE Input, cmsUInt32Number InputFormat, cmsHPROFILE Output, cmsUInt32Number OutputFormat, cmsUInt32Number Intent, cmsUInt32Number dwFlags);

/* @boundary return: owned(cmsDeleteTransform), nullable */
cmsHTRANSFORM cmsCreateTransformTHR(
    cmsContext ContextID, cmsHPROFILE Input, cmsUInt32Number InputFormat, cmsHPROFILE Output, cmsUInt32Number OutputFormat, cmsUInt32Number Intent, cmsUInt32Number dwFlags);

/* @boundary return: owned(cmsDeleteTransform), nullable */
cmsHTRANSFORM cmsCreateProofingTransform(
    cmsHPROFILE Input, cmsUInt32Number InputFormat, cmsHPROFILE Output, cmsUInt32Number OutputFormat, cmsHPROFILE Proofing, cmsUInt32Number Intent, cmsUInt32Number ProofingIntent, cmsUInt32Number dwFlags);

/* @boundary return: owned(cmsDeleteTransform), nullable */
cmsHTRANSFORM cmsCreateMultiprofileTransform(
    cmsHPROFILE hProfiles[], cmsUInt32Number nProfiles, cmsUInt32Number InputFormat, cmsUInt32Number OutputFormat, cmsUInt32Number Intent, cmsUInt32Number dwFlags);

/* @boundary return: owned(cmsDeleteTransform), nullable */
cmsHTRANSFORM cmsCreateExtendedTransform(
    cmsContext ContextID, cmsUInt32Number nProfiles, cmsHPROFILE hProfiles[], cmsBool BPC[], cmsUInt32Number Intents[], cmsFloat64Number AdaptationStates[], cmsHPROFILE hGamutProfile, cmsUInt32Number nGamutPCSposition, cmsUInt32Number InputFormat, cmsUInt32Number OutputFormat, cmsUInt32Number dwFlags);

/* @boundary hTransform: releases */
void cmsDeleteTransform(cmsHTRANSFORM hTransform);

/* @boundary return: owned(cmsFreeToneCurve), nonnull */
cmsToneCurve *cmsBuildGamma(cmsContext ContextID, cmsFloat64Number Gamma);

/* @boundary return: owned(cmsFreeToneCurve), nonnull */
cmsToneCurve *cmsBuildParametricToneCurve(cmsContext ContextID, cmsInt32Number Type, const cmsFloat64Number Params[]);

/* @boundary return: owned(cmsFreeToneCurve), nonnull */
cmsToneCurve *cmsBuildTabulatedToneCurve16(cmsContext ContextID, cmsUInt32Number nEntries, const cmsUInt16Number values[]);

/* @boundary return: owned(cmsFreeToneCurve), nonnull */
cmsToneCurve *cmsBuildTabulatedToneCurveFloat(cmsContext ContextID, cmsUInt32Number nEntries, const cmsFloat32Number values[]);

/* @boundary return: owned(cmsFreeToneCurve), nonnull */
cmsToneCurve *cmsDupToneCurve(const cmsToneCurve *Src);

/* @boundary return: owned(cmsFreeToneCurve), nonnull */
cmsToneCurve *cmsReverseToneCurve(const cmsToneCurve *InGamma);

/* @boundary Curve: releases */
void cmsFreeToneCurve(cmsToneCurve *Curve);

/* @boundary return: owned(cmsDeleteContext), nonnull
 * @boundary UserData: retained */
cmsContext cmsCreateContext(void *Plugin, void *UserData);

/* @boundary return: owned(cmsDeleteContext), nonnull */
cmsContext cmsDupContext(cmsContext ContextID, void *NewUserData);

/* @boundary ContextID: releases */
void cmsDeleteContext(cmsContext ContextID);

/* @boundary return: owned(cmsMLUfree), nonnull */
cmsMLU *cmsMLUalloc(cmsContext ContextID, cmsUInt32Number nItems);

/* @boundary return: owned(cmsMLUfree), nonnull */
cmsMLU *cmsMLUdup(const cmsMLU *mlu);

/* @boundary mlu: releases */
void cmsMLUfree(cmsMLU *mlu);

/* @boundary Fn: retained */
void cmsSetLogErrorHandler(cmsLogErrorHandlerFunction Fn);

/* @boundary Fn: retained */
void cmsSetLogErrorHandlerTHR(cmsContext ContextID, cmsLogErrorHandlerFunction Fn);
