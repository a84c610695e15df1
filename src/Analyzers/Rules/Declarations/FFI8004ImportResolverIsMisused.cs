using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using BoundaryLint.Analysis;
using BoundaryLint.Contracts;
using BoundaryLint.Signatures;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace BoundaryLint.Rules.Declarations;

/// <summary>FFI8004: a resolver for imports is set where it throws or comes too late, or answers for libraries that it does not know.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class FFI8004ImportResolverIsMisused : InteropAnalyzer
{
    private static readonly DiagnosticDescriptor Rule = RuleDescriptor.Create(
        "FFI8004",
        "Import resolver is misused",
        "{0}; {1}",
        RuleFamily.Declarations,
        DiagnosticSeverity.Warning,
        description: "An assembly has one import resolver for its whole life. Setting a second one throws InvalidOperationException, and what the resolver returns is taken for every library that the assembly imports.",
        customTags: WellKnownDiagnosticTags.CompilationEnd);

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Rule);

    protected override void Register(InteropStart start)
    {
        var interop = start.Interop;
        var certain = new ConcurrentBag<Registration>();

        // Methods that are given as resolvers, and those that could be one and do not look at the name: known together only at the end.
        var resolvers = new ConcurrentBag<(IMethodSymbol Method, Location Location)>();
        var unaware = new ConcurrentDictionary<IMethodSymbol, byte>(SymbolEqualityComparer.Default);
        start.OnOperationBlock(context =>
        {
            if (context.OwningSymbol is IMethodSymbol { Parameters: { Length: 3 } parameters, ReturnType.SpecialType: SpecialType.System_IntPtr } method
                && parameters[0].Type.SpecialType == SpecialType.System_String
                && parameters[1].Type.Name == "Assembly"
                && !context.OperationBlocks.Any(block => Mentions(block, parameters[0])))
            {
                unaware.TryAdd(method, 0);
            }
        });
        start.OnOperation(
            context =>
            {
                var call = (IInvocationOperation)context.Operation;
                if (call.TargetMethod.Name != "SetDllImportResolver"
                    || !SymbolEqualityComparer.Default.Equals(call.TargetMethod.ContainingType, interop.Types.NativeLibrary)
                    || call.Arguments.Length != 2)
                {
                    return;
                }

                Inspect(context, interop, call);
                // What another assembly imports is not seen from here.
                var isOwn = AssemblyOf(Argument(call, 0), context.Compilation) is { } own && SymbolEqualityComparer.Default.Equals(own, context.Compilation.Assembly);
                if (isOwn && Argument(call, 1) is { } resolver && MethodOf(resolver) is { } named)
                {
                    resolvers.Add((named, resolver.Syntax.GetLocation()));
                }

                if (IsCertainToRun(call, context.ContainingSymbol) && AssemblyOf(Argument(call, 0), context.Compilation) is { } assembly)
                {
                    certain.Add(new Registration(assembly, call.Syntax.GetLocation()));
                }
            },
            OperationKind.Invocation);
        start.OnCompilationEnd(context =>
        {
            foreach (var (method, location) in resolvers)
            {
                if (unaware.ContainsKey(method.OriginalDefinition) && CreateSwallowing(interop, location) is { } swallowing)
                {
                    context.ReportDiagnostic(swallowing);
                }
            }

            var first = new Dictionary<ISymbol, Location>(SymbolEqualityComparer.Default);
            foreach (var registration in certain.OrderBy(static one => one.Location.SourceTree?.FilePath, StringComparer.Ordinal).ThenBy(static one => one.Location.SourceSpan.Start))
            {
                if (!first.TryGetValue(registration.Assembly, out var earlier))
                {
                    first.Add(registration.Assembly, registration.Location);
                }
                else if (Report.Create(
                    Rule,
                    interop.Compilation,
                    registration.Location,
                    null,
                    null,
                    ImmutableArray.Create(earlier),
                    "The assembly gets a second import resolver, which throws InvalidOperationException",
                    "set one resolver, in one module initializer") is { } diagnostic)
                {
                    context.ReportDiagnostic(diagnostic);
                }
            }
        });
    }

    private static void Inspect(OperationAnalysisContext context, InteropContext interop, IInvocationOperation call)
    {
        if (context.ContainingSymbol is IMethodSymbol { MethodKind: MethodKind.Constructor, ContainingType: var type } && !IsGuarded(call) && !IsMadeOnce(type, interop, context.CancellationToken))
        {
            Send("The resolver is set by every new object, and the second one throws InvalidOperationException", "set it in a module initializer or a static constructor");
        }

        if (CallBefore(call, NativeFunctions.Of(interop)) is { } earlier)
        {
            Send($"`{earlier.DisplayName}` is called before the resolver is set and is bound without it", "set it first, best in a module initializer");
        }

        if (AssemblyOf(Argument(call, 0), context.Compilation) is { } assembly
            && SymbolEqualityComparer.Default.Equals(assembly, context.Compilation.Assembly)
            && Argument(call, 1) is { } argument
            && Resolver(argument) is { } resolver
            && !resolver.Symbol.Parameters.IsEmpty
            && !Mentions(resolver.Body, resolver.Symbol.Parameters[0])
            && CreateSwallowing(interop, argument.Syntax.GetLocation()) is { } swallowing)
        {
            context.ReportDiagnostic(swallowing);
        }

        void Send(string reason, string advice)
        {
            if (Report.Create(Rule, interop.Compilation, call.Syntax.GetLocation(), null, null, default, reason, advice) is { } diagnostic)
            {
                context.ReportDiagnostic(diagnostic);
            }
        }
    }

    /// <summary>Whether nobody outside of the project can make objects of the type, and the project makes one, in code that runs once.</summary>
    private static bool IsMadeOnce(INamedTypeSymbol type, InteropContext interop, CancellationToken cancellationToken)
    {
        if (type.DeclaredAccessibility is Accessibility.Public or Accessibility.Protected or Accessibility.ProtectedOrInternal)
        {
            return false;
        }

        var made = 0;
        foreach (var token in WordPlaces.Find(interop.Compilation, [type.Name], cancellationToken).TokensOf(type.Name, cancellationToken))
        {
            if (token.Parent is SimpleNameSyntax { Parent: ObjectCreationExpressionSyntax creation } && creation.Type == token.Parent)
            {
                var member = creation.Ancestors().OfType<MemberDeclarationSyntax>().FirstOrDefault();
                made += member is ConstructorDeclarationSyntax or FieldDeclarationSyntax && member.Modifiers.Any(SyntaxKind.StaticKeyword) ? 1 : 2;
            }
        }

        return made == 1;
    }

    private static IOperation? Argument(IInvocationOperation call, int ordinal) =>
        call.Arguments.FirstOrDefault(argument => argument.Parameter?.Ordinal == ordinal)?.Value;

    /// <summary>Whether the call stands in code that runs once and always: a static constructor, a module initializer, top-level statements.</summary>
    private static bool IsCertainToRun(IInvocationOperation call, ISymbol container) =>
        !IsGuarded(call)
        && container is IMethodSymbol method
        && (method.MethodKind == MethodKind.StaticConstructor
            || method.Name == WellKnownMemberNames.TopLevelStatementsEntryPointMethodName
            || (method.IsStatic && method.Name == WellKnownMemberNames.EntryPointMethodName)
            || method.GetAttributes().Any(static attribute => attribute.AttributeClass is { Name: "ModuleInitializerAttribute", ContainingNamespace.Name: "CompilerServices" }));

    /// <summary>Whether something around the call decides whether it runs, or catches what it throws.</summary>
    private static bool IsGuarded(IOperation call)
    {
        for (var parent = call.Parent; parent is not null; parent = parent.Parent)
        {
            if (parent is IConditionalOperation or ISwitchOperation or ISwitchExpressionOperation or ITryOperation or IAnonymousFunctionOperation or ILocalFunctionOperation or ILoopOperation
                or IBinaryOperation or ICoalesceOperation or ILockOperation)
            {
                return true;
            }
        }

        // A return in front decides too.
        return StatementsBefore(call).Any(static statement => statement is IConditionalOperation or ISwitchOperation or ITryOperation);
    }

    /// <summary>An import that statements in front of the call have called.</summary>
    private static NativeFunction? CallBefore(IInvocationOperation call, NativeFunctions functions)
    {
        foreach (var statement in StatementsBefore(call))
        {
            foreach (var operation in statement.DescendantsAndSelf())
            {
                if (operation is IInvocationOperation { TargetMethod: { } method } && functions.FromMethod(method) is { IsImport: true } function && !SystemLibraries.IsAny(function.Library))
                {
                    return function;
                }
            }
        }

        return null;
    }

    private static IEnumerable<IOperation> StatementsBefore(IOperation call)
    {
        var statement = call;
        while (statement.Parent is not null and not IBlockOperation)
        {
            statement = statement.Parent;
        }

        if (statement.Parent is IBlockOperation block)
        {
            foreach (var other in block.Operations)
            {
                if (other == statement)
                {
                    yield break;
                }

                // A local function does nothing where it stands.
                if (other is not ILocalFunctionOperation)
                {
                    yield return other;
                }
            }
        }
    }

    /// <summary>The assembly of which the compiler knows that it is meant.</summary>
    private static IAssemblySymbol? AssemblyOf(IOperation? value, Compilation compilation) => value switch
    {
        IPropertyReferenceOperation { Property.Name: "Assembly", Instance: ITypeOfOperation { TypeOperand: { TypeKind: not TypeKind.Error, ContainingAssembly: { } assembly } } } => assembly,
        IInvocationOperation { TargetMethod: { Name: "GetExecutingAssembly", ContainingType.Name: "Assembly" } } => compilation.Assembly,
        _ => null,
    };

    /// <summary>The resolver's body, where the call shows it.</summary>
    private static IAnonymousFunctionOperation? Resolver(IOperation? value) => value switch
    {
        IDelegateCreationOperation { Target: IAnonymousFunctionOperation lambda } => lambda,
        IConversionOperation conversion => Resolver(conversion.Operand),
        _ => null,
    };

    private static IMethodSymbol? MethodOf(IOperation value) => value switch
    {
        IDelegateCreationOperation { Target: IMethodReferenceOperation reference } => reference.Method,
        IConversionOperation conversion => MethodOf(conversion.Operand),
        _ => null,
    };

    private static bool Mentions(IOperation body, IParameterSymbol parameter)
    {
        foreach (var operation in body.DescendantsAndSelf())
        {
            // In half-typed code nobody knows what will be mentioned.
            if (operation is IInvalidOperation || operation is IParameterReferenceOperation reference && SymbolEqualityComparer.Default.Equals(reference.Parameter, parameter))
            {
                return true;
            }
        }

        return false;
    }

    private static Diagnostic? CreateSwallowing(InteropContext interop, Location location)
    {
        var libraries = new HashSet<string>(StringComparer.Ordinal);
        foreach (var function in BoundaryTypes.Of(interop).Functions)
        {
            if (function.IsImport)
            {
                libraries.Add(LibraryNames.Normalize(function.Library));
            }
        }

        // With one library there is nothing to mistake it for, yet.
        return Report.Create(
            Rule,
            interop.Compilation,
            location,
            libraries.Count < 2 ? Report.OneStepLower(Rule.DefaultSeverity) : null,
            null,
            default,
            "The resolver does not look at the library's name, so it answers for every library that the assembly imports",
            "compare the name and return 0 for others, for which the runtime then searches as usual");
    }

    private readonly record struct Registration(IAssemblySymbol Assembly, Location Location);
}
