using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using BoundaryLint.Analysis;
using BoundaryLint.Contracts;
using BoundaryLint.Signatures;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace BoundaryLint.Suppressors;

/// <summary>Handles that no marshaller makes need no parameterless constructor, and who borrows a handle must not release it.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class NativeHandleSuppressor : InteropSuppressor
{
    public override ImmutableArray<SuppressionDescriptor> SupportedSuppressions { get; } = ImmutableArray.Create(
        Silence("CA1419", "No native signature of this assembly returns the handle, and no other assembly sees it."),
        Silence("CA2216", "The pointers are borrowed: a finalizer would release what belongs to native code."));

    protected override bool IsWrong(SuppressionAnalysisContext context, InteropContext interop, string id, ISymbol symbol)
    {
        // CA1419 stands on the type or on its constructor.
        var type = symbol as INamedTypeSymbol ?? symbol.ContainingType;
        return type is not null && (id == "CA1419" ? IsNeverMarshalled(context, interop, type) : HoldsOnlyBorrowed(context, interop, type));
    }

    private static bool IsNeverMarshalled(SuppressionAnalysisContext context, InteropContext interop, INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? outer = type; ; outer = outer.ContainingType)
        {
            if (outer is null)
            {
                // Visible all the way: another assembly may return it from its imports.
                return false;
            }

            if (outer.DeclaredAccessibility is Accessibility.Internal or Accessibility.Private or Accessibility.ProtectedAndInternal)
            {
                break;
            }
        }

        var boundary = BoundaryTypes.Of(interop);
        var functions = NativeFunctions.Of(interop);
        return !interop.Compilation.Assembly.HasAttribute(interop.Types.Find("System.Runtime.CompilerServices.InternalsVisibleToAttribute"))
            && !boundary.Functions.Any(Makes)
            && !boundary.Delegates.Any(crossing => functions.FromDelegate(crossing) is { } function && Makes(function))
            && !LocalFunctions(context, interop).Any(Makes);

        bool Makes(NativeFunction function) => function.Parameters.Add(function.Return)
            .Any(value => (value.IsReturn || value.RefKind != RefKind.None) && SymbolEqualityComparer.Default.Equals(value.Type.OriginalDefinition, type.OriginalDefinition));
    }

    /// <summary>The imports that stand in bodies.</summary>
    private static IEnumerable<NativeFunction> LocalFunctions(SuppressionAnalysisContext context, InteropContext interop)
    {
        foreach (var tree in interop.Compilation.SyntaxTrees)
        {
            foreach (var local in tree.GetRoot(context.CancellationToken).DescendantNodes().OfType<LocalFunctionStatementSyntax>())
            {
                if (local.AttributeLists.Count > 0
                    && context.GetSemanticModel(tree).GetDeclaredSymbol(local, context.CancellationToken) is IMethodSymbol method
                    && NativeFunctions.Of(interop).FromMethod(method) is { } function)
                {
                    yield return function;
                }
            }
        }
    }

    /// <summary>Whether each native call whose result the class puts into one of its fields is known to lend it.</summary>
    private static bool HoldsOnlyBorrowed(SuppressionAnalysisContext context, InteropContext interop, INamedTypeSymbol type)
    {
        var found = false;
        foreach (var location in type.Locations)
        {
            if (location.SourceTree is not { } tree || tree.GetRoot(context.CancellationToken).FindNode(location.SourceSpan) is not TypeDeclarationSyntax node)
            {
                continue;
            }

            var model = context.GetSemanticModel(tree);
            foreach (var call in node.DescendantNodes().OfType<InvocationExpressionSyntax>())
            {
                if (model.GetOperation(call, context.CancellationToken) is not IInvocationOperation invocation
                    || NativeCalls.FunctionOf(interop, invocation) is not { } function
                    || Operations.UserOf(invocation) is not (IAssignmentOperation { Target: IFieldReferenceOperation } or IFieldInitializerOperation))
                {
                    continue;
                }

                found = true;
                var ownership = BoundaryContracts.Of(interop).For(function, context.CancellationToken).Return.Ownership;
                if (!ownership.IsCertain || ownership.Value.Kind is not (OwnershipKind.Borrowed or OwnershipKind.Static))
                {
                    return false;
                }
            }
        }

        return found;
    }
}
