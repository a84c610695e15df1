using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using BoundaryLint.Analysis;
using BoundaryLint.Contracts;
using BoundaryLint.Signatures;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FindSymbols;
using Microsoft.CodeAnalysis.Operations;

namespace BoundaryLint.CodeFixes.Editing;

/// <summary>
/// Callbacks that need an object: they travel as user data, in a GCHandle that lives during the call, and a static method finds them there again. Only where the native function uses the
/// callback during the call and hands the user data through.
/// </summary>
internal sealed partial class FunctionPointerConversion
{
    // What C programmers call the value that a callback gets back unchanged.
    private static readonly string[] UserDataNames = ["user", "userdata", "user_data", "data", "context", "ctx", "state", "opaque", "closure", "arg", "argument", "param", "parameter", "cookie", "payload", "ptr"];

    private readonly List<Closure> _closures = [];
    private (Document Document, DelegateDeclarationSyntax Declaration, AttributeSyntax Attribute)? _unmanagedDelegate;
    private int _userDataOfImport = -1;
    private int _userDataOfCallback = -1;
    private bool _importUserDataIsPointer;

    /// <summary>Whether closures can be given to this import at all.</summary>
    private void AllowClosures(InteropContext interop, NativeFunction function, IParameterSymbol callback)
    {
        if (BoundaryContracts.Of(interop).RetentionOfCallback(function, function.Parameters[callback.Ordinal]) is not { IsKnown: true, Value.Kind: RetentionKind.NoEscape })
        {
            return;
        }

        _userDataOfImport = UserDataAmong(function.Signature);
        _userDataOfCallback = UserDataAmong(_invoke);
        _importUserDataIsPointer = _userDataOfImport >= 0 && function.Signature.Parameters[_userDataOfImport].Type.TypeKind == TypeKind.Pointer;
    }

    /// <summary>The one parameter that is user data by its type and name; -1 when there is none, or several.</summary>
    private static int UserDataAmong(IMethodSymbol method)
    {
        var found = -1;
        foreach (var parameter in method.Parameters)
        {
            if (IsAddress(parameter.Type)
                && parameter.RefKind == RefKind.None
                && UserDataNames.Contains(parameter.Name.TrimStart('_'), StringComparer.OrdinalIgnoreCase))
            {
                if (found >= 0)
                {
                    return -1;
                }

                found = parameter.Ordinal;
            }
        }

        return found;
    }

    private static bool IsAddress(ITypeSymbol type) =>
        type.SpecialType == SpecialType.System_IntPtr || type is IPointerTypeSymbol { PointedAtType.SpecialType: SpecialType.System_Void };

    /// <summary>Plans one call whose callback needs an object; false when it cannot be converted.</summary>
    private bool AddClosure(Document document, SemanticModel model, IInvocationOperation call, IArgumentOperation passed, CancellationToken cancellationToken)
    {
        if (_userDataOfImport < 0
            || _userDataOfCallback < 0
            || passed.Syntax is not ArgumentSyntax argument
            || call.Arguments.FirstOrDefault(value => value.Parameter?.Ordinal == _userDataOfImport) is not { Syntax: ArgumentSyntax userData } given
            || !IsNothing(given.Value)
            || call.Syntax is not InvocationExpressionSyntax syntax
            || MemberOf(syntax) is not { } member
            || IsInExpressionTree(syntax, model, cancellationToken)
            || model.GetEnclosingSymbol(syntax.SpanStart, cancellationToken)?.ContainingType is not { IsGenericType: false }
            || !IsPresent(passed.Value, argument.Expression, model, cancellationToken)
            || argument.Expression.ContainsDirectives
            || TryFinally.Around(syntax, syntax, model, cancellationToken) is not { } scope)
        {
            return false;
        }

        _closures.Add(new Closure(document, model, argument.Expression, userData.Expression, member, scope));
        return true;
    }

    /// <summary>Whether the caller uses no user data of its own.</summary>
    private static bool IsNothing(IOperation value) => Operations.Unconverted(value) switch
    {
        { ConstantValue: { HasValue: true, Value: null or 0 or 0L or 0U or 0UL } } => true,
        IDefaultValueOperation => true,
        IMemberReferenceOperation { Member: { Name: "Zero", IsStatic: true, ContainingType.SpecialType: SpecialType.System_IntPtr } } => true,
        _ => false,
    };

    /// <summary>Whether there is a callback whatever happens: one that is null would have been a null pointer.</summary>
    private static bool IsPresent(IOperation value, ExpressionSyntax expression, SemanticModel model, CancellationToken cancellationToken)
    {
        while (value is IConversionOperation { Operand: { } operand })
        {
            value = operand;
        }

        return value is IDelegateCreationOperation
            || (value is ILocalReferenceOperation or IParameterReferenceOperation or IFieldReferenceOperation
                && model.GetTypeInfo(expression, cancellationToken).Nullability.FlowState == NullableFlowState.NotNull);
    }

    /// <summary>
    /// A delegate that only this import took stays in managed code from now on: what its attribute says about native code is no longer true.
    /// </summary>
    private async Task<FunctionPointerConversion> WithDelegateAsync(Project project, IMethodSymbol import, InteropContext interop, CancellationToken cancellationToken)
    {
        if (_closures.Count == 0
            || !SymbolEqualityComparer.Default.Equals(_delegate.ContainingAssembly, interop.Compilation.Assembly)
            || _delegate.Attribute(interop.Types.UnmanagedFunctionPointerAttribute)?.ApplicationSyntaxReference is not { } place
            || await place.GetSyntaxAsync(cancellationToken).ConfigureAwait(false) is not AttributeSyntax { Parent.Parent: DelegateDeclarationSyntax declaration } attribute
            || project.GetDocument(place.SyntaxTree) is not { } document
            || !CanBeChanged(document)
            || BoundaryTypes.Of(interop).Functions.Any(function => function.Parameters.Append(function.Return).Any(IsOther))
            || BoundaryTypes.Of(interop).MarshalledStructs.Keys.Concat(BoundaryTypes.Of(interop).RawStructs.Keys).Any(type => type.GetMembers().OfType<IFieldSymbol>().Any(field => IsDelegate(field.Type))))
        {
            return this;
        }

        foreach (var reference in await SymbolFinder.FindReferencesAsync(_delegate, project.Solution, cancellationToken).ConfigureAwait(false))
        {
            foreach (var location in reference.Locations)
            {
                var root = await location.Document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
                if (root is null || root.FindNode(location.Location.SourceSpan).AncestorsAndSelf().Any(static node => node is InvocationExpressionSyntax call && call.Expression.ToString().Contains("Marshal.")))
                {
                    return this;
                }
            }
        }

        _unmanagedDelegate = (document, declaration, attribute);
        return this;

        bool IsDelegate(ITypeSymbol type) => SymbolEqualityComparer.Default.Equals(type, _delegate);

        bool IsOther(NativeParameter value) => IsDelegate(value.Type) && !(value.Symbol is { } symbol && SymbolEqualityComparer.Default.Equals(symbol.ContainingSymbol, import));
    }

    /// <summary>Whether edits of different calls would meet: a call inside a callback that is moved.</summary>
    private bool DoClosuresMeet() =>
        _closures.Any(closure => _closures.Any(other => other != closure && other.Document.Id == closure.Document.Id && closure.Argument.Span.Contains(other.Argument.Span))
            || _uses.Any(use => use.Document.Id == closure.Document.Id && closure.Argument.Span.Contains(use.Argument.Span)));

    private async Task ApplyClosuresAsync(EditRun run, CancellationToken cancellationToken)
    {
        var methods = new Dictionary<INamedTypeSymbol, string>(SymbolEqualityComparer.Default);
        foreach (var closure in _closures)
        {
            var editor = await run.EditorOfAsync(closure.Document.Id, cancellationToken).ConfigureAwait(false);
            var position = closure.Argument.SpanStart;
            var type = closure.Model.GetEnclosingSymbol(position, cancellationToken)!.ContainingType;
            if (!methods.TryGetValue(type, out var method))
            {
                method = NewName(run, closure.Model, closure.Argument);
                methods.Add(type, method);
                editor.InsertAfter(closure.Member, Trampoline(closure, method, editor.OriginalRoot));
            }

            var handleType = MemberText.NameInScope(closure.Model, position, "System.Runtime.InteropServices", "GCHandle");
            var isVariable = closure.Argument is IdentifierNameSyntax && closure.Model.GetSymbolInfo(closure.Argument, cancellationToken).Symbol is not IMethodSymbol;
            var local = isVariable ? closure.Argument.ToString() : NewLocal(run, closure, _parameter.Identifier.ValueText);
            var handle = NewLocal(run, closure, local.TrimStart('@', '_') + "Handle");
            var before = (isVariable ? "" : $"{Named(_delegate, closure)} {local} = {closure.Argument.WithoutTrivia().ToString().Replace("\r\n", "\n")};\n")
                + $"{handleType} {handle} = {handleType}.Alloc({local});";
            var address = $"{handleType}.ToIntPtr({handle})";
            editor.ReplaceNode(closure.Argument, SyntaxFactory.PrefixUnaryExpression(SyntaxKind.AddressOfExpression, SyntaxFactory.IdentifierName(method)).WithTriviaFrom(closure.Argument));
            editor.ReplaceNode(
                closure.UserData,
                SyntaxFactory.ParseExpression(_importUserDataIsPointer ? $"(void*){address}" : address).WithTriviaFrom(closure.UserData));
            closure.Scope.Apply(editor, before, "", $"{handle}.Free();");
            if (!IsUnsafe(closure.Argument))
            {
                editor.ReplaceNode(closure.Member, (current, _) => Unsafe((MemberDeclarationSyntax)current));
            }
        }
    }

    private async Task ReleaseDelegateAsync(EditRun run, CancellationToken cancellationToken)
    {
        if (_unmanagedDelegate is var (document, declaration, attribute))
        {
            var editor = await run.EditorOfAsync(document.Id, cancellationToken).ConfigureAwait(false);
            var name = AttributeNames.Of(attribute);
            editor.ReplaceNode(declaration, (current, _) =>
                AttributeListPlacement.ListsOf(current).SelectMany(list => list.Attributes).FirstOrDefault(candidate => AttributeNames.Of(candidate) == name) is { } present
                    ? AttributeListPlacement.Remove(current, present)
                    : current);
        }
    }

    private static string Named(ITypeSymbol type, Closure closure) => type.ToMinimalDisplayString(closure.Model, NullableFlowState.None, closure.Member.SpanStart);

    /// <summary>The static method that native code calls: it finds the callback in the user data. What the callback throws ends the process, as it did when it met native frames.</summary>
    private MemberDeclarationSyntax Trampoline(Closure closure, string name, SyntaxNode root)
    {
        var position = closure.Member.SpanStart;
        var model = closure.Model;
        var names = _invoke.Parameters.Select((parameter, index) => parameter.Name.Length > 0 ? "@" + parameter.Name : "value" + (index + 1))
            .Select(parameter => SyntaxFacts.GetKeywordKind(parameter.Substring(1)) == SyntaxKind.None && parameter[0] == '@' ? parameter.Substring(1) : parameter).ToList();
        var parameters = string.Join(", ", _invoke.Parameters.Select((parameter, index) => $"{Named(parameter.Type, closure)} {names[index]}"));
        var userData = names[_userDataOfCallback];
        var isPointer = _invoke.Parameters[_userDataOfCallback].Type.TypeKind == TypeKind.Pointer;
        var usesPointers = isPointer || _invoke.Parameters.Select(parameter => parameter.Type).Append(_invoke.ReturnType).Any(type => type.TypeKind is TypeKind.Pointer or TypeKind.FunctionPointer);
        var modifier = usesPointers && !IsTypeUnsafe(closure.Argument) ? "unsafe " : "";
        var handleType = MemberText.NameInScope(model, position, "System.Runtime.InteropServices", "GCHandle");
        var forgiving = (model.GetNullableContext(position) & NullableContext.WarningsEnabled) != 0 ? "!" : "";
        var caught = names.Contains("exception") ? "thrown" : "exception";
        var call = $"(({Named(_delegate, closure)}){handleType}.FromIntPtr({(isPointer ? "(nint)" : "")}{userData}).Target{forgiving})({string.Join(", ", names)});";
        var (result, failed) = _invoke.ReturnsVoid ? ("", "") : ("return ", "return default;\n");
        var text = $$"""
            {{AttributeText(model, position)}}
            private static {{modifier}}{{Named(_invoke.ReturnType, closure)}} {{name}}({{parameters}})
            {
            try
            {
            {{result}}{{call}}
            }
            catch ({{MemberText.NameInScope(model, position, "System", "Exception")}} {{caught}})
            {
            // No exception may cross the frames of native code.
            {{MemberText.NameInScope(model, position, "System", "Environment")}}.FailFast("A callback of {{_import.Identifier.ValueText}} failed.", {{caught}});
            {{failed}}}
            }
            """;
        var end = SyntaxFactory.EndOfLine(MemberText.NewLineOf(root));
        return MemberText.Parse(root, text.Replace("\r\n", "\n")).WithLeadingTrivia(end).WithTrailingTrivia(end);
    }

    /// <summary>A name that nothing in the member has.</summary>
    private static string NewLocal(EditRun run, Closure closure, string wish)
    {
        var taken = new HashSet<string>(closure.Member.DescendantTokens().Where(token => token.IsKind(SyntaxKind.IdentifierToken)).Select(token => token.ValueText), StringComparer.Ordinal);
        var stem = char.ToLowerInvariant(wish[0]) + wish.Substring(1);
        for (var number = 1; ; number++)
        {
            var name = number == 1 ? stem : stem + number;
            if (!taken.Contains(name) && SyntaxFacts.GetKeywordKind(name) == SyntaxKind.None && run.IsFirst($"local:{closure.Document.Id}:{closure.Member.SpanStart}:{name}"))
            {
                return name;
            }
        }
    }

    /// <summary>A call whose callback travels as user data.</summary>
    private sealed record Closure(Document Document, SemanticModel Model, ExpressionSyntax Argument, ExpressionSyntax UserData, MemberDeclarationSyntax Member, TryFinally Scope);
}
