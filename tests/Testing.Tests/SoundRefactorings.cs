using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeRefactorings;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Microsoft.CodeAnalysis.Text;
using Xunit;
using Xunit.Sdk;
using Verify = Microsoft.CodeAnalysis.CSharp.Testing.CSharpCodeRefactoringVerifier<BoundaryLint.Tests.RenamesAtCaret, Microsoft.CodeAnalysis.Testing.DefaultVerifier>;

namespace BoundaryLint.Tests;

/// <summary>What the verifier says of refactorings.</summary>
public sealed class SoundRefactorings
{
    [Fact]
    public Task A_sound_refactoring_is_accepted() => Verify.VerifyRefactoringAsync("class $$Old { }", "class New { }");

    [Fact]
    public Task An_action_in_a_submenu_is_chosen_by_its_key() => new CSharpCodeRefactoringTest<RenamesAtCaret, DefaultVerifier>
    {
        TestCode = "class [|Old|] { }",
        FixedCode = "class Newer { }",
        CodeActionEquivalenceKey = "Newer",
    }.RunAsync();

    [Fact]
    public Task Nothing_is_offered_elsewhere() => new CSharpCodeRefactoringTest<RenamesAtCaret, DefaultVerifier> { TestCode = "$$class Old { }" }.RunAsync();

    [Theory]
    [InlineData("class $$Old { }", "class Other { }", "differs")]
    [InlineData("class $$Old { }", null, "nothing may be offered")]
    [InlineData("class $$New { }", "class New { }", "changes nothing")]
    [InlineData("class Old { }", "class New { }", "0 places")]
    [InlineData("class $$Old { } class New { }", "class New { } class New { }", "CS0101")]
    public async Task What_is_wrong_is_said(string code, string? expected, string message)
    {
        var test = new CSharpCodeRefactoringTest<RenamesAtCaret, DefaultVerifier> { TestCode = code };
        if (expected is not null)
        {
            test.FixedCode = expected;
        }

        var failure = await Assert.ThrowsAsync<XunitException>(() => test.RunAsync());

        Assert.Contains(message, failure.Message);
    }
}

/// <summary>Gives a class another name.</summary>
[ExportCodeRefactoringProvider(LanguageNames.CSharp)]
public sealed class RenamesAtCaret : CodeRefactoringProvider
{
    public override async Task ComputeRefactoringsAsync(CodeRefactoringContext context)
    {
        var root = (await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false))!;
        if (root.FindToken(context.Span.Start) is { Parent: ClassDeclarationSyntax type } token && token == type.Identifier)
        {
            context.RegisterRefactoring(CodeAction.Create("Rename", [Rename("New"), Rename("Newer")], isInlinable: false));

            CodeAction Rename(string name) => CodeAction.Create("Rename to " + name, async token =>
            {
                var text = await context.Document.GetTextAsync(token).ConfigureAwait(false);
                return context.Document.WithText(text.WithChanges(new TextChange(type.Identifier.Span, name)));
            }, name);
        }
    }
}
