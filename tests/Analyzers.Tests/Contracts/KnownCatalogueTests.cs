using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using BoundaryLint.Contracts;
using BoundaryLint.Headers;
using Xunit;

namespace BoundaryLint.Tests.Contracts;

public sealed class KnownCatalogueTests
{
    public static TheoryData<string> Files => new(KnownCatalogue.All.Select(library => library.FileName));

    [Fact]
    public void Every_embedded_header_belongs_to_a_library_and_is_embedded_once()
    {
        const string Prefix = "BoundaryLint.Known.";
        var embedded = typeof(KnownCatalogue).Assembly.GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal));

        Assert.Equal(embedded.Select(name => name.Substring(Prefix.Length)).Order(), KnownCatalogue.All.Select(library => library.FileName).Order());
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void A_header_is_understood_completely(string file)
    {
        var header = HeaderOf(file);

        Assert.Equal("", string.Join("\n", header.Problems));
        Assert.NotEmpty(header.Functions);
        Assert.All(header.Functions, function => Assert.True(function.IsExported));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void A_header_names_its_library_and_the_library_finds_the_header(string file)
    {
        var name = Assert.Single(HeaderOf(file).Facts, fact => fact.Name == "library").Argument;

        Assert.Equal(file, KnownCatalogue.Find(name)?.FileName);
        Assert.All(LibraryOf(file).Names, alias => Assert.Equal(file, KnownCatalogue.Find(alias)?.FileName));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_function_that_a_fact_names_is_declared_in_the_same_header(string file)
    {
        var header = HeaderOf(file);
        var missing = AllFacts(header)
            .Where(found => found.Fact.Name is "owned" or "handle" or "errortext" || (found.Fact.Name == "retained" && found.Fact.Argument.Length > 0))
            .Where(found => header.FindExport(found.Fact.Argument) is null)
            .Select(found => $"{found.Owner}: {found.Fact}");

        Assert.Empty(missing);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_release_function_says_which_parameter_it_releases(string file)
    {
        var header = HeaderOf(file);
        var silent = AllFacts(header)
            .Where(found => found.Fact.Name is "owned" or "handle")
            .Select(found => header.FindExport(found.Fact.Argument)!)
            .Where(release => !release.Parameters.Any(parameter => parameter.Facts.Any(fact => fact.Name == "releases")))
            .Select(release => release.Name);

        Assert.Empty(silent);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_parameter_that_a_fact_names_exists(string file)
    {
        foreach (var function in HeaderOf(file).Functions)
        {
            var named = function.ReturnFacts.Concat(function.Parameters.SelectMany(parameter => parameter.Facts))
                .Where(fact => fact.Name is "borrowed" or "count" or "bytes" && fact.Argument.Length > 0);
            Assert.All(named, fact => Assert.True(function.FindParameter(fact.Argument) is not null, $"{function.Name}: {fact}"));
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_fact_has_a_meaning_where_it_stands(string file)
    {
        var refused = new List<string>();
        foreach (var function in HeaderOf(file).Functions)
        {
            var builder = new ContractBuilder(new FunctionContract(function.Parameters.Length));
            Check(ContractBuilder.Function, function.Facts);
            Check(ContractBuilder.Return, function.ReturnFacts);
            for (var index = 0; index < function.Parameters.Length; index++)
            {
                Check(index, function.Parameters[index].Facts);
            }

            void Check(int target, ImmutableArray<BoundaryFact> facts)
            {
                foreach (var fact in facts)
                {
                    if (!builder.Add(fact.Name == "errortext" ? ContractBuilder.Function : target, fact.Name, fact.Arguments, Evidence.Known, "test"))
                    {
                        refused.Add($"{function.Name}: {fact}");
                    }
                }
            }
        }

        Assert.Empty(refused);
    }

    [Fact]
    public void Facts_of_bindings_in_use_apply()
    {
        var source = ContractSource.Of(
            """
            [DllImport("e_sqlite3")] public static extern int sqlite3_open(string path, out IntPtr db);
            [DllImport("e_sqlite3")] public static extern int sqlite3_close_v2(IntPtr db);
            [DllImport("e_sqlite3")] public static extern string sqlite3_errmsg(IntPtr connection);
            [DllImport("e_sqlite3")] public static extern IntPtr sqlite3_update_hook(IntPtr db, Action callback, IntPtr argument);
            [DllImport("e_sqlite3")] public static extern int sqlite3_exec(IntPtr db, string sql, Action callback, IntPtr argument, out IntPtr error);
            [DllImport("libc")] public static extern string strdup(string text);
            [DllImport("libc")] public static extern int ioctl(int fd, nuint request, nint argument);
            [DllImport("user32", SetLastError = true)] public static extern IntPtr SetWindowsHookEx(int id, Action hook, IntPtr module, uint thread);
            [DllImport("user32", SetLastError = true)] public static extern bool UnhookWindowsHookEx(IntPtr hook);
            [DllImport("advapi32")] public static extern bool OpenProcessToken(IntPtr process, uint access, out IntPtr token);
            [DllImport("kernel32")] public static extern bool CloseHandle(IntPtr handle);
            [DllImport("kernel32")] public static extern IntPtr LocalAlloc(uint flags, nuint size);
            [DllImport("kernel32")] public static extern IntPtr LocalFree(IntPtr memory);
            [DllImport("user32")] public static extern IntPtr GetDC(IntPtr window);
            [DllImport("user32")] public static extern int ReleaseDC(IntPtr window, IntPtr dc);
            """);

        const string Sqlite = "Known: known from the SQLite documentation";
        Assert.Equal($"Owned(sqlite3_close) {Sqlite} (sqlite3_open)", ContractSource.Show(source.For("sqlite3_open").Parameters[1].Ownership));
        Assert.Equal($"0 means success {Sqlite} (sqlite3_open)", ContractSource.Show(source.For("sqlite3_open").Status));
        Assert.Equal("sqlite3_errmsg", source.For("sqlite3_open").ErrorText.Value);
        Assert.Equal($"Borrowed(connection) {Sqlite} (sqlite3_errmsg)", ContractSource.Show(source.For("sqlite3_errmsg").Return.Ownership));
        Assert.Equal($"Retained() {Sqlite} (sqlite3_update_hook)", ContractSource.Show(source.For("sqlite3_update_hook").Parameters[1].Retention));
        Assert.Equal($"NoEscape() {Sqlite} (sqlite3_exec)", ContractSource.Show(source.For("sqlite3_exec").Parameters[2].Retention));
        Assert.Equal($"Owned(sqlite3_free) memory {Sqlite} (sqlite3_exec)", ContractSource.Show(source.For("sqlite3_exec").Parameters[4].Ownership));
        Assert.Equal("Owned(free) memory Known: known from the C and POSIX documentation (strdup)", ContractSource.Show(source.For("strdup").Return.Ownership));
        Assert.True(source.For("ioctl").Variadic.Value);
        Assert.Equal(
            "Retained(UnhookWindowsHookEx) Known: known from the Windows documentation (SetWindowsHookExW)",
            ContractSource.Show(source.For("SetWindowsHookEx").Parameters[1].Retention));

        Assert.Equal("db sqlite3_close_v2 Known", source.Pair("sqlite3_open"));
        Assert.Equal("return UnhookWindowsHookEx Known", source.Pair("SetWindowsHookEx"));
        Assert.Equal("token CloseHandle Known", source.Pair("OpenProcessToken"));
        Assert.Null(source.Pair("LocalAlloc"));
        Assert.Null(source.Pair("GetDC"));
    }

    [Fact]
    public void The_same_names_in_another_library_are_not_known()
    {
        var source = ContractSource.Of(
            """
            [DllImport("kv")] public static extern int sqlite3_open(string path, out IntPtr db);
            [DllImport("kv")] public static extern IntPtr malloc(nuint size);
            """);

        Assert.Equal("unknown", ContractSource.Show(source.For("sqlite3_open").Parameters[1].Ownership));
        Assert.Equal("unknown", ContractSource.Show(source.For("malloc").Return.Ownership));
    }

    [Theory]
    [InlineData("CreateFileW", "", true)]
    [InlineData("CreateFileA", "", true)]
    [InlineData("CreateFile", "", true)]
    [InlineData("CreateFile", ", ExactSpelling = true", false)]
    [InlineData("CreateFileB", "", false)]
    public void The_variants_of_a_Windows_function_share_its_contract(string name, string option, bool isKnown)
    {
        var source = ContractSource.Of($"[DllImport(\"kernel32.dll\"{option})] public static extern nint {name}(string n, uint a, uint s, nint q, uint d, uint f, nint t);");

        Assert.Equal(isKnown, source.For(name).Return.Ownership.IsKnown);
        Assert.Equal(isKnown ? -1 : 0, source.For(name).Return.Invalid.Value);
        Assert.Equal(isKnown, source.For(name).Convention.IsKnown);
    }

    private static KnownLibrary LibraryOf(string file) => KnownCatalogue.All.Single(library => library.FileName == file);

    private static CHeader HeaderOf(string file) => LibraryOf(file).Header;

    private static IEnumerable<(string Owner, BoundaryFact Fact)> AllFacts(CHeader header) =>
        header.Functions.SelectMany(function => function.Facts.Concat(function.ReturnFacts).Concat(function.Parameters.SelectMany(parameter => parameter.Facts)).Select(fact => (function.Name, fact)))
            .Concat(header.Typedefs.SelectMany(typedef => typedef.Facts.Select(fact => (typedef.Name, fact))))
            .Concat(header.Enums.SelectMany(item => item.Facts.Select(fact => (item.Tag ?? item.AliasName ?? "", fact))));
}
