using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Threading;

namespace BoundaryLint.Headers;

// Chapter 5: the list is cut into declarations. The three chapters after it read what a declaration is made of.

/// <summary>
/// Reads the declarations of a preprocessed header. It is tolerant: what it does not understand is skipped up to the end of the declaration and reported,
/// and a name that nothing explains makes unknown what depends on it, and nothing else.
/// This part holds the declarations and what is said about them; the other parts read types, declarators and attributes.
/// </summary>
internal sealed partial class DeclarationParser : IConstantScope
{
    private readonly Preprocessor preprocessor;
    private readonly TargetProfile target;
    private readonly ProblemList problems;
    private readonly CancellationToken cancellationToken;
    private readonly IReadOnlyList<HeaderFile> files;
    private readonly DeclarationComments comments;

    private readonly Dictionary<string, CType> typeNames = new(StringComparer.Ordinal);
    private readonly Dictionary<string, CType> tags = new(StringComparer.Ordinal);
    private readonly Dictionary<string, CUnknownType> unknownTypes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> functionIndexes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> releasersByFamily = new(StringComparer.Ordinal);
    private readonly List<BoundaryFact> factBuffer = new();

    // The tokens that are being read: the header's, or for a moment those of a macro's body.
    private Token[] tokens;
    private int count;
    private int position;
    private int linkageBlocks;
    private int nesting;

    public DeclarationParser(Preprocessor preprocessor, TargetProfile target, ProblemList problems, CancellationToken cancellationToken)
    {
        this.preprocessor = preprocessor;
        this.target = target;
        this.problems = problems;
        this.cancellationToken = cancellationToken;
        files = preprocessor.Files;
        tokens = preprocessor.Output.Items;
        count = preprocessor.Output.Count;
        comments = new DeclarationComments(files);
    }

    public List<CFunction> Functions { get; } = new();

    public List<CRecord> Records { get; } = new();

    public List<CEnum> Enums { get; } = new();

    public List<CTypedef> Typedefs { get; } = new();

    public List<CVariable> Variables { get; } = new();

    public List<CConstant> Constants { get; } = new();

    public List<BoundaryFact> HeaderFacts { get; } = new();

    public Dictionary<string, CInteger> EnumeratorValues { get; } = new(StringComparer.Ordinal);

    public bool IsCPlusPlus { get; private set; }

    public bool RefusesTarget { get; private set; }

    private TokenKind Current => position < count ? tokens[position].Kind : TokenKind.EndOfFile;

    public void Run()
    {
        if (preprocessor.CPlusPlusInclude is { } include)
        {
            FoundCPlusPlus(include);
        }

        while (position < count && !IsCPlusPlus)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var start = position;
            ReadExternal();
            if (position == start)
            {
                position++;
            }
        }

        if (IsCPlusPlus)
        {
            return;
        }

        LinkEnumsToCarriers();
        LinkOwnershipFamilies();
        EvaluateMacros();
        comments.ReadDetached(preprocessor.Inactive, HeaderFacts, problems);
    }

    bool IConstantScope.TryGetValue(string name, out CInteger value) => EnumeratorValues.TryGetValue(name, out value);

    int IConstantScope.ExpressionDepth { get; set; }

    bool IConstantScope.TryReadType(Token[] source, ref int at, int end, out CType type)
    {
        // The expression may come from elsewhere than the header's own tokens, so the reader is moved there and back.
        var saved = (tokens, count, position);
        (tokens, count, position) = (source, end, at);
        problems.Muted++;
        type = null!;
        var isType = StartsKnownType(position);
        if (isType)
        {
            type = ReadTypeName();
            at = position;
        }

        problems.Muted--;
        (tokens, count, position) = saved;
        return isType;
    }

    private TokenKind KindAt(int index) => index >= 0 && index < count ? tokens[index].Kind : TokenKind.EndOfFile;

    private string TextAt(int index) => index >= 0 && index < count ? tokens[index].Text : string.Empty;

    private bool Accept(TokenKind kind)
    {
        if (Current != kind)
        {
            return false;
        }

        position++;
        return true;
    }

    private HeaderLocation LocationAt(int index)
    {
        if (count == 0)
        {
            return default;
        }

        return LocationOf(tokens[Math.Max(0, Math.Min(index, count - 1))]);
    }

    private HeaderLocation LocationOf(in Token token) => new(files[token.File], token.Start, LengthOf(token));

    // A token out of a macro stands where the macro is used, and covers the name that stands there.
    private int LengthOf(in Token token)
    {
        if ((token.Traits & TokenTraits.FromMacro) == 0)
        {
            return token.Text.Length;
        }

        var text = files[token.File].Text;
        var end = token.Start;
        while (end < text.Length && (char.IsLetterOrDigit(text[end]) || text[end] == '_'))
        {
            end++;
        }

        return Math.Max(1, end - token.Start);
    }

    // ---- Skipping ----

    /// <summary>The index of the bracket that closes the one at <paramref name="open"/>, or the end.</summary>
    private int Match(int open)
    {
        var depth = 0;
        for (var index = open; index < count; index++)
        {
            switch (tokens[index].Kind)
            {
                case TokenKind.OpenParen or TokenKind.OpenBracket or TokenKind.OpenBrace:
                    depth++;
                    break;
                case TokenKind.CloseParen or TokenKind.CloseBracket or TokenKind.CloseBrace:
                    if (--depth == 0)
                    {
                        return index;
                    }

                    break;
                case TokenKind.Semicolon when tokens[open].Kind != TokenKind.OpenBrace && depth == 1:
                    // No declaration has a semicolon between parentheses or brackets: they are unbalanced.
                    return index;
            }
        }

        return count;
    }

    private void SkipMatched() => position = Math.Min(count, Match(position) + 1);

    /// <summary>Skips to a comma, a semicolon or a closing bracket of the surrounding construct.</summary>
    private void SkipExpression()
    {
        while (position < count)
        {
            switch (Current)
            {
                case TokenKind.Comma or TokenKind.Semicolon or TokenKind.CloseBrace or TokenKind.CloseParen or TokenKind.CloseBracket:
                    return;
                case TokenKind.OpenParen or TokenKind.OpenBracket or TokenKind.OpenBrace:
                    SkipMatched();
                    break;
                default:
                    position++;
                    break;
            }
        }
    }

    /// <summary>Skips the rest of a declaration that is not understood: to its semicolon or its body, but not beyond the block that it stands in.</summary>
    private void Recover()
    {
        while (position < count)
        {
            switch (Current)
            {
                case TokenKind.Semicolon:
                    position++;
                    return;
                case TokenKind.CloseBrace:
                    return;
                case TokenKind.OpenBrace:
                    SkipMatched();
                    if (Current is not (TokenKind.Semicolon or TokenKind.Comma or TokenKind.Identifier or TokenKind.Star) || tokens[position].StartsLine)
                    {
                        return;
                    }

                    break;
                default:
                    position++;
                    break;
            }
        }
    }

    private void ReportSkipped(int at, string what)
    {
        problems.Add(CProblemKind.Skipped, LocationAt(at), what);
    }

    private void FoundCPlusPlus(int at) => FoundCPlusPlus(LocationAt(at));

    private void FoundCPlusPlus(HeaderLocation location)
    {
        if (problems.Muted == 0 && !IsCPlusPlus)
        {
            IsCPlusPlus = true;
            problems.Add(
                CProblemKind.CPlusPlus,
                location,
                "this is a C++ header; BoundaryLint reads C: set language = \"C\" in cbindgen.toml (or run cbindgen --lang c), "
                + "and put what only C++ understands between #ifdef __cplusplus and #endif");
            position = count;
        }
    }

    // ---- Declarations ----

    private void ReadExternal()
    {
        switch (Current)
        {
            case TokenKind.Semicolon:
                position++;
                return;
            case TokenKind.CloseBrace:
                if (linkageBlocks > 0)
                {
                    linkageBlocks--;
                }
                else
                {
                    ReportSkipped(position, "a closing brace that closes nothing");
                }

                position++;
                return;
            case TokenKind.Extern when KindAt(position + 1) == TokenKind.String:
                position += 2;
                if (Accept(TokenKind.OpenBrace))
                {
                    linkageBlocks++;
                    return;
                }

                break;
            case TokenKind.StaticAssert:
                ReadStaticAssert();
                return;
            case TokenKind.Asm:
                Recover();
                return;
            case TokenKind.Identifier when IsCPlusPlusHere():
                FoundCPlusPlus(position);
                return;
        }

        ReadDeclaration();
    }

    private bool IsCPlusPlusHere()
    {
        var next = KindAt(position + 1);
        return TextAt(position) switch
        {
            "namespace" => next is TokenKind.Identifier or TokenKind.OpenBrace,
            "template" => next == TokenKind.Less,
            "class" => next == TokenKind.Identifier && KindAt(position + 2) is TokenKind.OpenBrace or TokenKind.Semicolon or TokenKind.Colon,
            "using" => next == TokenKind.Identifier && KindAt(position + 2) is TokenKind.Assign or TokenKind.ColonColon or TokenKind.Identifier,
            _ => next == TokenKind.ColonColon,
        };
    }

    private void ReadStaticAssert()
    {
        var at = position++;
        if (Current == TokenKind.OpenParen)
        {
            var close = Match(position);
            var end = position + 1;
            while (end < close && tokens[end].Kind != TokenKind.Comma)
            {
                end = tokens[end].Kind == TokenKind.OpenParen ? Match(end) + 1 : end + 1;
            }

            if (end <= close && IntegerExpression.TryEvaluate(tokens, position + 1, end, target, this, out var value) && value.IsZero)
            {
                Refuse(at, "a static assertion of the header does not hold on this target");
            }
        }

        Recover();
    }

    private void Refuse(int at, string message)
    {
        if (problems.Muted == 0)
        {
            RefusesTarget = true;
            problems.Add(CProblemKind.ErrorDirective, LocationAt(at), message);
        }
    }

    private void ReadDeclaration()
    {
        var start = position;
        var specifiers = default(Specifiers);
        ReadSpecifiers(ref specifiers, Place.File);
        if (IsCPlusPlus)
        {
            return;
        }

        if (Current is TokenKind.Semicolon or TokenKind.EndOfFile)
        {
            DescribeDefinition(specifiers, start, position);
            position++;
            return;
        }

        if (specifiers.Type is null)
        {
            SkipWithoutType(start);
            return;
        }

        ReadDeclarators(specifiers, start);
    }

    private void SkipWithoutType(int start)
    {
        if (Current == TokenKind.Identifier && KindAt(position + 1) == TokenKind.OpenParen)
        {
            ReportSkipped(position, $"'{TextAt(position)}(…)' is a macro that no given header defines; what it declares is unknown");
        }
        else if (Current == TokenKind.CloseBrace)
        {
            // Nothing but annotations before the end of a block.
            return;
        }
        else
        {
            ReportSkipped(start, $"a declaration is expected before '{TextAt(position)}'");
        }

        Recover();
    }

    private void ReadDeclarators(Specifiers specifiers, int start)
    {
        // The definition inside `typedef struct { … } X;` is described by the same comment.
        var isFirst = true;
        while (true)
        {
            var declarator = new Declarator { Convention = specifiers.Convention };
            var at = position;
            declarator.Type = ReadDeclarator(specifiers.Type!, ref declarator, Place.File);
            if (IsCPlusPlus)
            {
                return;
            }

            if (declarator.Name is null)
            {
                if (position < count && tokens[position].StartsLine && specifiers.Definition is not null)
                {
                    // The semicolon behind a definition is missing.
                    DescribeDefinition(specifiers, start, position);
                    return;
                }

                ReportSkipped(at, $"a name is expected before '{TextAt(position)}'");
                DescribeDefinition(specifiers, start, at);
                Recover();
                return;
            }

            ReadTrailing(ref declarator, isMember: false);
            var end = position;
            if (Current == TokenKind.Assign)
            {
                position++;
                SkipExpression();
                end = position;
            }

            var hasBody = Current == TokenKind.OpenBrace && declarator.Type.Canonical.Class == CTypeClass.Function;
            Declare(specifiers, declarator, start, end, hasBody, isFirst);
            isFirst = false;
            if (hasBody)
            {
                SkipMatched();
                return;
            }

            if (Accept(TokenKind.Semicolon) || position >= count)
            {
                return;
            }

            if (!Accept(TokenKind.Comma))
            {
                if (tokens[position].StartsLine && StartsDeclaration(position))
                {
                    ReportSkipped(position, "a semicolon is missing before this declaration");
                    return;
                }

                ReportSkipped(position, $"'{TextAt(position)}' is not expected here; the rest of the declaration was skipped");
                Recover();
                return;
            }
        }
    }

    private bool StartsDeclaration(int index) => KindAt(index) is TokenKind.Typedef or TokenKind.Extern or TokenKind.Static or TokenKind.CloseBrace
        || StartsKnownType(index);

    private void Declare(in Specifiers specifiers, in Declarator declarator, int start, int end, bool hasBody, bool isFirst)
    {
        factBuffer.Clear();
        var comment = comments.Attach(tokens, start, end, factBuffer, HeaderFacts, problems);
        if (isFirst && specifiers.Definition is not null)
        {
            Describe(specifiers.Definition, comment, factBuffer);
        }

        if (specifiers.IsTypedef)
        {
            DeclareTypedef(specifiers, declarator, comment);
        }
        else if (declarator.Type.Canonical is CFunctionType)
        {
            DeclareFunction(specifiers, declarator, start, end, hasBody, comment);
        }
        else
        {
            AddValueAttributes(specifiers.Attributes, declarator.Name, factBuffer);
            AddValueAttributes(declarator.Attributes, declarator.Name, factBuffer);
            CheckTargets(ImmutableArray<CParameter>.Empty, factBuffer);
            var type = declarator.Type;
            Variables.Add(new CVariable(declarator.Name!, type, specifiers.IsStatic, declarator.Location, comment, factBuffer.ToImmutableArray()));
        }
    }

    /// <summary>A definition without a declarator: <c>struct X { … };</c></summary>
    private void DescribeDefinition(in Specifiers specifiers, int start, int end)
    {
        if (specifiers.Definition is null)
        {
            return;
        }

        factBuffer.Clear();
        var comment = comments.Attach(tokens, start, end, factBuffer, HeaderFacts, problems);
        CheckTargets(ImmutableArray<CParameter>.Empty, factBuffer);
        AddValueAttributes(specifiers.Attributes, null, factBuffer);
        Describe(specifiers.Definition, comment, factBuffer);
    }

    private static void Describe(CType definition, Comment? comment, List<BoundaryFact> facts)
    {
        switch (definition)
        {
            case CRecord record:
                record.Comment ??= comment;
                record.Facts = record.Facts.AddRange(facts);
                break;
            case CEnum item:
                item.Comment ??= comment;
                item.Facts = item.Facts.AddRange(facts);
                break;
        }
    }

    private void DeclareTypedef(in Specifiers specifiers, in Declarator declarator, Comment? comment)
    {
        var name = declarator.Name!;
        var alignment = declarator.Alignment != 0 ? declarator.Alignment : specifiers.Definition is null ? specifiers.Alignment : 0;
        var type = new CTypedefType(name, Limit(declarator.Type), alignment);
        if (ReferenceEquals(Unqualified(declarator.Type), specifiers.Definition) || Unqualified(declarator.Type) is CRecord or CEnum)
        {
            switch (Unqualified(declarator.Type))
            {
                case CRecord record:
                    record.AliasName ??= name;
                    break;
                case CEnum item:
                    item.AliasName ??= name;
                    break;
            }
        }

        if (typeNames.TryGetValue(name, out var known) && !known.IsUnknown)
        {
            // Headers repeat typedefs; C demands that they agree.
            return;
        }

        typeNames[name] = type;
        AddValueAttributes(declarator.Attributes, name, factBuffer);
        var function = declarator.Type.Canonical as CFunctionType ?? declarator.Type.Canonical.Element?.Canonical as CFunctionType;
        CheckTargets(function?.Parameters ?? ImmutableArray<CParameter>.Empty, factBuffer, hasResult: function is not null);
        Typedefs.Add(new CTypedef(type, declarator.Location, comment, factBuffer.ToImmutableArray()));
    }

    private static CType Unqualified(CType type) => type is CQualifiedType qualified ? qualified.Unqualified : type;

    private void DeclareFunction(in Specifiers specifiers, in Declarator declarator, int start, int end, bool hasBody, Comment? comment)
    {
        var name = declarator.Name!;
        var type = (CFunctionType)declarator.Type.Canonical;
        if (declarator.Convention != CCallingConvention.Default && type.Convention == CCallingConvention.Default)
        {
            type = type.With(declarator.Convention);
        }

        var facts = new List<BoundaryFact>(factBuffer);
        comments.AttachInside(tokens, start, end, type.Parameters, facts, problems);
        AddFunctionAttributes(specifiers.Attributes, type.Parameters, facts);
        AddFunctionAttributes(declarator.Attributes, type.Parameters, facts);
        CheckTargets(type.Parameters, facts, hasResult: true);
        NoteReleaser(name, facts);

        // What is `extern inline` has an external definition: in today's C this is it, in GNU's older one another file has it.
        var traits = (specifiers.IsStatic ? FunctionTraits.Static : 0) | (specifiers is { IsInline: true, IsExtern: false } ? FunctionTraits.Inline : 0)
            | (hasBody ? FunctionTraits.HasBody : 0) | (declarator.IsUnprototyped ? FunctionTraits.Unprototyped : 0)
            | (name is "_GoStringLen" or "_GoStringPtr" ? FunctionTraits.CgoHelper : 0);
        if (functionIndexes.TryGetValue(name, out var index))
        {
            // The declarations may name their parameters differently: the position is what they share.
            for (var at = 0; at < facts.Count; at++)
            {
                var parameter = facts[at].Target is "" or BoundaryFact.Return ? -1 : IndexOfTarget(type.Parameters, facts[at].Target);
                facts[at] = parameter < 0 ? facts[at] : facts[at].For("#" + (parameter + 1).ToString(System.Globalization.CultureInfo.InvariantCulture));
            }

            Functions[index] = Merge(Functions[index], traits, comment, facts);
            return;
        }

        functionIndexes.Add(name, Functions.Count);
        Functions.Add(MakeFunction(name, declarator.SymbolName ?? name, type, traits, declarator.Location, comment, facts));
    }

    private static CFunction MakeFunction(
        string name, string symbolName, CFunctionType type, FunctionTraits traits, HeaderLocation location, Comment? comment, List<BoundaryFact> facts)
    {
        var parameters = type.Parameters;
        if (facts.Count == 0)
        {
            return new CFunction(
                name, symbolName, type, parameters, traits, location, comment, ImmutableArray<BoundaryFact>.Empty, ImmutableArray<BoundaryFact>.Empty);
        }

        var own = ImmutableArray.CreateBuilder<BoundaryFact>();
        var result = ImmutableArray.CreateBuilder<BoundaryFact>();
        foreach (var fact in facts)
        {
            if (fact.Target.Length == 0)
            {
                own.Add(fact);
            }
            else if (fact.Target == BoundaryFact.Return)
            {
                result.Add(fact);
            }
            else if (IndexOfTarget(parameters, fact.Target) is var index and >= 0)
            {
                parameters = parameters.SetItem(index, parameters[index].With(parameters[index].Facts.Add(fact)));
            }
        }

        return new CFunction(name, symbolName, type, parameters, traits, location, comment, own.ToImmutable(), result.ToImmutable());
    }

    private static int IndexOfTarget(ImmutableArray<CParameter> parameters, string name)
    {
        if (name[0] == '#')
        {
            return int.TryParse(name.Substring(1), out var number) && number >= 1 && number <= parameters.Length ? number - 1 : -1;
        }

        for (var index = 0; index < parameters.Length; index++)
        {
            if (parameters[index].Name == name)
            {
                return index;
            }
        }

        return -1;
    }

    /// <summary>A function that is declared more than once: the first declaration counts, and what is said at any of them.</summary>
    private static CFunction Merge(CFunction first, FunctionTraits traits, Comment? comment, List<BoundaryFact> facts)
    {
        var merged = MakeFunction(first.Name, first.SymbolName, first.Type, first.Traits | traits, first.Location, first.Comment ?? comment, facts);
        var parameters = merged.Parameters;
        for (var index = 0; index < parameters.Length; index++)
        {
            var union = first.Parameters[index].Facts.AddRange(parameters[index].Facts.RemoveRange(0, first.Type.Parameters[index].Facts.Length));
            parameters = parameters.SetItem(index, parameters[index].With(union));
        }

        return new CFunction(
            merged.Name, merged.SymbolName, merged.Type, parameters, merged.Traits, merged.Location, merged.Comment,
            first.Facts.AddRange(merged.Facts), first.ReturnFacts.AddRange(merged.ReturnFacts));
    }

    // ---- What is said about declarations ----

    /// <summary>
    /// Gives facts about values that name no target the result for their target, when there is one, and reports those whose target does not exist.
    /// </summary>
    private void CheckTargets(ImmutableArray<CParameter> parameters, List<BoundaryFact> facts, bool hasResult = false)
    {
        var kept = 0;
        for (var index = 0; index < facts.Count; index++)
        {
            var fact = facts[index];
            if (fact.Target.Length == 0)
            {
                var isAboutResult = hasResult && Vocabulary.TryGetFact(fact.Name, out var shape) && shape.Scope == FactScope.Value;
                facts[kept++] = isAboutResult ? fact.For(BoundaryFact.Return) : fact;
            }
            else if (fact.Source != FactSource.Boundary || (hasResult && fact.Target == BoundaryFact.Return) || IndexOfTarget(parameters, fact.Target) >= 0)
            {
                facts[kept++] = fact;
            }
            else
            {
                problems.Add(CProblemKind.TagWithoutTarget, fact.Location, $"the declaration has no parameter '{fact.Target}'");
            }
        }

        facts.RemoveRange(kept, facts.Count - kept);
    }

    private void AddFunctionAttributes(List<CAttribute>? attributes, ImmutableArray<CParameter> parameters, List<BoundaryFact> facts)
    {
        if (attributes is null)
        {
            return;
        }

        foreach (var attribute in attributes)
        {
            if (!AddBoundaryAttribute(attribute, facts) && !AddFunctionAnnotation(attribute, facts))
            {
                Vocabulary.AddFunctionAttribute(attribute, parameters, facts);
            }
        }
    }

    // An annotation before or behind a function speaks of its result.
    private static bool AddFunctionAnnotation(in CAttribute attribute, List<BoundaryFact> facts)
    {
        var from = facts.Count;
        if (!Vocabulary.AddAnnotation(attribute, facts))
        {
            return false;
        }

        for (var index = from; index < facts.Count; index++)
        {
            facts[index] = facts[index].For(BoundaryFact.Return);
        }

        return true;
    }

    private void AddValueAttributes(List<CAttribute>? attributes, string? name, List<BoundaryFact> facts)
    {
        if (attributes is null)
        {
            return;
        }

        foreach (var attribute in attributes)
        {
            if (!AddBoundaryAttribute(attribute, facts) && !Vocabulary.AddAnnotation(attribute, facts))
            {
                Vocabulary.AddValueAttribute(attribute, name, facts);
            }
        }
    }

    private bool AddBoundaryAttribute(in CAttribute attribute, List<BoundaryFact> facts)
    {
        const string Prefix = "boundary::";
        if (!attribute.Name.StartsWith(Prefix, StringComparison.Ordinal))
        {
            return false;
        }

        var name = attribute.Name.Substring(Prefix.Length);
        if (!BoundaryTags.TryMakeFact(name, attribute.Arguments, attribute.Location, FactSource.Boundary, out var fact, out var problem))
        {
            problems.Add(CProblemKind.BadTag, attribute.Location, problem);
        }
        else if (Vocabulary.TryGetFact(name, out var shape) && shape.Scope == FactScope.Header)
        {
            HeaderFacts.Add(fact);
        }
        else
        {
            facts.Add(fact);
        }

        return true;
    }

    private void NoteReleaser(string function, List<BoundaryFact> facts)
    {
        for (var index = 0; index < facts.Count; index++)
        {
            var fact = facts[index];
            if (fact.Name == "ownership_takes")
            {
                if (!releasersByFamily.ContainsKey(fact.Argument))
                {
                    releasersByFamily.Add(fact.Argument, function);
                }

                facts[index] = new BoundaryFact(fact.Target, "releases", ImmutableArray<string>.Empty, fact.Location, fact.Source);
            }
            else if (fact.Name == "ownership_holds")
            {
                facts[index] = new BoundaryFact(fact.Target, "taken", ImmutableArray<string>.Empty, fact.Location, fact.Source);
            }
        }
    }

    /// <summary>Clang names families of memory; the contract language names the function that releases. Only the whole header connects the two.</summary>
    private void LinkOwnershipFamilies()
    {
        for (var index = 0; index < Functions.Count; index++)
        {
            var function = Functions[index];
            for (var at = 0; at < function.ReturnFacts.Length; at++)
            {
                var fact = function.ReturnFacts[at];
                if (fact.Name != "ownership_returns")
                {
                    continue;
                }

                var facts = releasersByFamily.TryGetValue(fact.Argument, out var releaser)
                    ? function.ReturnFacts.SetItem(at, new BoundaryFact(fact.Target, "owned", ImmutableArray.Create(releaser), fact.Location, fact.Source))
                    : function.ReturnFacts.RemoveAt(at--);
                function = new CFunction(
                    function.Name, function.SymbolName, function.Type, function.Parameters, function.Traits, function.Location, function.Comment,
                    function.Facts, facts);
            }

            Functions[index] = function;
        }
    }

    /// <summary>cbindgen gives <c>enum Mode { … }</c> the names and <c>typedef uint8_t Mode;</c> the type.</summary>
    private void LinkEnumsToCarriers()
    {
        foreach (var item in Enums)
        {
            if (item.Tag is { } tag && typeNames.TryGetValue(tag, out var type) && type.Canonical is CBasicType { Class: CTypeClass.Integer })
            {
                item.AliasName ??= tag;
                item.CarrierType = type;
            }
        }
    }

    // ---- Macros that are constants ----

    private void EvaluateMacros()
    {
        var body = new TokenList(32);
        problems.Muted++;
        foreach (var macro in preprocessor.Macros.Values)
        {
            var isOfHeader = macro.Parameters is null && macro.End > macro.Start
                && !(target.Predefined.TryGetValue(macro.Name, out var predefined) && ReferenceEquals(predefined, macro));
            if (!isOfHeader || ReferenceEquals(macro.File, files[0]) || !MayBeConstant(macro))
            {
                continue;
            }

            cancellationToken.ThrowIfCancellationRequested();
            preprocessor.ExpandBody(macro, body);
            if (body.Count == 0)
            {
                continue;
            }

            var location = new HeaderLocation(macro.File, macro.NameToken.Start, macro.Name.Length);
            if (body.Items[0].Kind == TokenKind.String)
            {
                if (TryJoinStrings(body, out var text))
                {
                    Constants.Add(new CConstant(macro.Name, null, text, location));
                }
            }
            else if (IntegerExpression.TryEvaluate(body.Items, 0, body.Count, target, this, out var value))
            {
                Constants.Add(new CConstant(macro.Name, value, null, location));
            }
            else if (TryReadNumber(body, out var number))
            {
                Constants.Add(new CConstant(macro.Name, number, location));
            }
        }

        problems.Muted--;
    }

    // Most macros that are no constants are told by their first token.
    private static bool MayBeConstant(Macro macro)
    {
        var first = macro.File.Tokens[macro.Start].Kind;
        return first is TokenKind.Number or TokenKind.String or TokenKind.Character or TokenKind.OpenParen or TokenKind.Plus or TokenKind.Minus
            or TokenKind.Tilde or TokenKind.Exclamation or TokenKind.Identifier or TokenKind.Sizeof or TokenKind.Alignof;
    }

    /// <summary>A floating-point literal, with a sign or in parentheses.</summary>
    private static bool TryReadNumber(TokenList body, out double number)
    {
        var (start, end) = (0, body.Count);
        while (end - start > 2 && body.Items[start].Kind == TokenKind.OpenParen && body.Items[end - 1].Kind == TokenKind.CloseParen)
        {
            start++;
            end--;
        }

        var isNegative = end - start == 2 && body.Items[start].Kind == TokenKind.Minus;
        number = 0;
        if (end - start != (isNegative ? 2 : 1) || body.Items[end - 1] is not { Kind: TokenKind.Number, Text: var text })
        {
            return false;
        }

        text = text.TrimEnd('f', 'F', 'l', 'L');
        if (text.IndexOfAny(['x', 'X']) >= 0 || !double.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out number))
        {
            return false;
        }

        number = isNegative ? -number : number;
        return true;
    }

    private static bool TryJoinStrings(TokenList body, out string text)
    {
        text = string.Empty;
        var joined = new StringBuilder();
        for (var index = 0; index < body.Count; index++)
        {
            if (body.Items[index].Kind != TokenKind.String || !IntegerExpression.TryUnquote(body.Items[index].Text, out var part))
            {
                return false;
            }

            joined.Append(part);
        }

        text = joined.ToString();
        return true;
    }
}
