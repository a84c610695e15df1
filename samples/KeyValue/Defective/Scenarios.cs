using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace KeyValue.Defective;

/// <summary>One defect each, as it is met in real programs. Repaired/Scenarios.cs does the same without the defect.</summary>
internal static class Scenarios
{
    /// <summary>Neither the copies of the value nor, on the usual way out, the store are released.</summary>
    public static void Leak()
    {
        NativeMethods.kv_open("memory:leak", out IntPtr store);
        NativeMethods.kv_put(store, "colour", "green");
        string? value = null;
        for (int i = 0; i < 3; i++)
        {
            value = Marshal.PtrToStringUTF8(NativeMethods.kv_get_pointer(store, "colour"));
        }

        Console.WriteLine($"value: {value}");
        if (value == "green")
        {
            return;
        }

        NativeMethods.kv_close(store);
    }

    /// <summary>The marshaller calls CoTaskMemFree on the library's string: a crash or a leak, whatever the library's allocator makes of it.</summary>
    public static void StringFree()
    {
        NativeMethods.kv_open("memory:strings", out IntPtr store);
        NativeMethods.kv_put(store, "colour", "green");
        string value = NativeMethods.kv_get(store, "colour");
        Console.WriteLine($"value: {value}");
        NativeMethods.kv_close(store);
    }

    /// <summary>A one-byte bool is read as four bytes, as a result and as a field.</summary>
    public static void Bool()
    {
        NativeMethods.kv_open("memory:bool", out IntPtr store);
        NativeMethods.kv_put(store, "gamma", "third");
        NativeMethods.kv_put(store, "gamma", "3");
        Console.WriteLine($"contains alpha: {NativeMethods.kv_contains(store, "alpha")}");
        NativeMethods.kv_stats(store, out KvStoreStats stats);
        Console.WriteLine($"read-only: {stats.ReadOnly}");
        Console.WriteLine($"has subscriber: {stats.HasSubscriber}");
        Console.WriteLine($"entries: {stats.Entries}");
        Console.WriteLine($"writes: {stats.Writes}");
        NativeMethods.kv_close(store);
    }

    /// <summary>UTF-16 is given to a function that reads UTF-8.</summary>
    public static void Text()
    {
        NativeMethods.kv_open("memory:text", out IntPtr store);
        NativeMethods.kv_rename(store, "Bücherei");
        Console.WriteLine($"name: {Marshal.PtrToStringAnsi(NativeMethods.kv_name(store))}");
        NativeMethods.kv_close(store);
    }

    /// <summary>No status is looked at, so that the program says that it saved what it lost, and then gives the wrong reason.</summary>
    public static void Status()
    {
        NativeMethods.kv_open("/var/lib/kv", out IntPtr store);
        NativeMethods.kv_put(store, "colour", "green");
        Console.WriteLine("saved: yes");
        Console.WriteLine($"found again: {NativeMethods.kv_get_pointer(store, "colour") != IntPtr.Zero}");
        Console.WriteLine($"last error: {Marshal.GetLastWin32Error()}");
        NativeMethods.kv_close(store);
        Console.WriteLine($"reason: {Marshal.PtrToStringUTF8(NativeMethods.kv_last_error())}");
    }

    /// <summary>The library keeps the callback, the program does not keep the delegate.</summary>
    public static void Callback()
    {
        NativeMethods.kv_open("memory:callback", out IntPtr store);
        SubscribeLambda(store);
        Collect();
        NativeMethods.kv_put(store, "colour", "green");
        NativeMethods.kv_unsubscribe(store);
        NativeMethods.kv_close(store);
    }

    /// <summary>The same through a function pointer.</summary>
    public static void FunctionPointer()
    {
        NativeMethods.kv_open("memory:callback", out IntPtr store);
        SubscribePointer(store);
        Collect();
        NativeMethods.kv_put(store, "colour", "green");
        NativeMethods.kv_unsubscribe(store);
        NativeMethods.kv_close(store);
    }

    /// <summary>The exception meets native frames, which it cannot cross; the catch is never reached.</summary>
    public static void Exception()
    {
        NativeMethods.kv_open("memory:exception", out IntPtr store);
        NativeMethods.kv_put(store, "colour", "green");
        try
        {
            NativeMethods.kv_foreach(store, (_, key, _) => throw new InvalidOperationException($"cannot handle {key}"), IntPtr.Zero);
        }
        catch (InvalidOperationException exception)
        {
            Console.WriteLine($"caught: {exception.Message}");
        }

        NativeMethods.kv_close(store);
    }

    /// <summary>The call that should fill a SafeHandle throws instead.</summary>
    public static void Handle()
    {
        NativeMethods.kv_open_handle("memory:handle", out StoreHandle store);
        using (store)
        {
            Console.WriteLine($"opened: {!store.IsInvalid}");
        }
    }

    /// <summary>Correct calls from several threads. With the Go library the process dies in most runs, because nothing guards .NET's signal handler.</summary>
    public static void GarbageCollectorStress()
    {
        Thread[] workers = new Thread[3];
        for (int i = 0; i < workers.Length; i++)
        {
            string name = $"memory:stress{i}";
            workers[i] = new Thread(() => Work(name));
            workers[i].Start();
        }

        while (Array.Exists(workers, worker => worker.IsAlive))
        {
            GC.Collect();
            Thread.Sleep(1);
        }

        Console.WriteLine("calls: done");
    }

    private static void Work(string path)
    {
        NativeMethods.kv_open(path, out IntPtr store);
        for (int i = 0; i < 20_000; i++)
        {
            NativeMethods.kv_put(store, "colour", "green");
            IntPtr text = NativeMethods.kv_get_pointer(store, "colour");
            NativeMethods.kv_string_free(text);
        }

        NativeMethods.kv_close(store);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void SubscribeLambda(IntPtr store)
    {
        int changes = 0;
        NativeMethods.kv_subscribe(store, (_, key, _) => Console.WriteLine($"change {++changes}: {key}"), IntPtr.Zero);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void SubscribePointer(IntPtr store)
    {
        int changes = 0;
        IntPtr callback = Marshal.GetFunctionPointerForDelegate<ChangeCallback>((_, key, _) => Console.WriteLine($"change {++changes}: {key}"));
        NativeMethods.kv_subscribe_pointer(store, callback, IntPtr.Zero);
    }

    private static void Collect()
    {
        for (int i = 0; i < 3; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
    }
}
