using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using BoundaryLint.CodeFixes.Errors;
using BoundaryLint.Contracts;
using BoundaryLint.Rules.Errors;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Errors.FFI4010;

/// <summary>FFI4010's fix gives the exception what it left out.</summary>
public sealed class Fixes
{
    [Theory]
    [InlineData("var rc = N.kv_put(1); if (rc != 0) throw [|new Exception(\"It {failed}.\")|];", "var rc = N.kv_put(1); if (rc != 0) throw new Exception($\"It {{failed}} (status {rc}).\");")]
    [InlineData("var rc = N.kv_put(1); if (rc != 0) throw [|new Exception()|];", "var rc = N.kv_put(1); if (rc != 0) throw new Exception($\"'kv_put' failed with status {rc}.\");")]
    [InlineData("var rc = N.kv_put(1); if (rc != 0) throw [|new Exception($\"no {key}\")|];", "var rc = N.kv_put(1); if (rc != 0) throw new Exception($\"no {key} (status {rc})\");")]
    [InlineData("var rc = N.kv_put(1); if (rc != 0) throw [|new Exception(\"no \" + key)|];", "var rc = N.kv_put(1); if (rc != 0) throw new Exception((\"no \" + key) + $\" (status {rc})\");")]
    [InlineData("var hr = N.CoDo(0); if (hr < 0) throw [|new Exception(\"failed\")|];", "var hr = N.CoDo(0); if (hr < 0) throw new Exception(\"failed\", Marshal.GetExceptionForHR(hr));")]
    [InlineData("if (!N.kv_bool(1)) throw [|new Exception(\"failed\")|];", "if (!N.kv_bool(1)) throw new Exception(\"failed\", new Win32Exception(Marshal.GetLastPInvokeError()));")]
    [InlineData("try { N.kv_put(1); } catch (Exception e) { throw [|new InvalidOperationException(\"no kv\")|]; }", "try { N.kv_put(1); } catch (Exception e) { throw new InvalidOperationException(\"no kv\", e); }")]
    [InlineData("try { N.kv_put(1); } catch (DllNotFoundException) { throw [|new InvalidOperationException(\"no kv\")|]; }", "try { N.kv_put(1); } catch (DllNotFoundException exception) { throw new InvalidOperationException(\"no kv\", exception); }")]
    [InlineData("try { N.kv_put(1); } catch { throw [|new InvalidOperationException()|]; }", "try { N.kv_put(1); } catch (Exception exception) { throw new InvalidOperationException(exception.Message, exception); }")]
    public Task By_what_is_known(string before, string after) => Run(before, after);

    [Fact]
    public Task By_a_local_for_a_status_that_is_tested_on_the_spot() => Run(
        """

                // Puts it.
                if (N.kv_put(key) != 0)
                {
                    throw [|new Exception("failed")|];
                }

        """,
        """

                // Puts it.
                var status = N.kv_put(key);
                if (status != 0)
                {
                    throw new Exception($"failed (status {status})");
                }

        """);

    private static Task Run(string before, string after) => new Test { TestCode = Code(before), FixedCode = Code(after) }.RunAsync();

    internal static string Code(string body) => Reports.Imports + "class C { void M(int key)\n    {" + body + "    } }\n";

    internal sealed class Test : CSharpCodeFixTest<FFI4010NativeErrorContextIsLost, FFI4010KeepContext, DefaultVerifier>
    {
        protected override IEnumerable<Type> GetSourceGenerators() => [typeof(ContractAttributesGenerator)];
    }
}
