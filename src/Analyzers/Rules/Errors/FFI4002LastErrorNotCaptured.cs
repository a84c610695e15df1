using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using BoundaryLint.Analysis;
using BoundaryLint.Contracts;
using BoundaryLint.Flow;
using BoundaryLint.Signatures;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace BoundaryLint.Rules.Errors;

/// <summary>What FFI4002 tells its fix.</summary>
internal static class FFI4002Properties
{
    /// <summary>One of the values below.</summary>
    public const string Cause = "cause";

    /// <summary>The native function that is called before the read lacks <c>SetLastError = true</c>; it is the first additional location.</summary>
    public const string NotCaptured = "notCaptured";

    /// <summary>The diagnostic stands on a declaration of <c>GetLastError</c> itself.</summary>
    public const string Imported = "imported";
}

/// <summary>FFI4002: the last error is read although the runtime did not save it after the native call.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class FFI4002LastErrorNotCaptured : InteropAnalyzer
{
    private static readonly DiagnosticDescriptor Rule = RuleDescriptor.Create(
        "FFI4002",
        "Last error is read but not captured",
        "{0}",
        RuleFamily.Errors,
        DiagnosticSeverity.Warning,
        description: "Between the return of native code and the next line of C# the runtime itself calls the system, which overwrites errno and the last error. "
            + "Only with SetLastError = true is the value saved right after the call.");

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Rule);

    protected override void Register(InteropStart start)
    {
        var interop = start.Interop;
        var effects = LastErrorEffects.Of(interop);
        start.OnNativeFunction(context => CheckDeclaration(context));
        start.OnOperation(
            context =>
            {
                var invocation = (IInvocationOperation)context.Operation;
                if (invocation.TargetMethod is { Name: "GetLastWin32Error" or "GetLastPInvokeError" or "GetHRForLastWin32Error" or "GetLastPInvokeErrorMessage" } method
                    && SymbolEqualityComparer.Default.Equals(method.ContainingType, start.Types.Marshal))
                {
                    CheckRead(context, interop, $"Marshal.{method.Name}()", IsTakenForHResult(invocation) ? Report.OneStepLower(Rule.DefaultSeverity) : null);
                }
                else if (!invocation.TargetMethod.DeclaringSyntaxReferences.IsEmpty && effects.ReadsCallersError(invocation.TargetMethod, context.CancellationToken))
                {
                    // A helper that looks at a status of its own decides for itself of which failures there is an error.
                    CheckRead(
                        context,
                        interop,
                        $"{invocation.TargetMethod.Name}()",
                        ErrorReaders.ReadForEveryFailure(invocation.TargetMethod, interop, effects, context.CancellationToken) ? null : Report.OneStepLower(Rule.DefaultSeverity));
                }
            },
            OperationKind.Invocation);
        start.OnOperation(
            context =>
            {
                var creation = (IObjectCreationOperation)context.Operation;
                if (effects.IsRead(creation.Constructor) && creation.Initializer is null)
                {
                    // Where a text is given, that is right, and only the code that the exception carries beside it is not.
                    var isText = creation.Arguments.Length == 1;
                    if (creation.Arguments.Length < 2)
                    {
                        CheckRead(context, interop, $"new {creation.Type!.Name}({(isText ? "string" : "")})", isText ? Report.OneStepLower(Rule.DefaultSeverity) : null);
                    }
                }
                else if (creation is { Type: { DeclaringSyntaxReferences.IsEmpty: false } type, Constructor: { } constructor } && effects.ReadsCallersError(constructor, context.CancellationToken))
                {
                    // An exception of the project's own: what else it does with the error, it knows itself.
                    CheckRead(
                        context, interop, $"new {type.Name}()",
                        ErrorReaders.ReadForEveryFailure(constructor, interop, effects, context.CancellationToken) ? null : Report.OneStepLower(Rule.DefaultSeverity));
                }
            },
            OperationKind.ObjectCreation);
    }

    /// <summary>Whether the value goes straight into what makes an exception of an HRESULT: every error of Windows is positive and so no failure there, whatever it is.</summary>
    private static bool IsTakenForHResult(IInvocationOperation read) =>
        read.TargetMethod.Name is "GetLastWin32Error" or "GetLastPInvokeError"
        && Operations.WithConversions(read).Parent is IArgumentOperation { Parent: IInvocationOperation { TargetMethod: { Name: "GetExceptionForHR" or "ThrowExceptionForHR", ContainingType.Name: "Marshal" } } };

    private static void CheckDeclaration(NativeFunctionContext context)
    {
        var function = context.Function;
        if (!function.IsBound || !function.Parameters.IsEmpty || !LastErrorSources.IsLastErrorItself(function))
        {
            return;
        }

        // Where nobody calls it, or looks at what it says, it misleads only the next one who looks for it.
        context.Report(Report.Create(
            Rule,
            context.Interop.Compilation,
            context.Location,
            function.Symbol is IMethodSymbol method && (!UncalledCode.Of(context.Interop.Compilation).IsMentioned(method) || DroppedResults.AreUnread(method, context.Interop.Compilation)) ? Report.OneStepLower(Rule.DefaultSeverity) : null,
            ImmutableDictionary<string, string?>.Empty.Add(FFI4002Properties.Cause, FFI4002Properties.Imported),
            default,
            $"'{function.EntryPoint}' called through P/Invoke sees what the runtime left behind, not the error of the call before; "
                + "set SetLastError = true on that function and read the error with Marshal.GetLastPInvokeError (Marshal.GetLastWin32Error on older frameworks)"));
    }

    private static string WhyNotSaved(NativeFunction function) => function.Form switch
    {
        NativeForm.Delegate => "called through a delegate type without SetLastError = true, so the runtime does not save it; add [UnmanagedFunctionPointer(…, SetLastError = true)] to the type",
        NativeForm.FunctionPointer => "called through a function pointer, for which the runtime never saves it; call it through a delegate with SetLastError = true",
        _ => "declared without SetLastError = true, so the runtime does not save it; add SetLastError = true to the declaration",
    };

    private static void CheckRead(OperationAnalysisContext context, InteropContext interop, string read, DiagnosticSeverity? severity = null)
    {
        if (new PrecedingNativeCall(interop, context.CancellationToken).Of(context.Operation) is not { } function)
        {
            return;
        }

        if (context.Operation is IInvocationOperation { TargetMethod.DeclaringSyntaxReferences.IsEmpty: false } helper && ErrorReaders.AsksForOther(helper, function, interop))
        {
            return;
        }

        // Who implements the function saves the error, or does not, and the declaration has no say in it.
        if (function is { IsImplementedAtRunTime: true, SetLastError: false })
        {
            return;
        }

        if (function.SetLastError)
        {
            CheckCode(context, function, interop, read);
            return;
        }

        var diagnostic = Report.Create(
            Rule,
            interop.Compilation,
            context.Operation.Syntax.GetLocation(),
            IsUnseen(context) ? Report.OneStepLower(Rule.DefaultSeverity) : severity,
            function.IsImport ? ImmutableDictionary<string, string?>.Empty.Add(FFI4002Properties.Cause, FFI4002Properties.NotCaptured) : null,
            function.Location is { } declaration ? ImmutableArray.Create(declaration) : default,
            $"'{read}' reads the error of '{function.DisplayName}', which is {WhyNotSaved(function)}");
        if (diagnostic is not null)
        {
            context.ReportDiagnostic(diagnostic);
        }
    }

    /// <summary>Whether nobody gets to see the error: it is dropped, told a log, or goes into an exception that each caller drops.</summary>
    private static bool IsUnseen(OperationAnalysisContext context)
    {
        for (var current = context.Operation; current.Parent is { } parent; current = parent)
        {
            switch (parent)
            {
                case IExpressionStatementOperation:
                    // A helper of the project does something with the error.
                    return current is IInvocationOperation { TargetMethod.DeclaringSyntaxReferences.IsEmpty: true } && current == context.Operation;
                case IThrowOperation:
                    return DroppedExceptions.Are(context.ContainingSymbol, context.Compilation);
                case IArgumentOperation { Parent: IInvocationOperation { TargetMethod: { ContainingType: { Name: "Debug" or "Trace", ContainingNamespace: { Name: "Diagnostics", ContainingNamespace.Name: "System" } } } } }:
                    return true;
                case IArgumentOperation { Parent: not (IObjectCreationOperation or IInvocationOperation { TargetMethod: { Name: "Format" or "Concat", ContainingType.SpecialType: SpecialType.System_String } }) }:
                    return false;
            }
        }

        return false;
    }

    /// <summary>Only Windows has error codes that an HRESULT can be made of: elsewhere the runtime saves errno, whose numbers mean something else.</summary>
    private static void CheckCode(OperationAnalysisContext context, NativeFunction function, InteropContext interop, string read)
    {
        if (context.Operation is not IInvocationOperation { TargetMethod.Name: "GetHRForLastWin32Error" } || SystemLibraries.IsWindows(function.Library))
        {
            return;
        }

        var systems = DeclaredSystems.Of(interop, function.Symbol, function.Library);
        var isNeverWindows = SystemLibraries.IsUnix(function.Library) || !systems.Contains(TargetOs.Windows);
        if (systems.IsEmpty || (!isNeverWindows && (!systems.Any(static system => system != TargetOs.Windows) || AsksForSystem(context.Operation))))
        {
            return;
        }

        var diagnostic = Report.Create(
            Rule,
            interop.Compilation,
            context.Operation.Syntax.GetLocation(),
            isNeverWindows ? null : Report.OneStepLower(Rule.DefaultSeverity),
            null,
            default,
            $"'{read}' takes the errno that '{function.DisplayName}' leaves{(isNeverWindows ? "" : " outside Windows")} for an error code of Windows, so that the exception tells another error (EACCES, 13, becomes "
                + "ERROR_INVALID_DATA); throw new Win32Exception(Marshal.GetLastPInvokeError()), which knows errno there");
        if (diagnostic is not null)
        {
            context.ReportDiagnostic(diagnostic);
        }
    }

    /// <summary>Whether the code around chooses by the operating system.</summary>
    private static bool AsksForSystem(IOperation operation) => Operations.RootOf(operation).Descendants().Any(static other =>
        other is IInvocationOperation { TargetMethod.Name: "IsWindows" or "IsOSPlatform" or "IsLinux" or "IsMacOS" } or IPropertyReferenceOperation { Property.Name: "IsWindows" or "OSVersion" });
}
