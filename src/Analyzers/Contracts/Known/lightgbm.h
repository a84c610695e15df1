/* What the documentation of LightGBM's C interface says about data sets, boosters and text. Not in Debian: no compiler compared the declarations. */

/* @boundary library(lightgbm) */

#include <stdint.h>

typedef void *DatasetHandle;
typedef void *BoosterHandle;

/* @boundary return: status(0)
 * @boundary out: owned(LGBM_DatasetFree) */
int LGBM_DatasetCreateFromFile(const char *filename, const char *parameters, const DatasetHandle reference, DatasetHandle *out);

/* @boundary return: status(0)
 * @boundary out: owned(LGBM_DatasetFree) */
int LGBM_DatasetCreateFromMat(
    const void *data, int data_type, int32_t nrow, int32_t ncol, int is_row_major, const char *parameters, const DatasetHandle reference, DatasetHandle *out);

/* @boundary return: status(0)
 * @boundary out: owned(LGBM_DatasetFree) */
int LGBM_DatasetCreateByReference(const DatasetHandle reference, int64_t num_total_row, DatasetHandle *out);

/* @boundary return: status(0)
 * @boundary out: owned(LGBM_DatasetFree) */
int LGBM_DatasetGetSubset(
    const DatasetHandle handle, const int32_t *used_row_indices, int32_t num_used_row_indices, const char *parameters, DatasetHandle *out);

/* @boundary handle: releases */
int LGBM_DatasetFree(DatasetHandle handle);

/* @boundary return: status(0)
 * @boundary out: owned(LGBM_BoosterFree) */
int LGBM_BoosterCreate(const DatasetHandle train_data, const char *parameters, BoosterHandle *out);

/* @boundary return: status(0)
 * @boundary out: owned(LGBM_BoosterFree) */
int LGBM_BoosterCreateFromModelfile(const char *filename, int *out_num_iterations, BoosterHandle *out);

/* @boundary return: status(0)
 * @boundary out: owned(LGBM_BoosterFree) */
int LGBM_BoosterLoadModelFromString(const char *model_str, int *out_num_iterations, BoosterHandle *out);

/* @boundary handle: releases */
int LGBM_BoosterFree(BoosterHandle handle);

/* @boundary return: borrowed, zeroterm */
const char *LGBM_GetLastError(void);

/* @boundary callback: retained */
int LGBM_RegisterLogCallback(void (*callback)(const char *));
