using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using BoundaryLint.Analysis;
using BoundaryLint.Contracts;
using BoundaryLint.Flow;
using BoundaryLint.Signatures;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace BoundaryLint.Rules.Errors;

/// <summary>What FFI4007 tells its fix.</summary>
internal static class FFI4007Properties
{
    /// <summary>The value that means failure: 0 or -1.</summary>
    public const string Invalid = "invalid";

    /// <summary>The native function for the exception's message; absent where the call is not a native one.</summary>
    public const string Function = "function";

    /// <summary>Present when the runtime saves the error of a failing call.</summary>
    public const string LastError = "lastError";
}

/// <summary>FFI4007: what a native function that can fail returns is used before anything tested it.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class FFI4007ReturnedHandleIsNotChecked : InteropAnalyzer
{
    private static readonly DiagnosticDescriptor Rule = RuleDescriptor.Create(
        "FFI4007",
        "Returned handle is not checked",
        "'{0}' can fail and returns {1} then{2}, and {3} uses the result before anything tested it; {4}",
        RuleFamily.Errors,
        DiagnosticSeverity.Warning,
        description: "Native functions say by a null or invalid handle that they failed. Who goes on with it crashes later and elsewhere, or works on what was never opened.");

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Rule);

    protected override void Register(InteropStart start)
    {
        var interop = start.Interop;
        var flow = FlowAnalysis.Of(interop);
        var functions = NativeFunctions.Of(interop);
        start.OnOperationBlock(context =>
        {
            HashSet<IOperation>? reported = null;
            foreach (var fact in flow.FactsOf(context))
            {
                if (fact is { Kind: FactKind.UsedUnchecked, Origin.Operation: { } call, At: { } use } && (reported ??= []).Add(call)
                    && Create(interop, functions, fact.Origin, call, use) is { } diagnostic)
                {
                    context.ReportDiagnostic(diagnostic);
                }
            }
        });
    }

    private static Diagnostic? Create(InteropContext interop, NativeFunctions functions, Origin origin, IOperation call, IOperation use)
    {
        var function = call is IInvocationOperation invocation ? functions.FromMethod(invocation.TargetMethod) : null;
        var isSafeHandle = ResourceRoles.Of(interop).IsSafeHandle(call.Type);

        // Of what nobody has to release, only the name says that the function makes it, and not that it looks for it.
        if (origin.Kind == OriginKind.Status && !isSafeHandle && (function?.EntryPoint is not { } name || NativeNames.AsAcquirer(name) is null))
        {
            return null;
        }

        // A method of the project that returns nothing has reasons of its own, and the framework's memory functions throw.
        if (function is null && origin.Family is { } family && (origin.IsEmptyByChoice || ResourceRoles.IsFrameworkMemory(family) || ReferenceEquals(family, ResourceRoles.NativeMemory) || ReferenceEquals(family, ResourceRoles.AlignedMemory)))
        {
            return null;
        }

        var properties = ImmutableDictionary<string, string?>.Empty.Add(FFI4007Properties.Invalid, origin.Invalid == -1 ? "-1" : "0");
        if (function is not null)
        {
            properties = properties.Add(FFI4007Properties.Function, function.DisplayName);
        }

        if (function is { SetLastError: true })
        {
            properties = properties.Add(FFI4007Properties.LastError, "");
        }

        return Report.Create(
            Rule,
            interop.Compilation,
            call.Syntax.GetLocation(),
            IsCertain(interop, function) && !IsNoticed(use, function, interop, functions) && !IsRefused(origin, use, function, functions) && !IsLoaded(call, function) && !IsForDrawing(function) ? null : Report.OneStepLower(Rule.DefaultSeverity),
            properties,
            ImmutableArray.Create(use.Syntax.GetLocation()),
            origin.Producer,
            isSafeHandle ? "an invalid handle" : origin.Invalid == -1 ? "-1" : "null",
            origin.Source.Length > 0 && origin.Source != origin.Producer ? $" ({origin.Source})" : "",
            NameOf(use, functions),
            (isSafeHandle ? "test 'IsInvalid'" : "test it") + (function is { SetLastError: true } ? " right after the call and throw with the last error" : " and throw"));
    }

    /// <summary>Whether more than the type of the result says that the function can fail.</summary>
    private static bool IsCertain(InteropContext interop, NativeFunction? function) =>
        function is not null
        && BoundaryContracts.Of(interop).For(function) is var contract
        && (contract.Return.Ownership.IsCertain || contract.Return.Invalid.IsCertain || contract.Return.Nullable.IsCertain || contract.Status.IsCertain);

    /// <summary>
    /// Whether a function of Windows made the handle, and the one that gets it is of Windows, too: it refuses what is none, so that nothing happens. A window is something else, because none often
    /// stands for the desktop or the thread. So do the functions of Unix with a descriptor, which is -1 then (EBADF).
    /// </summary>
    private static bool IsRefused(Origin origin, IOperation use, NativeFunction? producer, NativeFunctions functions) =>
        origin.Family is { Kind: ResourceKind.Handle }
        && producer is { EntryPoint: { } maker }
        && CallAround(use) is { } call && functions.FromMethod(call.TargetMethod) is { } user
        && (SystemLibraries.IsWindows(producer.Library)
            ? !maker.StartsWith("CreateWindow", System.StringComparison.Ordinal) && SystemLibraries.IsWindows(user.Library) && !LooksIntoProgram(producer, user)
            : origin.Invalid == -1 && SystemLibraries.IsUnix(producer.Library) && SystemLibraries.IsUnix(user.Library));

    private static IInvocationOperation? CallAround(IOperation use)
    {
        var current = use.Parent;
        while (current is not null and not IInvocationOperation)
        {
            current = current.Parent;
        }

        return current as IInvocationOperation;
    }

    /// <summary>
    /// Whether the function of Windows that gets the failed handle says that it is none, and the code asks it, or hands its answer on: the failure is noticed a line later, with a worse
    /// reason. So it is where the next function that gets the handle is asked in its place.
    /// </summary>
    private static bool IsNoticed(IOperation use, NativeFunction? producer, InteropContext interop, NativeFunctions functions)
    {
        for (var current = use.Parent; current is not null; current = current.Parent)
        {
            if (current is not IInvocationOperation { TargetMethod: var method } call)
            {
                continue;
            }

            if (functions.FromMethod(method) is not { } user || !SystemLibraries.IsWindows(user.Library) || LooksIntoProgram(producer, user))
            {
                return false;
            }

            // The runtime throws for it.
            if (!user.PreserveSig)
            {
                return true;
            }

            var value = call.Syntax;
            while (value.Parent is ParenthesizedExpressionSyntax or PrefixUnaryExpressionSyntax or BinaryExpressionSyntax)
            {
                value = value.Parent;
            }

            if (value.Parent is IfStatementSyntax or ConditionalExpressionSyntax or WhileStatementSyntax or DoStatementSyntax
                || (value.Parent is ForStatementSyntax { Condition: { } condition } && condition == value))
            {
                return true;
            }

            // What is no handle itself says whether the call succeeded, and of a handle that is not tested either there is a report of its own.
            var contract = BoundaryContracts.Of(interop).For(user);
            var isStatus = contract.Return.Ownership.IsCertain || contract.Return.Invalid.IsCertain || user.Return.Type.SpecialType == SpecialType.System_Boolean || NativeStatus.Of(user, BoundaryContracts.Of(interop), interop.Types).IsKnown;
            return isStatus && value.Parent switch
            {
                ReturnStatementSyntax or ArrowExpressionClauseSyntax => true,
                EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Identifier.ValueText: var name } } => IsMentionedBehind(value, name),
                AssignmentExpressionSyntax { Left: IdentifierNameSyntax { Identifier.ValueText: var name } } assignment when assignment.Right == value => IsMentionedBehind(value, name),
                ExpressionStatementSyntax statement => use.Syntax is IdentifierNameSyntax { Identifier.ValueText: var handle } && IsNextAsked(statement, (InvocationExpressionSyntax)call.Syntax, handle),
                _ => false,
            };
        }

        return false;
    }

    private static bool IsMentionedBehind(SyntaxNode value, string name) =>
        value.Ancestors().FirstOrDefault(static node => node is MemberDeclarationSyntax or AccessorDeclarationSyntax) is { } member
        && member.DescendantNodes().Any(node => node is IdentifierNameSyntax { Identifier.ValueText: var mentioned } && mentioned == name && node.SpanStart > value.Span.End
            && !(node.Parent is AssignmentExpressionSyntax { Left: var target } && target == node));

    /// <summary>Whether the next statement tests what a function of the same class says of the same handle.</summary>
    private static bool IsNextAsked(ExpressionStatementSyntax statement, InvocationExpressionSyntax call, string handle)
    {
        if (statement.Parent is not BlockSyntax { Statements: var statements })
        {
            return false;
        }

        var next = statements.IndexOf(statement) + 1;
        return next < statements.Count
            && statements[next] is IfStatementSyntax { Condition: var condition }
            && condition.DescendantNodesAndSelf().Any(node => node is InvocationExpressionSyntax { ArgumentList.Arguments: { Count: > 0 } arguments, Expression: var called }
                && arguments[0].Expression is IdentifierNameSyntax { Identifier.ValueText: var given } && given == handle
                && ClassOf(called) == ClassOf(call.Expression));
    }

    private static string? ClassOf(ExpressionSyntax called) => (called as MemberAccessExpressionSyntax)?.Expression.ToString();

    /// <summary>Whether a function that looks into a module looks into the program itself where it gets none, and so finds something else.</summary>
    private static bool LooksIntoProgram(NativeFunction? producer, NativeFunction user) =>
        producer?.EntryPoint is { } maker && (maker.StartsWith("LoadLibrary", System.StringComparison.Ordinal) || maker.StartsWith("GetModuleHandle", System.StringComparison.Ordinal))
        && user.EntryPoint is { } name && (name.StartsWith("LoadString", System.StringComparison.Ordinal) || name.StartsWith("FindResource", System.StringComparison.Ordinal)
            || name.StartsWith("LoadImage", System.StringComparison.Ordinal) || name.StartsWith("LoadIcon", System.StringComparison.Ordinal) || name.StartsWith("LoadBitmap", System.StringComparison.Ordinal));

    /// <summary>Whether the function makes what GDI draws with or on: GDI does nothing with null, so something is not drawn when the system is out of handles.</summary>
    private static bool IsForDrawing(NativeFunction? function) =>
        function is not null && (LibraryNames.Normalize(function.Library) == "gdi32" || function.EntryPoint is "GetDC" or "GetDCEx" or "GetWindowDC" or "BeginPaint");

    /// <summary>Whether the call asks for a library that every process of Windows has.</summary>
    private static bool IsLoaded(IOperation call, NativeFunction? function) =>
        function?.EntryPoint is { } name
        && (name.StartsWith("LoadLibrary", System.StringComparison.Ordinal) || name.StartsWith("GetModuleHandle", System.StringComparison.Ordinal))
        && call is IInvocationOperation { Arguments: { IsEmpty: false } arguments }
        && arguments[0].Value.ConstantValue is { HasValue: true, Value: string library }
        && LibraryNames.Normalize(library) is "kernel32" or "kernelbase" or "ntdll" or "user32" or "gdi32" or "advapi32";

    private static string NameOf(IOperation use, NativeFunctions functions)
    {
        for (var current = use; current is not null; current = current.Parent)
        {
            switch (current)
            {
                case IInvocationOperation { TargetMethod: var method } when current != use:
                    return $"'{functions.FromMethod(method)?.DisplayName ?? method.Name}'";
                case IFunctionPointerInvocationOperation when current != use:
                    return "a call through a function pointer";
                case IExpressionStatementOperation or IVariableDeclarationGroupOperation:
                    return "the code";
            }
        }

        return "the code";
    }
}
