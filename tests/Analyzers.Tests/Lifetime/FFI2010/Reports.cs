using System.Threading.Tasks;
using BoundaryLint.Rules.Lifetime;
using BoundaryLint.Tests.Contract;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;
using Verify = Microsoft.CodeAnalysis.CSharp.Testing.CSharpAnalyzerVerifier<BoundaryLint.Rules.Lifetime.FFI2010NativeCodeWritesToImmutableManagedMemory, Microsoft.CodeAnalysis.Testing.DefaultVerifier>;

namespace BoundaryLint.Tests.Lifetime.FFI2010;

public sealed class Reports
{
    private const string Header = """
        /* @boundary text: out */
        int kv_fill(unsigned short *text, int length);
        int kv_sort(int *numbers, int count);
        /* @boundary text: inout */
        int kv_upper(char16_t *text);
        /* @boundary text: inout */
        int kv_lower(char *text);
        """;

    [Fact]
    public Task The_message_names_parameter_function_memory_and_evidence() => HeaderTest.VerifyAsync<FFI2010NativeCodeWritesToImmutableManagedMemory>(
        """
        unsafe static class Native
        {
            [DllImport("kv")] static extern int kv_fill(char* text, int length);
            static void M(string name)
            {
                fixed (char* p = name)
                {
                    kv_fill({|#0:p|}, name.Length);
                }
            }
        }
        """,
        Header,
        null,
        Verify.Diagnostic().WithLocation(0).WithArguments(
            "text", "kv_fill", "the characters of the string `name`", "kv.h:1", "every other use of the string changes with it; copy it into a buffer"));

    [Fact]
    public Task Spans_literals_and_in_parameters_in_every_form() => HeaderTest.VerifyAsync<FFI2010NativeCodeWritesToImmutableManagedMemory>(
        """
        unsafe static partial class Native
        {
            [LibraryImport("kv")] internal static partial int kv_sort(int* numbers, int count);
            [DllImport("kv", EntryPoint = "kv_sort")] static extern int Sort(ref int numbers, int count);
            [DllImport("kv")] static extern int kv_fill(char* text, int length);
            static void M(ReadOnlySpan<int> numbers, in int one)
            {
                fixed (int* p = numbers) kv_sort([|p|], numbers.Length);
                fixed (int* p = &MemoryMarshal.GetReference(numbers)) kv_sort([|p|], numbers.Length);
                fixed (int* p = &one) kv_sort([|p|], 1);
                Sort(ref [|MemoryMarshal.GetReference(numbers)|], numbers.Length);
                fixed (char* p = "literal") kv_fill([|p|], 7);
                fixed (char* p = "literal".AsSpan()) kv_fill([|p|], 7);
            }
        }
        """,
        Header);

#if ROSLYN_4_8_OR_GREATER
    [Fact]
    public Task A_reference_that_AsRef_makes_of_an_in_parameter() => HeaderTest.VerifyAsync<FFI2010NativeCodeWritesToImmutableManagedMemory>(
        """
        unsafe static class Native
        {
            [DllImport("kv", EntryPoint = "kv_sort")] static extern int Sort(ref int numbers, int count);
            static void M(in int one)
            {
                Sort(ref [|Unsafe.AsRef(in one)|], 1);
            }
        }
        """,
        Header);
#endif

    [Fact]
    public Task Declarations_that_can_only_give_immutable_memory() => HeaderTest.VerifyAsync<FFI2010NativeCodeWritesToImmutableManagedMemory>(
        """
        static partial class Native
        {
            [DllImport("kv", CharSet = CharSet.Unicode)] static extern int kv_upper(string [|text|]);
            [DllImport("kv")] static extern int kv_lower(string [|text|]);
            [LibraryImport("kv")] internal static partial int kv_fill(ReadOnlySpan<ushort> [|text|], int length);
        }
        """,
        Header);

    [Fact]
    public Task Strings_that_are_made_as_buffers() => Verify.VerifyAnalyzerAsync("""
        using System;
        using System.Runtime.InteropServices;
        static class Native
        {
            [DllImport("kv", CharSet = CharSet.Unicode)] static extern int kv_wide(string text, int length);
            [DllImport("kv")] static extern int kv_name([MarshalAs(UnmanagedType.LPUTF8Str)] string text, int length);
            static string Wide()
            {
                var text = new string('\0', 260);
                kv_wide({|#0:text|}, text.Length);
                return text;
            }
            [DllImport("user32", CharSet = CharSet.Auto)] static extern bool SystemParametersInfo(uint action, int length, string value, uint flags);
            static string Wallpaper()
            {
                string text = new string('\0', 260);
                SystemParametersInfo(0x73, text.Length, {|#3:text|}, 0);
                return text.TrimEnd('\0');
            }
            static string Name()
            {
                string text = new string('\0', 64);
                kv_name({|#1:text|}, 64);
                return text.TrimEnd('\0');
            }
            static string Padded()
            {
                var text = "".PadRight(64);
                kv_name({|#2:text|}, 64);
                return text.Trim();
            }
        }
        """,
        Verify.Diagnostic().WithLocation(0).WithSeverity(Microsoft.CodeAnalysis.DiagnosticSeverity.Info).WithArguments(
            "text", "kv_wide", "the characters of the string `text`", "inferred from `new string('\\0', 260)`", "every other use of the string changes with it; pass a buffer of `char`"),
        Verify.Diagnostic().WithLocation(1).WithArguments(
            "text", "kv_name", "a copy of the string `text`, which is thrown away after the call", "inferred from `new string('\\0', 64)`", "what it writes is lost; pass a buffer of bytes"),
        Verify.Diagnostic().WithLocation(2).WithSeverity(Microsoft.CodeAnalysis.DiagnosticSeverity.Info),
        Verify.Diagnostic().WithLocation(3).WithSeverity(Microsoft.CodeAnalysis.DiagnosticSeverity.Info).WithArguments(
            "value", "SystemParametersInfo", "the characters of the string `text`", "inferred from `new string('\\0', 260)`", "every other use of the string changes with it; pass a buffer of `char`"));
}
