namespace KeyValue.Repaired;

/// <summary>What Defective/Scenarios.cs does, without the defects.</summary>
internal static class Scenarios
{
    public static void Leak()
    {
        using KeyValueStore store = KeyValueStore.Open("memory:leak");
        store.Put("colour", "green");
        string? value = null;
        for (int i = 0; i < 3; i++)
        {
            value = store.Get("colour");
        }

        Console.WriteLine($"value: {value}");
        if (value == "green")
        {
            return;
        }

        Console.WriteLine("another colour");
    }

    public static void StringFree()
    {
        using KeyValueStore store = KeyValueStore.Open("memory:strings");
        store.Put("colour", "green");
        Console.WriteLine($"value: {store.Get("colour")}");
    }

    public static void Bool()
    {
        using KeyValueStore store = KeyValueStore.Open("memory:bool");
        store.Put("gamma", "third");
        store.Put("gamma", "3");
        Console.WriteLine($"contains alpha: {store.Contains("alpha")}");
        KvStoreStats stats = store.Stats;
        Console.WriteLine($"read-only: {stats.ReadOnly}");
        Console.WriteLine($"has subscriber: {stats.HasSubscriber}");
        Console.WriteLine($"entries: {stats.Entries}");
        Console.WriteLine($"writes: {stats.Writes}");
    }

    public static void Text()
    {
        using KeyValueStore store = KeyValueStore.Open("memory:text");
        store.Name = "Bücherei";
        Console.WriteLine($"name: {store.Name}");
    }

    public static void Status()
    {
        try
        {
            using KeyValueStore store = KeyValueStore.Open("/var/lib/kv");
            store.Put("colour", "green");
            Console.WriteLine("saved: yes");
        }
        catch (KeyValueException exception)
        {
            Console.WriteLine("saved: no");
            Console.WriteLine($"status: {exception.Status}");
            Console.WriteLine($"reason: {exception.Message}");
        }
    }

    public static void Callback()
    {
        using KeyValueStore store = KeyValueStore.Open("memory:callback");
        int changes = 0;
        using IDisposable subscription = store.Subscribe((key, _) => Console.WriteLine($"change {++changes}: {key}"));
        Collect();
        store.Put("colour", "green");
    }

    public static void Exception()
    {
        using KeyValueStore store = KeyValueStore.Open("memory:exception");
        store.Put("colour", "green");
        try
        {
            store.ForEach((key, _) => throw new InvalidOperationException($"cannot handle {key}"));
        }
        catch (InvalidOperationException exception)
        {
            Console.WriteLine($"caught: {exception.Message}");
        }
    }

    public static void Handle()
    {
        using KeyValueStore store = KeyValueStore.Open("memory:handle");
        Console.WriteLine($"opened: {store.Name}");
    }

    /// <summary>Whether the signal handler that stops threads for the garbage collector runs on the alternate stack.</summary>
    public static void Signals(string language)
    {
        Report("before the load");
        NativeLoading.LoadUnguarded(language);
        Report("after the load");
        GoSignalGuard.Restore();
        Report("after the guard");

        static void Report(string when) => Console.WriteLine($"{when}: {GoSignalGuard.RunsOnAlternateStack()?.ToString() ?? "no such signal"}");
    }

    public static void GarbageCollectorStress()
    {
        int changes = 0;
        Thread[] workers = new Thread[3];
        for (int i = 0; i < workers.Length; i++)
        {
            string path = $"memory:stress{i}";
            workers[i] = new Thread(() => Work(path, ref changes));
            workers[i].Start();
        }

        int collections = 0;
        while (Array.Exists(workers, worker => worker.IsAlive))
        {
            GC.Collect();
            collections++;
            Thread.Sleep(1);
        }

        Console.WriteLine($"changes: {changes}");
        Console.WriteLine($"collected: {collections > 1}");
    }

    private static void Work(string path, ref int changes)
    {
        int seen = 0;
        using KeyValueStore store = KeyValueStore.Open(path);
        using IDisposable subscription = store.Subscribe((_, _) => seen++);
        for (int i = 0; i < 20_000; i++)
        {
            store.Put("colour", "green");
            if (store.Get("colour") != "green" || !store.Contains("colour"))
            {
                throw new InvalidOperationException("the store lost an entry");
            }

            if (i % 100 == 0)
            {
                store.ForEach((key, _) => GC.KeepAlive(key));
            }
        }

        Interlocked.Add(ref changes, seen);
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
