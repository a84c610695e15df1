using System.Linq;
using System.Threading.Tasks;
using BoundaryLint.Analysis;
using BoundaryLint.Signatures;
using Xunit;

namespace BoundaryLint.Tests.Signatures;

public sealed class BoundaryTypesTests
{
    [Fact]
    public async Task Types_are_reached_through_parameters_callbacks_arrays_pointers_and_fields()
    {
        var interop = await SignatureReader.ReadAsync("""
            struct Direct { public Inner Inner; } struct Inner { }
            struct InArray { } struct InCallback { } struct ByPointer { public Behind Behind; } struct Behind { } struct InFunctionPointer { } struct Exported { }
            [StructLayout(LayoutKind.Sequential)] class Class { } class NoLayout { } struct Unused { }
            delegate void Callback(InCallback data);
            static unsafe class N
            {
                [DllImport("a")] static extern void f(ref Direct d, InArray[] all, Callback c, Class k, NoLayout n);
                [DllImport("b")] static extern ByPointer* g(delegate* unmanaged<InFunctionPointer, void> p);
                [UnmanagedCallersOnly] static void export(Exported e) { }
                static void managed(Unused u) { }
            }
            """);
        var types = BoundaryTypes.Of(interop);
        Assert.Equal(["Class", "Direct", "Exported", "InArray", "InCallback", "InFunctionPointer", "Inner"], types.MarshalledStructs.Keys.Select(type => type.Name).Order());
        Assert.Equal(["Behind", "ByPointer"], types.RawStructs.Keys.Select(type => type.Name).Order());
        Assert.True(types.IsBoundaryDelegate(interop.Type("Callback")));
        var use = Assert.Single(types.MarshalledStructs[interop.Type("Inner")]);
        Assert.Equal(("f", "d", "Inner"), (use.Function.EntryPoint, use.Parameter.Name, string.Join(".", use.Path.Select(field => field.Name))));
        Assert.Equal(["f", "g", "export"], types.Functions.Select(function => function.Symbol.Name));
    }

    [Fact]
    public async Task One_use_of_each_library_is_remembered()
    {
        var interop = await SignatureReader.ReadAsync("""
            struct S { }
            [UnmanagedFunctionPointer(CallingConvention.Cdecl)] delegate void Callback(S data);
            [UnmanagedFunctionPointer(CallingConvention.Cdecl)] delegate void Alone();
            static class N
            {
                [DllImport("a")] static extern void f(S s);
                [DllImport("A")] static extern void g(S s);
                [DllImport("b")] static extern void h(S s, Callback c);
            }
            """);
        var types = BoundaryTypes.Of(interop);
        Assert.Equal(["f", "h"], types.MarshalledStructs[interop.Type("S")].Select(use => use.Function.EntryPoint));
        Assert.Equal("h", types.UseOf(interop.Type("Callback"))?.Function.EntryPoint);
        Assert.True(types.IsBoundaryDelegate(interop.Type("Alone")));
        Assert.Null(types.UseOf(interop.Type("Alone")));
    }

    [Fact]
    public async Task Types_that_contain_themselves_through_pointers_end()
    {
        var interop = await SignatureReader.ReadAsync("""
            unsafe struct Node { public Node* Next; public delegate* unmanaged<Node*, Callback, void> Visit; }
            unsafe delegate void Callback(Node* node, Callback again);
            static unsafe class N { [DllImport("a")] static extern void f(Node node, Callback c); }
            """);
        Assert.Contains(interop.Type("Node"), BoundaryTypes.Of(interop).RawStructs.Keys);
        Assert.Contains(interop.Type("Node"), BoundaryTypes.Of(interop).MarshalledStructs.Keys);
    }
}
