using System.Collections.Immutable;
using System.Threading;
using System.Threading.Tasks;
using BoundaryLint.CodeFixes.Editing;
using BoundaryLint.Rules.Contract;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Simplification;

namespace BoundaryLint.CodeFixes.Contract;

/// <summary>Compares the version of the native library when the assembly is loaded.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(FFI5023CheckVersion))]
public sealed class FFI5023CheckVersion : DocumentFix
{
    private const string MethodName = "CheckNativeVersion";

    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create("FFI5023");

    internal override async Task<ImmutableArray<DocumentEdit>> EditsForAsync(Document document, SyntaxNode root, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        var import = root.FindNode(diagnostic.Location.SourceSpan).FirstAncestorOrSelf<MethodDeclarationSyntax>();
        if (!diagnostic.Properties.TryGetValue(FFI5023Properties.Library, out var library)
            || !diagnostic.Properties.TryGetValue(FFI5023Properties.Expected, out var expected)
            || library is null
            || expected is null
            || import is null
            || await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false) is not { } model
            || model.GetDeclaredSymbol(import, cancellationToken) is not { } symbol
            || !symbol.ContainingType.GetMembers(MethodName).IsEmpty)
        {
            return ImmutableArray<DocumentEdit>.Empty;
        }

        var start = SymbolDisplay.FormatLiteral($"The native library {library} has version ", quote: true);
        var text = $$"""

            /// <summary>These declarations are of one version of the native library; one of another version must not be called.</summary>
            [System.Runtime.CompilerServices.ModuleInitializer]
            internal static void {{MethodName}}()
            {
                {{import.ReturnType.WithoutTrivia()}} version = {{import.Identifier.Text}}();
                if (version != {{expected}})
                {
                    throw new System.InvalidOperationException({{start}} + version + "; these declarations are of version " + {{expected}} + ".");
                }
            }

            """;
        return ImmutableArray.Create(new DocumentEdit(
            "Compare the native version when the assembly is loaded",
            "FFI5023.Initializer",
            editor => editor.InsertAfter(import, MemberText.Parse(root, text).WithAdditionalAnnotations(Simplifier.Annotation))));
    }
}
