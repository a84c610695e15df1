using System;
using System.Collections.Concurrent;
using System.Threading;
using BoundaryLint.Analysis;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace BoundaryLint.Signatures;

/// <summary>What a rule about native signatures is given: one signature and the means to report on it.</summary>
internal readonly struct NativeFunctionContext
{
    private readonly FoundDiagnostics _found;

    public NativeFunctionContext(NativeFunction function, InteropContext interop, Location location, FoundDiagnostics found, CancellationToken cancellationToken)
    {
        Function = function;
        Interop = interop;
        Location = location;
        CancellationToken = cancellationToken;
        _found = found;
    }

    public NativeFunction Function { get; }

    public InteropContext Interop { get; }

    /// <summary>The name of the declaration, or the whole type of a function pointer.</summary>
    public Location Location { get; }

    public CancellationToken CancellationToken { get; }

    /// <summary>Reports what <see cref="Analysis.Report.Create"/> made; null (a foreign location) is nothing to report.</summary>
    public void Report(Diagnostic? diagnostic)
    {
        if (diagnostic is not null)
        {
            _found.Add(diagnostic);
        }
    }

    /// <summary>
    /// The place of one value in the source: the parameter, or for the result the declared return type. Function pointers have no parameter
    /// names, so the type at that position is the place.
    /// </summary>
    public Location LocationOf(NativeParameter parameter) => DeclarationPlaces.Of(Function, parameter, Location, CancellationToken);
}

/// <summary>Calls a rule once for every native signature that the compilation declares or uses, whatever form it has.</summary>
internal static class NativeFunctionActions
{
    /// <summary>
    /// Registers <paramref name="action"/> for imports and exports (also as local functions), delegates that cross the boundary, and unmanaged function pointer types.
    /// </summary>
    public static void OnNativeFunction(this InteropStart start, Action<NativeFunctionContext> action)
    {
        var interop = start.Interop;
        var functions = NativeFunctions.Of(interop);
        var seenDelegates = new ConcurrentDictionary<INamedTypeSymbol, byte>(SymbolEqualityComparer.Default);

        start.OnSymbol(
            context =>
            {
                // The user's declaration speaks for a partial method, never the part that a generator wrote.
                if (context.Symbol is IMethodSymbol { PartialDefinitionPart: null } method && functions.FromMethod(method) is { IsImplementedAtRunTime: false, Location: { } location } function)
                {
                    foreach (var diagnostic in Run(function, location, context.CancellationToken))
                    {
                        context.ReportDiagnostic(diagnostic);
                    }
                }
            },
            SymbolKind.Method);

        start.OnOperation(
            context =>
            {
                var symbol = ((ILocalFunctionOperation)context.Operation).Symbol;
                if ((symbol.IsExtern || symbol.IsStatic) && functions.FromMethod(symbol) is { Location: { } location } function)
                {
                    foreach (var diagnostic in Run(function, location, context.CancellationToken))
                    {
                        context.ReportDiagnostic(diagnostic);
                    }
                }
            },
            OperationKind.LocalFunction);

        start.OnSymbol(
            context =>
            {
                var type = (INamedTypeSymbol)context.Symbol;
                if (type.TypeKind == TypeKind.Delegate
                    && functions.FromDelegate(type) is { Location: { } location } signature
                    && FunctionMembers.Of(interop).OnlyOneOf(signature) is var fetched
                    && (fetched is not null || BoundaryTypes.Of(interop).IsBoundaryDelegate(type)))
                {
                    foreach (var diagnostic in Run(fetched ?? signature, location, context.CancellationToken))
                    {
                        context.ReportDiagnostic(diagnostic);
                    }
                }
            },
            SymbolKind.NamedType);

        // Actions that could not find anything are not registered: each is called for every operation of its kind.
        if (interop.Mentions(InteropWords.FunctionPointer))
        {
            // A delegate of which only a conversion in a method body tells that it crosses.
            start.OnOperation(
                context =>
                {
                    if (DelegateConversions.CrossingType(interop, (IInvocationOperation)context.Operation) is { } crossing
                        && crossing.OriginalDefinition is var type
                        && !BoundaryTypes.Of(interop).IsBoundaryDelegate(type)
                        && functions.FromDelegate(type) is { Location: { } location } function
                        && FunctionMembers.Of(interop).OnlyOneOf(function) is null
                        && seenDelegates.TryAdd(type, 0))
                    {
                        foreach (var diagnostic in Run(function, location, context.CancellationToken))
                        {
                            context.ReportDiagnostic(diagnostic);
                        }
                    }
                },
                OperationKind.Invocation);
        }

        if (interop.Mentions(InteropWords.Unmanaged))
        {
            // Neither a symbol nor an operation stands for the mention of a function pointer type.
            start.OnSyntax(
                context =>
                {
                    var node = (FunctionPointerTypeSyntax)context.Node;
                    if (node.CallingConvention?.ManagedOrUnmanagedKeyword.IsKind(SyntaxKind.UnmanagedKeyword) == true
                        && context.SemanticModel.GetTypeInfo(node, context.CancellationToken).Type is IFunctionPointerTypeSymbol type
                        && functions.FromFunctionPointer(type) is { } function
                        && !RepeatsTheDeclaration(node, type, context.SemanticModel, context.CancellationToken))
                    {
                        var named = FetchedInto(interop, node, context.SemanticModel, context.CancellationToken) ?? function;
                        foreach (var diagnostic in Run(named, node.GetLocation(), context.CancellationToken))
                        {
                            context.ReportDiagnostic(diagnostic);
                        }
                    }
                },
                SyntaxKind.FunctionPointerType);
        }

        FoundDiagnostics Run(NativeFunction function, Location location, CancellationToken cancellationToken)
        {
            var found = FoundDiagnostics.Take();
            action(new NativeFunctionContext(function, interop, location, found, cancellationToken));
            return found;
        }
    }

    /// <summary>Whether a mention only casts the value of a variable to the type that stands in the variable's declaration, which speaks for both.</summary>
    private static bool RepeatsTheDeclaration(FunctionPointerTypeSyntax mention, IFunctionPointerTypeSymbol type, SemanticModel model, CancellationToken cancellationToken) =>
        mention.Parent is CastExpressionSyntax { Parent: var user }
        && user switch
        {
            AssignmentExpressionSyntax assignment => model.GetTypeInfo(assignment.Left, cancellationToken).Type,
            EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax { Type: FunctionPointerTypeSyntax stated } } } => model.GetTypeInfo(stated, cancellationToken).Type,
            EqualsValueClauseSyntax { Parent: PropertyDeclarationSyntax { Type: FunctionPointerTypeSyntax stated } } => model.GetTypeInfo(stated, cancellationToken).Type,
            _ => null,
        } is { } declared
        && SymbolEqualityComparer.Default.Equals(declared, type);

    /// <summary>The function that is fetched by name into the member or local that a mention declares, or whose address it casts.</summary>
    private static NativeFunction? FetchedInto(InteropContext interop, FunctionPointerTypeSyntax mention, SemanticModel model, CancellationToken cancellationToken)
    {
        switch (mention.Parent)
        {
            case VariableDeclarationSyntax { Variables: { Count: 1 } variables, Parent: FieldDeclarationSyntax }:
                return model.GetDeclaredSymbol(variables[0], cancellationToken) is IFieldSymbol field ? FunctionMembers.Of(interop).FunctionOf(field) : null;
            case PropertyDeclarationSyntax property:
                return model.GetDeclaredSymbol(property, cancellationToken) is { } declared ? FunctionMembers.Of(interop).FunctionOf(declared) : null;
            case VariableDeclarationSyntax { Variables: { Count: 1 } variables } when variables[0].Initializer?.Value is { } value:
                return FetchedBy(value);
            case CastExpressionSyntax cast:
                return FetchedBy(cast.Expression);
            default:
                return null;
        }

        NativeFunction? FetchedBy(ExpressionSyntax value)
        {
            while (value is CastExpressionSyntax or ParenthesizedExpressionSyntax)
            {
                value = value is CastExpressionSyntax cast ? cast.Expression : ((ParenthesizedExpressionSyntax)value).Expression;
            }

            return value is InvocationExpressionSyntax && model.GetOperation(value, cancellationToken) is IInvocationOperation fetch ? FetchedExports.Of(interop, fetch) : null;
        }
    }
}

/// <summary>The calls that turn delegates into native function pointers and back.</summary>
internal static class DelegateConversions
{
    /// <summary>The delegate type that <paramref name="invocation"/> carries over the boundary, or null for any other call.</summary>
    public static INamedTypeSymbol? CrossingType(InteropContext interop, IInvocationOperation invocation)
    {
        var method = invocation.TargetMethod;
        if (method.Name is not ("GetFunctionPointerForDelegate" or "GetDelegateForFunctionPointer")
            || !SymbolEqualityComparer.Default.Equals(method.ContainingType, interop.Types.Marshal))
        {
            return null;
        }

        var type = method.TypeArguments.Length == 1
            ? method.TypeArguments[0]
            : method.Name == "GetFunctionPointerForDelegate"
                ? Operations.WithoutImplicitConversion(invocation.Arguments.Length > 0 ? invocation.Arguments[0].Value : null)?.Type
                : TypeOfArgument(invocation);
        return type is INamedTypeSymbol { TypeKind: TypeKind.Delegate } crossing ? crossing : null;
    }

    /// <summary>Whether a delegate that is made here goes to native code: its type says so, or it is converted to a native function pointer on the spot.</summary>
    public static bool Crosses(InteropContext interop, IDelegateCreationOperation creation) =>
        creation.Type is INamedTypeSymbol type
        && (BoundaryTypes.Of(interop).IsBoundaryDelegate(type)
            || type.HasAttribute(interop.Types.UnmanagedFunctionPointerAttribute)
            || (Operations.UserOf(creation) is IArgumentOperation { Parent: IInvocationOperation { TargetMethod.Name: "GetFunctionPointerForDelegate" } invocation }
                && CrossingType(interop, invocation) is not null));

    private static ITypeSymbol? TypeOfArgument(IInvocationOperation invocation)
    {
        foreach (var argument in invocation.Arguments)
        {
            if (argument.Value is ITypeOfOperation typeOf)
            {
                return typeOf.TypeOperand;
            }
        }

        return null;
    }
}
