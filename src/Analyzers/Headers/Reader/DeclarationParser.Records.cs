using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using BoundaryLint.Signatures;

namespace BoundaryLint.Headers;

// Chapter 8: structs, unions and enums, whose members are declarations again. Their layout is computed in Model/CLayout.cs.

/// <summary>The part that reads structs, unions and enums.</summary>
internal sealed partial class DeclarationParser
{
    // ---- Structs and unions ----

    private CType ReadRecord(ref Specifiers specifiers)
    {
        var isUnion = Current == TokenKind.Union;
        var at = position++;
        var shape = default(Specifiers);
        if (specifiers.Alignment != 0)
        {
            // __declspec(align) before struct speaks of the struct.
            shape.Alignment = specifiers.Alignment;
        }

        ReadTagAttributes(ref shape);
        string? tag = null;
        var location = LocationAt(at);
        if (Current == TokenKind.Identifier)
        {
            tag = tokens[position].Text;
            location = LocationAt(position++);
        }

        if (Current == TokenKind.Colon && KindAt(position + 1) == TokenKind.Identifier && tag is not null)
        {
            FoundCPlusPlus(position);
            return Unknown(tag);
        }

        CRecord? record = null;
        if (tag is not null && tags.TryGetValue(tag, out var known))
        {
            record = known as CRecord;
        }

        if (record is null)
        {
            record = new CRecord(tag, isUnion, location);
            Records.Add(record);
            if (tag is not null && !tags.ContainsKey(tag))
            {
                tags.Add(tag, record);
            }
        }

        if (Current != TokenKind.OpenBrace)
        {
            return tag is null ? Unknown("struct without a tag") : record;
        }

        if (record.IsComplete)
        {
            // A second definition: the first counts.
            SkipMatched();
            return record;
        }

        specifiers.Definition = record;
        ReadMembers(record, shape, location);
        return record;
    }

    /// <summary>What stands between <c>struct</c> and the tag: attributes, and words that are no tag because a tag follows them.</summary>
    private void ReadTagAttributes(ref Specifiers shape)
    {
        while (position < count)
        {
            if (Current is TokenKind.Attribute or TokenKind.Declspec or TokenKind.Alignas
                || (Current == TokenKind.OpenBracket && KindAt(position + 1) == TokenKind.OpenBracket))
            {
                ReadAttributes(ref shape);
            }
            else if (Current == TokenKind.Identifier && IsAnnotationBeforeTag(position))
            {
                ReadRecordAnnotation(ref shape);
            }
            else
            {
                return;
            }
        }
    }

    /// <summary>Only if a brace follows: <c>struct X (*callback)(void)</c> is no annotation with arguments.</summary>
    private bool IsAnnotationBeforeTag(int index)
    {
        var next = index + 1;
        if (KindAt(next) == TokenKind.OpenParen)
        {
            next = Match(next) + 1;
            if (KindAt(next) == TokenKind.OpenBrace)
            {
                return IsPackingName(TextAt(index));
            }
        }

        if (KindAt(next) == TokenKind.OpenBrace)
        {
            // By the grammar this is the tag, but nobody's struct is called that: cbindgen writes `typedef struct PACKED {`.
            return TextAt(index).Trim('_') == "PACKED";
        }

        // A few words are looked at, no more: a line of thousands is no declaration.
        var isPlain = false;
        var last = index + 24;
        while (next < last && KindAt(next) is TokenKind.Identifier or TokenKind.Attribute or TokenKind.Declspec)
        {
            isPlain = KindAt(next) == TokenKind.Identifier && KindAt(next + 1) != TokenKind.OpenParen;
            next = KindAt(next + 1) == TokenKind.OpenParen ? Match(next + 1) + 1 : next + 1;
        }

        return isPlain && KindAt(next) is TokenKind.OpenBrace;
    }

    /// <summary>An undefined macro before a tag. Its name is the only hint at what it does to the layout.</summary>
    private void ReadRecordAnnotation(ref Specifiers shape)
    {
        var name = tokens[position++].Text;
        var start = position + 1;
        var hasArguments = Current == TokenKind.OpenParen;
        var end = start;
        if (hasArguments)
        {
            end = Match(position);
            SkipMatched();
        }

        if (IsPackingName(name) && name.IndexOf("ALIGN", StringComparison.OrdinalIgnoreCase) < 0)
        {
            shape.IsPacked = true;
        }
        else if (IsPackingName(name) && hasArguments && IntegerExpression.TryEvaluate(tokens, start, end, target, this, out var value) && IsAlignment(value))
        {
            shape.Alignment = Math.Max(shape.Alignment, (int)value.Bits);
        }
        else
        {
            shape.HasUnknownLayout = true;
        }
    }

    private static bool IsPackingName(string name) =>
        name.IndexOf("PACK", StringComparison.OrdinalIgnoreCase) >= 0 || name.IndexOf("ALIGN", StringComparison.OrdinalIgnoreCase) >= 0;

    /// <summary>A packing macro behind the closing brace, once it has been read: the record's layout is made anew.</summary>
    private void ApplyPackingName(string name, CType? definition, int behind)
    {
        if (definition is CRecord record && IsPackingName(name) && KindAt(behind - 2) == TokenKind.CloseBrace)
        {
            if (name.IndexOf("ALIGN", StringComparison.OrdinalIgnoreCase) >= 0)
            {
                record.Complete(record.Members, new CRecordLayout(null, null, 0, []), 0, record.Location);
                return;
            }

            var shapes = new List<CMemberShape>(record.Members.Length);
            foreach (var member in record.Members)
            {
                shapes.Add(new CMemberShape(member.Type, member.BitWidth, member.Name is not null, member.RequiredAlignment, isPacked: false));
            }

            var layout = CLayout.Lay(new CRecordShape(record.IsUnion, isPacked: true, record.Pack, record.RequiredAlignment), shapes, target);
            var members = record.Members.ToBuilder();
            for (var index = 0; index < members.Count; index++)
            {
                members[index] = members[index].At(layout.BitOffsets[index]);
            }

            record.Complete(members.ToImmutable(), layout, 1, record.Location);
        }
    }

    private void ReadMembers(CRecord record, Specifiers shape, HeaderLocation location)
    {
        var brace = position++;
        var members = new List<MemberDraft>();
        if (++nesting > MaximumNesting)
        {
            problems.Add(CProblemKind.Limit, LocationAt(brace), "structs nest too deep");
            position = brace;
            SkipMatched();
            nesting--;
            return;
        }

        var isWhole = true;
        while (position < count && Current != TokenKind.CloseBrace && !IsCPlusPlus)
        {
            var start = position;
            var from = members.Count;
            var isRead = ReadMember(members);
            if (!isWhole && members.Count > from)
            {
                members[from] = members[from].BehindGap();
            }

            isWhole &= isRead;
            if (position == start)
            {
                position++;
            }
        }

        nesting--;
        isWhole &= Accept(TokenKind.CloseBrace);

        // Attributes behind the brace belong to the record as well.
        while (Current is TokenKind.Attribute || (Current == TokenKind.OpenBracket && KindAt(position + 1) == TokenKind.OpenBracket))
        {
            ReadAttributes(ref shape);
        }

        var pack = PackAt(brace);
        var shapes = new List<CMemberShape>(members.Count);
        foreach (var member in members)
        {
            shapes.Add(new CMemberShape(member.Type, member.BitWidth, member.Name is not null, member.Alignment, member.IsPacked));
        }

        var layout = CLayout.Lay(new CRecordShape(record.IsUnion, shape.IsPacked, pack, shape.Alignment), shapes, target);
        if (!isWhole || shape.HasUnknownLayout)
        {
            layout = new CRecordLayout(null, null, 0, shape.HasUnknownLayout ? new long?[members.Count] : KeepPrefix(layout.BitOffsets, members));
        }

        var built = ImmutableArray.CreateBuilder<CMember>(members.Count);
        for (var index = 0; index < members.Count; index++)
        {
            var member = members[index];
            built.Add(new CMember(
                member.Name, member.Type, member.BitWidth, layout.BitOffsets[index], member.Location, member.Comment, member.Facts, member.Alignment));
        }

        record.Complete(built.MoveToImmutable(), layout, shape.IsPacked ? 1 : pack, location);
        if (shape.Attributes is not null)
        {
            factBuffer.Clear();
            AddValueAttributes(shape.Attributes, null, factBuffer);
            record.Facts = factBuffer.ToImmutableArray();
            factBuffer.Clear();
        }
    }

    // A member that could not be read leaves those before it where they are.
    private static long?[] KeepPrefix(long?[] offsets, List<MemberDraft> members)
    {
        var unknown = members.FindIndex(member => member.FollowsGap);
        for (var index = unknown < 0 ? offsets.Length : unknown; index < offsets.Length; index++)
        {
            offsets[index] = null;
        }

        return offsets;
    }

    private int PackAt(int token)
    {
        var changes = preprocessor.PackChanges;
        if (changes.Count == 0 || !ReferenceEquals(tokens, preprocessor.Output.Items))
        {
            return 0;
        }

        var low = 0;
        var high = changes.Count;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (changes[middle].Token <= token)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low == 0 ? 0 : changes[low - 1].Value;
    }

    private bool ReadMember(List<MemberDraft> members)
    {
        if (Accept(TokenKind.Semicolon))
        {
            return true;
        }

        if (Current == TokenKind.StaticAssert)
        {
            ReadStaticAssert();
            return true;
        }

        if (Current == TokenKind.Identifier && KindAt(position + 1) == TokenKind.Colon && TextAt(position) is "public" or "private" or "protected")
        {
            FoundCPlusPlus(position);
            return false;
        }

        var start = position;
        var specifiers = default(Specifiers);
        ReadSpecifiers(ref specifiers, Place.Member);
        if (Current == TokenKind.Semicolon)
        {
            position++;
            var definition = specifiers.Definition;
            if (definition is CRecord { Tag: null })
            {
                AddMember(members, new Declarator { Type = specifiers.Type! }, specifiers, null, start, position - 1);
            }
            else
            {
                DescribeDefinition(specifiers, start, position - 1);
            }

            return true;
        }

        if (specifiers.Type is null)
        {
            if (IsCPlusPlus || Current == TokenKind.CloseBrace)
            {
                return true;
            }

            ReportSkipped(position, $"a member is expected before '{TextAt(position)}'; the layout of the struct is unknown from here on");
            Recover();
            return false;
        }

        return ReadMemberDeclarators(members, specifiers, start);
    }

    private bool ReadMemberDeclarators(List<MemberDraft> members, Specifiers specifiers, int start)
    {
        while (true)
        {
            var declarator = new Declarator { Convention = specifiers.Convention, Type = specifiers.Type! };
            if (Current != TokenKind.Colon)
            {
                declarator.Type = ReadDeclarator(specifiers.Type!, ref declarator, Place.Member);
            }

            int? width = null;
            var isWhole = !IsCPlusPlus;
            if (isWhole && Accept(TokenKind.Colon))
            {
                width = ReadBitWidth();
                isWhole = width is not null;
            }

            ReadTrailing(ref declarator, isMember: true);
            isWhole &= declarator.Name is not null || width is not null;
            if (declarator.Type.Canonical.Class == CTypeClass.Function)
            {
                // Only C++ has functions among the members.
                FoundCPlusPlus(start);
                return false;
            }

            if (!isWhole)
            {
                ReportSkipped(position, $"a member is not understood at '{TextAt(position)}'; the layout of the struct is unknown from here on");
                Recover();
                return false;
            }

            AddMember(members, declarator, specifiers, width, start, position);
            if (Accept(TokenKind.Semicolon))
            {
                return true;
            }

            if (!Accept(TokenKind.Comma))
            {
                ReportSkipped(position, $"'{TextAt(position)}' is not expected in a member; the layout of the struct is unknown from here on");
                Recover();
                return false;
            }
        }
    }

    private int? ReadBitWidth()
    {
        var start = position;
        while (position < count && Current is not (TokenKind.Semicolon or TokenKind.Comma or TokenKind.CloseBrace or TokenKind.Attribute or TokenKind.Assign))
        {
            position = Current is TokenKind.OpenParen ? Match(position) + 1 : position + 1;
        }

        position = Math.Min(position, count);
        return IntegerExpression.TryEvaluate(tokens, start, position, target, this, out var value) && value.Bits is >= 0 and <= 128 ? (int)value.Bits : null;
    }

    private void AddMember(List<MemberDraft> members, in Declarator declarator, in Specifiers specifiers, int? width, int start, int end)
    {
        factBuffer.Clear();
        var comment = comments.Attach(tokens, start, end, factBuffer, HeaderFacts, problems);
        AddValueAttributes(specifiers.Attributes, declarator.Name, factBuffer);
        AddValueAttributes(declarator.Attributes, declarator.Name, factBuffer);
        var callback = declarator.Type.Canonical.Element?.Canonical as CFunctionType;
        CheckTargets(callback?.Parameters ?? ImmutableArray<CParameter>.Empty, factBuffer, hasResult: callback is not null);
        var alignment = Math.Max(declarator.Alignment, specifiers.Definition is null ? specifiers.Alignment : 0);
        members.Add(new MemberDraft
        {
            Name = declarator.Name,
            Type = declarator.Type,
            BitWidth = width,
            Alignment = alignment,
            IsPacked = declarator.IsPacked || specifiers.IsPacked,
            Location = declarator.Name is null ? LocationAt(start) : declarator.Location,
            Comment = comment,
            Facts = factBuffer.ToImmutableArray(),
        });
    }

    private struct MemberDraft
    {
        public string? Name;
        public CType Type;
        public int? BitWidth;
        public int Alignment;
        public bool IsPacked;
        public bool FollowsGap;
        public HeaderLocation Location;
        public Comment? Comment;
        public ImmutableArray<BoundaryFact> Facts;

        public readonly MemberDraft BehindGap()
        {
            var draft = this;
            draft.FollowsGap = true;
            return draft;
        }
    }

    // ---- Enums ----

    private CType ReadEnum(ref Specifiers specifiers)
    {
        var at = position++;
        if (Current == TokenKind.Struct || (Current == TokenKind.Identifier && TextAt(position) == "class" && KindAt(position + 1) == TokenKind.Identifier))
        {
            FoundCPlusPlus(at);
            return Unknown("enum class");
        }

        var shape = default(Specifiers);
        ReadTagAttributes(ref shape);
        string? tag = null;
        var location = LocationAt(at);
        if (Current == TokenKind.Identifier)
        {
            tag = tokens[position].Text;
            location = LocationAt(position++);
        }

        CType? fixedType = null;
        if (Current == TokenKind.Colon && IsUnderlyingType(position + 1))
        {
            position++;
            var underlying = default(Specifiers);
            ReadSpecifiers(ref underlying, Place.TypeName);
            fixedType = underlying.Type ?? Unknown(TextAt(position));
        }

        CEnum? item = null;
        if (tag is not null && tags.TryGetValue(tag, out var known))
        {
            item = known as CEnum;
        }

        if (item is null)
        {
            item = new CEnum(tag, location);
            Enums.Add(item);
            if (tag is not null && !tags.ContainsKey(tag))
            {
                tags.Add(tag, item);
            }
        }

        if (Current != TokenKind.OpenBrace)
        {
            if (fixedType is not null && !item.IsComplete)
            {
                item.Fix(fixedType);
            }

            return tag is null ? Unknown("enum without a tag") : item;
        }

        if (item.IsComplete)
        {
            SkipMatched();
            return item;
        }

        specifiers.Definition = item;
        ReadEnumerators(item, fixedType ?? (item.HasFixedType ? item.UnderlyingType : null), shape, location);
        return item;
    }

    // `enum colour : 3;` is a bit-field without a name.
    private bool IsUnderlyingType(int index) => StartsKnownType(index)
        || (KindAt(index) == TokenKind.Identifier && KindAt(index + 1) is TokenKind.OpenBrace && !EnumeratorValues.ContainsKey(TextAt(index)));

    private void ReadEnumerators(CEnum item, CType? fixedType, Specifiers shape, HeaderLocation location)
    {
        position++;
        var enumerators = ImmutableArray.CreateBuilder<CEnumerator>();
        CInteger? previous = null;
        while (position < count && Current != TokenKind.CloseBrace)
        {
            if (Accept(TokenKind.Comma))
            {
                continue;
            }

            if (Current != TokenKind.Identifier)
            {
                ReportSkipped(position, $"an enumerator is expected before '{TextAt(position)}'");
                var before = position;
                SkipExpression();
                if (position == before || Current is TokenKind.Semicolon)
                {
                    position++;
                }

                previous = null;
                continue;
            }

            var start = position++;
            ReadEnumeratorAttributes();
            var value = enumerators.Count == 0 ? new CInteger(0, isUnsigned: false, 4) : previous is { } last ? Next(last) : (CInteger?)null;
            if (Accept(TokenKind.Assign))
            {
                var expression = position;
                SkipExpression();
                value = IntegerExpression.TryEvaluate(tokens, expression, position, target, this, out var given) ? AsEnumerator(given, fixedType) : null;
            }

            previous = value;
            var name = tokens[start].Text;
            if (value is { } known)
            {
                EnumeratorValues[name] = known;
            }

            factBuffer.Clear();
            var comment = comments.Attach(tokens, start, position, factBuffer, HeaderFacts, problems);
            enumerators.Add(new CEnumerator(name, value, LocationAt(start), comment));
        }

        Accept(TokenKind.CloseBrace);
        while (Current is TokenKind.Attribute)
        {
            ReadAttributes(ref shape);
        }

        var built = enumerators.ToImmutable();
        item.Complete(built, fixedType ?? Underlying(built, shape.IsPacked), fixedType is not null, location);
    }

    private void ReadEnumeratorAttributes()
    {
        var ignored = default(Specifiers);
        while (true)
        {
            if (Current is TokenKind.Attribute || (Current == TokenKind.OpenBracket && KindAt(position + 1) == TokenKind.OpenBracket))
            {
                ReadAttributes(ref ignored);
            }
            else if (Current == TokenKind.Identifier)
            {
                position++;
                if (Current == TokenKind.OpenParen)
                {
                    SkipMatched();
                }
            }
            else
            {
                return;
            }
        }
    }

    /// <summary>An enumerator is an int where its value allows it, and always with Microsoft's compiler.</summary>
    private CInteger AsEnumerator(CInteger value, CType? fixedType)
    {
        if (fixedType?.Canonical is CBasicType { Class: CTypeClass.Integer } basic && basic.Size is <= 8)
        {
            return new CInteger(value.Bits, !basic.IsSigned, (int)basic.Size!);
        }

        if (target.Model.Rules == LayoutRules.Msvc || (!value.IsHuge && value.Bits is >= int.MinValue and <= int.MaxValue))
        {
            return new CInteger(value.Bits, isUnsigned: false, 4);
        }

        return value;
    }

    private CInteger Next(CInteger value)
    {
        if (target.Model.Rules == LayoutRules.Msvc)
        {
            return new CInteger(unchecked(value.Bits + 1), isUnsigned: false, 4);
        }

        if (!value.IsHuge && value.Bits is >= int.MinValue and < int.MaxValue)
        {
            return new CInteger(value.Bits + 1, value.IsUnsigned && value.Size > 4, Math.Max(4, value.Size));
        }

        return value.Size == 4 && value.IsUnsigned && value.Bits < uint.MaxValue
            ? new CInteger(value.Bits + 1, isUnsigned: true, 4)
            : new CInteger(unchecked(value.Bits + 1), value.IsHuge || value.Bits == long.MaxValue, 8);
    }

    private CType? Underlying(ImmutableArray<CEnumerator> enumerators, bool isPacked)
    {
        if (target.Model.Rules == LayoutRules.Msvc)
        {
            return target.Basic(CBasicKind.Int);
        }

        long minimum = 0;
        ulong maximum = 0;
        foreach (var enumerator in enumerators)
        {
            if (enumerator.Value is not { } value)
            {
                return null;
            }

            if (value.IsNegative)
            {
                minimum = Math.Min(minimum, value.Bits);
            }
            else
            {
                maximum = Math.Max(maximum, (ulong)value.Bits);
            }
        }

        if (isPacked && maximum <= (minimum < 0 ? 0x7FFFUL : 0xFFFFUL) && minimum >= short.MinValue)
        {
            var isByte = maximum <= (minimum < 0 ? 0x7FUL : 0xFFUL) && minimum >= sbyte.MinValue;
            return target.Basic(isByte
                ? minimum < 0 ? CBasicKind.SignedChar : CBasicKind.UnsignedChar
                : minimum < 0 ? CBasicKind.Short : CBasicKind.UnsignedShort);
        }

        if (minimum < 0)
        {
            var isInt = maximum <= int.MaxValue && minimum >= int.MinValue;
            return target.Basic(isInt ? CBasicKind.Int : target.Model.LongSize == 8 ? CBasicKind.Long : CBasicKind.LongLong);
        }

        return target.Basic(
            maximum <= uint.MaxValue ? CBasicKind.UnsignedInt : target.Model.LongSize == 8 ? CBasicKind.UnsignedLong : CBasicKind.UnsignedLongLong);
    }
}
