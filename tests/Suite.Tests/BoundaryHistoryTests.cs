using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using BoundaryLint.Baseline;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using Xunit;

namespace BoundaryLint.Suite.Tests;

/// <summary>
/// Two versions of one program: the baseline is written from the first with the fixes, the second is compared with it, and accepting what is reported ends it. Changes that leave the boundary as it is are
/// silent, the others are reported with what they break.
/// </summary>
public sealed class BoundaryHistoryTests
{
    private const string Usings = "using System; using System.Runtime.CompilerServices; using System.Runtime.InteropServices; using Microsoft.Win32.SafeHandles;\n";

    public static TheoryData<string, string, string> Harmless() => new()
    {
        {
            "DllImport becomes LibraryImport",
            "static partial class N { [DllImport(\"kv\", CharSet = CharSet.Unicode)] static extern bool kv_a(string name, [Out] byte[] data); }",
            "static partial class N { [LibraryImport(\"kv\", StringMarshalling = StringMarshalling.Utf16)] [return: MarshalAs(UnmanagedType.Bool)] internal static partial bool kv_a(string name, [Out] byte[] data); }"
        },
        {
            "runtime marshalling is disabled",
            "struct S { [MarshalAs(UnmanagedType.U1)] public bool A; public int B; } static class N { [DllImport(\"kv\")] static extern void kv_a(ref S s); }",
            "[assembly: DisableRuntimeMarshalling] struct S { public bool A; public int B; } static unsafe class N { [DllImport(\"kv\")] static extern void kv_a(S* s); }"
        },
        {
            "a method and its parameters are renamed",
            "static class N { [DllImport(\"kv\")] static extern int kv_a(nint store, int count); }",
            "static class Native { [DllImport(\"libkv.so\", EntryPoint = \"kv_a\")] static extern int Get(nint db, int length); }"
        },
        {
            "a safe handle takes the place of a pointer",
            "static class N { [DllImport(\"kv\")] static extern nint kv_open(); [DllImport(\"kv\")] static extern void kv_use(nint store, out nint other); }",
            "sealed class H : SafeHandleZeroOrMinusOneIsInvalid { public H() : base(true) { } protected override bool ReleaseHandle() => true; } static class N { [DllImport(\"kv\")] static extern H kv_open(); [DllImport(\"kv\")] static extern void kv_use(H store, out H other); }"
        },
        {
            "a delegate becomes a function pointer",
            "static class N { [DllImport(\"kv\")] static extern void kv_on(Action handler); }",
            "static unsafe class N { [DllImport(\"kv\")] static extern void kv_on(delegate* unmanaged<void> handler); }"
        },
        {
            "a fixed buffer becomes an inline array",
            "unsafe struct S { public fixed byte Name[16]; public int B; } static class N { [DllImport(\"kv\")] static extern void kv_a(ref S s); }",
            "[InlineArray(16)] struct Name16<T> { T _first; } struct S { public Name16<byte> Name; public int B; } static unsafe class N { [DllImport(\"kv\")] static extern void kv_a(S* s); }"
        },
        {
            "members move to another file of the type, in another order",
            "enum E { A = 1, B = 2 } static class N { [DllImport(\"kv\")] static extern E kv_a(); [DllImport(\"kv\")] static extern E kv_b(); }",
            "static partial class N { [DllImport(\"kv\")] static extern E kv_b(); } static partial class N { [DllImport(\"kv\")] static extern E kv_a(); } enum E { B = 2, A = 1 }"
        },
        {
            "a calling convention is stated where there is one only",
            "static class N { [DllImport(\"kv\")] static extern int kv_a(); }",
            "static class N { [DllImport(\"kv\", CallingConvention = CallingConvention.Cdecl, SetLastError = true, ExactSpelling = true)] static extern int kv_a(); }"
        },
        {
            "an import becomes a local function",
            "static class N { [DllImport(\"kv\")] static extern int kv_a(); }",
            "static class N { static int A() { return kv_a(); [DllImport(\"kv\")] static extern int kv_a(); } }"
        },
        {
            "a property takes the place of a field",
            "struct S { public int Size; public nint Data; } static class N { [DllImport(\"kv\")] static extern void kv_a(in S s); }",
            "struct S { public int Size { get; set; } public nint Data { get; set; } } static class N { [DllImport(\"kv\")] static extern void kv_a(ref S s); }"
        },
        {
            "code around the boundary changes",
            "static class N { [DllImport(\"kv\")] static extern int kv_a(); static int Twice() => kv_a() * 2; }",
            "class Unrelated { struct S { } enum E { A } } static class N { [DllImport(\"kv\")] static extern int kv_a(); static int Thrice() => kv_a() * 3; }"
        },
    };

    public static TheoryData<string, string, string, string[]> Breaking() => new()
    {
        {
            "the encoding of all strings changes",
            "static partial class N { [LibraryImport(\"kv\", StringMarshalling = StringMarshalling.Utf8)] internal static partial void kv_a(string name); }",
            "static partial class N { [LibraryImport(\"kv\", StringMarshalling = StringMarshalling.Utf16)] internal static partial void kv_a(string name); }",
            ["FFI5021 kv_a semantics major"]
        },
        {
            "runtime marshalling is disabled under a bool",
            "static class N { [DllImport(\"kv\")] static extern void kv_a(bool flag); }",
            "[assembly: DisableRuntimeMarshalling] static class N { [DllImport(\"kv\")] static extern void kv_a(bool flag); }",
            ["FFI5021 kv_a binary major"]
        },
        {
            "the packing changes",
            "[StructLayout(LayoutKind.Sequential, Pack = 1)] struct S { public byte A; public int B; } static class N { [DllImport(\"kv\")] static extern void kv_a(ref S s); }",
            "struct S { public byte A; public int B; } static class N { [DllImport(\"kv\")] static extern void kv_a(ref S s); }",
            ["FFI5021 S layout major"]
        },
        {
            "a stated offset changes",
            "[StructLayout(LayoutKind.Explicit)] struct S { [FieldOffset(0)] public int A; [FieldOffset(8)] public int B; } static class N { [DllImport(\"kv\")] static extern void kv_a(ref S s); }",
            "[StructLayout(LayoutKind.Explicit)] struct S { [FieldOffset(0)] public int A; [FieldOffset(4)] public int B; } static class N { [DllImport(\"kv\")] static extern void kv_a(ref S s); }",
            ["FFI5021 S layout major"]
        },
        {
            "a struct inside of another one grows",
            "struct I { public int A; } struct S { public I Inner; public int B; } static class N { [DllImport(\"kv\")] static extern void kv_a(ref S s); }",
            "struct I { public int A; public int New; } struct S { public I Inner; public int B; } static class N { [DllImport(\"kv\")] static extern void kv_a(ref S s); }",
            ["FFI5021 I layout major", "FFI5021 S layout major"]
        },
        {
            "characters of a struct become wide",
            "[StructLayout(LayoutKind.Sequential, CharSet = CharSet.Ansi)] struct S { [MarshalAs(UnmanagedType.ByValTStr, SizeConst = 8)] public string A; } static class N { [DllImport(\"kv\")] static extern void kv_a(ref S s); }",
            "[StructLayout(LayoutKind.Sequential, CharSet = CharSet.Unicode)] struct S { [MarshalAs(UnmanagedType.ByValTStr, SizeConst = 8)] public string A; } static class N { [DllImport(\"kv\")] static extern void kv_a(ref S s); }",
            ["FFI5021 S layout major"]
        },
        {
            "a callback in a struct gets another parameter",
            "unsafe struct S { public delegate* unmanaged<int, void> On; } static class N { [DllImport(\"kv\")] static extern void kv_a(ref S s); }",
            "unsafe struct S { public delegate* unmanaged<int, int, void> On; } static class N { [DllImport(\"kv\")] static extern void kv_a(ref S s); }",
            ["FFI5021 S layout major"]
        },
        {
            "a failing HRESULT is no exception any more",
            "static class N { [DllImport(\"kv\", PreserveSig = false)] static extern nint KvCreate(); }",
            "static class N { [DllImport(\"kv\")] static extern nint KvCreate(); }",
            ["FFI5021 KvCreate binary major"]
        },
        {
            "an entry point is another one",
            "static class N { [DllImport(\"kv\", EntryPoint = \"kv_get\")] static extern int Get(); }",
            "static class N { [DllImport(\"kv\", EntryPoint = \"kv_get2\")] static extern int Get(); }",
            ["FFI5020 kv_get2", "FFI5022 kv_get"]
        },
        {
            "a library is another one",
            "static class N { [DllImport(\"kv\", EntryPoint = \"kv_get\")] static extern int Get(); }",
            "static class N { [DllImport(\"kv3\", EntryPoint = \"kv_get\")] static extern int Get(); }",
            ["FFI5020 kv_get", "FFI5022 kv_get"]
        },
        {
            "a member is put between others, and one is gone",
            "enum E { A, B, C } static class N { [DllImport(\"kv\")] static extern E kv_a(); }",
            "enum E { A, New, B } static class N { [DllImport(\"kv\")] static extern E kv_a(); }",
            ["FFI5020 E.New", "FFI5021 E.B semantics major", "FFI5022 E.C"]
        },
        {
            "an export loses its name",
            "static class N { [UnmanagedCallersOnly(EntryPoint = \"kv_on\")] static void On(int a) { } }",
            "static class N { [UnmanagedCallersOnly] static void On(int a) { } }",
            ["FFI5022 kv_on"]
        },
        {
            "a pointer to a struct becomes the struct",
            "struct S { public long A; public long B; } static class N { [DllImport(\"kv\")] static extern void kv_a(in S s); }",
            "struct S { public long A; public long B; } static class N { [DllImport(\"kv\")] static extern void kv_a(S s); }",
            ["FFI5021 kv_a binary major"]
        },
        {
            "a delegate gets another result, and its import another delegate",
            "delegate int D(int a); static class N { [DllImport(\"kv\")] static extern void kv_on(D d); }",
            "delegate long D(int a); static class N { [DllImport(\"kv\")] static extern void kv_on(D d); }",
            ["FFI5021 D binary major"]
        },
    };

    [Theory]
    [MemberData(nameof(Harmless))]
    public async Task A_change_that_leaves_the_boundary_alone_is_silent(string what, string before, string after)
    {
        var reported = await ReportedAsync(after, await BaselineOfAsync(before));

        Assert.Equal((what, ""), (what, string.Join("\n", AllRules.Lines(reported))));
    }

    [Theory]
    [MemberData(nameof(Breaking))]
    public async Task A_change_of_the_boundary_is_reported_with_what_it_breaks(string what, string before, string after, string[] expected)
    {
        var baseline = await BaselineOfAsync(before);
        var reported = await ReportedAsync(after, baseline);

        Assert.Equal((what, string.Join("\n", expected)), (what, string.Join("\n", reported.Select(Short).Order(StringComparer.Ordinal))));
        Assert.Empty(await ReportedAsync(after, Applied(reported, baseline)));
    }

    /// <summary>A baseline that somebody has torn apart: diagnostics that stand in the file, and no exception.</summary>
    [Fact]
    public async Task Damaged_baselines_are_explained_at_their_places()
    {
        const string code = "enum E { A, B } struct S { public int A; public nint B; } static class N { [DllImport(\"kv\")] static extern E kv_a(ref S s, string t); [DllImport(\"kv\")] static extern int kv_b(); }";
        const string characters = "(){}[]*,:=@\"#-> \\!?0a\r\n";
        var whole = await BaselineOfAsync(code);
        var random = new Random(20);
        var explained = 0;
        for (var run = 0; run < 30; run++)
        {
            var damaged = whole;
            for (var i = 0; i < 4; i++)
            {
                var at = random.Next(damaged.Length);
                damaged = random.Next(4) switch
                {
                    0 => damaged.Remove(at, Math.Min(random.Next(1, 9), damaged.Length - at)),
                    1 => damaged.Insert(at, damaged[..at]),
                    2 => damaged.Insert(at, characters[random.Next(characters.Length)].ToString()),
                    _ => damaged[..at] + "*REMOVED*" + damaged[at..],
                };
            }

            var lines = SourceText.From(damaged).Lines;
            foreach (var diagnostic in await ReportedAsync(code, damaged))
            {
                Assert.NotEqual("AD0001", diagnostic.Id);
                var place = diagnostic.Location.GetLineSpan();
                if (place.Path == AllRules.BaselinePath)
                {
                    explained++;
                    Assert.True(place.EndLinePosition.Line < lines.Count && place.EndLinePosition.Character <= lines[place.EndLinePosition.Line].ToString().Length, diagnostic.ToString());
                }
            }
        }

        Assert.InRange(explained, 30, int.MaxValue);
    }

    private static string Short(Diagnostic diagnostic)
    {
        var message = diagnostic.GetMessage(null);
        var name = message.Split('`')[1];
        var words = message.Split(' ');
        var at = Array.IndexOf(words, "break,");
        return diagnostic.Id == "FFI5021" ? $"{diagnostic.Id} {name} {words[at - 1]} {words[^2]}" : $"{diagnostic.Id} {name}";
    }

    private static async Task<string> BaselineOfAsync(string code)
    {
        var baseline = Applied(await ReportedAsync(code, ""), "");
        Assert.Empty(await ReportedAsync(code, baseline));
        return baseline;
    }

    private static string Applied(IReadOnlyList<Diagnostic> found, string baseline)
    {
        var edits = found.Select(diagnostic => BaselineEdits.Of(diagnostic)!.Value).ToList();
        var files = new Dictionary<string, SourceText> { [AllRules.BaselinePath] = SourceText.From(baseline) };
        return BaselineEdits.Apply(files, edits.SelectMany(edit => edit.Added), edits.SelectMany(edit => edit.Taken))[AllRules.BaselinePath].ToString();
    }

    private static async Task<IReadOnlyList<Diagnostic>> ReportedAsync(string code, string baseline)
    {
        var compilation = await AllRules.CompileAsync([("/N.cs", Usings + code)]);
        Assert.Empty(AllRules.Lines(compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)));
        return [.. (await AllRules.RunAsync(compilation, baseline: baseline)).Where(diagnostic => diagnostic.Id is "FFI5020" or "FFI5021" or "FFI5022" or "AD0001")];
    }
}
