using System;using System.Runtime.InteropServices;
[UnmanagedFunctionPointer(CallingConvention.Cdecl)] delegate int CB(IntPtr a, IntPtr b);
static class N {
[DllImport("user32.dll", EntryPoint="SetWindowsHookEx")] internal static extern IntPtr F0(int a, CB f, IntPtr m, uint t);
[DllImport("user32.dll", EntryPoint="SetWinEventHook")] internal static extern IntPtr F1(uint a, uint b, IntPtr m, CB f, uint p, uint t, uint fl);
[DllImport("user32.dll", EntryPoint="SetWindowLongPtr")] internal static extern IntPtr F2(IntPtr h, int i, CB f);
[DllImport("user32.dll", EntryPoint="SetWindowLongPtrW")] internal static extern IntPtr F3(IntPtr h, int i, CB f);
[DllImport("user32.dll", EntryPoint="SetWindowLong")] internal static extern int F4(IntPtr h, int i, CB f);
[DllImport("user32.dll", EntryPoint="SetTimer")] internal static extern IntPtr F5(IntPtr h, IntPtr i, uint m, CB f);
[DllImport("kernel32.dll", EntryPoint="SetConsoleCtrlHandler")] internal static extern bool F6(CB f, bool a);
[DllImport("kernel32.dll", EntryPoint="SetUnhandledExceptionFilter")] internal static extern IntPtr F7(CB f);
[DllImport("kernel32.dll", EntryPoint="AddVectoredExceptionHandler")] internal static extern IntPtr F8(uint a, CB f);
[DllImport("kernel32.dll", EntryPoint="RegisterWaitForSingleObject")] internal static extern bool F9(out IntPtr w, IntPtr o, CB f, IntPtr c, uint m, uint fl);
[DllImport("kernel32.dll", EntryPoint="CreateTimerQueueTimer")] internal static extern bool F10(out IntPtr w, IntPtr q, CB f, IntPtr c, uint m, uint p, uint fl);
[DllImport("kernel32.dll", EntryPoint="CreateThread")] internal static extern IntPtr F11(IntPtr a, UIntPtr s, CB f, IntPtr p, uint fl, IntPtr id);
[DllImport("kernel32.dll", EntryPoint="QueueUserAPC")] internal static extern uint F12(CB f, IntPtr t, UIntPtr d);
[DllImport("kernel32.dll", EntryPoint="CreateThreadpoolTimer")] internal static extern IntPtr F13(CB f, IntPtr c, IntPtr e);
[DllImport("kernel32.dll", EntryPoint="CreateThreadpoolWork")] internal static extern IntPtr F14(CB f, IntPtr c, IntPtr e);
[DllImport("kernel32.dll", EntryPoint="RegisterApplicationRecoveryCallback")] internal static extern int F15(CB f, IntPtr p, uint i, uint fl);
[DllImport("kernel32.dll", EntryPoint="ReadFileEx")] internal static extern bool F16(IntPtr h, IntPtr b, uint n, IntPtr o, CB f);
[DllImport("kernel32.dll", EntryPoint="CreateFiber")] internal static extern IntPtr F17(UIntPtr s, CB f, IntPtr p);
[DllImport("advapi32.dll", EntryPoint="NotifyServiceStatusChange")] internal static extern uint F18(IntPtr s, uint m, IntPtr b);
[DllImport("advapi32.dll", EntryPoint="RegisterServiceCtrlHandlerEx")] internal static extern IntPtr F19(string s, CB f, IntPtr c);
[DllImport("comctl32.dll", EntryPoint="SetWindowSubclass")] internal static extern bool F20(IntPtr h, CB f, UIntPtr i, UIntPtr d);
[DllImport("wlanapi.dll", EntryPoint="WlanRegisterNotification")] internal static extern uint F21(IntPtr h, uint s, bool i, CB f, IntPtr c, IntPtr r, out uint p);
[DllImport("winmm.dll", EntryPoint="waveOutOpen")] internal static extern int F22(out IntPtr h, int d, IntPtr f, CB c, IntPtr i, int fl);
[DllImport("winmm.dll", EntryPoint="waveInOpen")] internal static extern int F23(out IntPtr h, int d, IntPtr f, CB c, IntPtr i, int fl);
[DllImport("winmm.dll", EntryPoint="midiInOpen")] internal static extern int F24(out IntPtr h, int d, CB c, IntPtr i, int fl);
[DllImport("winmm.dll", EntryPoint="timeSetEvent")] internal static extern uint F25(uint d, uint r, CB f, UIntPtr u, uint e);
[DllImport("cfgmgr32.dll", EntryPoint="CM_Register_Notification")] internal static extern int F26(IntPtr f, IntPtr c, CB f2, out IntPtr h);
[DllImport("powrprof.dll", EntryPoint="PowerRegisterSuspendResumeNotification")] internal static extern uint F27(uint f, CB r, out IntPtr h);
[DllImport("wevtapi.dll", EntryPoint="EvtSubscribe")] internal static extern IntPtr F28(IntPtr s, IntPtr e, string p, string q, IntPtr b, IntPtr c, CB f, int fl);
[DllImport("ws2_32.dll", EntryPoint="WSARecv")] internal static extern int F29(IntPtr s, IntPtr b, int n, out int r, ref int f, IntPtr o, CB c);
[DllImport("wininet.dll", EntryPoint="InternetSetStatusCallback")] internal static extern IntPtr F30(IntPtr h, CB f);
[DllImport("winhttp.dll", EntryPoint="WinHttpSetStatusCallback")] internal static extern IntPtr F31(IntPtr h, CB f, uint n, IntPtr r);
[DllImport("iphlpapi.dll", EntryPoint="NotifyIpInterfaceChange")] internal static extern int F32(int f, CB c, IntPtr x, bool i, out IntPtr h);
[DllImport("iphlpapi.dll", EntryPoint="NotifyUnicastIpAddressChange")] internal static extern int F33(int f, CB c, IntPtr x, bool i, out IntPtr h);
[DllImport("dbghelp.dll", EntryPoint="SymRegisterCallback64")] internal static extern bool F34(IntPtr p, CB f, ulong c);
[DllImport("libc", EntryPoint="signal")] internal static extern IntPtr F35(int n, CB f);
[DllImport("libc", EntryPoint="atexit")] internal static extern int F36(CB f);
[DllImport("libc", EntryPoint="pthread_create")] internal static extern int F37(out IntPtr t, IntPtr a, CB f, IntPtr p);
[DllImport("libX11", EntryPoint="XSetErrorHandler")] internal static extern IntPtr F38(CB f);
[DllImport("libX11", EntryPoint="XSetIOErrorHandler")] internal static extern IntPtr F39(CB f);
[DllImport("glfw3", EntryPoint="glfwSetKeyCallback")] internal static extern IntPtr F40(IntPtr w, CB f);
[DllImport("glfw3", EntryPoint="glfwSetErrorCallback")] internal static extern IntPtr F41(CB f);
[DllImport("SDL2", EntryPoint="SDL_SetEventFilter")] internal static extern void F42(CB f, IntPtr u);
[DllImport("SDL2", EntryPoint="SDL_AddEventWatch")] internal static extern void F43(CB f, IntPtr u);
[DllImport("SDL2", EntryPoint="SDL_AddTimer")] internal static extern int F44(uint i, CB f, IntPtr u);
[DllImport("SDL2", EntryPoint="SDL_LogSetOutputFunction")] internal static extern void F45(CB f, IntPtr u);
[DllImport("SDL2_mixer", EntryPoint="Mix_HookMusicFinished")] internal static extern void F46(CB f);
[DllImport("SDL2_mixer", EntryPoint="Mix_ChannelFinished")] internal static extern void F47(CB f);
[DllImport("SDL2_mixer", EntryPoint="Mix_HookMusic")] internal static extern void F48(CB f, IntPtr a);
[DllImport("SDL2", EntryPoint="SDL_CreateThread")] internal static extern IntPtr F49(CB f, string n, IntPtr d);
[DllImport("e_sqlite3", EntryPoint="sqlite3_create_function_v2")] internal static extern int F50(IntPtr d, string n, int a, int e, IntPtr p, CB f, IntPtr s, IntPtr fi, IntPtr x);
[DllImport("e_sqlite3", EntryPoint="sqlite3_busy_handler")] internal static extern int F51(IntPtr d, CB f, IntPtr p);
[DllImport("e_sqlite3", EntryPoint="sqlite3_commit_hook")] internal static extern IntPtr F52(IntPtr d, CB f, IntPtr p);
[DllImport("e_sqlite3", EntryPoint="sqlite3_create_collation")] internal static extern int F53(IntPtr d, string n, int e, IntPtr p, CB f);
[DllImport("e_sqlite3", EntryPoint="sqlite3_progress_handler")] internal static extern void F54(IntPtr d, int n, CB f, IntPtr p);
[DllImport("e_sqlite3", EntryPoint="sqlite3_trace_v2")] internal static extern int F55(IntPtr d, uint m, CB f, IntPtr p);
[DllImport("libcurl", EntryPoint="curl_easy_setopt")] internal static extern int F56(IntPtr h, int o, CB f);
[DllImport("avutil-56", EntryPoint="av_log_set_callback")] internal static extern void F57(CB f);
[DllImport("avformat", EntryPoint="avio_alloc_context")] internal static extern IntPtr F58(IntPtr b, int n, int w, IntPtr o, CB r, IntPtr ww, IntPtr s);
[DllImport("libvlc", EntryPoint="libvlc_event_attach")] internal static extern int F59(IntPtr m, int t, CB f, IntPtr u);
[DllImport("libvlc", EntryPoint="libvlc_video_set_callbacks")] internal static extern void F60(IntPtr m, CB l, IntPtr u, IntPtr d, IntPtr o);
[DllImport("libvlc", EntryPoint="libvlc_log_set")] internal static extern void F61(IntPtr i, CB f, IntPtr d);
[DllImport("mpv-1", EntryPoint="mpv_set_wakeup_callback")] internal static extern void F62(IntPtr h, CB f, IntPtr d);
[DllImport("libzmq", EntryPoint="zmq_msg_init_data")] internal static extern int F63(IntPtr m, IntPtr d, UIntPtr s, CB f, IntPtr h);
[DllImport("libuv", EntryPoint="uv_timer_start")] internal static extern int F64(IntPtr h, CB f, ulong t, ulong r);
[DllImport("libuv", EntryPoint="uv_read_start")] internal static extern int F65(IntPtr h, CB a, IntPtr r);
[DllImport("libuv", EntryPoint="uv_async_init")] internal static extern int F66(IntPtr l, IntPtr h, CB f);
[DllImport("libuv", EntryPoint="uv_close")] internal static extern void F67(IntPtr h, CB f);
[DllImport("libuv", EntryPoint="uv_queue_work")] internal static extern int F68(IntPtr l, IntPtr r, CB w, IntPtr a);
[DllImport("portaudio", EntryPoint="Pa_OpenStream")] internal static extern int F69(out IntPtr s, IntPtr i, IntPtr o, double r, uint f, uint fl, CB c, IntPtr u);
[DllImport("opengl32", EntryPoint="glDebugMessageCallback")] internal static extern void F70(CB f, IntPtr u);
[DllImport("bass", EntryPoint="BASS_ChannelSetSync")] internal static extern int F71(int h, int t, long p, CB f, IntPtr u);
[DllImport("bass", EntryPoint="BASS_ChannelSetDSP")] internal static extern int F72(int h, CB f, IntPtr u, int p);
[DllImport("bass", EntryPoint="BASS_StreamCreate")] internal static extern int F73(int f, int c, int fl, CB p, IntPtr u);
[DllImport("bass", EntryPoint="BASS_RecordStart")] internal static extern bool F74(int f, int c, int fl, CB p, IntPtr u);
[DllImport("fmod", EntryPoint="FMOD_System_SetCallback")] internal static extern int F75(IntPtr s, CB f, uint m);
[DllImport("libgobject-2.0.so.0", EntryPoint="g_signal_connect_data")] internal static extern UIntPtr F76(IntPtr o, string s, CB f, IntPtr d, IntPtr n, int fl);
[DllImport("libglib-2.0.so.0", EntryPoint="g_timeout_add")] internal static extern uint F77(uint i, CB f, IntPtr d);
[DllImport("libglib-2.0.so.0", EntryPoint="g_idle_add")] internal static extern uint F78(CB f, IntPtr d);
[DllImport("libglib-2.0.so.0", EntryPoint="g_timeout_add_full")] internal static extern uint F79(int p, uint i, CB f, IntPtr d, IntPtr n);
[DllImport("libglib-2.0.so.0", EntryPoint="g_log_set_default_handler")] internal static extern IntPtr F80(CB f, IntPtr d);
[DllImport("libglib-2.0.so.0", EntryPoint="g_thread_new")] internal static extern IntPtr F81(string n, CB f, IntPtr d);
[DllImport("librdkafka", EntryPoint="rd_kafka_conf_set_dr_msg_cb")] internal static extern void F82(IntPtr c, CB f);
[DllImport("librdkafka", EntryPoint="rd_kafka_conf_set_error_cb")] internal static extern void F83(IntPtr c, CB f);
[DllImport("llama", EntryPoint="llama_log_set")] internal static extern void F84(CB f, IntPtr u);
[DllImport("lua54", EntryPoint="lua_atpanic")] internal static extern IntPtr F85(IntPtr l, CB f);
[DllImport("lua54", EntryPoint="lua_pushcclosure")] internal static extern void F86(IntPtr l, CB f, int n);
[DllImport("lua54", EntryPoint="lua_sethook")] internal static extern void F87(IntPtr l, CB f, int m, int c);
[DllImport("libusb-1.0", EntryPoint="libusb_hotplug_register_callback")] internal static extern int F88(IntPtr c, int e, int f, int v, int p, int d, CB f2, IntPtr u, IntPtr h);
[DllImport("assimp", EntryPoint="aiAttachLogStream")] internal static extern void F89(CB s);
[DllImport("enet", EntryPoint="enet_initialize_with_callbacks")] internal static extern int F90(uint v, CB c);
[DllImport("hidapi", EntryPoint="hid_set_callback")] internal static extern void F91(IntPtr d, CB f);
[DllImport("mosquitto", EntryPoint="mosquitto_message_callback_set")] internal static extern void F92(IntPtr m, CB f);
[DllImport("paho-mqtt3a", EntryPoint="MQTTAsync_setCallbacks")] internal static extern int F93(IntPtr h, IntPtr c, CB f, CB g, CB i);
[DllImport("openvr_api", EntryPoint="SteamAPI_SetWarningMessageHook")] internal static extern void F94(CB f);
[DllImport("steam_api", EntryPoint="SteamAPI_RegisterCallback")] internal static extern void F95(IntPtr c, int i);
[DllImport("libpulse", EntryPoint="pa_context_set_state_callback")] internal static extern void F96(IntPtr c, CB f, IntPtr u);
[DllImport("libpulse", EntryPoint="pa_stream_set_read_callback")] internal static extern void F97(IntPtr c, CB f, IntPtr u);
[DllImport("libasound", EntryPoint="snd_lib_error_set_handler")] internal static extern int F98(CB f);
[DllImport("jack", EntryPoint="jack_set_process_callback")] internal static extern int F99(IntPtr c, CB f, IntPtr a);
[DllImport("jack", EntryPoint="jack_on_shutdown")] internal static extern void F100(IntPtr c, CB f, IntPtr a);
[DllImport("libssl", EntryPoint="SSL_CTX_set_verify")] internal static extern void F101(IntPtr c, int m, CB f);
[DllImport("libssl", EntryPoint="SSL_CTX_set_info_callback")] internal static extern void F102(IntPtr c, CB f);
[DllImport("libcrypto", EntryPoint="CRYPTO_set_locking_callback")] internal static extern void F103(CB f);
[DllImport("libgpgme", EntryPoint="gpgme_set_passphrase_cb")] internal static extern void F104(IntPtr c, CB f, IntPtr h);
[DllImport("freetype6", EntryPoint="FT_Set_Debug_Hook")] internal static extern void F105(IntPtr l, uint i, CB f);
[DllImport("libgit2", EntryPoint="git_trace_set")] internal static extern int F106(int l, CB f);
[DllImport("dokan1", EntryPoint="DokanMain")] internal static extern int F107(IntPtr o, CB f);
[DllImport("libfuse", EntryPoint="fuse_main_real")] internal static extern int F108(int c, IntPtr v, CB o, UIntPtr s, IntPtr u);
[DllImport("quickjs", EntryPoint="JS_SetInterruptHandler")] internal static extern void F109(IntPtr r, CB f, IntPtr o);
[DllImport("wasmtime", EntryPoint="wasmtime_func_new")] internal static extern void F110(IntPtr s, IntPtr t, CB f, IntPtr e, IntPtr fi, out IntPtr r);
[DllImport("duktape", EntryPoint="duk_push_c_function")] internal static extern int F111(IntPtr c, CB f, int n);
[DllImport("chakracore", EntryPoint="JsSetPromiseContinuationCallback")] internal static extern int F112(CB f, IntPtr s);
[DllImport("libudev", EntryPoint="udev_set_log_fn")] internal static extern void F113(IntPtr u, CB f);
[DllImport("libpcap", EntryPoint="pcap_loop")] internal static extern int F114(IntPtr p, int n, CB f, IntPtr u);
[DllImport("user32.dll", EntryPoint="EnumWindows")] internal static extern bool F115(CB f, IntPtr p);
[DllImport("libc", EntryPoint="qsort")] internal static extern void F116(IntPtr b, UIntPtr n, UIntPtr s, CB f);
[DllImport("tesseract50", EntryPoint="TessMonitorSetCancelFunc")] internal static extern void F117(IntPtr m, CB f);
[DllImport("raylib", EntryPoint="SetTraceLogCallback")] internal static extern void F118(CB f);
[DllImport("raylib", EntryPoint="SetAudioStreamCallback")] internal static extern void F119(IntPtr s, CB f);
[DllImport("openal", EntryPoint="alcSetLogCallback")] internal static extern void F120(CB f);
[DllImport("imgui", EntryPoint="igSetAllocatorFunctions")] internal static extern void F121(CB a, CB b, IntPtr u);
[DllImport("bgfx", EntryPoint="bgfx_set_log")] internal static extern void F122(CB f);
[DllImport("mylib", EntryPoint="my_register_handler")] internal static extern void F123(IntPtr h, CB f);
[DllImport("mylib", EntryPoint="my_on_message")] internal static extern void F124(CB f);
[DllImport("mylib", EntryPoint="my_subscribe")] internal static extern void F125(CB f, IntPtr u);
[DllImport("mylib", EntryPoint="my_add_listener")] internal static extern void F126(IntPtr h, CB f);
[DllImport("mylib", EntryPoint="my_start_async")] internal static extern int F127(IntPtr h, CB done);
[DllImport("mylib", EntryPoint="my_init")] internal static extern void F128(CB log);
[DllImport("mylib", EntryPoint="my_create")] internal static extern IntPtr F129(CB f);
[DllImport("mylib", EntryPoint="my_for_each")] internal static extern int F130(IntPtr h, CB f);
} class U { int _n;
  void M0() { int z = 0; N.F0(default, (a, b) => _n++, default, default); }
  void M1() { int z = 0; N.F1(default, default, default, (a, b) => _n++, default, default, default); }
  void M2() { int z = 0; N.F2(default, default, (a, b) => _n++); }
  void M3() { int z = 0; N.F3(default, default, (a, b) => _n++); }
  void M4() { int z = 0; N.F4(default, default, (a, b) => _n++); }
  void M5() { int z = 0; N.F5(default, default, default, (a, b) => _n++); }
  void M6() { int z = 0; N.F6((a, b) => _n++, default); }
  void M7() { int z = 0; N.F7((a, b) => _n++); }
  void M8() { int z = 0; N.F8(default, (a, b) => _n++); }
  void M9() { int z = 0; N.F9(out _, default, (a, b) => _n++, default, default, default); }
  void M10() { int z = 0; N.F10(out _, default, (a, b) => _n++, default, default, default, default); }
  void M11() { int z = 0; N.F11(default, default, (a, b) => _n++, default, default, default); }
  void M12() { int z = 0; N.F12((a, b) => _n++, default, default); }
  void M13() { int z = 0; N.F13((a, b) => _n++, default, default); }
  void M14() { int z = 0; N.F14((a, b) => _n++, default, default); }
  void M15() { int z = 0; N.F15((a, b) => _n++, default, default, default); }
  void M16() { int z = 0; N.F16(default, default, default, default, (a, b) => _n++); }
  void M17() { int z = 0; N.F17(default, (a, b) => _n++, default); }
  void M18() { int z = 0; N.F18(default, default, default); }
  void M19() { int z = 0; N.F19(default, (a, b) => _n++, default); }
  void M20() { int z = 0; N.F20(default, (a, b) => _n++, default, default); }
  void M21() { int z = 0; N.F21(default, default, default, (a, b) => _n++, default, default, out _); }
  void M22() { int z = 0; N.F22(out _, default, default, (a, b) => _n++, default, default); }
  void M23() { int z = 0; N.F23(out _, default, default, (a, b) => _n++, default, default); }
  void M24() { int z = 0; N.F24(out _, default, (a, b) => _n++, default, default); }
  void M25() { int z = 0; N.F25(default, default, (a, b) => _n++, default, default); }
  void M26() { int z = 0; N.F26(default, default, (a, b) => _n++, out _); }
  void M27() { int z = 0; N.F27(default, (a, b) => _n++, out _); }
  void M28() { int z = 0; N.F28(default, default, default, default, default, default, (a, b) => _n++, default); }
  void M29() { int z = 0; N.F29(default, default, default, out _, ref z, default, (a, b) => _n++); }
  void M30() { int z = 0; N.F30(default, (a, b) => _n++); }
  void M31() { int z = 0; N.F31(default, (a, b) => _n++, default, default); }
  void M32() { int z = 0; N.F32(default, (a, b) => _n++, default, default, out _); }
  void M33() { int z = 0; N.F33(default, (a, b) => _n++, default, default, out _); }
  void M34() { int z = 0; N.F34(default, (a, b) => _n++, default); }
  void M35() { int z = 0; N.F35(default, (a, b) => _n++); }
  void M36() { int z = 0; N.F36((a, b) => _n++); }
  void M37() { int z = 0; N.F37(out _, default, (a, b) => _n++, default); }
  void M38() { int z = 0; N.F38((a, b) => _n++); }
  void M39() { int z = 0; N.F39((a, b) => _n++); }
  void M40() { int z = 0; N.F40(default, (a, b) => _n++); }
  void M41() { int z = 0; N.F41((a, b) => _n++); }
  void M42() { int z = 0; N.F42((a, b) => _n++, default); }
  void M43() { int z = 0; N.F43((a, b) => _n++, default); }
  void M44() { int z = 0; N.F44(default, (a, b) => _n++, default); }
  void M45() { int z = 0; N.F45((a, b) => _n++, default); }
  void M46() { int z = 0; N.F46((a, b) => _n++); }
  void M47() { int z = 0; N.F47((a, b) => _n++); }
  void M48() { int z = 0; N.F48((a, b) => _n++, default); }
  void M49() { int z = 0; N.F49((a, b) => _n++, default, default); }
  void M50() { int z = 0; N.F50(default, default, default, default, default, (a, b) => _n++, default, default, default); }
  void M51() { int z = 0; N.F51(default, (a, b) => _n++, default); }
  void M52() { int z = 0; N.F52(default, (a, b) => _n++, default); }
  void M53() { int z = 0; N.F53(default, default, default, default, (a, b) => _n++); }
  void M54() { int z = 0; N.F54(default, default, (a, b) => _n++, default); }
  void M55() { int z = 0; N.F55(default, default, (a, b) => _n++, default); }
  void M56() { int z = 0; N.F56(default, default, (a, b) => _n++); }
  void M57() { int z = 0; N.F57((a, b) => _n++); }
  void M58() { int z = 0; N.F58(default, default, default, default, (a, b) => _n++, default, default); }
  void M59() { int z = 0; N.F59(default, default, (a, b) => _n++, default); }
  void M60() { int z = 0; N.F60(default, (a, b) => _n++, default, default, default); }
  void M61() { int z = 0; N.F61(default, (a, b) => _n++, default); }
  void M62() { int z = 0; N.F62(default, (a, b) => _n++, default); }
  void M63() { int z = 0; N.F63(default, default, default, (a, b) => _n++, default); }
  void M64() { int z = 0; N.F64(default, (a, b) => _n++, default, default); }
  void M65() { int z = 0; N.F65(default, (a, b) => _n++, default); }
  void M66() { int z = 0; N.F66(default, default, (a, b) => _n++); }
  void M67() { int z = 0; N.F67(default, (a, b) => _n++); }
  void M68() { int z = 0; N.F68(default, default, (a, b) => _n++, default); }
  void M69() { int z = 0; N.F69(out _, default, default, default, default, default, (a, b) => _n++, default); }
  void M70() { int z = 0; N.F70((a, b) => _n++, default); }
  void M71() { int z = 0; N.F71(default, default, default, (a, b) => _n++, default); }
  void M72() { int z = 0; N.F72(default, (a, b) => _n++, default, default); }
  void M73() { int z = 0; N.F73(default, default, default, (a, b) => _n++, default); }
  void M74() { int z = 0; N.F74(default, default, default, (a, b) => _n++, default); }
  void M75() { int z = 0; N.F75(default, (a, b) => _n++, default); }
  void M76() { int z = 0; N.F76(default, default, (a, b) => _n++, default, default, default); }
  void M77() { int z = 0; N.F77(default, (a, b) => _n++, default); }
  void M78() { int z = 0; N.F78((a, b) => _n++, default); }
  void M79() { int z = 0; N.F79(default, default, (a, b) => _n++, default, default); }
  void M80() { int z = 0; N.F80((a, b) => _n++, default); }
  void M81() { int z = 0; N.F81(default, (a, b) => _n++, default); }
  void M82() { int z = 0; N.F82(default, (a, b) => _n++); }
  void M83() { int z = 0; N.F83(default, (a, b) => _n++); }
  void M84() { int z = 0; N.F84((a, b) => _n++, default); }
  void M85() { int z = 0; N.F85(default, (a, b) => _n++); }
  void M86() { int z = 0; N.F86(default, (a, b) => _n++, default); }
  void M87() { int z = 0; N.F87(default, (a, b) => _n++, default, default); }
  void M88() { int z = 0; N.F88(default, default, default, default, default, default, (a, b) => _n++, default, default); }
  void M89() { int z = 0; N.F89((a, b) => _n++); }
  void M90() { int z = 0; N.F90(default, (a, b) => _n++); }
  void M91() { int z = 0; N.F91(default, (a, b) => _n++); }
  void M92() { int z = 0; N.F92(default, (a, b) => _n++); }
  void M93() { int z = 0; N.F93(default, default, (a, b) => _n++, (a, b) => _n++, (a, b) => _n++); }
  void M94() { int z = 0; N.F94((a, b) => _n++); }
  void M95() { int z = 0; N.F95(default, default); }
  void M96() { int z = 0; N.F96(default, (a, b) => _n++, default); }
  void M97() { int z = 0; N.F97(default, (a, b) => _n++, default); }
  void M98() { int z = 0; N.F98((a, b) => _n++); }
  void M99() { int z = 0; N.F99(default, (a, b) => _n++, default); }
  void M100() { int z = 0; N.F100(default, (a, b) => _n++, default); }
  void M101() { int z = 0; N.F101(default, default, (a, b) => _n++); }
  void M102() { int z = 0; N.F102(default, (a, b) => _n++); }
  void M103() { int z = 0; N.F103((a, b) => _n++); }
  void M104() { int z = 0; N.F104(default, (a, b) => _n++, default); }
  void M105() { int z = 0; N.F105(default, default, (a, b) => _n++); }
  void M106() { int z = 0; N.F106(default, (a, b) => _n++); }
  void M107() { int z = 0; N.F107(default, (a, b) => _n++); }
  void M108() { int z = 0; N.F108(default, default, (a, b) => _n++, default, default); }
  void M109() { int z = 0; N.F109(default, (a, b) => _n++, default); }
  void M110() { int z = 0; N.F110(default, default, (a, b) => _n++, default, default, out _); }
  void M111() { int z = 0; N.F111(default, (a, b) => _n++, default); }
  void M112() { int z = 0; N.F112((a, b) => _n++, default); }
  void M113() { int z = 0; N.F113(default, (a, b) => _n++); }
  void M114() { int z = 0; N.F114(default, default, (a, b) => _n++, default); }
  void M115() { int z = 0; N.F115((a, b) => _n++, default); }
  void M116() { int z = 0; N.F116(default, default, default, (a, b) => _n++); }
  void M117() { int z = 0; N.F117(default, (a, b) => _n++); }
  void M118() { int z = 0; N.F118((a, b) => _n++); }
  void M119() { int z = 0; N.F119(default, (a, b) => _n++); }
  void M120() { int z = 0; N.F120((a, b) => _n++); }
  void M121() { int z = 0; N.F121((a, b) => _n++, (a, b) => _n++, default); }
  void M122() { int z = 0; N.F122((a, b) => _n++); }
  void M123() { int z = 0; N.F123(default, (a, b) => _n++); }
  void M124() { int z = 0; N.F124((a, b) => _n++); }
  void M125() { int z = 0; N.F125((a, b) => _n++, default); }
  void M126() { int z = 0; N.F126(default, (a, b) => _n++); }
  void M127() { int z = 0; N.F127(default, (a, b) => _n++); }
  void M128() { int z = 0; N.F128((a, b) => _n++); }
  void M129() { int z = 0; N.F129((a, b) => _n++); }
  void M130() { int z = 0; N.F130(default, (a, b) => _n++); }
}
