using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using BoundaryLint.Tests.Refactorings;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Samples.Tests;

/// <summary>Bind header on records whose members overlap or are bit-fields. A C compiler compiles the same header; both sides write and read, and must agree.</summary>
public sealed class BindHeaderLayoutTests
{
    private const int Seed = 20261122;

    private static readonly long[] Values = [0, 1, 2, 5, -1, 0x55555555_55555555, 0x123456789ABCDEF];

    private const string Loader =
        """
            private static void Use(string path) =>
                NativeLibrary.SetDllImportResolver(typeof(Program).Assembly, (name, _, _) => name == "kv" ? NativeLibrary.Load(path) : 0);
        """;

    [SkippableTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Unions_and_structs_with_unions_go_by_value_and_by_address(bool usesLibraryImport)
    {
        // Without unsafe code an array is a reference, which cannot overlap anything.
        string bytes = usesLibraryImport ? "unsigned char bytes[8];" : "";
        string header =
            $$"""
            #include <stdint.h>
            union kv_value { int64_t number; double real; {{bytes}} };
            struct kv_point { union { float x; int32_t x_bits; }; float y; };
            struct kv_mixed { double weight; union { float f; int32_t i; }; };
            struct kv_tagged { int32_t kind; union { int32_t code; struct { int16_t low, high; }; }; int64_t number; double real; };
            union kv_value kv_negate(union kv_value value, int is_real);
            struct kv_point kv_swap(struct kv_point point);
            struct kv_mixed kv_double(struct kv_mixed mixed);
            struct kv_tagged kv_next(struct kv_tagged tagged);
            /* @boundary tagged: inout */
            void kv_fill(struct kv_tagged *tagged);
            """;
        const string Code =
            """
            union kv_value kv_negate(union kv_value value, int is_real) { if (is_real) value.real = -value.real; else value.number = -value.number; return value; }
            struct kv_point kv_swap(struct kv_point point) { float x = point.x; point.x = point.y; point.y = x; return point; }
            struct kv_mixed kv_double(struct kv_mixed mixed) { mixed.weight *= 2; mixed.i += 1; return mixed; }
            struct kv_tagged kv_next(struct kv_tagged tagged) { tagged.kind++; tagged.high = tagged.low; tagged.number *= 3; tagged.real += 0.5; return tagged; }
            void kv_fill(struct kv_tagged *tagged) { tagged->kind = 7; tagged->low = -1; tagged->high = 2; tagged->number = 1LL << 40; tagged->real = 0.25; }
            """;
        const string ProgramText =
            $$"""
            using System;
            using System.Runtime.InteropServices;
            using Sample;

            internal static class Program
            {
                private static void Main(string[] arguments)
                {
                    Use(arguments[0]);
                    KvValue value = default;
                    value.Real = 2.5;
                    Console.WriteLine("real: " + (NativeMethods.kv_negate(value, 1).Real == -2.5));
                    value.Number = 1L << 50;
                    Console.WriteLine("number: " + (NativeMethods.kv_negate(value, 0).Number == -(1L << 50)));

                    KvPoint point = NativeMethods.kv_swap(new KvPoint { X = 1.5f, Y = 4f });
                    Console.WriteLine("point: " + (point.X == 4f && point.Y == 1.5f && point.XBits == BitConverter.SingleToInt32Bits(4f)));

                    KvMixed mixed = NativeMethods.kv_double(new KvMixed { Weight = 1.25, I = 41 });
                    Console.WriteLine("mixed: " + (mixed.Weight == 2.5 && mixed.I == 42));

                    KvTagged tagged = default;
                    NativeMethods.kv_fill(ref tagged);
                    Console.WriteLine("filled: " + (tagged.Kind == 7 && tagged.Code == 0x0002FFFF && tagged.Low == -1 && tagged.High == 2 && tagged.Number == 1L << 40 && tagged.Real == 0.25));
                    tagged = NativeMethods.kv_next(tagged);
                    Console.WriteLine("next: " + (tagged.Kind == 8 && tagged.Code == -1 && tagged.Number == 3L << 40 && tagged.Real == 0.75));
                }

            {{Loader}}
            }
            """;
        ChildProcess run = await RunAsync(header, Code, ProgramText, usesLibraryImport);

        foreach (string result in new[] { "real", "number", "point", "mixed", "filled", "next" })
        {
            Assert.Equal("True", run[result]);
        }
    }

    [SkippableTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Bit_fields_hold_what_C_has_in_them(bool usesLibraryImport)
    {
        List<GeneratedRecord> records = GeneratedRecord.Many(Seed, 80);
        StringBuilder header = new("#include <stdint.h>\n#include <stdbool.h>\ntypedef enum { KV_RED, KV_GREEN, KV_BLUE } kv_color;\n");
        StringBuilder code = new();
        StringBuilder calls = new();
        foreach (GeneratedRecord record in records)
        {
            record.Write(header, code, calls);
        }

        string program =
            $$"""
            using System;
            using System.Runtime.InteropServices;
            using Sample;

            internal static class Program
            {
                private static readonly long[] Values = { {{string.Join(", ", Values)}} };
                private static int compared;
                private static int differences;

                private static void Main(string[] arguments)
                {
                    Use(arguments[0]);
            {{calls}}
                    Console.WriteLine("compared: " + compared);
                    Console.WriteLine("differences: " + differences);
                }

                private static void Same(long managed, long native, string place, long number)
                {
                    compared++;
                    if (managed != native)
                    {
                        differences++;
                        Console.WriteLine("differs: " + place + " of " + number + ", " + managed + " in C#, " + native + " in C");
                    }
                }

            {{Loader}}
            }
            """;
        ChildProcess run = await RunAsync(header.ToString(), code.ToString(), program, usesLibraryImport);

        Assert.Equal("0", run["differences"]);
        Assert.Equal(records.Sum(record => record.Comparisons).ToString(System.Globalization.CultureInfo.InvariantCulture), run["compared"]);
    }

    private static async Task<ChildProcess> RunAsync(string header, string code, string program, bool usesLibraryImport)
    {
        Toolchain.Require(OperatingSystem.IsLinux(), "the test compiles a C library for Linux");
        Toolchain.Require("gcc");
        string folder = Directory.CreateTempSubdirectory("boundarylint-layout").FullName;
        try
        {
            string headerFile = Path.Combine(folder, "kv.h");
            string library = Path.Combine(folder, "libkv.so");
            await File.WriteAllTextAsync(headerFile, header);
            await File.WriteAllTextAsync(Path.Combine(folder, "kv.c"), "#include \"kv.h\"\n" + code);
            (await ChildProcess.RunAsync(folder, TimeSpan.FromMinutes(1), "gcc", "-shared", "-fPIC", "-w", "-o", library, "kv.c")).Succeeded();
            BoundProject bound = await BoundProject.BindAllAsync(new BindingInput((headerFile, header))
            {
                Framework = ReferenceAssemblies.Net.Net100,
                Output = OutputKind.ConsoleApplication,
                AllowUnsafe = usesLibraryImport,
                RuntimeIdentifiers = "linux-x64",
                Others = [("/src/Program.cs", program)],
            });
            return await CompiledProgram.RunAsync(await bound.CompileAsync(), library);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>A struct of bit-fields and other members in random order, with C code that writes and reads each, and C# code that does the same.</summary>
    private sealed class GeneratedRecord(string name, bool isPacked, bool isUnion, List<(string CType, string Type, int Width, string Name)> members)
    {
        private static readonly (string CType, string Type, int Bits)[] Types =
        [
            ("uint8_t", "byte", 8), ("int8_t", "sbyte", 8), ("uint16_t", "ushort", 16), ("int16_t", "short", 16), ("unsigned", "uint", 32), ("int", "int", 32),
            ("uint64_t", "ulong", 64), ("int64_t", "long", 64), ("bool", "bool", 1), ("kv_color", "KvColor", 2),
        ];

        public int Comparisons => 1 + (members.Count * Values.Length * (members.Count + 1));

        public static List<GeneratedRecord> Many(int seed, int count)
        {
            Random random = new(seed);
            List<GeneratedRecord> records = [];
            for (int index = 0; index < count; index++)
            {
                bool isPacked = random.Next(4) == 0;
                bool isUnion = random.Next(8) == 0;
                List<(string, string, int, string)> members = [];
                int length = random.Next(1, 9);
                int bits = 0;
                for (int at = 0; at < length; at++)
                {
                    (string cType, string type, int size) = Types[random.Next(Types.Length)];

                    // Between plain members, and never over a border that only packing allows to cross.
                    bool isPlain = random.Next(5) == 0 && type is not ("bool" or "KvColor");
                    int width = isPlain ? 0 : random.Next(1, size + 1);
                    if (isPacked && !isPlain && (bits % 8) + width > Math.Max(size, 8))
                    {
                        isPlain = type is not ("bool" or "KvColor");
                        width = isPlain ? 0 : 1;
                    }

                    // Bit-fields without a name pad and end units.
                    int padding = isPlain || isPacked ? -1 : random.Next(-12, 7);
                    bits = isPlain ? 0 : bits + width;
                    members.Add(((padding >= 0 ? $"unsigned : {padding}; " : "") + cType, type, width, "f" + at));
                }

                if (isPacked)
                {
                    members.Add(("uint64_t", "ulong", 0, "end"));
                }

                if (members.TrueForAll(member => member.Item3 == 0))
                {
                    members.Add(("unsigned", "uint", 3, "last"));
                }

                records.Add(new GeneratedRecord("s" + index, isPacked, isUnion, members));
            }

            return records;
        }

        public void Write(StringBuilder header, StringBuilder code, StringBuilder calls)
        {
            string kind = isUnion ? "union" : "struct";
            string type = "S" + name[1..];
            string fields = string.Concat(members.Select(member => $" {member.CType} {member.Name}{(member.Width == 0 ? "" : " : " + member.Width)};"));
            header.Append($"{kind} {(isPacked ? "__attribute__((packed)) " : "")}{name} {{{fields} }};\n");
            header.Append($"int {name}_size(void);\n{kind} {name} {name}_write({kind} {name} value, int member, int64_t number);\nint64_t {name}_read({kind} {name} value, int member);\n");
            code.Append($"int {name}_size(void) {{ return sizeof({kind} {name}); }}\n");
            code.Append($"{kind} {name} {name}_write({kind} {name} value, int member, int64_t number) {{ switch (member) {{");
            code.Append(string.Concat(members.Select((member, index) => $" case {index}: value.{member.Name} = number; break;"))).Append(" } return value; }\n");
            code.Append($"int64_t {name}_read({kind} {name} value, int member) {{ switch (member) {{");
            code.Append(string.Concat(members.Select((member, index) => $" case {index}: return value.{member.Name};"))).Append(" } return -99; }\n");

            calls.Append($"        Same(Marshal.SizeOf<{type}>(), NativeMethods.{name}_size(), \"size of {name}\", 0);\n        {{\n            {type} value = default;\n");
            for (int index = 0; index < members.Count; index++)
            {
                (_, string managed, _, string member) = members[index];
                calls.Append($"            foreach (long number in Values)\n            {{\n");
                calls.Append($"                value.{Property(member)} = {(managed == "bool" ? "number != 0" : $"unchecked(({managed})number)")};\n");
                calls.Append($"                Same({Read(index)}, NativeMethods.{name}_read(value, {index}), \"{name}.{member}\", number);\n");
                calls.Append($"                value = NativeMethods.{name}_write(value, {index}, number ^ 2);\n");
                for (int other = 0; other < members.Count; other++)
                {
                    calls.Append($"                Same({Read(other)}, NativeMethods.{name}_read(value, {other}), \"{name}.{members[other].Name} beside {member}\", number);\n");
                }

                calls.Append("            }\n");
            }

            calls.Append("        }\n");
        }

        private string Read(int index)
        {
            (_, string managed, _, string member) = members[index];
            return managed == "bool" ? $"value.{Property(member)} ? 1 : 0" : $"unchecked((long)value.{Property(member)})";
        }

        private static string Property(string name) => char.ToUpperInvariant(name[0]) + name[1..];
    }
}
