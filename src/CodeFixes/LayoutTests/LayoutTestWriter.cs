using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Text;
using BoundaryLint.Signatures;
using Microsoft.CodeAnalysis.CSharp;

namespace BoundaryLint.CodeFixes.LayoutTests;

/// <summary>Writes the file with the tests: facts for xunit, or a class whose one method throws.</summary>
internal sealed class LayoutTestWriter(string className, string @namespace, string header, bool hasXunit, CSharpParseOptions? options)
{
    private readonly StringBuilder _text = new();
    private int _depth;

    /// <summary><c>kv_store.h</c> becomes <c>KvStoreLayoutTests</c>.</summary>
    public static string ClassNameFor(string header)
    {
        var dot = header.LastIndexOf('.');
        var words = new StringBuilder();
        var startsWord = true;
        foreach (var character in dot > 0 ? header.Substring(0, dot) : header)
        {
            if (!char.IsLetterOrDigit(character))
            {
                startsWord = true;
                continue;
            }

            if (words.Length == 0 && char.IsDigit(character))
            {
                words.Append("Header");
            }

            words.Append(startsWord ? char.ToUpperInvariant(character) : character);
            startsWord = false;
        }

        return words + "LayoutTests";
    }

    public string Write(ImmutableArray<StructLayoutFacts> structs, ProjectTargets targets)
    {
        var isFileScoped = options is null || options.LanguageVersion.MapSpecifiedToEffectiveVersion() >= LanguageVersion.CSharp10;
        var measuresMemory = structs.Any(static item => item.Numbers.Any(static number => number.Expression.Contains("Unsafe.") || number.Expression.StartsWith("OffsetIn", System.StringComparison.Ordinal)));
        var usings = new List<string> { "System", "System.Runtime.InteropServices" };
        if (measuresMemory)
        {
            usings.Insert(1, "System.Runtime.CompilerServices");
        }

        if (hasXunit)
        {
            usings.Add("Xunit");
        }

        foreach (var name in usings)
        {
            Line($"using {name};");
        }

        Line();
        if (@namespace.Length > 0)
        {
            Line(isFileScoped ? $"namespace {@namespace};" : $"namespace {@namespace}");
            if (isFileScoped)
            {
                Line();
            }
            else
            {
                Open();
            }
        }

        Line($"/// <summary>The structs of {header} have the same bytes here as in C, on the platform that runs this.</summary>");
        Line(hasXunit ? $"public sealed class {className}" : $"internal static class {className}");
        Open();
        if (!hasXunit)
        {
            WriteVerify(structs);
        }

        foreach (var item in structs)
        {
            WriteTest(item, targets);
        }

        WriteEqual();
        if (!targets.ArePlatformsAssumed)
        {
            Line();
            Line("private static void RequireDeclaredPlatform()");
            Open();
            Line("bool isDeclared = " + PlatformChoice.IsOneOf(targets.Platforms).Replace("\n            ", "\n" + new string(' ', (_depth + 1) * 4)) + ";");
            Line("if (!isDeclared)");
            Open();
            Line("throw new PlatformNotSupportedException(\"The project's RuntimeIdentifiers do not name this platform, and the numbers are of those that they name.\");");
            Close();
            Close();
        }

        if (structs.Any(static item => item.Numbers.Any(static number => number.Expression.StartsWith("OffsetIn", System.StringComparison.Ordinal))))
        {
            WriteOffsetIn();
        }

        var measured = structs.Where(static item => item.Numbers.Any(number => number.Expression.Contains(item.AlignmentHolder))).ToList();
        if (measured.Count > 0)
        {
            Line();
            _text.Append("#pragma warning disable CS0649 // These fields are measured and never used.\n");
        }

        for (var i = 0; i < measured.Count; i++)
        {
            var item = measured[i];
            if (i > 0)
            {
                Line();
            }

            Line("[StructLayout(LayoutKind.Sequential)]");
            Line($"private struct {item.AlignmentHolder}");
            Open();
            Line("public byte First;");
            Line($"public {item.Type} Value;");
            Close();
        }

        if (measured.Count > 0)
        {
            _text.Append("#pragma warning restore CS0649\n");
        }

        while (_depth > 0)
        {
            Close();
        }

        return _text.ToString();
    }

    private void WriteVerify(ImmutableArray<StructLayoutFacts> structs)
    {
        Line("/// <summary>Throws where a struct differs.</summary>");
        Line("internal static void Verify()");
        Open();
        foreach (var item in structs)
        {
            Line($"Verify{item.Name}();");
        }

        Close();
        Line();
    }

    private void WriteTest(StructLayoutFacts item, ProjectTargets targets)
    {
        if (hasXunit)
        {
            Line("[Fact]");
            Line($"public void {item.Name}_is_{Identifier(item.NativeName)}()");
        }
        else
        {
            Line($"private static void Verify{item.Name}()");
        }

        Open();
        if (!targets.ArePlatformsAssumed)
        {
            Line("RequireDeclaredPlatform();");
        }

        foreach (var number in item.Numbers)
        {
            Line($"Equal({PlatformChoice.Of(number.Numbers)}, {number.Expression}, \"{number.Subject}\");");
        }

        Close();
        Line();
    }

    private void WriteEqual()
    {
        Line("private static void Equal(int expected, int actual, string what)");
        Open();
        var message = $"$\"{{what}} is {{actual}}, and {{expected}} in {header}\"";
        if (hasXunit)
        {
            Line($"Assert.True(expected == actual, {message});");
        }
        else
        {
            Line("if (expected != actual)");
            Open();
            Line($"throw new InvalidOperationException({message});");
            Close();
        }

        Close();
    }

    private void WriteOffsetIn()
    {
        Line();
        Line("private static int OffsetIn<TStruct, TField>(FieldOf<TStruct, TField> field)");
        _depth++;
        Line("where TStruct : unmanaged");
        _depth--;
        Open();
        Line("TStruct value = default;");
        Line("return (int)Unsafe.ByteOffset(ref Unsafe.As<TStruct, byte>(ref value), ref Unsafe.As<TField, byte>(ref field(ref value)));");
        Close();
        Line();
        Line("private delegate ref TField FieldOf<TStruct, TField>(ref TStruct value);");
    }

    private static string Identifier(string name)
    {
        var text = new StringBuilder(name.Length);
        foreach (var character in name)
        {
            text.Append(char.IsLetterOrDigit(character) ? character : '_');
        }

        return text.ToString();
    }

    private void Open()
    {
        Line("{");
        _depth++;
    }

    private void Close()
    {
        _depth--;
        Line("}");
    }

    private void Line(string line = "")
    {
        if (line.Length > 0)
        {
            _text.Append(' ', _depth * 4).Append(line);
        }

        _text.Append('\n');
    }
}
