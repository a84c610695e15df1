using System.Collections.Generic;
using System.Collections.Immutable;
using BoundaryLint.Analysis;
using BoundaryLint.Contracts;
using BoundaryLint.Signatures;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace BoundaryLint.Rules.Lifetime;

/// <summary>Facts for the fix of rules about delegates that nothing keeps. The first additional location is the expression that creates the delegate.</summary>
internal static class UnkeptDelegateProperties
{
    /// <summary>"static" when the delegate's target needs no instance, "instance" otherwise; absent when no single expression creates the delegate.</summary>
    public const string Target = "target";

    /// <summary>What the field may be called after: the variable, the method, or the native parameter.</summary>
    public const string Name = "name";

    public static ImmutableDictionary<string, string?> Of(DelegateOrigin origin, string name)
    {
        var properties = ImmutableDictionary<string, string?>.Empty;
        if (origin.Creation is not { } creation)
        {
            return properties;
        }

        return properties
            .Add(Target, DelegateLifetime.IsStatic(creation) ? "static" : "instance")
            .Add(Name, origin.Local?.Name ?? (creation.Target as IMethodReferenceOperation)?.Method.Name ?? name);
    }
}

/// <summary>A delegate that only the garbage collector knows is given to a native function that keeps it.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class FFI2001DelegateCollectedWhileNativeCodeHoldsIt : InteropAnalyzer
{
    private static readonly DiagnosticDescriptor Rule = RuleDescriptor.Create(
        "FFI2001",
        "Delegate can be collected while native code holds it",
        "`{0}` keeps the callback in `{1}` after it returned ({2}), but {3}; {4}",
        RuleFamily.Lifetime,
        DiagnosticSeverity.Warning,
        description: "The garbage collector does not see what native code keeps. When the delegate is collected, the next callback jumps into freed memory and the process ends.");

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Rule);

    protected override void Register(InteropStart start)
    {
        var interop = start.Interop;
        start.OnOperation(context => CheckCall(context, interop), NativeCalls.Kinds);
        start.OnOperation(context => CheckForwardingCall(context, interop, context.Operation, ((IObjectCreationOperation)context.Operation).Arguments), OperationKind.ObjectCreation);
    }

    private static void CheckCall(OperationAnalysisContext context, InteropContext interop)
    {
        var call = context.Operation;
        var arguments = NativeCalls.ArgumentsOf(call);
        if (arguments.IsEmpty)
        {
            return;
        }

        if (NativeCalls.FunctionOf(interop, call) is not { } function)
        {
            CheckForwardingCall(context, interop, call, arguments);
            if (call is IInvocationOperation copy)
            {
                CheckCopy(context, interop, copy);
            }

            return;
        }

        foreach (var argument in arguments)
        {
            if (NativeCalls.ParameterOf(function, argument) is { RefKind: not RefKind.Out } parameter
                && CarriesDelegate(parameter.Type, 0)
                && BoundaryContracts.Of(interop).RetentionOfCallback(function, parameter) is { Value.Kind: RetentionKind.Retained or RetentionKind.Async } retention)
            {
                if (parameter.Type.TypeKind == TypeKind.Delegate)
                {
                    if (Operations.Unconverted(argument.Value) is IFieldReferenceOperation kept)
                    {
                        CheckReplacedField(context, interop, new Site(call, function.DisplayName, parameter.Name, parameter.Name, retention), function, kept);
                    }

                    CheckDelegate(context, interop, new Site(call, function.DisplayName, parameter.Name, parameter.Name, retention), argument.Value, container: null);
                }
                else
                {
                    CheckStruct(context, interop, new Site(call, function.DisplayName, parameter.Name, parameter.Name, retention), argument.Value);
                }
            }
        }
    }

    /// <summary>
    /// A field that keeps one delegate, for a function that adds one to those it has: when the method runs again, the field lets go of the delegate that native code has from the first time.
    /// </summary>
    private static void CheckReplacedField(OperationAnalysisContext context, InteropContext interop, Site site, NativeFunction function, IFieldReferenceOperation kept)
    {
        if (ReplacedDelegates.In(interop, context.ContainingSymbol, kept, function, context.CancellationToken) is { } replaced
            && Report.Create(
                Rule,
                interop.Compilation,
                replaced.Assignment.Syntax.GetLocation(),
                replaced.IsCertain ? null : Report.OneStepLower(Rule.DefaultSeverity),
                null,
                ImmutableArray<Location>.Empty,
                site.Callee,
                site.Place,
                site.Retention.Source,
                $"`{kept.Field.Name}` lets go of it when `{replaced.Method.Name}` is called again and puts another delegate there",
                "keep each of them, in a list, for as long as native code may call it") is { } diagnostic)
        {
            context.ReportDiagnostic(diagnostic);
        }
    }

    /// <summary>A method or constructor of the project that does nothing with a callback but give it to native code.</summary>
    private static void CheckForwardingCall(OperationAnalysisContext context, InteropContext interop, IOperation call, ImmutableArray<IArgumentOperation> arguments)
    {
        foreach (var argument in arguments)
        {
            if (CallbackForwarding.Of(interop).For(argument.Parameter, context.CancellationToken) is { } to)
            {
                CheckDelegate(context, interop, new Site(call, to.Function.DisplayName, to.Name, to.Name, to.Retention), argument.Value, container: null);
            }
        }
    }

    /// <summary>A struct with callbacks is written to native memory: the delegates in it are made function pointers there.</summary>
    private static void CheckCopy(OperationAnalysisContext context, InteropContext interop, IInvocationOperation call)
    {
        if (DelegateLifetime.RetentionOfCopy(interop, call, call.Arguments[0]) is { } retention && Operations.Unconverted(call.Arguments[0].Value) is { Type: { } type } value && CarriesDelegate(type, 0))
        {
            CheckStruct(context, interop, new Site(call, "Marshal.StructureToPtr", DisplayNames.OfType(type), type.Name, retention), value);
        }
    }

    private static void CheckStruct(OperationAnalysisContext context, InteropContext interop, Site site, IOperation argument)
    {
        switch (Operations.Unconverted(argument))
        {
            case IObjectCreationOperation creation:
                CheckCreation(context, interop, site, creation, null);
                break;
            case ILocalReferenceOperation { Local: { IsRef: false } local } reference:
                var references = LocalReferences.Around(reference);
                if (!references.IsDeclared(local)
                    || FirstStore(interop, references, local) != site.Call.Syntax
                    || DelegateLifetime.MayEscape(interop, local, reference)
                    || DelegateLifetime.IsUsedBehind(interop, local, reference, site.Call.Syntax.Span.End))
                {
                    return;
                }

                if (Operations.Unconverted(references.InitializerOf(local)) is IObjectCreationOperation initializer)
                {
                    CheckCreation(context, interop, site, initializer, local);
                }

                foreach (var mention in references.To(local))
                {
                    if (AssignmentThrough(mention) is { } assignment && assignment.Syntax.SpanStart < site.Call.Syntax.SpanStart)
                    {
                        if (assignment.Target == mention && Operations.Unconverted(assignment.Value) is IObjectCreationOperation later)
                        {
                            CheckCreation(context, interop, site, later, local);
                        }
                        else if (assignment.Target is IMemberReferenceOperation { Type.TypeKind: TypeKind.Delegate } member)
                        {
                            CheckDelegate(context, interop, site with { Place = DisplayNames.OfMember(member.Member), Name = member.Member.Name }, assignment.Value, local);
                        }
                    }
                }

                break;
        }
    }

    private static void CheckCreation(OperationAnalysisContext context, InteropContext interop, Site site, IObjectCreationOperation creation, ILocalSymbol? container)
    {
        foreach (var argument in creation.Arguments)
        {
            if (argument.Parameter is { Type.TypeKind: TypeKind.Delegate } parameter)
            {
                CheckDelegate(context, interop, site with { Place = DisplayNames.OfType(creation.Type!) + "." + parameter.Name, Name = parameter.Name }, argument.Value, container);
            }
        }

        if (creation.Initializer is null)
        {
            return;
        }

        foreach (var initializer in creation.Initializer.Initializers)
        {
            if (initializer is ISimpleAssignmentOperation { Target: IMemberReferenceOperation { Type.TypeKind: TypeKind.Delegate } member } assignment)
            {
                CheckDelegate(context, interop, site with { Place = DisplayNames.OfMember(member.Member), Name = member.Member.Name }, assignment.Value, container);
            }
        }
    }

    private static void CheckDelegate(OperationAnalysisContext context, InteropContext interop, Site site, IOperation value, ILocalSymbol? container)
    {
        var origin = DelegateLifetime.OriginOf(interop, value, context.CancellationToken);
        if (origin.Root == DelegateRoot.Unknown)
        {
            return;
        }

        if (origin.Local is { } local
            && ((container is null && FirstStore(interop, LocalReferences.Around(value), local) != site.Call.Syntax)
                || DelegateLifetime.MayEscape(interop, local, value, container)
                || DelegateLifetime.IsUsedBehind(interop, local, site.Call, site.Call.Syntax.Span.End)))
        {
            return;
        }

        var (reason, advice) = origin.Root == DelegateRoot.CompilerCache
            ? ($"only the compiler's cache keeps {origin.Describe()} alive, which is a habit of today's compilers and not a promise", "keep it in a static field")
            : ($"nothing keeps {origin.Describe()} alive {(origin.Local is null ? "once the call returns" : "behind its last use")}",
                "keep it in a field for as long as native code may call it");
        if (site.Retention.Value.Until is { } until)
        {
            advice += $", until `{until}`";
        }

        context.ReportDiagnostic(
            Rule,
            interop,
            origin.PlaceOf(value),
            origin,
            UnkeptDelegateProperties.Of(origin, site.Name),
            site.Callee,
            site.Place,
            site.Retention.Source,
            reason,
            advice);
    }

    /// <summary>The first call that stores the variable: it is reported once.</summary>
    private static SyntaxNode? FirstStore(InteropContext interop, LocalReferences references, ILocalSymbol local)
    {
        foreach (var reference in references.To(local))
        {
            if (DelegateLifetime.StoringCall(interop, reference) is { } call)
            {
                return call.Syntax;
            }
        }

        return null;
    }

    /// <summary>The assignment whose target is the variable or a member of it.</summary>
    private static ISimpleAssignmentOperation? AssignmentThrough(IOperation mention)
    {
        var target = mention;
        while (target.Parent is IMemberReferenceOperation member)
        {
            target = member;
        }

        return target.Parent is ISimpleAssignmentOperation assignment && assignment.Target == target ? assignment : null;
    }

    /// <summary>Whether a value of this type is a delegate or has one in its fields.</summary>
    private static bool CarriesDelegate(ITypeSymbol type, int depth)
    {
        switch (type)
        {
            case INamedTypeSymbol { TypeKind: TypeKind.Delegate }:
                return true;
            case INamedTypeSymbol { SpecialType: SpecialType.None, TypeKind: TypeKind.Struct or TypeKind.Class } named when depth < 4 && named.Locations is { IsEmpty: false } places && places[0].IsInSource:
                foreach (var member in named.GetMembers())
                {
                    if (member is IFieldSymbol { IsStatic: false } field && CarriesDelegate(field.Type, depth + 1))
                    {
                        return true;
                    }
                }

                return false;
            default:
                return false;
        }
    }

    /// <summary>A place where a callback goes into native code.</summary>
    private readonly record struct Site(IOperation Call, string Callee, string Place, string Name, Fact<Retention> Retention);
}
