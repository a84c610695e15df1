using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Threading;
using BoundaryLint.Analysis;
using BoundaryLint.Contracts;
using BoundaryLint.Signatures;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace BoundaryLint.Flow;

/// <summary>What managed code does to the error that the runtime saved of the thread's last native call. Ordered: the more it does, the higher.</summary>
internal enum LastErrorEffect : byte
{
    /// <summary>It computes, or what it calls does not save errors.</summary>
    Keeps,

    /// <summary>Nobody can tell: a delegate, an interface, a library without source.</summary>
    MayReplace,

    /// <summary>Input, output, logging: framework code that saves the errors of its own native calls.</summary>
    Replaces,

    /// <summary>It calls a native function of this project, or of one that this one refers to, that saves its error.</summary>
    Sets,
}

/// <summary>
/// Knows which managed methods reach native code that saves its error: the framework's by their types, those with source by what they call. Only such calls matter: the saved
/// error is a value of its own, which neither the garbage collector nor native calls without <c>SetLastError</c> touch.
/// </summary>
internal sealed class LastErrorEffects
{
    // Deeper calls than that are taken for what they seem.
    private const int MaximumDepth = 5;

    // Whatever IsRead answers with yes is written with one of these names.
    private static readonly ImmutableArray<string> ReadingNames = ImmutableArray.Create(
        "GetLastPInvokeError", "GetLastWin32Error", "GetHRForLastWin32Error", "GetLastPInvokeErrorMessage", "Win32Exception", "SocketException", "NetworkInformationException", "HttpListenerException");

    private readonly ConcurrentDictionary<IMethodSymbol, Known> _known = new(SymbolEqualityComparer.Default);
    private readonly Lazy<ReadingPlaces> _reading;
    private readonly InteropContext _interop;
    private readonly NativeFunctions _functions;
    private readonly ResourceRoles _roles;

    private LastErrorEffects(InteropContext interop)
    {
        _interop = interop;
        _functions = NativeFunctions.Of(interop);
        _roles = ResourceRoles.Of(interop);
        _reading = new Lazy<ReadingPlaces>(() => new ReadingPlaces(interop.Compilation));
    }

    public static LastErrorEffects Of(InteropContext interop) => interop.Get(static context => new LastErrorEffects(context));

    /// <summary>Whether <paramref name="method"/> itself reads the saved error.</summary>
    public bool IsRead(IMethodSymbol? method)
    {
        switch (method)
        {
            case { IsStatic: true, Name: "GetLastPInvokeError" or "GetLastWin32Error" or "GetHRForLastWin32Error" or "GetLastPInvokeErrorMessage" }:
                return SymbolEqualityComparer.Default.Equals(method.ContainingType, _interop.Types.Marshal);
            case { MethodKind: MethodKind.Constructor } constructor when SymbolEqualityComparer.Default.Equals(constructor.ContainingType, _interop.Types.Win32Exception):
                return constructor.Parameters.IsEmpty || constructor.Parameters[0].Type.SpecialType == SpecialType.System_String;
            case { MethodKind: MethodKind.Constructor, Parameters.IsEmpty: true, ContainingType: { Name: "SocketException" or "NetworkInformationException" or "HttpListenerException" } type }:
                return type.DeclaringSyntaxReferences.IsEmpty && NamespaceOf(type) is "System.Net.Sockets" or "System.Net.NetworkInformation" or "System.Net";
            default:
                return false;
        }
    }

    /// <summary>Whether <paramref name="method"/> sets the saved error to what it is given.</summary>
    public bool IsRestore(IMethodSymbol? method) =>
        method is { Name: "SetLastPInvokeError" } && SymbolEqualityComparer.Default.Equals(method.ContainingType, _interop.Types.Marshal);

    /// <summary>Whether a method with source reads the error that its caller's native call left.</summary>
    public bool ReadsCallersError(IMethodSymbol method, CancellationToken cancellationToken)
    {
        method = (method.ReducedFrom ?? method).OriginalDefinition;
        return _interop.HasSource(method) && _reading.Value.MayBeIn(method) && KnownOf(method, 0, cancellationToken).ReadsFirst;
    }

    /// <summary>What a method with source does to the error that its caller's native call left before it reads that error itself; null when it does not read it, or reads it in time.</summary>
    public IOperation? SpoilsBeforeReading(IMethodSymbol method, CancellationToken cancellationToken)
    {
        method = (method.ReducedFrom ?? method).OriginalDefinition;
        return _interop.HasSource(method) && _reading.Value.MayBeIn(method) ? KnownOf(method, 0, cancellationToken).ReadBehind : null;
    }

    public LastErrorEffect Of(IMethodSymbol method, IOperation? receiver, CancellationToken cancellationToken) => Of(method, receiver, 0, cancellationToken);

    private LastErrorEffect Of(IMethodSymbol method, IOperation? receiver, int depth, CancellationToken cancellationToken)
    {
        if (method is { Name: "Dispose" or "Close" or "DisposeAsync", Parameters.Length: 0 })
        {
            return OfDispose(method, receiver, depth, cancellationToken);
        }

        method = (method.ReducedFrom ?? method).OriginalDefinition;
        if (_functions.FromMethod(method) is { IsImport: true } import)
        {
            return import.SetLastError ? LastErrorEffect.Sets : LastErrorEffect.Keeps;
        }

        method = method.PartialImplementationPart ?? method;
        if (_interop.HasSource(method))
        {
            return method.IsAbstract || method.ContainingType?.TypeKind == TypeKind.Interface ? LastErrorEffect.MayReplace : KnownOf(method, depth, cancellationToken).Effect;
        }

        // Console.Out and Console.Error are text writers like any other by their type only.
        if (receiver is IPropertyReferenceOperation { Property: { IsStatic: true, ContainingType: { Name: "Console" } console } } && NamespaceOf(console) == "System")
        {
            return LastErrorEffect.Replaces;
        }

        // A writer or stream that is only known as such may be a file, the console or a socket.
        if ((Operations.Unconverted(receiver)?.Type ?? method.ContainingType) is INamedTypeSymbol { Name: "TextWriter" or "Stream", IsAbstract: true } unknown && NamespaceOf(unknown) == "System.IO"
            && (method.Name.StartsWith("Write", StringComparison.Ordinal) || method.Name.StartsWith("Flush", StringComparison.Ordinal)))
        {
            return LastErrorEffect.MayReplace;
        }

        return method.IsImplicitlyDeclared || method.MethodKind is MethodKind.PropertyGet or MethodKind.UserDefinedOperator or MethodKind.Conversion or MethodKind.BuiltinOperator
            ? LastErrorEffect.Keeps
            : method.MethodKind == MethodKind.DelegateInvoke ? LastErrorEffect.MayReplace : OfLibrary(method);
    }

    /// <summary>A SafeHandle keeps the saved error over its release; other objects do what their Dispose does.</summary>
    private LastErrorEffect OfDispose(IMethodSymbol method, IOperation? receiver, int depth, CancellationToken cancellationToken)
    {
        var type = (Operations.Unconverted(receiver)?.Type ?? method.ContainingType)?.OriginalDefinition;
        if (_roles.IsSafeHandle(type) || _roles.CanHoldResource(type))
        {
            return LastErrorEffect.Keeps;
        }

        for (var current = type as INamedTypeSymbol; current is not null && _interop.HasSource(current); current = current.BaseType?.OriginalDefinition)
        {
            foreach (var member in current.GetMembers(method.Name))
            {
                if (member is IMethodSymbol { Parameters.IsEmpty: true, IsAbstract: false } own && current.TypeKind != TypeKind.Interface)
                {
                    return KnownOf(own, depth, cancellationToken).Effect;
                }
            }
        }

        return type is not INamedTypeSymbol named || type.TypeKind == TypeKind.Interface ? LastErrorEffect.MayReplace
            : IsSystem(named) ? SystemType(named, method.Name) : LastErrorEffect.MayReplace;
    }

    private static LastErrorEffect OfLibrary(IMethodSymbol method)
    {
        if (method.ContainingType is not { } type)
        {
            return LastErrorEffect.Keeps;
        }

        if (IsSystem(type))
        {
            return SystemType(type, method.Name);
        }

        return IsLogging(type.Name) || IsLogging(method.Name) ? LastErrorEffect.Replaces : LastErrorEffect.MayReplace;
    }

    /// <summary>The types of the framework whose methods call the system and save its errors on some platform.</summary>
    private static LastErrorEffect SystemType(INamedTypeSymbol type, string method)
    {
        var replaces = NamespaceOf(type) switch
        {
            "System" => type.Name == "Console" || (type.Name == "Environment" && method is "GetEnvironmentVariable" or "SetEnvironmentVariable" or "GetFolderPath" or "ExpandEnvironmentVariables"),
            "System.IO" => type.Name is "File" or "Directory" or "FileInfo" or "DirectoryInfo" or "FileSystemInfo" or "FileStream" or "StreamWriter" or "StreamReader" or "DriveInfo" or "FileSystemWatcher"
                || (type.Name == "Path" && method is "GetTempPath" or "GetTempFileName"),
            "System.IO.Pipes" or "System.IO.MemoryMappedFiles" or "System.IO.Ports" or "System.IO.IsolatedStorage" or "System.Net.Sockets" or "System.Net.Http" or "System.Net.NetworkInformation"
                or "System.ServiceProcess" => type.TypeKind == TypeKind.Class && !type.Name.EndsWith("Exception", StringComparison.Ordinal),
            "System.Net" => type.Name is "Dns" or "HttpListener" or "WebClient",
            "System.Diagnostics" => type.Name is "Process" or "EventLog" or "FileVersionInfo",
            "System.Threading" => type.Name is "Mutex" or "EventWaitHandle" or "ManualResetEvent" or "AutoResetEvent" or "Semaphore",
            _ => false,
        };
        return replaces || (IsLogging(type.Name) && NamespaceOf(type).StartsWith("Microsoft.Extensions", StringComparison.Ordinal)) ? LastErrorEffect.Replaces : LastErrorEffect.Keeps;
    }

    private static bool IsLogging(string name)
    {
        foreach (var word in NativeNames.Words(name))
        {
            if (word is "log" or "logger" or "logging")
            {
                return true;
            }
        }

        return false;
    }

    private Known KnownOf(IMethodSymbol method, int depth, CancellationToken cancellationToken)
    {
        if (_known.TryGetValue(method, out var known))
        {
            return known;
        }

        if (depth > MaximumDepth)
        {
            return default;
        }

        known = Read(method, depth, cancellationToken);

        // What was read at the limit of the depth does not hold for other callers.
        return depth == 0 ? _known.GetOrAdd(method, known) : known;
    }

    private Known Read(IMethodSymbol method, int depth, CancellationToken cancellationToken)
    {
        if (_functions.FromMethod(method) is { IsImport: true } function)
        {
            return new Known(function.SetLastError ? LastErrorEffect.Sets : LastErrorEffect.Keeps, false);
        }

        if (FlowAnalysis.Of(_interop).BodyOf(method, cancellationToken) is not { } body)
        {
            return new Known(LastErrorEffect.Keeps, false);
        }

        // What a constructor gives to another one stands beside its body.
        var whole = body.Parent is IConstructorBodyOperation constructor ? constructor : body;
        var known = default(Known) with { Reads = depth == 0 && ReadsIn(whole) };
        Walk(whole, depth, false, ref known, cancellationToken);
        return known;
    }

    private void Walk(IOperation operation, int depth, bool isLeaving, ref Known known, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        switch (operation)
        {
            case IAnonymousFunctionOperation or ILocalFunctionOperation or INameOfOperation or ITypeOfOperation:
                return;

            // What runs only on the way to a throw does not come back to the caller.
            case IThrowOperation:
            case IBlockOperation { Operations: { IsEmpty: false } operations } when operations[operations.Length - 1] is IThrowOperation or IExpressionStatementOperation { Operation: IThrowOperation }:
                isLeaving = true;
                break;
        }

        // What one branch does comes neither before what another one does nor before what stands behind a branch that leaves.
        var isBranching = operation is IConditionalOperation or ISwitchOperation or ISwitchExpressionOperation or ITryOperation;
        var isBranch = false;
        var (before, behind) = (known.Spoiler, (IOperation?)null);
        foreach (var child in operation.ChildOperations)
        {
            Walk(child, depth, isLeaving, ref known, cancellationToken);
            if (!isBranch)
            {
                before = known.Spoiler;
                isBranch = isBranching;
                continue;
            }

            behind ??= Leaves(child) ? null : known.Spoiler;
            known = known with { Spoiler = before };
        }

        if (isBranching)
        {
            known = known with { Spoiler = before ?? behind };
        }

        var (method, receiver) = operation switch
        {
            IInvocationOperation invocation => (invocation.TargetMethod, invocation.Instance),
            IObjectCreationOperation creation => (creation.Constructor, null),
            IPropertyReferenceOperation property => (property.Property.GetMethod, property.Instance),
            _ => (null, null),
        };
        if (method is null)
        {
            if (operation is IAwaitOperation && !isLeaving)
            {
                known = known with { Effect = Maximum(known.Effect, LastErrorEffect.Replaces) };
            }

            return;
        }

        if (IsRead(method))
        {
            known = known with
            {
                ReadsFirst = known.ReadsFirst || known.Effect == LastErrorEffect.Keeps && !known.HasNative,
                ReadBehind = known.ReadBehind ?? (known.HasNative || known.ReadsFirst ? null : known.Spoiler),
            };
            return;
        }

        if (_functions.FromMethod(method) is { IsImport: true } function)
        {
            known = known with { HasNative = known.HasNative || function.SetLastError };
        }

        if (known.Effect != LastErrorEffect.Sets && (!isLeaving || (known.Reads && known.Spoiler is null)))
        {
            var effect = Of(method, receiver, depth + 1, cancellationToken);
            known = known with { Effect = isLeaving ? known.Effect : Maximum(known.Effect, effect), Spoiler = known.Spoiler ?? (effect == LastErrorEffect.Replaces ? operation : null) };
        }
    }

    private static bool Leaves(IOperation operation) => operation switch
    {
        IBlockOperation { Operations: { IsEmpty: false } operations } => Leaves(operations[operations.Length - 1]),
        IExpressionStatementOperation { Operation: var inner } => Leaves(inner),
        ISwitchCaseOperation { Body: { IsEmpty: false } body } => Leaves(body[body.Length - 1]),
        IReturnOperation or IThrowOperation => true,
        _ => false,
    };

    private bool ReadsIn(IOperation body)
    {
        foreach (var operation in body.Descendants())
        {
            if (IsRead(operation is IObjectCreationOperation creation ? creation.Constructor : (operation as IInvocationOperation)?.TargetMethod))
            {
                return true;
            }
        }

        return false;
    }

    private static LastErrorEffect Maximum(LastErrorEffect left, LastErrorEffect right) => left > right ? left : right;

    private static bool IsSystem(INamedTypeSymbol type) => NamespaceOf(type) is var space && (space.StartsWith("System", StringComparison.Ordinal) || space.StartsWith("Microsoft.", StringComparison.Ordinal));

    /// <summary>The full name of the namespace that a type is in.</summary>
    public static string NamespaceOf(INamedTypeSymbol type)
    {
        var name = "";
        for (var space = type.ContainingNamespace; space is { IsGlobalNamespace: false }; space = space.ContainingNamespace)
        {
            name = name.Length == 0 ? space.Name : space.Name + "." + name;
        }

        return name;
    }

    /// <summary>Where the source names what reads the saved error. Only the methods around these places are bound to see whether they do.</summary>
    private sealed class ReadingPlaces
    {
        private readonly Dictionary<SyntaxTree, List<int>> _places = new();
        private readonly bool _areRenamed;

        public ReadingPlaces(Compilation compilation)
        {
            var found = WordPlaces.Find(compilation, ReadingNames, CancellationToken.None);
            foreach (var name in ReadingNames)
            {
                foreach (var (tree, position) in found.Of(name))
                {
                    if (!_places.TryGetValue(tree, out var places))
                    {
                        _places.Add(tree, places = []);
                    }

                    places.Add(position);
                    _areRenamed |= tree.GetRoot().FindToken(position).Parent?.FirstAncestorOrSelf<UsingDirectiveSyntax>() is { Alias: not null };
                }
            }
        }

        public bool MayBeIn(IMethodSymbol method)
        {
            if (_areRenamed)
            {
                return true;
            }

            // A constructor reads by the one of its base class, which is named in front of the class.
            ISymbol declared = method.MethodKind == MethodKind.Constructor ? method.ContainingType : method.PartialImplementationPart ?? method;
            foreach (var declaration in declared.DeclaringSyntaxReferences)
            {
                if (_places.TryGetValue(declaration.SyntaxTree, out var places) && places.Exists(place => declaration.Span.Contains(place)))
                {
                    return true;
                }
            }

            return false;
        }
    }

    /// <param name="Effect">What the method does to the saved error.</param>
    /// <param name="ReadsFirst">Whether it reads the saved error before it does anything to it.</param>
    /// <param name="HasNative">Whether it calls native code that saves its error.</param>
    /// <param name="Reads">Whether it reads the saved error anywhere.</param>
    /// <param name="Spoiler">What replaces the saved error on the way to what is being walked.</param>
    /// <param name="ReadBehind">What replaces the saved error before the method reads it.</param>
    private readonly record struct Known(LastErrorEffect Effect, bool ReadsFirst, bool HasNative = false, bool Reads = false, IOperation? Spoiler = null, IOperation? ReadBehind = null);
}
