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
