using System.Collections.Generic;
using System.Globalization;
using System.Text;

namespace BoundaryLint.Suite.Tests.GeneratedPrograms;

/// <summary>How a handle is made.</summary>
internal enum Creation
{
    /// <summary><c>h = kv_create();</c>, which never fails.</summary>
    Plain,

    /// <summary><c>h = kv_find();</c>, which returns 0 when it fails.</summary>
    Nullable,

    /// <summary><c>rc = kv_open(out h);</c>, which makes nothing when it fails.</summary>
    Status,

    /// <summary><c>h = Make();</c>, a method of the program.</summary>
    Helper,
}

/// <summary>What a branch asks.</summary>
internal enum Question
{
    /// <summary>A boolean parameter.</summary>
    Flag,

    /// <summary>Whether a handle variable is not zero.</summary>
    HasHandle,

    /// <summary>Whether the last status means success.</summary>
    Succeeded,
}

/// <summary>One statement of a generated method. The numbers name variables, flags and creations.</summary>
internal abstract record Statement
{
    public sealed record Create(Creation How, int Variable, int Site) : Statement;

    public sealed record Release(int Variable, bool ThroughHelper) : Statement;

    public sealed record Use(int Variable) : Statement;

    public sealed record Clear(int Variable) : Statement;

    /// <summary>Gives the handle to a field of a static owner.</summary>
    public sealed record Keep(int Variable) : Statement;

    /// <summary>Throws when the flag is set, in a method of its own.</summary>
    public sealed record MayThrow(int Flag) : Statement;

    public sealed record Throw : Statement;

    public sealed record Return : Statement;

    public sealed record If(Question Question, int Subject, bool IsNegated, IReadOnlyList<Statement> Then, IReadOnlyList<Statement> Else) : Statement;

    public sealed record Repeat(int Count, IReadOnlyList<Statement> Body) : Statement;

    public sealed record TryFinally(IReadOnlyList<Statement> Body, IReadOnlyList<Statement> Finally) : Statement;

    public sealed record TryCatch(IReadOnlyList<Statement> Body, IReadOnlyList<Statement> Catch, bool Rethrows) : Statement;
}

/// <summary>A method with handles, branches, loops and exceptions, in a form that can be printed and executed.</summary>
internal sealed record GeneratedProgram(IReadOnlyList<Statement> Body)
{
    public const int Variables = 3;
    public const int Flags = 3;
    public const int Counts = 2;

    /// <summary>What all programs of one file share.</summary>
    public const string Declarations = """
        using System;
        using System.Runtime.InteropServices;

        enum KvStatus { Ok, Failed }

        static class Native
        {
            [DllImport("kv")] public static extern nint kv_create();
            [DllImport("kv")] [return: Owned("kv_destroy")] public static extern nint kv_find();
            [DllImport("kv")] public static extern KvStatus kv_open([Owned("kv_destroy")] out nint handle);
            [DllImport("kv")] public static extern void kv_destroy([Releases] nint handle);
            [DllImport("kv")] public static extern void kv_touch([NoEscape] nint handle);
        }

        static class Helper
        {
            public static nint Kept;
            public static nint Make() => Native.kv_create();
            public static void Free(nint handle) { if (handle != 0) { Native.kv_destroy(handle); } }
            public static int Count(int seed) => seed * Environment.TickCount;
            public static void ThrowIf(bool flag) { if (flag) { throw new InvalidOperationException(); } }
        }

        """;

    /// <summary>The method as C#; <paramref name="lineOfSite"/> gets the line of each creation, counted from the method's first line.</summary>
    public string Print(string name, IDictionary<int, int> lineOfSite)
    {
        var text = new StringBuilder();
        var line = 0;
        Line(0, $"static void {name}(bool f0, bool f1, bool f2, int n0, int n1)");
        Line(0, "{");
        for (var i = 0; i < Variables; i++)
        {
            Line(1, Invariant($"nint h{i} = 0;"));
        }

        Line(1, "var rc = KvStatus.Ok;");
        Print(Body, 1);
        Line(0, "}");
        return text.ToString();

        void Line(int depth, string content)
        {
            text.Append(' ', depth * 4).Append(content).Append('\n');
            line++;
        }

        void Print(IReadOnlyList<Statement> statements, int depth)
        {
            foreach (var statement in statements)
            {
                PrintOne(statement, depth);
            }
        }

        void Block(IReadOnlyList<Statement> statements, int depth)
        {
            Line(depth, "{");
            Print(statements, depth + 1);
            Line(depth, "}");
        }

        void PrintOne(Statement statement, int depth)
        {
            switch (statement)
            {
                case Statement.Create create:
                    lineOfSite[create.Site] = line;
                    Line(depth, create.How switch
                    {
                        Creation.Plain => Invariant($"h{create.Variable} = Native.kv_create();"),
                        Creation.Nullable => Invariant($"h{create.Variable} = Native.kv_find();"),
                        Creation.Status => Invariant($"rc = Native.kv_open(out h{create.Variable});"),
                        _ => Invariant($"h{create.Variable} = Helper.Make();"),
                    });
                    break;
                case Statement.Release release:
                    Line(depth, release.ThroughHelper ? Invariant($"Helper.Free(h{release.Variable});") : Invariant($"Native.kv_destroy(h{release.Variable});"));
                    break;
                case Statement.Use use:
                    Line(depth, Invariant($"Native.kv_touch(h{use.Variable});"));
                    break;
                case Statement.Clear clear:
                    Line(depth, Invariant($"h{clear.Variable} = 0;"));
                    break;
                case Statement.Keep keep:
                    Line(depth, Invariant($"Helper.Kept = h{keep.Variable};"));
                    break;
                case Statement.MayThrow mayThrow:
                    Line(depth, Invariant($"Helper.ThrowIf(f{mayThrow.Flag});"));
                    break;
                case Statement.Throw:
                    Line(depth, "throw new InvalidOperationException();");
                    break;
                case Statement.Return:
                    Line(depth, "return;");
                    break;
                case Statement.If branch:
                    Line(depth, $"if ({Condition(branch)})");
                    Block(branch.Then, depth);
                    if (branch.Else.Count > 0)
                    {
                        Line(depth, "else");
                        Block(branch.Else, depth);
                    }

                    break;
                case Statement.Repeat repeat:
                    Line(depth, Invariant($"for (var i{depth} = Helper.Count(n{repeat.Count}); i{depth} > 0; i{depth}--)"));
                    Block(repeat.Body, depth);
                    break;
                case Statement.TryFinally attempt:
                    Line(depth, "try");
                    Block(attempt.Body, depth);
                    Line(depth, "finally");
                    Block(attempt.Finally, depth);
                    break;
                case Statement.TryCatch attempt:
                    Line(depth, "try");
                    Block(attempt.Body, depth);
                    Line(depth, "catch (Exception)");
                    Line(depth, "{");
                    Print(attempt.Catch, depth + 1);
                    if (attempt.Rethrows)
                    {
                        Line(depth + 1, "throw;");
                    }

                    Line(depth, "}");
                    break;
            }
        }
    }

    private static string Condition(Statement.If branch) => branch.Question switch
    {
        Question.Flag => Invariant($"{(branch.IsNegated ? "!" : "")}f{branch.Subject}"),
        Question.HasHandle => Invariant($"h{branch.Subject} {(branch.IsNegated ? "==" : "!=")} 0"),
        _ => branch.IsNegated ? "rc != KvStatus.Ok" : "rc == KvStatus.Ok",
    };

    private static string Invariant(System.FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
