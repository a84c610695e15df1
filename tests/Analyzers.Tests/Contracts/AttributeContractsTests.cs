using BoundaryLint.Contracts;
using BoundaryLint.Signatures;
using Xunit;

namespace BoundaryLint.Tests.Contracts;

public sealed class AttributeContractsTests
{
    [Fact]
    public void Ownership_and_lifetime_are_read_with_their_arguments()
    {
        var source = ContractSource.Of(
            """
            [DllImport("kv")] [return: Owned("kv_close")] public static extern nint kv_open([Borrowed] nint a, [Borrowed(From = "a")] nint b, [Taken] nint c, [Releases] nint d);
            [DllImport("kv")] public static extern void kv_hold([NoEscape] nint a, [Retained] nint b, [Retained(Until = "kv_let_go")] nint c);
            """);

        var open = source.For("kv_open");
        Assert.Equal("Owned(kv_close) Declared: [Owned]", ContractSource.Show(open.Return.Ownership));
        Assert.Equal("Borrowed() Declared: [Borrowed]", ContractSource.Show(open.Parameters[0].Ownership));
        Assert.Equal("Borrowed(a) Declared: [Borrowed]", ContractSource.Show(open.Parameters[1].Ownership));
        Assert.Equal("Taken() Declared: [Taken]", ContractSource.Show(open.Parameters[2].Ownership));
        Assert.Equal("Releases() Declared: [Releases]", ContractSource.Show(open.Parameters[3].Ownership));
        var hold = source.For("kv_hold");
        Assert.Equal("NoEscape() Declared: [NoEscape]", ContractSource.Show(hold.Parameters[0].Retention));
        Assert.Equal("Retained() Declared: [Retained]", ContractSource.Show(hold.Parameters[1].Retention));
        Assert.Equal("Retained(kv_let_go) Declared: [Retained]", ContractSource.Show(hold.Parameters[2].Retention));
    }

    [Theory]
    [InlineData("", StatusKind.Equal, 0)]
    [InlineData("(Success = 1)", StatusKind.Equal, 1)]
    [InlineData("(SuccessIf = NativeSuccess.NotNegative)", StatusKind.NotNegative, 0)]
    [InlineData("(SuccessIf = NativeSuccess.NotZero)", StatusKind.NotZero, 0)]
    [InlineData("(SuccessIf = NativeSuccess.NotNull)", StatusKind.NotNull, 0)]
    [InlineData("(SuccessIf = NativeSuccess.HResult)", StatusKind.HResult, 0)]
    internal void Every_status_is_read(string arguments, StatusKind kind, long success)
    {
        var source = ContractSource.Of($"[DllImport(\"kv\")] [return: NativeStatus{arguments}] public static extern int kv_do();");

        var status = source.For("kv_do").Status;

        Assert.Equal(new StatusConvention(kind, success), status.Value);
        Assert.Equal(Evidence.Declared, status.Evidence);
    }

    [Fact]
    public void Facts_about_the_function_are_read()
    {
        var source = ContractSource.Of(
            """
            [DllImport("kv")] [LastError] [Blocking] [CallsBack] [NotInCallback] [ThreadAffine] [return: NativeStatus(ErrorText = "kv_error")] public static extern int kv_slow();
            [DllImport("kv")] [Fast] [ThreadSafe] public static extern int kv_quick();
            """);

        var slow = source.For("kv_slow");
        Assert.True(slow.LastError.Value && slow.Blocking.Value && slow.CallsBack.Value && slow.NotInCallback.Value && slow.ThreadAffine.Value);
        Assert.Equal("kv_error", slow.ErrorText.Value);
        Assert.False(slow.Fast.IsKnown || slow.ThreadSafe.IsKnown);
        var quick = source.For("kv_quick");
        Assert.True(quick.Fast.Value && quick.ThreadSafe.Value);
        Assert.False(quick.Blocking.IsKnown || quick.Status.IsKnown || quick.LastError.IsKnown);
    }

    [Fact]
    public void A_parameter_that_gets_the_error_is_read()
    {
        var contract = ContractSource.Of("[DllImport(\"kv\")] public static extern nint kv_open(int key, [NativeStatus] out nint problem);").For("kv_open");

        Assert.Equal(1, contract.ErrorParameter);
        Assert.Equal(new Fact<StatusConvention>(new StatusConvention(StatusKind.Equal), Evidence.Declared, "[NativeStatus]"), contract.Parameters[1].Status);
    }

    [Fact]
    public void Facts_about_data_are_read()
    {
        var source = ContractSource.Of(
            """
            [DllImport("kv")] public static extern void kv_text(
                [NativeText(NativeTextEncoding.Utf8)] byte* a, [NativeText(NativeTextEncoding.Utf16)] char* b, [NativeText(NativeTextEncoding.Ansi)] byte* c, [Count("n")] int* d, [Bytes("n")] void* e, int n);
            """);

        var text = source.For("kv_text");
        Assert.Equal(TextEncoding.Utf8, text.Parameters[0].Encoding.Value);
        Assert.Equal(TextEncoding.Utf16, text.Parameters[1].Encoding.Value);
        Assert.Equal(TextEncoding.Ansi, text.Parameters[2].Encoding.Value);
        Assert.Equal("n", text.Parameters[3].Count.Value);
        Assert.Equal("n", text.Parameters[4].Bytes.Value);
    }

    [Fact]
    public void A_status_enumeration_and_a_handle_type_speak_for_the_functions_that_use_them()
    {
        var source = ContractSource.OfFile(
            """
            using System.Runtime.InteropServices;
            using BoundaryLint;

            [NativeStatus] enum Outcome { Fine, Bad }
            [NativeHandle("kv_close", Invalid = -1)] struct Store { }

            static unsafe class Native
            {
                [DllImport("kv")] public static extern Outcome kv_open(out Store* store);
                [DllImport("kv")] public static extern Store* kv_current();
            }
            """);

        Assert.Equal("0 means success Declared: [NativeStatus]", ContractSource.Show(source.For("kv_open").Status));
        Assert.Equal("kv_close", source.For("kv_open").Parameters[0].HandleRelease.Value);
        Assert.Equal(-1, source.For("kv_current").Return.Invalid.Value);
        Assert.False(source.For("kv_current").Return.Ownership.IsKnown);
    }

    [Fact]
    public void Attributes_of_another_namespace_are_not_ours()
    {
        var source = ContractSource.OfFile(
            """
            using System;
            using System.Runtime.InteropServices;

            namespace Mine
            {
                [AttributeUsage(AttributeTargets.All)] sealed class BlockingAttribute : Attribute { }

                static class Native
                {
                    [DllImport("kv")] [Blocking] public static extern void kv_do();
                }
            }
            """);

        Assert.False(source.For("kv_do").Blocking.IsKnown);
    }
}
