using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BoundaryLint.CodeFixes.Editing;

/// <summary>Mends errors about types in one document, each in the way that keeps what the code means.</summary>
internal sealed class ConversionMend
{
    private readonly SemanticModel _model;
    private readonly Document _document;
    private readonly HashSet<string> _concerned;
    private readonly CancellationToken _cancellationToken;
    private readonly Dictionary<DocumentId, Dictionary<SyntaxNode, SyntaxNode>> _edits = new();

    private ConversionMend(Document document, SemanticModel model, HashSet<string> concerned, CancellationToken cancellationToken)
    {
        _document = document;
        _model = model;
        _concerned = concerned;
        _cancellationToken = cancellationToken;
    }

    /// <summary>The solution with all <paramref name="errors"/> of the document mended, or null where one of them is of another kind.</summary>
    /// <param name="concerned">Gets the names of methods whose signature changes with a delegate.</param>
    public static async Task<Solution?> ApplyAsync(Document document, List<Diagnostic> errors, HashSet<string> concerned, CancellationToken cancellationToken)
    {
        if (await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false) is not { } model
            || await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false) is not { } root)
        {
            return null;
        }

        var mend = new ConversionMend(document, model, concerned, cancellationToken);
        foreach (var error in errors)
        {
            if (error.Location.SourceTree != root.SyntaxTree || !mend.Mends(error.Id, root.FindNode(error.Location.SourceSpan, getInnermostNodeForTie: true)))
            {
                return null;
            }
        }

        return await mend.AppliedAsync(cancellationToken).ConfigureAwait(false);
    }

    private bool Mends(string error, SyntaxNode node) => error switch
    {
        // No implicit conversion, whether an explicit one exists or not; a constant that is out of range; an argument of another type, or passed in another way.
        "CS0266" or "CS0029" or "CS0031" or "CS0221" or "CS1503" or "CS1620" or "CS1615" => node switch
        {
            ArgumentSyntax argument => MendsArgument(argument),
            ExpressionSyntax { Parent: ArgumentSyntax argument } => MendsArgument(argument),
            AssignmentExpressionSyntax assignment when !assignment.IsKind(SyntaxKind.SimpleAssignmentExpression) => MendsCompound(assignment),
            ExpressionSyntax expression => TargetOf(expression) is { } target && (MendsMethod(expression, target) || Convert(expression, target)),
            _ => false,
        },

        // An operator without a form for its operands, or with two.
        "CS0019" or "CS0034" when node is AssignmentExpressionSyntax assignment => MendsCompound(assignment),
        "CS0019" or "CS0034" => node.FirstAncestorOrSelf<BinaryExpressionSyntax>() is { } binary && (MendsOperand(binary.Left, binary.Right) | MendsOperand(binary.Right, binary.Left)),
        "CS0023" => node.FirstAncestorOrSelf<PrefixUnaryExpressionSyntax>() is { } unary && MendsOperand(unary.Operand, null),

        // A conversion that the old type had, and a call that fits several methods since.
        "CS0030" => node.FirstAncestorOrSelf<CastExpressionSyntax>() is { } cast && MendsOperand(cast.Expression, null),
        "CS0121" => node.FirstAncestorOrSelf<InvocationExpressionSyntax>() is { } call && MendsAmbiguity(call.ArgumentList.Arguments),

        // A method that does not fit its delegate or function pointer, and parameters of lambdas.
        "CS0123" or "CS0407" or "CS8757" => MethodOf(node) is { } method && TargetOf(Whole(method)) is { } wanted && MendsMethod(method, wanted),
        "CS1678" => node.FirstAncestorOrSelf<ParameterSyntax>() is { } parameter && MendsLambdaParameter(parameter),
        "CS1661" => true,
        _ => false,
    };

    private bool MendsArgument(ArgumentSyntax argument)
    {
        if (ParameterOf(argument) is not { } parameter)
        {
            return false;
        }

        if (parameter.RefKind == RefKind.None && (argument.RefKindKeyword.IsKind(SyntaxKind.RefKeyword) || argument.RefKindKeyword.IsKind(SyntaxKind.InKeyword)))
        {
            return Replace(argument, argument.WithRefKindKeyword(default).WithExpression(argument.Expression.WithLeadingTrivia(argument.RefKindKeyword.LeadingTrivia)));
        }

        if (parameter.RefKind == RefKind.Ref && argument.RefKindKeyword.IsKind(SyntaxKind.None) && IsVariable(argument.Expression) && IsSame(_model.GetTypeInfo(argument.Expression, _cancellationToken).Type, parameter.Type))
        {
            var keyword = SyntaxFactory.Token(SyntaxKind.RefKeyword).WithLeadingTrivia(argument.Expression.GetLeadingTrivia()).WithTrailingTrivia(SyntaxFactory.Space);
            return Replace(argument, argument.WithRefKindKeyword(keyword).WithExpression(argument.Expression.WithoutLeadingTrivia()));
        }

        return parameter.RefKind == RefKind.None
            ? MendsMethod(argument.Expression, parameter.Type) || MendsAddress(argument.Expression, parameter.Type) || Convert(argument.Expression, parameter.Type)
            : parameter.RefKind is RefKind.Ref or RefKind.Out or RefKind.In && !argument.RefKindKeyword.IsKind(SyntaxKind.None)
                ? MendsVariable(argument.Expression, parameter.Type)
                : parameter.RefKind == RefKind.In && Convert(argument.Expression, parameter.Type);
    }

    /// <summary>A variable that native code writes has the type that it writes.</summary>
    private bool MendsVariable(ExpressionSyntax variable, ITypeSymbol type)
    {
        if (variable is DeclarationExpressionSyntax { Type: { IsVar: false } declared })
        {
            return IsNumber(_model.GetTypeInfo(declared, _cancellationToken).Type) && Replace(declared, TypeName(type, declared));
        }

        return _model.GetSymbolInfo(variable, _cancellationToken).Symbol is ILocalSymbol { RefKind: RefKind.None } local
            && IsNumber(local.Type)
            && local.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(_cancellationToken) switch
            {
                VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax { Variables.Count: 1, Parent: LocalDeclarationStatementSyntax } declaration } => Replace(declaration.Type, TypeName(type, declaration.Type)),
                SingleVariableDesignationSyntax { Parent: DeclarationExpressionSyntax { Type: { IsVar: false } outType } } => Replace(outType, TypeName(type, outType)),
                _ => false,
            };
    }

    /// <summary>The address of a local variable for a pointer to another number.</summary>
    private bool MendsAddress(ExpressionSyntax argument, ITypeSymbol target) =>
        target is IPointerTypeSymbol { PointedAtType: var pointee }
        && argument is PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.AddressOfExpression, Operand: var operand }
        && IsNumber(pointee)
        && MendsVariable(operand, pointee);

    /// <summary>A method of one declaration takes over the types of the delegate or function pointer that it stands behind.</summary>
    private bool MendsMethod(ExpressionSyntax expression, ITypeSymbol target)
    {
        var group = expression is PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.AddressOfExpression, Operand: var operand } ? operand : expression;
        var signature = target switch
        {
            INamedTypeSymbol { DelegateInvokeMethod: { } invoke } => invoke,
            IFunctionPointerTypeSymbol pointer => pointer.Signature,
            _ => null,
        };
        if (signature is null
            || _model.GetMemberGroup(group, _cancellationToken) is not { Length: 1 } methods
            || methods[0] is not IMethodSymbol { IsVirtual: false, IsOverride: false, IsAbstract: false, IsExtern: false, DeclaringSyntaxReferences.Length: 1 } method
            || method.Parameters.Length != signature.Parameters.Length
            || _document.Project.Solution.GetDocument(method.DeclaringSyntaxReferences[0].SyntaxTree) is not { } home)
        {
            return false;
        }

        var (parameters, returns) = method.DeclaringSyntaxReferences[0].GetSyntax(_cancellationToken) switch
        {
            MethodDeclarationSyntax declaration => (declaration.ParameterList, declaration.ReturnType),
            LocalFunctionStatementSyntax local => (local.ParameterList, local.ReturnType),
            _ => default((ParameterListSyntax?, TypeSyntax?)),
        };
        if (parameters is null || method.ExplicitInterfaceImplementations.Length > 0 || ImplementsInterface(method))
        {
            return false;
        }

        _concerned.Add(method.Name);
        var isChanged = false;
        for (var i = 0; i < signature.Parameters.Length; i++)
        {
            var (given, wanted) = (method.Parameters[i], signature.Parameters[i]);
            if (IsSame(given.Type, wanted.Type) && given.RefKind == wanted.RefKind)
            {
                continue;
            }

            if (given.RefKind != wanted.RefKind || !IsConvertible(given.Type, wanted.Type) || parameters.Parameters[i].Type is not { } type || parameters.Parameters[i].Default is not null)
            {
                return false;
            }

            isChanged |= Replace(home, type, TypeName(wanted.Type, type));
        }

        if (!IsSame(method.ReturnType, signature.ReturnType))
        {
            if (!IsConvertible(method.ReturnType, signature.ReturnType))
            {
                return false;
            }

            isChanged |= Replace(home, returns!, TypeName(signature.ReturnType, returns!));
        }

        return isChanged;
    }

    private static bool ImplementsInterface(IMethodSymbol method) => method.ContainingType.AllInterfaces
        .SelectMany(contract => contract.GetMembers(method.Name))
        .Any(member => SymbolEqualityComparer.Default.Equals(method.ContainingType.FindImplementationForInterfaceMember(member), method));

    private bool MendsLambdaParameter(ParameterSyntax parameter)
    {
        if (parameter is not { Type: { } type, Parent: ParameterListSyntax { Parent: ParenthesizedLambdaExpressionSyntax or AnonymousMethodExpressionSyntax } list }
            || TargetOf(Whole((ExpressionSyntax)list.Parent!)) is not INamedTypeSymbol { DelegateInvokeMethod: { } invoke }
            || list.Parameters.Count != invoke.Parameters.Length)
        {
            return false;
        }

        var wanted = invoke.Parameters[list.Parameters.IndexOf(parameter)];
        return _model.GetTypeInfo(type, _cancellationToken).Type is { } given && IsConvertible(given, wanted.Type) && Replace(type, TypeName(wanted.Type, type));
    }

    /// <summary>The operand with the changed type goes back to that of the other one.</summary>
    private bool MendsOperand(ExpressionSyntax operand, ExpressionSyntax? other)
    {
        if (_model.GetTypeInfo(operand, _cancellationToken).Type is not { } type)
        {
            return false;
        }

        if (IsPlatformLong(type))
        {
            return Replace(operand, ValueOf(operand));
        }

        // Only the side that came from native code is converted: the other one keeps the type in which the code calculates.
        return other is not null
            && IsPlatformSized(type)
            && _model.GetTypeInfo(other, _cancellationToken).Type is { } target
            && !IsPlatformSized(target)
            && !IsPlatformLong(target)
            && Convert(operand, target);
    }

    /// <summary><c>+=</c> and its like calculate in the type of the variable.</summary>
    private bool MendsCompound(AssignmentExpressionSyntax assignment) =>
        _model.GetTypeInfo(assignment.Left, _cancellationToken).Type is { } target && Convert(assignment.Right, target);

    /// <summary>The arguments with the changed type go back to that of the others.</summary>
    private bool MendsAmbiguity(SeparatedSyntaxList<ArgumentSyntax> arguments)
    {
        var isMended = false;
        foreach (var argument in arguments)
        {
            foreach (var other in arguments)
            {
                isMended |= other != argument && MendsOperand(argument.Expression, other.Expression);
            }
        }

        return isMended;
    }

    private bool Convert(ExpressionSyntax expression, ITypeSymbol target)
    {
        var info = _model.GetTypeInfo(expression, _cancellationToken);
        if (info.Type is not { } type || !IsConvertible(type, target) || IsSame(type, target))
        {
            return false;
        }

        var name = TypeName(target, expression);
        var value = expression.WithoutTrivia();
        ExpressionSyntax converted;
        if (IsPlatformLong(target))
        {
            // CLong has constructors for int and nint, CULong for uint and nuint.
            var isSigned = target.Name == "CLong";
            var fits = type.SpecialType is SpecialType.System_SByte or SpecialType.System_Byte or SpecialType.System_Int16 or SpecialType.System_UInt16
                || type.SpecialType == (isSigned ? SpecialType.System_Int32 : SpecialType.System_UInt32)
                || type.SpecialType == (isSigned ? SpecialType.System_IntPtr : SpecialType.System_UIntPtr)
                || (!isSigned && _model.GetConstantValue(expression, _cancellationToken) is { HasValue: true, Value: >= 0 });
            var argument = fits ? value : Cast(SyntaxFactory.ParseTypeName(isSigned ? "nint" : "nuint"), IsPlatformLong(type) ? ValueOf(value) : value);
            converted = SyntaxFactory.ObjectCreationExpression(
                SyntaxFactory.Token(SyntaxKind.NewKeyword).WithTrailingTrivia(SyntaxFactory.Space),
                name,
                SyntaxFactory.ArgumentList(SyntaxFactory.SingletonSeparatedList(SyntaxFactory.Argument(argument))),
                null);
        }
        else if (IsPlatformLong(type))
        {
            var isImplicit = target.SpecialType == (type.Name == "CLong" ? SpecialType.System_IntPtr : SpecialType.System_UIntPtr)
                || target.SpecialType == (type.Name == "CLong" ? SpecialType.System_Int64 : SpecialType.System_UInt64);
            converted = isImplicit ? ValueOf(value) : Cast(name, ValueOf(value));
        }
        else
        {
            // A constant that does not fit, such as -1 for a size, is meant bit by bit.
            converted = Cast(name, value);
            if (_model.GetConstantValue(expression, _cancellationToken) is { HasValue: true, Value: sbyte or short or int or long } constant
                && System.Convert.ToInt64(constant.Value, System.Globalization.CultureInfo.InvariantCulture) < 0
                && IsUnsigned(target))
            {
                converted = SyntaxFactory.CheckedExpression(SyntaxKind.UncheckedExpression, converted);
            }
        }

        return Replace(expression, converted.WithTriviaFrom(expression));
    }

    /// <summary>What the context of an expression wants: of a method behind a delegate, the delegate.</summary>
    private ITypeSymbol? TargetOf(ExpressionSyntax expression)
    {
        switch (expression.Parent)
        {
            case ArgumentSyntax { Parent.Parent: BaseObjectCreationExpressionSyntax creation } when _model.GetTypeInfo(creation, _cancellationToken).Type is { TypeKind: TypeKind.Delegate } made:
                return made;
            case ArgumentSyntax argument:
                return ParameterOf(argument)?.Type;
            case CastExpressionSyntax cast:
                return _model.GetTypeInfo(cast.Type, _cancellationToken).Type;
            case AssignmentExpressionSyntax assignment when assignment.Right == expression && assignment.IsKind(SyntaxKind.SimpleAssignmentExpression):
                return _model.GetTypeInfo(assignment.Left, _cancellationToken).Type;
            case EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax { Type: { IsVar: false } declared } } }:
                return _model.GetTypeInfo(declared, _cancellationToken).Type;
            default:
                return expression is BaseObjectCreationExpressionSyntax && _model.GetTypeInfo(expression, _cancellationToken).Type is { TypeKind: TypeKind.Delegate } created
                    ? created
                    : _model.GetTypeInfo(expression, _cancellationToken).ConvertedType;
        }
    }

    /// <summary>The method that an error about a delegate means: its name, or what the delegate is made of.</summary>
    private static ExpressionSyntax? MethodOf(SyntaxNode node) =>
        node is BaseObjectCreationExpressionSyntax { ArgumentList.Arguments: { Count: 1 } arguments } ? arguments[0].Expression : node as ExpressionSyntax;

    /// <summary>The expression that is converted to a delegate or function pointer, around a method's name.</summary>
    private static ExpressionSyntax Whole(ExpressionSyntax expression)
    {
        while (expression.Parent is ParenthesizedExpressionSyntax or PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.AddressOfExpression }
            || (expression.Parent is MemberAccessExpressionSyntax access && access.Name == expression))
        {
            expression = (ExpressionSyntax)expression.Parent;
        }

        return expression;
    }

    /// <summary>The parameter that an argument goes to, also where its type does not fit.</summary>
    private IParameterSymbol? ParameterOf(ArgumentSyntax argument)
    {
        if (argument.Parent is not ArgumentListSyntax { Parent: ExpressionSyntax call } list)
        {
            return null;
        }

        var info = _model.GetSymbolInfo(call, _cancellationToken);
        var method = info.Symbol as IMethodSymbol ?? (info.CandidateSymbols is { Length: 1 } candidates ? candidates[0] as IMethodSymbol : null);
        if (method is null && call is InvocationExpressionSyntax invocation)
        {
            method = _model.GetTypeInfo(invocation.Expression, _cancellationToken).Type switch
            {
                INamedTypeSymbol { DelegateInvokeMethod: { } invoke } => invoke,
                IFunctionPointerTypeSymbol pointer => pointer.Signature,
                _ => null,
            };
        }

        var place = list.Arguments.IndexOf(argument);
        return method is null
            ? null
            : argument.NameColon is { } named
            ? method.Parameters.FirstOrDefault(parameter => parameter.Name == named.Name.Identifier.ValueText)
            : place < method.Parameters.Length && !method.Parameters[place].IsParams ? method.Parameters[place] : null;
    }

    /// <summary>Whether a conversion between the types changes no more than a number's width or class, or a pointer's type.</summary>
    private bool IsConvertible(ITypeSymbol from, ITypeSymbol to)
    {
        if (IsPlatformLong(from) || IsPlatformLong(to))
        {
            return (IsPlatformLong(from) || IsNumber(from)) && (IsPlatformLong(to) || IsNumber(to));
        }

        var conversion = _model.Compilation.ClassifyConversion(from, to);
        return conversion.Exists
            && !conversion.IsReference
            && !conversion.IsBoxing
            && !conversion.IsUnboxing
            && !conversion.IsNullable
            && (IsNumber(from) || from is IPointerTypeSymbol or IFunctionPointerTypeSymbol)
            && (IsNumber(to) || to is IPointerTypeSymbol or IFunctionPointerTypeSymbol);
    }

    private static bool IsNumber(ITypeSymbol? type) =>
        type is { TypeKind: TypeKind.Enum } or { SpecialType: (>= SpecialType.System_SByte and <= SpecialType.System_UInt64) or SpecialType.System_Single or SpecialType.System_Double or SpecialType.System_IntPtr or SpecialType.System_UIntPtr }
        || IsPlatformLong(type);

    private static bool IsUnsigned(ITypeSymbol type) =>
        type.SpecialType is SpecialType.System_Byte or SpecialType.System_UInt16 or SpecialType.System_UInt32 or SpecialType.System_UInt64 or SpecialType.System_UIntPtr;

    private static bool IsPlatformSized(ITypeSymbol type) => type.SpecialType is SpecialType.System_IntPtr or SpecialType.System_UIntPtr;

    private static bool IsPlatformLong(ITypeSymbol? type) =>
        type is { Name: "CLong" or "CULong", ContainingNamespace: { Name: "InteropServices", ContainingNamespace: { Name: "Runtime", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } } } };

    private bool IsVariable(ExpressionSyntax expression) => _model.GetSymbolInfo(expression, _cancellationToken).Symbol switch
    {
        ILocalSymbol local => !local.IsConst && local.RefKind != RefKind.RefReadOnly,
        IParameterSymbol parameter => parameter.RefKind != RefKind.In,
        IFieldSymbol field => !field.IsReadOnly && !field.IsConst,
        _ => expression is ElementAccessExpressionSyntax element && _model.GetTypeInfo(element.Expression, _cancellationToken).Type is IArrayTypeSymbol,
    };

    private static bool IsSame(ITypeSymbol? left, ITypeSymbol? right) => SymbolEqualityComparer.Default.Equals(left, right);

    private TypeSyntax TypeName(ITypeSymbol type, SyntaxNode place)
    {
        var name = SyntaxFactory.ParseTypeName(type.ToMinimalDisplayString(_model, place.SpanStart));
        return place is TypeSyntax ? name.WithTriviaFrom(place) : name;
    }

    private static ExpressionSyntax Cast(TypeSyntax type, ExpressionSyntax value) => SyntaxFactory.CastExpression(
        type,
        value is BinaryExpressionSyntax or ConditionalExpressionSyntax or AssignmentExpressionSyntax or RangeExpressionSyntax or SwitchExpressionSyntax or PrefixUnaryExpressionSyntax or LambdaExpressionSyntax
            ? SyntaxFactory.ParenthesizedExpression(value)
            : value);

    private static ExpressionSyntax ValueOf(ExpressionSyntax number)
    {
        var bare = number.WithoutTrivia();
        var target = bare is IdentifierNameSyntax or MemberAccessExpressionSyntax or InvocationExpressionSyntax or ElementAccessExpressionSyntax or ParenthesizedExpressionSyntax
            ? bare
            : SyntaxFactory.ParenthesizedExpression(bare);
        return SyntaxFactory.MemberAccessExpression(SyntaxKind.SimpleMemberAccessExpression, target, SyntaxFactory.IdentifierName("Value")).WithTriviaFrom(number);
    }

    private bool Replace(SyntaxNode node, SyntaxNode replacement) => Replace(_document, node, replacement);

    private bool Replace(Document document, SyntaxNode node, SyntaxNode replacement)
    {
        if (!_edits.TryGetValue(document.Id, out var edits))
        {
            _edits.Add(document.Id, edits = new());
        }

        edits[node] = replacement;
        return true;
    }

    private async Task<Solution> AppliedAsync(CancellationToken cancellationToken)
    {
        var solution = _document.Project.Solution;
        foreach (var edits in _edits)
        {
            // An expression inside another one that changes has its turn in the next round.
            var outermost = edits.Value.Keys.Where(node => !node.Ancestors().Any(edits.Value.ContainsKey)).ToList();
            var document = solution.GetDocument(edits.Key)!;
            var root = (await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false))!.ReplaceNodes(outermost, (node, _) => edits.Value[node]);
            solution = solution.WithDocumentSyntaxRoot(edits.Key, root);
        }

        return solution;
    }
}
