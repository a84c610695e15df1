using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Composition;
using System.Globalization;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using BoundaryLint.CodeFixes.Editing;
using BoundaryLint.Rules.Ownership;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using Microsoft.CodeAnalysis.Formatting;

namespace BoundaryLint.CodeFixes.Ownership;

/// <summary>
/// Makes the import hand out a pointer, under a name of its own, and puts a method with the old name and signature before it that reads the string and frees it the native way.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(FFI1001ReadThroughPointer))]
public sealed class FFI1001ReadThroughPointer : DocumentFix
{
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create("FFI1001");

    internal override async Task<ImmutableArray<DocumentEdit>> EditsForAsync(
        Document document, SyntaxNode root, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        if (!diagnostic.Properties.TryGetValue(FFI1001Properties.Values, out var stated)
            || stated is null
            || await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false) is not { } model
            || Import.Find(root, diagnostic.Location, model, cancellationToken) is not { } import)
        {
            return ImmutableArray<DocumentEdit>.Empty;
        }

        var values = stated.Split(';').Select(value => value.Split(':')).ToDictionary(
            pair => int.Parse(pair[0], CultureInfo.InvariantCulture), pair => pair[1]);
        var release = diagnostic.Properties.TryGetValue(FFI1001Properties.Release, out var id) && id is not null
            ? import.CallTo(DocumentationCommentId.GetFirstSymbolForDeclarationId(id, model.Compilation) as IMethodSymbol)
            : null;
        if (id is not null && release is null)
        {
            return ImmutableArray<DocumentEdit>.Empty;
        }

        var releases = release is null
            ? new ReleaseCall?[] { null }
            : diagnostic.Properties.ContainsKey(FFI1001Properties.MayBeLent) ? new ReleaseCall?[] { release, null } : new ReleaseCall?[] { release };
        var encodings = diagnostic.Properties.ContainsKey(FFI1001Properties.EncodingIsOpen) ? new string?[] { "Utf8", null } : new string?[] { null };

        var edits = ImmutableArray.CreateBuilder<DocumentEdit>();
        foreach (var encoding in encodings)
        {
            var readers = values.ToDictionary(value => value.Key, value => ReaderOf(encoding ?? value.Value));
            if (readers.Values.Any(reader => !import.CanRead(reader)))
            {
                continue;
            }

            foreach (var call in releases)
            {
                var title = $"Read through a pointer with {string.Join(" and ", readers.Values.Distinct())}"
                    + (call is null ? release is null ? "" : " and leave the memory to the library" : $" and free with {call.Method.Name}");

                // The first offer is the same repair for Fix All, whatever it calls; the others name their choice.
                var key = edits.Count == 0 ? "FFI1001" : $"FFI1001:{encoding ?? "stated"}:{(call is null ? "keep" : "free")}";
                edits.Add(new DocumentEdit(title, key, editor => import.Rewrite(editor, readers, call)));
            }
        }

        return edits.ToImmutable();
    }

    private static string ReaderOf(string encoding) => encoding switch
    {
        "Utf8" => "PtrToStringUTF8",
        "Utf16" => "PtrToStringUni",
        "Auto" => "PtrToStringAuto",
        _ => "PtrToStringAnsi",
    };

    /// <summary>How the wrapper calls the function that frees the string.</summary>
    private sealed record ReleaseCall(IMethodSymbol Method, string Expression, string? Cast)
    {
        public string On(string pointer) => $"{Expression}({(Cast is null ? "" : $"({Cast})")}{pointer});";
    }

    /// <summary>The declaration of an import, as a member or a local function.</summary>
    private sealed class Import
    {
        private static readonly ImmutableHashSet<string> FunctionAttributes = ImmutableHashSet.Create(
            StringComparer.Ordinal,
            "DllImport", "LibraryImport", "UnmanagedCallConv", "SuppressGCTransition", "DefaultDllImportSearchPaths", "PreserveSig", "SuppressUnmanagedCodeSecurity", "MethodImpl",
            "Blocking", "Fast", "CallsBack", "NotInCallback", "ThreadAffine", "ThreadSafe", "LastError");

        private static readonly ImmutableHashSet<string> ValueAttributes = ImmutableHashSet.Create(
            StringComparer.Ordinal,
            "MarshalAs", "MarshalUsing", "In", "Out", "Owned", "Borrowed", "Taken", "Releases", "NoEscape", "Retained", "NativeText", "NativeStatus", "Count", "Bytes");

        private readonly SyntaxNode _node;
        private readonly IMethodSymbol _symbol;
        private readonly SemanticModel _model;
        private readonly LanguageVersion _version;

        private Import(SyntaxNode node, IMethodSymbol symbol, SemanticModel model)
        {
            _node = node;
            _symbol = symbol;
            _model = model;
            _version = ((CSharpParseOptions)node.SyntaxTree.Options).LanguageVersion;
        }

        private int Position => _node.SpanStart;

        private bool IsNullableOn => (_model.GetNullableContext(Position) & NullableContext.AnnotationsEnabled) != 0;

        public static Import? Find(SyntaxNode root, Location location, SemanticModel model, CancellationToken cancellationToken)
        {
            var node = root.FindNode(location.SourceSpan, getInnermostNodeForTie: true).FirstAncestorOrSelf<SyntaxNode>(candidate => candidate is MethodDeclarationSyntax or LocalFunctionStatementSyntax);
            if (node is null
                || node.Parent is GlobalStatementSyntax
                || model.GetDeclaredSymbol(node, cancellationToken) is not IMethodSymbol { IsGenericMethod: false } symbol
                || node.ContainsDirectives
                || node.ContainsDiagnostics
                || ModifiersOf(node).Any(SyntaxKind.ExternKeyword) == ModifiersOf(node).Any(SyntaxKind.PartialKeyword))
            {
                return null;
            }

            return new Import(node, symbol, model);
        }

        public bool CanRead(string reader) =>
            _model.Compilation.GetTypeByMetadataName("System.Runtime.InteropServices.Marshal")?.GetMembers(reader)
                .Any(member => member is IMethodSymbol { Parameters.Length: 1, IsGenericMethod: false }) == true;

        public ReleaseCall? CallTo(IMethodSymbol? release)
        {
            if (release is null || release.Parameters.Length != 1 || !_model.IsAccessible(Position, release))
            {
                return null;
            }

            var type = release.Parameters[0].Type;
            var cast = type switch
            {
                { SpecialType: SpecialType.System_IntPtr } => null,
                IPointerTypeSymbol => type.ToMinimalDisplayString(_model, Position),
                _ => "",
            };
            var isNear = _model.LookupSymbols(Position, name: release.Name).Any(found => SymbolEqualityComparer.Default.Equals(found, release))
                && _symbol.Parameters.All(parameter => parameter.Name != release.Name);
            var expression = isNear ? release.Name : release.ContainingType.ToMinimalDisplayString(_model, Position) + "." + release.Name;
            return cast == "" ? null : new ReleaseCall(release, expression, cast);
        }

        public void Rewrite(DocumentEditor editor, Dictionary<int, string> readers, ReleaseCall? release)
        {
            var nativeName = FreeName(_symbol.Name + "Native");
            var wrapper = Wrapper(nativeName, readers, release);
            var native = Native(nativeName, readers);

            editor.InsertAfter(_node, native);
            editor.ReplaceNode(_node, wrapper);
        }

        private SyntaxNode Wrapper(string nativeName, Dictionary<int, string> readers, ReleaseCall? release)
        {
            var modifiers = SyntaxFactory.TokenList(ModifiersOf(_node).Where(modifier => !modifier.IsKind(SyntaxKind.ExternKeyword) && !modifier.IsKind(SyntaxKind.PartialKeyword)));
            var needsUnsafe = release?.Cast is not null && !modifiers.Any(SyntaxKind.UnsafeKeyword);
            if (needsUnsafe)
            {
                modifiers = modifiers.Add(SyntaxFactory.Token(SyntaxKind.UnsafeKeyword).WithTrailingTrivia(SyntaxFactory.Space));
            }

            var attributes = Attributes(list => !IsOfReturn(list), name => !FunctionAttributes.Contains(name))
                .AddRange(Attributes(IsOfReturn, name => !ValueAttributes.Contains(name)));
            var parameters = ParametersOf(_node);
            parameters = parameters.WithParameters(SeparatedList(parameters.Parameters, (parameter, _) =>
                parameter.WithAttributeLists(Filter(parameter.AttributeLists, name => !ValueAttributes.Contains(name))).WithLeadingTrivia(parameter.GetLeadingTrivia())));
            parameters = parameters.WithCloseParenToken(parameters.CloseParenToken.WithTrailingTrivia(SyntaxFactory.ElasticMarker));
            var body = Body(nativeName, readers, release);
            SyntaxNode wrapper = _node switch
            {
                MethodDeclarationSyntax method => method
                    .WithAttributeLists(attributes)
                    .WithModifiers(modifiers)
                    .WithParameterList(parameters)
                    .WithBody(body)
                    .WithSemicolonToken(default),
                _ => ((LocalFunctionStatementSyntax)_node)
                    .WithAttributeLists(attributes)
                    .WithModifiers(modifiers)
                    .WithParameterList(parameters)
                    .WithBody(body)
                    .WithSemicolonToken(default),
            };
            return wrapper
                .WithLeadingTrivia(_node.GetLeadingTrivia())
                .WithTrailingTrivia(SyntaxFactory.ElasticLineFeed)
                .WithAdditionalAnnotations(Formatter.Annotation);
        }

        private SyntaxNode Native(string nativeName, Dictionary<int, string> readers)
        {
            var isLocal = _node is LocalFunctionStatementSyntax;
            var modifiers = ModifiersOf(_node).Where(modifier => !IsAccess(modifier) && !modifier.IsKind(SyntaxKind.NewKeyword));
            if (!isLocal)
            {
                modifiers = modifiers.Prepend(SyntaxFactory.Token(SyntaxKind.PrivateKeyword).WithTrailingTrivia(SyntaxFactory.Space));
            }

            var attributes = WithEntryPoint(Attributes(list => !IsOfReturn(list), FunctionAttributes.Contains))
                .AddRange(Attributes(IsOfReturn, name => ValueAttributes.Contains(name) && !(readers.ContainsKey(-1) && IsMarshalling(name))));
            var parameters = ParametersOf(_node);
            parameters = parameters.WithParameters(SeparatedList(parameters.Parameters, (parameter, index) =>
            {
                var isRepaired = readers.ContainsKey(index);
                var kept = Filter(parameter.AttributeLists, name => ValueAttributes.Contains(name) && !(isRepaired && IsMarshalling(name)));
                var native = parameter
                    .WithAttributeLists(kept)
                    .WithModifiers(SyntaxFactory.TokenList(parameter.Modifiers.Where(modifier => !modifier.IsKind(SyntaxKind.ThisKeyword) && !modifier.IsKind(SyntaxKind.ParamsKeyword))))
                    .WithDefault(null);
                return (isRepaired ? native.WithType(PointerType().WithTriviaFrom(native.Type!)) : native)
                    .WithLeadingTrivia(parameter.GetLeadingTrivia())
                    .WithTrailingTrivia(parameter.GetTrailingTrivia());
            }));
            var tokens = SyntaxFactory.TokenList(modifiers);
            SyntaxNode native = _node switch
            {
                MethodDeclarationSyntax method => method
                    .WithAttributeLists(attributes)
                    .WithModifiers(tokens)
                    .WithReturnType(readers.ContainsKey(-1) ? PointerType().WithTriviaFrom(method.ReturnType) : method.ReturnType)
                    .WithIdentifier(SyntaxFactory.Identifier(nativeName).WithTriviaFrom(method.Identifier))
                    .WithParameterList(parameters),
                _ => ((LocalFunctionStatementSyntax)_node)
                    .WithAttributeLists(attributes)
                    .WithModifiers(tokens)
                    .WithReturnType(readers.ContainsKey(-1) ? PointerType().WithTriviaFrom(((LocalFunctionStatementSyntax)_node).ReturnType) : ((LocalFunctionStatementSyntax)_node).ReturnType)
                    .WithIdentifier(SyntaxFactory.Identifier(nativeName).WithTriviaFrom(((LocalFunctionStatementSyntax)_node).Identifier))
                    .WithParameterList(parameters),
            };
            var indentation = _node.GetLeadingTrivia().Where(static trivia => trivia.IsKind(SyntaxKind.WhitespaceTrivia)).Reverse().Take(1);
            return native
                .WithLeadingTrivia(SyntaxFactory.TriviaList(SyntaxFactory.ElasticLineFeed).AddRange(indentation))
                .WithTrailingTrivia(_node.GetTrailingTrivia())
                .WithAdditionalAnnotations(Formatter.Annotation);
        }

        private BlockSyntax Body(string nativeName, Dictionary<int, string> readers, ReleaseCall? release)
        {
            var taken = new HashSet<string>(_symbol.Parameters.Select(parameter => parameter.Name), StringComparer.Ordinal);
            var pointers = new Dictionary<int, string>();
            foreach (var index in readers.Keys)
            {
                pointers.Add(index, Unique(index < 0 ? "text" : _symbol.Parameters[index].Name + "Pointer", taken));
            }

            var arguments = string.Join(", ", _symbol.Parameters.Select(parameter => pointers.TryGetValue(parameter.Ordinal, out var pointer)
                ? "out var " + pointer
                : Modifier(parameter.RefKind) + Escaped(parameter.Name)));
            var call = $"{nativeName}({arguments})";
            var marshal = MarshalName();
            string Read(int index, string pointer) => $"{marshal}.{readers[index]}({pointer}){(MayNotBeNull(index) ? "!" : "")}";

            var outs = readers.Keys.Where(index => index >= 0).OrderBy(index => index).ToList();
            var assignments = string.Concat(outs.Select(index => $"{Escaped(_symbol.Parameters[index].Name)} = {Read(index, pointers[index])};\n"));
            var returnsText = readers.ContainsKey(-1);
            string statements;
            if (outs.Count == 0 && release is null)
            {
                statements = $"return {Read(-1, call)};";
            }
            else
            {
                var result = _symbol.ReturnsVoid ? null : returnsText ? pointers[-1] : Unique("result", taken);
                var first = (result is null ? "" : $"var {result} = ") + call + ";\n";
                var read = returnsText ? assignments + $"return {Read(-1, result!)};\n" : assignments;
                var last = result is null || returnsText ? "" : $"return {result};\n";
                statements = release is null
                    ? first + read + last
                    : first + "try\n{\n" + read + "}\nfinally\n{\n" + string.Join("\n", pointers.OrderBy(pair => pair.Key).Select(pair => release.On(pair.Value))) + "\n}\n\n" + last;
            }

            var block = (BlockSyntax)SyntaxFactory.ParseStatement("{\n" + statements.TrimEnd() + "\n}\n");
            return block.WithLeadingTrivia(SyntaxFactory.ElasticLineFeed).WithAdditionalAnnotations(Formatter.Annotation);
        }

        private bool MayNotBeNull(int index)
        {
            var type = index < 0 ? _symbol.ReturnType : _symbol.Parameters[index].Type;
            return IsNullableOn && type.NullableAnnotation != NullableAnnotation.Annotated;
        }

        private SyntaxList<AttributeListSyntax> WithEntryPoint(SyntaxList<AttributeListSyntax> lists)
        {
            foreach (var list in lists)
            {
                foreach (var attribute in list.Attributes)
                {
                    if (AttributeNames.Of(attribute) is "DllImport" or "LibraryImport"
                        && attribute.ArgumentList is { } arguments
                        && arguments.Arguments.All(argument => argument.NameEquals?.Name.Identifier.ValueText != "EntryPoint"))
                    {
                        var entryPoint = SyntaxFactory.AttributeArgument(
                                SyntaxFactory.LiteralExpression(SyntaxKind.StringLiteralExpression, SyntaxFactory.Literal(_symbol.Name)))
                            .WithNameEquals(SyntaxFactory.NameEquals("EntryPoint"))
                            .NormalizeWhitespace();

                        // Behind the library's name, where readers look for it.
                        var items = arguments.Arguments.Insert(Math.Min(1, arguments.Arguments.Count), entryPoint);
                        if (items.Count > 1)
                        {
                            items = items.ReplaceSeparator(items.GetSeparator(0), SyntaxFactory.Token(SyntaxKind.CommaToken).WithTrailingTrivia(SyntaxFactory.Space));
                        }

                        return lists.Replace(list, list.ReplaceNode(attribute, attribute.WithArgumentList(arguments.WithArguments(items))));
                    }
                }
            }

            return lists;
        }

        private SyntaxList<AttributeListSyntax> Attributes(Func<AttributeListSyntax, bool> ofList, Func<string, bool> keep) =>
            Filter(SyntaxFactory.List(AttributesOf(_node).Where(ofList)), keep);

        private static SyntaxList<AttributeListSyntax> Filter(SyntaxList<AttributeListSyntax> lists, Func<string, bool> keep)
        {
            var kept = new List<AttributeListSyntax>();
            foreach (var list in lists)
            {
                var attributes = list.Attributes.Where(attribute => keep(AttributeNames.Of(attribute))).ToList();
                if (attributes.Count == list.Attributes.Count)
                {
                    kept.Add(list.WithLeadingTrivia(list.GetLeadingTrivia().Where(trivia => trivia.IsKind(SyntaxKind.WhitespaceTrivia))));
                }
                else if (attributes.Count > 0)
                {
                    kept.Add(list
                        .WithAttributes(SyntaxFactory.SeparatedList(
                            attributes.Select(attribute => attribute.WithoutTrivia()),
                            Enumerable.Repeat(SyntaxFactory.Token(SyntaxKind.CommaToken).WithTrailingTrivia(SyntaxFactory.Space), attributes.Count - 1)))
                        .WithLeadingTrivia(list.GetLeadingTrivia().Where(trivia => trivia.IsKind(SyntaxKind.WhitespaceTrivia))));
                }
            }

            return SyntaxFactory.List(kept);
        }

        private static SeparatedSyntaxList<ParameterSyntax> SeparatedList(SeparatedSyntaxList<ParameterSyntax> list, Func<ParameterSyntax, int, ParameterSyntax> change) =>
            SyntaxFactory.SeparatedList(list.Select(change), list.GetSeparators());

        private TypeSyntax PointerType() => SyntaxFactory.ParseTypeName(
            _version >= LanguageVersion.CSharp9 ? "nint" : _model.LookupNamespacesAndTypes(Position, name: "IntPtr").IsEmpty ? "System.IntPtr" : "IntPtr");

        private string MarshalName() =>
            _model.LookupNamespacesAndTypes(Position, name: "Marshal").Any(symbol => symbol is INamedTypeSymbol { ContainingNamespace.Name: "InteropServices" })
                ? "Marshal"
                : "System.Runtime.InteropServices.Marshal";

        private string FreeName(string name)
        {
            var free = name;
            for (var number = 2; !_model.LookupSymbols(Position, name: free).IsEmpty; number++)
            {
                free = name + number.ToString(CultureInfo.InvariantCulture);
            }

            return free;
        }

        private static string Unique(string name, HashSet<string> taken)
        {
            var unique = name;
            for (var number = 2; !taken.Add(unique); number++)
            {
                unique = name + number.ToString(CultureInfo.InvariantCulture);
            }

            return unique;
        }

        private static string Modifier(RefKind kind) => kind switch
        {
            RefKind.Ref => "ref ",
            RefKind.Out => "out ",
            RefKind.None => "",
            _ => "in ",
        };

        private static string Escaped(string name) =>
            SyntaxFacts.GetKeywordKind(name) != SyntaxKind.None ? "@" + name : name;

        private static bool IsMarshalling(string attribute) => attribute is "MarshalAs" or "MarshalUsing";

        private static bool IsOfReturn(AttributeListSyntax list) => list.Target?.Identifier.IsKind(SyntaxKind.ReturnKeyword) == true;

        private static bool IsAccess(SyntaxToken modifier) =>
            modifier.Kind() is SyntaxKind.PublicKeyword or SyntaxKind.InternalKeyword or SyntaxKind.ProtectedKeyword or SyntaxKind.PrivateKeyword;

        private static SyntaxTokenList ModifiersOf(SyntaxNode node) =>
            node is MethodDeclarationSyntax method ? method.Modifiers : ((LocalFunctionStatementSyntax)node).Modifiers;

        private static SyntaxList<AttributeListSyntax> AttributesOf(SyntaxNode node) =>
            node is MethodDeclarationSyntax method ? method.AttributeLists : ((LocalFunctionStatementSyntax)node).AttributeLists;

        private static ParameterListSyntax ParametersOf(SyntaxNode node) =>
            node is MethodDeclarationSyntax method ? method.ParameterList : ((LocalFunctionStatementSyntax)node).ParameterList;
    }
}
