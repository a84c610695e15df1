using System.Linq;
using System.Threading.Tasks;
using BoundaryLint.Analysis;
using BoundaryLint.Signatures;
using Xunit;

namespace BoundaryLint.Tests.Signatures;

/// <summary>Sizes and offsets that C compilers give the corresponding structs.</summary>
public sealed class StructLayoutTests
{
    private const string Declarations = """
        struct Mixed { public byte A; public long B; public nint C; public short D; }
        struct WithDouble { public int A; public double B; }
        [StructLayout(LayoutKind.Sequential, Pack = 1)] struct Packed { public byte A; public long B; }
        [StructLayout(LayoutKind.Sequential, Size = 32)] struct Sized { public int A; }
        [StructLayout(LayoutKind.Explicit)] struct Union { [FieldOffset(0)] public byte A; [FieldOffset(0)] public long B; [FieldOffset(4)] public int C; }
        struct Bools { public bool A; public int B; public bool C; }
        struct Text { [MarshalAs(UnmanagedType.ByValTStr, SizeConst = 10)] public string Name; public int After; }
        struct Array { [MarshalAs(UnmanagedType.ByValArray, SizeConst = 3)] public short[] Items; public byte After; }
        unsafe struct Fixed { public fixed int Items[3]; public byte After; }
        [System.Runtime.CompilerServices.InlineArray(5)] struct Inline { short _item; }
        struct Nested { public byte A; public Mixed B; }
        struct Empty { }
        static class N { [DllImport("n")] static extern void f(Mixed a); }
        """;

    [Theory]
    [InlineData("Mixed", "linux-x64", 32, 8, "0,8,16,24")]
    [InlineData("Mixed", "win-x64", 32, 8, "0,8,16,24")]
    [InlineData("Mixed", "win-x86", 24, 8, "0,8,16,20")]
    [InlineData("Mixed", "linux-x86", 20, 4, "0,4,12,16")]
    [InlineData("Mixed", "linux-arm", 24, 8, "0,8,16,20")]
    [InlineData("WithDouble", "linux-x86", 12, 4, "0,4")]
    [InlineData("WithDouble", "win-x86", 16, 8, "0,8")]
    [InlineData("Packed", "linux-x64", 9, 1, "0,1")]
    [InlineData("Sized", "linux-x64", 32, 4, "0")]
    [InlineData("Union", "linux-x64", 8, 8, "0,0,4")]
    [InlineData("Bools", "linux-x64", 12, 4, "0,4,8")]
    [InlineData("Text", "linux-x64", 16, 4, "0,12")]
    [InlineData("Array", "linux-x64", 8, 2, "0,6")]
    [InlineData("Fixed", "linux-x64", 16, 4, "0,12")]
    [InlineData("Inline", "linux-x64", 10, 2, "0")]
    [InlineData("Nested", "linux-x64", 40, 8, "0,8")]
    [InlineData("Nested", "linux-x86", 24, 4, "0,4")]
    [InlineData("Empty", "linux-x64", 1, 1, "")]
    public async Task As_C_lays_it_out(string type, string model, int size, int alignment, string offsets)
    {
        var interop = await SignatureReader.ReadAsync(Declarations);
        var layout = interop.Layout(type, DataModel.All.Single(candidate => candidate.Name == model));
        Assert.NotNull(layout);
        Assert.Equal(size, layout.Size);
        Assert.Equal(alignment, layout.Alignment);
        Assert.Equal(offsets, string.Join(",", layout.Fields.Select(field => field.Offset)));
    }

    [Fact]
    public async Task As_it_lies_in_memory()
    {
        var interop = await SignatureReader.ReadAsync(Declarations);
        var layout = interop.Layout("Bools", DataModel.LinuxX64, MarshallingMode.Disabled);
        Assert.Equal((12, "0,4,8"), (layout!.Size, string.Join(",", layout.Fields.Select(field => field.Offset))));
        Assert.Equal([1, 4, 1], layout.Fields.Select(field => field.Size));
    }

    [Theory]
    [InlineData("[StructLayout(LayoutKind.Auto)] struct S { public int A; }")]
    [InlineData("struct S { public S Again; }")]
    [InlineData("struct S { public Missing A; }")]
    [InlineData("partial struct S { public int A; } struct Other { } struct T { public DateTimeOffset A; } partial struct S { public T B; }")]
    public async Task Nothing_is_said_about_what_is_not_known(string declaration)
    {
        var interop = await SignatureReader.ReadAsync(declaration + " static class N { [DllImport(\"n\")] static extern void f(S s); }");
        Assert.Null(interop.Layout("S", DataModel.LinuxX64));
    }
}
