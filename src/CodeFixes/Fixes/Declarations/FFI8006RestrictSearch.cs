using System.Collections.Immutable;
using System.Linq;
using BoundaryLint.Rules.Declarations;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BoundaryLint.CodeFixes.Declarations;

/// <summary>Names the folders that may have the library: those of the system for its own, the program's beside them for others.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(FFI8006RestrictSearch))]
public sealed class FFI8006RestrictSearch : DeclarationAttributeFix
{
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create("FFI8006");

    internal override ImmutableArray<NewAttribute> AttributesFor(ImmutableDictionary<string, string?> properties, out string? replaced)
    {
        replaced = "DefaultDllImportSearchPaths";
        if (!properties.TryGetValue(FFI8006Properties.Folders, out var stated) || stated is null)
        {
            return ImmutableArray<NewAttribute>.Empty;
        }

        var folders = stated.Split(';');
        ExpressionSyntax argument = Member(folders[0]);
        foreach (var folder in folders.Skip(1))
        {
            argument = SyntaxFactory.BinaryExpression(SyntaxKind.BitwiseOrExpression, argument, Member(folder));
        }

        var text = string.Join(" | ", folders.Select(static folder => "DllImportSearchPath." + folder));
        return ImmutableArray.Create(new NewAttribute(
            $"DefaultDllImportSearchPaths({text})", "System.Runtime.InteropServices.DefaultDllImportSearchPathsAttribute", argument));
    }

    private static MemberAccessExpressionSyntax Member(string folder) => SyntaxFactory.MemberAccessExpression(
        SyntaxKind.SimpleMemberAccessExpression, Name("System.Runtime.InteropServices.DllImportSearchPath"), SyntaxFactory.IdentifierName(folder));
}
