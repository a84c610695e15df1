using System.Linq;
using BoundaryLint.Headers;
using Xunit;

namespace BoundaryLint.Tests.Headers;

public sealed class BoundaryTagTests
{
    private const string Catalogue = """
        /** @boundary library(sqlite3), library(e_sqlite3) */

        /** @boundary return: status(0)
         *  @boundary ppDb: owned(sqlite3_close_v2) */
        int sqlite3_open(const char *filename, sqlite3 **ppDb);
        /* Nothing is said here. */
        int sqlite3_errcode(sqlite3 *db);
        """;

    [Fact]
    public void Facts_reach_the_header_the_result_and_the_parameters()
    {
        var header = HeaderText.ParseWhole("typedef struct sqlite3 sqlite3;\n" + Catalogue);
        Assert.Equal("library(sqlite3)|library(e_sqlite3)", string.Join("|", header.Facts));
        var open = header.FindFunction("sqlite3_open")!;
        Assert.Equal("return: status(0)", Assert.Single(open.ReturnFacts).ToString());
        Assert.Equal("ppDb: owned(sqlite3_close_v2)", Assert.Single(open.Parameters[1].Facts).ToString());
        Assert.Empty(open.Parameters[0].Facts);
        Assert.Empty(header.FindFunction("sqlite3_errcode")!.Facts);
    }

    [Fact]
    public void A_header_fact_may_stand_in_the_comment_right_above_a_function()
    {
        var header = HeaderText.ParseWhole("/** @boundary library(kv) */\n/** @boundary blocking */\nint kv_sync(void);");
        Assert.Equal("library(kv)", Assert.Single(header.Facts).ToString());
        Assert.Equal("blocking", Assert.Single(header.FindFunction("kv_sync")!.Facts).ToString());
    }

    [Fact]
    public void Every_style_of_comment_is_read()
    {
        var header = HeaderText.ParseWhole("""
            // Go writes it like this.
            //
            // @boundary key: utf8, borrowed
            extern int a(char *key);

            /// @boundary key: utf16
            int b(unsigned short *key);

            /**
             * Rust's cbindgen, with code after it:
             *
             * @boundary return: owned(c_free)
             * @boundary fast
             */
            char *c(void);

            int d(void *x); // @boundary x: releases
            int e(void *x); /**< @boundary x: taken */
            int f(void *x);
            char *g(/* @boundary noescape */ void *p, void *q /* @boundary retained(until stop) */);
            """);
        Assert.Equal("utf8|borrowed", Facts("a", 0));
        Assert.Equal("utf16", Facts("b", 0));
        Assert.Equal("owned(c_free)", Assert.Single(header.FindFunction("c")!.ReturnFacts).ToString().Replace("return: ", ""));
        Assert.Equal("fast", Assert.Single(header.FindFunction("c")!.Facts).ToString());
        Assert.Equal("releases", Facts("d", 0));
        Assert.Equal("taken", Facts("e", 0));
        Assert.Equal("", Facts("f", 0));
        Assert.Equal("noescape", Facts("g", 0));
        Assert.Equal("retained(stop)", Facts("g", 1));

        string Facts(string function, int parameter) => string.Join(
            "|", header.FindFunction(function)!.Parameters[parameter].Facts.Select(fact => fact.ToString().Split(": ").Last()));
    }

    [Fact]
    public void Types_members_enums_and_typedefs_carry_facts()
    {
        var header = HeaderText.ParseWhole("""
            /** @boundary handle(kv_close), invalid(0) */
            typedef struct kv kv;

            /** @boundary sizefield(size) */
            struct options {
                int size; /* no tag */
                /** @boundary utf8 */
                char *name;
                char *data; // @boundary bytes(size)
                int (*hook)(void *user); ///< @boundary user: borrowed
            };

            /** @boundary handle(session_end) */
            typedef struct session { int id; } session;

            /** @boundary data: borrowed */
            typedef int (*callback)(const char *data);

            /** @boundary threadsafe */
            enum mode { FAST };
            """);
        Assert.Equal("handle(kv_close)|invalid(0)", string.Join("|", header.FindTypedef("kv")!.Facts));
        Assert.Equal("sizefield(size)", string.Join("|", header.FindRecord("options")!.Facts));
        Assert.Equal("|utf8|bytes(size)|user: borrowed", string.Join("|", header.FindRecord("options")!.Members.Select(member => string.Join("+", member.Facts))));
        Assert.Equal("handle(session_end)", string.Join("|", header.FindRecord("session")!.Facts));
        Assert.Equal("data: borrowed", string.Join("|", header.FindTypedef("callback")!.Facts));
        Assert.Equal("threadsafe", string.Join("|", header.FindEnum("mode")!.Facts));
    }

    [Fact]
    public void A_comment_separated_by_a_blank_line_speaks_of_the_header()
    {
        var header = HeaderText.ParseWhole("/* @boundary threadsafe */\n\nint f(void);\n");
        Assert.Equal("threadsafe", Assert.Single(header.Facts).ToString());
        Assert.Empty(header.FindFunction("f")!.Facts);
    }

    [Fact]
    public void Conditionals_and_macros_may_stand_between_a_comment_and_its_function()
    {
        var header = HeaderText.ParseWhole("""
            #define KV_API(type) extern type
            /** @boundary return: static */
            #if defined(__linux__)
            KV_API(const char *) kv_version(void);
            #endif
            /** @boundary return: static */
            KV_API(int) kv_level(void);
            """);
        Assert.Equal("static", Assert.Single(header.FindFunction("kv_version")!.ReturnFacts).Name);
        Assert.Equal("static", Assert.Single(header.FindFunction("kv_level")!.ReturnFacts).Name);
    }

    [Fact]
    public void Tags_in_inactive_code_are_not_read()
    {
        var header = HeaderText.ParseWhole("#ifdef _WIN32\n/* @boundary nonsense */\nint f(void);\n#else\nint g(void);\n#endif\n");
        Assert.Empty(header.Facts);
    }

    [Theory]
    [InlineData("@boundary owned", "'owned' takes one argument")]
    [InlineData("@boundary return: onwed(f)", "'onwed' is not a fact")]
    [InlineData("@boundary return: owned(f", "a fact is expected")]
    [InlineData("@boundary return: owned(f) borrowed", "separated by commas")]
    [InlineData("@boundary", "states no fact")]
    [InlineData("@boundary x:", "a fact is expected")]
    [InlineData("@boundary return: utf8(3)", "takes no argument")]
    [InlineData("@boundary return: status(perhaps so)", "not an argument")]
    [InlineData("@boundary return: owned(a b)", "not an argument")]
    [InlineData("@boundary y: borrowed", "no parameter 'y'")]
    [InlineData("@boundary convention(pascal)", "not an argument")]
    [InlineData("@boundary version(f)", "takes 2 arguments")]
    public void A_line_that_is_not_well_formed_is_reported_where_it_stands(string line, string message)
    {
        var header = HeaderText.Parse("/**\n * " + line + "\n */\nchar *f(int x);");
        var problem = Assert.Single(header.Problems);
        Assert.Contains(message, problem.Message);
        Assert.Equal(1, problem.Location.Line);
        Assert.True(problem.Location.Column >= 3);
    }

    [Fact]
    public void A_tag_that_belongs_to_nothing_is_reported()
    {
        var problem = Assert.Single(HeaderText.Parse("/* @boundary x: borrowed */\n\nint f(int x);").Problems);
        Assert.Equal(CProblemKind.TagWithoutTarget, problem.Kind);
    }

    [Fact]
    public void Facts_have_positions()
    {
        var fact = HeaderText.ParseWhole("/** Text.\n *  @boundary p: in, count(n) */\nint f(int *p, int n);").FindFunction("f")!.Parameters[0].Facts[1];
        Assert.Equal((1, 21, 8), (fact.Location.Line, fact.Location.Column, fact.Location.Length));
    }

    [Theory]
    [InlineData("status(>= 0)", "status(>=0)")]
    [InlineData("status(nonnull)", "status(nonnull)")]
    [InlineData("status(KV_OK)", "status(KV_OK)")]
    [InlineData("status(-1)", "status(-1)")]
    [InlineData("retained(until stop)", "retained(stop)")]
    [InlineData("library(\"kv\")", "library(kv)")]
    [InlineData("count(n * (m + 1))", "count(n * (m + 1))")]
    [InlineData("version(kv_version, 1.2.3)", "version(kv_version, 1.2.3)")]
    public void Arguments_are_brought_into_one_form(string written, string expected)
    {
        var header = HeaderText.ParseWhole("/* @boundary " + written + " */\nint f(int n, int m);");
        var fact = Assert.Single(header.Facts.Concat(header.FindFunction("f")!.ReturnFacts));
        Assert.Equal(expected, fact.ToString().Replace("return: ", ""));
    }
}
