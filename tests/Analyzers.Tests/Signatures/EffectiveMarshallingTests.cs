using System.Linq;
using System.Threading.Tasks;
using BoundaryLint.Analysis;
using BoundaryLint.Signatures;
using Xunit;

namespace BoundaryLint.Tests.Signatures;

/// <summary>What native code receives, as the runtime's documentation says; the entries marked "measured" were also observed with .NET 10 on linux-x64.</summary>
public sealed class EffectiveMarshallingTests
{
    [Theory]
    [InlineData("bool p", 4, "Implied")]
    [InlineData("[MarshalAs(UnmanagedType.U1)] bool p", 1, "MarshalAs")]
    [InlineData("[MarshalAs(UnmanagedType.I1)] bool p", 1, "MarshalAs")]
    [InlineData("[MarshalAs(UnmanagedType.Bool)] bool p", 4, "MarshalAs")]
    [InlineData("[MarshalAs(UnmanagedType.VariantBool)] bool p", 2, "MarshalAs")]
    [InlineData("char p", 1, "Implied")]
    [InlineData("[MarshalAs(UnmanagedType.U2)] char p", 2, "MarshalAs")]
    [InlineData("[MarshalAs(UnmanagedType.I1)] char p", 1, "MarshalAs")]
    [InlineData("byte p", 1, "Implied")]
    [InlineData("short p", 2, "Implied")]
    [InlineData("int p", 4, "Implied")]
    [InlineData("long p", 8, "Implied")]
    [InlineData("float p", 4, "Implied")]
    [InlineData("double p", 8, "Implied")]
    [InlineData("DayOfWeek p", 4, "Implied")]
    [InlineData("decimal p", 16, "Implied")]
    [InlineData("[MarshalAs(UnmanagedType.Currency)] decimal p", 8, "MarshalAs")]
    [InlineData("DateTime p", 8, "Implied")]
    [InlineData("Guid p", 16, "Implied")]
    [InlineData("Int128 p", 16, "Implied")]
    public async Task The_size_of_a_value(string parameter, int size, string source)
    {
        var interop = await SignatureReader.ReadAsync($"static class N {{ [DllImport(\"n\")] static extern void f({parameter}); }}");
        var read = interop.Function("f").Parameters[0];
        Assert.All(DataModel.All, model => Assert.Equal(size, read.Marshalling.NativeType.SizeOn(model)));
        Assert.Equal(source, read.Marshalling.Source.ToString());
    }

    [Theory]
    [InlineData("nint", 8, 4)]
    [InlineData("UIntPtr", 8, 4)]
    [InlineData("string", 8, 4)]
    [InlineData("int[]", 8, 4)]
    [InlineData("Action", 8, 4)]
    [InlineData("SafeHandle", 8, 4)]
    [InlineData("System.Text.StringBuilder", 8, 4)]
    [InlineData("HandleRef", 8, 4)]
    [InlineData("void*", 8, 4)]
    [InlineData("ref byte", 8, 4)]
    [InlineData("NFloat", 8, 4)]
    public async Task The_size_of_what_is_as_wide_as_a_pointer(string type, int on64, int on32)
    {
        var interop = await SignatureReader.ReadAsync($"static unsafe class N {{ [DllImport(\"n\")] static extern void f({type} p); }}");
        var native = interop.Function("f").Parameters[0].NativeType;
        Assert.Equal(on64, native.SizeOn(DataModel.LinuxX64));
        Assert.Equal(on64, native.SizeOn(DataModel.WinX64));
        Assert.Equal(on32, native.SizeOn(DataModel.WinX86));
        Assert.Equal(on32, native.SizeOn(DataModel.BrowserWasm));
    }

    [Fact]
    public async Task C_long_is_as_wide_as_the_platforms()
    {
        var interop = await SignatureReader.ReadAsync("static class N { [DllImport(\"n\")] static extern CULong f(CLong p); }");
        var function = interop.Function("f");
        Assert.Equal(8, function.Parameters[0].NativeType.SizeOn(DataModel.LinuxX64));
        Assert.Equal(4, function.Parameters[0].NativeType.SizeOn(DataModel.WinX64));
        Assert.Equal(4, function.Return.NativeType.SizeOn(DataModel.LinuxArm));
    }

    [Theory]
    [InlineData("", "", "string", "Ansi", "Implied")]
    [InlineData("", ", CharSet = CharSet.Unicode", "string", "Utf16", "CharSet")]
    [InlineData("", ", CharSet = CharSet.Auto", "string", "Auto", "CharSet")]
    [InlineData("[module: DefaultCharSet(CharSet.Unicode)]", "", "string", "Utf16", "CharSet")]
    [InlineData("[module: DefaultCharSet(CharSet.Unicode)]", ", CharSet = CharSet.Ansi", "string", "Ansi", "CharSet")]
    [InlineData("", ", CharSet = CharSet.Unicode", "[MarshalAs(UnmanagedType.LPUTF8Str)] string", "Utf8", "MarshalAs")]
    [InlineData("", "", "[MarshalAs(UnmanagedType.LPWStr)] string", "Utf16", "MarshalAs")]
    [InlineData("", "", "[MarshalAs(UnmanagedType.BStr)] string", "Bstr", "MarshalAs")]
    [InlineData("", ", CharSet = CharSet.Unicode", "char", "Utf16", "CharSet")]
    [InlineData("", "", "string[]", "Ansi", "Implied")]
    [InlineData("", "", "[MarshalAs(UnmanagedType.LPArray, ArraySubType = UnmanagedType.LPUTF8Str)] string[]", "Utf8", "MarshalAs")]
    public async Task The_encoding_of_text(string module, string import, string type, string encoding, string source)
    {
        var interop = await SignatureReader.ReadAsync($"{module} static class N {{ [DllImport(\"n\"{import})] static extern void f({type} p); }}");
        var marshalling = interop.Function("f").Parameters[0].Marshalling;
        Assert.Equal(encoding, marshalling.Encoding.ToString());
        Assert.Equal(source, (marshalling.Element ?? marshalling).Source.ToString());
    }

    // Measured: the module's character set reaches structs and imports, not delegates.
    [Fact]
    public async Task The_modules_character_set_reaches_structs_and_not_delegates()
    {
        var interop = await SignatureReader.ReadAsync("""
            [module: DefaultCharSet(CharSet.Unicode)]
            struct S { public char C; }
            [UnmanagedFunctionPointer(CallingConvention.Cdecl)] delegate void D(char c);
            """);
        Assert.Equal(2, interop.Layout("S", DataModel.LinuxX64)!.Size);
        Assert.Equal(1, interop.Delegate("D").Parameters[0].NativeType.SizeOn(DataModel.LinuxX64));
    }

    [Fact]
    public async Task Without_runtime_marshalling_the_bytes_cross_as_they_are()
    {
        var interop = await SignatureReader.ReadAsync("""
            [assembly: System.Runtime.CompilerServices.DisableRuntimeMarshalling]
            struct S { public bool B; public char C; }
            static class N { [DllImport("n")] static extern void f(bool b, [MarshalAs(UnmanagedType.Bool)] bool stated, char c, S s, string text); }
            """);
        var parameters = interop.Function("f").Parameters;
        Assert.Equal(MarshallingMode.Disabled, interop.Function("f").Mode);
        Assert.Equal([1, 1, 2, 4, null], parameters.Select(parameter => parameter.NativeType.SizeOn(DataModel.LinuxX64)));
        Assert.True(parameters[0].Marshalling.IsBlittable);
        Assert.Equal(NativeTypeKind.Unsupported, parameters[4].NativeType.Kind);
    }

    [Fact]
    public async Task A_LibraryImport_implies_nothing()
    {
        var interop = await SignatureReader.ReadAsync("""
            static partial class N
            {
                [LibraryImport("n", EntryPoint = "g", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
                [return: MarshalAs(UnmanagedType.U1)]
                internal static partial bool f(bool unstated, string text, Span<int> numbers);
            }
            static partial class N
            {
                internal static partial bool f(bool unstated, string text, Span<int> numbers)
                {
                    return f2(0);
                    [DllImport("n", EntryPoint = "g")] static extern bool f2(int unstated);
                }
            }
            """);
        var function = interop.Function("f");
        Assert.Equal(NativeForm.LibraryImport, function.Form);
        Assert.Equal("g", function.EntryPoint);
        Assert.True(function.SetLastError);
        Assert.Equal(MarshallingMode.Generated, function.Mode);
        Assert.Equal(NativeTypeKind.Unknown, function.Parameters[0].NativeType.Kind);
        Assert.Equal(TextEncoding.Utf8, function.Parameters[1].Marshalling.Encoding);
        Assert.Equal(ManagedShape.Span, function.Parameters[2].Marshalling.Shape);
        Assert.Equal(1, function.Return.NativeType.SizeOn(DataModel.WinX64));
    }

    [Theory]
    [InlineData("struct S { public int A; public I B; } struct I { public long A; public bool C; }", "`S.B` → `I.C` is `bool`, marshalled as the 4-byte BOOL")]
    [InlineData("struct S { public string Text { get; set; } }", "`S.Text` is `string`, a managed reference")]
    [InlineData("struct S { [MarshalAs(UnmanagedType.U1)] public bool B; }", "`S.B` is `bool`, marshalled as 1 byte")]
    [InlineData("struct S { public int A; public nint B; public unsafe void* C; }", "")]
    public async Task Why_a_struct_is_not_blittable(string declarations, string chain)
    {
        var interop = await SignatureReader.ReadAsync(declarations + " static class N { [DllImport(\"n\")] static extern void f(ref S s); }");
        Assert.Equal(chain, interop.Function("f").Parameters[0].Marshalling.NotBlittable.ToString());
    }

    // Measured with Marshal.Prelink: refused or not.
    [Theory]
    [InlineData("G<int>", true)]
    [InlineData("G<bool>", false)]
    [InlineData("G<G<int>>", true)]
    [InlineData("Holder", true)]
    [InlineData("GenericClass<int>", false)]
    [InlineData("int?", false)]
    [InlineData("(int, int)", false)]
    [InlineData("Span<int>", false)]
    [InlineData("Memory<int>", false)]
    [InlineData("System.Runtime.Intrinsics.Vector128<int>", false)]
    [InlineData("System.Numerics.Vector2", true)]
    [InlineData("Auto", false)]
    [InlineData("NoLayout", false)]
    [InlineData("Sequential", true)]
    [InlineData("Derived", true)]
    [InlineData("DateTimeOffset", false)]
    [InlineData("TimeSpan", true)]
    public async Task What_the_runtime_marshals(string type, bool isStable)
    {
        var interop = await SignatureReader.ReadAsync($$"""
            struct G<T> { public T V; }
            struct Holder { public G<bool> V; }
            [StructLayout(LayoutKind.Auto)] struct Auto { public int A; }
            class NoLayout { public int A; }
            [StructLayout(LayoutKind.Sequential)] class Sequential { public int A; }
            [StructLayout(LayoutKind.Sequential)] class Derived : Sequential { public int B; }
            [StructLayout(LayoutKind.Sequential)] class GenericClass<T> { public T? V; }
            static class N { [DllImport("n")] static extern void f({{type}} p); }
            """);
        Assert.Equal(isStable, interop.Function("f").Parameters[0].Marshalling.NotStable.IsEmpty);
    }
}
