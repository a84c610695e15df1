using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BoundaryLint.Analysis;

/// <summary>
/// Knows the declarations and bodies that no code reaches: nobody outside of the project sees them, and nothing in it mentions their names. It is only judged in a project of which other
/// code, which is reached, calls native functions: in an example of one file, or in code that is being written, nothing is called yet. Code for systems on which .NET does not run any more is
/// never reached either.
/// </summary>
internal sealed class UncalledCode
{
    // A chain of code that only uncalled code calls is followed so far.
    private const int DeepestChain = 3;

    private const int MostSteps = 500;

    private static readonly ConditionalWeakTable<Compilation, UncalledCode> Known = new();

    // What the runtime, a tool or a debugger looks at, and what calls nothing.
    private static readonly HashSet<string> HarmlessAttributes = new(StringComparer.Ordinal)
    {
        "StructLayout", "UnmanagedFunctionPointer", "MethodImpl", "SuppressUnmanagedCodeSecurity", "SecurityCritical", "SecuritySafeCritical", "SecurityPermission", "SuppressMessage",
        "HandleProcessCorruptedStateExceptions", "ReliabilityContract", "SupportedOSPlatform", "UnsupportedOSPlatform", "Obsolete", "DebuggerDisplay", "DebuggerStepThrough", "DebuggerNonUserCode",
        "EditorBrowsable", "Browsable", "ExcludeFromCodeCoverage", "CLSCompliant", "NativeTypeName", "SkipLocalsInit", "InlineArray", "Flags", "return",
    };

    // The compiler, the runtime and frameworks call them without a mention.
    private static readonly HashSet<string> CalledByPattern = new(StringComparer.Ordinal)
    {
        "Main", "Dispose", "DisposeAsync", "Finalize", "Close", "Add", "GetEnumerator", "GetAsyncEnumerator", "MoveNext", "MoveNextAsync", "Deconstruct", "GetAwaiter", "GetResult",
        "GetPinnableReference", "Slice", "ToString", "Equals", "GetHashCode", "Invoke", "InvokeAsync", "Configure", "ConfigureServices", "ReleaseHandle", "FromManaged", "ToManaged", "ToUnmanaged",
        "FromUnmanaged", "ConvertToManaged", "ConvertToUnmanaged", "Free",
    };

    private readonly ConcurrentDictionary<SyntaxNode, bool> _uncalled = new();
    private readonly ConcurrentDictionary<INamedTypeSymbol, bool> _reached = new(SymbolEqualityComparer.Default);
    private readonly Compilation _compilation;
    private readonly Mentions _mentions;
    private readonly Lazy<bool> _hasFriends;
    private readonly Lazy<bool> _callsNatives;

    private UncalledCode(Compilation compilation)
    {
        _compilation = compilation;
        _mentions = Mentions.In(compilation);
        _hasFriends = new Lazy<bool>(HasFriends);
        _callsNatives = new Lazy<bool>(CallsNatives);
    }

    public static UncalledCode Of(Compilation compilation) => Known.GetValue(compilation, static missing => new UncalledCode(missing));

    /// <summary>Whether what stands at <paramref name="location"/> is never reached.</summary>
    public bool Contains(Location location) =>
        location.SourceTree is { } tree && tree.GetRoot() is var root && root.FullSpan.Contains(location.SourceSpan) && Contains(root.FindNode(location.SourceSpan), 0);

    /// <summary>Whether any code mentions a method beside its own declaration.</summary>
    public bool IsMentioned(IMethodSymbol method) => _mentions.Of(method).Any();

    private bool Contains(SyntaxNode place, int depth)
    {
        SyntaxNode? child = null;
        for (var node = place; node is not null; child = node, node = node.Parent)
        {
            if ((node is MethodDeclarationSyntax or DelegateDeclarationSyntax or TypeDeclarationSyntax and not InterfaceDeclarationSyntax && IsUncalled((MemberDeclarationSyntax)node, depth))
                || OldSystems.Of(_compilation).Hold(node, child))
            {
                return true;
            }
        }

        return false;
    }

    private bool IsUncalled(MemberDeclarationSyntax declaration, int depth)
    {
        if (depth > 0)
        {
            // Not remembered: how far the chain goes from here depends on where it began.
            return depth <= DeepestChain && Find(declaration, depth);
        }

        return _uncalled.TryGetValue(declaration, out var isUncalled) ? isUncalled : _uncalled.GetOrAdd(declaration, Find(declaration, 0));
    }

    private bool Find(MemberDeclarationSyntax declaration, int depth) =>
        _callsNatives.Value
        && CanBeUncalled(declaration)
        && _mentions.ModelOf(declaration.SyntaxTree).GetDeclaredSymbol(declaration) is { } symbol
        && IsSeenHereOnly(symbol)
        && symbol switch
        {
            IMethodSymbol method => (Mentions.IsImport(declaration) || IsOrdinary(method)) && (!Visibility.IsHidden(_compilation, method.ContainingType) || _reached.GetOrAdd(method.ContainingType, type => IsReached(type, new HashSet<SyntaxNode>())))
                && !_mentions.Of(method).Any(mention => !Contains(mention, depth + 1)),
            INamedTypeSymbol type => IsPlain(type) && !IsBeginning(type) && !_mentions.Of(type).Any(mention => !Contains(mention, depth + 1)) && !HasMentionedExtensions(type),
            _ => false,
        };

    /// <summary>What can be told without a symbol.</summary>
    private static bool CanBeUncalled(MemberDeclarationSyntax declaration)
    {
        if (Mentions.IsImport(declaration))
        {
            return true;
        }

        // A designer file or a generator has the other part.
        var modifiers = declaration.Modifiers;
        return !modifiers.Any(SyntaxKind.PartialKeyword) && !modifiers.Any(SyntaxKind.OverrideKeyword) && !modifiers.Any(SyntaxKind.VirtualKeyword) && !modifiers.Any(SyntaxKind.AbstractKeyword)
            && declaration.AttributeLists.All(static list => list.Attributes.All(static attribute => HarmlessAttributes.Contains(Mentions.NameOf(attribute))))
            && declaration is not MethodDeclarationSyntax { ExplicitInterfaceSpecifier: not null };
    }

    /// <summary>Whether no other assembly sees a declaration, those that test the project aside.</summary>
    public bool IsSeenHereOnly(ISymbol symbol)
    {
        if (!Visibility.IsHidden(_compilation, symbol))
        {
            return false;
        }

        // What is internal is seen by the assemblies to which the project shows it; of those that test it nobody depends.
        if (Visibility.IsProgram(_compilation) || !_hasFriends.Value)
        {
            return true;
        }

        for (var current = symbol; current is not null; current = current.ContainingType)
        {
            if (current.DeclaredAccessibility == Accessibility.Private)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A method that only a mention calls: no interface asks for it, and it does not look like what a framework finds by name or form.</summary>
    private bool IsOrdinary(IMethodSymbol method) =>
        method.MethodKind == MethodKind.Ordinary && !CalledByPattern.Contains(method.Name) && !LooksLikeHandler(method) && IsPlain(method.ContainingType, withInterfaces: true) && !InterfaceMembers.Ask(method);

    // XAML and designers name handlers of events where nobody sees it here.
    private static bool LooksLikeHandler(IMethodSymbol method) => method.Parameters is { Length: 2 } parameters && parameters[0].Type.SpecialType == SpecialType.System_Object;

    /// <summary>Whether only code of the project makes objects of a type: no framework is its base, or asks by an interface for every class that has it.</summary>
    private static bool IsPlain(INamedTypeSymbol type, bool withInterfaces = false)
    {
        for (var current = type.BaseType; current is not null; current = current.BaseType)
        {
            if (current.TypeKind == TypeKind.Error || (current.Locations.Any(static location => location.IsInMetadata) && !IsHarmless(current)))
            {
                return false;
            }
        }

        return withInterfaces || type.TypeKind == TypeKind.Delegate
            || type.AllInterfaces.All(static implemented => implemented.TypeKind != TypeKind.Error && implemented.ContainingNamespace is { Name: "System", ContainingNamespace.IsGlobalNamespace: true });

        static bool IsHarmless(INamedTypeSymbol type) =>
            type.SpecialType != SpecialType.None
            || type.ContainingNamespace?.Name is "InteropServices" or "SafeHandles" or "ConstrainedExecution";
    }

    /// <summary>Whether code that is reached calls an import of the project.</summary>
    private bool CallsNatives()
    {
        var seen = new HashSet<SyntaxNode>();
        foreach (var import in _mentions.Imports)
        {
            if (_mentions.ModelOf(import.SyntaxTree).GetDeclaredSymbol(import) is { } method && IsAnyReached(_mentions.Of(method), seen))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether the program comes to one of some places: those that others see are asked first, because the ways to them from what is hidden are many.</summary>
    private bool IsAnyReached(IEnumerable<SyntaxNode> places, HashSet<SyntaxNode> seen)
    {
        var all = places.ToList();
        return all.Any(place => MemberAround(place) is { } member && SymbolOf(member) is { } symbol and not INamespaceOrTypeSymbol && !Visibility.IsHidden(_compilation, symbol))
            || all.Any(place => IsReached(place, seen));
    }

    private static SyntaxNode? MemberAround(SyntaxNode place) => place.FirstAncestorOrSelf<SyntaxNode>(static node => node is MemberDeclarationSyntax and not BaseFieldDeclarationSyntax);

    private ISymbol? SymbolOf(SyntaxNode member) => Mentions.IsImport(member) ? null : _mentions.ModelOf(member.SyntaxTree).GetDeclaredSymbol(member);

    /// <summary>Whether the program comes to a place, or who refers to the project.</summary>
    private bool IsReached(SyntaxNode place, HashSet<SyntaxNode> seen)
    {
        var node = MemberAround(place);
        if (node is GlobalStatementSyntax || place is CompilationUnitSyntax)
        {
            // What has so many places that they are not listed is used.
            return true;
        }

        // A chain so long costs more than it tells.
        if (node is null || seen.Count > MostSteps || !seen.Add(node) || SymbolOf(node) is not { } member)
        {
            return false;
        }

        return member is not INamespaceOrTypeSymbol && !Visibility.IsHidden(_compilation, member)
            || (member is IMethodSymbol { MethodKind: MethodKind.Ordinary } method && IsAnyReached(_mentions.Of(method), seen))
            || IsReached(member as INamedTypeSymbol ?? member.ContainingType, seen);
    }

    /// <summary>Whether the program begins in a type, a designer has its other part, or code that is reached mentions it.</summary>
    private bool IsReached(INamedTypeSymbol? type, HashSet<SyntaxNode> seen)
    {
        for (var current = type; current is not null; current = current.ContainingType)
        {
            if (IsBeginning(current) || (IsPartial(current) && !IsPlain(current, withInterfaces: true)) || IsAnyReached(_mentions.Of(current), seen))
            {
                return true;
            }
        }

        return false;
    }

    private bool IsBeginning(INamedTypeSymbol type) => Visibility.IsProgram(_compilation) && (type.MemberNames.Contains("Main") || type.MemberNames.Contains("<Main>$"));

    private static bool IsPartial(INamedTypeSymbol type) =>
        type.DeclaringSyntaxReferences.Any(static declaration => declaration.SyntaxTree.GetRoot().FindNode(declaration.Span) is TypeDeclarationSyntax part && part.Modifiers.Any(SyntaxKind.PartialKeyword));

    /// <summary>Whether code calls a method of the type as an extension, which does not mention the type.</summary>
    private bool HasMentionedExtensions(INamedTypeSymbol type) =>
        type.IsStatic && type.GetMembers().OfType<IMethodSymbol>().Any(method => method.IsExtensionMethod && _mentions.Of(method).Any(place => !type.DeclaringSyntaxReferences.Any(declaration => declaration.SyntaxTree == place.SyntaxTree && declaration.Span.Contains(place.Span))));

    /// <summary>Whether other assemblies see what is internal, those that test the project aside.</summary>
    private bool HasFriends() => _compilation.Assembly.GetAttributes().Any(static attribute =>
        attribute.AttributeClass is { Name: "InternalsVisibleToAttribute" }
        && !(attribute.ConstructorArguments.Length == 1 && attribute.ConstructorArguments[0].Value is string friend && IsTest(friend)));

    private static bool IsTest(string friend) =>
        friend.IndexOf("Test", StringComparison.OrdinalIgnoreCase) >= 0
        || friend.IndexOf("Benchmark", StringComparison.OrdinalIgnoreCase) >= 0
        || friend.StartsWith("DynamicProxyGenAssembly2", StringComparison.Ordinal);
}
