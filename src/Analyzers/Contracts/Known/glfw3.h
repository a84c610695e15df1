/* What the documentation of GLFW says about text and callbacks. glfwTerminate destroys the windows and cursors that are left. */

/* @boundary library(glfw), convention(cdecl) */

#include <stdint.h>

typedef void (*GLFWerrorfun)(int, const char *);
typedef struct GLFWmonitor GLFWmonitor;
typedef struct GLFWvidmode GLFWvidmode;
typedef void (*GLFWmonitorfun)(GLFWmonitor *, int);
typedef struct GLFWwindow GLFWwindow;
typedef void (*GLFWwindowposfun)(GLFWwindow *, int, int);
typedef void (*GLFWwindowsizefun)(GLFWwindow *, int, int);
typedef void (*GLFWwindowclosefun)(GLFWwindow *);
typedef void (*GLFWwindowrefreshfun)(GLFWwindow *);
typedef void (*GLFWwindowfocusfun)(GLFWwindow *, int);
typedef void (*GLFWwindowiconifyfun)(GLFWwindow *, int);
typedef void (*GLFWwindowmaximizefun)(GLFWwindow *, int);
typedef void (*GLFWframebuffersizefun)(GLFWwindow *, int, int);
typedef void (*GLFWwindowcontentscalefun)(GLFWwindow *, float, float);
typedef void (*GLFWkeyfun)(GLFWwindow *, int, int, int, int);
typedef void (*GLFWcharfun)(GLFWwindow *, unsigned int);
typedef void (*GLFWcharmodsfun)(GLFWwindow *, unsigned int, int);
typedef void (*GLFWmousebuttonfun)(GLFWwindow *, int, int, int);
typedef void (*GLFWcursorposfun)(GLFWwindow *, double, double);
typedef void (*GLFWcursorenterfun)(GLFWwindow *, int);
typedef void (*GLFWscrollfun)(GLFWwindow *, double, double);
typedef void (*GLFWdropfun)(GLFWwindow *, int, const char **);
typedef void (*GLFWjoystickfun)(int, int);

/* @boundary return: static, zeroterm */
const char *glfwGetVersionString(void);

/* @boundary description: out, nullable */
int glfwGetError(const char **description);

/* @boundary callback: retained, nullable */
GLFWerrorfun glfwSetErrorCallback(GLFWerrorfun callback);

/* @boundary return: borrowed, nullable */
GLFWmonitor **glfwGetMonitors(int *count);

/* @boundary return: borrowed, nullable */
GLFWmonitor *glfwGetPrimaryMonitor(void);

/* @boundary return: borrowed(monitor), nullable, utf8, zeroterm */
const char *glfwGetMonitorName(GLFWmonitor *monitor);

/* @boundary return: borrowed(monitor), nullable */
const GLFWvidmode *glfwGetVideoMode(GLFWmonitor *monitor);

/* @boundary return: borrowed(monitor), nullable */
const GLFWvidmode *glfwGetVideoModes(GLFWmonitor *monitor, int *count);

/* @boundary callback: retained, nullable */
GLFWmonitorfun glfwSetMonitorCallback(GLFWmonitorfun callback);

/* @boundary return: nullable */
GLFWwindow *glfwCreateWindow(int width, int height, const char *title, GLFWmonitor *monitor, GLFWwindow *share);

/* @boundary window: releases, nullable */
void glfwDestroyWindow(GLFWwindow *window);

/* @boundary return: borrowed, nullable, utf8, zeroterm */
const char *glfwGetClipboardString(GLFWwindow *window);

/* @boundary return: borrowed, nullable, utf8, zeroterm */
const char *glfwGetKeyName(int key, int scancode);

/* @boundary return: borrowed, nullable, utf8, zeroterm */
const char *glfwGetJoystickName(int jid);

/* @boundary return: borrowed, nullable, utf8, zeroterm */
const char *glfwGetJoystickGUID(int jid);

/* @boundary return: borrowed, nullable, utf8, zeroterm */
const char *glfwGetGamepadName(int jid);

/* @boundary return: borrowed, nullable */
GLFWwindow *glfwGetCurrentContext(void);

/* @boundary return: static, nullable */
const char **glfwGetRequiredInstanceExtensions(uint32_t *count);

/* @boundary callback: retained, nullable */
GLFWwindowposfun glfwSetWindowPosCallback(GLFWwindow *window, GLFWwindowposfun callback);

/* @boundary callback: retained, nullable */
GLFWwindowsizefun glfwSetWindowSizeCallback(GLFWwindow *window, GLFWwindowsizefun callback);

/* @boundary callback: retained, nullable */
GLFWwindowclosefun glfwSetWindowCloseCallback(GLFWwindow *window, GLFWwindowclosefun callback);

/* @boundary callback: retained, nullable */
GLFWwindowrefreshfun glfwSetWindowRefreshCallback(GLFWwindow *window, GLFWwindowrefreshfun callback);

/* @boundary callback: retained, nullable */
GLFWwindowfocusfun glfwSetWindowFocusCallback(GLFWwindow *window, GLFWwindowfocusfun callback);

/* @boundary callback: retained, nullable */
GLFWwindowiconifyfun glfwSetWindowIconifyCallback(GLFWwindow *window, GLFWwindowiconifyfun callback);

/* @boundary callback: retained, nullable */
GLFWwindowmaximizefun glfwSetWindowMaximizeCallback(GLFWwindow *window, GLFWwindowmaximizefun callback);

/* @boundary callback: retained, nullable */
GLFWframebuffersizefun glfwSetFramebufferSizeCallback(GLFWwindow *window, GLFWframebuffersizefun callback);

/* @boundary callback: retained, nullable */
GLFWwindowcontentscalefun glfwSetWindowContentScaleCallback(GLFWwindow *window, GLFWwindowcontentscalefun callback);

/* @boundary callback: retained, nullable */
GLFWkeyfun glfwSetKeyCallback(GLFWwindow *window, GLFWkeyfun callback);

/* @boundary callback: retained, nullable */
GLFWcharfun glfwSetCharCallback(GLFWwindow *window, GLFWcharfun callback);

/* @boundary callback: retained, nullable */
GLFWcharmodsfun glfwSetCharModsCallback(GLFWwindow *window, GLFWcharmodsfun callback);

/* @boundary callback: retained, nullable */
GLFWmousebuttonfun glfwSetMouseButtonCallback(GLFWwindow *window, GLFWmousebuttonfun callback);

/* @boundary callback: retained, nullable */
GLFWcursorposfun glfwSetCursorPosCallback(GLFWwindow *window, GLFWcursorposfun callback);

/* @boundary callback: retained, nullable */
GLFWcursorenterfun glfwSetCursorEnterCallback(GLFWwindow *window, GLFWcursorenterfun callback);

/* @boundary callback: retained, nullable */
GLFWscrollfun glfwSetScrollCallback(GLFWwindow *window, GLFWscrollfun callback);

/* @boundary callback: retained, nullable */
GLFWdropfun glfwSetDropCallback(GLFWwindow *window, GLFWdropfun callback);

/* @boundary callback: retained, nullable */
GLFWjoystickfun glfwSetJoystickCallback(GLFWjoystickfun callback);
