/* What the documentation of GDAL, OGR and OSR says about data sets, features, geometries, text and callbacks. */

/* @boundary library(gdal) */

#include <stddef.h>

typedef enum { GA_ReadOnly = 0 } GDALAccess;
typedef void *GDALDatasetH;
typedef void *GDALDriverH;
typedef enum { GDT_Unknown = 0 } GDALDataType;
typedef char **CSLConstList;
typedef int (*GDALProgressFunc)(double, const char *, void *);
typedef struct GDALTranslateOptions GDALTranslateOptions;
typedef struct GDALDEMProcessingOptions GDALDEMProcessingOptions;
typedef struct GDALGridOptions GDALGridOptions;
typedef void *OGRLayerH;
typedef void *OGRSpatialReferenceH;
typedef enum { wkbUnknown = 0 } OGRwkbGeometryType;
typedef void *GDALRasterBandH;
typedef void *OGRFeatureDefnH;
typedef void *GDALMajorObjectH;
typedef void *OGRGeometryH;
typedef struct GDALTranslateOptionsForBinary GDALTranslateOptionsForBinary;
typedef struct GDALWarpAppOptionsForBinary GDALWarpAppOptionsForBinary;
typedef struct GDALWarpAppOptions GDALWarpAppOptions;
typedef struct GDALVectorTranslateOptionsForBinary GDALVectorTranslateOptionsForBinary;
typedef struct GDALVectorTranslateOptions GDALVectorTranslateOptions;
typedef void *OGRFeatureH;
typedef long long GIntBig;
typedef int OGRErr;
typedef enum { OFTInteger = 0 } OGRFieldType;
typedef void *OGRFieldDefnH;
typedef void *OGRCoordinateTransformationH;
typedef enum { CE_None = 0 } CPLErr;
typedef int CPLErrorNum;
typedef void (*CPLErrorHandler)(CPLErr, CPLErrorNum, const char *);
typedef void VSILFILE;
typedef unsigned char GByte;
typedef unsigned long long GUIntBig;
typedef GUIntBig vsi_l_offset;

/* Data sets */

/* @boundary return: owned(GDALClose), nullable */
GDALDatasetH GDALOpen(const char *pszFilename, GDALAccess eAccess);

/* @boundary return: owned(GDALClose), nullable */
GDALDatasetH GDALOpenEx(
    const char *pszFilename, unsigned int nOpenFlags, const char *const *papszAllowedDrivers, const char *const *papszOpenOptions, const char *const *papszSiblingFiles);

/* @boundary return: owned(GDALClose), nullable */
GDALDatasetH GDALOpenShared(const char *arg0, GDALAccess arg1);

/* @boundary return: owned(GDALClose), nullable */
GDALDatasetH GDALCreate(GDALDriverH hDriver, const char *arg1, int arg2, int arg3, int arg4, GDALDataType arg5, CSLConstList arg6);

/* @boundary return: owned(GDALClose), nullable
 * @boundary arg5: noescape
 * @boundary arg6: noescape */
GDALDatasetH GDALCreateCopy(GDALDriverH arg0, const char *arg1, GDALDatasetH arg2, int arg3, CSLConstList arg4, GDALProgressFunc arg5, void *arg6);

/* @boundary return: owned(GDALClose), nullable */
GDALDatasetH GDALTranslate(const char *pszDestFilename, GDALDatasetH hSrcDataset, const GDALTranslateOptions *psOptions, int *pbUsageError);

/* @boundary return: owned(GDALClose), nullable */
GDALDatasetH GDALDEMProcessing(
    const char *pszDestFilename, GDALDatasetH hSrcDataset, const char *pszProcessing, const char *pszColorFilename, const GDALDEMProcessingOptions *psOptions, int *pbUsageError);

/* @boundary return: owned(GDALClose), nullable */
GDALDatasetH GDALGrid(const char *pszDest, GDALDatasetH hSrcDS, const GDALGridOptions *psOptions, int *pbUsageError);

/* @boundary arg0: releases */
void GDALClose(GDALDatasetH arg0);

/* @boundary return: borrowed, nullable */
GDALDriverH GDALGetDriverByName(const char *arg0);

/* @boundary return: borrowed(arg0), nullable */
OGRLayerH GDALDatasetGetLayer(GDALDatasetH arg0, int arg1);

/* @boundary return: borrowed(arg0), nullable */
OGRLayerH GDALDatasetGetLayerByName(GDALDatasetH arg0, const char *arg1);

/* @boundary return: borrowed(arg0), nullable */
OGRLayerH GDALDatasetCreateLayer(GDALDatasetH arg0, const char *arg1, OGRSpatialReferenceH arg2, OGRwkbGeometryType arg3, CSLConstList arg4);

/* @boundary return: borrowed(arg0), nullable */
GDALRasterBandH GDALGetRasterBand(GDALDatasetH arg0, int arg1);

/* @boundary return: borrowed(arg0), nullable */
OGRFeatureDefnH OGR_L_GetLayerDefn(OGRLayerH arg0);

/* @boundary return: borrowed(arg0), nullable */
OGRSpatialReferenceH OGR_L_GetSpatialRef(OGRLayerH arg0);

/* @boundary return: borrowed(arg0), zeroterm */
const char *GDALGetProjectionRef(GDALDatasetH arg0);

/* @boundary return: borrowed(arg0), zeroterm */
const char *GDALGetDescription(GDALMajorObjectH arg0);

/* @boundary return: borrowed(arg0), zeroterm */
const char *OGR_L_GetName(OGRLayerH arg0);

/* @boundary return: borrowed(arg0), nullable, zeroterm */
const char *GDALGetMetadataItem(GDALMajorObjectH arg0, const char *arg1, const char *arg2);

/* @boundary return: borrowed(arg0), nullable */
char **GDALGetMetadata(GDALMajorObjectH arg0, const char *arg1);

/* @boundary return: owned(CSLDestroy), nullable */
char **GDALGetMetadataDomainList(GDALMajorObjectH hObject);

/* @boundary return: owned(CSLDestroy), nullable */
char **GDALGetFileList(GDALDatasetH arg0);

/* @boundary papszStrList: releases, nullable */
void CSLDestroy(char **papszStrList);

/* @boundary return: owned(GDALDatasetReleaseResultSet), nullable */
OGRLayerH GDALDatasetExecuteSQL(GDALDatasetH arg0, const char *arg1, OGRGeometryH arg2, const char *arg3);

/* @boundary arg1: releases */
void GDALDatasetReleaseResultSet(GDALDatasetH arg0, OGRLayerH arg1);

/* @boundary return: owned(GDALTranslateOptionsFree), nullable */
GDALTranslateOptions *GDALTranslateOptionsNew(char **papszArgv, GDALTranslateOptionsForBinary *psOptionsForBinary);

/* @boundary psOptions: releases, nullable */
void GDALTranslateOptionsFree(GDALTranslateOptions *psOptions);

/* @boundary return: owned(GDALWarpAppOptionsFree), nullable */
GDALWarpAppOptions *GDALWarpAppOptionsNew(char **papszArgv, GDALWarpAppOptionsForBinary *psOptionsForBinary);

/* @boundary psOptions: releases, nullable */
void GDALWarpAppOptionsFree(GDALWarpAppOptions *psOptions);

/* @boundary return: owned(GDALVectorTranslateOptionsFree), nullable */
GDALVectorTranslateOptions *GDALVectorTranslateOptionsNew(char **papszArgv, GDALVectorTranslateOptionsForBinary *psOptionsForBinary);

/* @boundary psOptions: releases, nullable */
void GDALVectorTranslateOptionsFree(GDALVectorTranslateOptions *psOptions);

/* Features and geometries */

/* @boundary return: owned(OGR_F_Destroy), nullable */
OGRFeatureH OGR_L_GetNextFeature(OGRLayerH arg0);

/* @boundary return: owned(OGR_F_Destroy), nullable */
OGRFeatureH OGR_L_GetFeature(OGRLayerH arg0, GIntBig arg1);

/* @boundary return: owned(OGR_F_Destroy), nonnull */
OGRFeatureH OGR_F_Create(OGRFeatureDefnH arg0);

/* @boundary return: owned(OGR_F_Destroy), nonnull */
OGRFeatureH OGR_F_Clone(OGRFeatureH arg0);

/* @boundary arg0: releases, nullable */
void OGR_F_Destroy(OGRFeatureH arg0);

/* @boundary return: borrowed(arg0), zeroterm */
const char *OGR_F_GetFieldAsString(OGRFeatureH arg0, int arg1);

/* @boundary return: borrowed(arg0), nullable */
OGRGeometryH OGR_F_GetGeometryRef(OGRFeatureH arg0);

/* @boundary return: borrowed(arg0), nullable */
OGRGeometryH OGR_G_GetGeometryRef(OGRGeometryH arg0, int arg1);

/* @boundary return: owned(OGR_G_DestroyGeometry), nonnull */
OGRGeometryH OGR_G_CreateGeometry(OGRwkbGeometryType arg0);

/* @boundary return: owned(OGR_G_DestroyGeometry), nonnull */
OGRGeometryH OGR_G_Clone(OGRGeometryH arg0);

/* @boundary return: owned(OGR_G_DestroyGeometry), nullable */
OGRGeometryH OGR_G_Buffer(OGRGeometryH arg0, double arg1, int arg2);

/* @boundary return: owned(OGR_G_DestroyGeometry), nullable */
OGRGeometryH OGR_G_Union(OGRGeometryH arg0, OGRGeometryH arg1);

/* @boundary return: owned(OGR_G_DestroyGeometry), nullable */
OGRGeometryH OGR_G_Intersection(OGRGeometryH arg0, OGRGeometryH arg1);

/* @boundary return: owned(OGR_G_DestroyGeometry), nullable */
OGRGeometryH OGR_G_Difference(OGRGeometryH arg0, OGRGeometryH arg1);

/* @boundary return: owned(OGR_G_DestroyGeometry), nullable */
OGRGeometryH OGR_G_SymDifference(OGRGeometryH arg0, OGRGeometryH arg1);

/* @boundary return: owned(OGR_G_DestroyGeometry), nullable */
OGRGeometryH OGR_G_ConvexHull(OGRGeometryH arg0);

/* @boundary return: owned(OGR_G_DestroyGeometry), nullable */
OGRGeometryH OGR_G_Simplify(OGRGeometryH hThis, double tolerance);

/* @boundary return: owned(OGR_G_DestroyGeometry), nullable */
OGRGeometryH OGR_G_SimplifyPreserveTopology(OGRGeometryH hThis, double tolerance);

/* @boundary return: owned(OGR_G_DestroyGeometry), nullable */
OGRGeometryH OGR_G_CreateGeometryFromJson(const char *arg0);

/* @boundary return: owned(OGR_G_DestroyGeometry), nullable */
OGRGeometryH OGR_G_CreateFromGML(const char *arg0);

/* @boundary return: owned(OGR_G_DestroyGeometry), nullable */
OGRGeometryH OGR_G_Boundary(OGRGeometryH arg0);

/* @boundary return: owned(OGR_G_DestroyGeometry), nullable */
OGRGeometryH OGR_F_StealGeometry(OGRFeatureH arg0);

/* @boundary return: owned(OGR_G_DestroyGeometry), nullable */
OGRGeometryH OGR_G_ForceTo(OGRGeometryH hGeom, OGRwkbGeometryType eTargetType, char **papszOptions);

/* @boundary return: status(0)
 * @boundary arg2: owned(OGR_G_DestroyGeometry) */
OGRErr OGR_G_CreateFromWkb(const void *arg0, OGRSpatialReferenceH arg1, OGRGeometryH *arg2, int arg3);

/* @boundary return: status(0)
 * @boundary arg2: owned(OGR_G_DestroyGeometry) */
OGRErr OGR_G_CreateFromWkt(char **arg0, OGRSpatialReferenceH arg1, OGRGeometryH *arg2);

/* @boundary arg0: releases, nullable */
void OGR_G_DestroyGeometry(OGRGeometryH arg0);

/* @boundary arg1: taken */
OGRErr OGR_F_SetGeometryDirectly(OGRFeatureH arg0, OGRGeometryH arg1);

/* @boundary arg1: taken */
OGRErr OGR_G_AddGeometryDirectly(OGRGeometryH arg0, OGRGeometryH arg1);

/* @boundary return: status(0)
 * @boundary arg1: owned(VSIFree), zeroterm */
OGRErr OGR_G_ExportToWkt(OGRGeometryH arg0, char **arg1);

/* @boundary return: status(0)
 * @boundary arg1: owned(VSIFree), zeroterm */
OGRErr OGR_G_ExportToIsoWkt(OGRGeometryH arg0, char **arg1);

/* @boundary return: owned(VSIFree), nonnull, zeroterm */
char *OGR_G_ExportToJson(OGRGeometryH arg0);

/* @boundary return: owned(VSIFree), nonnull, zeroterm */
char *OGR_G_ExportToGML(OGRGeometryH arg0);

/* @boundary return: owned(VSIFree), nonnull, zeroterm */
char *OGR_G_ExportToKML(OGRGeometryH arg0, const char *pszAltitudeMode);

/* @boundary return: owned(OGR_Fld_Destroy), nonnull */
OGRFieldDefnH OGR_Fld_Create(const char *arg0, OGRFieldType arg1);

/* @boundary arg0: releases */
void OGR_Fld_Destroy(OGRFieldDefnH arg0);

/* Reference systems */

/* @boundary return: owned(OSRDestroySpatialReference), nullable */
OGRSpatialReferenceH OSRNewSpatialReference(const char *arg0);

/* @boundary return: owned(OSRDestroySpatialReference), nonnull */
OGRSpatialReferenceH OSRClone(OGRSpatialReferenceH arg0);

/* @boundary return: owned(OSRDestroySpatialReference), nullable */
OGRSpatialReferenceH OSRCloneGeogCS(OGRSpatialReferenceH arg0);

/* @boundary arg0: releases, nullable */
void OSRDestroySpatialReference(OGRSpatialReferenceH arg0);

/* @boundary arg0: releases, nullable */
void OSRRelease(OGRSpatialReferenceH arg0);

/* @boundary return: status(0)
 * @boundary arg1: owned(VSIFree), zeroterm */
OGRErr OSRExportToWkt(OGRSpatialReferenceH arg0, char **arg1);

/* @boundary return: status(0)
 * @boundary arg1: owned(VSIFree), zeroterm */
OGRErr OSRExportToPrettyWkt(OGRSpatialReferenceH arg0, char **arg1, int arg2);

/* @boundary return: status(0)
 * @boundary arg1: owned(VSIFree), zeroterm */
OGRErr OSRExportToProj4(OGRSpatialReferenceH arg0, char **arg1);

/* @boundary return: status(0)
 * @boundary arg1: owned(VSIFree), zeroterm */
OGRErr OSRExportToXML(OGRSpatialReferenceH arg0, char **arg1, const char *arg2);

/* @boundary return: borrowed(hSRS), nullable, zeroterm */
const char *OSRGetAttrValue(OGRSpatialReferenceH hSRS, const char *pszName, int iChild);

/* @boundary return: owned(OCTDestroyCoordinateTransformation), nullable */
OGRCoordinateTransformationH OCTNewCoordinateTransformation(OGRSpatialReferenceH hSourceSRS, OGRSpatialReferenceH hTargetSRS);

/* @boundary arg0: releases, nullable */
void OCTDestroyCoordinateTransformation(OGRCoordinateTransformationH arg0);

/* Memory, settings, errors */

/* @boundary return: owned(VSIFree), nullable */
void *VSIMalloc(size_t arg0);

/* @boundary return: owned(VSIFree), nonnull */
void *CPLMalloc(size_t arg0);

/* @boundary return: owned(VSIFree), nonnull, zeroterm */
char *CPLStrdup(const char *arg0);

/* @boundary arg0: releases, nullable */
void VSIFree(void *arg0);

/* @boundary return: borrowed, zeroterm */
const char *CPLGetLastErrorMsg(void);

/* @boundary return: borrowed, nullable, zeroterm */
const char *CPLGetConfigOption(const char *arg0, const char *arg1);

/* @boundary arg0: retained */
CPLErrorHandler CPLSetErrorHandler(CPLErrorHandler arg0);

/* @boundary arg0: retained
 * @boundary arg1: retained */
CPLErrorHandler CPLSetErrorHandlerEx(CPLErrorHandler arg0, void *arg1);

/* @boundary arg0: retained */
void CPLPushErrorHandler(CPLErrorHandler arg0);

/* @boundary arg0: retained
 * @boundary arg1: retained */
void CPLPushErrorHandlerEx(CPLErrorHandler arg0, void *arg1);

/* @boundary return: owned(VSIFCloseL), nullable */
VSILFILE *VSIFOpenL(const char *arg0, const char *arg1);

/* @boundary arg0: releases */
int VSIFCloseL(VSILFILE *arg0);

/* @boundary pabyData: retained */
VSILFILE *VSIFileFromMemBuffer(const char *pszFilename, GByte *pabyData, vsi_l_offset nDataLength, int bTakeOwnership);
