using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;
using System.Threading;
using System.Threading.Tasks;
using BoundaryLint.CodeFixes.Editing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace BoundaryLint.CodeFixes.Binding;

/// <summary>
/// Writes a binding into a project: members at the end of the class, types into a file of their own beside the class, which later bindings continue. The types of a nested class
/// stay in it.
/// </summary>
internal static class BindingEdit
{
    // Words that need a namespace, as they stand in code.
    private static readonly (string Namespace, Regex Mention)[] Namespaces =
    [
        ("System", Words("IntPtr|UIntPtr|Exception")),
        ("System.Runtime.CompilerServices", Words("CallConvCdecl|CallConvStdcall")),
        ("System.Runtime.InteropServices", Words("LibraryImport|UnmanagedCallConv|DllImport|MarshalAs|UnmanagedType|StructLayout|UnmanagedFunctionPointer|SafeHandle|CLong|CULong|Marshal")),
        ("Microsoft.Win32.SafeHandles", Words("SafeHandleZeroOrMinusOneIsInvalid")),
        ("BoundaryLint", Words("Owned|Borrowed|Taken|Releases|NoEscape|Retained|NativeStatus|MapsNativeStatus|LastError|Blocking|Fast|CallsBack|NotInCallback|ThreadAffine|ThreadSafe|NativeText|Count|Bytes", isAttribute: true)),
    ];

    public static async Task<Solution> ApplyAsync(Document document, TextSpan classSpan, BoundCode code, BindingStyle style, CancellationToken cancellationToken)
    {
        var root = (CompilationUnitSyntax)(await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false))!;
        var declaration = root.FindNode(classSpan).FirstAncestorOrSelf<ClassDeclarationSyntax>()!;
        var model = (await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false))!;
        var isNested = declaration.Parent is TypeDeclarationSyntax;
        var members = isNested ? code.Members.AddRange(code.Types) : code.Members;
        var (text, usings) = (await document.GetTextAsync(cancellationToken).ConfigureAwait(false), Needed(members));
        var newLine = MemberText.NewLineOf(root);
        var changed = text.WithChanges(Changes(declaration, text, members, style, newLine));
        var newRoot = (CompilationUnitSyntax)await CSharpSyntaxTree.ParseText(changed, (CSharpParseOptions)document.Project.ParseOptions!, cancellationToken: cancellationToken)
            .GetRootAsync(cancellationToken).ConfigureAwait(false);
        foreach (var needed in usings.Where(needed => !IsImported(model, declaration.OpenBraceToken.SpanStart + 1, needed)))
        {
            newRoot = UsingDirectives.Add(newRoot, needed);
        }

        var solution = document.Project.Solution.WithDocumentText(document.Id, SourceText.From(newRoot.ToFullString(), text.Encoding ?? Encoding.UTF8));
        solution = await KeepMarksAsync(solution, document.Id, root, cancellationToken).ConfigureAwait(false);
        foreach (var linked in document.GetLinkedDocumentIds())
        {
            solution = solution.WithDocumentText(linked, SourceText.From(newRoot.ToFullString(), text.Encoding ?? Encoding.UTF8));
        }

        return isNested || code.Types.IsEmpty
            ? solution
            : await WriteTypesAsync(solution, document, root, declaration, code.Types, newLine, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Gives the classes of the new text the annotations of the old ones, by which Fix All finds its places.</summary>
    private static async Task<Solution> KeepMarksAsync(Solution solution, DocumentId id, SyntaxNode before, CancellationToken cancellationToken)
    {
        var marked = before.DescendantNodes().OfType<ClassDeclarationSyntax>().Where(type => type.ContainsAnnotations).ToList();
        if (marked.Count == 0 || await solution.GetDocument(id)!.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false) is not { } after)
        {
            return solution;
        }

        var counterparts = new Dictionary<SyntaxNode, SyntaxNode>();
        foreach (var type in marked)
        {
            var parts = PartsOf(after, PathOf(type));
            var place = PartsOf(before, PathOf(type)).IndexOf(type);
            if (place < parts.Count)
            {
                counterparts[parts[place]] = type;
            }
        }

        return solution.WithDocumentSyntaxRoot(id, after.ReplaceNodes(counterparts.Keys, (original, rewritten) => counterparts[original].CopyAnnotationsTo(rewritten)!));
    }

    private static List<ClassDeclarationSyntax> PartsOf(SyntaxNode root, string path) =>
        root.DescendantNodes().OfType<ClassDeclarationSyntax>().Where(type => PathOf(type) == path).ToList();

    private static string PathOf(ClassDeclarationSyntax type) => string.Join(".", type.AncestorsAndSelf().Select(scope => scope switch
    {
        BaseTypeDeclarationSyntax named => named.Identifier.ValueText,
        BaseNamespaceDeclarationSyntax named => named.Name.ToString(),
        _ => "",
    }));

    private static IEnumerable<TextChange> Changes(ClassDeclarationSyntax declaration, SourceText text, ImmutableArray<string> members, BindingStyle style, string newLine)
    {
        // Generated declarations are partial methods, whose class and all classes around it have to be partial too.
        var isUnsafe = members.Any(member => Code(member).Any(line => line.Contains("*")));
        foreach (var type in style.UsesLibraryImport ? declaration.AncestorsAndSelf().OfType<TypeDeclarationSyntax>().Reverse() : [])
        {
            var partial = type.Modifiers.FirstOrDefault(modifier => modifier.IsKind(SyntaxKind.PartialKeyword));
            var words = type == declaration && isUnsafe && !declaration.AncestorsAndSelf().OfType<TypeDeclarationSyntax>().Any(IsUnsafe) ? "unsafe " : "";
            if (partial == default)
            {
                yield return new TextChange(new TextSpan(type.Keyword.SpanStart, 0), words + "partial ");
            }
            else if (words.Length > 0)
            {
                yield return new TextChange(new TextSpan(partial.SpanStart, 0), words);
            }
        }

        var line = text.Lines.GetLineFromPosition(declaration.SpanStart).ToString();
        var indentation = line.Substring(0, line.Length - line.TrimStart().Length);
        var unit = indentation.Contains("\t") ? "\t" : "    ";
        var close = declaration.CloseBraceToken;
        var closeLine = text.Lines.GetLineFromPosition(close.SpanStart);
        var isAlone = string.IsNullOrWhiteSpace(text.ToString(TextSpan.FromBounds(closeLine.Start, close.SpanStart)));
        var written = Lay(members, indentation + unit, unit, newLine);
        var isFirst = string.IsNullOrWhiteSpace(text.ToString(TextSpan.FromBounds(declaration.OpenBraceToken.Span.End, close.SpanStart)));
        yield return isAlone
            ? new TextChange(new TextSpan(closeLine.Start, 0), (isFirst ? "" : newLine) + written)
            : new TextChange(TextSpan.FromBounds(EndOfText(text, close.SpanStart), close.SpanStart), newLine + (isFirst ? "" : newLine) + written + indentation);
    }

    private static bool IsUnsafe(TypeDeclarationSyntax type) => type.Modifiers.Any(SyntaxKind.UnsafeKeyword);

    // Blanks before a closing brace on the same line go.
    private static int EndOfText(SourceText text, int position)
    {
        while (position > 0 && text[position - 1] is ' ' or '\t')
        {
            position--;
        }

        return position;
    }

    private static async Task<Solution> WriteTypesAsync(
        Solution solution, Document document, CompilationUnitSyntax root, ClassDeclarationSyntax declaration, ImmutableArray<string> types, string newLine, CancellationToken cancellationToken)
    {
        var name = declaration.Identifier.ValueText + ".Types.cs";
        var scopes = declaration.Ancestors().OfType<BaseNamespaceDeclarationSyntax>().Reverse().ToList();
        var path = string.Join(".", scopes.Select(scope => scope.Name.ToString()));
        var existing = document.Project.Documents.FirstOrDefault(other => other.Name == name && other.Folders.SequenceEqual(document.Folders));
        if (existing is not null && await existing.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false) is CompilationUnitSyntax present)
        {
            return solution.WithDocumentText(existing.Id, SourceText.From(Continue(present, path, types, newLine), Encoding.UTF8));
        }

        var text = new StringBuilder();
        foreach (var needed in Needed(types))
        {
            text.Append("using ").Append(needed).Append(";\n");
        }

        text.Append(text.Length == 0 ? "" : "\n");
        var isFileScoped = scopes.Any(scope => scope is FileScopedNamespaceDeclarationSyntax);
        if (path.Length == 0 || isFileScoped)
        {
            text.Append(path.Length == 0 ? "" : "namespace " + path + ";\n\n").Append(Lay(types, "", "    ", "\n"));
        }
        else
        {
            text.Append("namespace ").Append(path).Append("\n{\n").Append(Lay(types, "    ", "    ", "\n")).Append("}\n");
        }

        var filePath = document.FilePath is { } beside ? beside.Substring(0, beside.LastIndexOfAny(['/', '\\']) + 1) + name : null;
        return solution.GetProject(document.Project.Id)!
            .AddDocument(name, SourceText.From(text.ToString().Replace("\n", newLine), Encoding.UTF8), document.Folders, filePath).Project.Solution;
    }

    /// <summary>The file of types with further ones behind those that it has, in the same namespace.</summary>
    private static string Continue(CompilationUnitSyntax present, string path, ImmutableArray<string> types, string newLine)
    {
        var marked = present;
        foreach (var needed in Needed(types))
        {
            if (!marked.DescendantNodes().OfType<UsingDirectiveSyntax>().Any(directive => directive.Alias is null && directive.Name.ToString() == needed))
            {
                marked = UsingDirectives.Add(marked, needed);
            }
        }

        var text = marked.ToFullString();
        if (marked.Members.OfType<NamespaceDeclarationSyntax>().LastOrDefault(scope => scope.Name.ToString() == path) is { } block)
        {
            return text.Insert(block.CloseBraceToken.SpanStart, newLine + Lay(types, "    ", "    ", newLine));
        }

        return text.TrimEnd() + newLine + newLine + Lay(types, "", "    ", newLine);
    }

    /// <summary>The members one below the other with a blank line between them.</summary>
    private static string Lay(ImmutableArray<string> members, string indentation, string unit, string newLine)
    {
        var text = new StringBuilder();
        foreach (var member in members)
        {
            text.Append(text.Length == 0 ? "" : newLine);
            foreach (var line in member.TrimEnd('\n').Split('\n'))
            {
                var depth = (line.Length - line.TrimStart(' ').Length) / 4;
                text.Append(line.Length == 0 ? "" : indentation).Append(string.Concat(Enumerable.Repeat(unit, depth))).Append(line.TrimStart(' ')).Append(newLine);
            }
        }

        return text.ToString();
    }

    private static List<string> Needed(ImmutableArray<string> members)
    {
        var code = members.SelectMany(Code).ToList();
        return Namespaces.Where(entry => code.Any(line => entry.Mention.IsMatch(line))).Select(entry => entry.Namespace)
            .OrderBy(name => name.StartsWith("System", StringComparison.Ordinal) ? 0 : 1).ThenBy(name => name, StringComparer.Ordinal).ToList();
    }

    private static IEnumerable<string> Code(string member) => member.Split('\n').Where(line => !line.TrimStart().StartsWith("//", StringComparison.Ordinal));

    private static bool IsImported(SemanticModel model, int position, string @namespace)
    {
        var type = @namespace switch
        {
            "System" => "IntPtr",
            "System.Runtime.CompilerServices" => "CallConvCdecl",
            "System.Runtime.InteropServices" => "Marshal",
            "Microsoft.Win32.SafeHandles" => "SafeHandleZeroOrMinusOneIsInvalid",
            _ => "OwnedAttribute",
        };
        return model.LookupNamespacesAndTypes(position, name: type).Any(found => found.ContainingNamespace?.ToDisplayString() == @namespace);
    }

    private static Regex Words(string words, bool isAttribute = false) =>
        new(isAttribute ? @"(?<=[\[,]\s?|return: )(" + words + @")(?=[\],(])" : @"\b(" + words + @")\b", RegexOptions.CultureInvariant);
}
