using System.Collections.Immutable;
using System.Threading;
using System.Threading.Tasks;
using BoundaryLint.CodeFixes.Editing;
using BoundaryLint.Rules.Layout;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace BoundaryLint.CodeFixes.Layout;

/// <summary>Removes a <c>MarshalAs</c> that the runtime refuses, or states the form that is evidently meant.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(FFI3016StateOtherForm))]
public sealed class FFI3016StateOtherForm : DocumentFix
{
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create("FFI3016");

    internal override Task<ImmutableArray<DocumentEdit>> EditsForAsync(Document document, SyntaxNode root, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        if (!diagnostic.Properties.TryGetValue(FFI3016Properties.Cure, out var cure)
            || cure is null
            || MarshalAsEdit.At(root.FindNode(diagnostic.Location.SourceSpan)) is not { } edit)
        {
            return Task.FromResult(ImmutableArray<DocumentEdit>.Empty);
        }

        diagnostic.Properties.TryGetValue(FFI3016Properties.SubType, out var subType);
        return Task.FromResult(ImmutableArray.Create(cure == FFI3016Properties.Remove
            ? new DocumentEdit("Remove MarshalAs", "FFI3016.Remove", edit.Remove)
            : new DocumentEdit($"State MarshalAs(UnmanagedType.{cure})", "FFI3016." + cure, editor => edit.Restate(editor, cure, subType))));
    }
}
