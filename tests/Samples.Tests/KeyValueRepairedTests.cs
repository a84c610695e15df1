using System;
using System.Threading.Tasks;
using Xunit;

namespace BoundaryLint.Samples.Tests;

/// <summary>The same scenarios in samples/KeyValue/Repaired: the right result, and nothing left alive.</summary>
[Collection(KeyValueCollection.Name)]
public sealed class KeyValueRepairedTests(KeyValueSample sample)
{
    private const string Program = "Repaired";

    [SkippableTheory]
    [EachLibrary("leak", "value", "green")]
    [EachLibrary("string-free", "value", "green")]
    [EachLibrary("bool", "contains alpha", "False")]
    [EachLibrary("bool", "has subscriber", "False")]
    [EachLibrary("bool", "entries", "1")]
    [EachLibrary("bool", "writes", "2")]
    [EachLibrary("text", "name", "Bücherei")]
    [EachLibrary("status", "saved", "no")]
    [EachLibrary("status", "status", "NotFound")]
    [EachLibrary("status", "reason", "no store at '/var/lib/kv'")]
    [EachLibrary("callback", "change 1", "colour")]
    [EachLibrary("function-pointer", "change 1", "colour")]
    [EachLibrary("exception", "caught", "cannot handle colour")]
    [EachLibrary("handle", "opened", "handle")]
    [EachLibrary("gc-stress", "changes", "60000")]
    public async Task Result_is_right_and_nothing_is_left(string language, string scenario, string name, string value)
    {
        ChildProcess run = (await sample.RunAsync(Program, language, scenario)).Succeeded();

        Assert.Equal(value, run[name]);
        Assert.Equal("0", run["live stores"]);
        Assert.Equal("0", run["live strings"]);
        Assert.Equal("0", run["live subscriptions"]);
    }

    /// <summary>Three threads, twenty thousand rounds of calls and callbacks each, and a collection every millisecond; several times, because luck must not pass.</summary>
    [SkippableFact]
    public async Task A_guarded_go_library_survives_garbage_collection()
    {
        for (int i = 0; i < 5; i++)
        {
            ChildProcess run = (await sample.RunAsync(Program, "go", "gc-stress")).Succeeded();

            Assert.Equal("60000", run["changes"]);
            Assert.Equal("True", run["collected"]);
            Assert.Equal("0", run["live stores"]);
            Assert.Equal("0", run["live strings"]);
            Assert.Equal("0", run["live subscriptions"]);
        }
    }

    [SkippableTheory]
    [InlineData("go", "True")]
    [InlineData("rust", "False")]
    [InlineData("c", "False")]
    public async Task The_guard_takes_the_handler_off_the_alternate_stack(string language, string afterTheLoad)
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "known of Linux only");
        ChildProcess run = (await sample.RunAsync(Program, language, "signals")).Succeeded();

        Assert.Equal("False", run["before the load"]);
        Assert.Equal(afterTheLoad, run["after the load"]);
        Assert.Equal("False", run["after the guard"]);
    }
}
