using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BoundaryLint.Suite.Tests;

/// <summary>The same program in another shape of C#. What is wrong in it stays wrong.</summary>
public enum Shape
{
    /// <summary>All types lie in another type.</summary>
    NestedTypes,

    /// <summary>Each class is in two files.</summary>
    PartialTypes,

    /// <summary>Classes are records.</summary>
    Records,

    /// <summary>The program begins with statements of another file.</summary>
    TopLevelStatements,

    /// <summary>The body of each method is that of a local function.</summary>
    LocalFunctions,

    /// <summary>The body of each method is that of a lambda.</summary>
    Lambdas,

    /// <summary>Methods without a result wait for something first.</summary>
    AsyncMethods,

    /// <summary>Methods without a result are iterators.</summary>
    Iterators,

    /// <summary>Imports are <c>LibraryImport</c>.</summary>
    GeneratedImports,

    /// <summary>Imports are <c>DllImport</c>.</summary>
    RuntimeImports,

    /// <summary>Native functions are fetched by name and called through delegates.</summary>
    Delegates,

    /// <summary>Native functions are fetched by name and called through function pointers.</summary>
    FunctionPointers,
}

/// <summary>Writes programs in other shapes. A shape that a program cannot have does not compile, or changes nothing.</summary>
internal static class ExampleShapes
{
    /// <summary>The files of <paramref name="text"/> in another shape; null where there is nothing to change.</summary>
    public static List<(string Path, string Text)>? Write(string text, Shape shape)
    {
        var root = CSharpSyntaxTree.ParseText(text, new CSharpParseOptions(LanguageVersion.Latest)).GetCompilationUnitRoot();
        List<(string Path, string Text)> files = shape switch
        {
            Shape.NestedTypes => [("/example.cs", Nested(root))],
            Shape.PartialTypes => [("/example.cs", Half(root, isFirst: true)), ("/other.cs", Half(root, isFirst: false))],
            Shape.GeneratedImports or Shape.RuntimeImports => [("/example.cs", new Imports(shape == Shape.GeneratedImports).Visit(root).ToFullString())],
            Shape.Delegates or Shape.FunctionPointers => [("/example.cs", new Fetched(shape == Shape.Delegates).Visit(root).ToFullString())],
            Shape.Records => [("/example.cs", new Records().Visit(root).ToFullString())],
            Shape.TopLevelStatements => [("/example.cs", text), ("/begin.cs", "System.Console.WriteLine();\n")],
            _ => [("/example.cs", new Bodies(shape).Visit(root).ToFullString())],
        };
        return files is [var only] && only.Text == text ? null : files;
    }

    private static string Nested(CompilationUnitSyntax root)
    {
        var members = string.Concat(TypesOf(root).Select(static type => type.ToFullString()));
        return Rebuilt(root, "public static partial class Around\n{\n" + members + "\n}\n");
    }

    private static string Half(CompilationUnitSyntax root, bool isFirst)
    {
        var types = TypesOf(root).Select(type => type is ClassDeclarationSyntax { Members.Count: > 1 } declared ? HalfOf(declared, isFirst) : isFirst ? type : null);
        return Rebuilt(isFirst ? root : root.WithAttributeLists(default), string.Concat(types.Select(static type => type?.ToFullString())));
    }

    private static ClassDeclarationSyntax HalfOf(ClassDeclarationSyntax type, bool isFirst)
    {
        var half = type.Members.Count / 2;
        var members = isFirst ? type.Members.Take(half) : type.Members.Skip(half);
        var partial = type.Modifiers.Any(SyntaxKind.PartialKeyword) ? type : type.WithModifiers(type.Modifiers.Add(SyntaxFactory.Token(SyntaxKind.PartialKeyword).WithTrailingTrivia(SyntaxFactory.Space)));
        partial = partial.WithMembers(SyntaxFactory.List(members));
        return isFirst ? partial : partial.WithBaseList(null).WithAttributeLists(default).WithIdentifier(partial.Identifier.WithTrailingTrivia(SyntaxFactory.ElasticLineFeed)).WithParameterList(null);
    }

    private static IEnumerable<MemberDeclarationSyntax> TypesOf(CompilationUnitSyntax root) =>
        root.Members is [BaseNamespaceDeclarationSyntax space] ? space.Members : root.Members;

    private static string Rebuilt(CompilationUnitSyntax root, string types)
    {
        var head = root.Externs.ToFullString() + root.Usings.ToFullString() + root.AttributeLists.ToFullString();
        return root.Members is [BaseNamespaceDeclarationSyntax space]
            ? head + "namespace " + space.Name + "\n{\n" + space.Usings.ToFullString() + types + "\n}\n"
            : head + types;
    }

    private sealed class Records : CSharpSyntaxRewriter
    {
        public override SyntaxNode? VisitClassDeclaration(ClassDeclarationSyntax node) => node.Modifiers.Any(SyntaxKind.StaticKeyword)
            ? base.VisitClassDeclaration(node)
            : SyntaxFactory.RecordDeclaration(
                node.AttributeLists, node.Modifiers, SyntaxFactory.Token(SyntaxKind.RecordKeyword).WithTriviaFrom(node.Keyword), node.Identifier, node.TypeParameterList, node.ParameterList,
                node.BaseList, node.ConstraintClauses, node.OpenBraceToken, node.Members, node.CloseBraceToken, node.SemicolonToken);
    }

    private sealed class Imports(bool isGenerated) : CSharpSyntaxRewriter
    {
        public override SyntaxNode? VisitClassDeclaration(ClassDeclarationSyntax node)
        {
            var changed = (ClassDeclarationSyntax)base.VisitClassDeclaration(node)!;
            return changed.ToFullString() == node.ToFullString() || changed.Modifiers.Any(SyntaxKind.PartialKeyword)
                ? changed
                : changed.WithModifiers(changed.Modifiers.Add(SyntaxFactory.Token(SyntaxKind.PartialKeyword).WithTrailingTrivia(SyntaxFactory.Space)));
        }

        public override SyntaxNode? VisitMethodDeclaration(MethodDeclarationSyntax node)
        {
            var (from, to) = isGenerated ? (SyntaxKind.ExternKeyword, SyntaxKind.PartialKeyword) : (SyntaxKind.PartialKeyword, SyntaxKind.ExternKeyword);
            if (node.Modifiers.FirstOrDefault(modifier => modifier.IsKind(from)) is not { RawKind: not 0 } old
                || node.AttributeLists.SelectMany(static list => list.Attributes).FirstOrDefault(attribute => attribute.Name.ToString() == (isGenerated ? "DllImport" : "LibraryImport")) is not { } attribute)
            {
                return node;
            }

            // "partial" has to be the last of them.
            var modifiers = node.Modifiers.Remove(old).Add(SyntaxFactory.Token(to).WithTrailingTrivia(SyntaxFactory.Space));
            var arguments = attribute.ArgumentList!.Arguments.Select(static argument => argument.ToString()).ToList();
            var convention = isGenerated && arguments.Remove("CallingConvention = CallingConvention.Cdecl")
                ? "System.Runtime.InteropServices.UnmanagedCallConv(CallConvs = new[] { typeof(System.Runtime.CompilerServices.CallConvCdecl) }), "
                : "";
            var import = convention + (isGenerated ? "LibraryImport" : "DllImport") + "(" + string.Join(", ", arguments.Select(Translated)) + ")";
            return SyntaxFactory.ParseMemberDeclaration(node.WithModifiers(modifiers).ToFullString().Replace(attribute.ToString(), import, StringComparison.Ordinal));
        }

        private static string Translated(string argument) => argument switch
        {
            "CharSet = CharSet.Unicode" => "StringMarshalling = StringMarshalling.Utf16",
            "StringMarshalling = StringMarshalling.Utf16" => "CharSet = CharSet.Unicode",
            _ => argument,
        };
    }

    private sealed class Fetched(bool isDelegate) : CSharpSyntaxRewriter
    {
        // What is said of how the runtime finds and calls an import, a delegate type does not take.
        private static readonly string[] OfImports = ["DllImport", "LibraryImport", "DefaultDllImportSearchPaths", "SuppressGCTransition", "UnmanagedCallConv"];

        // What a field may say of the function that it holds.
        private static readonly string[] OfFunctions = ["Blocking", "CallsBack", "Fast", "LastError", "NotInCallback", "ThreadAffine", "ThreadSafe"];

        public override SyntaxNode? VisitClassDeclaration(ClassDeclarationSyntax node) => Replaced(node);

        public override SyntaxNode? VisitStructDeclaration(StructDeclarationSyntax node) => Replaced(node);

        public override SyntaxNode? VisitRecordDeclaration(RecordDeclarationSyntax node) => Replaced(node);

        // Whoever calls through a pointer is unsafe.
        public override SyntaxNode? VisitMethodDeclaration(MethodDeclarationSyntax node) =>
            node.Modifiers.Any(SyntaxKind.AsyncKeyword) || node.DescendantNodes().OfType<YieldStatementSyntax>().Any() ? node : Unsafe(node);

        public override SyntaxNode? VisitConstructorDeclaration(ConstructorDeclarationSyntax node) => Unsafe(node);

        public override SyntaxNode? VisitDestructorDeclaration(DestructorDeclarationSyntax node) => Unsafe(node);

        public override SyntaxNode? VisitPropertyDeclaration(PropertyDeclarationSyntax node) => Unsafe(node);

        public override SyntaxNode? VisitFieldDeclaration(FieldDeclarationSyntax node) => Unsafe(node);

        private MemberDeclarationSyntax Unsafe(MemberDeclarationSyntax member)
        {
            if (isDelegate || member.Modifiers.Any(SyntaxKind.UnsafeKeyword) || member.Modifiers.Any(SyntaxKind.ConstKeyword))
            {
                return member;
            }

            var bare = member.WithoutLeadingTrivia();
            var marked = bare.AttributeLists.Count > 0
                ? bare.WithModifiers(bare.Modifiers.Insert(0, SyntaxFactory.Token(SyntaxKind.UnsafeKeyword).WithTrailingTrivia(SyntaxFactory.Space)))
                : Parse("unsafe " + bare.ToFullString());
            return marked.WithLeadingTrivia(member.GetLeadingTrivia());
        }

        private TypeDeclarationSyntax Replaced(TypeDeclarationSyntax node) =>
            node.WithMembers(SyntaxFactory.List(node.Members.SelectMany(member => member is MethodDeclarationSyntax method && ImportOf(method) is { } import ? Members(method, import) : [(MemberDeclarationSyntax)Visit(member)])));

        private static IEnumerable<AttributeSyntax> Attributes(MethodDeclarationSyntax method) =>
            method.AttributeLists.Where(static list => list.Target is null).SelectMany(static list => list.Attributes);

        private static AttributeSyntax? ImportOf(MethodDeclarationSyntax method) =>
            Attributes(method).FirstOrDefault(static attribute => attribute.Name.ToString() is "DllImport" or "LibraryImport");

        private static string? Named(AttributeSyntax attribute, string name) =>
            attribute.ArgumentList!.Arguments.FirstOrDefault(argument => argument.NameEquals?.Name.ToString() == name)?.Expression.ToString();

        private IEnumerable<MemberDeclarationSyntax> Members(MethodDeclarationSyntax method, AttributeSyntax import)
        {
            const string Interop = "System.Runtime.InteropServices.";
            var library = import.ArgumentList!.Arguments[0].Expression;
            var name = method.Identifier.Text;
            var entry = Named(import, "EntryPoint") ?? $"\"{name}\"";
            var address = $"{Interop}NativeLibrary.GetExport({Interop}NativeLibrary.Load({library}), {entry})";
            if (isDelegate)
            {
                var convention = Named(import, "CallingConvention") ?? $"{Interop}CallingConvention.Cdecl";
                var characters = Named(import, "StringMarshalling") == "StringMarshalling.Utf16" ? $"{Interop}CharSet.Unicode" : Named(import, "CharSet");
                var settings = (characters is null ? "" : $", CharSet = {characters}") + (Named(import, "SetLastError") is { } last ? $", SetLastError = {last}" : "");
                var results = method.AttributeLists.Where(static list => list.Target is not null).Select(static list => list.ToString());
                var own = Attributes(method).Where(static attribute => !OfImports.Contains(attribute.Name.ToString())).Select(static attribute => $"[{attribute}]");
                var parameters = Named(import, "StringMarshalling") == "StringMarshalling.Utf8" ? (ParameterListSyntax)new Utf8Strings().Visit(method.ParameterList) : method.ParameterList;
                var result = Named(import, "StringMarshalling") == "StringMarshalling.Utf8" && method.ReturnType.ToString() is "string" or "string?" ? $"[return: {Utf8Strings.Attribute}] " : "";
                yield return Parse($"[{Interop}UnmanagedFunctionPointer({convention}{settings})] {string.Concat(own.Concat(results))} {result}internal unsafe delegate {method.ReturnType} {name}Function{parameters};\n");
                yield return Parse($"internal static readonly {name}Function {name} = {Interop}Marshal.GetDelegateForFunctionPointer<{name}Function>({address});\n");
                yield break;
            }

            var isShort = method.AttributeLists.ToString().Contains("SuppressGCTransition", StringComparison.Ordinal) ? ", SuppressGCTransition" : "";
            var types = string.Join(", ", method.ParameterList.Parameters.Select(static parameter => $"{parameter.Modifiers} {parameter.Type}").Append(method.ReturnType.ToString()));
            var calls = Named(import, "CallingConvention") is { } stated && stated.EndsWith("StdCall", StringComparison.Ordinal) ? "Stdcall" : "Cdecl";
            var type = $"delegate* unmanaged[{calls}{isShort}]<{types}>";
            var said = string.Concat(Attributes(method).Where(static attribute => OfFunctions.Contains(attribute.Name.ToString())).Select(static attribute => $"[{attribute}] "));
            yield return Parse($"{said}internal static readonly unsafe {type} {name} = ({type}){address};\n");
        }

        private static MemberDeclarationSyntax Parse(string text) => SyntaxFactory.ParseMemberDeclaration(text)!;

        private sealed class Utf8Strings : CSharpSyntaxRewriter
        {
            public const string Attribute = "System.Runtime.InteropServices.MarshalAs(System.Runtime.InteropServices.UnmanagedType.LPUTF8Str)";

            public override SyntaxNode? VisitParameter(ParameterSyntax node) => node.Type?.ToString() is "string" or "string?" && node.AttributeLists.Count == 0
                ? SyntaxFactory.ParseParameterList($"([{Attribute}] {node})").Parameters[0]
                : node;
        }
    }

    private sealed class Bodies(Shape shape) : CSharpSyntaxRewriter
    {
        public override SyntaxNode? VisitMethodDeclaration(MethodDeclarationSyntax node)
        {
            var isVoid = node.ReturnType.ToString() == "void";
            if (node.ReturnType is RefTypeSyntax
                || node.Modifiers.Any(SyntaxKind.AsyncKeyword)
                || node.Modifiers.Any(SyntaxKind.OverrideKeyword)
                || node.DescendantNodes().OfType<YieldStatementSyntax>().Any()
                || (node.Body is null && node.ExpressionBody is null)
                || (shape is Shape.AsyncMethods or Shape.Iterators && (!isVoid || node.Identifier.Text == "Main")))
            {
                return node;
            }

            var body = node.Body?.Statements.ToFullString() ?? (isVoid || node.ExpressionBody!.Expression is ThrowExpressionSyntax ? "" : "return ") + node.ExpressionBody!.Expression + ";\n";
            return shape switch
            {
                Shape.LocalFunctions => With(node, (isVoid ? "" : "return ") + $"Inner();\n{node.ReturnType} Inner()\n{{\n{body}}}\n"),
                Shape.Lambdas => With(
                    node,
                    (isVoid ? "System.Action" : $"System.Func<{node.ReturnType.ToString()}>") + $" inner = () =>\n{{\n{body}}};\n" + (isVoid ? "" : "return ") + "inner();\n"),
                Shape.AsyncMethods => With(node, "await System.Threading.Tasks.Task.Yield();\n" + body)
                    .WithReturnType(SyntaxFactory.ParseTypeName("async System.Threading.Tasks.Task ")),
                _ => With(node, body + "yield break;\n").WithReturnType(SyntaxFactory.ParseTypeName("System.Collections.Generic.IEnumerable<int> ")),
            };
        }

        private static MethodDeclarationSyntax With(MethodDeclarationSyntax node, string statements) =>
            node.WithExpressionBody(null).WithSemicolonToken(default).WithBody((BlockSyntax)SyntaxFactory.ParseStatement("\n{\n" + statements + "}\n"));
    }
}
