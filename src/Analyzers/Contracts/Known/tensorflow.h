/* What the header of TensorFlow's C interface says about its objects, text and callbacks. Not in Debian: no compiler compared the declarations. */

/* @boundary library(tensorflow), convention(cdecl) */

#include <stddef.h>
#include <stdint.h>

typedef struct TF_Status TF_Status;
typedef struct TF_Buffer TF_Buffer;
typedef enum { TF_FLOAT = 1 } TF_DataType;
typedef struct TF_Tensor TF_Tensor;
typedef struct TF_Graph TF_Graph;
typedef struct TF_SessionOptions TF_SessionOptions;
typedef struct TF_Session TF_Session;
typedef struct TF_ImportGraphDefOptions TF_ImportGraphDefOptions;
typedef struct TF_DeviceList TF_DeviceList;

/* @boundary return: owned(TF_DeleteStatus), nonnull */
TF_Status *TF_NewStatus(void);

/* @boundary status: releases, nullable */
void TF_DeleteStatus(TF_Status *status);

/* @boundary return: borrowed(s), zeroterm */
const char *TF_Message(const TF_Status *s);

/* @boundary return: owned(TF_DeleteBuffer), nonnull */
TF_Buffer *TF_NewBuffer(void);

/* @boundary return: owned(TF_DeleteBuffer), nonnull */
TF_Buffer *TF_NewBufferFromString(const void *proto, size_t proto_len);

/* @boundary return: owned(TF_DeleteBuffer), nonnull */
TF_Buffer *TF_GetAllOpList(void);

/* @boundary buffer: releases, nullable */
void TF_DeleteBuffer(TF_Buffer *buffer);

/* @boundary return: owned(TF_DeleteTensor), nonnull
 * @boundary data: retained
 * @boundary deallocator: retained
 * @boundary deallocator_arg: retained */
TF_Tensor *TF_NewTensor(
    TF_DataType type, const int64_t *dims, int num_dims, void *data, size_t len, void (*deallocator)(void *, size_t, void *), void *deallocator_arg);

/* @boundary return: owned(TF_DeleteTensor), nonnull */
TF_Tensor *TF_AllocateTensor(TF_DataType type, const int64_t *dims, int num_dims, size_t len);

/* @boundary tensor: releases, nullable */
void TF_DeleteTensor(TF_Tensor *tensor);

/* @boundary return: borrowed(tensor), nonnull */
void *TF_TensorData(const TF_Tensor *tensor);

/* @boundary return: owned(TF_DeleteGraph), nonnull */
TF_Graph *TF_NewGraph(void);

/* @boundary graph: releases, nullable */
void TF_DeleteGraph(TF_Graph *graph);

/* @boundary return: owned(TF_DeleteSessionOptions), nonnull */
TF_SessionOptions *TF_NewSessionOptions(void);

/* @boundary options: releases, nullable */
void TF_DeleteSessionOptions(TF_SessionOptions *options);

/* @boundary return: owned(TF_DeleteSession), nonnull */
TF_Session *TF_NewSession(TF_Graph *graph, const TF_SessionOptions *opts, TF_Status *status);

/* @boundary session: releases, nullable */
void TF_DeleteSession(TF_Session *session, TF_Status *status);

/* @boundary return: owned(TF_DeleteImportGraphDefOptions), nonnull */
TF_ImportGraphDefOptions *TF_NewImportGraphDefOptions(void);

/* @boundary opts: releases, nullable */
void TF_DeleteImportGraphDefOptions(TF_ImportGraphDefOptions *opts);

/* @boundary return: owned(TF_DeleteDeviceList), nonnull */
TF_DeviceList *TF_SessionListDevices(TF_Session *session, TF_Status *status);

/* @boundary list: releases, nullable */
void TF_DeleteDeviceList(TF_DeviceList *list);

/* @boundary return: borrowed(list), nonnull, zeroterm */
const char *TF_DeviceListName(const TF_DeviceList *list, int index, TF_Status *status);

/* @boundary return: static, zeroterm */
const char *TF_Version(void);
