using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using BoundaryLint.Analysis;
using BoundaryLint.Signatures;
using Microsoft.CodeAnalysis;

namespace BoundaryLint.Contracts;

/// <summary>
/// What names and types alone suggest, where both agree: pairs of creating and releasing functions, getters that lend, status enumerations, and callbacks that are kept or
/// used during the call only. Always the weakest evidence.
/// </summary>
internal static class Inference
{
    private static readonly ImmutableHashSet<string> StatusSuffixes =
        ImmutableHashSet.Create(StringComparer.OrdinalIgnoreCase, "status", "result", "error", "err", "code", "rc", "errno");

    private static readonly ImmutableHashSet<string> SuccessNames =
        ImmutableHashSet.Create(StringComparer.OrdinalIgnoreCase, "ok", "success", "none", "noerror", "no", "successful", "succeeded", "done");

    // Words of names whose callbacks are called before the function returns.
    private static readonly ImmutableHashSet<string> CallScopedWords = ImmutableHashSet.Create(
        StringComparer.Ordinal, "enum", "enumerate", "foreach", "each", "walk", "visit", "traverse", "iterate", "sort", "qsort", "bsearch", "scan", "map", "reduce", "filter", "parse", "list");

    // Words of parameters that native code hands to the callback as they are.
    private static readonly ImmutableHashSet<string> UserDataWords = ImmutableHashSet.Create(
        StringComparer.Ordinal, "user", "userdata", "data", "context", "ctx", "state", "cookie", "opaque", "tag", "arg", "param", "closure", "baton", "refcon", "instance", "self");

    // Words of names whose callbacks get what the function puts out, while it runs.
    private static readonly ImmutableHashSet<string> OutputWords = ImmutableHashSet.Create(StringComparer.Ordinal, "print", "dump", "write", "export", "save", "process", "run");

    // Words of names that store what they are given.
    private static readonly ImmutableHashSet<string> StoringWords = ImmutableHashSet.Create(
        StringComparer.Ordinal, "set", "register", "add", "subscribe", "install", "attach", "on", "hook", "listen", "watch", "bind", "connect");

    private static readonly ImmutableHashSet<string> StoredNouns = ImmutableHashSet.Create(
        StringComparer.Ordinal, "callback", "cb", "handler", "hook", "listener", "observer", "timer", "sethook", "setcallback", "sethandler");

    // Verbs that end what storing verbs began, and nothing else.
    private static readonly ImmutableHashSet<string> UndoingWords = ImmutableHashSet.Create(
        StringComparer.Ordinal, "unset", "unregister", "deregister", "unsubscribe", "uninstall", "remove", "detach", "unhook", "unwatch", "disconnect", "unbind", "unlisten");

    // A table of callbacks for an object that is made with it: io_open_callbacks.
    private static readonly ImmutableHashSet<string> StoredSets = ImmutableHashSet.Create(StringComparer.Ordinal, "callbacks", "handlers", "hooks", "listeners");

    // Objects of storing verbs that make them process a whole set during the call: git_index_add_all.
    private static readonly ImmutableHashSet<string> WholeSets = ImmutableHashSet.Create(StringComparer.Ordinal, "all", "every");

    // Words of parameters and delegate types that are called when the native side is done with something, and so never before the function returns.
    private static readonly ImmutableHashSet<string> DestroyingWords = ImmutableHashSet.Create(
        StringComparer.Ordinal, "destroy", "destructor", "dtor", "dealloc", "deallocate", "deallocator", "deleter", "finalizer", "finalize", "disposer");

    // Names of the last parameter through which a function tells what went wrong.
    private static readonly ImmutableHashSet<string> ErrorNames = ImmutableHashSet.Create(
        StringComparer.OrdinalIgnoreCase, "err", "error", "errptr", "errorptr", "err_ptr", "error_ptr", "gerror", "errcode", "err_code", "errorcode", "error_code", "errcode_ret", "errcoderet");

    // Words of parameters that say how many elements the pointer before them has.
    private static readonly ImmutableHashSet<string> CountingWords = ImmutableHashSet.Create(StringComparer.Ordinal, "num", "count", "length", "len", "size", "number", "dims", "rank", "n");

    // Verbs of functions that make an object, which then calls back.
    private static readonly ImmutableHashSet<string> MakingVerbs = ImmutableHashSet.Create(StringComparer.Ordinal, "create", "new", "alloc", "make", "init", "open");

    private static readonly ImmutableDictionary<string, string[]> Unregistering = new (string Word, string[] Undo)[]
    {
        ("set", ["unset", "clear", "reset"]),
        ("register", ["unregister", "deregister"]),
        ("add", ["remove", "delete"]),
        ("subscribe", ["unsubscribe"]),
        ("install", ["uninstall", "remove"]),
        ("attach", ["detach"]),
        ("hook", ["unhook"]),
        ("watch", ["unwatch"]),
        ("connect", ["disconnect"]),
        ("bind", ["unbind"]),
        ("listen", ["unlisten"]),
    }.ToImmutableDictionary(pair => pair.Word, pair => pair.Undo, StringComparer.Ordinal);

    public static void Contribute(InteropContext interop, NativeFunction function, ContractBuilder builder)
    {
        if (StatusOf(function) is { } statusName)
        {
            builder.Add(ContractBuilder.Return, "status", ImmutableArray.Create("0"), Evidence.Inferred, statusName);
        }

        if (!function.IsBound || function.EntryPoint is not { Length: > 0 } name)
        {
            return;
        }

        var pairs = HandlePairs.Of(interop);
        if (pairs.OfAcquirer(function) is { } pair)
        {
            builder.Add(pair.Handle.Index, "owned", ImmutableArray.Create(pair.Releaser.EntryPoint!), pair.Evidence, pair.Source);
        }
        else if (pairs.OfReleaser(function) is { } released)
        {
            // Who states which function releases a value says of that function that it releases.
            var source = released.Evidence == Evidence.Inferred ? $"inferred from the name {name}" : released.Source;
            builder.Add(0, "releases", ImmutableArray<string>.Empty, released.Evidence, source);
        }

        if (ErrorParameterOf(function) is var (position, told))
        {
            builder.Add(position, "status", ImmutableArray.Create("0"), Evidence.Inferred, told);
        }

        AddStringOwnership(interop, function, builder);
        var words = NativeNames.Words(name);
        if (function.Return.Marshalling.Shape is ManagedShape.NativeInteger or ManagedShape.Pointer && words.Any(word => word is "get" or "peek" or "borrow"))
        {
            builder.Add(ContractBuilder.Return, "borrowed", ImmutableArray<string>.Empty, Evidence.Inferred, $"inferred from the name {name}");
        }

        var destroyer = function.Parameters.FirstOrDefault(parameter => IsCallback(parameter) && IsDestroyer(function, parameter));
        foreach (var parameter in function.Parameters)
        {
            if (destroyer is not null && parameter.Marshalling.Shape is ManagedShape.NativeInteger or ManagedShape.Pointer && (MakesObject(function) || parameter.Index > 0) && !IsMeasured(function, parameter, destroyer))
            {
                // What is destroyed later is used until then.
                builder.Add(parameter.Index, "retained", ImmutableArray<string>.Empty, Evidence.Inferred, $"inferred from the name {destroyer.Name}");
            }

            if (!IsCallback(parameter))
            {
                continue;
            }

            if (IsDestroyer(function, parameter))
            {
                builder.Add(parameter.Index, "retained", ImmutableArray<string>.Empty, Evidence.Inferred, $"inferred from the name {parameter.Name}");
            }
            else if (RetentionOf(interop, function, words) is var (word, until, source))
            {
                builder.Add(parameter.Index, word, until is null ? ImmutableArray<string>.Empty : ImmutableArray.Create(until), Evidence.Inferred, source);
            }
        }
    }

    /// <summary>
    /// Text that a function hands out is lent by getters and by libraries that export nothing to free a string with; otherwise it belongs to the caller.
    /// </summary>
    private static void AddStringOwnership(InteropContext interop, NativeFunction function, ContractBuilder builder)
    {
        AddTo(function.Return);
        foreach (var parameter in function.Parameters)
        {
            if (parameter.RefKind == RefKind.Out)
            {
                AddTo(parameter);
            }
        }

        void AddTo(NativeParameter value)
        {
            if (value.Marshalling.Shape != ManagedShape.String)
            {
                return;
            }

            if (!StringReleases.IsLending(function) && StringReleases.Of(interop).For(function) is { } release)
            {
                var source = $"inferred from {function.EntryPoint}/{release.EntryPoint}";
                builder.Add(value.Index, "owned", ImmutableArray.Create(release.EntryPoint!), Evidence.Inferred, source);
            }
            else
            {
                builder.Add(value.Index, "borrowed", ImmutableArray<string>.Empty, Evidence.Inferred, $"inferred from the name {function.EntryPoint}");
            }
        }
    }

    /// <summary>Whether a type's name says that its values are statuses.</summary>
    public static bool IsStatusName(string type) =>
        NativeNames.Words(type) is { IsEmpty: false } words
        && StatusSuffixes.Contains(words[words.Length - 1] == "t" && words.Length > 1 ? words[words.Length - 2] : words[words.Length - 1]);

    /// <summary>Whether the name of a status's zero member says success.</summary>
    public static bool IsSuccessName(string member) => NativeNames.Words(member).Any(SuccessNames.Contains);

    /// <summary>Why an enumeration is taken for a status: its name says so and its zero member is called success.</summary>
    private static string? StatusOf(NativeFunction function) => StatusOf(function.Return.Type);

    /// <summary>
    /// The last parameter when it is named for an error and written by native code, of a function whose result has no room for a status: <c>char **errptr</c>, <c>GError **error</c>,
    /// <c>cl_int *errcode_ret</c>.
    /// </summary>
    private static (int Position, string Source)? ErrorParameterOf(NativeFunction function)
    {
        if (function.Parameters.Length == 0
            || !(function.Return.Marshalling.Shape is ManagedShape.Void or ManagedShape.NativeInteger or ManagedShape.Pointer or ManagedShape.SafeHandle))
        {
            return null;
        }

        var last = function.Parameters[function.Parameters.Length - 1];
        var isWritten = last.RefKind == RefKind.Out
            || (last.RefKind == RefKind.Ref && last.Marshalling.Shape is ManagedShape.NativeInteger or ManagedShape.Pointer)
            || last is { RefKind: RefKind.None, Type: IPointerTypeSymbol { PointedAtType: IPointerTypeSymbol or { SpecialType: SpecialType.System_IntPtr } } };
        if (!isWritten || !ErrorNames.Contains(last.Name.Trim('_')))
        {
            return null;
        }

        var isTold = last.Type.SpecialType is SpecialType.System_IntPtr or SpecialType.System_Int32 || last.Type is IPointerTypeSymbol || StatusOf(last.Type) is not null;
        return isTold ? (last.Index, $"inferred from the name {last.Name}") : null;
    }

    private static string? StatusOf(ITypeSymbol? returned)
    {
        if (returned is not INamedTypeSymbol { TypeKind: TypeKind.Enum } type || !IsStatusName(type.Name))
        {
            return null;
        }

        foreach (var member in type.GetMembers())
        {
            if (member is IFieldSymbol { HasConstantValue: true } field
                && Convert.ToDecimal(field.ConstantValue, System.Globalization.CultureInfo.InvariantCulture) == 0
                && IsSuccessName(field.Name))
            {
                return $"inferred from {type.Name}.{field.Name}";
            }
        }

        return null;
    }

    /// <summary>
    /// How long the callbacks given to <paramref name="function"/> are used, as far as its name tells. A delegate type that is called as a native function tells it only by a
    /// storing verb: "callback" in its name speaks of itself.
    /// </summary>
    public static Fact<Retention> RetentionOfCallbacks(InteropContext interop, NativeFunction function)
    {
        if (function.IsBound && function.EntryPoint is { Length: > 0 } name)
        {
            return RetentionOf(interop, function, NativeNames.Words(name)) is var (word, until, source)
                ? new Fact<Retention>(new Retention(word == "noescape" ? RetentionKind.NoEscape : RetentionKind.Retained, until), Evidence.Inferred, source)
                : default;
        }

        if (function.Form != NativeForm.Delegate)
        {
            return default;
        }

        var words = NativeNames.Words(function.Symbol.Name);
        return words.Any(StoringWords.Contains) && !words.Any(CallScopedWords.Contains) && !words.Any(WholeSets.Contains)
            ? new Fact<Retention>(new Retention(RetentionKind.Retained), Evidence.Inferred, $"inferred from the name {function.Symbol.Name}")
            : default;
    }

    /// <summary>Whether a name says that the function ends what another one began: <c>kv_remove_listener</c>.</summary>
    public static bool IsUndoing(string name) => NativeNames.Words(name).Any(UndoingWords.Contains);

    /// <summary>Whether a plain pointer for the callback stands beside it: <c>done, user</c>.</summary>
    private static bool HasUserData(NativeFunction function)
    {
        return function.Parameters.Any(parameter => IsCallback(parameter) && (IsUserData(parameter.Index - 1) || IsUserData(parameter.Index + 1)));

        bool IsUserData(int index) =>
            index >= 0 && index < function.Parameters.Length && IsPlainPointer(function.Parameters[index]) && NativeNames.Words(function.Parameters[index].Name).Any(UserDataWords.Contains);
    }

    private static bool IsCallback(NativeParameter parameter) => parameter.Marshalling.Shape is ManagedShape.Delegate or ManagedShape.FunctionPointer;

    /// <summary>Whether a callback tells the managed side that native code is done with something. Functions that are done with it themselves call it at once.</summary>
    private static bool IsDestroyer(NativeFunction function, NativeParameter parameter) =>
        (NativeNames.Words(parameter.Name).Any(DestroyingWords.Contains) || NativeNames.Words(parameter.Type.Name).Any(DestroyingWords.Contains))
        && NativeNames.AsReleaser(function.EntryPoint!) is null;

    /// <summary>
    /// Whether a pointer comes with a length, and another pointer stands closer before the destroyer: that one is what is destroyed, this one is a name, a shape or another value.
    /// </summary>
    private static bool IsMeasured(NativeFunction function, NativeParameter parameter, NativeParameter destroyer)
    {
        if (parameter.Index + 1 >= function.Parameters.Length || function.Parameters[parameter.Index + 1] is not { Marshalling.Shape: ManagedShape.NativeInteger or ManagedShape.Number } length)
        {
            return false;
        }

        var isTyped = parameter.Type is IPointerTypeSymbol { PointedAtType.SpecialType: not SpecialType.System_Void };
        return parameter.Index < destroyer.Index
            ? isTyped && function.Parameters.Any(other => other.Index > parameter.Index + 1 && other.Index < destroyer.Index && IsPlainPointer(other))
            : (isTyped || NativeNames.Words(length.Name).Any(CountingWords.Contains)) && function.Parameters.Any(other => other.Index < destroyer.Index && IsPlainPointer(other));
    }

    private static bool IsPlainPointer(NativeParameter parameter) =>
        !IsCallback(parameter)
        && (parameter.Type is IPointerTypeSymbol || (parameter.Marshalling.Shape == ManagedShape.NativeInteger && parameter.Type.SpecialType == SpecialType.System_IntPtr));

    /// <summary>Whether a function makes an object by its name and hands it out.</summary>
    private static bool MakesObject(NativeFunction function)
    {
        if (!NativeNames.IsFlatConstructor(function.EntryPoint!) && (NativeNames.AsAcquirer(function.EntryPoint!) is not var (verb, _) || !MakingVerbs.Contains(verb)))
        {
            return false;
        }

        return IsHandle(function.Return) || function.Parameters.Any(static parameter => parameter.RefKind == RefKind.Out && IsHandle(parameter));

        static bool IsHandle(NativeParameter value) => value.Marshalling.Shape is ManagedShape.NativeInteger or ManagedShape.Pointer or ManagedShape.SafeHandle;
    }

    private static (string Word, string? Until, string Source)? RetentionOf(InteropContext interop, NativeFunction function, ImmutableArray<string> words)
    {
        // Who takes a callback out again needs it to know which one: kv_remove_listener.
        if (words.Any(UndoingWords.Contains) && !words.Any(StoringWords.Contains))
        {
            return ("noescape", null, $"inferred from the name {function.EntryPoint}");
        }

        // What makes an object with callbacks keeps them in it: the object calls them.
        if (MakesObject(function))
        {
            // What an object is made from is mostly read while it is made.
            if (words.Contains("from") && !words.Any(StoredSets.Contains))
            {
                return null;
            }

            var release = HandlePairs.Of(interop).OfAcquirer(function)?.Releaser.EntryPoint;
            return ("retained", release, $"inferred from the name {function.EntryPoint}");
        }

        // What goes on after the call needs its callbacks whatever else it does: kv_enumerate_devices_async, kv_scan_begin with a callback and what it gets.
        var isAsync = (words.Contains("async") && !words.Contains("spawn")) || (words.Contains("begin") && HasUserData(function));
        if ((words.Any(CallScopedWords.Contains) || words.Any(WholeSets.Contains)) && !words.Any(StoredNouns.Contains) && !StoresFilter(words) && !isAsync)
        {
            return ("noescape", null, $"inferred from the name {function.EntryPoint}");
        }

        // The variant of a function that hands its output to a callback: ERR_print_errors_cb.
        if (words.Length > 1 && words[words.Length - 1] is "cb" or "callback" && words.Any(OutputWords.Contains) && !words.Any(StoringWords.Contains))
        {
            return null;
        }

        // What runs something on something, and says how long it may take, calls back meanwhile: rs2_run_on_chip_calibration.
        if (words.Contains("run") && !words.Any(StoredNouns.Contains) && words.All(static word => word == "on" || !StoringWords.Contains(word)) && function.Parameters.Any(static parameter => NativeNames.Words(parameter.Name).Contains("timeout")))
        {
            return ("noescape", null, $"inferred from the name {function.EntryPoint}");
        }

        foreach (var word in words)
        {
            if (Unregistering.TryGetValue(word, out var undo)
                && Counterpart(interop, function, words, word, undo) is { } counterpart)
            {
                return ("retained", counterpart, $"inferred from {function.EntryPoint}/{counterpart}");
            }
        }

        // What sets up the child of a new process runs before the call returns.
        return words.Any(StoringWords.Contains) || words.Any(StoredNouns.Contains) || PutsFunction(words) || isAsync || (words.Length > 0 && StoredSets.Contains(words[words.Length - 1]))
            ? ("retained", null, $"inferred from the name {function.EntryPoint}")
            : null;
    }

    /// <summary>Whether a function puts a filter in place instead of filtering something: SDL_SetEventFilter, but not kv_filter.</summary>
    private static bool StoresFilter(ImmutableArray<string> words) =>
        words.Length > 2 && words[words.Length - 1] == "filter" && words.Take(words.Length - 2).Any(static word => word is "set" or "install" or "register");

    /// <summary>Whether a function puts another one in the place of the default: <c>put_logfunc</c>.</summary>
    private static bool PutsFunction(ImmutableArray<string> words) =>
        words.Length > 1 && words.Contains("put") && words[words.Length - 1] is var last && (last.EndsWith("func", StringComparison.Ordinal) || last.EndsWith("function", StringComparison.Ordinal) || last.EndsWith("proc", StringComparison.Ordinal));

    /// <summary>The function of the same library whose name differs only in the undoing verb.</summary>
    private static string? Counterpart(InteropContext interop, NativeFunction function, ImmutableArray<string> words, string verb, string[] undo)
    {
        foreach (var (name, otherWords) in NamesOfLibraries.Of(interop).In(function.Library, words.Length))
        {
            if (undo.Any(word => otherWords.Contains(word))
                && Enumerable.Range(0, words.Length).All(i => words[i] == otherWords[i] || (words[i] == verb && undo.Contains(otherWords[i]))))
            {
                return name;
            }
        }

        return null;
    }

    /// <summary>The names of imported functions by library and number of words, split into words once.</summary>
    private sealed class NamesOfLibraries
    {
        private readonly Dictionary<(string Library, int Words), List<(string Name, ImmutableArray<string> Words)>> _names = new();

        private NamesOfLibraries(InteropContext interop)
        {
            foreach (var function in BoundaryTypes.Of(interop).DeclaredAndFetched)
            {
                if (function.IsBound)
                {
                    var words = NativeNames.Words(function.EntryPoint!);
                    var key = (LibraryNames.Normalize(function.Library), words.Length);
                    if (!_names.TryGetValue(key, out var names))
                    {
                        _names.Add(key, names = new List<(string, ImmutableArray<string>)>());
                    }

                    names.Add((function.EntryPoint!, words));
                }
            }
        }

        public static NamesOfLibraries Of(InteropContext interop) => interop.Get(static context => new NamesOfLibraries(context));

        public IReadOnlyList<(string Name, ImmutableArray<string> Words)> In(string? library, int words) =>
            _names.TryGetValue((LibraryNames.Normalize(library), words), out var names) ? names : [];
    }
}
