/* What the documentation of Xlib says about displays, what XFree takes back, text and callbacks. */

/* @boundary library(x11), convention(cdecl) */

typedef struct _XDisplay Display;
typedef struct Screen Screen;
typedef unsigned long XID;
typedef XID Drawable;
typedef struct XGCValues XGCValues;
struct _XGC;
typedef struct _XGC *GC;
typedef struct XVisualInfo XVisualInfo;
typedef unsigned long Atom;
typedef XID Window;
typedef struct XSizeHints XSizeHints;
typedef struct XWMHints XWMHints;
typedef struct XClassHint XClassHint;
typedef struct XModifierKeymap XModifierKeymap;
struct _XrmHashBucketRec;
struct _XIM;
typedef struct _XIM *XIM;
struct _XIC;
typedef struct _XIC *XIC;
typedef struct XFontStruct XFontStruct;
typedef XID KeySym;
typedef struct XErrorEvent XErrorEvent;
typedef int (*XErrorHandler)(Display *, XErrorEvent *);
typedef int (*XIOErrorHandler)(Display *);
typedef union _XEvent XEvent;
typedef char *XPointer;

/* @boundary return: owned(XCloseDisplay), nullable
 * @boundary name: nullable */
Display *XOpenDisplay(const char *name);

/* @boundary display: releases */
int XCloseDisplay(Display *display);

/* @boundary return: borrowed, zeroterm
 * @boundary name: nullable */
char *XDisplayName(const char *name);

/* @boundary return: borrowed(display), zeroterm */
char *XDisplayString(Display *display);

/* @boundary return: borrowed(display), zeroterm */
char *XServerVendor(Display *display);

/* @boundary return: borrowed(display) */
Screen *XDefaultScreenOfDisplay(Display *display);

/* @boundary data: releases */
int XFree(void *data);

/* @boundary return: owned(XFreeGC)
 * @boundary values: nullable */
GC XCreateGC(Display *display, Drawable drawable, unsigned long mask, XGCValues *values);

/* @boundary context: releases */
int XFreeGC(Display *display, GC context);

/* @boundary return: borrowed(display) */
GC XDefaultGC(Display *display, int screen);

/* @boundary return: owned(XFree), nullable */
XVisualInfo *XGetVisualInfo(Display *display, long mask, XVisualInfo *template, int *count);

/* @boundary return: owned(XFree), nullable, zeroterm */
char *XGetAtomName(Display *display, Atom atom);

/* @boundary return: status(!=0)
 * @boundary name: out, owned(XFree), zeroterm */
int XFetchName(Display *display, Window window, char **name);

/* @boundary return: owned(XFree) */
XSizeHints *XAllocSizeHints(void);

/* @boundary return: owned(XFree) */
XWMHints *XAllocWMHints(void);

/* @boundary return: owned(XFree) */
XClassHint *XAllocClassHint(void);

/* @boundary return: owned(XFree), nullable */
XWMHints *XGetWMHints(Display *display, Window window);

/* @boundary return: owned(XFreeModifiermap) */
XModifierKeymap *XGetModifierMapping(Display *display);

/* @boundary map: releases */
int XFreeModifiermap(XModifierKeymap *map);

/* @boundary return: owned(XCloseIM), nullable
 * @boundary database: nullable
 * @boundary name: nullable
 * @boundary class_name: nullable */
XIM XOpenIM(Display *display, struct _XrmHashBucketRec *database, char *name, char *class_name);

/* @boundary method: releases */
int XCloseIM(XIM method);

/* @boundary return: owned(XDestroyIC), nullable */
XIC XCreateIC(XIM method, ...);

/* @boundary context: releases */
void XDestroyIC(XIC context);

/* @boundary return: owned(XFreeFont), nullable */
XFontStruct *XLoadQueryFont(Display *display, const char *name);

/* @boundary font: releases */
int XFreeFont(Display *display, XFontStruct *font);

/* @boundary return: static, nullable, zeroterm */
char *XKeysymToString(KeySym symbol);

/* @boundary handler: retained, nullable */
XErrorHandler XSetErrorHandler(XErrorHandler handler);

/* @boundary handler: retained, nullable */
XIOErrorHandler XSetIOErrorHandler(XIOErrorHandler handler);

/* @boundary predicate: noescape
 * @boundary argument: noescape
 * @boundary blocking, callsback */
int XIfEvent(Display *display, XEvent *event, int (*predicate)(Display *, XEvent *, XPointer), XPointer argument);

/* @boundary blocking */
int XNextEvent(Display *display, XEvent *event);
