/* What the documentation of Python's C interface says about references that a call gives, lends and takes over, and about memory and text. */

/* @boundary library(python3), convention(cdecl) */

#include <stddef.h>
#include <sys/types.h>

typedef struct _object PyObject;
typedef struct PyCompilerFlags PyCompilerFlags;
typedef ssize_t Py_ssize_t;
typedef void (*PyCapsule_Destructor)(PyObject *);
typedef struct PyMethodDef PyMethodDef;

/* References */

/* @boundary arg0: releases */
void Py_DecRef(PyObject *arg0);

/* New references */

/* @boundary return: owned(Py_DecRef), nullable */
PyObject *PyImport_ImportModule(const char *name);

/* @boundary return: owned(Py_DecRef), nullable */
PyObject *PyImport_Import(PyObject *name);

/* @boundary return: owned(Py_DecRef), nullable */
PyObject *PyImport_ExecCodeModule(const char *name, PyObject *co);

/* @boundary return: owned(Py_DecRef), nullable */
PyObject *PyObject_GetAttrString(PyObject *arg0, const char *arg1);

/* @boundary return: owned(Py_DecRef), nullable */
PyObject *PyObject_GetAttr(PyObject *arg0, PyObject *arg1);

/* @boundary return: owned(Py_DecRef), nullable */
PyObject *PyObject_GetItem(PyObject *o, PyObject *key);

/* @boundary return: owned(Py_DecRef), nullable */
PyObject *PyObject_CallObject(PyObject *callable, PyObject *args);

/* @boundary return: owned(Py_DecRef), nullable */
PyObject *PyObject_Call(PyObject *callable, PyObject *args, PyObject *kwargs);

/* @boundary return: owned(Py_DecRef), nullable */
PyObject *PyObject_Str(PyObject *arg0);

/* @boundary return: owned(Py_DecRef), nullable */
PyObject *PyObject_Repr(PyObject *arg0);

/* @boundary return: owned(Py_DecRef), nullable */
PyObject *PyObject_Type(PyObject *o);

/* @boundary return: owned(Py_DecRef), nullable */
PyObject *PyObject_Dir(PyObject *arg0);

/* @boundary return: owned(Py_DecRef), nullable */
PyObject *PyObject_GetIter(PyObject *arg0);

/* @boundary return: owned(Py_DecRef), nullable */
PyObject *PyObject_RichCompare(PyObject *arg0, PyObject *arg1, int arg2);

/* @boundary return: owned(Py_DecRef), nullable */
PyObject *PyIter_Next(PyObject *arg0);

/* @boundary return: owned(Py_DecRef), nullable */
PyObject *PyRun_StringFlags(const char *arg0, int arg1, PyObject *arg2, PyObject *arg3, PyCompilerFlags *arg4);

/* @boundary return: owned(Py_DecRef), nullable */
PyObject *Py_CompileString(const char *arg0, const char *arg1, int arg2);

/* @boundary return: owned(Py_DecRef), nullable */
PyObject *Py_BuildValue(const char *arg0, ...);

/* @boundary return: owned(Py_DecRef), nonnull */
PyObject *PyUnicode_FromString(const char *u);

/* @boundary return: owned(Py_DecRef), nonnull */
PyObject *PyUnicode_FromStringAndSize(const char *u, Py_ssize_t size);

/* @boundary return: owned(Py_DecRef), nonnull */
PyObject *PyUnicode_FromWideChar(const wchar_t *w, Py_ssize_t size);

/* @boundary return: owned(Py_DecRef), nullable */
PyObject *PyUnicode_DecodeUTF8(const char *string, Py_ssize_t length, const char *errors);

/* @boundary return: owned(Py_DecRef), nullable */
PyObject *PyUnicode_AsUTF8String(PyObject *unicode);

/* @boundary return: owned(Py_DecRef), nonnull */
PyObject *PyBytes_FromString(const char *arg0);

/* @boundary return: owned(Py_DecRef), nonnull */
PyObject *PyBytes_FromStringAndSize(const char *arg0, Py_ssize_t arg1);

/* @boundary return: owned(Py_DecRef), nonnull */
PyObject *PyByteArray_FromStringAndSize(const char *arg0, Py_ssize_t arg1);

/* @boundary return: owned(Py_DecRef), nonnull */
PyObject *PyLong_FromLong(long arg0);

/* @boundary return: owned(Py_DecRef), nonnull */
PyObject *PyLong_FromLongLong(long long arg0);

/* @boundary return: owned(Py_DecRef), nonnull */
PyObject *PyLong_FromUnsignedLongLong(unsigned long long arg0);

/* @boundary return: owned(Py_DecRef), nonnull */
PyObject *PyLong_FromString(const char *arg0, char **arg1, int arg2);

/* @boundary return: owned(Py_DecRef), nonnull */
PyObject *PyFloat_FromDouble(double arg0);

/* @boundary return: owned(Py_DecRef), nonnull */
PyObject *PyFloat_FromString(PyObject *arg0);

/* @boundary return: owned(Py_DecRef), nonnull */
PyObject *PyBool_FromLong(long arg0);

/* @boundary return: owned(Py_DecRef), nonnull */
PyObject *PyTuple_New(Py_ssize_t size);

/* @boundary return: owned(Py_DecRef), nonnull */
PyObject *PyTuple_GetSlice(PyObject *arg0, Py_ssize_t arg1, Py_ssize_t arg2);

/* @boundary return: owned(Py_DecRef), nonnull */
PyObject *PyList_New(Py_ssize_t size);

/* @boundary return: owned(Py_DecRef), nonnull */
PyObject *PyList_AsTuple(PyObject *arg0);

/* @boundary return: owned(Py_DecRef), nonnull */
PyObject *PyDict_New(void);

/* @boundary return: owned(Py_DecRef), nonnull */
PyObject *PyDict_Copy(PyObject *mp);

/* @boundary return: owned(Py_DecRef), nonnull */
PyObject *PyDict_Keys(PyObject *mp);

/* @boundary return: owned(Py_DecRef), nonnull */
PyObject *PyDict_Values(PyObject *mp);

/* @boundary return: owned(Py_DecRef), nonnull */
PyObject *PyDict_Items(PyObject *mp);

/* @boundary return: owned(Py_DecRef), nonnull */
PyObject *PySet_New(PyObject *arg0);

/* @boundary return: owned(Py_DecRef), nullable */
PyObject *PySequence_GetItem(PyObject *o, Py_ssize_t i);

/* @boundary return: owned(Py_DecRef), nullable */
PyObject *PySequence_List(PyObject *o);

/* @boundary return: owned(Py_DecRef), nullable */
PyObject *PySequence_Tuple(PyObject *o);

/* @boundary return: owned(Py_DecRef), nullable */
PyObject *PyMapping_Keys(PyObject *o);

/* @boundary return: owned(Py_DecRef), nullable */
PyObject *PyMapping_Values(PyObject *o);

/* @boundary return: owned(Py_DecRef), nullable */
PyObject *PyMapping_Items(PyObject *o);

/* @boundary return: owned(Py_DecRef), nullable */
PyObject *PyModule_New(const char *name);

/* @boundary return: owned(Py_DecRef), nullable
 * @boundary destructor: retained */
PyObject *PyCapsule_New(void *pointer, const char *name, PyCapsule_Destructor destructor);

/* @boundary return: owned(Py_DecRef), nullable */
PyObject *PyNumber_Long(PyObject *o);

/* @boundary return: owned(Py_DecRef), nullable */
PyObject *PyNumber_Float(PyObject *o);

/* @boundary return: owned(Py_DecRef), nullable */
PyObject *PyNumber_Add(PyObject *o1, PyObject *o2);

/* @boundary return: owned(Py_DecRef), nullable */
PyObject *PyNumber_Subtract(PyObject *o1, PyObject *o2);

/* @boundary return: owned(Py_DecRef), nullable */
PyObject *PyNumber_Multiply(PyObject *o1, PyObject *o2);

/* @boundary return: owned(Py_DecRef), nullable */
PyObject *PyMemoryView_FromObject(PyObject *base);

/* @boundary return: owned(Py_DecRef), nullable */
PyObject *PyCFunction_NewEx(PyMethodDef *arg0, PyObject *arg1, PyObject *arg2);

/* @boundary return: owned(Py_DecRef), nullable */
PyObject *PyErr_NewException(const char *name, PyObject *base, PyObject *dict);

/* @boundary return: owned(Py_DecRef), nonnull */
PyObject *PySlice_New(PyObject *start, PyObject *stop, PyObject *step);

/* @boundary return: owned(Py_DecRef), nullable */
PyObject *PyNumber_Index(PyObject *o);

/* Borrowed references */

/* @boundary return: borrowed(arg0), nullable */
PyObject *PyTuple_GetItem(PyObject *arg0, Py_ssize_t arg1);

/* @boundary return: borrowed(arg0), nullable */
PyObject *PyList_GetItem(PyObject *arg0, Py_ssize_t arg1);

/* @boundary return: borrowed, nullable */
PyObject *PyDict_GetItem(PyObject *mp, PyObject *key);

/* @boundary return: borrowed, nullable */
PyObject *PyDict_GetItemString(PyObject *dp, const char *key);

/* @boundary return: borrowed, nullable */
PyObject *PyImport_AddModule(const char *name);

/* @boundary return: borrowed, nullable */
PyObject *PyImport_GetModuleDict(void);

/* @boundary return: borrowed(arg0), nullable */
PyObject *PyModule_GetDict(PyObject *arg0);

/* @boundary return: borrowed, nullable */
PyObject *PySys_GetObject(const char *arg0);

/* @boundary return: borrowed, nullable */
PyObject *PyErr_Occurred(void);

/* @boundary return: borrowed, nullable */
PyObject *PyEval_GetBuiltins(void);

/* @boundary return: borrowed, nullable */
PyObject *PyEval_GetGlobals(void);

/* @boundary return: borrowed, nullable */
PyObject *PyEval_GetLocals(void);

/* @boundary return: borrowed, nullable */
PyObject *PyDict_GetItemWithError(PyObject *mp, PyObject *key);

/* @boundary return: borrowed, nullable */
PyObject *PyWeakref_GetObject(PyObject *ref);

/* References that are taken over */

/* @boundary arg2: taken */
int PyTuple_SetItem(PyObject *arg0, Py_ssize_t arg1, PyObject *arg2);

/* @boundary arg2: taken */
int PyList_SetItem(PyObject *arg0, Py_ssize_t arg1, PyObject *arg2);

/* @boundary value: taken */
int PyModule_AddObject(PyObject *mod, const char *arg1, PyObject *value);

/* @boundary arg0: taken
 * @boundary arg1: taken
 * @boundary arg2: taken */
void PyErr_Restore(PyObject *arg0, PyObject *arg1, PyObject *arg2);

/* @boundary arg0: owned(Py_DecRef)
 * @boundary arg1: owned(Py_DecRef)
 * @boundary arg2: owned(Py_DecRef) */
void PyErr_Fetch(PyObject **arg0, PyObject **arg1, PyObject **arg2);

/* Memory and text */

/* @boundary return: owned(PyMem_Free), nullable */
void *PyMem_Malloc(size_t size);

/* @boundary return: owned(PyMem_Free), nullable */
void *PyMem_Calloc(size_t nelem, size_t elsize);

/* @boundary return: owned(PyMem_RawFree), nullable */
void *PyMem_RawMalloc(size_t size);

/* @boundary return: owned(PyMem_RawFree), nullable */
wchar_t *Py_DecodeLocale(const char *arg, size_t *size);

/* @boundary ptr: releases, nullable */
void PyMem_Free(void *ptr);

/* @boundary ptr: releases, nullable */
void PyMem_RawFree(void *ptr);

/* @boundary return: owned(PyMem_Free), nullable */
wchar_t *PyUnicode_AsWideCharString(PyObject *unicode, Py_ssize_t *size);

/* @boundary return: borrowed, nullable, zeroterm */
const char *PyUnicode_AsUTF8(PyObject *unicode);

/* @boundary return: borrowed, nullable, zeroterm */
const char *PyUnicode_AsUTF8AndSize(PyObject *unicode, Py_ssize_t *size);

/* @boundary return: borrowed, nullable, zeroterm */
const char *PyModule_GetName(PyObject *arg0);

/* @boundary return: borrowed, nullable, zeroterm */
const char *PyCapsule_GetName(PyObject *capsule);

/* @boundary return: static, zeroterm */
const char *Py_GetVersion(void);

/* @boundary return: static, zeroterm */
const char *Py_GetPlatform(void);

/* @boundary return: static, zeroterm */
const char *Py_GetCopyright(void);

/* @boundary return: static, zeroterm */
const char *Py_GetCompiler(void);

/* @boundary return: static, zeroterm */
const char *Py_GetBuildInfo(void);

/* @boundary return: borrowed, nullable */
void *PyCapsule_GetPointer(PyObject *capsule, const char *name);

/* What is kept */

/* @boundary arg0: retained */
void Py_SetProgramName(const wchar_t *arg0);

/* @boundary arg0: retained */
void Py_SetPythonHome(const wchar_t *arg0);

/* @boundary func: retained */
int Py_AtExit(void (*func)(void));

/* @boundary name: retained
 * @boundary initfunc: retained */
int PyImport_AppendInittab(const char *name, PyObject *(*initfunc)(void));
