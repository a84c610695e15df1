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
/// code, which is reached, calls native functions: in an example of one file, or in code that is being written, nothing is called yet.
/// </summary>
internal sealed class UncalledCode
{
    // A chain of code that only uncalled code calls is followed so far.
    private const int DeepestChain = 3;

    // A name that stands in more places is taken for called.
    private const int MostPlaces = 300;

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
    private readonly ConcurrentDictionary<SyntaxTree, SemanticModel> _models = new();
    private readonly Compilation _compilation;
    private readonly Lazy<Names> _names;
    private readonly Lazy<bool> _callsNatives;

    private UncalledCode(Compilation compilation)
    {
        _compilation = compilation;
        _names = new Lazy<Names>(() => Names.Of(compilation));
        _callsNatives = new Lazy<bool>(CallsNatives);
    }

    public static UncalledCode Of(Compilation compilation) => Known.GetValue(compilation, static missing => new UncalledCode(missing));

    /// <summary>Whether what stands at <paramref name="location"/> is never reached.</summary>
    public bool Contains(Location location) =>
        location.SourceTree is { } tree && tree.GetRoot() is var root && root.FullSpan.Contains(location.SourceSpan) && Contains(root.FindNode(location.SourceSpan), 0);

    /// <summary>Whether any code mentions a method beside its own declaration.</summary>
    public bool IsMentioned(IMethodSymbol method) => MentionsOf(method.PartialDefinitionPart ?? method, BodiesOf(method)).Any();

    private bool Contains(SyntaxNode place, int depth)
    {
        for (var node = place; node is not null; node = node.Parent)
        {
            if (node is MethodDeclarationSyntax or DelegateDeclarationSyntax or TypeDeclarationSyntax and not InterfaceDeclarationSyntax && IsUncalled((MemberDeclarationSyntax)node, depth))
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
        && ModelOf(declaration.SyntaxTree).GetDeclaredSymbol(declaration) is { } symbol
        && IsSeenHereOnly(symbol)
        && symbol switch
        {
            IMethodSymbol method => (IsImport(declaration) || IsOrdinary(method)) && IsReached(method.ContainingType, null)
                && !MentionsOf(method.PartialDefinitionPart ?? method, BodiesOf(method)).Any(mention => !Contains(mention, depth + 1)),
            INamedTypeSymbol type => IsPlain(type) && !MentionsOf(type).Any(mention => !Contains(mention, depth + 1)) && !HasMentionedExtensions(type),
            _ => false,
        };

    /// <summary>What can be told without a symbol.</summary>
    private static bool CanBeUncalled(MemberDeclarationSyntax declaration)
    {
        if (IsImport(declaration))
        {
            return true;
        }

        // A designer file or a generator has the other part.
        var modifiers = declaration.Modifiers;
        return !modifiers.Any(SyntaxKind.PartialKeyword) && !modifiers.Any(SyntaxKind.OverrideKeyword) && !modifiers.Any(SyntaxKind.VirtualKeyword) && !modifiers.Any(SyntaxKind.AbstractKeyword)
            && declaration.AttributeLists.All(static list => list.Attributes.All(static attribute => HarmlessAttributes.Contains(NameOf(attribute))))
            && declaration is not MethodDeclarationSyntax { ExplicitInterfaceSpecifier: not null };
    }

    private static string NameOf(AttributeSyntax attribute)
    {
        var name = attribute.Name switch
        {
            QualifiedNameSyntax qualified => qualified.Right.Identifier.ValueText,
            SimpleNameSyntax simple => simple.Identifier.ValueText,
            _ => "",
        };
        return name.EndsWith("Attribute", StringComparison.Ordinal) ? name.Substring(0, name.Length - "Attribute".Length) : name;
    }

    /// <summary>Whether a method has the form of an import: native code is its body, or a generator writes it.</summary>
    private static bool IsImport(SyntaxNode declaration) =>
        declaration is MethodDeclarationSyntax { Body: null, ExpressionBody: null } method
        && (method.Modifiers.Any(SyntaxKind.ExternKeyword)
            || (method.Modifiers.Any(SyntaxKind.PartialKeyword) && method.AttributeLists.Any(static list => list.Attributes.Any(static attribute => NameOf(attribute) == "LibraryImport"))));

    private bool IsSeenHereOnly(ISymbol symbol)
    {
        if (!Visibility.IsHidden(_compilation, symbol))
        {
            return false;
        }

        // What is internal is seen by the assemblies to which the project shows it; of those that test it nobody depends.
        if (Visibility.IsProgram(_compilation) || !_names.Value.HasFriends)
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
    private bool IsOrdinary(IMethodSymbol method)
    {
        if (method.MethodKind != MethodKind.Ordinary || CalledByPattern.Contains(method.Name) || LooksLikeHandler(method) || !IsPlain(method.ContainingType, withInterfaces: true))
        {
            return false;
        }

        foreach (var implemented in method.ContainingType.AllInterfaces)
        {
            foreach (var member in implemented.GetMembers(method.Name))
            {
                if (SymbolEqualityComparer.Default.Equals(method.ContainingType.FindImplementationForInterfaceMember(member), method))
                {
                    return false;
                }
            }
        }

        return true;
    }

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

    /// <summary>Whether other code uses a type, whatever of it: it is seen outside, or code outside of it mentions it, or the program begins in it.</summary>
    private bool IsReached(INamedTypeSymbol? type, SyntaxNode? place)
    {
        if (type is null)
        {
            return place is not null;
        }

        for (var current = type; current is not null; current = current.ContainingType)
        {
            if (current.MemberNames.Contains("Main") || current.MemberNames.Contains("<Main>$") || MentionsOf(current).Any())
            {
                return true;
            }
        }

        return !Visibility.IsHidden(_compilation, type) && (place is null || IsSeenOutside(place));
    }

    /// <summary>Whether the member around a place can be called from outside of the project.</summary>
    private bool IsSeenOutside(SyntaxNode place)
    {
        for (var node = place; node is not null; node = node.Parent)
        {
            if (node is MemberDeclarationSyntax and not BaseFieldDeclarationSyntax and not GlobalStatementSyntax)
            {
                return ModelOf(node.SyntaxTree).GetDeclaredSymbol(node) is { } member && !Visibility.IsHidden(_compilation, member);
            }
        }

        return false;
    }

    /// <summary>Whether code that is reached calls an import of the project.</summary>
    private bool CallsNatives()
    {
        foreach (var import in _names.Value.Imports)
        {
            if (ModelOf(import.SyntaxTree).GetDeclaredSymbol(import) is { } method)
            {
                foreach (var mention in MentionsOf(method.PartialDefinitionPart ?? method, BodiesOf(method)))
                {
                    var user = mention.FirstAncestorOrSelf<BaseTypeDeclarationSyntax>();
                    if (mention.FirstAncestorOrSelf<GlobalStatementSyntax>() is not null
                        || (user is not null && ModelOf(user.SyntaxTree).GetDeclaredSymbol(user) is { } type && IsReached(type, mention)))
                    {
                        return true;
                    }
                }
            }
        }

        return false;
    }

    /// <summary>The declarations of a method, in which its own name says nothing.</summary>
    private static List<SyntaxReference> BodiesOf(IMethodSymbol method) =>
        method.DeclaringSyntaxReferences.Concat(method.PartialImplementationPart?.DeclaringSyntaxReferences ?? Enumerable.Empty<SyntaxReference>()).ToList();

    private static bool IsIn(SyntaxNode place, IEnumerable<SyntaxReference> declarations) =>
        declarations.Any(declaration => declaration.SyntaxTree == place.SyntaxTree && declaration.Span.Contains(place.Span));

    /// <summary>The places that name a method, or may.</summary>
    private IEnumerable<SyntaxNode> MentionsOf(IMethodSymbol method, List<SyntaxReference> declarations)
    {
        foreach (var place in MentionsOf(method.Name))
        {
            if (IsIn(place, declarations))
            {
                continue;
            }

            if (place is SimpleNameSyntax name)
            {
                var info = ModelOf(name.SyntaxTree).GetSymbolInfo(name);

                // What cannot be told apart may be each of them.
                if (info.Symbol is { } symbol ? !IsSame(symbol) : !info.CandidateSymbols.IsEmpty && !info.CandidateSymbols.Any(IsSame))
                {
                    continue;
                }
            }

            yield return place;
        }

        bool IsSame(ISymbol symbol) =>
            symbol is IMethodSymbol mentioned
            && (mentioned.ReducedFrom ?? mentioned).OriginalDefinition is var original
            && SymbolEqualityComparer.Default.Equals(original.PartialDefinitionPart ?? original, method.OriginalDefinition);
    }

    /// <summary>The places that have the name of a type, outside of its own declarations.</summary>
    private IEnumerable<SyntaxNode> MentionsOf(INamedTypeSymbol type) => MentionsOf(type.Name).Where(place => !IsIn(place, type.DeclaringSyntaxReferences));

    /// <summary>Whether code calls a method of the type as an extension, which does not mention the type.</summary>
    private bool HasMentionedExtensions(INamedTypeSymbol type) =>
        type.IsStatic && type.GetMembers().OfType<IMethodSymbol>().Any(method => method.IsExtensionMethod && MentionsOf(method.Name).Any(place => !IsIn(place, type.DeclaringSyntaxReferences)));

    /// <summary>The places in code that have a name or a text of this content; in code that is left out of this compilation, too.</summary>
    private IEnumerable<SyntaxNode> MentionsOf(string name)
    {
        var places = _names.Value.Places.Of(name);
        if (places.Count > MostPlaces)
        {
            yield return places[0].Tree.GetRoot();
            yield break;
        }

        foreach (var (tree, position) in places)
        {
            var token = tree.GetRoot().FindToken(position);
            if (!token.Span.Contains(position))
            {
                if (token.Parent!.FindTrivia(position).IsKind(SyntaxKind.DisabledTextTrivia))
                {
                    yield return token.Parent;
                }
            }
            else if (token.ValueText == name && token.Parent is SimpleNameSyntax or LiteralExpressionSyntax && !IsOfImport(token.Parent))
            {
                yield return token.Parent;
            }
        }

        static bool IsOfImport(SyntaxNode node) => node is LiteralExpressionSyntax { Parent: AttributeArgumentSyntax { Parent.Parent: AttributeSyntax attribute } } && NameOf(attribute) is "DllImport" or "LibraryImport";
    }

#pragma warning disable RS0030 // What names a declaration may be in any file: its model is made once, and only when a warning is at hand.
    private SemanticModel ModelOf(SyntaxTree tree) => _models.GetOrAdd(tree, missing => _compilation.GetSemanticModel(missing));
#pragma warning restore RS0030

    /// <summary>What one pass over the declarations of a compilation finds, and where their names stand.</summary>
    private sealed class Names
    {
        private Names(WordPlaces places, List<MethodDeclarationSyntax> imports, bool hasFriends)
        {
            Places = places;
            Imports = imports;
            HasFriends = hasFriends;
        }

        public WordPlaces Places { get; }

        public List<MethodDeclarationSyntax> Imports { get; }

        /// <summary>Whether other assemblies see what is internal, those that test the project aside.</summary>
        public bool HasFriends { get; }

        public static Names Of(Compilation compilation)
        {
            var names = new HashSet<string>(StringComparer.Ordinal);
            var imports = new List<MethodDeclarationSyntax>();
            foreach (var tree in compilation.SyntaxTrees)
            {
                foreach (var node in tree.GetRoot().DescendantNodes(static node => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax or TypeDeclarationSyntax))
                {
                    switch (node)
                    {
                        case MethodDeclarationSyntax method:
                            names.Add(method.Identifier.ValueText);
                            if (IsImport(method))
                            {
                                imports.Add(method);
                            }

                            break;
                        case BaseTypeDeclarationSyntax type:
                            names.Add(type.Identifier.ValueText);
                            break;
                        case DelegateDeclarationSyntax type:
                            names.Add(type.Identifier.ValueText);
                            break;
                    }
                }
            }

            var hasFriends = compilation.Assembly.GetAttributes().Any(static attribute =>
                attribute.AttributeClass is { Name: "InternalsVisibleToAttribute" }
                && !(attribute.ConstructorArguments.Length == 1 && attribute.ConstructorArguments[0].Value is string friend && IsTest(friend)));
            return new Names(WordPlaces.Find(compilation, names, CancellationToken.None), imports, hasFriends);
        }

        private static bool IsTest(string friend) =>
            friend.IndexOf("Test", StringComparison.OrdinalIgnoreCase) >= 0
            || friend.IndexOf("Benchmark", StringComparison.OrdinalIgnoreCase) >= 0
            || friend.StartsWith("DynamicProxyGenAssembly2", StringComparison.Ordinal);
    }
}
