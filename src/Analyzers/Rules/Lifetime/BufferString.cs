using System.Collections.Immutable;
using BoundaryLint.Analysis;
using BoundaryLint.Signatures;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace BoundaryLint.Rules.Lifetime;

/// <summary>
/// A string that is as long as the text which native code is to write into it, <c>new string('\0', 260)</c>, and that the program reads after the call.
/// </summary>
/// <param name="Maker">The expression that makes it.</param>
/// <param name="IsCertain">Whether it can be nothing else: text of spaces may also be text.</param>
internal sealed record BufferString(IOperation Maker, bool IsCertain)
{
    // What a program does with text of which it does not know where it ends.
    private static readonly ImmutableHashSet<string> Cutting = ImmutableHashSet.Create("Trim", "TrimEnd", "Substring", "Remove", "IndexOf", "Split", "AsSpan");

    /// <summary>The string in the variable that is given to <paramref name="parameter"/>, or null.</summary>
    public static BufferString? Of(NativeParameter parameter, IOperation argument)
    {
        if (parameter is not { RefKind: RefKind.None, Marshalling: { Shape: ManagedShape.String, Source: not MarshallingSource.Custom } }
            || Operations.Unconverted(argument) is not ILocalReferenceOperation given)
        {
            return null;
        }

        var references = LocalReferences.Around(given);
        if (Operations.Unconverted(references.OnlyValueOf(given.Local)) is not { } maker || FillerOf(maker) is not { } filler)
        {
            return null;
        }

        var isRead = false;
        foreach (var use in references.To(given.Local))
        {
            if (use.Syntax.SpanStart <= given.Syntax.SpanStart)
            {
                continue;
            }

            isRead |= use.Parent switch
            {
                IInvocationOperation call => Cutting.Contains(call.TargetMethod.Name) || filler == '\0',
                IPropertyReferenceOperation { Property.Name: "Length" } => false,
                IArgumentOperation { Parent: IInvocationOperation { TargetMethod: { IsExtensionMethod: true, Name: var name } } } => Cutting.Contains(name) || filler == '\0',
                IArgumentOperation { Parent: IInvocationOperation { TargetMethod.IsExtern: true } } => false,
                _ => filler == '\0',
            };
        }

        return isRead ? new BufferString(maker, filler == '\0') : null;
    }

    private static char? FillerOf(IOperation maker) => maker switch
    {
        IObjectCreationOperation { Type.SpecialType: SpecialType.System_String, Arguments: { Length: 2 } arguments } => arguments[0].Value.ConstantValue is { HasValue: true, Value: '\0' or ' ' } filler ? (char)filler.Value! : null,
        IInvocationOperation { TargetMethod: { Name: "PadLeft" or "PadRight", ContainingType.SpecialType: SpecialType.System_String }, Instance.ConstantValue: { HasValue: true, Value: "" } } pad =>
            pad.Arguments.Length == 1 ? ' ' : pad.Arguments[1].Value.ConstantValue is { HasValue: true, Value: '\0' or ' ' } filler ? (char)filler.Value! : null,
        _ => null,
    };
}
