using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using BoundaryLint.Analysis;
using BoundaryLint.Flow;
using BoundaryLint.Tests.Signatures;
using Microsoft.CodeAnalysis;
using Xunit;

namespace BoundaryLint.Tests.Flow;

/// <summary>The graph that is made of statements tells what Roslyn's graph of the same body tells.</summary>
public sealed class StatementGraphTests
{
    private const string Declarations = """
        [DllImport("ks")] static extern IntPtr ks_create();
        [DllImport("ks")] static extern void ks_destroy(IntPtr db);
        [DllImport("ks")] static extern int ks_use(IntPtr db);
        [DllImport("kv")] static extern int kv_open(IntPtr path, out IntPtr db);
        [DllImport("kv")] static extern void kv_close(IntPtr db);
        [DllImport("c")] static extern IntPtr malloc(nuint n);
        [DllImport("c")] static extern void free(IntPtr p);
        [DllImport("k", SetLastError=true)] static extern bool doit(int x);
        struct Pair { public IntPtr A; public IntPtr B; }
        class Box : IDisposable { public IntPtr Value; public void Dispose() { } }
        static void Log(string s) => Console.WriteLine(s);
        IntPtr _h; byte* _p; static bool Flag;
        """;

    [Theory]
    [InlineData("void M() { var p = ks_create(); }")]
    [InlineData("void M() { IntPtr p; p = ks_create(); ks_use(p); ks_destroy(p); ks_use(p); }")]
    [InlineData("IntPtr M() { var p = ks_create(); return p; }")]
    [InlineData("IntPtr M() => ks_create();")]
    [InlineData("IntPtr M { get { var p = ks_create(); ks_destroy(p); ks_destroy(p); return p; } }")]
    [InlineData("int M(bool b) { var p = ks_create(); if (b) return 1; ks_destroy(p); return 0; }")]
    [InlineData("void M(bool b) { var p = ks_create(); if (b) { return; } else { ks_destroy(p); } }")]
    [InlineData("void M(bool b) { var p = ks_create(); if (b) ks_destroy(p); }")]
    [InlineData("void M(bool b, bool c) { var p = ks_create(); if (b && c) { return; } ks_destroy(p); }")]
    [InlineData("void M(bool b, bool c) { var p = ks_create(); if (b || c) { return; } ks_destroy(p); }")]
    [InlineData("void M(bool b, bool c, bool d) { var p = ks_create(); if (!(b || !c) && d) ks_destroy(p); else if (!b) return; ks_destroy(p); }")]
    [InlineData("void M() { var p = ks_create(); if (p != IntPtr.Zero && ks_use(p) == 0) ks_destroy(p); }")]
    [InlineData("void M() { var p = ks_create(); if (p == IntPtr.Zero || ks_use(p) != 0) return; ks_destroy(p); }")]
    [InlineData("void M(int n) { for (var i = 0; i < n; i++) { var p = ks_create(); if (i == 3) continue; if (i == 4) break; ks_destroy(p); } }")]
    [InlineData("void M(int n) { IntPtr p = default; for (int i = 0, j = 1; i < n && j < n; i++, j++) p = ks_create(); ks_destroy(p); }")]
    [InlineData("void M() { for (;;) { var p = ks_create(); if (Flag) return; ks_destroy(p); } }")]
    [InlineData("void M() { while (Flag) { var p = ks_create(); if (ks_use(p) == 0) break; ks_destroy(p); } }")]
    [InlineData("void M() { while (true) { var p = ks_create(); ks_destroy(p); if (ks_use(p) == 0) return; } }")]
    [InlineData("void M() { var p = ks_create(); do { if (Flag) continue; if (ks_use(p) == 1) break; } while (ks_use(p) != 0); }")]
    [InlineData("void M() { var p = ks_create(); do { ks_destroy(p); } while (Flag); }")]
    [InlineData("void M() { while (ks_create() is var p && p != IntPtr.Zero) { ks_use(p); } }")]
    [InlineData("void M() { var p = ks_create(); while (true) ; }", false)]
    [InlineData("void M() { var p = ks_create(); try { Log(\"\"); } finally { ks_destroy(p); } }")]
    [InlineData("void M() { var p = ks_create(); try { Log(\"\"); } finally { ks_destroy(p); } ks_use(p); }")]
    [InlineData("void M() { var p = ks_create(); try { if (Flag) return; Log(\"\"); } finally { ks_destroy(p); } ks_destroy(p); }")]
    [InlineData("void M() { var p = ks_create(); try { Log(\"\"); } catch (InvalidOperationException) { ks_destroy(p); throw; } ks_destroy(p); }")]
    [InlineData("void M() { var p = ks_create(); try { Log(\"\"); } catch (InvalidOperationException e) { Log(e.Message); } catch { ks_destroy(p); return; } ks_destroy(p); }")]
    [InlineData("void M() { var p = ks_create(); try { Log(\"\"); } catch (Exception) { } }")]
    [InlineData("void M() { var p = ks_create(); try { } catch { return; } ks_destroy(p); }")]
    [InlineData("void M() { var p = ks_create(); try { try { Log(\"\"); } catch (ArgumentException) { return; } } finally { if (p != IntPtr.Zero) ks_destroy(p); } }")]
    [InlineData("void M(int n) { for (var i = 0; i < n; i++) { var p = ks_create(); try { if (i == 1) continue; if (i == 2) break; if (i == 3) { Log(\"x\"); return; } } finally { Log(\"\"); } ks_destroy(p); } }")]
    [InlineData("void M() { var p = ks_create(); try { throw new Exception(); } finally { Log(\"\"); } }")]
    [InlineData("void M() { try { var p = ks_create(); Log(\"\"); ks_destroy(p); } finally { throw new Exception(); } }")]
    [InlineData("void M(bool b) { var p = ks_create(); if (b) throw new Exception(); ks_destroy(p); }")]
    [InlineData("void M(byte[] a) { fixed (byte* p = a) { _p = p; } }")]
    [InlineData("void M(byte[] a, byte[] b) { fixed (byte* p = a, q = b) { if (p == null) return; _p = q; } }")]
    [InlineData("void M() { { var p = ks_create(); { var q = p; ks_destroy(q); } ks_destroy(p); } }")]
    [InlineData("int M() { var rc = kv_open(default, out var db); if (rc != 0) return rc; kv_close(db); return 0; }")]
    [InlineData("int M() { var rc = kv_open(default, out var db); if (rc == 0) return rc; kv_close(db); return 0; }")]
    [InlineData("void M() { Pair pair = default; pair.A = ks_create(); var copy = pair; ks_destroy(copy.A); ks_destroy(copy.A); }")]
    [InlineData("void M() { var (p, q) = (ks_create(), ks_create()); ks_destroy(p); }")]
    [InlineData("void M() { if (!doit(1)) { doit(2); throw new System.ComponentModel.Win32Exception(Marshal.GetLastWin32Error()); } }")]
    [InlineData("async System.Threading.Tasks.Task M() { var p = ks_create(); await System.Threading.Tasks.Task.Delay(1); ks_destroy(p); }")]
    [InlineData("System.Collections.Generic.IEnumerable<int> M() { var p = malloc(4); yield return 1; if (Flag) yield break; free(p); }")]
    [InlineData("void M() { _h = ks_create(); ks_destroy(_h); }")]
    [InlineData("void M() { return; var p = ks_create(); }", false)]
    public async Task Facts_are_those_of_Roslyns_graph(string member, bool hasFacts = true)
    {
        var (flow, method) = await Read(member);
        Assert.True(StatementGraph.IsPlain(flow.BodyOf(method, CancellationToken.None)!.Parent ?? flow.BodyOf(method, CancellationToken.None)!));

        var facts = FactsIn(flow.Explain(method, takesOver: false, CancellationToken.None));
        Assert.Equal(FactsIn(flow.Explain(method, takesOver: true, CancellationToken.None)), facts);
        Assert.Equal(hasFacts, facts.Count > 0);
    }

    [Theory]
    [InlineData("void M(int n) { ks_use(n == 0 ? _h : default); }")]
    [InlineData("void M(string s) { Log(s ?? \"\"); }")]
    [InlineData("void M(string s) { s ??= \"\"; }")]
    [InlineData("void M(string s) { Log(s?.Trim()); }")]
    [InlineData("void M(bool a) { var b = a && Flag; }")]
    [InlineData("void M(bool a) { var b = a || Flag; }")]
    [InlineData("void M(string s) { Log(s switch { null => \"\", _ => s }); }")]
    [InlineData("void M(int n) { switch (n) { case 0: ks_use(_h); break; } }")]
    [InlineData("void M(IntPtr[] all) { foreach (var one in all) ks_use(one); }")]
    [InlineData("void M() { using (var box = new Box()) ks_use(_h); }")]
    [InlineData("void M() { using var box = new Box(); ks_use(_h); }")]
    [InlineData("void M() { lock (this) ks_use(_h); }")]
    [InlineData("void M() { var box = new Box { Value = _h }; }")]
    [InlineData("void M() { Action run = () => ks_use(_h); run(); }")]
    [InlineData("void M() { void Run() => ks_use(_h); Run(); }")]
    [InlineData("void M() { again: ks_use(_h); goto again; }")]
    [InlineData("void M() { try { ks_use(_h); } catch (Exception e) when (e.Message == null) { } }")]
    [InlineData("void M(string s) { Log(s ?? throw new Exception()); }")]
    [InlineData("void M() { ref var h = ref _h; h = ks_create(); }")]
    [InlineData("void M() => throw new Exception();")]
    public async Task A_body_in_which_more_than_statements_branches_is_left_to_Roslyn(string member)
    {
        var (flow, method) = await Read(member);
        Assert.False(StatementGraph.IsPlain(flow.BodyOf(method, CancellationToken.None)!.Parent!));
    }

    // Of several ways out with the same state, which one is named depends on which block comes first.
    private static List<string> FactsIn(string explanation) =>
    [
        .. explanation.Split('\n')
            .Where(static line => line.StartsWith("fact ", StringComparison.Ordinal))
            .Select(static line => line.StartsWith("fact Leaked ", StringComparison.Ordinal) ? line[..line.IndexOf(" at ", StringComparison.Ordinal)] : line)
            .Distinct(),
    ];

    private static async Task<(FlowAnalysis Flow, IMethodSymbol Method)> Read(string member)
    {
        var interop = await SignatureReader.ReadAsync($"unsafe class T {{ {Declarations} {member} }}");
        var symbol = interop.Type("T").GetMembers("M").Single();
        return (FlowAnalysis.Of(interop), symbol as IMethodSymbol ?? ((IPropertySymbol)symbol).GetMethod!);
    }
}
