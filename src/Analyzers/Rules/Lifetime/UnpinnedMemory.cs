using System.Collections.Generic;
using BoundaryLint.Analysis;
using BoundaryLint.Signatures;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace BoundaryLint.Rules.Lifetime;

/// <summary>Managed memory that the garbage collector can move.</summary>
/// <param name="What">The object as a message names it.</param>
/// <param name="IsCertain">Whether it is on the heap for sure; otherwise a caller decides.</param>
/// <param name="Roots">The names through which it could be pinned.</param>
internal sealed record MovableMemory(string What, bool IsCertain, HashSet<string> Roots);

/// <summary>Tells whether a location, an array or a span is in memory that the garbage collector can move.</summary>
internal sealed class UnpinnedMemory(InteropContext interop)
{
    private const int MaximumDepth = 12;

    private readonly KnownTypes _types = interop.Types;
    private readonly HashSet<string> _roots = new();
    private int _depth;

    /// <summary>The memory behind a <c>ref</c> expression, or null when it does not move or nothing is known.</summary>
    public MovableMemory? OfLocation(IOperation? location)
    {
        location = Operations.Unconverted(location);
        if (location is null || _depth++ > MaximumDepth)
        {
            return null;
        }

        switch (location)
        {
            case IArrayElementReferenceOperation element:
                return OfArray(element.ArrayReference);
            case IFieldReferenceOperation { Instance: { } owner, Field: { IsStatic: false } field }:
                if (field.ContainingType.IsReferenceType)
                {
                    _roots.Add(field.Name);
                    return new MovableMemory($"the field '{DisplayNames.OfMember(field)}' of an object", true, _roots);
                }

                return owner is IInstanceReferenceOperation ? null : OfLocation(owner);
            case ILocalReferenceOperation { Local: { IsRef: true } local } reference:
                _roots.Add(local.Name);
                return OfLocation(LocalReferences.Around(reference).InitializerOf(local));
            case IPropertyReferenceOperation { Property: { IsIndexer: true }, Instance: { } span } when IsSpan(span.Type):
                return OfSpan(span);
            case IInvocationOperation call:
                return OfReference(call);
            default:
                return null;
        }
    }

    /// <summary>The memory of an array.</summary>
    public MovableMemory? OfArray(IOperation? array)
    {
        array = Operations.Unconverted(array);
        if (array is null || _depth++ > MaximumDepth)
        {
            return null;
        }

        switch (array)
        {
            case IArrayCreationOperation:
                return Certain("a new array");
            case ILocalReferenceOperation reference:
                _roots.Add(reference.Local.Name);
                if (Values(reference) is not { Count: > 0 } values)
                {
                    return null;
                }

                MovableMemory? found = null;
                foreach (var value in values)
                {
                    if (OfArray(value) is not { } memory)
                    {
                        return null;
                    }

                    found = memory.IsCertain ? memory with { What = $"the array '{reference.Local.Name}'" } : found ?? memory;
                }

                return found;
            case IParameterReferenceOperation parameter:
                _roots.Add(parameter.Parameter.Name);
                return new MovableMemory($"the array '{parameter.Parameter.Name}'", false, _roots);
            case IFieldReferenceOperation { Field: { } field } when !IsPinnedSomewhere(field):
                _roots.Add(field.Name);
                return Certain($"the array '{field.Name}'");
            case IInvocationOperation { TargetMethod: var method } call:
                return method.DeclaringSyntaxReferences.IsEmpty && !IsPinnedAllocation(call) ? Certain($"the array that '{method.Name}' returns") : null;
            case IConditionalOperation conditional:
                return OfArray(conditional.WhenTrue) ?? OfArray(conditional.WhenFalse);
            default:
                return null;
        }
    }

    /// <summary>The memory behind a span.</summary>
    public MovableMemory? OfSpan(IOperation? span)
    {
        if (span is null || _depth++ > MaximumDepth || IsStackAllocation(span))
        {
            return null;
        }

        switch (span)
        {
            case IConversionOperation { Operand: { } operand }:
                return operand.Type is IArrayTypeSymbol ? OfArray(operand) : OfSpan(operand);
            case ILocalReferenceOperation reference:
                _roots.Add(reference.Local.Name);
                MovableMemory? found = null;
                foreach (var value in Values(reference) ?? new List<IOperation>())
                {
                    if (OfSpan(value) is { } memory && found is not { IsCertain: true })
                    {
                        found = memory;
                    }
                }

                return found;
            case IParameterReferenceOperation { Parameter: var parameter }:
                _roots.Add(parameter.Name);
                return new MovableMemory($"the span '{parameter.Name}'", false, _roots);
            case IObjectCreationOperation { Arguments: { Length: > 0 } arguments } when arguments[0].Value.Type is IArrayTypeSymbol || Operations.Unconverted(arguments[0].Value)?.Type is IArrayTypeSymbol:
                return OfArray(arguments[0].Value);
            case IConditionalOperation conditional:
                return OfSpan(conditional.WhenTrue) ?? OfSpan(conditional.WhenFalse);
            case IInvocationOperation call:
                return OfSpanCall(call);
            default:
                return null;
        }
    }

    private MovableMemory? OfSpanCall(IInvocationOperation call)
    {
        var method = call.TargetMethod;
        var first = call.Instance ?? (call.Arguments.Length > 0 ? call.Arguments[0].Value : null);
        var type = method.ContainingType;
        switch (method.Name)
        {
            case "AsSpan" when Is(type, "System.MemoryExtensions"):
                return Operations.Unconverted(first) switch
                {
                    { Type: IArrayTypeSymbol } array => OfArray(array),
                    { Type.SpecialType: SpecialType.System_String } text => OfText(text),
                    _ => null,
                };
            case "AsSpan" when Is(type, "System.Runtime.InteropServices.CollectionsMarshal"):
                return Certain("the storage of a list");
            case "Slice" when IsSpan(type):
            case "Cast" or "AsBytes" when Is(type, "System.Runtime.InteropServices.MemoryMarshal"):
                return OfSpan(first);
            case "CreateSpan" or "CreateReadOnlySpan" when Is(type, "System.Runtime.InteropServices.MemoryMarshal"):
                return OfLocation(first);
            default:
                return null;
        }
    }

    /// <summary>The memory behind a call that returns a reference.</summary>
    private MovableMemory? OfReference(IInvocationOperation call)
    {
        var method = call.TargetMethod;
        var type = method.ContainingType;
        var first = call.Arguments.Length > 0 ? call.Arguments[0].Value : null;
        if (Is(type, "System.Runtime.InteropServices.MemoryMarshal"))
        {
            return method.Name switch
            {
                "GetReference" => OfSpan(first),
                "GetArrayDataReference" => OfArray(first),
                _ => null,
            };
        }

        if (Is(type, "System.Runtime.CompilerServices.Unsafe"))
        {
            return method.Name is "As" or "Add" or "AddByteOffset" or "Subtract" or "AsRef" && call.Arguments is { Length: > 0 } arguments && arguments[0].Parameter?.RefKind != RefKind.None
                ? OfLocation(first)
                : null;
        }

        return method.Name == "GetPinnableReference"
            ? IsSpan(type) ? OfSpan(call.Instance) : type?.SpecialType == SpecialType.System_String ? OfText(call.Instance) : null
            : null;
    }

    private MovableMemory? OfText(IOperation? text)
    {
        // Literals are never moved in practice, but no documentation promises it; they are not worth a report.
        text = Operations.Unconverted(text);
        switch (text)
        {
            case null or { ConstantValue.HasValue: true }:
                return null;
            case ILocalReferenceOperation local:
                _roots.Add(local.Local.Name);
                break;
            case IParameterReferenceOperation parameter:
                _roots.Add(parameter.Parameter.Name);
                break;
        }

        return Certain("a string");
    }

    /// <summary>Whether <c>fixed</c>, a GCHandle or <c>Pin</c> around or before <paramref name="operation"/> names one of the roots.</summary>
    public static bool IsPinned(IOperation operation, MovableMemory memory)
    {
        for (SyntaxNode? node = operation.Syntax; node is not null and not MemberDeclarationSyntax; node = node.Parent)
        {
            if (node is FixedStatementSyntax pin && Names(pin.Declaration, memory))
            {
                return true;
            }
        }

        foreach (var other in Operations.RootOf(operation).DescendantsAndSelf())
        {
            if (other is IInvocationOperation { TargetMethod: { Name: "Alloc" or "Pin" } method } call
                    && method.ContainingType?.Name is "GCHandle" or "Memory" or "ReadOnlyMemory" or "MemoryManager"
                    && Names(call.Syntax, memory)
                || other is IObjectCreationOperation { Type.Name: "PinnedGCHandle" } creation && Names(creation.Syntax, memory))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Names(SyntaxNode node, MovableMemory memory)
    {
        foreach (var inner in node.DescendantNodes())
        {
            if (inner is IdentifierNameSyntax name && memory.Roots.Contains(name.Identifier.ValueText))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>What is assigned to a local variable anywhere; null when that cannot be told.</summary>
    private static List<IOperation>? Values(ILocalReferenceOperation reference)
    {
        var references = LocalReferences.Around(reference);
        if (!references.IsDeclared(reference.Local))
        {
            return null;
        }

        var values = new List<IOperation>();
        if (references.InitializerOf(reference.Local) is { } initializer)
        {
            values.Add(initializer);
        }

        foreach (var other in references.To(reference.Local))
        {
            switch (other.Parent)
            {
                case ISimpleAssignmentOperation assignment when assignment.Target == other:
                    values.Add(assignment.Value);
                    break;
                case IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out }:
                    return null;
            }
        }

        return values;
    }

    /// <summary>Whether the type that declares an array field pins it or allocates it pinned anywhere, or cannot be looked through.</summary>
    private bool IsPinnedSomewhere(IFieldSymbol field)
    {
        var type = field.ContainingType;
        if (type.Locations.Length != 1 || !type.Locations[0].IsInSource || field.DeclaredAccessibility is not (Accessibility.Private or Accessibility.NotApplicable))
        {
            return true;
        }

        var text = type.Locations[0].SourceTree!.GetRoot().FindNode(type.Locations[0].SourceSpan).ToString();
        return text.Contains("GCHandle") || text.Contains("AllocateArray") || text.Contains("AllocateUninitializedArray") || text.Contains(".Pin(");
    }

    private bool IsPinnedAllocation(IInvocationOperation call)
    {
        if (!SymbolEqualityComparer.Default.Equals(call.TargetMethod.ContainingType, _types.GC))
        {
            return false;
        }

        foreach (var argument in call.Arguments)
        {
            if (argument.Parameter?.Name == "pinned")
            {
                return argument.Value.ConstantValue is not { HasValue: true, Value: false };
            }
        }

        return false;
    }

    private static bool IsStackAllocation(IOperation operation) =>
        operation.Syntax is StackAllocArrayCreationExpressionSyntax or ImplicitStackAllocArrayCreationExpressionSyntax;

    private bool IsSpan(ITypeSymbol? type) =>
        type is INamedTypeSymbol { OriginalDefinition: var definition }
        && (SymbolEqualityComparer.Default.Equals(definition, _types.SpanOfT) || SymbolEqualityComparer.Default.Equals(definition, _types.ReadOnlySpanOfT));

    private bool Is(INamedTypeSymbol? type, string name) => type is not null && SymbolEqualityComparer.Default.Equals(type, _types.Find(name));

    private MovableMemory Certain(string what) => new(what, true, _roots);
}
