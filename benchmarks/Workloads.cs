using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace BoundaryLint.Benchmarks;

/// <summary>Projects of any size, the same ones each time: nothing is downloaded and nothing depends on the machine.</summary>
internal static class Workloads
{
    private static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.Latest, DocumentationMode.Parse);

    private static readonly Lazy<ImmutableArray<MetadataReference>> References = new(FindReferences);

    /// <summary>A binding: nearly every line is about native functions, structs and handles.</summary>
    public static IEnumerable<(string Path, string Text)> Binding(int lines) => Repeat(lines, BindingFile);

    /// <summary>Code that never meets native code.</summary>
    public static IEnumerable<(string Path, string Text)> Plain(int lines) => Repeat(lines, PlainFile);

    /// <summary>A large program with a small binding: one line in fifty is about native code.</summary>
    public static IEnumerable<(string Path, string Text)> Mixed(int lines) =>
        Repeat(lines - (lines / 50), PlainFile).Concat(Repeat(lines / 50, BindingFile));

    /// <summary>A class with that many methods, each of which opens, uses and closes native handles.</summary>
    public static IEnumerable<(string Path, string Text)> HandleMethods(int methods)
    {
        yield return ("Native.cs", BindingFile(0));
        var text = new StringBuilder("using System;\nusing System.Runtime.InteropServices;\nnamespace Binding0;\ninternal static class Uses\n{\n");
        for (var index = 0; index < methods; index++)
        {
            text.Append(CultureInfo.InvariantCulture, $$"""
                    internal static int Use{{index}}(string path, int count)
                    {
                        nint buffer = Marshal.AllocHGlobal(count + {{index}});
                        nint raw = NativeMethods.OpenRaw(path);
                        if (raw == 0)
                        {
                            Marshal.FreeHGlobal(buffer);
                            return -1;
                        }

                        try
                        {
                            for (int i = 0; i < count; i++)
                            {
                                if (NativeMethods.Put(raw, i, buffer, (nuint)count) != 0)
                                {
                                    return i;
                                }
                            }

                            return NativeMethods.Count(raw);
                        }
                        finally
                        {
                            NativeMethods.CloseRaw(raw);
                            Marshal.FreeHGlobal(buffer);
                        }
                    }


                """);
        }

        yield return ("Uses.cs", text.Append("}\n").ToString());
    }

    /// <summary>One method of that many statements, with branches and handles throughout.</summary>
    public static IEnumerable<(string Path, string Text)> LongMethod(int statements)
    {
        yield return ("Native.cs", BindingFile(0));
        var text = new StringBuilder(
            "using System;\nusing System.Runtime.InteropServices;\nnamespace Binding0;\ninternal static class Long\n{\n    internal static int Run(string path, int count)\n    {\n        int total = 0;\n");

        // Seven statements a round.
        for (var index = 0; index < statements / 7; index++)
        {
            text.Append(CultureInfo.InvariantCulture, $$"""
                        nint handle{{index}} = NativeMethods.OpenRaw(path);
                        if (handle{{index}} != 0)
                        {
                            int status{{index}} = NativeMethods.Put(handle{{index}}, {{index}}, 0, 0);
                            if (status{{index}} != 0)
                                total += status{{index}};
                            total += NativeMethods.Count(handle{{index}});
                            NativeMethods.CloseRaw(handle{{index}});
                        }

                """);
        }

        yield return ("Long.cs", text.Append("        return total;\n    }\n}\n").ToString());
    }

    public static ImmutableArray<SyntaxTree> Parse(IEnumerable<(string Path, string Text)> files) =>
        [.. files.Select(file => CSharpSyntaxTree.ParseText(SourceText.From(file.Text, Encoding.UTF8), ParseOptions, file.Path))];

    public static CSharpCompilation Compile(IEnumerable<SyntaxTree> trees, IEnumerable<KeyValuePair<string, ReportDiagnostic>>? severities = null) =>
        CSharpCompilation.Create(
            "Workload",
            trees,
            References.Value,
            new CSharpCompilationOptions(
                OutputKind.DynamicallyLinkedLibrary,
                optimizationLevel: OptimizationLevel.Release,
                allowUnsafe: true,
                nullableContextOptions: NullableContextOptions.Enable,
                concurrentBuild: false,
                specificDiagnosticOptions: severities));

    /// <summary>The folder of the SDK that runs this program.</summary>
    public static string SdkDirectory()
    {
        var root = DotnetRoot();
        return Directory.GetDirectories(Path.Combine(root, "sdk")).Where(path => char.IsDigit(Path.GetFileName(path)[0])).OrderBy(VersionOf).Last();
    }

    public static int LinesOf(IEnumerable<(string Path, string Text)> files) => files.Sum(file => file.Text.AsSpan().Count('\n'));

    private static string DotnetRoot() => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "..", "..", ".."));

    private static Version VersionOf(string path) => Version.TryParse(Path.GetFileName(path).Split('-')[0], out var version) ? version : new Version();

    private static ImmutableArray<MetadataReference> FindReferences()
    {
        var pack = Path.Combine(DotnetRoot(), "packs", "Microsoft.NETCore.App.Ref");
        var newest = Directory.GetDirectories(pack).OrderBy(VersionOf).Last();
        return [.. Directory.GetFiles(Directory.GetDirectories(Path.Combine(newest, "ref")).Single(), "*.dll").Select(file => MetadataReference.CreateFromFile(file))];
    }

    private static IEnumerable<(string Path, string Text)> Repeat(int lines, Func<int, string> write)
    {
        var name = write.Method.Name;
        for (var index = 0; lines > 0; index++)
        {
            var text = write(index);
            lines -= text.AsSpan().Count('\n');
            yield return ($"{name}{index}.cs", text);
        }
    }

    private static string BindingFile(int unit)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $$"""
            using System;
            using System.Collections.Generic;
            using System.Runtime.InteropServices;

            namespace Binding{{unit}};

            public enum Status
            {
                Ok,
                Missing,
                Corrupt,
            }

            [Flags]
            public enum OpenFlags : uint
            {
                None = 0,
                Create = 1,
                ReadOnly = 2,
            }

            [StructLayout(LayoutKind.Sequential)]
            public struct Options
            {
                public int Size;
                public OpenFlags Flags;
                public nint Buffer;
                public double Ratio;
                [MarshalAs(UnmanagedType.U1)]
                public bool Enabled;
                public int Level;
            }

            [StructLayout(LayoutKind.Sequential)]
            public struct Entry
            {
                public nint Key;
                public nuint KeyLength;
                public nint Value;
                public nuint ValueLength;
                public long Stamp;
            }

            [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
            internal delegate int Visitor(nint user, nint entry, int index);

            public sealed class StoreException : Exception
            {
                public StoreException(Status status)
                    : base("native status " + status)
                {
                    Status = status;
                }

                public Status Status { get; }
            }

            public sealed class StoreHandle : SafeHandle
            {
                public StoreHandle()
                    : base(0, ownsHandle: true)
                {
                }

                public override bool IsInvalid => handle == 0;

                protected override bool ReleaseHandle()
                {
                    NativeMethods.CloseRaw(handle);
                    return true;
                }
            }

            internal static class NativeMethods
            {
                private const string Library = "native{{unit % 20}}";

                [DllImport(Library, EntryPoint = "u{{unit}}_open", CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
                internal static extern Status Open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, ref Options options, out StoreHandle handle);

                [DllImport(Library, EntryPoint = "u{{unit}}_open_raw", CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
                internal static extern nint OpenRaw([MarshalAs(UnmanagedType.LPUTF8Str)] string path);

                [DllImport(Library, EntryPoint = "u{{unit}}_close", CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
                internal static extern void CloseRaw(nint store);

                [DllImport(Library, EntryPoint = "u{{unit}}_count", CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
                internal static extern int Count(nint store);

                [DllImport(Library, EntryPoint = "u{{unit}}_put", CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
                internal static extern int Put(nint store, int key, nint value, nuint length);

                [DllImport(Library, EntryPoint = "u{{unit}}_put_bytes", CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
                internal static extern Status PutBytes(StoreHandle store, byte[] key, nuint keyLength, byte[] value, nuint valueLength);

                [DllImport(Library, EntryPoint = "u{{unit}}_get", CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
                internal static extern unsafe Status Get(StoreHandle store, byte* key, nuint keyLength, out nint value, out nuint valueLength);

                [DllImport(Library, EntryPoint = "u{{unit}}_free", CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
                internal static extern void Free(nint block);

                [DllImport(Library, EntryPoint = "u{{unit}}_each", CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
                internal static extern Status Each(StoreHandle store, Visitor visitor, nint user);

                [DllImport(Library, EntryPoint = "u{{unit}}_stat", CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
                internal static extern Status Stat(StoreHandle store, [In, Out] Entry[] entries, int count);

                [DllImport(Library, EntryPoint = "u{{unit}}_name", CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
                internal static extern nint Name(StoreHandle store);

                [DllImport(Library, EntryPoint = "u{{unit}}_flush", CallingConvention = CallingConvention.Cdecl, ExactSpelling = true, SetLastError = true)]
                [return: MarshalAs(UnmanagedType.U1)]
                internal static extern bool Flush(StoreHandle store, [MarshalAs(UnmanagedType.U1)] bool wait);
            }

            public sealed unsafe class Store : IDisposable
            {
                private readonly StoreHandle _handle;

                public Store(string path, OpenFlags flags)
                {
                    var options = new Options { Size = sizeof(int), Flags = flags, Ratio = 0.5, Enabled = true, Level = {{unit}} };
                    Check(NativeMethods.Open(path, ref options, out _handle));
                }

                public string? Name => Marshal.PtrToStringUTF8(NativeMethods.Name(_handle));

                public void Dispose() => _handle.Dispose();


            """);
        for (var method = 0; method < 8; method++)
        {
            text.Append(CultureInfo.InvariantCulture, $$"""
                    public byte[]? Get{{method}}(byte[] key)
                    {
                        fixed (byte* start = key)
                        {
                            var status = NativeMethods.Get(_handle, start, (nuint)key.Length, out nint value, out nuint length);
                            if (status == Status.Missing)
                            {
                                return null;
                            }

                            Check(status);
                            try
                            {
                                var result = new byte[(int)length];
                                Marshal.Copy(value, result, 0, result.Length);
                                return result;
                            }
                            finally
                            {
                                NativeMethods.Free(value);
                            }
                        }
                    }

                    public int Count{{method}}(string path)
                    {
                        nint raw = NativeMethods.OpenRaw(path);
                        if (raw == 0)
                        {
                            throw new StoreException(Status.Missing);
                        }

                        int count = NativeMethods.Count(raw);
                        if (count > {{method}})
                        {
                            count -= NativeMethods.Put(raw, count, 0, 0);
                        }

                        NativeMethods.CloseRaw(raw);
                        return count;
                    }

                    public List<long> Stamps{{method}}(int limit)
                    {
                        var entries = new Entry[limit];
                        Check(NativeMethods.Stat(_handle, entries, entries.Length));
                        var stamps = new List<long>(limit);
                        foreach (var entry in entries)
                        {
                            if (entry.Key != 0)
                            {
                                stamps.Add(entry.Stamp + {{method}});
                            }
                        }

                        return stamps;
                    }


                """);
        }

        return text.Append("""
                public int Visit(Func<nint, int, bool> visit)
                {
                    int seen = 0;
                    Visitor visitor = (user, entry, index) =>
                    {
                        try
                        {
                            seen++;
                            return visit(entry, index) ? 1 : 0;
                        }
                        catch (Exception)
                        {
                            return 0;
                        }
                    };
                    Check(NativeMethods.Each(_handle, visitor, 0));
                    GC.KeepAlive(visitor);
                    return seen;
                }

                public void Flush(bool wait)
                {
                    if (!NativeMethods.Flush(_handle, wait))
                    {
                        throw new InvalidOperationException("error " + Marshal.GetLastPInvokeError());
                    }
                }

                private static void Check(Status status)
                {
                    if (status != Status.Ok)
                    {
                        throw new StoreException(status);
                    }
                }
            }

            """).ToString();
    }

    private static string PlainFile(int unit)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $$"""
            using System;
            using System.Collections.Generic;
            using System.Linq;

            namespace Plain{{unit}};

            public enum Kind
            {
                Small,
                Large,
            }

            public sealed record Item(string Name, Kind Kind, decimal Price, int Count);

            public sealed class Basket
            {
                private readonly Dictionary<string, Item> _items = new();


            """);
        for (var method = 0; method < 8; method++)
        {
            text.Append(CultureInfo.InvariantCulture, $$"""
                    public decimal Total{{method}}(Func<Item, bool> filter)
                    {
                        decimal total = {{method}};
                        foreach (var item in _items.Values)
                        {
                            if (!filter(item))
                            {
                                continue;
                            }

                            total += item.Kind == Kind.Large ? item.Price * item.Count * 0.9m : item.Price * item.Count;
                        }

                        return Math.Round(total, 2);
                    }

                    public bool TryAdd{{method}}(string? name, decimal price, int count)
                    {
                        if (string.IsNullOrEmpty(name) || count <= 0)
                        {
                            return false;
                        }

                        if (_items.TryGetValue(name, out var known))
                        {
                            _items[name] = known with { Count = known.Count + count };
                        }
                        else
                        {
                            _items.Add(name, new Item(name, count > {{method + 10}} ? Kind.Large : Kind.Small, price, count));
                        }

                        return true;
                    }

                    public string Describe{{method}}()
                    {
                        try
                        {
                            return string.Join(", ", _items.Values.OrderBy(item => item.Name).Select(item => $"{item.Name} x{item.Count}"));
                        }
                        catch (InvalidOperationException problem)
                        {
                            return problem.Message;
                        }
                    }


                """);
        }

        return text.Append("}\n").ToString();
    }
}
