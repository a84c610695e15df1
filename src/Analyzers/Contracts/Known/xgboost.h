/* What the documentation of XGBoost's C interface says about data, boosters, text and callbacks. */

/* @boundary library(xgboost), convention(cdecl) */

#include <stddef.h>
#include <stdint.h>

typedef void *DMatrixHandle;
typedef uint64_t bst_ulong;
typedef void *BoosterHandle;

/* @boundary return: status(0)
 * @boundary out: owned(XGDMatrixFree) */
int XGDMatrixCreateFromFile(const char *fname, int silent, DMatrixHandle *out);

/* @boundary return: status(0)
 * @boundary out: owned(XGDMatrixFree) */
int XGDMatrixCreateFromMat(const float *data, bst_ulong nrow, bst_ulong ncol, float missing, DMatrixHandle *out);

/* @boundary return: status(0)
 * @boundary out: owned(XGDMatrixFree) */
int XGDMatrixCreateFromMat_omp(const float *data, bst_ulong nrow, bst_ulong ncol, float missing, DMatrixHandle *out, int nthread);

/* @boundary return: status(0)
 * @boundary out: owned(XGDMatrixFree) */
int XGDMatrixCreateFromCSREx(
    const size_t *indptr, const unsigned int *indices, const float *data, size_t nindptr, size_t nelem, size_t num_col, DMatrixHandle *out);

/* @boundary return: status(0)
 * @boundary out: owned(XGDMatrixFree) */
int XGDMatrixCreateFromCSCEx(
    const size_t *col_ptr, const unsigned int *indices, const float *data, size_t nindptr, size_t nelem, size_t num_row, DMatrixHandle *out);

/* @boundary return: status(0)
 * @boundary out: owned(XGDMatrixFree) */
int XGDMatrixCreateFromDense(const char *data, const char *config, DMatrixHandle *out);

/* @boundary return: status(0)
 * @boundary out: owned(XGDMatrixFree) */
int XGDMatrixCreateFromCSR(const char *indptr, const char *indices, const char *data, bst_ulong ncol, const char *config, DMatrixHandle *out);

/* @boundary return: status(0)
 * @boundary out: owned(XGDMatrixFree) */
int XGDMatrixSliceDMatrix(DMatrixHandle handle, const int *idxset, bst_ulong len, DMatrixHandle *out);

/* @boundary return: status(0)
 * @boundary out: owned(XGDMatrixFree) */
int XGDMatrixSliceDMatrixEx(DMatrixHandle handle, const int *idxset, bst_ulong len, DMatrixHandle *out, int allow_groups);

/* @boundary handle: releases */
int XGDMatrixFree(DMatrixHandle handle);

/* @boundary return: status(0)
 * @boundary out: owned(XGBoosterFree) */
int XGBoosterCreate(const DMatrixHandle dmats[], bst_ulong len, BoosterHandle *out);

/* @boundary handle: releases */
int XGBoosterFree(BoosterHandle handle);

/* @boundary return: borrowed, zeroterm */
const char *XGBGetLastError(void);

/* @boundary callback: retained */
int XGBRegisterLogCallback(void (*callback)(const char *));
