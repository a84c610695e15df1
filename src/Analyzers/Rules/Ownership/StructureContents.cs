using System.Linq;
using BoundaryLint.Analysis;
using BoundaryLint.Signatures;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
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
    /// <summary>What is lost of the structure that <paramref name="copy"/> writes to memory; null for every other call.</summary>
    public static LostContents? LostBy(IInvocationOperation copy, InteropContext interop)
    {
        if (copy.TargetMethod.Name != "StructureToPtr" || !SymbolEqualityComparer.Default.Equals(copy.TargetMethod.ContainingType, interop.Types.Marshal)
            || copy.Arguments.FirstOrDefault(static argument => argument.Parameter?.Ordinal == 1) is not { } place
            || NameOf(place.Value) is not { } memory)
        {
            return null;
        }

        foreach (var operation in Operations.RootOf(copy).Descendants())
        {
            if (operation is IInvocationOperation { TargetMethod: { IsStatic: true, Name: "FreeHGlobal" or "FreeCoTaskMem" or "Free", ContainingType: { } type }, Arguments: { Length: 1 } arguments } free
                && (SymbolEqualityComparer.Default.Equals(type, interop.Types.Marshal) || type.Name == "NativeMemory")
                && SymbolEqualityComparer.Default.Equals(NameOf(arguments[0].Value), memory))
            {
                return !MentionsDestruction(copy.Syntax)
                    && StructureCopies.CopiedType(interop, copy) is { } copied
                    && AllocatedField(MarshallingReader.Of(interop), copied, 0) is { } field
                        ? new LostContents(copy, copied, field, free)
                        : null;
            }
        }

        return null;
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
