using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using BoundaryLint.Analysis;
using BoundaryLint.Signatures;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace BoundaryLint.Rules.Ownership;

/// <summary>A structure whose fields are copies of their own, in memory that is freed without them.</summary>
/// <param name="Copy">The call of <c>Marshal.StructureToPtr</c>.</param>
/// <param name="Type">The structure.</param>
/// <param name="Field">The first field for which the call allocates.</param>
/// <param name="Free">The call that frees the memory.</param>
internal sealed record LostContents(IInvocationOperation Copy, INamedTypeSymbol Type, IFieldSymbol Field, IInvocationOperation Free);

/// <summary>
/// Finds structures that <c>Marshal.StructureToPtr</c> copied, strings and all, into memory that the same member frees, in a type that never calls
/// <c>Marshal.DestroyStructure</c>. Who frees the memory elsewhere may release the contents there.
/// </summary>
internal static class StructureContents
{
    public static IEnumerable<LostContents> LostIn(OperationBlockAnalysisContext context, InteropContext interop)
    {
        foreach (var block in context.OperationBlocks)
        {
            List<IInvocationOperation>? copies = null;
            List<IInvocationOperation>? frees = null;
            foreach (var operation in block.Descendants())
            {
                if (operation is IInvocationOperation { TargetMethod: { IsStatic: true, ContainingType: { } type } method } call
                    && (SymbolEqualityComparer.Default.Equals(type, interop.Types.Marshal) || type.Name == "NativeMemory"))
                {
                    switch (method.Name)
                    {
                        case "StructureToPtr":
                            (copies ??= []).Add(call);
                            break;
                        case "FreeHGlobal" or "FreeCoTaskMem" or "Free":
                            (frees ??= []).Add(call);
                            break;
                    }
                }
            }

            if (copies is null || frees is null || MentionsDestruction(block.Syntax))
            {
                continue;
            }

            foreach (var copy in copies)
            {
                if (copy.Arguments.FirstOrDefault(static argument => argument.Parameter?.Ordinal == 1) is { } place
                    && NameOf(place.Value) is { } memory
                    && frees.FirstOrDefault(free => free.Arguments.Length == 1 && SymbolEqualityComparer.Default.Equals(NameOf(free.Arguments[0].Value), memory)) is { } free
                    && StructureCopies.CopiedType(interop, copy) is { } type
                    && AllocatedField(MarshallingReader.Of(interop), type, 0) is { } field)
                {
                    yield return new LostContents(copy, type, field, free);
                }
            }
        }
    }

    /// <summary>Whether the type, or a type around it, releases such contents anywhere.</summary>
    private static bool MentionsDestruction(SyntaxNode node)
    {
        var whole = node.Ancestors().OfType<TypeDeclarationSyntax>().LastOrDefault() ?? node.SyntaxTree.GetRoot();
        return whole.DescendantTokens().Any(static token => token.IsKind(SyntaxKind.IdentifierToken) && token.ValueText == "DestroyStructure");
    }

    private static ISymbol? NameOf(IOperation value)
    {
        return Operations.Unconverted(value) switch
        {
            ILocalReferenceOperation { Local: var local } => local,
            IParameterReferenceOperation { Parameter: var parameter } => parameter,
            _ => null,
        };
    }

    /// <summary>The first field, in this structure or one inside of it, for which the marshaller allocates a copy: strings that are not inline.</summary>
    private static IFieldSymbol? AllocatedField(MarshallingReader marshalling, INamedTypeSymbol type, int depth)
    {
        if (depth > 4)
        {
            return null;
        }

        foreach (var field in marshalling.ShapeOf(type, MarshallingMode.Runtime).Fields)
        {
            switch (field.Marshalling)
            {
                case { Shape: ManagedShape.String, NativeType.Kind: NativeTypeKind.Pointer }:
                    return field.Field;
                case { Shape: ManagedShape.Struct } when field.Field.Type is INamedTypeSymbol inner && AllocatedField(marshalling, inner, depth + 1) is { } found:
                    return found;
            }
        }

        return null;
    }
}
