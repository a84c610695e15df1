using System;

namespace BoundaryLint.Headers;

/// <summary>
/// The part that reads what <c>sizeof</c>, <c>offsetof</c> and the address operator apply to: expressions of which the type and the place matter, not the value,
/// such as <c>((struct event *)0)->padding</c>.
/// </summary>
internal sealed partial class IntegerExpression
{
    /// <summary>The type of an expression; with its address if it names a place, else with its value; both only where they are constant.</summary>
    private readonly struct Operand(CType? type, bool isPlace, long? value)
    {
        public CType? Type { get; } = type;

        /// <summary>The expression names a place in memory: <see cref="Value"/> is its address.</summary>
        public bool IsPlace { get; } = isPlace;

        public long? Value { get; } = value;

        /// <summary>The value as a pointer: an array stands for the address of its first element, and what a place holds is not known.</summary>
        public long? PointerValue => !IsPlace || Type?.Canonical is CArrayType ? Value : null;
    }

    private CInteger ReadSizeof(bool isAlignment)
    {
        Position++;
        var inner = Position + 1;
        CType? type;
        if (Current == TokenKind.OpenParen && TryReadType(ref inner, out var named))
        {
            // What starts with a type is one; reading it a second time as an expression would double the work at each level of nesting.
            Position = inner;
            failed |= !Accept(TokenKind.CloseParen);
            type = named;
        }
        else
        {
            // The operand is not evaluated: what is unknown in it does no harm as long as its type is known.
            skipped++;
            type = ReadOperand().Type;
            skipped--;
        }

        return (isAlignment ? type?.Alignment : type?.Size) is { } size ? new CInteger(size, isUnsigned: true, target.Model.PointerSize) : Fail();
    }

    /// <summary>The address that <c>&amp;</c> takes, behind the operator.</summary>
    private CInteger ReadAddress() =>
        ReadOperand() is { IsPlace: true, Value: { } address } ? new CInteger(address, isUnsigned: false, target.Model.PointerSize) : Fail();

    /// <summary><c>offsetof(type, member.inner[3])</c>, from its parenthesis on.</summary>
    private CInteger ReadOffsetof()
    {
        var inner = Position + 1;
        if (!TryReadType(ref inner, out var type) || inner + 1 >= end || tokens[inner].Kind != TokenKind.Comma)
        {
            return SkipCall();
        }

        Position = inner;
        var place = ReadPostfix(MemberOf(new Operand(type, isPlace: true, 0)));
        if (!Accept(TokenKind.CloseParen))
        {
            failed = true;
        }

        return place is { IsPlace: true, Value: { } offset } ? new CInteger(offset, isUnsigned: true, target.Model.PointerSize) : Fail();
    }

    private Operand ReadOperand()
    {
        if (++depth > MaximumDepth)
        {
            failed = true;
            Position = end;
            return default;
        }

        Operand operand;
        switch (Current)
        {
            case TokenKind.Star:
                Position++;
                var pointer = ReadOperand();
                operand = new Operand(pointer.Type?.Element, isPlace: true, pointer.PointerValue);
                break;
            case TokenKind.Ampersand:
                Position++;
                var place = ReadOperand();
                operand = new Operand(place.Type is { } type ? target.PointerTo(type) : null, isPlace: false, place.IsPlace ? place.Value : null);
                break;
            default:
                operand = ReadPostfix(ReadPrimary());
                break;
        }

        depth--;
        return operand;
    }

    private Operand ReadPrimary()
    {
        switch (Current)
        {
            case TokenKind.OpenParen:
                var inner = Position + 1;
                if (TryReadType(ref inner, out var type))
                {
                    Position = inner;
                    failed |= !Accept(TokenKind.CloseParen);
                    return new Operand(type, isPlace: false, ReadOperand().PointerValue);
                }

                Position++;
                var operand = ReadOperand();
                if (!Accept(TokenKind.CloseParen))
                {
                    failed = true;
                }

                return operand;
            case TokenKind.String:
                return ReadStringOperand();
            default:
                var value = ReadUnary();
                return new Operand(value.Size == 0 ? null : target.Basic(value.Size == 8 ? CBasicKind.LongLong : CBasicKind.Int), isPlace: false, value.Bits);
        }
    }

    private Operand ReadStringOperand()
    {
        long length = 1;
        var isPlain = true;
        for (; Current == TokenKind.String; Position++)
        {
            isPlain &= tokens[Position].Text[0] == '"' && TryUnquote(tokens[Position].Text, out _);
            length += TryUnquote(tokens[Position].Text, out var text) ? text.Length : 0;
        }

        return isPlain ? new Operand(new CArrayType(target.Basic(CBasicKind.Char), length, isFlexible: false, roundsSize: false), isPlace: true, null) : default;
    }

    private Operand ReadPostfix(Operand operand)
    {
        while (true)
        {
            switch (Current)
            {
                case TokenKind.Dot:
                    operand = MemberOf(operand);
                    break;
                case TokenKind.Arrow:
                    operand = MemberOf(new Operand(operand.Type?.Element, isPlace: true, operand.PointerValue));
                    break;
                case TokenKind.OpenBracket:
                    Position++;
                    var index = ReadConditional();
                    if (!Accept(TokenKind.CloseBracket))
                    {
                        failed = true;
                        return default;
                    }

                    var element = operand.Type?.Canonical.Element;
                    operand = new Operand(element, isPlace: true, operand.PointerValue + (element?.Size * index.Bits));
                    break;
                default:
                    return operand;
            }
        }
    }

    /// <summary>The member that is named behind the token at the position, be it a dot, an arrow or the comma of <c>offsetof</c>.</summary>
    private Operand MemberOf(Operand record)
    {
        var name = Position + 1 < end && tokens[Position + 1].IsName ? tokens[Position + 1].Text : null;
        Position = Math.Min(end, Position + 2);
        if (name is null)
        {
            failed = true;
            return default;
        }

        if (record.Type?.Canonical is CRecord { IsComplete: true } found)
        {
            foreach (var member in found.FlatMembers)
            {
                if (member.Name == name && member.BitWidth is null)
                {
                    return new Operand(member.Type, isPlace: true, record.Value + member.Offset);
                }
            }
        }

        return default;
    }
}
