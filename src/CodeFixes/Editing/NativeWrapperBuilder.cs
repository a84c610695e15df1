using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Text;
using System.Threading;
using BoundaryLint.Analysis;
using BoundaryLint.CodeFixes.Binding;
using BoundaryLint.Contracts;
using BoundaryLint.Signatures;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BoundaryLint.CodeFixes.Editing;

/// <summary>
/// Writes the method that a C# programmer would want to call instead of an import: it throws on failure, returns what the import hands out, and takes spans and gives strings
/// where the import has pointers.
/// </summary>
internal sealed class NativeWrapperBuilder
{
    private readonly InteropContext _interop;
    private readonly NativeFunction _function;
    private readonly FunctionContract _contract;
    private readonly SemanticModel _model;
    private readonly int _position;
    private readonly bool _isNullable;
    private readonly HashSet<string> _names;
    private readonly Fact<StatusConvention> _status;

    // The parameter that gives the length of a buffer, by its position, with the buffer.
    private readonly Dictionary<int, NativeParameter> _lengths = new();
    private readonly List<NativeParameter> _outs = [];

    // The project's handle classes for raw handles that the import only uses, by the position of the parameter.
    private readonly Dictionary<int, INamedTypeSymbol> _taken = new();

    // The project's handle class for a raw handle that the import returns and the caller owns.
    private readonly (INamedTypeSymbol Type, IMethodSymbol Constructor)? _owned;
    private bool _isUnsafe;

    private NativeWrapperBuilder(InteropContext interop, NativeFunction function, SemanticModel model, int position, CancellationToken cancellationToken)
    {
        _interop = interop;
        _function = function;
        _contract = BoundaryContracts.Of(interop).For(function, cancellationToken);
        _model = model;
        _position = position;
        _isNullable = model.GetNullableContext(position).AnnotationsEnabled();
        _names = new HashSet<string>(function.Parameters.Select(parameter => parameter.Name), StringComparer.Ordinal);
        _status = _contract.Status;
        _owned = HandleOf(function.Return);
        var outs = function.Parameters.Where(parameter => parameter.RefKind == RefKind.Out).ToList();

        // Beside a result that is a value of its own, several outputs stay what they are.
        if (outs.Count > 0 && (function.Return.Marshalling.Shape == ManagedShape.Void ? outs.Count == 1 : ReturnsStatus && !ReturnsCount))
        {
            _outs.AddRange(outs);
        }

        foreach (var parameter in function.Parameters)
        {
            if (SpanOf(parameter) is not null && LengthOf(parameter) is { } length && !_lengths.ContainsKey(length.Index))
            {
                _lengths.Add(length.Index, parameter);
            }
        }

        foreach (var parameter in function.Parameters)
        {
            if (!_lengths.ContainsKey(parameter.Index) && TakenClassOf(parameter) is { } type)
            {
                _taken.Add(parameter.Index, type);
            }
        }
    }

    private bool ReturnsStatus => _status.IsKnown && _status.Value.Kind != StatusKind.NotNull && _function.Return.Marshalling.Shape is ManagedShape.Number or ManagedShape.Enum or ManagedShape.Boolean;

    /// <summary>Whether the result is a number of something unless it is negative.</summary>
    private bool ReturnsCount => ReturnsStatus && _status.Value.Kind == StatusKind.NotNegative && _function.Return.Marshalling.Shape == ManagedShape.Number;

    private bool ReturnsHandle => _function.Return.Marshalling.Shape == ManagedShape.SafeHandle;

    /// <summary>
    /// The wrapper of <paramref name="function"/>, whose declaration stands at <paramref name="position"/>, without indentation and with line feeds. Null where it would be no
    /// better than the import.
    /// </summary>
    public static string? Write(InteropContext interop, NativeFunction function, SemanticModel model, int position, CancellationToken cancellationToken)
    {
        if (!function.IsImport || function.Symbol is not IMethodSymbol { ContainingType: not null } || function.Parameters.Any(parameter => parameter.Marshalling.Shape is ManagedShape.Error or ManagedShape.TypeParameter))
        {
            return null;
        }

        var builder = new NativeWrapperBuilder(interop, function, model, position, cancellationToken);
        return builder.IsBetter ? builder.Write(cancellationToken) : null;
    }

    private bool IsBetter => ReturnsStatus || ReturnsHandle || _owned is not null || _outs.Count > 0 || _lengths.Count > 0 || _taken.Count > 0 || TextReader is not null;

    private IMethodSymbol Import => (IMethodSymbol)_function.Symbol;

    /// <summary>The method of <c>Marshal</c> that reads the text to which the result points, or null when the result is none.</summary>
    private string? TextReader => _function.Return.Marshalling.Shape is ManagedShape.Pointer or ManagedShape.NativeInteger && _contract.Return.ZeroTerminated is not { IsKnown: true, Value: false }
        ? _contract.Return.Encoding switch
        {
            { IsKnown: true, Value: TextEncoding.Utf8 } when HasMember("PtrToStringUTF8") => "PtrToStringUTF8",
            { IsKnown: true, Value: TextEncoding.Utf16 } => "PtrToStringUni",
            { IsKnown: true, Value: TextEncoding.Ansi } => "PtrToStringAnsi",
            _ => null,
        }
        : null;

    private string Write(CancellationToken cancellationToken)
    {
        var body = new List<string>();
        var pinned = new List<string>();
        var arguments = new List<string>();
        var parameters = new List<string>();
        foreach (var parameter in _function.Parameters)
        {
            if (_lengths.TryGetValue(parameter.Index, out var buffer))
            {
                arguments.Add(LengthText(parameter, buffer));
            }
            else if (_lengths.ContainsValue(parameter))
            {
                var pointer = NewName(parameter.Name + "Pointer");

                // An empty span is pinned as null, which is not for every function.
                var source = _contract[parameter].Nullable is { IsKnown: true, Value: true } ? "" : $"{BindingNames.Escape(parameter.Name)}.IsEmpty ? new {SpanElement(parameter)}[1] : ";
                pinned.Add($"fixed ({SpanElement(parameter)}* {pointer} = {source}{BindingNames.Escape(parameter.Name)})");
                arguments.Add(pointer);
                parameters.Add($"{SpanOf(parameter)} {BindingNames.Escape(parameter.Name)}");
                _isUnsafe = true;
            }
            else if (_taken.TryGetValue(parameter.Index, out var taken))
            {
                var raw = $"{BindingNames.Escape(parameter.Name)}.DangerousGetHandle()";
                _isUnsafe |= parameter.Type is IPointerTypeSymbol;
                arguments.Add(parameter.Type is IPointerTypeSymbol ? $"({TypeText(parameter.Type)}){raw}" : raw);
                parameters.Add($"{TypeText(taken)} {BindingNames.Escape(parameter.Name)}");
            }
            else if (_outs.Contains(parameter))
            {
                arguments.Add($"out {TypeText(parameter.Type)} {BindingNames.Escape(parameter.Name)}");
            }
            else
            {
                var modifier = parameter.RefKind switch { RefKind.Ref => "ref ", RefKind.Out => "out ", RefKind.In => "in ", _ => "" };
                arguments.Add(modifier + BindingNames.Escape(parameter.Name));
                parameters.Add($"{modifier}{TypeText(parameter.Type, parameter.Symbol)} {BindingNames.Escape(parameter.Name)}");
            }
        }

        // What is declared inside a fixed statement cannot be returned behind it, so everything goes inside.
        var call = $"{Import.Name}({string.Join(", ", arguments)})";
        var returned = WriteCall(call, body, cancellationToken);
        var name = NameOf();
        var summary = ReturnsStatus || ReturnsHandle || _owned is not null ? $"Calls <c>{_function.DisplayName}</c> and throws when it fails." : $"Calls <c>{_function.DisplayName}</c>.";
        var lines = new StringBuilder();
        lines.Append("/// <summary>").Append(summary).Append("</summary>\n");
        lines.Append("internal static ").Append(_isUnsafe ? "unsafe " : "").Append(returned).Append(' ').Append(name).Append('(').Append(string.Join(", ", parameters)).Append(")\n{\n");
        foreach (var pin in pinned)
        {
            lines.Append(pin).Append("\n{\n");
        }

        foreach (var line in Referenced(body))
        {
            lines.Append(line).Append('\n');
        }

        for (var i = 0; i <= pinned.Count; i++)
        {
            lines.Append("}\n");
        }

        return lines.ToString();
    }

    /// <summary>The body while the handles that it takes out of their objects are held: nobody can release them before the native call has returned.</summary>
    private List<string> Referenced(List<string> body)
    {
        foreach (var parameter in _function.Parameters.Reverse())
        {
            if (!_taken.ContainsKey(parameter.Index))
            {
                continue;
            }

            var isHeld = NewName(parameter.Name + "IsHeld");
            body =
            [
                $"bool {isHeld} = false;", "try", "{", $"{BindingNames.Escape(parameter.Name)}.DangerousAddRef(ref {isHeld});", .. body, "}", "finally", "{", $"if ({isHeld})", "{",
                $"{BindingNames.Escape(parameter.Name)}.DangerousRelease();", "}", "}",
            ];
        }

        return body;
    }

    /// <summary>Writes the call with its check, and says what the wrapper returns.</summary>
    private string WriteCall(string call, List<string> body, CancellationToken cancellationToken)
    {
        if (ReturnsCount)
        {
            var count = NewName("count");
            body.Add($"{TypeText(_function.Return.Type)} {count} = {call};");
            WriteCheck(count, body, cancellationToken);
            body.Add($"return {count};");
            return TypeText(_function.Return.Type);
        }

        if (ReturnsStatus)
        {
            WriteCheck(call, body, cancellationToken);
            return WriteOuts(body);
        }

        if (ReturnsHandle || _owned is not null)
        {
            var handle = NewName("handle");
            var type = TypeText(_owned?.Type ?? _function.Return.Type);
            body.Add($"{type} {handle} = {Made(_owned, call)};");
            body.Add($"if ({handle}.IsInvalid)");
            body.Add("{");
            if (_function.SetLastError)
            {
                var error = NewName("error");
                body.Add($"int {error} = {Marshal}.{LastErrorReader}();");
                body.Add($"{handle}.Dispose();");
                body.Add($"throw new {In("System.ComponentModel", "Win32Exception")}({error});");
            }
            else
            {
                body.Add($"{handle}.Dispose();");
                body.Add($"throw new {In("System", "InvalidOperationException")}(\"The native function '{_function.DisplayName}' failed.\");");
            }

            body.Add("}");
            body.Add("");
            body.Add($"return {handle};");
            return type;
        }

        if (TextReader is { } reader)
        {
            return WriteText(call, reader, body);
        }

        if (_function.Return.Marshalling.Shape == ManagedShape.Void)
        {
            body.Add(call + ";");
            return WriteOuts(body);
        }

        body.Add($"return {call};");
        return TypeText(_function.Return.Type, isResult: true);
    }

    private string WriteOuts(List<string> body)
    {
        switch (_outs.Count)
        {
            case 0:
                return "void";
            case 1:
                body.Add($"return {Made(HandleOf(_outs[0]), BindingNames.Escape(_outs[0].Name))};");
                return TypeText(HandleOf(_outs[0])?.Type ?? _outs[0].Type);
            default:
                body.Add($"return ({string.Join(", ", _outs.Select(value => Made(HandleOf(value), BindingNames.Escape(value.Name))))});");
                return $"({string.Join(", ", _outs.Select(value => $"{TypeText(HandleOf(value)?.Type ?? value.Type)} {Capitalized(value.Name)}"))})";
        }
    }

    private void WriteCheck(string call, List<string> body, CancellationToken cancellationToken)
    {
        var type = _function.Return.Type;
        if (StatusCheckBuilder.FindChecker(_model.Compilation, type, Import.ContainingType, Import.ContainingType, cancellationToken) is { IsStatic: true } checker)
        {
            var owner = SymbolEqualityComparer.Default.Equals(checker.ContainingType, Import.ContainingType) ? "" : checker.ContainingType.ToMinimalDisplayString(_model, _position) + ".";
            body.Add($"{owner}{checker.Name}({call});");
            return;
        }

        if (_status.Value.Kind == StatusKind.HResult && type.SpecialType == SpecialType.System_Int32)
        {
            body.Add($"{Marshal}.ThrowExceptionForHR({call});");
            return;
        }

        var setsLastError = _function.SetLastError && (_contract.LastError.IsKnown || type.SpecialType == SpecialType.System_Boolean);
        var isBool = type.SpecialType == SpecialType.System_Boolean;
        var value = isBool || ReturnsCount ? call : NewName("status");
        if (value != call)
        {
            body.Add($"{TypeText(type)} {value} = {call};");
        }

        body.Add($"if ({StatusConditions.Failure(value, type, TypeText(type), _status.Value) ?? "false"})");
        body.Add("{");
        body.Add(setsLastError
            ? $"throw new {In("System.ComponentModel", "Win32Exception")}({Marshal}.{LastErrorReader}());"
            : $"throw new {In("System", "InvalidOperationException")}(\"The native function '{_function.DisplayName}' failed{(isBool ? ".\"" : $" with status \" + {value} + \".\"")});");
        body.Add("}");
        if (_outs.Count > 0 || ReturnsCount)
        {
            body.Add("");
        }
    }

    /// <summary>Reads the text, and then frees it when it is the caller's, or keeps alive the object that owns it.</summary>
    private string WriteText(string call, string reader, List<string> body)
    {
        var pointer = NewName("text");
        var type = TypeText(_function.Return.Type);
        var isPointer = _function.Return.Type is IPointerTypeSymbol;
        _isUnsafe |= isPointer;
        var read = $"{Marshal}.{reader}({(isPointer ? $"({In("System", "IntPtr")})" : "")}{pointer})";
        var isNeverNull = _contract.Return.Nullable is { IsKnown: true, Value: false };
        var result = isNeverNull ? read + " ?? \"\"" : read;
        body.Add($"{type} {pointer} = {call};");
        if (_contract.Return.Ownership is { IsKnown: true, Value: { Kind: OwnershipKind.Owned, Name: { } release } } && FreeOf(release) is { } free)
        {
            body.Add("try");
            body.Add("{");
            body.Add($"return {result};");
            body.Add("}");
            body.Add("finally");
            body.Add("{");
            body.Add($"{free}({pointer});");
            body.Add("}");
        }
        else if (_function.Parameters.FirstOrDefault(parameter => parameter.Marshalling.Shape == ManagedShape.SafeHandle) is { } owner)
        {
            // The text belongs to the object, which must not be released before the text is copied.
            var copy = NewName("copy");
            body.Add($"string{(_isNullable && !isNeverNull ? "?" : "")} {copy} = {result};");
            body.Add($"{In("System", "GC")}.KeepAlive({BindingNames.Escape(owner.Name)});");
            body.Add($"return {copy};");
        }
        else
        {
            body.Add($"return {result};");
        }

        return "string" + (_isNullable && !isNeverNull ? "?" : "");
    }

    /// <summary>The import that frees such a text, as it is called here.</summary>
    private string? FreeOf(string release) => ReleaserOf(release, _function.Return.Type) is { Symbol: IMethodSymbol method } && _model.IsAccessible(_position, method)
        ? SymbolEqualityComparer.Default.Equals(method.ContainingType, Import.ContainingType) ? method.Name : $"{method.ContainingType.ToMinimalDisplayString(_model, _position)}.{method.Name}"
        : null;

    /// <summary>The import of the same library that releases a value of this type.</summary>
    private NativeFunction? ReleaserOf(string release, ITypeSymbol type)
    {
        var library = LibraryNames.Normalize(_function.Library);
        return BoundaryTypes.Of(_interop).Functions.FirstOrDefault(candidate => candidate is { IsImport: true, Parameters.Length: 1 }
            && candidate.EntryPoint == release
            && LibraryNames.Normalize(candidate.Library) == library
            && SymbolEqualityComparer.Default.Equals(candidate.Parameters[0].Type, type));
    }

    /// <summary>The project's handle class for a raw handle that the caller owns, with its constructor that takes one; null where the value is none, or the class takes none.</summary>
    private (INamedTypeSymbol Type, IMethodSymbol Constructor)? HandleOf(NativeParameter value)
    {
        if (value.Marshalling.Shape != ManagedShape.NativeInteger
            || _contract[value].Ownership is not { IsKnown: true, Value: { Kind: OwnershipKind.Owned, Name: { } release } }
            || ReleaserOf(release, value.Type) is not { } releaser
            || HandleClasses.Of(_interop).ReleasingWith(releaser) is not { IsAbstract: false } type
            || !IsReachable(type))
        {
            return null;
        }

        foreach (var constructor in type.InstanceConstructors)
        {
            if (constructor.Parameters.Length is 1 or 2
                && constructor.Parameters[0] is { Type.SpecialType: SpecialType.System_IntPtr, RefKind: RefKind.None }
                && (constructor.Parameters.Length == 1 || constructor.Parameters[1].Type.SpecialType == SpecialType.System_Boolean)
                && _model.IsAccessible(_position, constructor))
            {
                return (type, constructor);
            }
        }

        return null;
    }

    /// <summary>
    /// The project's handle class for a raw handle that the import only uses: of the same opaque type as what the class releases, by contract or by the type of the pointer, or
    /// called as the releasing function calls it.
    /// </summary>
    private INamedTypeSymbol? TakenClassOf(NativeParameter parameter)
    {
        var contract = _contract[parameter];
        if (parameter is not { RefKind: RefKind.None, Symbol: not null, Marshalling.Shape: ManagedShape.NativeInteger or ManagedShape.Pointer }
            || contract.Ownership is { IsKnown: true, Value.Kind: not OwnershipKind.Borrowed }
            || HandleClasses.Of(_interop).ReleasingWith(_function) is not null)
        {
            return null;
        }

        var library = LibraryNames.Normalize(_function.Library);
        INamedTypeSymbol? found = null;
        foreach (var releaser in BoundaryTypes.Of(_interop).Functions)
        {
            if (releaser is not { IsImport: true, Parameters.Length: > 0 }
                || LibraryNames.Normalize(releaser.Library) != library
                || !SymbolEqualityComparer.Default.Equals(releaser.Parameters[0].Type, parameter.Type)
                || HandleClasses.Of(_interop).ReleasingWith(releaser) is not { IsGenericType: false } type
                || !MarshallingReader.DerivesFrom(type, _interop.Types.SafeHandle)
                || !IsReachable(type)
                || !IsOfOneKind(parameter, contract, releaser))
            {
                continue;
            }

            if (found is not null && !SymbolEqualityComparer.Default.Equals(found, type))
            {
                return null;
            }

            found = type;
        }

        return found;
    }

    private bool IsOfOneKind(NativeParameter parameter, ValueContract contract, NativeFunction releaser)
    {
        var released = BoundaryContracts.Of(_interop).For(releaser)[releaser.Parameters[0]].HandleType;
        if (contract.HandleType.IsKnown && released.IsKnown)
        {
            return contract.HandleType.Value == released.Value;
        }

        return parameter.Type is IPointerTypeSymbol { PointedAtType: { TypeKind: TypeKind.Struct, SpecialType: SpecialType.None } } || parameter.Name == releaser.Parameters[0].Name;
    }

    /// <summary>Whether a method that the whole project can call may have the type in its signature.</summary>
    private static bool IsReachable(INamedTypeSymbol type)
    {
        for (var current = type; current is not null; current = current.ContainingType)
        {
            if (current.DeclaredAccessibility is not (Accessibility.Public or Accessibility.Internal or Accessibility.ProtectedOrInternal))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The handle that is made of a raw value, or the value itself.</summary>
    private string Made((INamedTypeSymbol Type, IMethodSymbol Constructor)? handle, string value) => handle is var (type, constructor)
        ? $"new {TypeText(type)}({value}{(constructor.Parameters.Length == 2 ? $", {constructor.Parameters[1].Name}: true" : "")})"
        : value;

    /// <summary>The parameter that counts what <paramref name="buffer"/> points to.</summary>
    private NativeParameter? LengthOf(NativeParameter buffer)
    {
        var value = _contract[buffer];
        var name = value.Count.IsKnown ? value.Count.Value : value.Bytes.IsKnown ? value.Bytes.Value : null;
        return _function.Parameters.FirstOrDefault(parameter => parameter.Name == name && parameter is { RefKind: RefKind.None, Marshalling.Shape: ManagedShape.Number or ManagedShape.NativeInteger });
    }

    /// <summary>The span that stands for a pointer with a length: one that may be written to unless native code only reads.</summary>
    private string? SpanOf(NativeParameter parameter)
    {
        if (parameter is not { RefKind: RefKind.None, Type: IPointerTypeSymbol { PointedAtType.TypeKind: not TypeKind.Pointer and not TypeKind.FunctionPointer } } || LengthOf(parameter) is null)
        {
            return null;
        }

        // What native code keeps must not be pinned for the call only.
        var value = _contract[parameter];
        if (value.Retention is { IsKnown: true, Value.Kind: not RetentionKind.NoEscape })
        {
            return null;
        }

        var span = value.Direction is { IsKnown: true, Value: DataDirection.In } ? _interop.Types.ReadOnlySpanOfT : _interop.Types.SpanOfT;
        return span?.Construct(ElementOf(parameter)).ToMinimalDisplayString(_model, _position);
    }

    /// <summary>What a buffer consists of; memory without a type is bytes.</summary>
    private ITypeSymbol ElementOf(NativeParameter parameter) =>
        parameter.Type is IPointerTypeSymbol { PointedAtType: { SpecialType: not SpecialType.System_Void } element } ? element : _model.Compilation.GetSpecialType(SpecialType.System_Byte);

    private string SpanElement(NativeParameter parameter) => ElementOf(parameter).ToMinimalDisplayString(_model, _position);

    private string LengthText(NativeParameter length, NativeParameter buffer)
    {
        var text = BindingNames.Escape(buffer.Name) + ".Length";
        var isBytes = _contract[buffer].Bytes.IsKnown && !_contract[buffer].Count.IsKnown;
        var element = SpanElement(buffer);
        if (isBytes && element is not ("byte" or "sbyte"))
        {
            text = $"{text} * sizeof({element})";
        }

        return length.Type.SpecialType == SpecialType.System_Int32 ? text : $"({TypeText(length.Type)})" + (text.Contains(" ") ? $"({text})" : text);
    }

    /// <summary>
    /// The C name without what all imports of the class begin with, spelled as C# spells methods. A name that is taken keeps its beginning, and one that is the import's own says
    /// what differs.
    /// </summary>
    private string NameOf()
    {
        var words = NativeNames.Words(_function.DisplayName);
        var siblings = BoundaryTypes.Of(_interop).Functions
            .Where(other => other.IsImport && SymbolEqualityComparer.Default.Equals(other.Signature.ContainingType, Import.ContainingType))
            .Select(other => NativeNames.Words(other.DisplayName)).ToList();
        var isShared = siblings.Count > 1 && words.Length > 1 && siblings.All(other => other.Length > 1 && other[0] == words[0]) && _function.DisplayName.Contains("_");
        var isPascal = !_function.DisplayName.Contains("_") && char.IsUpper(_function.DisplayName[0]);
        var full = isPascal ? _function.DisplayName : string.Concat(words.Select(Capitalized));
        var candidates = new[] { isShared ? string.Concat(words.Skip(1).Select(Capitalized)) : full, full, full + "OrThrow" };
        var taken = new HashSet<string>(Import.ContainingType.GetMembers().Select(member => member.Name).Concat([Import.ContainingType.Name, "ToString", "Equals", "GetType", "GetHashCode", "Finalize", "MemberwiseClone"]), StringComparer.Ordinal);
        foreach (var candidate in candidates)
        {
            if (SyntaxFacts.IsValidIdentifier(candidate) && !taken.Contains(candidate))
            {
                return candidate;
            }
        }

        var number = 2;
        while (taken.Contains(full + number))
        {
            number++;
        }

        return full + number;
    }

    private string NewName(string wanted)
    {
        var name = wanted;
        while (!_names.Add(name))
        {
            name += "_";
        }

        return name;
    }

    private string TypeText(ITypeSymbol type, IParameterSymbol? symbol = null, bool isResult = false)
    {
        _isUnsafe |= (symbol is not null || isResult) && type is IPointerTypeSymbol or IFunctionPointerTypeSymbol;
        return type.ToMinimalDisplayString(_model, _position);
    }

    private string Marshal => In("System.Runtime.InteropServices", "Marshal");

    private string LastErrorReader => HasMember("GetLastPInvokeError") ? "GetLastPInvokeError" : "GetLastWin32Error";

    private bool HasMember(string name) => _interop.Types.Marshal is { } marshal && !marshal.GetMembers(name).IsEmpty;

    private string In(string @namespace, string name) => MemberText.NameInScope(_model, _position, @namespace, name);

    private static string Capitalized(string word) => word.Length == 0 ? word : char.ToUpperInvariant(word[0]) + word.Substring(1);
}
