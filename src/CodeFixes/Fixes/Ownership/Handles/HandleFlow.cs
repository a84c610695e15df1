using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using BoundaryLint.Contracts;
using BoundaryLint.Signatures;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FindSymbols;
using Microsoft.CodeAnalysis.Operations;

namespace BoundaryLint.CodeFixes.Ownership.Handles;

/// <summary>A place in a document.</summary>
internal readonly record struct Place(Document Document, SyntaxNode Node);

/// <summary>A comparison of a carrier with zero or minus one.</summary>
internal sealed record Comparison(Document Document, BinaryExpressionSyntax Node, ExpressionSyntax Carrier, ISymbol? Symbol, bool IsEqual);

/// <summary>A call of the release function with a carrier.</summary>
internal sealed record Release(Document Document, SyntaxNode Statement, ExpressionSyntax Carrier, ISymbol? Symbol);

/// <summary>An assignment of zero to a carrier.</summary>
internal sealed record Reset(Document Document, ExpressionSyntax Zero, AssignmentExpressionSyntax Assignment, ISymbol? Symbol);

/// <summary>
/// Follows the raw values of one handle type through the solution, forwards and backwards, until every declaration that carries one is known and every use of it is
/// understood. One use that is not understood ends it: then nothing may be retyped.
/// </summary>
internal sealed class HandleFlow
{
    private readonly Solution _solution;
    private readonly Project _home;
    private readonly ITypeSymbol _raw;
    private readonly INamedTypeSymbol? _existing;
    private readonly IMethodSymbol _releaser;
    private readonly HashSet<ISymbol> _acquirers;
    private readonly HashSet<ISymbol> _acquiredOut;
    private readonly HashSet<ISymbol> _carriers = new(SymbolEqualityComparer.Default);
    private readonly Queue<ISymbol> _pending = new();
    private readonly HashSet<(DocumentId, Microsoft.CodeAnalysis.Text.TextSpan)> _seen = [];
    private readonly CancellationToken _cancellationToken;

    public HandleFlow(Project home, ImmutableArray<HandlePair> pairs, INamedTypeSymbol? existing, CancellationToken cancellationToken)
    {
        _solution = home.Solution;
        _home = home;
        _raw = pairs[0].Handle.Type;
        _existing = existing;
        _releaser = pairs[0].Releaser.Signature;
        _acquirers = new(pairs.Where(pair => pair.Handle.IsReturn).Select(pair => pair.Acquirer.Symbol), SymbolEqualityComparer.Default);
        _acquiredOut = new(pairs.Where(pair => !pair.Handle.IsReturn).Select(pair => (ISymbol)pair.Handle.Symbol!), SymbolEqualityComparer.Default);
        _cancellationToken = cancellationToken;
    }

    /// <summary>Locals, fields, properties, parameters, and methods for their results.</summary>
    public IReadOnlyCollection<ISymbol> Carriers => _carriers;

    /// <summary>Where the type of a carrier is written.</summary>
    public List<Place> Types { get; } = [];

    public List<Comparison> Comparisons { get; } = [];

    public List<Release> Releases { get; } = [];

    public List<Reset> Resets { get; } = [];

    /// <summary>Zero as a value that is returned or that initializes a declaration.</summary>
    public List<(Document Document, ExpressionSyntax Zero, ISymbol? Initialized)> Zeros { get; } = [];

    /// <summary>Creations of the existing handle class around a raw value.</summary>
    public List<Place> Wrappings { get; } = [];

    /// <summary>Why nothing may be retyped, for tests and debugging; null when everything is understood.</summary>
    public string? Refusal { get; private set; }

    /// <summary>Whether any code mentions a carrier. Imports that nobody mentions may be found by reflection, which retyping would break.</summary>
    public bool IsUsed { get; private set; }

    /// <summary>Whether some comparison shows that -1 is a failure.</summary>
    public bool ComparesWithMinusOne { get; private set; }

    public async Task<bool> FollowAsync(IEnumerable<ISymbol> others)
    {
        foreach (var symbol in _acquirers.Concat(_acquiredOut).Concat(others))
        {
            if (!Add(symbol))
            {
                return false;
            }
        }

        while (_pending.Count > 0)
        {
            _cancellationToken.ThrowIfCancellationRequested();
            if (!await ProcessAsync(_pending.Dequeue()).ConfigureAwait(false))
            {
                return false;
            }
        }

        return true;
    }

    private bool Refuse(string reason)
    {
        Refusal ??= reason;
        return false;
    }

    private static ITypeSymbol? TypeOf(ISymbol symbol) => symbol switch
    {
        ILocalSymbol local => local.Type,
        IFieldSymbol field => field.Type,
        IPropertySymbol property => property.Type,
        IParameterSymbol parameter => parameter.Type,
        IMethodSymbol method => method.ReturnType,
        _ => null,
    };

    private bool Add(ISymbol symbol)
    {
        symbol = symbol.OriginalDefinition;
        if (_carriers.Contains(symbol))
        {
            return true;
        }

        if (!IsRaw(TypeOf(symbol)))
        {
            return Refuse($"{symbol.Name} is not of the raw type");
        }

        if (symbol.DeclaringSyntaxReferences.IsEmpty)
        {
            return Refuse($"{symbol.Name} has no source");
        }

        _carriers.Add(symbol);
        _pending.Enqueue(symbol);
        return true;
    }

    private bool IsRaw(ITypeSymbol? type) => SymbolEqualityComparer.Default.Equals(type, _raw)
        || (type is { SpecialType: SpecialType.System_IntPtr } && _raw.SpecialType == SpecialType.System_IntPtr);

    private async Task<bool> ProcessAsync(ISymbol symbol)
    {
        foreach (var reference in symbol.DeclaringSyntaxReferences)
        {
            if (_solution.GetDocument(reference.SyntaxTree) is not { } document || document is SourceGeneratedDocument)
            {
                if (symbol is IMethodSymbol or IParameterSymbol)
                {
                    continue;
                }

                return Refuse($"{symbol.Name} is generated");
            }

            if (!await DeclareAsync(symbol, new Place(document, await reference.GetSyntaxAsync(_cancellationToken).ConfigureAwait(false))).ConfigureAwait(false))
            {
                return false;
            }
        }

        return symbol is IParameterSymbol parameter
            ? (IsImport((IMethodSymbol)parameter.ContainingSymbol) || await UsesAsync(parameter).ConfigureAwait(false)) && await CallsAsync(parameter).ConfigureAwait(false)
            : await UsesAsync(symbol).ConfigureAwait(false);
    }

    private static bool IsImport(IMethodSymbol method) => method.IsExtern || method.GetAttributes().Any(attribute => attribute.AttributeClass?.Name == "LibraryImportAttribute");

    /// <summary>Checks the declaration of a carrier, notes where its type stands and follows what it is initialized or filled with.</summary>
    private async Task<bool> DeclareAsync(ISymbol symbol, Place place)
    {
        var (document, node) = place;
        var model = (await document.GetSemanticModelAsync(_cancellationToken).ConfigureAwait(false))!;
        switch (symbol)
        {
            case ILocalSymbol { RefKind: RefKind.None } when node is VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax declaration } declarator:
                return OnlyOne(declaration) && Type(document, declaration.Type) && Initializer(document, model, declarator.Initializer, symbol);
            case ILocalSymbol { RefKind: RefKind.None } when node is SingleVariableDesignationSyntax { Parent: DeclarationExpressionSyntax declaration }:
                return Type(document, declaration.Type);
            case IFieldSymbol { IsConst: false, ContainingType: { TypeKind: TypeKind.Class } owner } when node is VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax declaration } declarator:
                return (owner.GetAttributes().Any(attribute => attribute.AttributeClass?.Name == "StructLayoutAttribute") ? Refuse($"{symbol.Name} is part of a native layout") : true)
                    && OnlyOne(declaration) && Type(document, declaration.Type) && Initializer(document, model, declarator.Initializer, symbol);
            case IPropertySymbol { IsIndexer: false } property when node is PropertyDeclarationSyntax declaration:
                return !IsPolymorphic(property)
                    ? Type(document, declaration.Type) && Initializer(document, model, declaration.Initializer, symbol) && PropertyBodies(document, model, declaration)
                    : Refuse($"{symbol.Name} is virtual or implements an interface");
            case IParameterSymbol { RefKind: RefKind.None or RefKind.Out, IsParams: false, HasExplicitDefaultValue: false } parameter when node is ParameterSyntax { Type: { } type }:
                return parameter.ContainingSymbol is IMethodSymbol owning && CanChange(owning)
                    ? parameter.RefKind == RefKind.Out && IsImport(owning) && !_acquiredOut.Contains(parameter)
                        ? Refuse($"{owning.Name} hands out a handle of unknown ownership")
                        : node.Parent?.Parent is TypeDeclarationSyntax ? Refuse("primary constructor") : Type(document, type)
                    : Refuse($"{symbol.Name} belongs to a method that cannot change");
            case IMethodSymbol method when node is MethodDeclarationSyntax declaration:
                return CanChange(method) && (!IsImport(method) || _acquirers.Contains(method))
                    ? Type(document, declaration.ReturnType) && Returns(document, model, declaration.Body, declaration.ExpressionBody)
                    : Refuse($"{symbol.Name} cannot change its result");
            case IMethodSymbol { MethodKind: MethodKind.LocalFunction } when node is LocalFunctionStatementSyntax declaration:
                return Type(document, declaration.ReturnType) && Returns(document, model, declaration.Body, declaration.ExpressionBody);
            default:
                return Refuse($"{symbol.Name} is declared in a way that is not followed");
        }
    }

    private bool OnlyOne(VariableDeclarationSyntax declaration) => declaration.Variables.Count == 1 || Refuse("several variables share one type");

    private bool Type(Document document, TypeSyntax type)
    {
        if (!type.IsVar)
        {
            Types.Add(new Place(document, type));
        }

        return true;
    }

    private bool Initializer(Document document, SemanticModel model, EqualsValueClauseSyntax? initializer, ISymbol symbol)
    {
        if (initializer is null)
        {
            return true;
        }

        if (IsZero(model, initializer.Value))
        {
            Zeros.Add((document, initializer.Value, symbol));
            return true;
        }

        return model.GetOperation(initializer.Value, _cancellationToken) is { } value && Value(document, value);
    }

    private bool PropertyBodies(Document document, SemanticModel model, PropertyDeclarationSyntax declaration)
    {
        if (declaration.ExpressionBody is not null)
        {
            return Returns(document, model, null, declaration.ExpressionBody);
        }

        foreach (var accessor in declaration.AccessorList!.Accessors)
        {
            if (accessor.Body is null && accessor.ExpressionBody is null)
            {
                continue;
            }

            if (!accessor.IsKind(SyntaxKind.GetAccessorDeclaration))
            {
                return Refuse("a setter with code");
            }

            if (!Returns(document, model, accessor.Body, accessor.ExpressionBody))
            {
                return false;
            }
        }

        return true;
    }

    private bool Returns(Document document, SemanticModel model, BlockSyntax? body, ArrowExpressionClauseSyntax? arrow)
    {
        var values = arrow is not null
            ? [arrow.Expression]
            : body is null
                ? []
                : body.DescendantNodes(node => node is not (LocalFunctionStatementSyntax or AnonymousFunctionExpressionSyntax)).OfType<ReturnStatementSyntax>().Select(statement => statement.Expression);
        foreach (var value in values)
        {
            if (value is null or ThrowExpressionSyntax)
            {
                continue;
            }

            if (IsZero(model, value))
            {
                Zeros.Add((document, value, null));
            }
            else if (model.GetOperation(value, _cancellationToken) is not { } operation || !Value(document, operation))
            {
                return Refuse($"'{value}' is returned");
            }
        }

        return true;
    }

    private static bool CanChange(IMethodSymbol method) =>
        method.MethodKind is MethodKind.Ordinary or MethodKind.Constructor or MethodKind.LocalFunction or MethodKind.ExplicitInterfaceImplementation
        && !IsPolymorphic(method)
        && (method.PartialImplementationPart is null || IsImport(method))
        && !method.IsAsync;

    private static bool IsPolymorphic(ISymbol member)
    {
        if (member.IsVirtual || member.IsOverride || member.IsAbstract)
        {
            return true;
        }

        if (member.ContainingType is not { } type || member.IsStatic)
        {
            return false;
        }

        foreach (var contract in type.AllInterfaces)
        {
            foreach (var required in contract.GetMembers(member.Name))
            {
                if (SymbolEqualityComparer.Default.Equals(type.FindImplementationForInterfaceMember(required), member))
                {
                    return true;
                }
            }
        }

        return member is IMethodSymbol { ExplicitInterfaceImplementations.IsEmpty: false } or IPropertySymbol { ExplicitInterfaceImplementations.IsEmpty: false };
    }

    private async Task<bool> UsesAsync(ISymbol symbol)
    {
        foreach (var (document, name) in await ReferencesAsync(symbol).ConfigureAwait(false) ?? [])
        {
            if (_seen.Add((document.Id, name.Span)) && !await UseAsync(document, name, symbol is IMethodSymbol).ConfigureAwait(false))
            {
                return Refuse($"{symbol.Name} is used in a way that is not understood: '{name.Parent}'");
            }
        }

        return Refusal is null;
    }

    /// <summary>The names that refer to a symbol in code that this fix may change; null when some of them it may not.</summary>
    private async Task<List<(Document Document, SyntaxNode Name)>?> ReferencesAsync(ISymbol symbol)
    {
        var found = new List<(Document, SyntaxNode)>();
        foreach (var referenced in await SymbolFinder.FindReferencesAsync(symbol, _solution, _cancellationToken).ConfigureAwait(false))
        {
            foreach (var location in referenced.Locations)
            {
                var document = location.Document;
                if (document is SourceGeneratedDocument || IsOtherFlavour(document))
                {
                    continue;
                }

                if (location.CandidateReason != CandidateReason.None || location.Alias is not null)
                {
                    Refuse($"{symbol.Name} is not bound somewhere");
                    return null;
                }

                var root = (await document.GetSyntaxRootAsync(_cancellationToken).ConfigureAwait(false))!;
                var node = root.FindNode(location.Location.SourceSpan, findInsideTrivia: true, getInnermostNodeForTie: true);
                if (!node.IsPartOfStructuredTrivia())
                {
                    IsUsed = true;
                    found.Add((document, node));
                }
            }
        }

        return found;
    }

    /// <summary>The same file compiled for another target framework: it changes with its twin.</summary>
    private bool IsOtherFlavour(Document document) =>
        document.Project.Id != _home.Id
        && document.GetLinkedDocumentIds().Any(linked => linked.ProjectId == _home.Id);

    private async Task<bool> UseAsync(Document document, SyntaxNode name, bool isMethod)
    {
        var model = (await document.GetSemanticModelAsync(_cancellationToken).ConfigureAwait(false))!;
        var expression = name as ExpressionSyntax ?? (name as ArgumentSyntax)?.Expression;
        if (expression is null)
        {
            return false;
        }

        if (expression.Parent is MemberAccessExpressionSyntax member && member.Name == expression)
        {
            expression = member;
        }

        if (IsInNameOf(model, expression))
        {
            return true;
        }

        if (isMethod)
        {
            if (expression.Parent is not InvocationExpressionSyntax invocation || invocation.Expression != expression)
            {
                return false;
            }

            expression = invocation;
        }

        return model.GetOperation(expression, _cancellationToken) is { } operation && Use(document, model, operation);
    }

    private bool IsInNameOf(SemanticModel model, ExpressionSyntax expression) =>
        expression.Parent is ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call } && model.GetOperation(call, _cancellationToken) is INameOfOperation;

    /// <summary>Understands what is done with a carrier's value, or with the carrier as a target.</summary>
    private bool Use(Document document, SemanticModel model, IOperation value)
    {
        var parent = value.Parent;
        while (parent is IParenthesizedOperation
            || (parent is IConversionOperation { Conversion: { IsIdentity: true } or { IsNullable: false, IsUserDefined: false, IsImplicit: true } } conversion && IsRaw(conversion.Type))
            || parent is IConversionOperation { IsImplicit: true, Type: IPointerTypeSymbol, Parent: IBinaryOperation })
        {
            value = parent;
            parent = value.Parent;
        }

        switch (parent)
        {
            case IExpressionStatementOperation:
                return true;
            case IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator }:
                return Add(declarator.Symbol);
            case IFieldInitializerOperation { InitializedFields: { Length: 1 } fields }:
                return Add(fields[0]);
            case IPropertyInitializerOperation { InitializedProperties: { Length: 1 } properties }:
                return Add(properties[0]);
            case IReturnOperation returned:
                return EnclosingMember(model, returned) is { } member && Add(member);
            case ISimpleAssignmentOperation { IsRef: false } assignment when assignment.Target == value:
                return Assigned(document, model, assignment) && AssignmentValue(document, model, assignment);
            case ISimpleAssignmentOperation { IsRef: false } assignment:
                return (assignment.Target is IDiscardOperation || (SymbolOf(assignment.Target) is { } target && Add(target)))
                    && AssignmentValue(document, model, assignment);
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals } binary:
                return Compared(document, model, binary, value);
            case IArgumentOperation argument:
                return Argument(document, value, argument);
            case IConversionOperation { Type.SpecialType: SpecialType.System_Object, Parent: IArgumentOperation { Parent: IInvocationOperation { TargetMethod: { Name: "KeepAlive", ContainingType.Name: "GC" } } } }:
                return true;
            case IDeclarationExpressionOperation:
                return Use(document, model, parent);
            default:
                return Refuse($"{parent?.Kind} {parent?.Syntax}");
        }
    }

    /// <summary>What an assignment yields is used like the carrier, unless it is a statement.</summary>
    private bool AssignmentValue(Document document, SemanticModel model, ISimpleAssignmentOperation assignment) =>
        assignment.Parent is IExpressionStatementOperation || Use(document, model, assignment);

    private bool Assigned(Document document, SemanticModel model, ISimpleAssignmentOperation assignment)
    {
        if (assignment.Value.Syntax is ExpressionSyntax zero && IsZero(model, zero))
        {
            if (assignment.Syntax is not AssignmentExpressionSyntax syntax || assignment.Parent is not IExpressionStatementOperation)
            {
                return false;
            }

            Resets.Add(new Reset(document, zero, syntax, SymbolOf(assignment.Target)));
            return true;
        }

        return Value(document, assignment.Value);
    }

    private bool Compared(Document document, SemanticModel model, IBinaryOperation binary, IOperation value)
    {
        var other = binary.LeftOperand == value ? binary.RightOperand : binary.LeftOperand;
        if (binary.Syntax is not BinaryExpressionSyntax syntax || value.Syntax is not ExpressionSyntax carrier || other.Syntax is not ExpressionSyntax sentinel)
        {
            return false;
        }

        if (!IsZero(model, sentinel))
        {
            if (!IsMinusOne(model, sentinel))
            {
                return false;
            }

            ComparesWithMinusOne = true;
        }

        Comparisons.Add(new Comparison(document, syntax, carrier, SymbolOf(Unwrapped(value)), binary.OperatorKind == BinaryOperatorKind.Equals));
        return true;
    }

    private bool Argument(Document document, IOperation value, IArgumentOperation argument)
    {
        if (argument.Parameter is not { } parameter || argument.Syntax is not ArgumentSyntax)
        {
            return false;
        }

        var method = (parameter.ContainingSymbol as IMethodSymbol)?.OriginalDefinition;
        if (SymbolEqualityComparer.Default.Equals(method, _releaser))
        {
            return Released(document, value, argument);
        }

        if (_existing is not null && SymbolEqualityComparer.Default.Equals(method?.ContainingType, _existing) && method!.MethodKind == MethodKind.Constructor)
        {
            if (!OnlySetsHandle(method))
            {
                return false;
            }

            Wrappings.Add(new Place(document, argument.Parent!.Syntax));
            return true;
        }

        return method is not null && parameter.RefKind is RefKind.None or RefKind.Out && Add(parameter.OriginalDefinition);
    }

    /// <summary>A constructor that keeps its one argument as the handle that it owns.</summary>
    private bool OnlySetsHandle(IMethodSymbol constructor)
    {
        if (constructor.Parameters.Length != 1 || constructor.DeclaringSyntaxReferences.Length != 1
            || constructor.DeclaringSyntaxReferences[0].GetSyntax(_cancellationToken) is not ConstructorDeclarationSyntax syntax
            || (syntax.Initializer is { } initializer && initializer.ArgumentList.Arguments.Any(argument => argument.Expression.IsKind(SyntaxKind.FalseLiteralExpression))))
        {
            return false;
        }

        var only = syntax.ExpressionBody?.Expression ?? (syntax.Body is { Statements: { Count: 1 } statements } && statements[0] is ExpressionStatementSyntax statement ? statement.Expression : null);
        var parameter = constructor.Parameters[0].Name;
        return only switch
        {
            InvocationExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: "SetHandle" }, ArgumentList.Arguments: { Count: 1 } arguments } =>
                arguments[0].Expression is IdentifierNameSyntax name && name.Identifier.ValueText == parameter,
            AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.SimpleAssignmentExpression, Right: IdentifierNameSyntax right } assignment =>
                right.Identifier.ValueText == parameter && assignment.Left.ToString() is "handle" or "this.handle" or "base.handle",
            _ => false,
        };
    }

    private bool Released(Document document, IOperation value, IArgumentOperation argument)
    {
        if (argument.Parent is not IInvocationOperation call || value.Syntax is not ExpressionSyntax carrier)
        {
            return false;
        }

        SyntaxNode? statement = call.Syntax.Parent switch
        {
            ExpressionStatementSyntax whole => whole,
            ArrowExpressionClauseSyntax arrow when call.Parent is IExpressionStatementOperation => arrow,
            AssignmentExpressionSyntax { Parent: ExpressionStatementSyntax whole } when call.Parent is ISimpleAssignmentOperation { Target: IDiscardOperation } => whole,
            _ => null,
        };
        if (statement is null)
        {
            return Refuse("the result of the release is used");
        }

        Releases.Add(new Release(document, statement, carrier, SymbolOf(Unwrapped(value))));
        return true;
    }

    /// <summary>Follows a value that goes into a carrier back to where it comes from.</summary>
    private bool Value(Document document, IOperation value)
    {
        value = Unwrapped(value);
        switch (value)
        {
            case ILocalReferenceOperation or IFieldReferenceOperation or IPropertyReferenceOperation or IParameterReferenceOperation:
                return SymbolOf(value) is { } symbol && Add(symbol);
            case IInvocationOperation call:
                return Add(call.TargetMethod);
            case ISimpleAssignmentOperation { IsRef: false } assignment:
                return Value(document, assignment.Value);
            case IDiscardOperation:
                return true;
            case IDeclarationExpressionOperation { Expression: ILocalReferenceOperation local }:
                return Add(local.Local);
            default:
                return Refuse($"{value.Kind} {value.Syntax}");
        }
    }

    private async Task<bool> CallsAsync(IParameterSymbol parameter)
    {
        var method = (IMethodSymbol)parameter.ContainingSymbol;
        foreach (var (document, name) in await ReferencesAsync(method).ConfigureAwait(false) ?? [])
        {
            var model = (await document.GetSemanticModelAsync(_cancellationToken).ConfigureAwait(false))!;
            if (name is ExpressionSyntax expression && IsInNameOf(model, expression.Parent is MemberAccessExpressionSyntax access && access.Name == expression ? access : expression))
            {
                continue;
            }

            var call = name.FirstAncestorOrSelf<SyntaxNode>(node => node is InvocationExpressionSyntax or BaseObjectCreationExpressionSyntax or ConstructorInitializerSyntax or StatementSyntax or MemberDeclarationSyntax);
            var arguments = call is null ? default : model.GetOperation(call, _cancellationToken) switch
            {
                IInvocationOperation invocation when SymbolEqualityComparer.Default.Equals(invocation.TargetMethod.OriginalDefinition, method) => invocation.Arguments,
                IObjectCreationOperation creation when SymbolEqualityComparer.Default.Equals(creation.Constructor?.OriginalDefinition, method) => creation.Arguments,
                _ => default,
            };
            if (arguments.IsDefault || arguments.FirstOrDefault(argument => argument.Parameter?.Ordinal == parameter.Ordinal) is not { } given)
            {
                return Refuse($"{method.Name} is used other than by a call");
            }

            if (!Value(document, given.Value))
            {
                return false;
            }
        }

        return Refusal is null;
    }

    private static ISymbol? EnclosingMember(SemanticModel model, IOperation operation)
    {
        foreach (var node in operation.Syntax.AncestorsAndSelf())
        {
            switch (node)
            {
                case AnonymousFunctionExpressionSyntax:
                    return null;
                case PropertyDeclarationSyntax or MethodDeclarationSyntax or LocalFunctionStatementSyntax:
                    return model.GetDeclaredSymbol(node);
            }
        }

        return null;
    }

    private static IOperation Unwrapped(IOperation value)
    {
        while (true)
        {
            switch (value)
            {
                case IParenthesizedOperation parenthesized: value = parenthesized.Operand; break;
                case IConversionOperation { Operand.Type: { } type } conversion when
                    conversion.Conversion.IsIdentity || type is IPointerTypeSymbol || SymbolEqualityComparer.Default.Equals(type, conversion.Type):
                    value = conversion.Operand;
                    break;
                default: return value;
            }
        }
    }

    public static ISymbol? SymbolOf(IOperation value) => value switch
    {
        ILocalReferenceOperation local => local.Local,
        IParameterReferenceOperation parameter => parameter.Parameter.OriginalDefinition,
        IFieldReferenceOperation field => field.Field.OriginalDefinition,
        IPropertyReferenceOperation { Arguments.IsEmpty: true } property => property.Property.OriginalDefinition,
        IDeclarationExpressionOperation { Expression: ILocalReferenceOperation local } => local.Local,
        _ => null,
    };

    private bool IsZero(SemanticModel model, ExpressionSyntax expression) => IsNumber(model, expression, 0)
        || (model.GetOperation(expression, _cancellationToken) is { } operation && Bare(operation) switch
        {
            IDefaultValueOperation => true,
            IFieldReferenceOperation { Field: { Name: "Zero", ContainingType.SpecialType: SpecialType.System_IntPtr } } => true,
            IPropertyReferenceOperation { Property: { Name: "Zero", ContainingType.SpecialType: SpecialType.System_IntPtr } } => true,
            ILiteralOperation { ConstantValue: { HasValue: true, Value: null } } => true,
            IObjectCreationOperation { Type.SpecialType: SpecialType.System_IntPtr, Arguments.IsEmpty: true } => true,
            _ => false,
        });

    private bool IsMinusOne(SemanticModel model, ExpressionSyntax expression) => IsNumber(model, expression, -1);

    private bool IsNumber(SemanticModel model, ExpressionSyntax expression, long number)
    {
        if (model.GetOperation(expression, _cancellationToken) is not { } operation)
        {
            return false;
        }

        operation = Bare(operation);
        if (operation is IObjectCreationOperation { Type.SpecialType: SpecialType.System_IntPtr, Arguments: { Length: 1 } arguments })
        {
            operation = Bare(arguments[0].Value);
        }

        return operation.ConstantValue is { HasValue: true, Value: { } constant } && constant switch
        {
            int value => value == number,
            long value => value == number,
            uint value => value == number,
            _ => false,
        };
    }

    private static IOperation Bare(IOperation operation)
    {
        while (true)
        {
            switch (operation)
            {
                case IConversionOperation conversion: operation = conversion.Operand; break;
                case IParenthesizedOperation parenthesized: operation = parenthesized.Operand; break;
                default: return operation;
            }
        }
    }
}
