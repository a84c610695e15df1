using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using BoundaryLint.CodeFixes.Editing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace BoundaryLint.CodeFixes.Lifetime;

/// <summary>Passes the address of a static method, so that there is no delegate which could be collected.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(FFI2001PassFunctionPointer))]
public sealed class FFI2001PassFunctionPointer : MultiDocumentFix
{
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create("FFI2001");

    internal override async Task<ImmutableArray<MultiDocumentEdit>> EditsForAsync(
        Document document, SyntaxNode root, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        var span = diagnostic.Location.SourceSpan;
        if (root.FindNode(span, getInnermostNodeForTie: true).FirstAncestorOrSelf<ArgumentSyntax>() is not { Parent.Parent: InvocationExpressionSyntax syntax } argument
            || argument.Expression.Span != span
            || await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false) is not { } model
            || model.GetOperation(syntax, cancellationToken) is not IInvocationOperation call
            || call.Arguments.FirstOrDefault(value => value.Syntax == argument)?.Parameter is not { } parameter
            || await FunctionPointerConversion.PlanAsync(document.Project, call.TargetMethod, parameter, withUserData: false, cancellationToken).ConfigureAwait(false) is not { } conversion)
        {
            return ImmutableArray<MultiDocumentEdit>.Empty;
        }

        return ImmutableArray.Create(new MultiDocumentEdit("Pass an [UnmanagedCallersOnly] method as a function pointer", "FFI2001.FunctionPointer", conversion.ApplyAsync));
    }
}
