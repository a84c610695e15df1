using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Runtime.InteropServices;
using System.Threading;
using System.Threading.Tasks;
using BoundaryLint.Analysis;
using BoundaryLint.Contracts;
using BoundaryLint.Signatures;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using Microsoft.CodeAnalysis.FindSymbols;
using Microsoft.CodeAnalysis.Formatting;
using Microsoft.CodeAnalysis.Operations;

namespace BoundaryLint.CodeFixes.Editing;

/// <summary>
/// Turns the callback parameter of an import into a function pointer. This changes the type for every caller, so that it is planned for all calls in the solution or not at all.
/// </summary>
internal sealed partial class FunctionPointerConversion
{
    private readonly Document _document;
    private readonly MethodDeclarationSyntax _import;
    private readonly ParameterSyntax _parameter;
    private readonly SemanticModel _model;
    private readonly INamedTypeSymbol _delegate;
    private readonly IMethodSymbol _invoke;
    private readonly string _convention;
    private readonly List<Use> _uses = [];
    private readonly Dictionary<IMethodSymbol, (Document Document, MethodDeclarationSyntax Declaration)> _targets = new(SymbolEqualityComparer.Default);

    private FunctionPointerConversion(
        Document document, MethodDeclarationSyntax import, ParameterSyntax parameter, SemanticModel model, INamedTypeSymbol type, string convention)
    {
        _document = document;
        _import = import;
        _parameter = parameter;
        _model = model;
        _delegate = type;
        _invoke = type.DelegateInvokeMethod!;
        _convention = convention;
    }

    /// <summary>
    /// The conversion of <paramref name="parameter"/>, or null when a caller, a target or the project does not allow it. With user data, callbacks may need an object that the call
    /// carries through native code.
    /// </summary>
    public static async Task<FunctionPointerConversion?> PlanAsync(
        Project project, IMethodSymbol import, IParameterSymbol parameter, bool withUserData, CancellationToken cancellationToken)
    {
        if (await project.GetCompilationAsync(cancellationToken).ConfigureAwait(false) is not CSharpCompilation { Options.AllowUnsafe: true, LanguageVersion: >= LanguageVersion.CSharp9 } compilation
            || InteropContext.For(compilation, project.AnalyzerOptions, cancellationToken) is not { } interop
            || NativeFunctions.Of(interop).FromMethod(import) is not { Form: NativeForm.DllImport or NativeForm.LibraryImport } function
            || !IsOwn(import, compilation)
            || import.ContainingType.GetMembers(import.Name).Length != 1
            || parameter is not { RefKind: RefKind.None, HasExplicitDefaultValue: false, IsParams: false, Type: INamedTypeSymbol { DelegateInvokeMethod: { } invoke, IsGenericType: false } type }
            || !parameter.GetAttributes().All(attribute => attribute.AttributeClass?.Name != "MarshalAsAttribute")
            || !CrossesUnchanged(invoke, interop)
            || ConventionOf(type, function, interop) is not { } convention
            || interop.Types.UnmanagedCallersOnlyAttribute is not { } attribute
            || SymbolEqualityComparer.Default.Equals(attribute.ContainingAssembly, compilation.Assembly)
            || interop.Types.Find("System.Runtime.CompilerServices.CallConv" + convention) is null
            || parameter.DeclaringSyntaxReferences.FirstOrDefault() is not { } place
            || await place.GetSyntaxAsync(cancellationToken).ConfigureAwait(false) is not ParameterSyntax { Parent.Parent: MethodDeclarationSyntax declaration } syntax
            || project.GetDocument(place.SyntaxTree) is not { } document
            || !CanBeChanged(document)
            || await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false) is not { } model)
        {
            return null;
        }

        var conversion = new FunctionPointerConversion(document, declaration, syntax, model, type, convention);
        if (withUserData)
        {
            conversion.AllowClosures(interop, function, parameter);
        }

        return await conversion.AddUsesAsync(import, parameter.Ordinal, project, cancellationToken).ConfigureAwait(false)
            && await conversion.AddTargetsAsync(project, compilation, cancellationToken).ConfigureAwait(false)
            ? await conversion.WithDelegateAsync(project, import, interop, cancellationToken).ConfigureAwait(false)
            : null;
    }

    public async Task ApplyAsync(EditRun run, CancellationToken cancellationToken)
    {
        if (!run.IsFirst($"pointer:{_document.Id}:{_parameter.Span}"))
        {
            return;
        }

        // New members are put behind the same node last one first, so that they stand in the order of the calls.
        var names = _uses.Select(use => use.Target is AnonymousFunctionExpressionSyntax lambda ? NewName(run, use.Model, lambda) : use.Target.ToString()).ToList();
        for (var index = _uses.Count - 1; index >= 0; index--)
        {
            var use = _uses[index];
            var editor = await run.EditorOfAsync(use.Document.Id, cancellationToken).ConfigureAwait(false);
            if (use.Target is AnonymousFunctionExpressionSyntax lambda)
            {
                editor.InsertAfter(use.Member, MethodOf(lambda, use, names[index], editor.OriginalRoot));
            }

            editor.ReplaceNode(
                use.Argument,
                SyntaxFactory.PrefixUnaryExpression(SyntaxKind.AddressOfExpression, SyntaxFactory.ParseExpression(names[index])).WithTriviaFrom(use.Argument));
            if (!IsUnsafe(use.Argument))
            {
                editor.ReplaceNode(use.Member, (current, _) => Unsafe((MemberDeclarationSyntax)current));
            }
        }

        await ApplyClosuresAsync(run, cancellationToken).ConfigureAwait(false);
        await ReleaseDelegateAsync(run, cancellationToken).ConfigureAwait(false);
        foreach (var (document, target) in _targets.Values)
        {
            var editor = await run.EditorOfAsync(document.Id, cancellationToken).ConfigureAwait(false);
            var targetModel = (await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false))!;
            var attribute = AttributeText(targetModel, target.SpanStart);
            editor.ReplaceNode(target, (current, _) => WithAttribute((MethodDeclarationSyntax)current, attribute, MemberText.NewLineOf(editor.OriginalRoot)));
        }

        var native = await run.EditorOfAsync(_document.Id, cancellationToken).ConfigureAwait(false);
        native.ReplaceNode(_parameter.Type!, PointerType().WithTriviaFrom(_parameter.Type!));
        if (!IsUnsafe(_parameter))
        {
            native.ReplaceNode(_import, (current, _) => Unsafe((MemberDeclarationSyntax)current));
        }
    }

    /// <summary>Whether the import is an ordinary method of the project that code outside it cannot see.</summary>
    private static bool IsOwn(IMethodSymbol import, Compilation compilation)
    {
        if (import is not { MethodKind: MethodKind.Ordinary, IsStatic: true } || !SymbolEqualityComparer.Default.Equals(import.ContainingAssembly, compilation.Assembly))
        {
            return false;
        }

        for (ISymbol? symbol = import; symbol is not null and not INamespaceSymbol; symbol = symbol.ContainingSymbol)
        {
            if (symbol.DeclaredAccessibility is Accessibility.Private or Accessibility.Internal or Accessibility.ProtectedAndInternal)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A file that several projects or target frameworks share would have to suit all of them.</summary>
    private static bool CanBeChanged(Document document) => document is not SourceGeneratedDocument && document.GetLinkedDocumentIds().IsEmpty;

    /// <summary>Whether no value of the callback is marshalled: a function pointer's are not.</summary>
    private static bool CrossesUnchanged(IMethodSymbol invoke, InteropContext interop) =>
        !invoke.ReturnsByRef
        && !invoke.ReturnsByRefReadonly
        && invoke.GetReturnTypeAttributes().Attribute(interop.Types.MarshalAsAttribute) is null
        && (invoke.ReturnsVoid || CrossesUnchanged(invoke.ReturnType, interop))
        && invoke.Parameters.All(parameter =>
            parameter is { RefKind: RefKind.None, IsParams: false }
            && !parameter.HasAttribute(interop.Types.MarshalAsAttribute)
            && CrossesUnchanged(parameter.Type, interop));

    private static bool CrossesUnchanged(ITypeSymbol type, InteropContext interop)
    {
        switch (type)
        {
            case { TypeKind: TypeKind.Pointer or TypeKind.FunctionPointer or TypeKind.Enum }:
                return true;
            case { SpecialType: SpecialType.System_SByte or SpecialType.System_Byte or SpecialType.System_Int16 or SpecialType.System_UInt16 or SpecialType.System_Int32
                or SpecialType.System_UInt32 or SpecialType.System_Int64 or SpecialType.System_UInt64 or SpecialType.System_Single or SpecialType.System_Double
                or SpecialType.System_IntPtr or SpecialType.System_UIntPtr }:
                return true;
            case INamedTypeSymbol { TypeKind: TypeKind.Struct, SpecialType: SpecialType.None, IsUnmanagedType: true, IsGenericType: false } named:
                var value = MarshallingReader.Of(interop).ReadValue(
                    named,
                    ImmutableArray<AttributeData>.Empty,
                    new MarshallingDefaults(MarshallingMode.Runtime, TextEncoding.Ansi, MarshallingSource.Implied));
                return value.IsBlittable && value.NotStable.IsEmpty && value.NotByValue.IsEmpty;
            default:
                return false;
        }
    }

    /// <summary>
    /// The convention that the delegate states, otherwise C's own. Null where neither is right: the functions of Windows call back with their own convention, and the runtime
    /// does not support the fast one.
    /// </summary>
    private static string? ConventionOf(INamedTypeSymbol type, NativeFunction function, InteropContext interop)
    {
        if (type.Attribute(interop.Types.UnmanagedFunctionPointerAttribute) is not { } attribute)
        {
            return SystemLibraries.IsWindows(function.Library) ? null : "Cdecl";
        }

        return attribute.TryGetConstructorInteger(0, out var stated)
            ? (CallingConvention)(int)stated switch
            {
                CallingConvention.Cdecl => "Cdecl",
                CallingConvention.StdCall or CallingConvention.Winapi => "Stdcall",
                CallingConvention.ThisCall => "Thiscall",
                _ => null,
            }
            : null;
    }

    /// <summary>Finds what every call of the import passes; false when one of them cannot pass an address.</summary>
    private async Task<bool> AddUsesAsync(IMethodSymbol import, int ordinal, Project project, CancellationToken cancellationToken)
    {
        foreach (var reference in await SymbolFinder.FindReferencesAsync(import, project.Solution, cancellationToken).ConfigureAwait(false))
        {
            foreach (var location in reference.Locations)
            {
                if (location.Document.Project.Id != project.Id
                    || !CanBeChanged(location.Document)
                    || await location.Document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false) is not { } root
                    || await location.Document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false) is not { } model
                    || root.FindNode(location.Location.SourceSpan, getInnermostNodeForTie: true) is not { } name
                    || (name.Parent is MemberAccessExpressionSyntax access && access.Name == name ? access.Parent : name.Parent) is not InvocationExpressionSyntax syntax
                    || !syntax.Expression.Span.Contains(name.Span)
                    || model.GetOperation(syntax, cancellationToken) is not IInvocationOperation call
                    || !SymbolEqualityComparer.Default.Equals(call.TargetMethod, import)
                    || call.Arguments.FirstOrDefault(value => value.Parameter?.Ordinal == ordinal) is not { Syntax: ArgumentSyntax argument } passed)
                {
                    return false;
                }

                if (argument.Expression.IsKind(SyntaxKind.NullLiteralExpression) || argument.Expression.IsKind(SyntaxKind.DefaultLiteralExpression))
                {
                    continue;
                }

                if (TargetOf(passed.Value) is not { } target)
                {
                    if (!AddClosure(location.Document, model, call, passed, cancellationToken))
                    {
                        return false;
                    }

                    continue;
                }

                if (MemberOf(syntax) is not { } member
                    || IsInExpressionTree(syntax, model, cancellationToken))
                {
                    return false;
                }

                if (target is IMethodReferenceOperation method)
                {
                    _uses.Add(new Use(location.Document, model, argument.Expression, member, (ExpressionSyntax)method.Syntax, method.Method));
                }
                else if (CanBeMethod((IAnonymousFunctionOperation)target, model, cancellationToken))
                {
                    _uses.Add(new Use(location.Document, model, argument.Expression, member, (ExpressionSyntax)target.Syntax, Method: null));
                }
                else if (!AddClosure(location.Document, model, call, passed, cancellationToken))
                {
                    return false;
                }
            }
        }

        return _uses.Count + _closures.Count > 0 && !DoClosuresMeet();
    }

    /// <summary>The static method or the lambda that the delegate would be made of.</summary>
    private static IOperation? TargetOf(IOperation value)
    {
        while (value is IConversionOperation { Operand: { } operand })
        {
            value = operand;
        }

        return value is IDelegateCreationOperation creation
            ? creation.Target switch
            {
                IMethodReferenceOperation { Method: { IsStatic: true, MethodKind: MethodKind.Ordinary } } method => method,
                IAnonymousFunctionOperation lambda => lambda,
                _ => null,
            }
            : null;
    }

    /// <summary>The member that may become unsafe: iterators and methods that await may not.</summary>
    private static MemberDeclarationSyntax? MemberOf(SyntaxNode node)
    {
        var member = node.FirstAncestorOrSelf<MemberDeclarationSyntax>();
        return member is BaseMethodDeclarationSyntax or BasePropertyDeclarationSyntax
            && member.Parent is ClassDeclarationSyntax or StructDeclarationSyntax or RecordDeclarationSyntax
            && !member.Modifiers.Any(SyntaxKind.PartialKeyword)
            && !member.DescendantTokens().Any(token => token.IsKind(SyntaxKind.AwaitKeyword) || token.IsKind(SyntaxKind.YieldKeyword))
            ? member
            : null;
    }

    private static bool IsInExpressionTree(SyntaxNode node, SemanticModel model, CancellationToken cancellationToken) => node.Ancestors().Any(ancestor =>
        ancestor is QueryExpressionSyntax
        || (ancestor is AnonymousFunctionExpressionSyntax && model.GetTypeInfo(ancestor, cancellationToken).ConvertedType?.TypeKind != TypeKind.Delegate));

    /// <summary>Whether the lambda can stand as a method beside the one that it is written in.</summary>
    private static bool CanBeMethod(IAnonymousFunctionOperation lambda, SemanticModel model, CancellationToken cancellationToken)
    {
        var syntax = (AnonymousFunctionExpressionSyntax)lambda.Syntax;
        if (lambda.Symbol.IsAsync
            || syntax.ContainsDirectives
            || syntax is LambdaExpressionSyntax { AttributeLists.Count: > 0 }
            || syntax.Ancestors().Any(ancestor => ancestor is CheckedStatementSyntax or CheckedExpressionSyntax)
            || model.GetEnclosingSymbol(syntax.SpanStart, cancellationToken)?.ContainingType is not { IsGenericType: false })
        {
            return false;
        }

        foreach (var operation in lambda.Descendants())
        {
            // A callback given to native code inside may be converted together with this one, and the edits would meet.
            if (operation is IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance }
                || (operation is IInvocationOperation { TargetMethod: { IsExtern: true } or { IsPartialDefinition: true } } call && call.TargetMethod.Parameters.Any(parameter => parameter.Type.TypeKind == TypeKind.Delegate)))
            {
                return false;
            }
        }

        foreach (var name in syntax.DescendantNodes().OfType<SimpleNameSyntax>())
        {
            if (model.GetSymbolInfo(name, cancellationToken).Symbol
                    is ILocalSymbol or IParameterSymbol or IRangeVariableSymbol or ITypeParameterSymbol or IMethodSymbol { MethodKind: MethodKind.LocalFunction }
                && model.GetSymbolInfo(name, cancellationToken).Symbol is { } symbol
                && !symbol.Locations.Any(location => location.SourceTree == syntax.SyntaxTree && syntax.Span.Contains(location.SourceSpan)))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Finds the methods that native code will call; false when one of them is used in another way, which the attribute forbids.</summary>
    private async Task<bool> AddTargetsAsync(Project project, Compilation compilation, CancellationToken cancellationToken)
    {
        foreach (var use in _uses)
        {
            if (use.Method is not { } method || _targets.ContainsKey(method))
            {
                continue;
            }

            if (!CanBeExported(method, compilation, cancellationToken)
                || method.DeclaringSyntaxReferences.FirstOrDefault() is not { } place
                || await place.GetSyntaxAsync(cancellationToken).ConfigureAwait(false) is not MethodDeclarationSyntax declaration
                || project.GetDocument(place.SyntaxTree) is not { } document
                || !CanBeChanged(document))
            {
                return false;
            }

            foreach (var reference in await SymbolFinder.FindReferencesAsync(method, project.Solution, cancellationToken).ConfigureAwait(false))
            {
                foreach (var location in reference.Locations)
                {
                    if (!_uses.Any(known => known.Document.Id == location.Document.Id && known.Target is not AnonymousFunctionExpressionSyntax
                        && known.Target.Span.Contains(location.Location.SourceSpan)))
                    {
                        return false;
                    }
                }
            }

            _targets.Add(method, (document, declaration));
        }

        return true;
    }

    private bool CanBeExported(IMethodSymbol method, Compilation compilation, CancellationToken cancellationToken) =>
        method is { IsExtern: false, IsAsync: false, IsGenericMethod: false, PartialDefinitionPart: null, PartialImplementationPart: null, IsPartialDefinition: false }
        && method.ContainingType is { IsGenericType: false, TypeKind: TypeKind.Class or TypeKind.Struct } type
        && !type.AllInterfaces.Any(implemented => implemented.GetMembers(method.Name).Any(member => member.IsStatic))
        && !method.GetAttributes().Any(attribute => attribute.AttributeClass?.Name == "ModuleInitializerAttribute")
        && !SymbolEqualityComparer.Default.Equals(method, compilation.GetEntryPoint(cancellationToken))
        && SymbolEqualityComparer.Default.Equals(method.ReturnType, _invoke.ReturnType)
        && method.Parameters.Length == _invoke.Parameters.Length
        && method.Parameters.Zip(_invoke.Parameters, (own, called) => own is { RefKind: RefKind.None, IsOptional: false, IsParams: false }
            && SymbolEqualityComparer.Default.Equals(own.Type, called.Type)).All(isSame => isSame);

    private TypeSyntax PointerType()
    {
        var types = _invoke.Parameters.Select(parameter => parameter.Type).Append(_invoke.ReturnType)
            .Select(type => type.ToMinimalDisplayString(_model, NullableFlowState.None, _parameter.SpanStart));
        return SyntaxFactory.ParseTypeName($"delegate* unmanaged[{_convention}]<{string.Join(", ", types)}>");
    }

    private string AttributeText(SemanticModel model, int position)
    {
        var attribute = MemberText.NameInScope(model, position, "System.Runtime.InteropServices", "UnmanagedCallersOnlyAttribute");
        var convention = MemberText.NameInScope(model, position, "System.Runtime.CompilerServices", "CallConv" + _convention);
        return $"[{attribute.Substring(0, attribute.Length - "Attribute".Length)}(CallConvs = new[] {{ typeof({convention}) }})]";
    }

    /// <summary>A name after the parameter that nothing around the callback has.</summary>
    private string NewName(EditRun run, SemanticModel model, ExpressionSyntax callback)
    {
        var parameter = _parameter.Identifier.ValueText.TrimStart('_');
        var capitalized = parameter.Length == 0 ? "Callback" : char.ToUpperInvariant(parameter[0]) + parameter.Substring(1);
        var stem = capitalized.Length > 2 && capitalized.StartsWith("On", StringComparison.Ordinal) && char.IsUpper(capitalized[2]) ? capitalized : "On" + capitalized;
        var taken = new HashSet<string>(
            callback.SyntaxTree.GetRoot().DescendantTokens().Where(token => token.IsKind(SyntaxKind.IdentifierToken)).Select(token => token.ValueText),
            StringComparer.Ordinal);
        for (var number = 1; ; number++)
        {
            var name = number == 1 ? stem : stem + number;
            if (!taken.Contains(name)
                && model.LookupSymbols(callback.SpanStart, name: name).IsEmpty
                && run.IsFirst($"name:{model.GetEnclosingSymbol(callback.SpanStart)!.ContainingType.ToDisplayString()}:{name}"))
            {
                return name;
            }
        }
    }

    private MemberDeclarationSyntax MethodOf(AnonymousFunctionExpressionSyntax lambda, Use use, string name, SyntaxNode root)
    {
        string Written(ITypeSymbol type) => type.ToMinimalDisplayString(use.Model, NullableFlowState.None, use.Member.SpanStart);

        var names = lambda switch
        {
            SimpleLambdaExpressionSyntax simple => [simple.Parameter.Identifier.Text],
            ParenthesizedLambdaExpressionSyntax full => full.ParameterList.Parameters.Select(parameter => parameter.Identifier.Text).ToList(),
            AnonymousMethodExpressionSyntax { ParameterList: { } list } => list.Parameters.Select(parameter => parameter.Identifier.Text).ToList(),
            _ => _invoke.Parameters.Select((_, index) => "unused" + (index + 1)).ToList(),
        };
        if (names.Count(one => one == "_") > 1)
        {
            // Several are discards, which only lambdas have.
            names = names.Select((one, index) => one == "_" ? "unused" + (index + 1) : one).ToList();
        }

        var parameters = string.Join(", ", _invoke.Parameters.Select((parameter, index) => $"{Written(parameter.Type)} {names[index]}"));
        // An anonymous method without parameter list needs no unsafe code, whatever the delegate has.
        var usesPointers = _invoke.Parameters.Select(parameter => parameter.Type).Append(_invoke.ReturnType)
            .Any(type => type.TypeKind is TypeKind.Pointer or TypeKind.FunctionPointer);
        var modifier = (usesPointers || IsUnsafe(lambda)) && !IsTypeUnsafe(lambda) ? "unsafe " : "";
        var body = lambda.Body.ToString().Replace("\r\n", "\n");
        var text = $"{AttributeText(use.Model, use.Member.SpanStart)}\nprivate static {modifier}{Written(_invoke.ReturnType)} {name}({parameters})"
            + (lambda.Body is BlockSyntax ? "\n" + body : $" => {body};");
        var end = SyntaxFactory.EndOfLine(MemberText.NewLineOf(root));
        return MemberText.Parse(root, text).WithLeadingTrivia(end).WithTrailingTrivia(end);
    }

    private static bool IsUnsafe(SyntaxNode node) => IsTypeUnsafe(node) || node.AncestorsAndSelf().Any(ancestor => ancestor switch
    {
        UnsafeStatementSyntax => true,
        LocalFunctionStatementSyntax function => function.Modifiers.Any(SyntaxKind.UnsafeKeyword),
        MemberDeclarationSyntax member => member.Modifiers.Any(SyntaxKind.UnsafeKeyword),
        _ => false,
    });

    private static bool IsTypeUnsafe(SyntaxNode node) => node.Ancestors().OfType<TypeDeclarationSyntax>().Any(type => type.Modifiers.Any(SyntaxKind.UnsafeKeyword));

    private static MemberDeclarationSyntax Unsafe(MemberDeclarationSyntax member)
    {
        if (member.Modifiers.Any(SyntaxKind.UnsafeKeyword))
        {
            return member;
        }

        var word = SyntaxFactory.Token(SyntaxKind.UnsafeKeyword).WithTrailingTrivia(SyntaxFactory.Space);
        if (member.Modifiers.Count > 0)
        {
            // `partial` has to stay the last one.
            var partial = member.Modifiers.IndexOf(SyntaxKind.PartialKeyword);
            return partial == 0
                ? member.WithModifiers(member.Modifiers.Replace(member.Modifiers[0], member.Modifiers[0].WithLeadingTrivia()).Insert(0, word.WithLeadingTrivia(member.Modifiers[0].LeadingTrivia)))
                : member.WithModifiers(member.Modifiers.Insert(partial < 0 ? member.Modifiers.Count : partial, word));
        }

        var first = member.AttributeLists.Count > 0 ? member.AttributeLists.Last().GetLastToken().GetNextToken() : member.GetFirstToken();
        return member.ReplaceToken(first, first.WithLeadingTrivia()).WithModifiers(SyntaxFactory.TokenList(word.WithLeadingTrivia(first.LeadingTrivia)));
    }

    private static MethodDeclarationSyntax WithAttribute(MethodDeclarationSyntax method, string attribute, string newLine)
    {
        var indentation = method.GetLeadingTrivia().LastOrDefault() is var last && last.IsKind(SyntaxKind.WhitespaceTrivia) ? SyntaxFactory.TriviaList(last) : default;
        var list = ((MethodDeclarationSyntax)SyntaxFactory.ParseMemberDeclaration(attribute + " void M() { }")!).AttributeLists[0]
            .WithTrailingTrivia(SyntaxFactory.EndOfLine(newLine));
        return method.AttributeLists.Count > 0
            ? method.WithAttributeLists(method.AttributeLists.Add(list.WithLeadingTrivia(indentation)))
            : method.WithLeadingTrivia(indentation).WithAttributeLists(SyntaxFactory.SingletonList(list.WithLeadingTrivia(method.GetLeadingTrivia())));
    }

    /// <summary>A call that passes something to the parameter.</summary>
    private sealed record Use(
        Document Document, SemanticModel Model, ExpressionSyntax Argument, MemberDeclarationSyntax Member, ExpressionSyntax Target, IMethodSymbol? Method);
}
