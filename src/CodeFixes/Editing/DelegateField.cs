using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using Microsoft.CodeAnalysis.Formatting;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Simplification;
using Microsoft.CodeAnalysis.Text;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace BoundaryLint.CodeFixes.Editing;

/// <summary>
/// Puts the delegate that an expression creates into a field: a static readonly field with the expression as its initializer where the target needs nothing of its
/// surroundings, otherwise an instance field that is assigned just before the delegate is used.
/// </summary>
internal sealed class DelegateField
{
    // What was already done to a document: several diagnostics are repaired with one editor.
    private static readonly ConditionalWeakTable<SyntaxEditor, Progress> Editors = new();

    private readonly ExpressionSyntax _creation;
    private readonly SemanticModel _model;
    private readonly INamedTypeSymbol _delegateType;
    private readonly INamedTypeSymbol _containingType;
    private readonly string _baseName;

    private DelegateField(ExpressionSyntax creation, SemanticModel model, INamedTypeSymbol delegateType, INamedTypeSymbol containingType, string baseName, bool isStatic)
    {
        _creation = creation;
        _model = model;
        _delegateType = delegateType;
        _containingType = containingType;
        _baseName = baseName;
        IsStatic = isStatic;
    }

    public bool IsStatic { get; }

    /// <summary>Plans the field for <paramref name="creation"/>, or returns null where a field cannot hold the delegate.</summary>
    public static DelegateField? Plan(ExpressionSyntax creation, SemanticModel model, bool isStatic, string name, CancellationToken cancellationToken)
    {
        if (TypeOf(creation, model, cancellationToken) is not { } delegateType
            || UsesMethodTypeParameter(delegateType)
            || model.GetEnclosingSymbol(creation.SpanStart, cancellationToken)?.ContainingType is not { } containingType
            || BaseNameOf(name) is not { } baseName)
        {
            return null;
        }

        var isPossible = isStatic
            ? containingType.TypeKind is TypeKind.Class or TypeKind.Struct && MemberOf(creation) is not null && !UsesSurroundings(creation, model, cancellationToken)
            : containingType.TypeKind == TypeKind.Class && HasInstance(creation) && !IsInLoop(creation);
        return isPossible ? new DelegateField(creation, model, delegateType, containingType, baseName, isStatic) : null;
    }

    public void Apply(DocumentEditor editor)
    {
        var progress = Editors.GetOrCreateValue(editor);
        if (!progress.Take(_creation.Span))
        {
            return;
        }

        var name = NewName(progress);
        if (IsStatic)
        {
            InsertField(editor, progress, StaticField(editor.Generator, name));
            editor.ReplaceNode(_creation, IdentifierName(name).WithTriviaFrom(_creation));
            return;
        }

        InsertField(editor, progress, InstanceField(editor.Generator, name));
        if (StatementToPrecede() is not { } statement)
        {
            ExpressionSyntax assignment = AssignmentExpression(SyntaxKind.SimpleAssignmentExpression, IdentifierName(name), _creation.WithoutTrivia());
            if (_creation.Parent is not (ArgumentSyntax or EqualsValueClauseSyntax or AssignmentExpressionSyntax))
            {
                assignment = ParenthesizedExpression(assignment).WithAdditionalAnnotations(Simplifier.Annotation);
            }

            editor.ReplaceNode(_creation, assignment.WithTriviaFrom(_creation).WithAdditionalAnnotations(Formatter.Annotation));
            return;
        }

        // The new statement takes the place at the comments and blank lines above the old one.
        var indentation = statement.GetLeadingTrivia().LastOrDefault();
        var leading = indentation.IsKind(SyntaxKind.WhitespaceTrivia) ? TriviaList(indentation) : TriviaList();
        var isFirst = progress.Precede(statement);
        editor.InsertBefore(
            statement,
            ExpressionStatement(AssignmentExpression(SyntaxKind.SimpleAssignmentExpression, IdentifierName(name), Moved(IndentationOf(statement, isInProgram: false))))
                .WithLeadingTrivia(isFirst ? statement.GetLeadingTrivia() : leading)
                .WithTrailingTrivia(NewLine));
        if (isFirst)
        {
            editor.ReplaceNode(statement, (current, _) => current.WithLeadingTrivia(leading));
        }

        editor.ReplaceNode(_creation, IdentifierName(name).WithTriviaFrom(_creation));
    }

    private SyntaxTrivia NewLine => EndOfLine(_creation.SyntaxTree.GetText().Lines[0] is { } line && line.EndIncludingLineBreak - line.End == 2 ? "\r\n" : "\n");

    /// <summary>The expression with its further lines moved as far as its first one when that comes to stand on a line of the given indentation.</summary>
    private ExpressionSyntax Moved(string indentation)
    {
        var text = _creation.SyntaxTree.GetText();
        var line = text.Lines.GetLineFromPosition(_creation.SpanStart).ToString();
        var old = line.Substring(0, line.Length - line.TrimStart().Length);
        var inner = _creation.DescendantTrivia().Where(trivia =>
            trivia.IsKind(SyntaxKind.WhitespaceTrivia)
            && text.Lines.GetLineFromPosition(trivia.SpanStart).Start == trivia.SpanStart
            && trivia.ToString().StartsWith(old, StringComparison.Ordinal));
        return _creation.ReplaceTrivia(inner, (trivia, _) => Whitespace(indentation + trivia.ToString().Substring(old.Length))).WithoutTrivia();
    }

    /// <summary>The white space before a node, or in the class behind a top-level program, which has no members yet, four blanks.</summary>
    private static string IndentationOf(SyntaxNode node, bool isInProgram)
    {
        if (isInProgram && node.Parent is CompilationUnitSyntax)
        {
            return "    ";
        }

        var last = node.GetLeadingTrivia().LastOrDefault();
        return last.IsKind(SyntaxKind.WhitespaceTrivia) ? last.ToString() : "";
    }

    private static INamedTypeSymbol? TypeOf(ExpressionSyntax creation, SemanticModel model, CancellationToken cancellationToken)
    {
        for (var operation = model.GetOperation(creation, cancellationToken); operation is not null && operation.Syntax.Span == creation.Span; operation = operation.Parent)
        {
            if (operation is IDelegateCreationOperation { Type: INamedTypeSymbol { TypeKind: TypeKind.Delegate, IsAnonymousType: false } type })
            {
                return type;
            }
        }

        return null;
    }

    private static bool UsesMethodTypeParameter(ITypeSymbol type) => type switch
    {
        ITypeParameterSymbol parameter => parameter.TypeParameterKind == TypeParameterKind.Method,
        IArrayTypeSymbol array => UsesMethodTypeParameter(array.ElementType),
        INamedTypeSymbol named => named.TypeArguments.Any(UsesMethodTypeParameter) || (named.ContainingType is { } outer && UsesMethodTypeParameter(outer)),
        _ => false,
    };

    /// <summary>The member of the type, or the statement of a top-level program, that contains the expression.</summary>
    private static MemberDeclarationSyntax? MemberOf(SyntaxNode node)
    {
        var member = node.FirstAncestorOrSelf<MemberDeclarationSyntax>();
        return member is { Parent: TypeDeclarationSyntax or CompilationUnitSyntax } and not TypeDeclarationSyntax ? member : null;
    }

    /// <summary>Whether an expression names something that exists only inside the method, so that it cannot be a field's initializer.</summary>
    private static bool UsesSurroundings(ExpressionSyntax creation, SemanticModel model, CancellationToken cancellationToken)
    {
        foreach (var name in creation.DescendantNodesAndSelf().OfType<SimpleNameSyntax>())
        {
            var isLocal = model.GetSymbolInfo(name, cancellationToken).Symbol switch
            {
                ILocalSymbol or IParameterSymbol or IRangeVariableSymbol or IMethodSymbol { MethodKind: MethodKind.LocalFunction } => true,
                ITypeParameterSymbol { TypeParameterKind: TypeParameterKind.Method } => true,
                _ => false,
            };
            if (isLocal && model.GetSymbolInfo(name, cancellationToken).Symbol!.Locations is { IsEmpty: false } places && !creation.Span.Contains(places[0].SourceSpan))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether fields of the instance can be assigned where the expression stands.</summary>
    private static bool HasInstance(ExpressionSyntax creation)
    {
        foreach (var ancestor in creation.Ancestors())
        {
            switch (ancestor)
            {
                case AnonymousFunctionExpressionSyntax lambda when lambda.Modifiers.Any(SyntaxKind.StaticKeyword):
                case LocalFunctionStatementSyntax function when function.Modifiers.Any(SyntaxKind.StaticKeyword):
                case ConstructorInitializerSyntax or AttributeSyntax:
                    return false;
                case BaseMethodDeclarationSyntax method:
                    return method is MethodDeclarationSyntax or ConstructorDeclarationSyntax or DestructorDeclarationSyntax && !method.Modifiers.Any(SyntaxKind.StaticKeyword);
                case BasePropertyDeclarationSyntax property:
                    // An initializer runs before there is an instance.
                    return !property.Modifiers.Any(SyntaxKind.StaticKeyword)
                        && (property as PropertyDeclarationSyntax)?.Initializer?.Span.Contains(creation.Span) != true;
                case MemberDeclarationSyntax:
                    return false;
            }
        }

        return false;
    }

    /// <summary>In a loop each round would drop the delegate of the one before.</summary>
    private static bool IsInLoop(ExpressionSyntax creation)
    {
        foreach (var ancestor in creation.Ancestors())
        {
            switch (ancestor)
            {
                case ForStatementSyntax or CommonForEachStatementSyntax or WhileStatementSyntax or DoStatementSyntax:
                    return true;
                case MemberDeclarationSyntax:
                    return false;
            }
        }

        return false;
    }

    private static string? BaseNameOf(string name)
    {
        var trimmed = name.TrimStart('_', '@');
        if (trimmed.StartsWith("s_", StringComparison.Ordinal) || trimmed.StartsWith("m_", StringComparison.Ordinal))
        {
            trimmed = trimmed.Substring(2);
        }

        return SyntaxFacts.IsValidIdentifier(trimmed) ? char.ToLowerInvariant(trimmed[0]) + trimmed.Substring(1) : null;
    }

    /// <summary>A free name in the style of the type's other private fields.</summary>
    private string NewName(Progress progress)
    {
        var prefix = IsStatic ? "s_" : "_";
        var isPascal = false;
        foreach (var field in _containingType.GetMembers().OfType<IFieldSymbol>())
        {
            if (field is { DeclaredAccessibility: Accessibility.Private, IsConst: false, IsImplicitlyDeclared: false } && field.IsStatic == IsStatic && field.Name.Length > 1)
            {
                prefix = field.Name.StartsWith("s_", StringComparison.Ordinal) || field.Name.StartsWith("m_", StringComparison.Ordinal)
                    ? field.Name.Substring(0, 2)
                    : field.Name[0] == '_' ? "_" : "";
                isPascal = char.IsUpper(field.Name[0]);
                break;
            }
        }

        var capitalized = char.ToUpperInvariant(_baseName[0]) + _baseName.Substring(1);
        var stem = prefix + (isPascal ? capitalized : _baseName);
        if (isPascal && !_model.LookupNamespacesAndTypes(_creation.SpanStart, name: stem).IsEmpty)
        {
            // A member with the name of a type would hide it.
            stem = prefix + "Kept" + capitalized;
        }

        if (SyntaxFacts.GetKeywordKind(stem) != SyntaxKind.None)
        {
            stem += "Callback";
        }

        for (var number = 1; ; number++)
        {
            var name = number == 1 ? stem : stem + number;
            if (_containingType.GetMembers(name).IsEmpty
                && _containingType.Name != name
                && _model.LookupSymbols(_creation.SpanStart, name: name).IsEmpty
                && progress.Reserve(_containingType, name))
            {
                return name;
            }
        }
    }

    private FieldDeclarationSyntax StaticField(SyntaxGenerator generator, string name)
    {
        var modifiers = TokenList(Token(SyntaxKind.PrivateKeyword), Token(SyntaxKind.StaticKeyword));
        if (NeedsUnsafe())
        {
            modifiers = modifiers.Add(Token(SyntaxKind.UnsafeKeyword));
        }

        var declarator = VariableDeclarator(name).WithInitializer(EqualsValueClause(Moved(IndentationOf(MemberOf(_creation)!, isInProgram: true))));
        return Declaration(modifiers.Add(Token(SyntaxKind.ReadOnlyKeyword)), (TypeSyntax)generator.TypeExpression(_delegateType), declarator);
    }

    private FieldDeclarationSyntax InstanceField(SyntaxGenerator generator, string name)
    {
        var modifiers = TokenList(Token(SyntaxKind.PrivateKeyword));
        var constructor = _creation.Ancestors().FirstOrDefault(node => node is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or MemberDeclarationSyntax)
            as ConstructorDeclarationSyntax;
        var type = (TypeSyntax)generator.TypeExpression(_delegateType);
        var isAlwaysAssigned = constructor is not null
            && _containingType.InstanceConstructors.Count(one => !one.IsImplicitlyDeclared) == 1
            && (constructor.ExpressionBody is not null || StatementToPrecede()?.Parent == constructor.Body);
        if (constructor is not null)
        {
            modifiers = modifiers.Add(Token(SyntaxKind.ReadOnlyKeyword));
        }

        if (!isAlwaysAssigned && _model.GetNullableContext(_creation.SpanStart).AnnotationsEnabled())
        {
            type = NullableType(type);
        }

        return Declaration(modifiers, type, VariableDeclarator(name));
    }

    private FieldDeclarationSyntax Declaration(SyntaxTokenList modifiers, TypeSyntax type, VariableDeclaratorSyntax declarator) =>
        FieldDeclaration(default, modifiers, VariableDeclaration(type, SingletonSeparatedList(declarator)))
            .WithLeadingTrivia(Whitespace(IndentationOf(MemberOf(_creation)!, isInProgram: true)))
            .WithTrailingTrivia(NewLine)
            .WithAdditionalAnnotations(Formatter.Annotation);

    /// <summary>Whether the expression only compiles because the method that it leaves is unsafe.</summary>
    private bool NeedsUnsafe()
    {
        var usesPointers = _delegateType.DelegateInvokeMethod is { } invoke
            && (IsPointer(invoke.ReturnType) || invoke.Parameters.Any(parameter => IsPointer(parameter.Type)));
        usesPointers |= _creation.DescendantNodes().Any(node =>
            node is PointerTypeSyntax or FunctionPointerTypeSyntax
            || node.IsKind(SyntaxKind.PointerIndirectionExpression)
            || node.IsKind(SyntaxKind.AddressOfExpression)
            || node.IsKind(SyntaxKind.PointerMemberAccessExpression));
        return usesPointers
            && _creation.Ancestors().OfType<TypeDeclarationSyntax>().All(type => !type.Modifiers.Any(SyntaxKind.UnsafeKeyword))
            && !_creation.DescendantNodesAndSelf().OfType<AnonymousFunctionExpressionSyntax>().Any(lambda => lambda.Modifiers.Any(SyntaxKind.UnsafeKeyword));
    }

    private static bool IsPointer(ITypeSymbol type) => type.TypeKind is TypeKind.Pointer or TypeKind.FunctionPointer;

    private void InsertField(DocumentEditor editor, Progress progress, FieldDeclarationSyntax field)
    {
        var member = MemberOf(_creation)!;
        if (member.Parent is not TypeDeclarationSyntax type)
        {
            InsertInProgram(editor, progress, (CompilationUnitSyntax)member.Parent!, field);
            return;
        }

        var members = type.Members;
        var anchor = -1;
        if (IsStatic)
        {
            // Static initializers run in the order of the text: one that calls code may reach this field.
            anchor = members.IndexOf(candidate => candidate == member && candidate is BaseFieldDeclarationSyntax or PropertyDeclarationSyntax { Initializer: not null } || RunsCode(candidate));
        }

        if (anchor < 0 && members.LastIndexOf(candidate => candidate is FieldDeclarationSyntax) is var last and >= 0)
        {
            // The fields of several diagnostics stand in the order of the text.
            var anchorName = ((FieldDeclarationSyntax)members[last]).Declaration.Variables[0].Identifier.ValueText;
            if (progress.Follow(members[last], field) is { } followers)
            {
                editor.ReplaceNode(type, (current, _) =>
                {
                    var currentType = (TypeDeclarationSyntax)current;
                    var index = currentType.Members.IndexOf(candidate => (candidate as FieldDeclarationSyntax)?.Declaration.Variables[0].Identifier.ValueText == anchorName);
                    return currentType.WithMembers(currentType.Members.InsertRange(index + 1, followers));
                });
            }

            return;
        }

        var next = members[anchor < 0 ? 0 : anchor];
        var startsWithBlankLine = next.GetLeadingTrivia().FirstOrDefault().IsKind(SyntaxKind.EndOfLineTrivia);
        var isBesideFields = next is FieldDeclarationSyntax;
        if (startsWithBlankLine && isBesideFields && progress.Precede(next))
        {
            field = field.WithLeadingTrivia(field.GetLeadingTrivia().Insert(0, NewLine));
            editor.ReplaceNode(next, (current, _) => current.WithLeadingTrivia(current.GetLeadingTrivia().Skip(1)));
        }
        else if (!isBesideFields && progress.Precede(next))
        {
            field = startsWithBlankLine ? field.WithLeadingTrivia(field.GetLeadingTrivia().Insert(0, NewLine)) : field;
            if (!startsWithBlankLine)
            {
                editor.ReplaceNode(next, (current, _) => current.WithLeadingTrivia(current.GetLeadingTrivia().Insert(0, NewLine)));
            }
        }

        editor.InsertBefore(next, field);
    }

    private static bool RunsCode(MemberDeclarationSyntax member) => member switch
    {
        FieldDeclarationSyntax field => field.Modifiers.Any(SyntaxKind.StaticKeyword) && field.Declaration.Variables.Any(variable => Calls(variable.Initializer)),
        PropertyDeclarationSyntax property => property.Modifiers.Any(SyntaxKind.StaticKeyword) && Calls(property.Initializer),
        _ => false,
    };

    private static bool Calls(EqualsValueClauseSyntax? initializer) => initializer is not null && initializer
        .DescendantNodes(node => node is not AnonymousFunctionExpressionSyntax)
        .Any(node => node is InvocationExpressionSyntax or BaseObjectCreationExpressionSyntax);

    /// <summary>A top-level program has a class behind it that may be written in parts.</summary>
    private void InsertInProgram(DocumentEditor editor, Progress progress, CompilationUnitSyntax unit, FieldDeclarationSyntax field)
    {
        if (unit.Members.OfType<ClassDeclarationSyntax>().FirstOrDefault(type => type.Identifier.ValueText == _containingType.Name && type.Modifiers.Any(SyntaxKind.PartialKeyword))
            is { } part)
        {
            editor.ReplaceNode(part, (current, _) => ((ClassDeclarationSyntax)current).WithMembers(((ClassDeclarationSyntax)current).Members.Insert(0, field)));
            return;
        }

        progress.ProgramFields.Add(field);
        if (progress.ProgramFields.Count == 1)
        {
            editor.ReplaceNode(unit, (current, _) => ((CompilationUnitSyntax)current).AddMembers(
                ClassDeclaration(_containingType.Name)
                    .AddModifiers(Token(SyntaxKind.PartialKeyword))
                    .WithMembers(List<MemberDeclarationSyntax>(progress.ProgramFields))
                    .WithLeadingTrivia(NewLine)
                    .WithTrailingTrivia(NewLine)
                    .WithAdditionalAnnotations(Formatter.Annotation)));
        }
    }

    /// <summary>The statement before which the field can be assigned; null where only an assignment in place keeps the order of evaluation.</summary>
    private StatementSyntax? StatementToPrecede()
    {
        if (_creation.Ancestors().FirstOrDefault(node => node is StatementSyntax or AnonymousFunctionExpressionSyntax or ArrowExpressionClauseSyntax) is not StatementSyntax statement
            || statement is not (ExpressionStatementSyntax or LocalDeclarationStatementSyntax or ReturnStatementSyntax or IfStatementSyntax)
            || statement.Parent is not (BlockSyntax or SwitchSectionSyntax))
        {
            return null;
        }

        foreach (var name in _creation.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>())
        {
            if (_model.GetSymbolInfo(name).Symbol is ILocalSymbol { Locations: { IsEmpty: false } places }
                && statement.Span.Contains(places[0].SourceSpan)
                && !_creation.Span.Contains(places[0].SourceSpan))
            {
                return null;
            }
        }

        // The receiver of a method group is evaluated with it.
        return _creation.DescendantNodesAndSelf(node => node is not AnonymousFunctionExpressionSyntax).Any(node => node is InvocationExpressionSyntax or ElementAccessExpressionSyntax)
            ? null
            : statement;
    }

    private sealed class Progress
    {
        private readonly List<TextSpan> _taken = [];
        private readonly HashSet<(string Type, string Name)> _names = [];
        private readonly HashSet<SyntaxNode> _preceded = [];
        private readonly Dictionary<SyntaxNode, List<MemberDeclarationSyntax>> _followers = [];

        public List<FieldDeclarationSyntax> ProgramFields { get; } = [];

        /// <summary>False when the expression, or one around it, was moved before.</summary>
        public bool Take(TextSpan span)
        {
            if (_taken.Any(span.OverlapsWith))
            {
                return false;
            }

            _taken.Add(span);
            return true;
        }

        public bool Reserve(INamedTypeSymbol type, string name) => _names.Add((type.MetadataName, name));

        /// <summary>Adds a field behind <paramref name="anchor"/>; the first time it returns the list of all that will stand there.</summary>
        public List<MemberDeclarationSyntax>? Follow(SyntaxNode anchor, MemberDeclarationSyntax field)
        {
            var isNew = !_followers.TryGetValue(anchor, out var list);
            if (isNew)
            {
                _followers.Add(anchor, list = []);
            }

            list!.Add(field);
            return isNew ? list : null;
        }

        /// <summary>True the first time that something is put before <paramref name="node"/>.</summary>
        public bool Precede(SyntaxNode node) => _preceded.Add(node);
    }
}
