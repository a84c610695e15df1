using System;
using System.Collections.Generic;
using Microsoft.CodeAnalysis;

namespace BoundaryLint.Signatures;

/// <summary>
/// What one action of a rule reports. Roslyn's contexts are large structures, so that a delegate to one's <c>ReportDiagnostic</c> would copy it for each function and each rule, most of which
/// report nothing; a thread's list is used again.
/// </summary>
internal sealed class FoundDiagnostics
{
    [ThreadStatic]
    private static FoundDiagnostics? free;

    private readonly List<Diagnostic> _found = [];

    /// <summary>The thread's own list, empty. A loop over it gives it back.</summary>
    public static FoundDiagnostics Take()
    {
        var taken = free ?? new FoundDiagnostics();
        free = null;
        return taken;
    }

    public void Add(Diagnostic diagnostic) => _found.Add(diagnostic);

    public Enumerator GetEnumerator() => new(this);

    private void GiveBack()
    {
        _found.Clear();
        free = this;
    }

    public struct Enumerator(FoundDiagnostics owner) : IDisposable
    {
        private int _index = -1;

        public readonly Diagnostic Current => owner._found[_index];

        public bool MoveNext() => ++_index < owner._found.Count;

        public readonly void Dispose() => owner.GiveBack();
    }
}
