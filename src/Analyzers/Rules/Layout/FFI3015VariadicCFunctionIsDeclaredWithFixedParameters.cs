using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using BoundaryLint.Analysis;
using BoundaryLint.Contracts;
using BoundaryLint.Signatures;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace BoundaryLint.Rules.Layout;

/// <summary>
/// FFI3015: the arguments that C passes behind the <c>...</c> of a variadic function are declared as fixed parameters. Where the platform passes variable arguments in another
/// way than fixed ones, the function reads rubbish.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class FFI3015VariadicCFunctionIsDeclaredWithFixedParameters : InteropAnalyzer
{
    // The first eight arguments travel in registers on arm64; what stands behind them is on the stack for every function.
    private const int RegistersOnArm64 = 8;

    // O_CREAT of Linux, macOS and Windows, and O_TMPFILE of Linux.
    private const int CreatingFlags = 0x40 | 0x200 | 0x100 | 0x400000;

    private static readonly DiagnosticDescriptor Rule = RuleDescriptor.Create(
        "FFI3015",
        "Variadic C function is declared with fixed parameters",
        "`{0}` is variadic in C ({1}), and {2} is one of its variable arguments: {3}; call a C function with fixed parameters that passes them on",
        RuleFamily.Layout,
        DiagnosticSeverity.Warning,
        description: "Apple's arm64 systems pass variable arguments on the stack and fixed ones in registers; other systems differ for floating-point arguments. "
            + "The function reads what nobody wrote. .NET has no variadic calls outside Windows.");

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Rule);

    protected override void Register(InteropStart start)
    {
        var interop = start.Interop;
        start.OnNativeFunction(context =>
        {
            if (context.Function.IsImport && !NeverCreates(interop, context.Function) && Inspect(interop, context.Function, context.Function.Symbol, context.CancellationToken) is { } finding)
            {
                context.Report(Create(interop, context.Function, context.LocationOf(finding.Argument), finding));
            }
        });
        start.OnOperation(
            context =>
            {
                var call = (IInvocationOperation)context.Operation;
                if (FetchedExports.Of(interop, call) is { } function
                    && Inspect(interop, function, context.ContainingSymbol, context.CancellationToken) is { } finding
                    && Create(interop, function, call.Syntax.GetLocation(), finding) is { } diagnostic)
                {
                    context.ReportDiagnostic(diagnostic);
                }
            },
            OperationKind.Invocation);
    }

    private static Diagnostic? Create(InteropContext interop, NativeFunction function, Location location, Finding finding) =>
        Report.Create(
            Rule,
            interop.Compilation,
            location,
            IsWrittenForOneSystem(interop, function) ? Report.OneStepLower(Rule.DefaultSeverity) : null,
            null,
            default,
            function.DisplayName,
            finding.Source,
            finding.Argument.Describe(),
            finding.Why);

    /// <summary>Whether each system has numbers of its own for what the function is asked to do, and the project does not say on which it runs.</summary>
    private static bool IsWrittenForOneSystem(InteropContext interop, NativeFunction function) =>
        function.EntryPoint is "ioctl" or "syscall" && SystemLibraries.IsCLibrary(function.Library) && ProjectTargets.Of(interop).ArePlatformsAssumed;

    /// <summary>Whether each call of <c>open</c> opens what is there: its last argument, which says who may use a new file, is not read then.</summary>
    private static bool NeverCreates(InteropContext interop, NativeFunction function)
    {
        var index = function.EntryPoint is "open" or "open64" or "_open" or "_wopen" ? 1 : function.EntryPoint is "openat" or "openat64" ? 2 : -1;
        if (index < 0 || !SystemLibraries.IsCLibrary(function.Library) || function.Symbol is not IMethodSymbol method || !Visibility.IsHidden(interop.Compilation, method))
        {
            return false;
        }

        var mentions = Mentions.In(interop.Compilation);
        var calls = mentions.Of(method).ToList();
        return calls.Count > 0 && calls.All(mention =>
            Mentions.ExpressionAt(mention) is var called && called.Parent is InvocationExpressionSyntax call && call.Expression == called
            && mentions.ModelOf(call.SyntaxTree).GetOperation(call) is IInvocationOperation invocation
            && invocation.Arguments.FirstOrDefault(argument => argument.Parameter?.Ordinal == index)?.Value is { } flags
            && Operations.Unconverted(flags)?.ConstantValue is { HasValue: true, Value: int constant } && (constant & CreatingFlags) == 0);
    }

    private static Finding? Inspect(InteropContext interop, NativeFunction function, ISymbol place, CancellationToken cancellationToken)
    {
        // With __arglist the compiler itself knows that the call is variadic.
        if (function.Signature.IsVararg
            || VariadicFunctions.NamedParameters(interop, function, cancellationToken) is not { IsKnown: true } named
            || named.Value >= function.Parameters.Length
            || IsMadeForArm64(interop, function))
        {
            return null;
        }

        var arguments = function.Parameters.Skip(named.Value).ToImmutableArray();
        var floating = arguments.FirstOrDefault(static argument => argument.NativeType.Kind == NativeTypeKind.Floating);
        var others = new List<string>();
        foreach (var platform in PlatformsOf(interop, function, place))
        {
            if (platform is { Os: TargetOs.MacOS or TargetOs.IOS, Architecture: TargetArchitecture.Arm64 } or { Architecture: TargetArchitecture.Wasm })
            {
                var where = platform.Architecture == TargetArchitecture.Wasm ? "in memory" : "on the stack";
                return new Finding(arguments[0], named.Source, $"{platform.RuntimeIdentifier} passes variable arguments {where} and this declaration passes them in registers");
            }

            if (floating is not null && PassesFloatingElsewhere(floating, platform))
            {
                others.Add(platform.RuntimeIdentifier);
            }
        }

        return others.Count == 0
            ? null
            : new Finding(floating!, named.Source, $"on {string.Join(", ", others)} a variadic function looks elsewhere for a floating-point argument");
    }

    /// <summary>Whether a variadic callee finds a floating-point argument in another place, or of another size, than a call with fixed parameters leaves it.</summary>
    private static bool PassesFloatingElsewhere(NativeParameter argument, TargetPlatform platform) =>
        // C widens a variable float to double.
        argument.NativeType.SizeOn(platform.Model) == 4
        || platform.Architecture != TargetArchitecture.X86
        && platform is not { Os: TargetOs.Linux or TargetOs.Android, Architecture: TargetArchitecture.Arm64 };

    /// <summary>
    /// Whether somebody thought of it: of the declarations of this entry point one fills the registers with parameters that mean nothing, so that the variable arguments
    /// come to stand on the stack, where Apple's arm64 wants them, and another is for the other systems.
    /// </summary>
    private static bool IsMadeForArm64(InteropContext interop, NativeFunction function)
    {
        var (hasFilled, hasPlain) = (false, false);
        foreach (var other in BoundaryTypes.Of(interop).Functions)
        {
            if (other.IsImport && other.EntryPoint == function.EntryPoint)
            {
                hasFilled |= other.Parameters.Length > RegistersOnArm64;
                hasPlain |= other.Parameters.Length <= RegistersOnArm64;
            }
        }

        return hasFilled && hasPlain;
    }

    private static IEnumerable<TargetPlatform> PlatformsOf(InteropContext interop, NativeFunction function, ISymbol place)
    {
        var systems = DeclaredSystems.Of(interop, place, function.Library);
        var isOfWindows = SystemLibraries.IsWindows(function.Library) || (SystemLibraries.IsCLibrary(function.Library) && !SystemLibraries.IsUnix(function.Library));
        var isOfLinux = SystemLibraries.IsCLibrary(function.Library) && VariadicFunctions.IsOnlyOnLinux(function.EntryPoint);
        foreach (var platform in ProjectTargets.Of(interop).Platforms)
        {
            if (systems.Contains(platform.Os)
                && (!isOfWindows || platform.Os == TargetOs.Windows)
                && (!isOfLinux || platform.Os is TargetOs.Linux or TargetOs.Android))
            {
                yield return platform;
            }
        }
    }

    /// <param name="Argument">The first value that travels otherwise than the function expects.</param>
    /// <param name="Source">How it is known that the function is variadic.</param>
    /// <param name="Why">What the platform does.</param>
    private sealed record Finding(NativeParameter Argument, string Source, string Why);
}
