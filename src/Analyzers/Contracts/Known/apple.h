/* What Apple's documentation says about Core Foundation, Core Graphics, I/O Kit, Core MIDI and Dispatch: functions with Create or Copy in their names hand
 * out a reference that CFRelease gives back, those with Get lend one. No compiler compared the declarations. */

/* @boundary library(corefoundation) */

#include <stddef.h>
#include <stdint.h>

typedef const void *CFTypeRef;
typedef const struct __CFAllocator *CFAllocatorRef;
typedef uint32_t CFStringEncoding;
typedef const struct __CFString *CFStringRef;
typedef long CFIndex;
typedef uint8_t UInt8;
typedef unsigned char Boolean;
typedef const struct __CFData *CFDataRef;
typedef const struct __CFArray *CFArrayRef;
typedef const struct __CFDictionary *CFDictionaryRef;
typedef const struct __CFNumber *CFNumberRef;
typedef const struct __CFURL *CFURLRef;
typedef const struct __CFUUID *CFUUIDRef;
typedef struct __CFMachPort *CFMachPortRef;
typedef struct __CFRunLoopSource *CFRunLoopSourceRef;
typedef struct __CFRunLoop *CFRunLoopRef;
typedef struct __CFBundle *CFBundleRef;
typedef struct CGImage *CGImageRef;
typedef struct CGColorSpace *CGColorSpaceRef;
typedef struct CGContext *CGContextRef;
typedef struct CGDataProvider *CGDataProviderRef;
typedef struct CGDisplayMode *CGDisplayModeRef;
typedef uint32_t CGDirectDisplayID;
typedef uint32_t CGWindowID;
typedef struct __CGEventSource *CGEventSourceRef;
typedef struct __CGEvent *CGEventRef;
typedef uint16_t CGKeyCode;
typedef CGEventRef (*CGEventTapCallBack)(void *, uint32_t, CGEventRef, void *);
typedef uint32_t io_object_t;
typedef struct __IOHIDManager *IOHIDManagerRef;
typedef const struct __CFSet *CFSetRef;
typedef struct __IOHIDDevice *IOHIDDeviceRef;
typedef struct IONotificationPort *IONotificationPortRef;
typedef void (*IOHIDDeviceCallback)(void *, int, void *, IOHIDDeviceRef);
typedef void (*IOHIDValueCallback)(void *, int, void *, void *);
typedef void (*IOHIDReportCallback)(void *, int, void *, int, uint32_t, uint8_t *, CFIndex);
typedef void (*IOHIDCallback)(void *, int, void *);
typedef void (*MIDINotifyProc)(const void *, void *);
typedef uint32_t MIDIObjectRef;
typedef MIDIObjectRef MIDIClientRef;
typedef int32_t OSStatus;
typedef void (*MIDIReadProc)(const void *, void *, void *);
typedef MIDIObjectRef MIDIPortRef;
typedef struct dispatch_object_s *dispatch_object_t;
typedef void (*dispatch_function_t)(void *);

/* Core Foundation */

/* @boundary cf: releases */
void CFRelease(CFTypeRef cf);

/* @boundary return: owned(CFRelease), nonnull */
CFStringRef CFStringCreateWithCString(CFAllocatorRef alloc, const char *cStr, CFStringEncoding encoding);

/* @boundary return: owned(CFRelease), nonnull */
CFStringRef CFStringCreateWithCharacters(CFAllocatorRef alloc, const uint16_t *chars, CFIndex numChars);

/* @boundary return: owned(CFRelease), nonnull */
CFStringRef CFStringCreateWithBytes(CFAllocatorRef alloc, const UInt8 *bytes, CFIndex numBytes, CFStringEncoding encoding, Boolean isExternalRepresentation);

/* @boundary return: owned(CFRelease), nonnull */
CFStringRef CFStringCreateCopy(CFAllocatorRef alloc, CFStringRef theString);

/* @boundary return: owned(CFRelease), nonnull */
CFDataRef CFDataCreate(CFAllocatorRef allocator, const UInt8 *bytes, CFIndex length);

/* @boundary return: owned(CFRelease), nonnull */
CFDataRef CFDataCreateCopy(CFAllocatorRef allocator, CFDataRef theData);

/* @boundary return: owned(CFRelease), nonnull */
CFArrayRef CFArrayCreate(CFAllocatorRef allocator, const void **values, CFIndex numValues, const void *callBacks);

/* @boundary return: owned(CFRelease), nonnull */
CFDictionaryRef CFDictionaryCreate(
    CFAllocatorRef allocator, const void **keys, const void **values, CFIndex numValues, const void *keyCallBacks, const void *valueCallBacks);

/* @boundary return: owned(CFRelease), nonnull */
CFNumberRef CFNumberCreate(CFAllocatorRef allocator, CFIndex theType, const void *valuePtr);

/* @boundary return: owned(CFRelease), nullable */
CFURLRef CFURLCreateWithString(CFAllocatorRef allocator, CFStringRef URLString, CFURLRef baseURL);

/* @boundary return: owned(CFRelease), nullable */
CFURLRef CFURLCreateWithFileSystemPath(CFAllocatorRef allocator, CFStringRef filePath, CFIndex pathStyle, Boolean isDirectory);

/* @boundary return: owned(CFRelease), nullable */
CFStringRef CFURLCopyFileSystemPath(CFURLRef anURL, CFIndex pathStyle);

/* @boundary return: owned(CFRelease), nonnull */
CFUUIDRef CFUUIDCreate(CFAllocatorRef alloc);

/* @boundary return: owned(CFRelease), nonnull */
CFStringRef CFUUIDCreateString(CFAllocatorRef alloc, CFUUIDRef uuid);

/* @boundary return: owned(CFRelease), nonnull */
CFStringRef CFCopyDescription(CFTypeRef cf);

/* @boundary return: owned(CFRelease), nullable */
CFTypeRef CFPreferencesCopyAppValue(CFStringRef key, CFStringRef applicationID);

/* @boundary return: owned(CFRelease), nullable */
CFRunLoopSourceRef CFMachPortCreateRunLoopSource(CFAllocatorRef allocator, CFMachPortRef port, CFIndex order);

/* @boundary return: borrowed(theString), nonnull, zeroterm */
const char *CFStringGetCStringPtr(CFStringRef theString, CFStringEncoding encoding);

/* @boundary return: borrowed(theString), nonnull */
const uint16_t *CFStringGetCharactersPtr(CFStringRef theString);

/* @boundary return: borrowed(theData), nonnull */
const UInt8 *CFDataGetBytePtr(CFDataRef theData);

/* @boundary return: borrowed(theArray), nullable */
const void *CFArrayGetValueAtIndex(CFArrayRef theArray, CFIndex idx);

/* @boundary return: borrowed(theDict), nullable */
const void *CFDictionaryGetValue(CFDictionaryRef theDict, const void *key);

/* @boundary return: borrowed, nullable */
CFRunLoopRef CFRunLoopGetCurrent(void);

/* @boundary return: borrowed, nullable */
CFRunLoopRef CFRunLoopGetMain(void);

/* @boundary return: borrowed, nullable */
CFBundleRef CFBundleGetMainBundle(void);

/* @boundary return: borrowed(bundle), nullable */
CFStringRef CFBundleGetIdentifier(CFBundleRef bundle);

/* Core Graphics */

/* @boundary image: releases, nullable */
void CGImageRelease(CGImageRef image);

/* @boundary space: releases, nullable */
void CGColorSpaceRelease(CGColorSpaceRef space);

/* @boundary c: releases, nullable */
void CGContextRelease(CGContextRef c);

/* @boundary provider: releases, nullable */
void CGDataProviderRelease(CGDataProviderRef provider);

/* @boundary mode: releases, nullable */
void CGDisplayModeRelease(CGDisplayModeRef mode);

/* @boundary return: owned(CGImageRelease), nullable */
CGImageRef CGDisplayCreateImage(CGDirectDisplayID displayID);

/* @boundary return: owned(CGImageRelease), nullable */
CGImageRef CGBitmapContextCreateImage(CGContextRef context);

/* @boundary return: owned(CGColorSpaceRelease), nonnull */
CGColorSpaceRef CGColorSpaceCreateDeviceRGB(void);

/* @boundary return: owned(CGColorSpaceRelease), nonnull */
CGColorSpaceRef CGColorSpaceCreateDeviceGray(void);

/* @boundary return: owned(CGColorSpaceRelease), nullable */
CGColorSpaceRef CGColorSpaceCreateWithName(CFStringRef name);

/* @boundary return: owned(CGContextRelease), nullable
 * @boundary data: retained(until CGContextRelease) */
CGContextRef CGBitmapContextCreate(
    void *data, size_t width, size_t height, size_t bitsPerComponent, size_t bytesPerRow, CGColorSpaceRef space, uint32_t bitmapInfo);

/* @boundary return: owned(CGDataProviderRelease), nullable */
CGDataProviderRef CGDataProviderCreateWithCFData(CFDataRef data);

/* @boundary return: borrowed(image), nullable */
CGDataProviderRef CGImageGetDataProvider(CGImageRef image);

/* @boundary return: borrowed(image), nullable */
CGColorSpaceRef CGImageGetColorSpace(CGImageRef image);

/* @boundary return: owned(CGDisplayModeRelease), nullable */
CGDisplayModeRef CGDisplayCopyDisplayMode(CGDirectDisplayID display);

/* @boundary return: owned(CFRelease), nullable */
CFDataRef CGDataProviderCopyData(CGDataProviderRef provider);

/* @boundary return: owned(CFRelease), nullable */
CFArrayRef CGDisplayCopyAllDisplayModes(CGDirectDisplayID display, CFDictionaryRef options);

/* @boundary return: owned(CFRelease), nullable */
CFArrayRef CGWindowListCopyWindowInfo(uint32_t option, CGWindowID relativeToWindow);

/* @boundary return: owned(CFRelease), nullable */
CGEventRef CGEventCreate(CGEventSourceRef source);

/* @boundary return: owned(CFRelease), nullable */
CGEventRef CGEventCreateKeyboardEvent(CGEventSourceRef source, CGKeyCode virtualKey, Boolean keyDown);

/* @boundary return: owned(CFRelease), nullable */
CGEventSourceRef CGEventSourceCreate(int32_t stateID);

/* @boundary return: owned(CFRelease), nullable
 * @boundary callback: retained
 * @boundary userInfo: retained */
CFMachPortRef CGEventTapCreate(uint32_t tap, uint32_t place, uint32_t options, uint64_t eventsOfInterest, CGEventTapCallBack callback, void *userInfo);

/* I/O Kit */

/* @boundary object: releases */
int IOObjectRelease(io_object_t object);

/* @boundary return: owned(IOObjectRelease), nullable
 * @boundary matching: taken */
io_object_t IOServiceGetMatchingService(uint32_t mainPort, CFDictionaryRef matching);

/* @boundary return: owned(IOObjectRelease), nullable */
io_object_t IOIteratorNext(io_object_t iterator);

/* @boundary return: status(0)
 * @boundary matching: taken
 * @boundary existing: owned(IOObjectRelease) */
int IOServiceGetMatchingServices(uint32_t mainPort, CFDictionaryRef matching, io_object_t *existing);

/* @boundary return: status(0)
 * @boundary parent: owned(IOObjectRelease) */
int IORegistryEntryGetParentEntry(io_object_t entry, const char *plane, io_object_t *parent);

/* @boundary return: owned(CFRelease), nonnull */
CFDictionaryRef IOServiceMatching(const char *name);

/* @boundary return: owned(CFRelease), nullable */
CFTypeRef IORegistryEntryCreateCFProperty(io_object_t entry, CFStringRef key, CFAllocatorRef allocator, uint32_t options);

/* @boundary return: owned(CFRelease), nullable */
CFTypeRef IORegistryEntrySearchCFProperty(io_object_t entry, const char *plane, CFStringRef key, CFAllocatorRef allocator, uint32_t options);

/* @boundary return: owned(CFRelease), nonnull */
IOHIDManagerRef IOHIDManagerCreate(CFAllocatorRef allocator, uint32_t options);

/* @boundary return: owned(CFRelease), nullable */
CFSetRef IOHIDManagerCopyDevices(IOHIDManagerRef manager);

/* @boundary return: owned(CFRelease), nullable */
IOHIDDeviceRef IOHIDDeviceCreate(CFAllocatorRef allocator, io_object_t service);

/* @boundary return: owned(CFRelease), nullable */
CFTypeRef IOPSCopyPowerSourcesInfo(void);

/* @boundary return: owned(CFRelease), nullable */
CFArrayRef IOPSCopyPowerSourcesList(CFTypeRef blob);

/* @boundary return: borrowed(device), nullable */
CFTypeRef IOHIDDeviceGetProperty(IOHIDDeviceRef device, CFStringRef key);

/* @boundary return: borrowed(blob), nullable */
CFDictionaryRef IOPSGetPowerSourceDescription(CFTypeRef blob, CFTypeRef ps);

/* @boundary return: borrowed(notify), nullable */
CFRunLoopSourceRef IONotificationPortGetRunLoopSource(IONotificationPortRef notify);

/* @boundary return: owned(IONotificationPortDestroy), nullable */
IONotificationPortRef IONotificationPortCreate(uint32_t mainPort);

/* @boundary notify: releases */
void IONotificationPortDestroy(IONotificationPortRef notify);

/* @boundary callback: retained
 * @boundary context: retained */
void IOHIDManagerRegisterDeviceMatchingCallback(IOHIDManagerRef manager, IOHIDDeviceCallback callback, void *context);

/* @boundary callback: retained
 * @boundary context: retained */
void IOHIDManagerRegisterDeviceRemovalCallback(IOHIDManagerRef manager, IOHIDDeviceCallback callback, void *context);

/* @boundary callback: retained
 * @boundary context: retained */
void IOHIDManagerRegisterInputValueCallback(IOHIDManagerRef manager, IOHIDValueCallback callback, void *context);

/* @boundary report: retained
 * @boundary callback: retained
 * @boundary context: retained */
void IOHIDDeviceRegisterInputReportCallback(IOHIDDeviceRef device, uint8_t *report, CFIndex reportLength, IOHIDReportCallback callback, void *context);

/* @boundary callback: retained
 * @boundary context: retained */
void IOHIDDeviceRegisterRemovalCallback(IOHIDDeviceRef device, IOHIDCallback callback, void *context);

/* Core MIDI */

/* @boundary return: status(0)
 * @boundary notifyProc: retained(until MIDIClientDispose)
 * @boundary notifyRefCon: retained(until MIDIClientDispose)
 * @boundary outClient: owned(MIDIClientDispose) */
OSStatus MIDIClientCreate(CFStringRef name, MIDINotifyProc notifyProc, void *notifyRefCon, MIDIClientRef *outClient);

/* @boundary readProc: retained(until MIDIPortDispose)
 * @boundary refCon: retained(until MIDIPortDispose) */
OSStatus MIDIInputPortCreate(MIDIClientRef client, CFStringRef portName, MIDIReadProc readProc, void *refCon, MIDIPortRef *outPort);

/* @boundary readProc: retained(until MIDIEndpointDispose)
 * @boundary refCon: retained(until MIDIEndpointDispose) */
OSStatus MIDIDestinationCreate(MIDIClientRef client, CFStringRef name, MIDIReadProc readProc, void *refCon, MIDIObjectRef *outDest);

/* @boundary return: status(0)
 * @boundary str: owned(CFRelease) */
OSStatus MIDIObjectGetStringProperty(MIDIObjectRef obj, CFStringRef propertyID, CFStringRef *str);

/* @boundary client: releases */
OSStatus MIDIClientDispose(MIDIClientRef client);

/* @boundary port: releases */
OSStatus MIDIPortDispose(MIDIPortRef port);

/* @boundary endpt: releases */
OSStatus MIDIEndpointDispose(MIDIObjectRef endpt);

/* Dispatch */

/* @boundary return: owned(dispatch_release), nonnull */
dispatch_object_t dispatch_queue_create(const char *label, dispatch_object_t attr);

/* @boundary return: owned(dispatch_release), nonnull */
dispatch_object_t dispatch_semaphore_create(intptr_t value);

/* @boundary return: owned(dispatch_release), nonnull */
dispatch_object_t dispatch_group_create(void);

/* @boundary object: releases */
void dispatch_release(dispatch_object_t object);

/* @boundary return: borrowed */
dispatch_object_t dispatch_get_global_queue(intptr_t identifier, uintptr_t flags);

/* @boundary context: retained
 * @boundary work: retained */
void dispatch_async_f(dispatch_object_t queue, void *context, dispatch_function_t work);

/* @boundary context: retained
 * @boundary work: retained */
void dispatch_after_f(uint64_t when, dispatch_object_t queue, void *context, dispatch_function_t work);

/* @boundary context: noescape
 * @boundary work: noescape */
void dispatch_sync_f(dispatch_object_t queue, void *context, dispatch_function_t work);
