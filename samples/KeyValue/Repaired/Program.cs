using KeyValue.Repaired;

string language = "c";
string scenario = "leak";
for (int i = 0; i + 1 < args.Length; i += 2)
{
    switch (args[i])
    {
        case "--library":
            language = args[i + 1];
            break;
        case "--scenario":
            scenario = args[i + 1];
            break;
        default:
            Console.Error.WriteLine($"unknown option {args[i]}");
            return 2;
    }
}

if (scenario == "signals")
{
    Scenarios.Signals(language);
}

NativeLoading.Choose(language);
switch (scenario)
{
    case "leak":
        Scenarios.Leak();
        break;
    case "string-free":
        Scenarios.StringFree();
        break;
    case "bool":
        Scenarios.Bool();
        break;
    case "text":
        Scenarios.Text();
        break;
    case "status":
        Scenarios.Status();
        break;
    case "callback" or "function-pointer":
        Scenarios.Callback();
        break;
    case "exception":
        Scenarios.Exception();
        break;
    case "handle":
        Scenarios.Handle();
        break;
    case "gc-stress":
        Scenarios.GarbageCollectorStress();
        break;
    case "signals":
        break;
    default:
        Console.Error.WriteLine($"unknown scenario {scenario}");
        return 2;
}

Console.WriteLine($"live stores: {NativeMethods.kv_live_stores()}");
Console.WriteLine($"live strings: {NativeMethods.kv_live_strings()}");
Console.WriteLine($"live subscriptions: {NativeMethods.kv_live_subscriptions()}");
return 0;
