using System;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using BoundaryLint.Analysis;
using BoundaryLint.Contracts;
using BoundaryLint.Headers;
using BoundaryLint.Signatures;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace BoundaryLint.Rules.Layout;

/// <summary>What FFI3011 tells its fix.</summary>
internal static class FFI3011Properties
{
    /// <summary>The edit that repairs it: one of the constants below. Absent where the code around has to change.</summary>
    public const string Cure = nameof(Cure);

    /// <summary>Compute in <c>long</c>, for the result becomes a pointer again.</summary>
    public const string Widen = nameof(Widen);

    /// <summary>Take the low 32 bits on purpose.</summary>
    public const string LowBits = nameof(LowBits);

    /// <summary>Read a whole pointer.</summary>
    public const string ReadPointer = nameof(ReadPointer);

    /// <summary>Count in <c>IntPtr.Size</c>.</summary>
    public const string PointerSize = nameof(PointerSize);
}

/// <summary>FFI3011: a pointer is squeezed into 32 bits, or memory is read as if pointers had 4 bytes.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class FFI3011PointerIsTruncated : InteropAnalyzer
{
    private static readonly DiagnosticDescriptor Rule = RuleDescriptor.Create(
        "FFI3011",
        "Pointer-sized value is truncated",
        "{0}; {1}",
        RuleFamily.Layout,
        DiagnosticSeverity.Warning,
        description: "Pointers and handles have 64 bits on every current system. What keeps 32 of them works while the memory lies low, and throws OverflowException or points elsewhere when it does not.");

    private static readonly ImmutableHashSet<string> PointerWords = ImmutableHashSet.Create(StringComparer.Ordinal, "ptr", "pointer", "address", "addr");

    private static readonly ImmutableHashSet<string> NumberWords = ImmutableHashSet.Create(
        StringComparer.Ordinal, "count", "cnt", "size", "length", "len", "num", "number", "offset", "index", "diff", "difference");

    // First fields by which native code knows the size of a structure.
    private static readonly ImmutableHashSet<string> SizeFields = ImmutableHashSet.Create(
        StringComparer.OrdinalIgnoreCase, "cbSize", "cb", "dwSize", "lStructSize", "structSize", "struct_size", "size", "dwLength", "length");

    // Methods of Marshal whose result is an address.
    private static readonly ImmutableHashSet<string> AddressMethods = ImmutableHashSet.Create(
        StringComparer.Ordinal,
        "AllocHGlobal", "AllocCoTaskMem", "ReAllocHGlobal", "ReAllocCoTaskMem", "StringToHGlobalAnsi", "StringToHGlobalUni", "StringToHGlobalAuto", "StringToCoTaskMemAnsi", "StringToCoTaskMemUni",
        "StringToCoTaskMemAuto", "StringToCoTaskMemUTF8", "StringToBSTR", "SecureStringToBSTR", "GetFunctionPointerForDelegate", "UnsafeAddrOfPinnedArrayElement", "GetIUnknownForObject",
        "AddrOfPinnedObject", "ToIntPtr", "GetExport", "Alloc", "AllocZeroed", "AlignedAlloc", "AsPointer");

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Rule);

    protected override void Register(InteropStart start)
    {
        var interop = start.Interop;
        start.OnNativeFunction(InspectDeclaration);
        if (ProjectTargets.Of(interop).Models.All(static model => model.PointerSize == 4))
        {
            // Nothing is cut where pointers have 32 bits, and ToInt32 never throws.
            return;
        }

        start.OnOperation(context => InspectConversion(context, interop), OperationKind.Conversion);
        start.OnOperation(context => InspectCall(context, interop), OperationKind.Invocation);
        start.OnOperation(context => InspectCreation(context, interop), OperationKind.ObjectCreation);
        start.OnOperation(context => InspectSize(context, interop), OperationKind.SimpleAssignment);
    }

    /// <summary>A 32-bit type where the catalogue knows a pointer or a handle; what the project's headers say is compared by FFI5003 and FFI5004.</summary>
    private static void InspectDeclaration(NativeFunctionContext context)
    {
        var function = context.Function;
        var interop = context.Interop;
        if (!function.IsBound
            || !function.PreserveSig
            || function.EntryPoint is not { Length: > 1 }
            || KnownCatalogue.Find(function.Library) is not { } library
            || KnownCatalogue.FindDeclaration(library, function) is not { } declaration
            || declaration.Parameters.Length != function.Parameters.Length
            || declaration.IsVariadic
            || NativeHeaders.Of(interop).DeclarationsOf(function, context.CancellationToken).Any())
        {
            return;
        }

        foreach (var value in function.Parameters.Add(function.Return))
        {
            CType? type = value.IsReturn ? declaration.ReturnType : declaration.Parameters[value.Index].Type;
            var isBehind = value.RefKind != RefKind.None;
            type = isBehind ? type.Canonical is { Class: CTypeClass.Pointer } place ? place.Element : null : type;
            // A number may stand in the place of a text on purpose: an atom, or the id of a resource.
            if (type?.Canonical.Class != CTypeClass.Pointer
                || (!isBehind && !value.IsReturn && type.Canonical.Element is { Canonical: { Class: CTypeClass.Integer, Size: 1 or 2 } })
                || value.Marshalling.Shape is not (ManagedShape.Number or ManagedShape.Enum or ManagedShape.Boolean)
                || value.Marshalling.NativeType.Kind != NativeTypeKind.Integer
                || ProjectTargets.Of(interop).Models.FirstOrDefault(model => value.Marshalling.NativeType.SizeOn(model) < model.PointerSize) is not { } narrow)
            {
                continue;
            }

            // Windows promises that 32 bits of a handle suffice. It writes all of them all the same.
            var isHandle = !isBehind && type is CTypedefType { Name: var name } && name.StartsWith("H", StringComparison.Ordinal);
            var effect = isBehind ? "native code writes past it" : value.IsReturn ? "its upper half is lost" : "its upper half is whatever stands there";
            context.Report(Report.Create(
                Rule,
                interop.Compilation,
                context.LocationOf(value),
                isHandle ? Report.OneStepLower(Rule.DefaultSeverity) : null,
                null,
                default,
                $"`{DisplayNames.OfType(value.Type)}` for {value.Describe()} of `{function.DisplayName}` has {value.Marshalling.NativeType.SizeOn(narrow)} bytes, and C has `{type.Spell("")}` there, which has "
                    + $"{narrow.PointerSize} on {narrow.Name} (known from the {library.Documentation}): {effect}",
                "declare it `nint`"));
        }
    }

    private static void InspectConversion(OperationAnalysisContext context, InteropContext interop)
    {
        var conversion = (IConversionOperation)context.Operation;
        if (conversion.IsImplicit || conversion.Operand.Type is not { } from || conversion.Type is not { } to)
        {
            return;
        }

        if (IsPointerSized(to) && IsReadInt32(conversion.Operand, interop) is { } read)
        {
            ReportRead(context, interop, read, conversion.Syntax);
            return;
        }

        // Nobody keeps a pointer in 8 or 16 bits: that is a mask, or an atom.
        if (!IsThirtyTwoBits(to))
        {
            return;
        }

        var isPointer = from is IPointerTypeSymbol or IFunctionPointerTypeSymbol;
        var isRoundTrip = IsRoundTrip(conversion, interop);
        if (!(isPointer || IsNativeInteger(from)) || (!isRoundTrip && IsMeantToBeShort(conversion, context.ContainingSymbol, isUnchecked: true)))
        {
            return;
        }

        if (!isRoundTrip && IsAskedAbout(conversion.Operand))
        {
            return;
        }

        if (isRoundTrip || isPointer || IsAddress(conversion.Operand, interop))
        {
            if (!isRoundTrip && (IsMadeOfNumber(conversion.Operand) || IsNumberInPointer(conversion.Operand, to) || IsOwnNumber(conversion.Operand, interop, context.CancellationToken)))
            {
                return;
            }

            var isChecked = IsChecked(conversion.Syntax, context.Compilation);
            Send(
                context,
                interop,
                conversion.Syntax,
                isRoundTrip ? "The pointer is computed in 32 bits and made a pointer again"
                    : isChecked ? $"The conversion to `{DisplayNames.OfType(to)}` throws OverflowException for a high address"
                    : $"The pointer loses half of its bits in `{DisplayNames.OfType(to)}`",
                "keep it in `nint`, or in `long`",
                isRoundTrip && !IsKept(conversion) ? FFI3011Properties.Widen : null,

                // Who writes such a cast of the type asks for the number, and a value of that type may be one. So does who has what does not fit refused.
                isInferred: context.ContainingSymbol is IMethodSymbol { MethodKind: MethodKind.Conversion, Name: "op_Explicit" } || (isChecked && !isRoundTrip));
            return;
        }

        if (MessageParameter(conversion.Operand) is { } message)
        {
            // Where the operator is a method of IntPtr, it throws on what does not fit.
            if (message.IsLong
                && (conversion.IsChecked || (conversion.OperatorMethod is not null && from.SpecialType == SpecialType.System_IntPtr && IsTakenApart(conversion, message.IsLong)))
                && IsThirtyTwoBits(to))
            {
                Send(
                    context,
                    interop,
                    conversion.Syntax,
                    $"`{message.Name}` does not fit into 32 bits when its high bits are set, as with negative coordinates, and the conversion throws OverflowException",
                    $"take the low bits: `unchecked((int){message.Name}.ToInt64())`",
                    null);
            }

            return;
        }

        if (IsNamedLikePointer(conversion.Operand))
        {
            Send(context, interop, conversion.Syntax, $"By its name `{NameOf(conversion.Operand)}` is a pointer, which loses half of its bits in `{DisplayNames.OfType(to)}`", "keep it in `nint`", null, isInferred: true);
        }
    }

    /// <summary>
    /// Whether a pointer is another name for a number: <c>nint offset = 0; … (int)(byte*)(offset + 1)</c>, which is how C# without <c>nint</c> computed in the width of pointers.
    /// </summary>
    private static bool IsMadeOfNumber(IOperation pointer) => pointer.Type is IPointerTypeSymbol && Unwrap(pointer) is { Type: not IPointerTypeSymbol } value && IsNumber(value);

    /// <summary>
    /// <c>(int)(int*)bits</c>, which takes a number out of a field that is as wide as a pointer: the conversion of <c>IntPtr</c> itself may throw for what does not fit. Who means an address
    /// has no reason to name the type of the number twice.
    /// </summary>
    private static bool IsNumberInPointer(IOperation pointer, ITypeSymbol number) =>
        pointer is IConversionOperation { IsImplicit: false, Type: IPointerTypeSymbol { PointedAtType: var pointedAt }, Operand: var value }
        && SymbolEqualityComparer.Default.Equals(pointedAt, number)
        && value.Type is { } width && IsNativeInteger(width);

    private static bool IsNumber(IOperation value) => value switch
    {
        { Type: { } type } when IsNarrow(type) => true,
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Add or BinaryOperatorKind.Subtract } sum => IsNumber(Unwrap(sum.LeftOperand)),
        ILocalReferenceOperation local => InitialValue(local) is { } initial && IsNumber(Unwrap(initial)),
        _ => false,
    };

    /// <summary>Whether native code hands back a number that this file gave it to keep: <c>lib_set_user_data(handle, (void*)id)</c> beside <c>(int)lib_get_user_data(handle)</c>.</summary>
    private static bool IsOwnNumber(IOperation pointer, InteropContext interop, CancellationToken cancellationToken)
    {
        if (Operations.Unconverted(pointer) is not IInvocationOperation { TargetMethod.Name: var getter, SemanticModel: { } model } call || NativeCalls.FunctionOf(interop, call) is null)
        {
            return false;
        }

        var words = NativeNames.Words(getter);
        return words.Contains("get")
            && model.SyntaxTree.GetRoot(cancellationToken).DescendantNodes().OfType<InvocationExpressionSyntax>().Any(other => IsSetter(NameOf(other)) && other.ArgumentList.Arguments.Any(GivesNumber));

        bool IsSetter(string? name)
        {
            var others = name is null ? ImmutableArray<string>.Empty : NativeNames.Words(name);
            return others.Length == words.Length && others.Zip(words, static (set, get) => set == get || (set == "set" && get == "get")).All(static isSame => isSame) && !others.SequenceEqual(words);
        }

        static string? NameOf(InvocationExpressionSyntax invocation) =>
            ((invocation.Expression as MemberAccessExpressionSyntax)?.Name ?? invocation.Expression as SimpleNameSyntax)?.Identifier.ValueText;

        bool GivesNumber(ArgumentSyntax argument) =>
            argument.Expression is CastExpressionSyntax cast
            && model.GetTypeInfo(cast, cancellationToken).Type is { } to && (to is IPointerTypeSymbol || IsNativeInteger(to))
            && model.GetTypeInfo(cast.Expression, cancellationToken).Type is { } from && IsNarrow(from);
    }

    private static void InspectCall(OperationAnalysisContext context, InteropContext interop)
    {
        var call = (IInvocationOperation)context.Operation;
        var method = call.TargetMethod;
        if (SymbolEqualityComparer.Default.Equals(method.ContainingType, interop.Types.Marshal))
        {
            if (method.Name is "ReadIntPtr" or "WriteIntPtr")
            {
                InspectStride(context, interop, call);
            }

            return;
        }

        if (method.Name is not ("ToInt32" or "ToUInt32") || call.Instance is not { } pointer || !IsNativeInteger(method.ContainingType))
        {
            return;
        }

        if (context.ContainingSymbol is IMethodSymbol { Name: "GetHashCode", Parameters.IsEmpty: true } && Unwrap(pointer) is IFieldReferenceOperation or IPropertyReferenceOperation)
        {
            // The low bits are what is wanted, and ToInt32 does not take them.
            Send(
                context,
                interop,
                call.Syntax,
                $"`{method.Name}` throws OverflowException for a value of more than 32 bits, such as a pointer",
                $"use `{pointer.Syntax}.GetHashCode()`",
                null,
                isInferred: !IsNamedLikePointer(pointer));
            return;
        }

        if (IsMeantToBeShort(call, context.ContainingSymbol, isUnchecked: false))
        {
            return;
        }

        if (IsRoundTrip(call, interop))
        {
            // A cast around it would cut what a wider call keeps.
            var isCutAgain = call.Parent is IConversionOperation { IsImplicit: false, Type: { } cast } && IsNarrow(cast);
            Send(
                context,
                interop,
                call.Syntax,
                "The pointer is computed in 32 bits and made a pointer again",
                "compute in `nint`, or with `ToInt64()`",
                isCutAgain || IsKept(call) ? null : FFI3011Properties.Widen);
        }
        else if (MessageParameter(pointer) is { } message)
        {
            if (Operations.RootOf(call).Descendants().Any(static operation => operation is ICatchClauseOperation { ExceptionType.Name: "OverflowException" }))
            {
                return;
            }

            // A message of the program's own may carry anything. What is taken apart holds two signed halves, of which the upper one makes the whole negative.
            if (IsTakenApart(call, message.IsLong))
            {
                Send(
                    context,
                    interop,
                    call.Syntax,
                    $"`{message.Name}.{method.Name}()` throws OverflowException when the high bits are set, as with negative coordinates or wheel movements",
                    $"take the low bits: `unchecked((int){message.Name}.ToInt64())`",
                    method.Name == "ToInt32" ? FFI3011Properties.LowBits : null);
            }
        }
        else if (IsAddress(pointer, interop))
        {
            Send(context, interop, call.Syntax, $"`{method.Name}` throws OverflowException for a high address", "keep it in `nint`, or use `ToInt64()`", null);
        }
        else if (IsNamedLikePointer(pointer))
        {
            Send(
                context, interop, call.Syntax, $"By its name `{NameOf(pointer)}` is a pointer, for which `{method.Name}` throws OverflowException when it lies high", "keep it in `nint`, or use `ToInt64()`", null, isInferred: true);
        }
    }

    /// <summary><c>new IntPtr(Marshal.ReadInt32(p))</c>.</summary>
    private static void InspectCreation(OperationAnalysisContext context, InteropContext interop)
    {
        var creation = (IObjectCreationOperation)context.Operation;
        if (creation.Type is { } type && IsNativeInteger(type) && creation.Arguments.Length == 1 && IsReadInt32(creation.Arguments[0].Value, interop) is { } read)
        {
            ReportRead(context, interop, read, creation.Syntax);
        }
    }

    /// <summary><c>data.cbSize = 28</c>, for a structure that has 28 bytes only where pointers have 4.</summary>
    private static void InspectSize(OperationAnalysisContext context, InteropContext interop)
    {
        var assignment = (ISimpleAssignmentOperation)context.Operation;
        if (assignment.Target is not IFieldReferenceOperation { Field: { IsStatic: false, ContainingType: { TypeKind: TypeKind.Struct or TypeKind.Class } type } field }
            || !SizeFields.Contains(field.Name)
            || Operations.Unconverted(assignment.Value) is not ILiteralOperation { ConstantValue: { HasValue: true, Value: int or uint } }
            || Operations.ConstantOf(assignment.Value) is not { } size
            || BoundaryTypes.Of(interop) is not { } boundary
            || !(boundary.MarshalledStructs.ContainsKey(type) || boundary.RawStructs.ContainsKey(type)))
        {
            return;
        }

        var shape = MarshallingReader.Of(interop).ShapeOf(type, MarshallingMode.Runtime);
        if (shape.Fields.IsEmpty || !SymbolEqualityComparer.Default.Equals(shape.Fields[0].Field, field))
        {
            return;
        }

        foreach (var model in ProjectTargets.Of(interop).Models)
        {
            var other = model.PointerSize == 8 ? DataModel.WinX86 : DataModel.WinX64;
            if (shape.LayoutOn(model)?.Size is { } actual && actual != size && shape.LayoutOn(other)?.Size == size)
            {
                Send(
                    context,
                    interop,
                    assignment.Value.Syntax,
                    $"`{type.Name}` has {actual} bytes on {model.Name}, and {size} where pointers have {other.PointerSize}",
                    $"measure it with `Marshal.SizeOf<{type.Name}>()`",
                    null);
                return;
            }
        }
    }

    private static void ReportRead(OperationAnalysisContext context, InteropContext interop, IInvocationOperation read, SyntaxNode syntax) =>
        Send(
            context,
            interop,
            syntax,
            "`Marshal.ReadInt32` reads 4 of the 8 bytes that a pointer has on 64-bit systems",
            "read it with `Marshal.ReadIntPtr`",

            // An offset behind other fields changes with the size of pointers.
            read.Arguments.Length == 1 ? FFI3011Properties.ReadPointer : null);

    /// <summary><c>Marshal.ReadIntPtr(table, i * 4)</c>.</summary>
    private static void InspectStride(OperationAnalysisContext context, InteropContext interop, IInvocationOperation call)
    {
        foreach (var argument in call.Arguments)
        {
            if (argument.Parameter?.Name == "val" || Multiplication(Unwrap(argument.Value)) is not { } product)
            {
                continue;
            }

            var factor = product.LeftOperand.ConstantValue is { HasValue: true, Value: int left } ? left
                : product.RightOperand.ConstantValue is { HasValue: true, Value: int right } ? right : 0;
            if (factor is 4 or 8 && ProjectTargets.Of(interop).Models.FirstOrDefault(model => model.PointerSize != factor) is { } model)
            {
                Send(
                    context,
                    interop,
                    product.Syntax,
                    $"Pointers stand {model.PointerSize} bytes apart on {model.Name}, not {factor}",
                    "count in `IntPtr.Size`",
                    FFI3011Properties.PointerSize);
            }
        }
    }

    /// <summary>The product in an offset such as <c>i * 4</c>, <c>p + i * 4</c> or <c>IntPtr.Add(p, i * 4)</c>.</summary>
    private static IBinaryOperation? Multiplication(IOperation offset) => offset switch
    {
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Multiply, ConstantValue.HasValue: false } product => product,
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Add } sum => Multiplication(Unwrap(sum.LeftOperand)) ?? Multiplication(Unwrap(sum.RightOperand)),
        IInvocationOperation { TargetMethod: { Name: "Add", ContainingType.SpecialType: SpecialType.System_IntPtr }, Arguments.Length: 2 } add => Multiplication(Unwrap(add.Arguments[1].Value)),
        IObjectCreationOperation { Type.SpecialType: SpecialType.System_IntPtr, Arguments.Length: 1 } creation => Multiplication(Unwrap(creation.Arguments[0].Value)),
        _ => null,
    };

    private static void Send(OperationAnalysisContext context, InteropContext interop, SyntaxNode syntax, string reason, string advice, string? cure, bool isInferred = false)
    {
        if (ChoosesByWidth(context.Operation))
        {
            return;
        }

        var diagnostic = Report.Create(
            Rule,
            interop.Compilation,
            syntax.GetLocation(),
            isInferred ? Report.OneStepLower(Rule.DefaultSeverity) : null,
            cure is null ? null : ImmutableDictionary<string, string?>.Empty.Add(FFI3011Properties.Cure, cure),
            default,
            reason,
            advice);
        if (diagnostic is not null)
        {
            context.ReportDiagnostic(diagnostic);
        }
    }

    /// <summary>Whether the body asks how wide pointers are (<c>IntPtr.Size == 4 ? p.ToInt32() : p.ToInt64()</c>), so that the narrow code is for 32-bit processes.</summary>
    private static bool ChoosesByWidth(IOperation operation)
    {
        foreach (var other in Operations.RootOf(operation).Descendants())
        {
            if (other is IConditionalOperation { Condition: { } condition })
            {
                foreach (var part in condition.DescendantsAndSelf())
                {
                    if (part is IPropertyReferenceOperation { Property: { Name: "Size", ContainingType: { } type } } && IsNativeInteger(type)
                        || part is IPropertyReferenceOperation { Property.Name: "Is64BitProcess" or "Is64BitOperatingSystem" or "Is64Bit" }
                        || part is ISizeOfOperation { TypeOperand: { } measured } && IsPointerSized(measured)
                        || IsNamedLikePointerSize(part))
                    {
                        return true;
                    }
                }
            }
        }

        return false;
    }

    /// <summary>A name such as <c>s_sizeOfIntPtr</c> or <c>PointerSize</c>.</summary>
    private static bool IsNamedLikePointerSize(IOperation value)
    {
        if (value is not (IFieldReferenceOperation or IPropertyReferenceOperation or ILocalReferenceOperation) || NameOf(value) is not { } name)
        {
            return false;
        }

        var words = NativeNames.Words(name);
        return words.Contains("size") && words.Any(static word => PointerWords.Contains(word));
    }

    /// <summary>
    /// Whether the body asks something about the pointer before (<c>IS_INTRESOURCE(name)</c>, <c>(nuint)name &lt; 65536</c>): it may be a small number in a pointer's place.
    /// </summary>
    private static bool IsAskedAbout(IOperation value)
    {
        if (SymbolOf(Unwrap(value)) is not { } symbol)
        {
            return false;
        }

        foreach (var other in Operations.RootOf(value).Descendants())
        {
            if (other is not IConditionalOperation { Condition: { } condition })
            {
                continue;
            }

            foreach (var part in condition.DescendantsAndSelf())
            {
                if (SymbolEqualityComparer.Default.Equals(SymbolOf(part), symbol) && IsAskedWhetherSmall(part))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static bool IsAskedWhetherSmall(IOperation value)
    {
        return Operations.WithConversions(value).Parent switch
        {
            IArgumentOperation { Parent: IInvocationOperation { Type.SpecialType: SpecialType.System_Boolean } } => true,
            IBinaryOperation { OperatorKind: BinaryOperatorKind.RightShift } => true,
            IBinaryOperation
            {
                OperatorKind: BinaryOperatorKind.LessThan or BinaryOperatorKind.LessThanOrEqual or BinaryOperatorKind.GreaterThan or BinaryOperatorKind.GreaterThanOrEqual,
            } test => Operations.Unconverted(test.LeftOperand) is { ConstantValue.HasValue: true } || Operations.Unconverted(test.RightOperand) is { ConstantValue.HasValue: true },
            _ => false,
        };
    }

    private static ISymbol? SymbolOf(IOperation value) => value switch
    {
        IParameterReferenceOperation parameter => parameter.Parameter,
        ILocalReferenceOperation local => local.Local,
        IFieldReferenceOperation field => field.Field,
        _ => null,
    };

    /// <summary>
    /// Whether a message parameter is taken apart into its halves: by a shift, of <c>lParam</c> also by a mask of 16 bits or a cast to 16, at once or through the local variable
    /// that it becomes.
    /// </summary>
    private static bool IsTakenApart(IOperation value, bool isLong)
    {
        var whole = Unconverted(value);
        if (IsHalved(whole, isLong))
        {
            return true;
        }

        if (whole.Parent is IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: { } local } })
        {
            foreach (var other in Operations.RootOf(value).Descendants())
            {
                if (other is ILocalReferenceOperation reference && SymbolEqualityComparer.Default.Equals(reference.Local, local) && IsHalved(Unconverted(reference), isLong))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static bool IsHalved(IOperation value, bool isLong) => value.Parent switch
    {
        IBinaryOperation { OperatorKind: BinaryOperatorKind.RightShift } => true,
        IBinaryOperation { OperatorKind: BinaryOperatorKind.And } mask => isLong && (IsHalfMask(mask.LeftOperand) || IsHalfMask(mask.RightOperand)),
        IConversionOperation { Type.SpecialType: SpecialType.System_Int16 or SpecialType.System_UInt16 } => isLong,
        _ => false,
    };

    private static bool IsHalfMask(IOperation value) => value.ConstantValue is { HasValue: true, Value: 0xFFFF or 0xFFFFu or 0xFFFFL or unchecked((int)0xFFFF0000) or 0xFFFF0000u or 0xFFFF0000L };

    /// <summary>Hash codes, alignment tests, halves of a message parameter, and what stands in <c>unchecked(…)</c>: the low bits are what is wanted.</summary>
    private static bool IsMeantToBeShort(IOperation operation, ISymbol container, bool isUnchecked)
    {
        if (container.Name == "GetHashCode")
        {
            return true;
        }

        if (!isUnchecked)
        {
            return Unconverted(operation).Parent is IInvocationOperation { TargetMethod.Name: "GetHashCode" };
        }

        for (var syntax = operation.Syntax.Parent; syntax is ExpressionSyntax; syntax = syntax.Parent)
        {
            if (syntax is CheckedExpressionSyntax { Keyword.ValueText: "unchecked" })
            {
                return true;
            }
        }

        return Unconverted(operation).Parent is IBinaryOperation { OperatorKind: BinaryOperatorKind.And or BinaryOperatorKind.Remainder }
            or IInvocationOperation { TargetMethod.Name: "GetHashCode" };
    }

    /// <summary>Whether an expression is computed with checks for overflow; operations tell it of numbers only, and the compiler does it for pointers, too.</summary>
    private static bool IsChecked(SyntaxNode syntax, Compilation compilation)
    {
        for (var node = syntax.Parent; node is not null and not MemberDeclarationSyntax; node = node.Parent)
        {
            switch (node)
            {
                case CheckedExpressionSyntax expression:
                    return expression.Keyword.IsKind(SyntaxKind.CheckedKeyword);
                case CheckedStatementSyntax statement:
                    return statement.Keyword.IsKind(SyntaxKind.CheckedKeyword);
            }
        }

        return compilation.Options.CheckOverflow;
    }

    /// <summary>Whether the 32-bit value, perhaps with an offset, becomes a pointer again.</summary>
    private static bool IsRoundTrip(IOperation narrow, InteropContext interop)
    {
        for (var parent = narrow.Parent; parent is not null; parent = parent.Parent)
        {
            switch (parent)
            {
                case IParenthesizedOperation:
                case IBinaryOperation { OperatorKind: BinaryOperatorKind.Add or BinaryOperatorKind.Subtract or BinaryOperatorKind.Or or BinaryOperatorKind.ExclusiveOr }:
                case IBinaryOperation { OperatorKind: BinaryOperatorKind.And, RightOperand.ConstantValue: { HasValue: true, Value: < 0 } }:
                    continue;
                case IConversionOperation { Type: { } type } conversion:
                    // An offset that is added to a pointer becomes as wide as it by itself.
                    if (!conversion.IsImplicit && IsPointerSized(type))
                    {
                        return true;
                    }

                    continue;
                case IArgumentOperation { Parent: IObjectCreationOperation { Type: { } created } }:
                    return IsNativeInteger(created);
                case IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: { } local } }:
                    return BecomesPointer(local, narrow, interop);
                default:
                    return false;
            }
        }

        return false;
    }

    /// <summary>
    /// Whether a 32-bit variable is made a pointer to memory somewhere in the body: <c>int p = start.ToInt32(); … Marshal.ReadByte((IntPtr)p)</c>. An index that goes back into the
    /// parameter of a message is none.
    /// </summary>
    private static bool BecomesPointer(ILocalSymbol local, IOperation near, InteropContext interop)
    {
        foreach (var reference in LocalReferences.Around(near).To(local))
        {
            var pointer = reference.Parent switch
            {
                IConversionOperation { IsImplicit: false, Type: { } type } conversion when IsPointerSized(type) => conversion,
                IArgumentOperation { Parent: IObjectCreationOperation { Type: { } created } creation } when IsNativeInteger(created) => creation,
                _ => (IOperation?)null,
            };
            if (pointer is not null
                && (pointer.Type is IPointerTypeSymbol || (Unconverted(pointer).Parent is IArgumentOperation { Parent: IInvocationOperation { TargetMethod.ContainingType: { } user } } && Same(user, interop.Types.Marshal))))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether a variable keeps the narrow value, so that its type has to change with it.</summary>
    private static bool IsKept(IOperation narrow)
    {
        var parent = narrow.Parent;
        while (parent is IParenthesizedOperation or IBinaryOperation or IConversionOperation)
        {
            parent = parent.Parent;
        }

        return parent is IVariableInitializerOperation;
    }

    /// <summary>Whether the body uses a parameter or variable as the address of memory: it reads or writes there.</summary>
    private static bool IsUsedAsAddress(IOperation value, InteropContext interop)
    {
        // The parameters of messages are what the message says.
        if (SymbolOf(value) is not (ILocalSymbol or IParameterSymbol) || MessageParameter(value) is not null)
        {
            return false;
        }

        var symbol = SymbolOf(value);
        foreach (var other in Operations.RootOf(value).Descendants())
        {
            if (SymbolEqualityComparer.Default.Equals(SymbolOf(other), symbol)
                && Unconverted(other).Parent is IArgumentOperation { Parameter: { Ordinal: 0, Name: "ptr" or "source" }, Parent: IInvocationOperation { TargetMethod: { Name: var name } method } }
                && Same(method.ContainingType, interop.Types.Marshal)
                && (name.StartsWith("Read", System.StringComparison.Ordinal) || name.StartsWith("Write", System.StringComparison.Ordinal) || name is "Copy" or "PtrToStructure")
                && !AreAlternatives(value, other))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether only one of two operations of a body runs: what a value is may depend on what chooses between them.</summary>
    private static bool AreAlternatives(IOperation one, IOperation other)
    {
        for (var child = other; child.Parent is { } parent; child = parent)
        {
            if (parent.Syntax.Span.Contains(one.Syntax.Span))
            {
                return parent switch
                {
                    ISwitchOperation or ISwitchExpressionOperation => child is ISwitchCaseOperation or ISwitchExpressionArmOperation,
                    IConditionalOperation { Condition: var condition } => child != condition && !condition.Syntax.Span.Contains(one.Syntax.Span),
                    _ => false,
                };
            }
        }

        return false;
    }

    /// <summary>Whether a native integer holds an address, by where it comes from.</summary>
    private static bool IsAddress(IOperation value, InteropContext interop)
    {
        switch (Unwrap(value))
        {
            case { Type: IPointerTypeSymbol or IFunctionPointerTypeSymbol }:
                return true;
            case IInvocationOperation { TargetMethod: { } method }:
                var type = method.ContainingType;
                return AddressMethods.Contains(method.Name)
                    && (Same(type, interop.Types.Marshal) || Same(type, interop.Types.GCHandle) || Same(type, interop.Types.NativeLibrary) || Same(type, interop.Types.NativeMemory)
                        || Same(type, interop.Types.Find("System.Runtime.CompilerServices.Unsafe")));
            case IObjectCreationOperation { Arguments: { Length: 1 } arguments }:
                return arguments[0].Parameter?.Type is IPointerTypeSymbol;
            case IParameterReferenceOperation parameter:
                return IsUsedAsAddress(parameter, interop);
            case ILocalReferenceOperation local when IsUsedAsAddress(local, interop):
                return true;
            case ILocalReferenceOperation local:
                // The declaration tells what the variable is; another variable there would have to be followed in turn.
                return InitialValue(local) is { } initial && Unwrap(initial) is not ILocalReferenceOperation && IsAddress(initial, interop);
            default:
                return false;
        }
    }

    private static IOperation? InitialValue(ILocalReferenceOperation reference)
    {
        foreach (var operation in Operations.RootOf(reference).Descendants())
        {
            if (operation is IVariableDeclaratorOperation declarator && SymbolEqualityComparer.Default.Equals(declarator.Symbol, reference.Local))
            {
                return declarator.GetVariableInitializer()?.Value;
            }
        }

        return null;
    }

    /// <summary>The parameters of a Windows message: <c>lParam</c> and <c>wParam</c>, or those of <c>Message</c>.</summary>
    private static (string Name, bool IsLong)? MessageParameter(IOperation value)
    {
        var unwrapped = Unwrap(value);
        return unwrapped switch
        {
            IParameterReferenceOperation or IPropertyReferenceOperation or IFieldReferenceOperation or ILocalReferenceOperation when NameOf(unwrapped) is { } name => name.TrimStart('_') switch
            {
                "lParam" or "LParam" or "lparam" => (unwrapped.Syntax.ToString(), true),
                "wParam" or "WParam" or "wparam" => (unwrapped.Syntax.ToString(), false),
                _ => null,
            },
            _ => null,
        };
    }

    /// <summary>A name with a pointer in it that does not stand for a number behind one (<c>countPtr</c>).</summary>
    private static bool IsNamedLikePointer(IOperation value)
    {
        if (value.Type is null || !IsNativeInteger(value.Type) || NameOf(value) is not { } name)
        {
            return false;
        }

        var words = NativeNames.Words(name);
        return words.Any(static word => PointerWords.Contains(word)) && !words.Any(static word => NumberWords.Contains(word));
    }

    private static string? NameOf(IOperation value) => Unwrap(value) switch
    {
        IParameterReferenceOperation parameter => parameter.Parameter.Name,
        ILocalReferenceOperation local => local.Local.Name,
        IFieldReferenceOperation field => field.Field.Name,
        IPropertyReferenceOperation property => property.Property.Name,
        _ => null,
    };

    private static IInvocationOperation? IsReadInt32(IOperation value, InteropContext interop) =>
        Unwrap(value) is IInvocationOperation { TargetMethod: { Name: "ReadInt32" } method } call && Same(method.ContainingType, interop.Types.Marshal) ? call : null;

    private static IOperation Unwrap(IOperation operation)
    {
        while (true)
        {
            switch (operation)
            {
                case IConversionOperation { Operand: { } operand, Type: { } type } when operand.Type is not null && (IsPointerSized(type) || IsWide(type)):
                    operation = operand;
                    break;
                case IParenthesizedOperation parenthesized:
                    operation = parenthesized.Operand;
                    break;
                default:
                    return operation;
            }
        }
    }

    /// <summary>The operation with the implicit conversions around it.</summary>
    private static IOperation Unconverted(IOperation operation)
    {
        while (operation.Parent is IParenthesizedOperation or IConversionOperation { IsImplicit: true })
        {
            operation = operation.Parent;
        }

        return operation;
    }

    private static bool Same(INamedTypeSymbol type, INamedTypeSymbol? other) => other is not null && SymbolEqualityComparer.Default.Equals(type, other);

    private static bool IsNativeInteger(ITypeSymbol type) => type.SpecialType is SpecialType.System_IntPtr or SpecialType.System_UIntPtr;

    private static bool IsPointerSized(ITypeSymbol type) => IsNativeInteger(type) || type is IPointerTypeSymbol or IFunctionPointerTypeSymbol;

    private static bool IsWide(ITypeSymbol type) => type.SpecialType is SpecialType.System_Int64 or SpecialType.System_UInt64;

    private static bool IsThirtyTwoBits(ITypeSymbol type) => type.SpecialType is SpecialType.System_Int32 or SpecialType.System_UInt32;

    private static bool IsNarrow(ITypeSymbol type) => IsThirtyTwoBits(type)
        || type.SpecialType is SpecialType.System_Int16 or SpecialType.System_UInt16 or SpecialType.System_Byte or SpecialType.System_SByte;
}
