/* What the documentation of the C interface of GEOS says about geometries, readers, writers, text and callbacks, with and without a context. */

/* @boundary library(geos_c), convention(cdecl) */

#include <stddef.h>

typedef struct GEOSContextHandle_HS *GEOSContextHandle_t;
typedef void (*GEOSMessageHandler)(const char *, ...);
typedef void (*GEOSMessageHandler_r)(const char *, void *);
typedef struct GEOSGeom_t GEOSGeometry;
typedef struct GEOSCoordSeq_t GEOSCoordSequence;
typedef struct GEOSWKTReader_t GEOSWKTReader;
typedef struct GEOSWKBReader_t GEOSWKBReader;
typedef struct GEOSGeoJSONReader_t GEOSGeoJSONReader;
typedef struct GEOSPrepGeom_t GEOSPreparedGeometry;
typedef struct GEOSSTRtree_t GEOSSTRtree;
typedef struct GEOSWKTWriter_t GEOSWKTWriter;
typedef struct GEOSWKBWriter_t GEOSWKBWriter;
typedef struct GEOSGeoJSONWriter_t GEOSGeoJSONWriter;
typedef struct GEOSBufParams_t GEOSBufferParams;
typedef void (*GEOSQueryCallback)(void *, void *);
typedef int (*GEOSTransformXYCallback)(double *, double *, void *);

/* Contexts */

/* @boundary return: owned(GEOS_finish_r), nonnull */
GEOSContextHandle_t GEOS_init_r(void);

/* @boundary handle: releases */
void GEOS_finish_r(GEOSContextHandle_t handle);

/* @boundary notice_function: retained
 * @boundary error_function: retained */
void initGEOS(GEOSMessageHandler notice_function, GEOSMessageHandler error_function);

/* @boundary nf: retained */
GEOSMessageHandler GEOSContext_setNoticeHandler_r(GEOSContextHandle_t extHandle, GEOSMessageHandler nf);

/* @boundary ef: retained */
GEOSMessageHandler GEOSContext_setErrorHandler_r(GEOSContextHandle_t extHandle, GEOSMessageHandler ef);

/* @boundary nf: retained
 * @boundary userData: retained */
GEOSMessageHandler_r GEOSContext_setNoticeMessageHandler_r(GEOSContextHandle_t extHandle, GEOSMessageHandler_r nf, void *userData);

/* @boundary ef: retained
 * @boundary userData: retained */
GEOSMessageHandler_r GEOSContext_setErrorMessageHandler_r(GEOSContextHandle_t extHandle, GEOSMessageHandler_r ef, void *userData);

/* @boundary return: static, zeroterm */
const char *GEOSversion(void);

/* Without a context */

/* @boundary return: owned(GEOSGeom_destroy), nullable */
GEOSGeometry *GEOSGeom_createPointFromXY(double x, double y);

/* @boundary return: owned(GEOSGeom_destroy), nullable */
GEOSGeometry *GEOSGeom_createEmptyPoint(void);

/* @boundary return: owned(GEOSGeom_destroy), nullable
 * @boundary s: taken */
GEOSGeometry *GEOSGeom_createPoint(GEOSCoordSequence *s);

/* @boundary return: owned(GEOSGeom_destroy), nullable
 * @boundary s: taken */
GEOSGeometry *GEOSGeom_createLinearRing(GEOSCoordSequence *s);

/* @boundary return: owned(GEOSGeom_destroy), nullable
 * @boundary s: taken */
GEOSGeometry *GEOSGeom_createLineString(GEOSCoordSequence *s);

/* @boundary return: owned(GEOSGeom_destroy), nullable */
GEOSGeometry *GEOSGeom_createEmptyPolygon(void);

/* @boundary return: owned(GEOSGeom_destroy), nullable
 * @boundary shell: taken */
GEOSGeometry *GEOSGeom_createPolygon(GEOSGeometry *shell, GEOSGeometry **holes, unsigned int nholes);

/* @boundary return: owned(GEOSGeom_destroy), nullable */
GEOSGeometry *GEOSGeom_createCollection(int type, GEOSGeometry **geoms, unsigned int ngeoms);

/* @boundary return: owned(GEOSGeom_destroy), nullable */
GEOSGeometry *GEOSGeom_createEmptyCollection(int type);

/* @boundary return: owned(GEOSGeom_destroy), nonnull */
GEOSGeometry *GEOSGeom_clone(const GEOSGeometry *g);

/* @boundary return: owned(GEOSGeom_destroy), nullable */
GEOSGeometry *GEOSIntersection(const GEOSGeometry *g1, const GEOSGeometry *g2);

/* @boundary return: owned(GEOSGeom_destroy), nullable */
GEOSGeometry *GEOSUnion(const GEOSGeometry *ga, const GEOSGeometry *gb);

/* @boundary return: owned(GEOSGeom_destroy), nullable */
GEOSGeometry *GEOSUnaryUnion(const GEOSGeometry *g);

/* @boundary return: owned(GEOSGeom_destroy), nullable */
GEOSGeometry *GEOSDifference(const GEOSGeometry *ga, const GEOSGeometry *gb);

/* @boundary return: owned(GEOSGeom_destroy), nullable */
GEOSGeometry *GEOSSymDifference(const GEOSGeometry *ga, const GEOSGeometry *gb);

/* @boundary return: owned(GEOSGeom_destroy), nullable */
GEOSGeometry *GEOSBuffer(const GEOSGeometry *g, double width, int quadsegs);

/* @boundary return: owned(GEOSGeom_destroy), nullable */
GEOSGeometry *GEOSBufferWithStyle(const GEOSGeometry *g, double width, int quadsegs, int endCapStyle, int joinStyle, double mitreLimit);

/* @boundary return: owned(GEOSGeom_destroy), nullable */
GEOSGeometry *GEOSConvexHull(const GEOSGeometry *g);

/* @boundary return: owned(GEOSGeom_destroy), nullable */
GEOSGeometry *GEOSEnvelope(const GEOSGeometry *g);

/* @boundary return: owned(GEOSGeom_destroy), nullable */
GEOSGeometry *GEOSBoundary(const GEOSGeometry *g);

/* @boundary return: owned(GEOSGeom_destroy), nullable */
GEOSGeometry *GEOSGetCentroid(const GEOSGeometry *g);

/* @boundary return: owned(GEOSGeom_destroy), nullable */
GEOSGeometry *GEOSSimplify(const GEOSGeometry *g, double tolerance);

/* @boundary return: owned(GEOSGeom_destroy), nullable */
GEOSGeometry *GEOSTopologyPreserveSimplify(const GEOSGeometry *g, double tolerance);

/* @boundary return: owned(GEOSGeom_destroy), nullable */
GEOSGeometry *GEOSMakeValid(const GEOSGeometry *g);

/* @boundary return: owned(GEOSGeom_destroy), nullable */
GEOSGeometry *GEOSLineMerge(const GEOSGeometry *g);

/* @boundary return: owned(GEOSGeom_destroy), nullable */
GEOSGeometry *GEOSWKTReader_read(GEOSWKTReader *reader, const char *wkt);

/* @boundary return: owned(GEOSGeom_destroy), nullable */
GEOSGeometry *GEOSWKBReader_read(GEOSWKBReader *reader, const unsigned char *wkb, size_t size);

/* @boundary return: owned(GEOSGeom_destroy), nullable */
GEOSGeometry *GEOSWKBReader_readHEX(GEOSWKBReader *reader, const unsigned char *hex, size_t size);

/* @boundary return: owned(GEOSGeom_destroy), nullable */
GEOSGeometry *GEOSGeomFromWKT(const char *wkt);

/* @boundary return: owned(GEOSGeom_destroy), nullable */
GEOSGeometry *GEOSGeoJSONReader_readGeometry(GEOSGeoJSONReader *reader, const char *geojson);

/* @boundary return: owned(GEOSCoordSeq_destroy), nullable */
GEOSCoordSequence *GEOSCoordSeq_create(unsigned int size, unsigned int dims);

/* @boundary return: owned(GEOSCoordSeq_destroy), nullable */
GEOSCoordSequence *GEOSCoordSeq_clone(const GEOSCoordSequence *s);

/* @boundary return: owned(GEOSPreparedGeom_destroy), nullable
 * @boundary g: retained(until GEOSPreparedGeom_destroy) */
const GEOSPreparedGeometry *GEOSPrepare(const GEOSGeometry *g);

/* @boundary return: owned(GEOSSTRtree_destroy), nonnull */
GEOSSTRtree *GEOSSTRtree_create(size_t nodeCapacity);

/* @boundary return: owned(GEOSWKTReader_destroy), nonnull */
GEOSWKTReader *GEOSWKTReader_create(void);

/* @boundary return: owned(GEOSWKTWriter_destroy), nonnull */
GEOSWKTWriter *GEOSWKTWriter_create(void);

/* @boundary return: owned(GEOSWKBReader_destroy), nonnull */
GEOSWKBReader *GEOSWKBReader_create(void);

/* @boundary return: owned(GEOSWKBWriter_destroy), nonnull */
GEOSWKBWriter *GEOSWKBWriter_create(void);

/* @boundary return: owned(GEOSGeoJSONReader_destroy), nonnull */
GEOSGeoJSONReader *GEOSGeoJSONReader_create(void);

/* @boundary return: owned(GEOSGeoJSONWriter_destroy), nonnull */
GEOSGeoJSONWriter *GEOSGeoJSONWriter_create(void);

/* @boundary return: owned(GEOSBufferParams_destroy), nonnull */
GEOSBufferParams *GEOSBufferParams_create(void);

/* @boundary return: owned(GEOSFree), nonnull, zeroterm */
char *GEOSWKTWriter_write(GEOSWKTWriter *writer, const GEOSGeometry *g);

/* @boundary return: owned(GEOSFree), nullable, zeroterm */
char *GEOSGeomToWKT(const GEOSGeometry *g);

/* @boundary return: owned(GEOSFree), nullable, zeroterm */
char *GEOSGeoJSONWriter_writeGeometry(GEOSGeoJSONWriter *writer, const GEOSGeometry *g, int indent);

/* @boundary return: owned(GEOSFree), nonnull, zeroterm */
char *GEOSGeomType(const GEOSGeometry *g);

/* @boundary return: owned(GEOSFree), nullable, zeroterm */
char *GEOSisValidReason(const GEOSGeometry *g);

/* @boundary return: owned(GEOSFree), nonnull */
unsigned char *GEOSWKBWriter_write(GEOSWKBWriter *writer, const GEOSGeometry *g, size_t *size);

/* @boundary return: owned(GEOSFree), nonnull */
unsigned char *GEOSWKBWriter_writeHEX(GEOSWKBWriter *writer, const GEOSGeometry *g, size_t *size);

/* @boundary g: releases */
void GEOSGeom_destroy(GEOSGeometry *g);

/* @boundary s: releases */
void GEOSCoordSeq_destroy(GEOSCoordSequence *s);

/* @boundary g: releases */
void GEOSPreparedGeom_destroy(const GEOSPreparedGeometry *g);

/* @boundary tree: releases */
void GEOSSTRtree_destroy(GEOSSTRtree *tree);

/* @boundary reader: releases */
void GEOSWKTReader_destroy(GEOSWKTReader *reader);

/* @boundary writer: releases */
void GEOSWKTWriter_destroy(GEOSWKTWriter *writer);

/* @boundary reader: releases */
void GEOSWKBReader_destroy(GEOSWKBReader *reader);

/* @boundary writer: releases */
void GEOSWKBWriter_destroy(GEOSWKBWriter *writer);

/* @boundary reader: releases */
void GEOSGeoJSONReader_destroy(GEOSGeoJSONReader *reader);

/* @boundary writer: releases */
void GEOSGeoJSONWriter_destroy(GEOSGeoJSONWriter *writer);

/* @boundary parms: releases */
void GEOSBufferParams_destroy(GEOSBufferParams *parms);

/* @boundary buffer: releases */
void GEOSFree(void *buffer);

/* @boundary return: borrowed(g), nullable */
const GEOSGeometry *GEOSGetGeometryN(const GEOSGeometry *g, int n);

/* @boundary return: borrowed(g), nullable */
const GEOSGeometry *GEOSGetExteriorRing(const GEOSGeometry *g);

/* @boundary return: borrowed(g), nullable */
const GEOSGeometry *GEOSGetInteriorRingN(const GEOSGeometry *g, int n);

/* @boundary return: borrowed(g), nullable */
const GEOSCoordSequence *GEOSGeom_getCoordSeq(const GEOSGeometry *g);

/* @boundary g: retained(until GEOSSTRtree_destroy)
 * @boundary item: retained(until GEOSSTRtree_destroy) */
void GEOSSTRtree_insert(GEOSSTRtree *tree, const GEOSGeometry *g, void *item);

/* @boundary callback: noescape
 * @boundary userdata: noescape */
void GEOSSTRtree_query(GEOSSTRtree *tree, const GEOSGeometry *g, GEOSQueryCallback callback, void *userdata);

/* @boundary callback: noescape
 * @boundary userdata: noescape */
void GEOSSTRtree_iterate(GEOSSTRtree *tree, GEOSQueryCallback callback, void *userdata);

/* @boundary callback: noescape
 * @boundary userdata: noescape */
GEOSGeometry *GEOSGeom_transformXY(const GEOSGeometry *g, GEOSTransformXYCallback callback, void *userdata);

/* With a context */

/* @boundary return: owned(GEOSGeom_destroy_r), nullable */
GEOSGeometry *GEOSGeom_createPointFromXY_r(GEOSContextHandle_t handle, double x, double y);

/* @boundary return: owned(GEOSGeom_destroy_r), nullable */
GEOSGeometry *GEOSGeom_createEmptyPoint_r(GEOSContextHandle_t handle);

/* @boundary return: owned(GEOSGeom_destroy_r), nullable
 * @boundary s: taken */
GEOSGeometry *GEOSGeom_createPoint_r(GEOSContextHandle_t handle, GEOSCoordSequence *s);

/* @boundary return: owned(GEOSGeom_destroy_r), nullable
 * @boundary s: taken */
GEOSGeometry *GEOSGeom_createLinearRing_r(GEOSContextHandle_t handle, GEOSCoordSequence *s);

/* @boundary return: owned(GEOSGeom_destroy_r), nullable
 * @boundary s: taken */
GEOSGeometry *GEOSGeom_createLineString_r(GEOSContextHandle_t handle, GEOSCoordSequence *s);

/* @boundary return: owned(GEOSGeom_destroy_r), nullable */
GEOSGeometry *GEOSGeom_createEmptyPolygon_r(GEOSContextHandle_t handle);

/* @boundary return: owned(GEOSGeom_destroy_r), nullable
 * @boundary shell: taken */
GEOSGeometry *GEOSGeom_createPolygon_r(GEOSContextHandle_t handle, GEOSGeometry *shell, GEOSGeometry **holes, unsigned int nholes);

/* @boundary return: owned(GEOSGeom_destroy_r), nullable */
GEOSGeometry *GEOSGeom_createCollection_r(GEOSContextHandle_t handle, int type, GEOSGeometry **geoms, unsigned int ngeoms);

/* @boundary return: owned(GEOSGeom_destroy_r), nullable */
GEOSGeometry *GEOSGeom_createEmptyCollection_r(GEOSContextHandle_t handle, int type);

/* @boundary return: owned(GEOSGeom_destroy_r), nonnull */
GEOSGeometry *GEOSGeom_clone_r(GEOSContextHandle_t handle, const GEOSGeometry *g);

/* @boundary return: owned(GEOSGeom_destroy_r), nullable */
GEOSGeometry *GEOSIntersection_r(GEOSContextHandle_t handle, const GEOSGeometry *g1, const GEOSGeometry *g2);

/* @boundary return: owned(GEOSGeom_destroy_r), nullable */
GEOSGeometry *GEOSUnion_r(GEOSContextHandle_t handle, const GEOSGeometry *g1, const GEOSGeometry *g2);

/* @boundary return: owned(GEOSGeom_destroy_r), nullable */
GEOSGeometry *GEOSUnaryUnion_r(GEOSContextHandle_t handle, const GEOSGeometry *g);

/* @boundary return: owned(GEOSGeom_destroy_r), nullable */
GEOSGeometry *GEOSDifference_r(GEOSContextHandle_t handle, const GEOSGeometry *g1, const GEOSGeometry *g2);

/* @boundary return: owned(GEOSGeom_destroy_r), nullable */
GEOSGeometry *GEOSSymDifference_r(GEOSContextHandle_t handle, const GEOSGeometry *g1, const GEOSGeometry *g2);

/* @boundary return: owned(GEOSGeom_destroy_r), nullable */
GEOSGeometry *GEOSBuffer_r(GEOSContextHandle_t handle, const GEOSGeometry *g, double width, int quadsegs);

/* @boundary return: owned(GEOSGeom_destroy_r), nullable */
GEOSGeometry *GEOSBufferWithStyle_r(
    GEOSContextHandle_t handle, const GEOSGeometry *g, double width, int quadsegs, int endCapStyle, int joinStyle, double mitreLimit);

/* @boundary return: owned(GEOSGeom_destroy_r), nullable */
GEOSGeometry *GEOSConvexHull_r(GEOSContextHandle_t handle, const GEOSGeometry *g);

/* @boundary return: owned(GEOSGeom_destroy_r), nullable */
GEOSGeometry *GEOSEnvelope_r(GEOSContextHandle_t handle, const GEOSGeometry *g);

/* @boundary return: owned(GEOSGeom_destroy_r), nullable */
GEOSGeometry *GEOSBoundary_r(GEOSContextHandle_t handle, const GEOSGeometry *g);

/* @boundary return: owned(GEOSGeom_destroy_r), nullable */
GEOSGeometry *GEOSGetCentroid_r(GEOSContextHandle_t handle, const GEOSGeometry *g);

/* @boundary return: owned(GEOSGeom_destroy_r), nullable */
GEOSGeometry *GEOSSimplify_r(GEOSContextHandle_t handle, const GEOSGeometry *g, double tolerance);

/* @boundary return: owned(GEOSGeom_destroy_r), nullable */
GEOSGeometry *GEOSTopologyPreserveSimplify_r(GEOSContextHandle_t handle, const GEOSGeometry *g, double tolerance);

/* @boundary return: owned(GEOSGeom_destroy_r), nullable */
GEOSGeometry *GEOSMakeValid_r(GEOSContextHandle_t handle, const GEOSGeometry *g);

/* @boundary return: owned(GEOSGeom_destroy_r), nullable */
GEOSGeometry *GEOSLineMerge_r(GEOSContextHandle_t handle, const GEOSGeometry *g);

/* @boundary return: owned(GEOSGeom_destroy_r), nullable */
GEOSGeometry *GEOSWKTReader_read_r(GEOSContextHandle_t handle, GEOSWKTReader *reader, const char *wkt);

/* @boundary return: owned(GEOSGeom_destroy_r), nullable */
GEOSGeometry *GEOSWKBReader_read_r(GEOSContextHandle_t handle, GEOSWKBReader *reader, const unsigned char *wkb, size_t size);

/* @boundary return: owned(GEOSGeom_destroy_r), nullable */
GEOSGeometry *GEOSWKBReader_readHEX_r(GEOSContextHandle_t handle, GEOSWKBReader *reader, const unsigned char *hex, size_t size);

/* @boundary return: owned(GEOSGeom_destroy_r), nullable */
GEOSGeometry *GEOSGeomFromWKT_r(GEOSContextHandle_t handle, const char *wkt);

/* @boundary return: owned(GEOSGeom_destroy_r), nullable */
GEOSGeometry *GEOSGeoJSONReader_readGeometry_r(GEOSContextHandle_t handle, GEOSGeoJSONReader *reader, const char *geojson);

/* @boundary return: owned(GEOSCoordSeq_destroy_r), nullable */
GEOSCoordSequence *GEOSCoordSeq_create_r(GEOSContextHandle_t handle, unsigned int size, unsigned int dims);

/* @boundary return: owned(GEOSCoordSeq_destroy_r), nullable */
GEOSCoordSequence *GEOSCoordSeq_clone_r(GEOSContextHandle_t handle, const GEOSCoordSequence *s);

/* @boundary return: owned(GEOSPreparedGeom_destroy_r), nullable
 * @boundary g: retained(until GEOSPreparedGeom_destroy_r) */
const GEOSPreparedGeometry *GEOSPrepare_r(GEOSContextHandle_t handle, const GEOSGeometry *g);

/* @boundary return: owned(GEOSSTRtree_destroy_r), nonnull */
GEOSSTRtree *GEOSSTRtree_create_r(GEOSContextHandle_t handle, size_t nodeCapacity);

/* @boundary return: owned(GEOSWKTReader_destroy_r), nonnull */
GEOSWKTReader *GEOSWKTReader_create_r(GEOSContextHandle_t handle);

/* @boundary return: owned(GEOSWKTWriter_destroy_r), nonnull */
GEOSWKTWriter *GEOSWKTWriter_create_r(GEOSContextHandle_t handle);

/* @boundary return: owned(GEOSWKBReader_destroy_r), nonnull */
GEOSWKBReader *GEOSWKBReader_create_r(GEOSContextHandle_t handle);

/* @boundary return: owned(GEOSWKBWriter_destroy_r), nonnull */
GEOSWKBWriter *GEOSWKBWriter_create_r(GEOSContextHandle_t handle);

/* @boundary return: owned(GEOSGeoJSONReader_destroy_r), nonnull */
GEOSGeoJSONReader *GEOSGeoJSONReader_create_r(GEOSContextHandle_t handle);

/* @boundary return: owned(GEOSGeoJSONWriter_destroy_r), nonnull */
GEOSGeoJSONWriter *GEOSGeoJSONWriter_create_r(GEOSContextHandle_t handle);

/* @boundary return: owned(GEOSBufferParams_destroy_r), nonnull */
GEOSBufferParams *GEOSBufferParams_create_r(GEOSContextHandle_t handle);

/* @boundary return: owned(GEOSFree_r), nonnull, zeroterm */
char *GEOSWKTWriter_write_r(GEOSContextHandle_t handle, GEOSWKTWriter *writer, const GEOSGeometry *g);

/* @boundary return: owned(GEOSFree_r), nullable, zeroterm */
char *GEOSGeomToWKT_r(GEOSContextHandle_t handle, const GEOSGeometry *g);

/* @boundary return: owned(GEOSFree_r), nullable, zeroterm */
char *GEOSGeoJSONWriter_writeGeometry_r(GEOSContextHandle_t handle, GEOSGeoJSONWriter *writer, const GEOSGeometry *g, int indent);

/* @boundary return: owned(GEOSFree_r), nonnull, zeroterm */
char *GEOSGeomType_r(GEOSContextHandle_t handle, const GEOSGeometry *g);

/* @boundary return: owned(GEOSFree_r), nullable, zeroterm */
char *GEOSisValidReason_r(GEOSContextHandle_t handle, const GEOSGeometry *g);

/* @boundary return: owned(GEOSFree_r), nonnull */
unsigned char *GEOSWKBWriter_write_r(GEOSContextHandle_t handle, GEOSWKBWriter *writer, const GEOSGeometry *g, size_t *size);

/* @boundary return: owned(GEOSFree_r), nonnull */
unsigned char *GEOSWKBWriter_writeHEX_r(GEOSContextHandle_t handle, GEOSWKBWriter *writer, const GEOSGeometry *g, size_t *size);

/* @boundary g: releases */
void GEOSGeom_destroy_r(GEOSContextHandle_t handle, GEOSGeometry *g);

/* @boundary s: releases */
void GEOSCoordSeq_destroy_r(GEOSContextHandle_t handle, GEOSCoordSequence *s);

/* @boundary g: releases */
void GEOSPreparedGeom_destroy_r(GEOSContextHandle_t handle, const GEOSPreparedGeometry *g);

/* @boundary tree: releases */
void GEOSSTRtree_destroy_r(GEOSContextHandle_t handle, GEOSSTRtree *tree);

/* @boundary reader: releases */
void GEOSWKTReader_destroy_r(GEOSContextHandle_t handle, GEOSWKTReader *reader);

/* @boundary writer: releases */
void GEOSWKTWriter_destroy_r(GEOSContextHandle_t handle, GEOSWKTWriter *writer);

/* @boundary reader: releases */
void GEOSWKBReader_destroy_r(GEOSContextHandle_t handle, GEOSWKBReader *reader);

/* @boundary writer: releases */
void GEOSWKBWriter_destroy_r(GEOSContextHandle_t handle, GEOSWKBWriter *writer);

/* @boundary reader: releases */
void GEOSGeoJSONReader_destroy_r(GEOSContextHandle_t handle, GEOSGeoJSONReader *reader);

/* @boundary writer: releases */
void GEOSGeoJSONWriter_destroy_r(GEOSContextHandle_t handle, GEOSGeoJSONWriter *writer);

/* @boundary parms: releases */
void GEOSBufferParams_destroy_r(GEOSContextHandle_t handle, GEOSBufferParams *parms);

/* @boundary buffer: releases */
void GEOSFree_r(GEOSContextHandle_t handle, void *buffer);

/* @boundary return: borrowed(g), nullable */
const GEOSGeometry *GEOSGetGeometryN_r(GEOSContextHandle_t handle, const GEOSGeometry *g, int n);

/* @boundary return: borrowed(g), nullable */
const GEOSGeometry *GEOSGetExteriorRing_r(GEOSContextHandle_t handle, const GEOSGeometry *g);

/* @boundary return: borrowed(g), nullable */
const GEOSGeometry *GEOSGetInteriorRingN_r(GEOSContextHandle_t handle, const GEOSGeometry *g, int n);

/* @boundary return: borrowed(g), nullable */
const GEOSCoordSequence *GEOSGeom_getCoordSeq_r(GEOSContextHandle_t handle, const GEOSGeometry *g);

/* @boundary g: retained(until GEOSSTRtree_destroy_r)
 * @boundary item: retained(until GEOSSTRtree_destroy_r) */
void GEOSSTRtree_insert_r(GEOSContextHandle_t handle, GEOSSTRtree *tree, const GEOSGeometry *g, void *item);

/* @boundary callback: noescape
 * @boundary userdata: noescape */
void GEOSSTRtree_query_r(GEOSContextHandle_t handle, GEOSSTRtree *tree, const GEOSGeometry *g, GEOSQueryCallback callback, void *userdata);

/* @boundary callback: noescape
 * @boundary userdata: noescape */
void GEOSSTRtree_iterate_r(GEOSContextHandle_t handle, GEOSSTRtree *tree, GEOSQueryCallback callback, void *userdata);

/* @boundary callback: noescape
 * @boundary userdata: noescape */
GEOSGeometry *GEOSGeom_transformXY_r(GEOSContextHandle_t handle, const GEOSGeometry *g, GEOSTransformXYCallback callback, void *userdata);
