/* What Microsoft's documentation says about Windows functions that bindings call. The A variants have the contracts of the W variants. */

/* @boundary library(kernel32), convention(stdcall) */

typedef DWORD REGSAM;
typedef void *HGDIOBJ;
typedef void *HWINEVENTHOOK;
typedef void *HDEVINFO;
typedef void *HCERTSTORE;
typedef void *HINTERNET;
typedef void *BCRYPT_ALG_HANDLE;
typedef ULONG_PTR HCRYPTPROV;
typedef ULONG_PTR HCRYPTHASH;
typedef ULONG_PTR HCRYPTKEY;
typedef ULONG_PTR NCRYPT_HANDLE;
typedef LONG SECURITY_STATUS;
typedef void *BCRYPT_HASH_HANDLE;
typedef void *BCRYPT_KEY_HANDLE;
typedef void *HDESK;
typedef void *HPEN;
typedef void *HRGN;
typedef WCHAR *BSTR;
typedef WCHAR OLECHAR;
typedef struct _GUID GUID;
typedef struct _SECURITY_ATTRIBUTES SECURITY_ATTRIBUTES;
typedef struct _OVERLAPPED OVERLAPPED;
typedef struct _WIN32_FIND_DATAW WIN32_FIND_DATAW;
typedef struct tagRECT RECT;
typedef BOOL (__stdcall *WNDENUMPROC)(HWND window, LPARAM parameter);
typedef LRESULT (__stdcall *HOOKPROC)(int code, WPARAM wParam, LPARAM lParam);
typedef void (__stdcall *WINEVENTPROC)(HWINEVENTHOOK hook, DWORD event, HWND window, LONG object, LONG child, DWORD thread, DWORD time);
typedef void (__stdcall *TIMERPROC)(HWND window, UINT message, UINT_PTR timer, DWORD time);
typedef BOOL (__stdcall *MONITORENUMPROC)(HMONITOR monitor, HDC dc, RECT *clip, LPARAM parameter);
typedef BOOL (__stdcall *PHANDLER_ROUTINE)(DWORD event);
typedef DWORD (__stdcall *LPTHREAD_START_ROUTINE)(LPVOID parameter);
typedef void (__stdcall *WAITORTIMERCALLBACK)(PVOID parameter, BOOLEAN timedOut);
typedef DWORD (__stdcall *LPHANDLER_FUNCTION_EX)(DWORD control, DWORD type, LPVOID data, LPVOID context);

/* Kernel objects */

/* @boundary return: owned(CloseHandle), invalid(-1)
 * @boundary lasterror, blocking */
HANDLE CreateFileW(
    LPCWSTR name, DWORD access, DWORD share, SECURITY_ATTRIBUTES *security, DWORD disposition, DWORD flags, HANDLE templateFile);

/* @boundary return: status(!=0)
 * @boundary lasterror
 * @boundary object: releases */
BOOL CloseHandle(HANDLE object);

/* @boundary return: owned(CloseHandle), invalid(0)
 * @boundary lasterror */
HANDLE CreateFileMappingW(HANDLE file, SECURITY_ATTRIBUTES *security, DWORD protection, DWORD sizeHigh, DWORD sizeLow, LPCWSTR name);

/* @boundary return: owned(UnmapViewOfFile), nullable
 * @boundary lasterror */
LPVOID MapViewOfFile(HANDLE mapping, DWORD access, DWORD offsetHigh, DWORD offsetLow, SIZE_T bytes);

/* @boundary return: status(!=0)
 * @boundary lasterror
 * @boundary address: releases */
BOOL UnmapViewOfFile(LPCVOID address);

/* @boundary return: owned(CloseHandle), invalid(0)
 * @boundary lasterror */
HANDLE CreateEventW(SECURITY_ATTRIBUTES *security, BOOL manualReset, BOOL initialState, LPCWSTR name);

/* @boundary return: owned(CloseHandle), invalid(0)
 * @boundary lasterror */
HANDLE CreateMutexW(SECURITY_ATTRIBUTES *security, BOOL initialOwner, LPCWSTR name);

/* @boundary return: owned(CloseHandle), invalid(0)
 * @boundary lasterror */
HANDLE OpenProcess(DWORD access, BOOL inherit, DWORD process);

/* @boundary return: owned(CloseHandle), invalid(0)
 * @boundary lasterror */
HANDLE OpenThread(DWORD access, BOOL inherit, DWORD thread);

/* @boundary return: owned(CloseHandle), invalid(-1)
 * @boundary lasterror */
HANDLE CreateToolhelp32Snapshot(DWORD flags, DWORD process);

/* @boundary return: status(!=0)
 * @boundary lasterror
 * @boundary read: out, owned(CloseHandle)
 * @boundary write: out, owned(CloseHandle) */
BOOL CreatePipe(PHANDLE read, PHANDLE write, SECURITY_ATTRIBUTES *security, DWORD size);

/* @boundary return: owned(CloseHandle), invalid(-1)
 * @boundary lasterror */
HANDLE CreateNamedPipeW(
    LPCWSTR name, DWORD openMode, DWORD pipeMode, DWORD instances, DWORD outSize, DWORD inSize, DWORD timeout, SECURITY_ATTRIBUTES *security);

/* @boundary return: borrowed
 * @boundary fast */
HANDLE GetCurrentProcess(void);

/* @boundary return: borrowed
 * @boundary fast */
HANDLE GetCurrentThread(void);

/* @boundary return: owned(FindClose), invalid(-1)
 * @boundary lasterror, blocking */
HANDLE FindFirstFileW(LPCWSTR name, WIN32_FIND_DATAW *data);

/* @boundary return: status(!=0)
 * @boundary lasterror
 * @boundary find: releases */
BOOL FindClose(HANDLE find);

/* @boundary return: status(!=0)
 * @boundary lasterror, blocking
 * @boundary buffer: out, nullable
 * @boundary read: nullable
 * @boundary overlapped: nullable */
BOOL ReadFile(HANDLE file, LPVOID buffer, DWORD bytes, LPDWORD read, OVERLAPPED *overlapped);

/* @boundary return: status(!=0)
 * @boundary lasterror, blocking
 * @boundary buffer: in, nullable
 * @boundary written: nullable
 * @boundary overlapped: nullable */
BOOL WriteFile(HANDLE file, LPCVOID buffer, DWORD bytes, LPDWORD written, OVERLAPPED *overlapped);

/* @boundary return: status(!=0)
 * @boundary lasterror, blocking */
BOOL DeviceIoControl(
    HANDLE device, DWORD code, LPVOID input, DWORD inputSize, LPVOID output, DWORD outputSize, LPDWORD returned, OVERLAPPED *overlapped);

/* @boundary fast, threadsafe */
DWORD GetCurrentThreadId(void);

/* @boundary fast, threadsafe */
DWORD GetCurrentProcessId(void);

/* @boundary fast, threadsafe */
DWORD GetTickCount(void);

/* @boundary fast, threadsafe */
unsigned long long GetTickCount64(void);

/* @boundary lasterror, blocking */
DWORD WaitForSingleObjectEx(HANDLE object, DWORD milliseconds, BOOL alertable);

/* @boundary lasterror, blocking */
DWORD WaitForSingleObject(HANDLE object, DWORD milliseconds);

/* @boundary blocking */
DWORD SleepEx(DWORD milliseconds, BOOL alertable);

/* @boundary blocking */
VOID Sleep(DWORD milliseconds);

/* @boundary return: status(!=0)
 * @boundary lasterror
 * @boundary handler: retained, nullable */
BOOL SetConsoleCtrlHandler(PHANDLER_ROUTINE handler, BOOL add);

/* @boundary return: owned(CloseHandle), invalid(0)
 * @boundary lasterror
 * @boundary start: retained
 * @boundary parameter: retained, nullable */
HANDLE CreateThread(
    SECURITY_ATTRIBUTES *security, SIZE_T stack, LPTHREAD_START_ROUTINE start, LPVOID parameter, DWORD flags, LPDWORD thread);

/* @boundary return: status(!=0)
 * @boundary lasterror
 * @boundary callback: retained(until DeleteTimerQueueTimer)
 * @boundary parameter: retained(until DeleteTimerQueueTimer) */
BOOL CreateTimerQueueTimer(
    PHANDLE timer, HANDLE queue, WAITORTIMERCALLBACK callback, PVOID parameter, DWORD dueTime, DWORD period, ULONG flags);

/* @boundary lasterror */
BOOL DeleteTimerQueueTimer(HANDLE queue, HANDLE timer, HANDLE completion);

/* @boundary return: status(!=0)
 * @boundary lasterror
 * @boundary callback: retained(until UnregisterWaitEx)
 * @boundary context: retained(until UnregisterWaitEx) */
BOOL RegisterWaitForSingleObject(
    PHANDLE wait, HANDLE object, WAITORTIMERCALLBACK callback, PVOID context, ULONG milliseconds, ULONG flags);

/* @boundary lasterror */
BOOL UnregisterWaitEx(HANDLE wait, HANDLE completion);

/* Modules and memory */

/* @boundary return: owned(FreeLibrary), invalid(0)
 * @boundary lasterror */
HMODULE LoadLibraryW(LPCWSTR name);

/* @boundary return: owned(FreeLibrary), invalid(0)
 * @boundary lasterror */
HMODULE LoadLibraryExW(LPCWSTR name, HANDLE file, DWORD flags);

/* @boundary return: borrowed, invalid(0)
 * @boundary lasterror */
HMODULE GetModuleHandleW(LPCWSTR name);

/* @boundary return: borrowed(module), nullable
 * @boundary lasterror
 * @boundary name: in, zeroterm, noescape */
void *GetProcAddress(HMODULE module, LPCSTR name);

/* @boundary return: status(!=0)
 * @boundary lasterror
 * @boundary module: releases */
BOOL FreeLibrary(HMODULE module);

/* @boundary return: owned(LocalFree), nullable
 * @boundary lasterror */
HLOCAL LocalAlloc(UINT flags, SIZE_T bytes);

/* @boundary lasterror
 * @boundary memory: releases, nullable */
HLOCAL LocalFree(HLOCAL memory);

/* @boundary return: owned(GlobalFree), nullable
 * @boundary lasterror */
HGLOBAL GlobalAlloc(UINT flags, SIZE_T bytes);

/* @boundary lasterror
 * @boundary memory: releases, nullable */
HGLOBAL GlobalFree(HGLOBAL memory);

/* @boundary return: borrowed, invalid(0)
 * @boundary lasterror */
HANDLE GetProcessHeap(void);

/* @boundary return: owned(HeapFree), nullable */
LPVOID HeapAlloc(HANDLE heap, DWORD flags, SIZE_T bytes);

/* @boundary return: status(!=0)
 * @boundary lasterror
 * @boundary memory: releases, nullable */
BOOL HeapFree(HANDLE heap, DWORD flags, LPVOID memory);

/* @boundary return: owned(VirtualFree), nullable
 * @boundary lasterror */
LPVOID VirtualAlloc(LPVOID address, SIZE_T size, DWORD type, DWORD protection);

/* @boundary return: status(!=0)
 * @boundary lasterror
 * @boundary address: releases */
BOOL VirtualFree(LPVOID address, SIZE_T size, DWORD type);

/* @boundary return: owned(FreeEnvironmentStringsW), nullable */
LPWSTR GetEnvironmentStringsW(void);

/* @boundary return: status(!=0)
 * @boundary strings: releases */
BOOL FreeEnvironmentStringsW(LPWSTR strings);

/* @boundary return: borrowed, zeroterm */
LPWSTR GetCommandLineW(void);

/* @boundary return: owned(CoTaskMemFree), nullable */
LPVOID CoTaskMemAlloc(SIZE_T bytes);

/* @boundary memory: releases, nullable */
void CoTaskMemFree(LPVOID memory);

/* @boundary return: owned(SysFreeString), nullable */
BSTR SysAllocString(const OLECHAR *text);

/* @boundary text: releases, nullable */
void SysFreeString(BSTR text);

/* @boundary return: status(hresult)
 * @boundary path: out, owned(CoTaskMemFree) */
HRESULT SHGetKnownFolderPath(const GUID *folder, DWORD flags, HANDLE token, PWSTR *path);

/* @boundary return: owned(LocalFree), nullable
 * @boundary lasterror */
LPWSTR *CommandLineToArgvW(LPCWSTR commandLine, int *count);

/* Registry, services, security: functions of the registry return their error */

/* @boundary return: status(0)
 * @boundary result: out, owned(RegCloseKey) */
LSTATUS RegOpenKeyExW(HKEY key, LPCWSTR subKey, DWORD options, REGSAM access, PHKEY result);

/* @boundary return: status(0)
 * @boundary result: out, owned(RegCloseKey) */
LSTATUS RegCreateKeyExW(
    HKEY key, LPCWSTR subKey, DWORD reserved, LPWSTR className, DWORD options, REGSAM access, const SECURITY_ATTRIBUTES *security, PHKEY result, LPDWORD disposition);

/* @boundary return: status(0)
 * @boundary key: releases */
LSTATUS RegCloseKey(HKEY key);

/* @boundary return: status(!=0)
 * @boundary lasterror
 * @boundary token: out, owned(CloseHandle) */
BOOL OpenProcessToken(HANDLE process, DWORD access, PHANDLE token);

/* @boundary return: owned(CloseServiceHandle), invalid(0)
 * @boundary lasterror */
SC_HANDLE OpenSCManagerW(LPCWSTR machine, LPCWSTR database, DWORD access);

/* @boundary return: owned(CloseServiceHandle), invalid(0)
 * @boundary lasterror */
SC_HANDLE CreateServiceW(
    SC_HANDLE manager, LPCWSTR name, LPCWSTR displayName, DWORD access, DWORD type, DWORD start, DWORD errorControl, LPCWSTR path, LPCWSTR group, LPDWORD tag, LPCWSTR dependencies,
    LPCWSTR account, LPCWSTR password);

/* Marks the service; the handle is still to be closed.
 * @boundary return: status(!=0)
 * @boundary lasterror */
BOOL DeleteService(SC_HANDLE service);

/* @boundary return: owned(CloseServiceHandle), invalid(0)
 * @boundary lasterror */
SC_HANDLE OpenServiceW(SC_HANDLE manager, LPCWSTR name, DWORD access);

/* @boundary return: status(!=0)
 * @boundary lasterror
 * @boundary object: releases */
BOOL CloseServiceHandle(SC_HANDLE object);

/* @boundary return: invalid(0)
 * @boundary lasterror
 * @boundary handler: retained
 * @boundary context: retained, nullable */
void *RegisterServiceCtrlHandlerExW(LPCWSTR service, LPHANDLER_FUNCTION_EX handler, LPVOID context);

/* @boundary return: status(!=0)
 * @boundary lasterror
 * @boundary provider: out, owned(CryptReleaseContext) */
BOOL CryptAcquireContextW(HCRYPTPROV *provider, LPCWSTR container, LPCWSTR name, DWORD type, DWORD flags);

/* @boundary return: status(!=0)
 * @boundary lasterror
 * @boundary provider: releases */
BOOL CryptReleaseContext(HCRYPTPROV provider, DWORD flags);

/* @boundary return: status(>=0)
 * @boundary algorithm: out, owned(BCryptCloseAlgorithmProvider) */
NTSTATUS BCryptOpenAlgorithmProvider(BCRYPT_ALG_HANDLE *algorithm, LPCWSTR id, LPCWSTR implementation, ULONG flags);

/* @boundary return: status(>=0)
 * @boundary algorithm: releases */
NTSTATUS BCryptCloseAlgorithmProvider(BCRYPT_ALG_HANDLE algorithm, ULONG flags);

/* @boundary return: owned(CertCloseStore), invalid(0)
 * @boundary lasterror */
HCERTSTORE CertOpenSystemStoreW(HCRYPTPROV provider, LPCWSTR name);

/* @boundary return: status(!=0)
 * @boundary lasterror
 * @boundary store: releases, nullable */
BOOL CertCloseStore(HCERTSTORE store, DWORD flags);

/* Windows, hooks and drawing */

/* @boundary return: owned(UnhookWindowsHookEx), invalid(0)
 * @boundary lasterror
 * @boundary hook: retained(until UnhookWindowsHookEx) */
HHOOK SetWindowsHookExW(int id, HOOKPROC hook, HINSTANCE module, DWORD thread);

/* @boundary return: status(!=0)
 * @boundary lasterror
 * @boundary hook: releases */
BOOL UnhookWindowsHookEx(HHOOK hook);

/* @boundary return: owned(UnhookWinEvent), invalid(0)
 * @boundary hook: retained(until UnhookWinEvent) */
HWINEVENTHOOK SetWinEventHook(
    DWORD first, DWORD last, HMODULE module, WINEVENTPROC hook, DWORD process, DWORD thread, DWORD flags);

/* @boundary return: status(!=0)
 * @boundary hook: releases */
BOOL UnhookWinEvent(HWINEVENTHOOK hook);

/* @boundary callsback, lasterror
 * @boundary callback: noescape
 * @boundary parameter: noescape */
BOOL EnumWindows(WNDENUMPROC callback, LPARAM parameter);

/* @boundary callsback
 * @boundary callback: noescape
 * @boundary parameter: noescape */
BOOL EnumChildWindows(HWND parent, WNDENUMPROC callback, LPARAM parameter);

/* @boundary callsback
 * @boundary callback: noescape
 * @boundary parameter: noescape */
BOOL EnumThreadWindows(DWORD thread, WNDENUMPROC callback, LPARAM parameter);

/* @boundary callsback
 * @boundary clip: nullable, noescape
 * @boundary callback: noescape
 * @boundary parameter: noescape */
BOOL EnumDisplayMonitors(HDC dc, const RECT *clip, MONITORENUMPROC callback, LPARAM parameter);

/* @boundary return: invalid(0)
 * @boundary lasterror
 * @boundary callback: retained(until KillTimer), nullable */
UINT_PTR SetTimer(HWND window, UINT_PTR id, UINT milliseconds, TIMERPROC callback);

/* @boundary lasterror */
BOOL KillTimer(HWND window, UINT_PTR id);

/* @boundary return: owned(DestroyWindow), invalid(0)
 * @boundary lasterror, callsback */
HWND CreateWindowExW(
    DWORD extendedStyle, LPCWSTR className, LPCWSTR name, DWORD style, int x, int y, int width, int height, HWND parent, HMENU menu, HINSTANCE instance,
    LPVOID parameter);

/* @boundary return: status(!=0)
 * @boundary lasterror, callsback
 * @boundary window: releases */
BOOL DestroyWindow(HWND window);

/* @boundary return: borrowed, invalid(0) */
HWND GetForegroundWindow(void);

/* @boundary return: borrowed, invalid(0)
 * @boundary lasterror */
HWND FindWindowW(LPCWSTR className, LPCWSTR name);

/* @boundary blocking, callsback */
LRESULT SendMessageW(HWND window, UINT message, WPARAM wParam, LPARAM lParam);

/* @boundary return: owned(ReleaseDC), invalid(0) */
HDC GetDC(HWND window);

/* @boundary return: owned(ReleaseDC), invalid(0) */
HDC GetWindowDC(HWND window);

/* @boundary dc: releases */
int ReleaseDC(HWND window, HDC dc);

/* @boundary return: owned(DeleteDC), invalid(0) */
HDC CreateCompatibleDC(HDC dc);

/* @boundary return: status(!=0)
 * @boundary dc: releases */
BOOL DeleteDC(HDC dc);

/* @boundary return: owned(DeleteObject), invalid(0) */
HBITMAP CreateCompatibleBitmap(HDC dc, int width, int height);

/* @boundary return: owned(DeleteObject), invalid(0) */
HBRUSH CreateSolidBrush(COLORREF color);

/* @boundary return: status(!=0)
 * @boundary object: releases */
BOOL DeleteObject(HGDIOBJ object);

/* @boundary return: static, invalid(0) */
HGDIOBJ GetStockObject(int index);

/* @boundary return: owned(DestroyMenu), invalid(0)
 * @boundary lasterror */
HMENU CreatePopupMenu(void);

/* @boundary return: status(!=0)
 * @boundary lasterror
 * @boundary menu: releases */
BOOL DestroyMenu(HMENU menu);

/* @boundary return: status(!=0)
 * @boundary lasterror
 * @boundary icon: releases */
BOOL DestroyIcon(HICON icon);

/* @boundary return: owned(DeleteDC), invalid(0) */
HDC CreateDCW(LPCWSTR driver, LPCWSTR device, LPCWSTR port, const void *mode);

/* @boundary return: owned(DeleteObject), invalid(0) */
HBITMAP CreateBitmap(int width, int height, UINT planes, UINT bits, const void *pixels);

/* @boundary return: owned(DeleteObject), invalid(0)
 * @boundary lasterror */
HBITMAP CreateDIBSection(HDC dc, const void *info, UINT usage, void **pixels, HANDLE section, DWORD offset);

/* @boundary return: owned(DeleteObject), invalid(0) */
HPEN CreatePen(int style, int width, COLORREF color);

/* @boundary return: owned(DeleteObject), invalid(0) */
HFONT CreateFontIndirectW(const void *font);

/* @boundary return: owned(DeleteObject), invalid(0) */
HRGN CreateRectRgn(int left, int top, int right, int bottom);

/* @boundary return: owned(DeleteObject), invalid(0) */
HRGN CreateRoundRectRgn(int left, int top, int right, int bottom, int width, int height);

/* @boundary return: status(!=0)
 * @boundary lasterror
 * @boundary info: out */
BOOL GetIconInfo(HICON icon, void *info);

/* @boundary return: owned(DestroyIcon), invalid(0)
 * @boundary lasterror */
HICON CopyIcon(HICON icon);

/* @boundary return: owned(DestroyIcon), invalid(0)
 * @boundary lasterror
 * @boundary info: in, noescape */
HICON CreateIconIndirect(const void *info);

/* @boundary return: status(!=0)
 * @boundary lasterror
 * @boundary cursor: releases */
BOOL DestroyCursor(HICON cursor);

/* @boundary return: owned(DestroyMenu), invalid(0)
 * @boundary lasterror */
HMENU CreateMenu(void);

/* @boundary return: owned(CloseDesktop), invalid(0)
 * @boundary lasterror */
HDESK OpenInputDesktop(DWORD flags, BOOL inherit, DWORD access);

/* @boundary return: status(!=0)
 * @boundary lasterror
 * @boundary desktop: releases */
BOOL CloseDesktop(HDESK desktop);

/* @boundary return: status(!=0)
 * @boundary lasterror
 * @boundary information: out */
BOOL CreateProcessW(
    LPCWSTR name, LPWSTR command, SECURITY_ATTRIBUTES *process, SECURITY_ATTRIBUTES *thread, BOOL inherit, DWORD flags, void *environment, LPCWSTR directory, const void *startup, void *information);

/* Synchronization objects, tokens, searches */

/* @boundary return: owned(CloseHandle), invalid(0)
 * @boundary lasterror */
HANDLE OpenEventW(DWORD access, BOOL inherit, LPCWSTR name);

/* @boundary return: owned(CloseHandle), invalid(0)
 * @boundary lasterror */
HANDLE OpenMutexW(DWORD access, BOOL inherit, LPCWSTR name);

/* @boundary return: owned(CloseHandle), invalid(0)
 * @boundary lasterror */
HANDLE CreateSemaphoreW(SECURITY_ATTRIBUTES *security, LONG initial, LONG maximum, LPCWSTR name);

/* @boundary return: owned(CloseHandle), invalid(0)
 * @boundary lasterror */
HANDLE CreateWaitableTimerW(SECURITY_ATTRIBUTES *security, BOOL manualReset, LPCWSTR name);

/* @boundary return: owned(CloseHandle), invalid(0)
 * @boundary lasterror */
HANDLE OpenFileMappingW(DWORD access, BOOL inherit, LPCWSTR name);

/* @boundary return: owned(CloseHandle), invalid(0)
 * @boundary lasterror */
HANDLE CreateJobObjectW(SECURITY_ATTRIBUTES *security, LPCWSTR name);

/* @boundary return: status(!=0)
 * @boundary lasterror
 * @boundary token: out, owned(CloseHandle) */
BOOL OpenThreadToken(HANDLE thread, DWORD access, BOOL asSelf, PHANDLE token);

/* @boundary return: status(!=0)
 * @boundary lasterror
 * @boundary copy: out, owned(CloseHandle) */
BOOL DuplicateToken(HANDLE token, int level, PHANDLE copy);

/* @boundary return: status(!=0)
 * @boundary lasterror
 * @boundary copy: out, owned(CloseHandle) */
BOOL DuplicateTokenEx(HANDLE token, DWORD access, SECURITY_ATTRIBUTES *security, int level, int type, PHANDLE copy);

/* @boundary return: status(!=0)
 * @boundary lasterror
 * @boundary token: out, owned(CloseHandle) */
BOOL LogonUserW(LPCWSTR user, LPCWSTR domain, LPCWSTR password, DWORD type, DWORD provider, PHANDLE token);

/* @boundary return: owned(FindCloseChangeNotification), invalid(-1)
 * @boundary lasterror */
HANDLE FindFirstChangeNotificationW(LPCWSTR path, BOOL subtree, DWORD filter);

/* @boundary return: status(!=0)
 * @boundary lasterror
 * @boundary change: releases */
BOOL FindCloseChangeNotification(HANDLE change);

/* @boundary return: status(0)
 * @boundary result: out, owned(RegCloseKey) */
LSTATUS RegOpenKeyW(HKEY key, LPCWSTR subKey, PHKEY result);

/* @boundary return: status(!=0)
 * @boundary lasterror
 * @boundary sid: out, owned(LocalFree) */
BOOL ConvertStringSidToSidW(LPCWSTR text, void **sid);

/* @boundary return: status(!=0)
 * @boundary lasterror
 * @boundary descriptor: out, owned(LocalFree)
 * @boundary size: nullable */
BOOL ConvertStringSecurityDescriptorToSecurityDescriptorW(LPCWSTR text, DWORD revision, void **descriptor, ULONG *size);

/* @boundary return: status(!=0)
 * @boundary lasterror
 * @boundary credential: out, owned(CredFree) */
BOOL CredReadW(LPCWSTR target, DWORD type, DWORD flags, void **credential);

/* @boundary credential: releases, nullable */
void CredFree(void *credential);

/* @boundary return: status(!=0)
 * @boundary lasterror
 * @boundary hash: out, owned(CryptDestroyHash) */
BOOL CryptCreateHash(HCRYPTPROV provider, UINT algorithm, ULONG_PTR key, DWORD flags, HCRYPTHASH *hash);

/* @boundary return: status(!=0)
 * @boundary lasterror
 * @boundary hash: releases */
BOOL CryptDestroyHash(HCRYPTHASH hash);

/* Other subsystems */

/* @boundary return: status(hresult)
 * @boundary list: out, owned(CoTaskMemFree) */
HRESULT SHGetSpecialFolderLocation(HWND window, int folder, void **list);

/* @boundary return: status(hresult)
 * @boundary list: out, owned(CoTaskMemFree) */
HRESULT SHGetFolderLocation(HWND window, int folder, HANDLE token, DWORD reserved, void **list);

/* @boundary return: status(hresult)
 * @boundary list: out, owned(CoTaskMemFree)
 * @boundary attributes: nullable */
HRESULT SHParseDisplayName(LPCWSTR name, void *context, void **list, ULONG wanted, ULONG *attributes);

/* @boundary list: releases, nullable */
void ILFree(void *list);

/* @boundary memory: releases, nullable */
void SHFree(void *memory);

/* @boundary return: status(!=0)
 * @boundary lasterror
 * @boundary printer: out, owned(ClosePrinter)
 * @boundary defaults: nullable */
BOOL OpenPrinterW(LPCWSTR name, PHANDLE printer, void *defaults);

/* @boundary return: status(!=0)
 * @boundary lasterror
 * @boundary printer: releases */
BOOL ClosePrinter(HANDLE printer);

/* @boundary return: status(!=0)
 * @boundary lasterror
 * @boundary buffer: out, owned(WTSFreeMemory) */
BOOL WTSQuerySessionInformationW(HANDLE server, DWORD session, int kind, LPWSTR *buffer, DWORD *bytes);

/* @boundary return: status(!=0)
 * @boundary lasterror
 * @boundary sessions: out, owned(WTSFreeMemory) */
BOOL WTSEnumerateSessionsW(HANDLE server, DWORD reserved, DWORD version, void **sessions, DWORD *count);

/* @boundary memory: releases */
void WTSFreeMemory(void *memory);

/* @boundary return: status(0)
 * @boundary client: out, owned(WlanCloseHandle) */
DWORD WlanOpenHandle(DWORD version, void *reserved, DWORD *negotiated, PHANDLE client);

/* @boundary return: status(0)
 * @boundary client: releases */
DWORD WlanCloseHandle(HANDLE client, void *reserved);

/* @boundary return: status(0)
 * @boundary interfaces: out, owned(WlanFreeMemory) */
DWORD WlanEnumInterfaces(HANDLE client, void *reserved, void **interfaces);

/* @boundary memory: releases */
void WlanFreeMemory(void *memory);

/* @boundary return: owned(SetupDiDestroyDeviceInfoList), invalid(-1)
 * @boundary lasterror */
HDEVINFO SetupDiGetClassDevsW(const GUID *deviceClass, LPCWSTR enumerator, HWND parent, DWORD flags);

/* @boundary return: status(!=0)
 * @boundary lasterror
 * @boundary devices: releases */
BOOL SetupDiDestroyDeviceInfoList(HDEVINFO devices);

/* @boundary return: owned(WinHttpCloseHandle), invalid(0)
 * @boundary lasterror */
HINTERNET WinHttpOpen(LPCWSTR agent, DWORD accessType, LPCWSTR proxy, LPCWSTR bypass, DWORD flags);

/* @boundary return: status(!=0)
 * @boundary lasterror
 * @boundary handle: releases */
BOOL WinHttpCloseHandle(HINTERNET handle);

/* @boundary return: status(0)
 * @boundary buffer: releases, nullable */
DWORD NetApiBufferFree(LPVOID buffer);

/* More kernel objects and searches */

/* @boundary return: owned(CloseHandle), invalid(-1)
 * @boundary lasterror */
HANDLE CreateFile2(LPCWSTR name, DWORD access, DWORD share, DWORD disposition, void *parameters);

/* @boundary return: owned(CloseHandle), invalid(-1)
 * @boundary lasterror */
HANDLE ReOpenFile(HANDLE file, DWORD access, DWORD share, DWORD flags);

/* @boundary return: owned(CloseHandle), invalid(-1)
 * @boundary lasterror */
HANDLE CreateMailslotW(LPCWSTR name, DWORD size, DWORD timeout, SECURITY_ATTRIBUTES *security);

/* @boundary return: owned(CloseHandle), invalid(-1)
 * @boundary lasterror */
HANDLE CreateConsoleScreenBuffer(DWORD access, DWORD share, const SECURITY_ATTRIBUTES *security, DWORD flags, void *data);

/* @boundary return: owned(CloseHandle), invalid(0)
 * @boundary lasterror */
HANDLE CreateEventExW(SECURITY_ATTRIBUTES *security, LPCWSTR name, DWORD flags, DWORD access);

/* @boundary return: owned(CloseHandle), invalid(0)
 * @boundary lasterror */
HANDLE CreateMutexExW(SECURITY_ATTRIBUTES *security, LPCWSTR name, DWORD flags, DWORD access);

/* @boundary return: owned(CloseHandle), invalid(0)
 * @boundary lasterror */
HANDLE OpenSemaphoreW(DWORD access, BOOL inherit, LPCWSTR name);

/* @boundary return: owned(CloseHandle), invalid(0)
 * @boundary lasterror */
HANDLE OpenWaitableTimerW(DWORD access, BOOL inherit, LPCWSTR name);

/* @boundary return: owned(CloseHandle), invalid(0)
 * @boundary lasterror */
HANDLE OpenJobObjectW(DWORD access, BOOL inherit, LPCWSTR name);

/* @boundary return: owned(CloseHandle), invalid(0)
 * @boundary lasterror */
HANDLE CreateMemoryResourceNotification(int kind);

/* @boundary return: owned(CloseHandle), invalid(0)
 * @boundary lasterror */
HANDLE CreateRemoteThread(HANDLE process, SECURITY_ATTRIBUTES *security, SIZE_T stack, void *start, void *parameter, DWORD flags, LPDWORD thread);

/* @boundary return: owned(FindClose), invalid(-1)
 * @boundary lasterror */
HANDLE FindFirstFileExW(LPCWSTR name, int level, void *data, int search, void *filter, DWORD flags);

/* @boundary return: owned(FindClose), invalid(-1)
 * @boundary lasterror */
HANDLE FindFirstStreamW(LPCWSTR name, int level, void *data, DWORD flags);

/* @boundary return: owned(FindVolumeClose), invalid(-1)
 * @boundary lasterror */
HANDLE FindFirstVolumeW(LPWSTR name, DWORD length);

/* @boundary find: releases */
BOOL FindVolumeClose(HANDLE find);

/* @boundary return: owned(UnmapViewOfFile), nullable
 * @boundary lasterror */
LPVOID MapViewOfFileEx(HANDLE mapping, DWORD access, DWORD offsetHigh, DWORD offsetLow, SIZE_T bytes, LPVOID address);

/* @boundary return: owned(HeapDestroy), invalid(0)
 * @boundary lasterror */
HANDLE HeapCreate(DWORD options, SIZE_T initial, SIZE_T maximum);

/* @boundary heap: releases */
BOOL HeapDestroy(HANDLE heap);

/* @boundary return: owned(VirtualFreeEx), nullable
 * @boundary lasterror */
LPVOID VirtualAllocEx(HANDLE process, LPVOID address, SIZE_T size, DWORD type, DWORD protection);

/* @boundary address: releases */
BOOL VirtualFreeEx(HANDLE process, LPVOID address, SIZE_T size, DWORD type);

/* @boundary return: owned(EndUpdateResourceW), invalid(0)
 * @boundary lasterror */
HANDLE BeginUpdateResourceW(LPCWSTR file, BOOL deleteExisting);

/* @boundary update: releases */
BOOL EndUpdateResourceW(HANDLE update, BOOL discard);

/* @boundary return: owned(ReleaseActCtx), invalid(-1)
 * @boundary lasterror */
HANDLE CreateActCtxW(const void *context);

/* @boundary context: releases */
void ReleaseActCtx(HANDLE context);

/* @boundary return: status(hresult)
 * @boundary console: out, owned(ClosePseudoConsole) */
HRESULT CreatePseudoConsole(DWORD size, HANDLE input, HANDLE output, DWORD flags, void **console);

/* @boundary console: releases */
void ClosePseudoConsole(void *console);

/* @boundary lasterror
 * @boundary filter: retained, nullable */
void *SetUnhandledExceptionFilter(void *filter);

/* @boundary handler: retained */
void *AddVectoredExceptionHandler(ULONG first, void *handler);

/* More of registry, security and credentials */

/* @boundary return: status(0)
 * @boundary result: out, owned(RegCloseKey) */
LSTATUS RegOpenCurrentUser(REGSAM access, PHKEY result);

/* @boundary return: status(0)
 * @boundary result: out, owned(RegCloseKey) */
LSTATUS RegConnectRegistryW(LPCWSTR machine, HKEY key, PHKEY result);

/* @boundary return: status(0)
 * @boundary result: out, owned(RegCloseKey) */
LSTATUS RegCreateKeyW(HKEY key, LPCWSTR subKey, PHKEY result);

/* @boundary return: status(0)
 * @boundary result: out, owned(RegCloseKey) */
LSTATUS RegLoadAppKeyW(LPCWSTR file, PHKEY result, REGSAM access, DWORD options, DWORD reserved);

/* @boundary return: status(!=0)
 * @boundary lasterror
 * @boundary text: out, owned(LocalFree) */
BOOL ConvertSidToStringSidW(PSID sid, LPWSTR *text);

/* @boundary return: status(!=0)
 * @boundary lasterror
 * @boundary text: out, owned(LocalFree) */
BOOL ConvertSecurityDescriptorToStringSecurityDescriptorW(void *descriptor, DWORD revision, DWORD information, LPWSTR *text, ULONG *length);

/* @boundary return: status(!=0)
 * @boundary lasterror
 * @boundary sid: out, owned(FreeSid) */
BOOL AllocateAndInitializeSid(void *authority, BYTE count, DWORD first, DWORD second, DWORD third, DWORD fourth, DWORD fifth, DWORD sixth, DWORD seventh, DWORD eighth, PSID *sid);

/* @boundary sid: releases */
void *FreeSid(PSID sid);

/* @boundary return: status(!=0)
 * @boundary lasterror
 * @boundary credentials: out, owned(CredFree) */
BOOL CredEnumerateW(LPCWSTR filter, DWORD flags, DWORD *count, void **credentials);

/* @boundary return: owned(CloseServiceHandle), invalid(0)
 * @boundary lasterror */
SC_HANDLE CreateServiceW(SC_HANDLE manager, LPCWSTR name, LPCWSTR display, DWORD access, DWORD type, DWORD start, DWORD error, LPCWSTR path, LPCWSTR group, LPDWORD tag, LPCWSTR dependencies, LPCWSTR account, LPCWSTR password);

/* @boundary return: owned(CloseEventLog), invalid(0)
 * @boundary lasterror */
HANDLE OpenEventLogW(LPCWSTR server, LPCWSTR source);

/* @boundary return: owned(CloseEventLog), invalid(0)
 * @boundary lasterror */
HANDLE OpenBackupEventLogW(LPCWSTR server, LPCWSTR file);

/* @boundary log: releases */
BOOL CloseEventLog(HANDLE log);

/* @boundary return: owned(DeregisterEventSource), invalid(0)
 * @boundary lasterror */
HANDLE RegisterEventSourceW(LPCWSTR server, LPCWSTR source);

/* @boundary log: releases */
BOOL DeregisterEventSource(HANDLE log);

/* @boundary return: status(!=0)
 * @boundary lasterror
 * @boundary copy: out, owned(CloseHandle) */
BOOL CreateRestrictedToken(HANDLE token, DWORD flags, DWORD disabled, void *sids, DWORD deleted, void *privileges, DWORD restricted, void *restrictions, PHANDLE copy);

/* @boundary return: status(!=0)
 * @boundary lasterror
 * @boundary key: out, owned(CryptDestroyKey) */
BOOL CryptGenKey(HCRYPTPROV provider, UINT algorithm, DWORD flags, HCRYPTKEY *key);

/* @boundary return: status(!=0)
 * @boundary lasterror
 * @boundary key: out, owned(CryptDestroyKey) */
BOOL CryptImportKey(HCRYPTPROV provider, const BYTE *data, DWORD length, HCRYPTKEY publicKey, DWORD flags, HCRYPTKEY *key);

/* @boundary return: status(!=0)
 * @boundary lasterror
 * @boundary key: out, owned(CryptDestroyKey) */
BOOL CryptDeriveKey(HCRYPTPROV provider, UINT algorithm, HCRYPTHASH hash, DWORD flags, HCRYPTKEY *key);

/* @boundary return: status(!=0)
 * @boundary lasterror
 * @boundary key: out, owned(CryptDestroyKey) */
BOOL CryptGetUserKey(HCRYPTPROV provider, DWORD kind, HCRYPTKEY *key);

/* @boundary key: releases */
BOOL CryptDestroyKey(HCRYPTKEY key);

/* @boundary return: status(>=0)
 * @boundary hash: out, owned(BCryptDestroyHash) */
NTSTATUS BCryptCreateHash(BCRYPT_ALG_HANDLE algorithm, BCRYPT_HASH_HANDLE *hash, UCHAR *object, ULONG objectSize, UCHAR *secret, ULONG secretSize, ULONG flags);

/* @boundary hash: releases */
NTSTATUS BCryptDestroyHash(BCRYPT_HASH_HANDLE hash);

/* @boundary return: status(>=0)
 * @boundary key: out, owned(BCryptDestroyKey) */
NTSTATUS BCryptGenerateSymmetricKey(BCRYPT_ALG_HANDLE algorithm, BCRYPT_KEY_HANDLE *key, UCHAR *object, ULONG objectSize, UCHAR *secret, ULONG secretSize, ULONG flags);

/* @boundary return: status(>=0)
 * @boundary key: out, owned(BCryptDestroyKey) */
NTSTATUS BCryptImportKeyPair(BCRYPT_ALG_HANDLE algorithm, BCRYPT_KEY_HANDLE importKey, LPCWSTR type, BCRYPT_KEY_HANDLE *key, UCHAR *input, ULONG size, ULONG flags);

/* @boundary key: releases */
NTSTATUS BCryptDestroyKey(BCRYPT_KEY_HANDLE key);

/* @boundary return: status(0)
 * @boundary provider: out, owned(NCryptFreeObject) */
SECURITY_STATUS NCryptOpenStorageProvider(NCRYPT_HANDLE *provider, LPCWSTR name, DWORD flags);

/* @boundary return: status(0)
 * @boundary key: out, owned(NCryptFreeObject) */
SECURITY_STATUS NCryptOpenKey(NCRYPT_HANDLE provider, NCRYPT_HANDLE *key, LPCWSTR name, DWORD legacy, DWORD flags);

/* @boundary return: status(0)
 * @boundary key: out, owned(NCryptFreeObject) */
SECURITY_STATUS NCryptCreatePersistedKey(NCRYPT_HANDLE provider, NCRYPT_HANDLE *key, LPCWSTR algorithm, LPCWSTR name, DWORD legacy, DWORD flags);

/* @boundary object: releases */
SECURITY_STATUS NCryptFreeObject(NCRYPT_HANDLE object);

/* @boundary return: owned(CertCloseStore), invalid(0)
 * @boundary lasterror */
HCERTSTORE CertOpenStore(LPCSTR provider, DWORD encoding, HCRYPTPROV crypt, DWORD flags, const void *parameter);

/* @boundary return: owned(CertFreeCertificateContext), invalid(0)
 * @boundary lasterror */
void *CertCreateCertificateContext(DWORD encoding, const BYTE *data, DWORD size);

/* @boundary return: owned(CertFreeCertificateContext), invalid(0)
 * @boundary lasterror
 * @boundary previous: releases, nullable */
void *CertFindCertificateInStore(HCERTSTORE store, DWORD encoding, DWORD flags, DWORD type, const void *parameter, void *previous);

/* @boundary return: owned(CertFreeCertificateContext), invalid(0)
 * @boundary lasterror
 * @boundary previous: releases, nullable */
void *CertEnumCertificatesInStore(HCERTSTORE store, void *previous);

/* @boundary context: releases, nullable */
BOOL CertFreeCertificateContext(void *context);

/* @boundary return: status(>=0)
 * @boundary policy: out, owned(LsaClose) */
NTSTATUS LsaOpenPolicy(void *system, void *attributes, DWORD access, void **policy);

/* @boundary object: releases */
NTSTATUS LsaClose(void *object);

/* @boundary return: status(>=0)
 * @boundary sessions: out, owned(LsaFreeReturnBuffer) */
NTSTATUS LsaEnumerateLogonSessions(ULONG *count, void **sessions);

/* @boundary return: status(>=0)
 * @boundary data: out, owned(LsaFreeReturnBuffer) */
NTSTATUS LsaGetLogonSessionData(void *session, void **data);

/* @boundary buffer: releases */
NTSTATUS LsaFreeReturnBuffer(void *buffer);

/* @boundary return: status(>=0)
 * @boundary lsa: out, owned(LsaDeregisterLogonProcess) */
NTSTATUS LsaConnectUntrusted(PHANDLE lsa);

/* @boundary lsa: releases */
NTSTATUS LsaDeregisterLogonProcess(HANDLE lsa);

/* @boundary return: status(!=0)
 * @boundary lasterror
 * @boundary block: out, owned(DestroyEnvironmentBlock) */
BOOL CreateEnvironmentBlock(void **block, HANDLE token, BOOL inherit);

/* @boundary block: releases */
BOOL DestroyEnvironmentBlock(void *block);

/* More windows, hooks and drawing */

/* @boundary return: owned(ReleaseDC), invalid(0) */
HDC GetDCEx(HWND window, HRGN clip, DWORD flags);

/* @boundary return: owned(DeleteDC), invalid(0) */
HDC CreateICW(LPCWSTR driver, LPCWSTR device, LPCWSTR port, const void *mode);

/* @boundary return: owned(DeleteObject), invalid(0) */
HBRUSH CreateHatchBrush(int style, COLORREF color);

/* @boundary return: owned(DeleteObject), invalid(0) */
HBRUSH CreatePatternBrush(HBITMAP bitmap);

/* @boundary return: owned(DeleteObject), invalid(0) */
HBRUSH CreateBrushIndirect(const void *brush);

/* @boundary return: owned(DeleteObject), invalid(0) */
HPEN CreatePenIndirect(const void *pen);

/* @boundary return: owned(DeleteObject), invalid(0) */
HPEN ExtCreatePen(DWORD style, DWORD width, const void *brush, DWORD count, const DWORD *styles);

/* @boundary return: owned(DeleteObject), invalid(0) */
HFONT CreateFontW(int height, int width, int escapement, int orientation, int weight, DWORD italic, DWORD underline, DWORD strikeOut, DWORD charSet, DWORD precision, DWORD clip, DWORD quality, DWORD pitch, LPCWSTR face);

/* @boundary return: owned(DeleteObject), invalid(0) */
HRGN CreateRectRgnIndirect(const RECT *rectangle);

/* @boundary return: owned(DeleteObject), invalid(0) */
HRGN CreateEllipticRgn(int left, int top, int right, int bottom);

/* @boundary return: owned(DeleteObject), invalid(0) */
HRGN CreatePolygonRgn(const void *points, int count, int mode);

/* @boundary return: owned(DeleteObject), invalid(0) */
HRGN ExtCreateRegion(const void *transform, DWORD count, const void *data);

/* @boundary return: owned(DeleteObject), invalid(0) */
HBITMAP CreateDIBitmap(HDC dc, const void *header, DWORD flags, const void *bits, const void *info, UINT usage);

/* @boundary return: owned(DeleteObject), invalid(0) */
HBITMAP CreateBitmapIndirect(const void *bitmap);

/* @boundary return: owned(DeleteObject), invalid(0) */
HBITMAP CreateDiscardableBitmap(HDC dc, int width, int height);

/* @boundary return: owned(DeleteObject), invalid(0) */
HGDIOBJ CreatePalette(const void *palette);

/* @boundary return: owned(DestroyIcon), invalid(0)
 * @boundary lasterror */
HICON CreateIcon(HINSTANCE instance, int width, int height, BYTE planes, BYTE bits, const BYTE *and, const BYTE *xor);

/* @boundary return: owned(DestroyIcon), invalid(0)
 * @boundary lasterror */
HICON CreateIconFromResourceEx(BYTE *bits, DWORD size, BOOL icon, DWORD version, int width, int height, UINT flags);

/* @boundary return: owned(DestroyIcon), invalid(0)
 * @boundary lasterror */
HICON ExtractIconW(HINSTANCE instance, LPCWSTR file, UINT index);

/* @boundary return: owned(DestroyIcon), invalid(0)
 * @boundary lasterror */
HICON ExtractAssociatedIconW(HINSTANCE instance, LPWSTR file, WORD *index);

/* @boundary return: owned(DestroyCursor), invalid(0)
 * @boundary lasterror */
HCURSOR CreateCursor(HINSTANCE instance, int x, int y, int width, int height, const void *and, const void *xor);

/* @boundary return: owned(DestroyCursor), invalid(0)
 * @boundary lasterror */
HCURSOR LoadCursorFromFileW(LPCWSTR file);

/* @boundary return: borrowed, invalid(0)
 * @boundary lasterror */
HICON LoadIconW(HINSTANCE instance, LPCWSTR name);

/* @boundary return: borrowed, invalid(0)
 * @boundary lasterror */
HCURSOR LoadCursorW(HINSTANCE instance, LPCWSTR name);

/* @boundary return: owned(DestroyMenu), invalid(0)
 * @boundary lasterror */
HMENU LoadMenuW(HINSTANCE instance, LPCWSTR name);

/* @boundary return: borrowed */
HMENU GetSystemMenu(HWND window, BOOL revert);

/* @boundary return: owned(DestroyAcceleratorTable), invalid(0)
 * @boundary lasterror */
HANDLE CreateAcceleratorTableW(void *entries, int count);

/* @boundary table: releases */
BOOL DestroyAcceleratorTable(HANDLE table);

/* @boundary return: owned(UnregisterDeviceNotification), invalid(0)
 * @boundary lasterror */
HANDLE RegisterDeviceNotificationW(HANDLE recipient, void *filter, DWORD flags);

/* @boundary notification: releases */
BOOL UnregisterDeviceNotification(HANDLE notification);

/* @boundary return: owned(UnregisterPowerSettingNotification), invalid(0)
 * @boundary lasterror */
HANDLE RegisterPowerSettingNotification(HANDLE recipient, const GUID *setting, DWORD flags);

/* @boundary notification: releases */
BOOL UnregisterPowerSettingNotification(HANDLE notification);

/* @boundary return: owned(CloseDesktop), invalid(0)
 * @boundary lasterror */
HDESK OpenDesktopW(LPCWSTR name, DWORD flags, BOOL inherit, DWORD access);

/* @boundary return: owned(CloseDesktop), invalid(0)
 * @boundary lasterror */
HDESK CreateDesktopW(LPCWSTR name, LPCWSTR device, void *mode, DWORD flags, DWORD access, SECURITY_ATTRIBUTES *security);

/* @boundary return: owned(CloseWindowStation), invalid(0)
 * @boundary lasterror */
HANDLE OpenWindowStationW(LPCWSTR name, BOOL inherit, DWORD access);

/* @boundary station: releases */
BOOL CloseWindowStation(HANDLE station);

/* @boundary return: owned(CloseThemeData), invalid(0) */
HANDLE OpenThemeData(HWND window, LPCWSTR classes);

/* @boundary theme: releases */
HRESULT CloseThemeData(HANDLE theme);

/* @boundary return: owned(DestroyWindow), invalid(0) */
HWND capCreateCaptureWindowW(LPCWSTR name, DWORD style, int x, int y, int width, int height, HWND parent, int id);

/* @boundary procedure: retained(until RemoveWindowSubclass) */
BOOL SetWindowSubclass(HWND window, void *procedure, UINT_PTR id, DWORD_PTR data);

BOOL RemoveWindowSubclass(HWND window, void *procedure, UINT_PTR id);

/* @boundary callsback
 * @boundary callback: noescape */
BOOL EnumDesktopWindows(HDESK desktop, WNDENUMPROC callback, LPARAM parameter);

/* @boundary return: status(nonnull)
 * @boundary lasterror
 * @boundary memory: taken, nullable */
HANDLE SetClipboardData(UINT format, HANDLE memory);

/* @boundary return: status(!=0)
 * @boundary region: taken, nullable */
int SetWindowRgn(HWND window, HRGN region, BOOL redraw);

/* More of the shell, COM and automation */

/* @boundary array: releases, nullable */
HRESULT SafeArrayDestroy(void *array);

/* @boundary return: owned(SafeArrayDestroy), invalid(0) */
void *SafeArrayCreate(WORD type, UINT dimensions, void *bounds);

/* @boundary return: owned(SafeArrayDestroy), invalid(0) */
void *SafeArrayCreateVector(WORD type, LONG lower, ULONG elements);

/* @boundary return: owned(SysFreeString), nullable */
BSTR SysAllocStringLen(const OLECHAR *text, UINT length);

/* @boundary return: owned(SysFreeString), nullable */
BSTR SysAllocStringByteLen(LPCSTR text, UINT length);

/* @boundary return: status(hresult)
 * @boundary text: out, owned(CoTaskMemFree) */
HRESULT StringFromCLSID(const GUID *id, LPWSTR *text);

/* @boundary return: status(hresult)
 * @boundary text: out, owned(CoTaskMemFree) */
HRESULT StringFromIID(const GUID *id, LPWSTR *text);

/* @boundary return: status(hresult)
 * @boundary text: out, owned(CoTaskMemFree) */
HRESULT ProgIDFromCLSID(const GUID *id, LPWSTR *text);

/* @boundary return: owned(ILFree), nullable */
void *ILCreateFromPathW(LPCWSTR path);

/* @boundary return: owned(ILFree), nullable */
void *ILClone(const void *list);

/* Networks */

/* @boundary return: status(0)
 * @boundary buffer: out, owned(NetApiBufferFree) */
DWORD NetUserGetInfo(LPCWSTR server, LPCWSTR user, DWORD level, void **buffer);

/* @boundary return: status(0)
 * @boundary buffer: out, owned(NetApiBufferFree) */
DWORD NetUserEnum(LPCWSTR server, DWORD level, DWORD filter, void **buffer, DWORD preferred, DWORD *read, DWORD *total, DWORD *resume);

/* @boundary return: status(0)
 * @boundary buffer: out, owned(NetApiBufferFree) */
DWORD NetShareEnum(LPCWSTR server, DWORD level, void **buffer, DWORD preferred, DWORD *read, DWORD *total, DWORD *resume);

/* @boundary return: status(0)
 * @boundary buffer: out, owned(NetApiBufferFree) */
DWORD NetShareGetInfo(LPCWSTR server, LPCWSTR share, DWORD level, void **buffer);

/* @boundary return: status(0)
 * @boundary buffer: out, owned(NetApiBufferFree) */
DWORD NetLocalGroupEnum(LPCWSTR server, DWORD level, void **buffer, DWORD preferred, DWORD *read, DWORD *total, ULONG_PTR *resume);

/* @boundary return: status(0)
 * @boundary buffer: out, owned(NetApiBufferFree) */
DWORD NetLocalGroupGetMembers(LPCWSTR server, LPCWSTR group, DWORD level, void **buffer, DWORD preferred, DWORD *read, DWORD *total, ULONG_PTR *resume);

/* @boundary return: status(0)
 * @boundary buffer: out, owned(NetApiBufferFree) */
DWORD NetUserGetLocalGroups(LPCWSTR server, LPCWSTR user, DWORD level, DWORD flags, void **buffer, DWORD preferred, DWORD *read, DWORD *total);

/* @boundary return: status(0)
 * @boundary buffer: out, owned(NetApiBufferFree) */
DWORD NetServerEnum(LPCWSTR server, DWORD level, void **buffer, DWORD preferred, DWORD *read, DWORD *total, DWORD type, LPCWSTR domain, DWORD *resume);

/* @boundary return: status(0)
 * @boundary buffer: out, owned(NetApiBufferFree) */
DWORD NetServerGetInfo(LPCWSTR server, DWORD level, void **buffer);

/* @boundary return: status(0)
 * @boundary buffer: out, owned(NetApiBufferFree) */
DWORD NetWkstaGetInfo(LPCWSTR server, DWORD level, void **buffer);

/* @boundary return: status(0)
 * @boundary buffer: out, owned(NetApiBufferFree) */
DWORD NetSessionEnum(LPCWSTR server, LPCWSTR client, LPCWSTR user, DWORD level, void **buffer, DWORD preferred, DWORD *read, DWORD *total, DWORD *resume);

/* @boundary return: status(0)
 * @boundary name: out, owned(NetApiBufferFree) */
DWORD NetGetJoinInformation(LPCWSTR server, LPWSTR *name, int *kind);

/* @boundary return: status(0)
 * @boundary buffer: out, owned(NetApiBufferFree) */
DWORD NetGetDCName(LPCWSTR server, LPCWSTR domain, void **buffer);

/* @boundary return: status(0)
 * @boundary info: out, owned(NetApiBufferFree) */
DWORD DsGetDcNameW(LPCWSTR computer, LPCWSTR domain, GUID *domainId, LPCWSTR site, ULONG flags, void **info);

/* @boundary return: owned(WinHttpCloseHandle), invalid(0)
 * @boundary lasterror */
HINTERNET WinHttpConnect(HINTERNET session, LPCWSTR server, WORD port, DWORD reserved);

/* @boundary return: owned(WinHttpCloseHandle), invalid(0)
 * @boundary lasterror */
HINTERNET WinHttpOpenRequest(HINTERNET connection, LPCWSTR verb, LPCWSTR object, LPCWSTR version, LPCWSTR referrer, LPCWSTR *types, DWORD flags);

/* @boundary return: owned(InternetCloseHandle), invalid(0)
 * @boundary lasterror */
HINTERNET InternetOpenW(LPCWSTR agent, DWORD accessType, LPCWSTR proxy, LPCWSTR bypass, DWORD flags);

/* @boundary return: owned(InternetCloseHandle), invalid(0)
 * @boundary lasterror */
HINTERNET InternetConnectW(HINTERNET session, LPCWSTR server, WORD port, LPCWSTR user, LPCWSTR password, DWORD service, DWORD flags, DWORD_PTR context);

/* @boundary return: owned(InternetCloseHandle), invalid(0)
 * @boundary lasterror */
HINTERNET InternetOpenUrlW(HINTERNET session, LPCWSTR url, LPCWSTR headers, DWORD length, DWORD flags, DWORD_PTR context);

/* @boundary return: owned(InternetCloseHandle), invalid(0)
 * @boundary lasterror */
HINTERNET HttpOpenRequestW(HINTERNET connection, LPCWSTR verb, LPCWSTR object, LPCWSTR version, LPCWSTR referrer, LPCWSTR *types, DWORD flags, DWORD_PTR context);

/* @boundary handle: releases */
BOOL InternetCloseHandle(HINTERNET handle);

/* @boundary return: owned(IcmpCloseHandle), invalid(-1)
 * @boundary lasterror */
HANDLE IcmpCreateFile(void);

/* @boundary return: owned(IcmpCloseHandle), invalid(-1)
 * @boundary lasterror */
HANDLE Icmp6CreateFile(void);

/* @boundary icmp: releases */
BOOL IcmpCloseHandle(HANDLE icmp);

/* @boundary return: owned(closesocket), invalid(-1)
 * @boundary lasterror */
SOCKET socket(int family, int type, int protocol);

/* @boundary return: owned(closesocket), invalid(-1)
 * @boundary lasterror */
SOCKET WSASocketW(int family, int type, int protocol, void *information, UINT group, DWORD flags);

/* @boundary return: owned(closesocket), invalid(-1)
 * @boundary lasterror
 * @boundary blocking */
SOCKET accept(SOCKET listener, void *address, int *length);

/* @boundary socket: releases */
int closesocket(SOCKET socket);

/* @boundary return: owned(WSACloseEvent), invalid(0)
 * @boundary lasterror */
HANDLE WSACreateEvent(void);

/* @boundary event: releases */
BOOL WSACloseEvent(HANDLE event);

/* @boundary return: status(0)
 * @boundary result: out, owned(FreeAddrInfoW)
 * @boundary blocking */
int GetAddrInfoW(LPCWSTR node, LPCWSTR service, const void *hints, void **result);

/* @boundary list: releases, nullable */
void FreeAddrInfoW(void *list);

/* @boundary return: status(0)
 * @boundary table: out, owned(FreeMibTable) */
DWORD GetIfTable2(void **table);

/* @boundary return: status(0)
 * @boundary table: out, owned(FreeMibTable) */
DWORD GetUnicastIpAddressTable(WORD family, void **table);

/* @boundary return: status(0)
 * @boundary table: out, owned(FreeMibTable) */
DWORD GetIpForwardTable2(WORD family, void **table);

/* @boundary memory: releases */
void FreeMibTable(void *memory);

/* @boundary return: status(0)
 * @boundary engine: out, owned(FwpmEngineClose0) */
DWORD FwpmEngineOpen0(LPCWSTR server, DWORD authentication, void *identity, const void *session, PHANDLE engine);

/* @boundary engine: releases */
DWORD FwpmEngineClose0(HANDLE engine);

/* Sessions, printers, performance, events */

/* @boundary return: status(!=0)
 * @boundary lasterror
 * @boundary token: out, owned(CloseHandle) */
BOOL WTSQueryUserToken(ULONG session, PHANDLE token);

/* @boundary return: owned(WTSCloseServer), invalid(0)
 * @boundary lasterror */
HANDLE WTSOpenServerW(LPWSTR name);

/* @boundary server: releases */
void WTSCloseServer(HANDLE server);

/* @boundary return: status(!=0)
 * @boundary lasterror
 * @boundary processes: out, owned(WTSFreeMemory) */
BOOL WTSEnumerateProcessesW(HANDLE server, DWORD reserved, DWORD version, void **processes, DWORD *count);

/* @boundary return: owned(WTSVirtualChannelClose), invalid(0)
 * @boundary lasterror */
HANDLE WTSVirtualChannelOpen(HANDLE server, DWORD session, LPSTR name);

/* @boundary channel: releases */
BOOL WTSVirtualChannelClose(HANDLE channel);

/* @boundary return: owned(FindClosePrinterChangeNotification), invalid(-1)
 * @boundary lasterror */
HANDLE FindFirstPrinterChangeNotification(HANDLE printer, DWORD filter, DWORD options, void *notify);

/* @boundary change: releases */
BOOL FindClosePrinterChangeNotification(HANDLE change);

/* @boundary return: status(0)
 * @boundary query: out, owned(PdhCloseQuery) */
DWORD PdhOpenQueryW(LPCWSTR source, DWORD_PTR user, HANDLE *query);

/* @boundary query: releases */
DWORD PdhCloseQuery(HANDLE query);

/* @boundary return: owned(EvtClose), invalid(0)
 * @boundary lasterror */
HANDLE EvtOpenSession(int kind, void *login, DWORD timeout, DWORD flags);

/* @boundary return: owned(EvtClose), invalid(0)
 * @boundary lasterror */
HANDLE EvtQuery(HANDLE session, LPCWSTR path, LPCWSTR query, DWORD flags);

/* @boundary return: owned(EvtClose), invalid(0)
 * @boundary lasterror
 * @boundary callback: retained(until EvtClose), nullable */
HANDLE EvtSubscribe(HANDLE session, HANDLE signal, LPCWSTR path, LPCWSTR query, HANDLE bookmark, void *context, void *callback, DWORD flags);

/* @boundary return: owned(EvtClose), invalid(0)
 * @boundary lasterror */
HANDLE EvtOpenPublisherMetadata(HANDLE session, LPCWSTR publisher, LPCWSTR file, DWORD locale, DWORD flags);

/* @boundary return: owned(EvtClose), invalid(0)
 * @boundary lasterror */
HANDLE EvtCreateRenderContext(DWORD count, LPCWSTR *paths, DWORD flags);

/* @boundary object: releases */
BOOL EvtClose(HANDLE object);

/* @boundary return: status(0)
 * @boundary scheme: out, owned(LocalFree) */
DWORD PowerGetActiveScheme(HKEY root, GUID **scheme);

/* Devices, sound, smart cards */

/* @boundary return: owned(SetupDiDestroyDeviceInfoList), invalid(-1)
 * @boundary lasterror */
HDEVINFO SetupDiCreateDeviceInfoList(const GUID *deviceClass, HWND parent);

/* @boundary return: owned(RegCloseKey), invalid(-1)
 * @boundary lasterror */
HKEY SetupDiOpenDevRegKey(HDEVINFO devices, void *device, DWORD scope, DWORD profile, DWORD type, REGSAM access);

/* @boundary return: owned(SetupCloseInfFile), invalid(-1)
 * @boundary lasterror */
HANDLE SetupOpenInfFileW(LPCWSTR file, LPCWSTR deviceClass, DWORD style, UINT *line);

/* @boundary inf: releases */
void SetupCloseInfFile(HANDLE inf);

/* @boundary return: status(!=0)
 * @boundary lasterror
 * @boundary usb: out, owned(WinUsb_Free) */
BOOL WinUsb_Initialize(HANDLE device, PHANDLE usb);

/* @boundary return: status(!=0)
 * @boundary lasterror
 * @boundary associated: out, owned(WinUsb_Free) */
BOOL WinUsb_GetAssociatedInterface(HANDLE usb, UCHAR index, PHANDLE associated);

/* @boundary usb: releases */
BOOL WinUsb_Free(HANDLE usb);

/* @boundary preparsed: out, owned(HidD_FreePreparsedData)
 * @boundary lasterror
 * @boundary return: status(!=0) */
BOOLEAN HidD_GetPreparsedData(HANDLE device, void **preparsed);

/* @boundary preparsed: releases */
BOOLEAN HidD_FreePreparsedData(void *preparsed);

/* @boundary return: status(0)
 * @boundary device: out, owned(waveOutClose)
 * @boundary callback: retained(until waveOutClose) */
DWORD waveOutOpen(HANDLE *device, UINT id, const void *format, DWORD_PTR callback, DWORD_PTR instance, DWORD flags);

/* @boundary device: releases */
DWORD waveOutClose(HANDLE device);

/* @boundary return: status(0)
 * @boundary device: out, owned(waveInClose)
 * @boundary callback: retained(until waveInClose) */
DWORD waveInOpen(HANDLE *device, UINT id, const void *format, DWORD_PTR callback, DWORD_PTR instance, DWORD flags);

/* @boundary device: releases */
DWORD waveInClose(HANDLE device);

/* @boundary return: status(0)
 * @boundary device: out, owned(midiInClose)
 * @boundary callback: retained(until midiInClose) */
DWORD midiInOpen(HANDLE *device, UINT id, DWORD_PTR callback, DWORD_PTR instance, DWORD flags);

/* @boundary device: releases */
DWORD midiInClose(HANDLE device);

/* @boundary return: status(0)
 * @boundary device: out, owned(midiOutClose)
 * @boundary callback: retained(until midiOutClose) */
DWORD midiOutOpen(HANDLE *device, UINT id, DWORD_PTR callback, DWORD_PTR instance, DWORD flags);

/* @boundary device: releases */
DWORD midiOutClose(HANDLE device);

/* @boundary return: invalid(0)
 * @boundary callback: retained(until timeKillEvent) */
DWORD timeSetEvent(UINT delay, UINT resolution, void *callback, DWORD_PTR user, UINT event);

DWORD timeKillEvent(UINT id);

/* @boundary return: status(0)
 * @boundary context: out, owned(SCardReleaseContext) */
LONG SCardEstablishContext(DWORD scope, const void *first, const void *second, ULONG_PTR *context);

/* @boundary context: releases */
LONG SCardReleaseContext(ULONG_PTR context);

/* @boundary return: status(0)
 * @boundary card: out, owned(SCardDisconnect) */
LONG SCardConnectW(ULONG_PTR context, LPCWSTR reader, DWORD share, DWORD protocols, ULONG_PTR *card, DWORD *active);

/* @boundary card: releases */
LONG SCardDisconnect(ULONG_PTR card, DWORD disposition);

/* @boundary return: owned(wglDeleteContext), invalid(0)
 * @boundary lasterror */
HANDLE wglCreateContext(HDC dc);

/* @boundary context: releases */
BOOL wglDeleteContext(HANDLE context);

/* Routines that Windows calls when something is done or happens */

/* @boundary lasterror
 * @boundary routine: retained */
DWORD QueueUserAPC(void *routine, HANDLE thread, ULONG_PTR data);

/* @boundary return: status(!=0)
 * @boundary lasterror
 * @boundary overlapped: retained
 * @boundary routine: retained */
BOOL ReadFileEx(HANDLE file, LPVOID buffer, DWORD bytes, OVERLAPPED *overlapped, void *routine);

/* @boundary return: status(!=0)
 * @boundary lasterror
 * @boundary overlapped: retained
 * @boundary routine: retained */
BOOL WriteFileEx(HANDLE file, LPCVOID buffer, DWORD bytes, OVERLAPPED *overlapped, void *routine);

/* @boundary return: status(0)
 * @boundary callback: retained(until CancelMibChangeNotify2)
 * @boundary context: retained(until CancelMibChangeNotify2), nullable */
DWORD NotifyIpInterfaceChange(WORD family, void *callback, void *context, BOOLEAN initial, HANDLE *notification);

/* @boundary return: status(0)
 * @boundary callback: retained(until CancelMibChangeNotify2)
 * @boundary context: retained(until CancelMibChangeNotify2), nullable */
DWORD NotifyUnicastIpAddressChange(WORD family, void *callback, void *context, BOOLEAN initial, HANDLE *notification);

/* @boundary return: status(0)
 * @boundary callback: retained(until CancelMibChangeNotify2)
 * @boundary context: retained(until CancelMibChangeNotify2), nullable */
DWORD NotifyRouteChange2(WORD family, void *callback, void *context, BOOLEAN initial, HANDLE *notification);

DWORD CancelMibChangeNotify2(HANDLE notification);

/* Results of one byte: BOOLEAN, which is no BOOL */

/* @boundary lasterror */
BOOLEAN CreateSymbolicLinkW(LPCWSTR link, LPCWSTR target, DWORD flags);

/* @boundary lasterror */
BOOLEAN GetUserNameExW(int format, LPWSTR name, LPDWORD size);

/* @boundary lasterror */
BOOLEAN GetComputerObjectNameW(int format, LPWSTR name, LPDWORD size);

/* @boundary lasterror */
BOOLEAN TranslateNameW(LPCWSTR account, int format, int desired, LPWSTR translated, LPDWORD size);

/* @boundary lasterror */
BOOLEAN SetSuspendState(BOOLEAN hibernate, BOOLEAN force, BOOLEAN wakeupEventsDisabled);

BOOLEAN IsPwrSuspendAllowed(void);

BOOLEAN IsPwrHibernateAllowed(void);

BOOLEAN IsPwrShutdownAllowed(void);

BOOLEAN SystemFunction036(PVOID buffer, ULONG length);

BOOLEAN HidD_GetAttributes(HANDLE device, PVOID attributes);

/* @boundary return: status(!=0)
 * @boundary lasterror
 * @boundary data: out, owned(HidD_FreePreparsedData) */
BOOLEAN HidD_GetPreparsedData(HANDLE device, PVOID *data);

/* @boundary data: releases */
BOOLEAN HidD_FreePreparsedData(PVOID data);

BOOLEAN HidD_GetFeature(HANDLE device, PVOID report, ULONG length);

BOOLEAN HidD_SetFeature(HANDLE device, PVOID report, ULONG length);

BOOLEAN HidD_GetInputReport(HANDLE device, PVOID report, ULONG length);

BOOLEAN HidD_SetOutputReport(HANDLE device, PVOID report, ULONG length);

BOOLEAN HidD_GetManufacturerString(HANDLE device, PVOID buffer, ULONG length);

BOOLEAN HidD_GetProductString(HANDLE device, PVOID buffer, ULONG length);

BOOLEAN HidD_GetSerialNumberString(HANDLE device, PVOID buffer, ULONG length);

BOOLEAN HidD_SetNumInputBuffers(HANDLE device, ULONG count);

BOOLEAN HidD_GetNumInputBuffers(HANDLE device, ULONG *count);

BOOLEAN HidD_FlushQueue(HANDLE device);

BOOLEAN RtlEqualUnicodeString(const void *first, const void *second, BOOLEAN caseInsensitive);

/* Pointers, and integers as wide as pointers, where bindings of 32-bit times have int */

/* @boundary callsback */
LRESULT DefWindowProcW(HWND window, UINT message, WPARAM wParam, LPARAM lParam);

/* @boundary callsback */
LRESULT CallWindowProcW(void *previous, HWND window, UINT message, WPARAM wParam, LPARAM lParam);

LRESULT CallNextHookEx(HHOOK hook, int code, WPARAM wParam, LPARAM lParam);

/* @boundary lasterror */
BOOL PostMessageW(HWND window, UINT message, WPARAM wParam, LPARAM lParam);

/* @boundary lasterror */
BOOL PostThreadMessageW(DWORD thread, UINT message, WPARAM wParam, LPARAM lParam);

/* @boundary lasterror, callsback */
BOOL SendNotifyMessageW(HWND window, UINT message, WPARAM wParam, LPARAM lParam);

/* @boundary lasterror, blocking, callsback */
LRESULT SendMessageTimeoutW(HWND window, UINT message, WPARAM wParam, LPARAM lParam, UINT flags, UINT timeout, DWORD_PTR *result);

/* @boundary lasterror */
LONG_PTR GetWindowLongPtrW(HWND window, int index);

/* @boundary lasterror */
LONG_PTR SetWindowLongPtrW(HWND window, int index, LONG_PTR value);

/* @boundary lasterror */
ULONG_PTR GetClassLongPtrW(HWND window, int index);

/* @boundary lasterror */
ULONG_PTR SetClassLongPtrW(HWND window, int index, LONG_PTR value);

void keybd_event(BYTE key, BYTE scanCode, DWORD flags, ULONG_PTR extraInfo);

void mouse_event(DWORD flags, DWORD dx, DWORD dy, DWORD data, ULONG_PTR extraInfo);

/* @boundary lasterror
 * @boundary read: nullable */
BOOL ReadProcessMemory(HANDLE process, LPCVOID address, LPVOID buffer, SIZE_T size, SIZE_T *read);

/* @boundary lasterror
 * @boundary written: nullable */
BOOL WriteProcessMemory(HANDLE process, LPVOID address, LPCVOID buffer, SIZE_T size, SIZE_T *written);

/* @boundary lasterror */
LPVOID VirtualAllocEx(HANDLE process, LPVOID address, SIZE_T size, DWORD type, DWORD protection);

/* @boundary lasterror */
BOOL VirtualFreeEx(HANDLE process, LPVOID address, SIZE_T size, DWORD type);

/* @boundary lasterror */
BOOL VirtualProtect(LPVOID address, SIZE_T size, DWORD protection, LPDWORD previous);

/* @boundary lasterror */
BOOL VirtualProtectEx(HANDLE process, LPVOID address, SIZE_T size, DWORD protection, LPDWORD previous);

/* @boundary lasterror */
SIZE_T VirtualQueryEx(HANDLE process, LPCVOID address, PVOID information, SIZE_T size);

/* @boundary lasterror */
BOOL SetProcessWorkingSetSize(HANDLE process, SIZE_T minimum, SIZE_T maximum);

/* @boundary lasterror */
BOOL SetProcessAffinityMask(HANDLE process, DWORD_PTR mask);

/* @boundary lasterror */
DWORD_PTR SetThreadAffinityMask(HANDLE thread, DWORD_PTR mask);

/* @boundary lasterror */
HGLOBAL GlobalReAlloc(HGLOBAL memory, SIZE_T bytes, UINT flags);

/* @boundary lasterror */
LPVOID GlobalLock(HGLOBAL memory);

/* @boundary lasterror */
SIZE_T GlobalSize(HGLOBAL memory);

SIZE_T HeapSize(HANDLE heap, DWORD flags, LPCVOID memory);

void RtlMoveMemory(PVOID destination, const void *source, SIZE_T length);

void RtlZeroMemory(PVOID destination, SIZE_T length);

/* @boundary lasterror */
LPVOID LockResource(HGLOBAL resource);

/* @boundary lasterror */
HGLOBAL LoadResource(HMODULE module, HRSRC resource);

/* @boundary lasterror */
BOOL AppendMenuW(HMENU menu, UINT flags, UINT_PTR item, LPCWSTR text);

/* Results that are HRESULTs */

/* @boundary return: status(hresult) */
HRESULT CoInitializeEx(LPVOID reserved, DWORD model);

/* @boundary return: status(hresult) */
HRESULT CoCreateInstance(const GUID *classId, PVOID outer, DWORD context, const GUID *interfaceId, PVOID *instance);

/* @boundary return: status(hresult) */
HRESULT CLSIDFromProgID(LPCWSTR name, GUID *classId);

/* @boundary return: status(hresult) */
HRESULT OleInitialize(LPVOID reserved);

/* @boundary return: status(hresult) */
HRESULT DwmExtendFrameIntoClientArea(HWND window, const void *margins);

/* @boundary return: status(hresult) */
HRESULT DwmGetWindowAttribute(HWND window, DWORD attribute, PVOID value, DWORD size);

/* @boundary return: status(hresult) */
HRESULT DwmSetWindowAttribute(HWND window, DWORD attribute, LPCVOID value, DWORD size);

/* @boundary return: status(hresult) */
HRESULT DwmIsCompositionEnabled(BOOL *enabled);

/* @boundary return: status(hresult) */
HRESULT DwmRegisterThumbnail(HWND destination, HWND source, PVOID *thumbnail);

/* @boundary return: status(hresult) */
HRESULT SHCreateItemFromParsingName(LPCWSTR path, PVOID context, const GUID *interfaceId, PVOID *item);

/* @boundary return: status(hresult) */
HRESULT GetDpiForMonitor(HMONITOR monitor, int type, UINT *x, UINT *y);

/* @boundary return: status(hresult) */
HRESULT SetProcessDpiAwareness(int awareness);
