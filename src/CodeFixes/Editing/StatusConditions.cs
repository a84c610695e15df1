using System.Globalization;
using System.Linq;
using BoundaryLint.Contracts;
using Microsoft.CodeAnalysis;

namespace BoundaryLint.CodeFixes.Editing;

/// <summary>Writes the test that a convention asks for, as a person would write it for the declared type.</summary>
internal static class StatusConditions
{
    /// <summary>
    /// The condition that is true when <paramref name="value"/> means failure, or null when the convention cannot be tested on that type.
    /// </summary>
    /// <param name="value">The expression to test: a name, a call.</param>
    /// <param name="status">Its type.</param>
    /// <param name="type">The type as it is written at that place.</param>
    /// <param name="convention">What success looks like.</param>
    public static string? Failure(string value, ITypeSymbol status, string type, StatusConvention convention) => Condition(value, status, type, convention, isFailure: true);

    /// <summary>The condition that is true when <paramref name="value"/> means success, or null.</summary>
    public static string? Success(string value, ITypeSymbol status, string type, StatusConvention convention) => Condition(value, status, type, convention, isFailure: false);

    private static string? Condition(string value, ITypeSymbol status, string type, StatusConvention convention, bool isFailure)
    {
        var isEnum = status.TypeKind == TypeKind.Enum;
        var isBool = status.SpecialType == SpecialType.System_Boolean;
        var isUnsigned = (status is INamedTypeSymbol { EnumUnderlyingType: { } underlying } ? underlying : status).SpecialType
            is SpecialType.System_UInt32 or SpecialType.System_UInt16 or SpecialType.System_Byte;
        var isInteger = status.SpecialType is >= SpecialType.System_SByte and <= SpecialType.System_UInt64;
        var isPointer = status is IPointerTypeSymbol || status.SpecialType is SpecialType.System_IntPtr or SpecialType.System_UIntPtr;
        var success = convention.Success.ToString(CultureInfo.InvariantCulture);
        var (differs, equals, negative) = isFailure ? ("!=", "==", "<") : ("==", "!=", ">=");
        switch (convention.Kind)
        {
            case StatusKind.Equal when isEnum:
                var member = status.GetMembers().OfType<IFieldSymbol>().FirstOrDefault(
                    field => field.HasConstantValue && System.Convert.ToDecimal(field.ConstantValue, CultureInfo.InvariantCulture) == convention.Success);
                return member is null ? $"{value} {differs} ({type})({success})" : $"{value} {differs} {type}.{member.Name}";
            case StatusKind.Equal when isBool && convention.Success is 0 or 1: return isFailure == (convention.Success == 0) ? value : "!" + value;
            case StatusKind.Equal when isInteger: return $"{value} {differs} {success}";
            case StatusKind.Equal when isPointer && convention.Success == 0: return $"{value} {differs} default";
            case StatusKind.NotNegative or StatusKind.HResult when isEnum || (isInteger && isUnsigned): return isUnsigned ? $"unchecked((int){value}) {negative} 0" : $"(int){value} {negative} 0";
            case StatusKind.NotNegative or StatusKind.HResult when isInteger: return $"{value} {negative} 0";
            case StatusKind.NotZero when isBool: return isFailure ? "!" + value : value;
            case StatusKind.NotZero when isInteger: return $"{value} {equals} 0";
            case StatusKind.NotNull when isPointer: return $"{value} {equals} default";
            default: return null;
        }
    }
}
