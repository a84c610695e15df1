/* What the documentation of ChakraCore's and Windows' JsRt says about runtimes, references and callbacks. Not in Debian: no compiler compared the
 * declarations. */

/* @boundary library(chakracore), convention(stdcall) */

#include <stdbool.h>
#include <stddef.h>

typedef enum { JsRuntimeAttributeNone = 0 } JsRuntimeAttributes;
typedef bool (*JsThreadServiceCallback)(void *, void *);
typedef void *JsRuntimeHandle;
/* @boundary status(0) */
typedef enum { JsNoError = 0 } JsErrorCode;
typedef void *JsRef;
typedef JsRef JsValueRef;
typedef JsValueRef (*JsNativeFunction)(JsValueRef, bool, JsValueRef *, unsigned short, void *);
typedef void (*JsFinalizeCallback)(void *);
typedef void (*JsObjectBeforeCollectCallback)(JsRef, void *);
typedef bool (*JsMemoryAllocationCallback)(void *, int, size_t);
typedef void (*JsBeforeCollectCallback)(void *);
typedef void (*JsPromiseContinuationCallback)(JsValueRef, void *);

/* @boundary threadService: retained
 * @boundary runtime: owned(JsDisposeRuntime) */
JsErrorCode JsCreateRuntime(JsRuntimeAttributes attributes, JsThreadServiceCallback threadService, JsRuntimeHandle *runtime);

/* @boundary runtime: releases */
JsErrorCode JsDisposeRuntime(JsRuntimeHandle runtime);

/* @boundary nativeFunction: retained
 * @boundary callbackState: retained */
JsErrorCode JsCreateFunction(JsNativeFunction nativeFunction, void *callbackState, JsValueRef *function);

/* @boundary nativeFunction: retained
 * @boundary callbackState: retained */
JsErrorCode JsCreateNamedFunction(JsValueRef name, JsNativeFunction nativeFunction, void *callbackState, JsValueRef *function);

/* @boundary data: retained
 * @boundary finalizeCallback: retained */
JsErrorCode JsCreateExternalObject(void *data, JsFinalizeCallback finalizeCallback, JsValueRef *object);

/* @boundary data: retained
 * @boundary finalizeCallback: retained
 * @boundary callbackState: retained */
JsErrorCode JsCreateExternalArrayBuffer(void *data, unsigned int byteLength, JsFinalizeCallback finalizeCallback, void *callbackState, JsValueRef *result);

/* @boundary callbackState: retained
 * @boundary objectBeforeCollectCallback: retained */
JsErrorCode JsSetObjectBeforeCollectCallback(JsRef ref, void *callbackState, JsObjectBeforeCollectCallback objectBeforeCollectCallback);

/* @boundary callbackState: retained
 * @boundary allocationCallback: retained */
JsErrorCode JsSetRuntimeMemoryAllocationCallback(JsRuntimeHandle runtime, void *callbackState, JsMemoryAllocationCallback allocationCallback);

/* @boundary callbackState: retained
 * @boundary beforeCollectCallback: retained */
JsErrorCode JsSetRuntimeBeforeCollectCallback(JsRuntimeHandle runtime, void *callbackState, JsBeforeCollectCallback beforeCollectCallback);

/* @boundary promiseContinuationCallback: retained
 * @boundary callbackState: retained */
JsErrorCode JsSetPromiseContinuationCallback(JsPromiseContinuationCallback promiseContinuationCallback, void *callbackState);
