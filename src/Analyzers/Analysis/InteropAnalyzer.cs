using Microsoft.CodeAnalysis.Diagnostics;

namespace BoundaryLint.Analysis;

/// <summary>
/// The base of every rule. It sets what all rules need (concurrency, generated code), builds the shared context and leaves at once when the
/// compilation has no interop, so that a rule's author cannot forget it.
/// </summary>
internal abstract class InteropAnalyzer : DiagnosticAnalyzer
{
    /// <summary>
    /// Generated code is read, because its declarations matter, and not reported on. A rule about what a generator emits overrides this.
    /// </summary>
    protected virtual GeneratedCodeAnalysisFlags GeneratedCode => GeneratedCodeAnalysisFlags.Analyze;

    public sealed override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCode);
        context.RegisterCompilationStartAction(start =>
        {
            var interop = InteropContext.For(start.Compilation, start.Options, start.CancellationToken);
            if (interop is not null)
            {
                Register(new InteropStart(start, interop, SupportedDiagnostics[0].Id));
            }
        });
    }

    /// <summary>Registers the rule's actions for one compilation that has interop.</summary>
    protected abstract void Register(InteropStart start);
}
