using System;
using System.Collections.Immutable;
using System.Threading;
using BoundaryLint.Analysis;
using BoundaryLint.Contracts;
using BoundaryLint.Signatures;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace BoundaryLint.Rules.Ownership;

/// <summary>What FFI1011 tells its fix.</summary>
internal static class FFI1011Properties
{
    /// <summary>The declaration id of the class that decides what is invalid.</summary>
    public const string Decider = nameof(Decider);

    /// <summary>The value that it does not test: 0 or -1.</summary>
    public const string Missing = nameof(Missing);
}

/// <summary>FFI1011: a failing call yields a value that the handle class takes for a handle, so that it is used and released.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class FFI1011IsInvalidDisagrees : InteropAnalyzer
{
    private static readonly DiagnosticDescriptor Rule = RuleDescriptor.Create(
        "FFI1011",
        "`IsInvalid` disagrees with the native sentinel",
        "'{0}.IsInvalid' does not test for {1}, which {2} ({3}): the failure looks like a handle, which is used and later released; test for it too",
        RuleFamily.Ownership,
        DiagnosticSeverity.Warning,
        description: "The runtime calls ReleaseHandle for every handle that is not invalid, and code that checks IsInvalid goes on after a failure.");

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Rule);

    protected override void Register(InteropStart start)
    {
        var interop = start.Interop;
        start.OnNativeFunction(context =>
        {
            var function = context.Function;
            if (function.Mode == MarshallingMode.Disabled || function.Form == NativeForm.UnmanagedCallersOnly)
            {
                return;
            }

            var contract = BoundaryContracts.Of(interop).For(function, context.CancellationToken);
            CheckValue(function.Return);
            foreach (var parameter in function.Parameters)
            {
                if (parameter.RefKind == RefKind.Out)
                {
                    CheckValue(parameter);
                }
            }

            void CheckValue(NativeParameter value)
            {
                if (value.Marshalling is not { Shape: ManagedShape.SafeHandle, Source: not MarshallingSource.Custom } || value.Type is not INamedTypeSymbol type)
                {
                    return;
                }

                if (SentinelOf(contract[value]) is { } sentinel)
                {
                    var what = value.IsReturn ? $"{function.DisplayName} returns when it fails" : $"{function.DisplayName} leaves in '{value.Name}' when it fails";
                    context.Report(Create(interop, type, sentinel, what, context.LocationOf(value), context.CancellationToken));
                }
                else if (!value.IsReturn && contract.Status is { IsKnown: true } status)
                {
                    // What a failing call leaves in an out parameter is by convention what it was: zero.
                    var what = $"{function.DisplayName} leaves in '{value.Name}' when it fails without setting it";
                    context.Report(Create(interop, type, new Fact<long>(0, Evidence.Inferred, $"{status.Value}, {status.Source}"), what, context.LocationOf(value), context.CancellationToken));
                }
            }
        });

        // Raw results that go straight into a handle: new FileHandle(CreateFile(…)), SetHandle(CreateFile(…)).
        start.OnOperation(
            context =>
            {
                var (arguments, type) = context.Operation switch
                {
                    IObjectCreationOperation { Type: INamedTypeSymbol created } creation when HandleClassMembers.IsHandleClass(created, interop.Types) => (creation.Arguments, created),
                    IInvocationOperation { TargetMethod: { Name: "SetHandle", ContainingType: var owner }, Instance: IInstanceReferenceOperation } call
                        when HandleClassMembers.IsHandleClass(owner, interop.Types) => (call.Arguments, context.ContainingSymbol.ContainingType),
                    _ => (ImmutableArray<IArgumentOperation>.Empty, null),
                };
                foreach (var argument in arguments)
                {
                    if (Operations.Unconverted(argument.Value) is { Type: IPointerTypeSymbol or { SpecialType: SpecialType.System_IntPtr } } call
                        && NativeCalls.FunctionOf(interop, call) is { } function
                        && SentinelOf(BoundaryContracts.Of(interop).For(function, context.CancellationToken).Return) is { } sentinel
                        && Create(interop, type!, sentinel, $"{function.DisplayName} returns when it fails", argument.Syntax.GetLocation(), context.CancellationToken) is { } diagnostic)
                    {
                        context.ReportDiagnostic(diagnostic);
                    }
                }
            },
            OperationKind.ObjectCreation,
            OperationKind.Invocation);
    }

    /// <summary>The value that means failure, where it is 0 or -1.</summary>
    private static Fact<long>? SentinelOf(ValueContract contract)
    {
        if (contract.Invalid.IsKnown)
        {
            return contract.Invalid.Value is 0 or -1 ? contract.Invalid : null;
        }

        return contract.Nullable is { IsCertain: true, Value: true } nullable ? new Fact<long>(0, nullable.Evidence, nullable.Source) : null;
    }

    private static Diagnostic? Create(InteropContext interop, INamedTypeSymbol handle, Fact<long> sentinel, string what, Location location, CancellationToken cancellationToken)
    {
        var missing = sentinel.Value == 0 ? InvalidValues.Zero : InvalidValues.MinusOne;
        if (InvalidHandleTest.Of(handle.OriginalDefinition, interop.Types, cancellationToken) is not var (values, decider) || (values & missing) != 0)
        {
            return null;
        }

        var text = sentinel.Value == 0 ? "0" : "-1";
        var properties = ImmutableDictionary<string, string?>.Empty.Add(FFI1011Properties.Missing, text);
        if (DocumentationCommentId.CreateDeclarationId(decider) is { } id)
        {
            properties = properties.Add(FFI1011Properties.Decider, id);
        }

        var severity = sentinel.IsCertain ? (DiagnosticSeverity?)null : Report.OneStepLower(Rule.DefaultSeverity);
        return Report.Create(Rule, interop.Compilation, location, severity, properties, default, decider.Name, text, what, sentinel.Source);
    }
}
