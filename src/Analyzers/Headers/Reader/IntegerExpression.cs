using System;
using System.Globalization;
using BoundaryLint.Signatures;

namespace BoundaryLint.Headers;

// Chapter 2: the arithmetic of C, for the conditions of the preprocessor as well as for enumerators, array lengths and widths of bit-fields.

/// <summary>An integer value with the C type that it has: 32 or 64 bits wide (the narrower types promote to int), signed or not.</summary>
internal readonly struct CInteger : IEquatable<CInteger>
{
    public CInteger(long value, bool isUnsigned, int size)
    {
        Size = size;
        IsUnsigned = isUnsigned;
        Bits = size >= 8 ? value : size == 4 ? isUnsigned ? (uint)value : (int)value
            : size == 2 ? isUnsigned ? (ushort)value : (short)value
            : isUnsigned ? (byte)value : (sbyte)value;
    }

    /// <summary>The value, extended to 64 bits; of an unsigned 64-bit value, its bit pattern.</summary>
    public long Bits { get; }

    public bool IsUnsigned { get; }

    public int Size { get; }

    public bool IsZero => Bits == 0;

    public bool IsNegative => !IsUnsigned && Bits < 0;

    /// <summary>Above what <see cref="long"/> can hold.</summary>
    public bool IsHuge => IsUnsigned && Bits < 0;

    public static CInteger Of(bool value) => new(value ? 1 : 0, isUnsigned: false, 4);

    public bool Equals(CInteger other) => Bits == other.Bits && IsHuge == other.IsHuge;

    public override bool Equals(object? obj) => obj is CInteger other && Equals(other);

    public override int GetHashCode() => Bits.GetHashCode();

    public override string ToString() => IsUnsigned ? ((ulong)Bits).ToString(CultureInfo.InvariantCulture) : Bits.ToString(CultureInfo.InvariantCulture);
}

/// <summary>What an expression may refer to besides literals.</summary>
internal interface IConstantScope
{
    /// <summary>The value of an enumerator or another name.</summary>
    public bool TryGetValue(string name, out CInteger value);

    /// <summary>How deep the expressions around the one that is evaluated nest: types contain expressions, which contain types.</summary>
    public int ExpressionDepth { get; set; }

    /// <summary>Reads a type name, as in a cast or in <c>sizeof</c>, and moves the position behind it.</summary>
    public bool TryReadType(Token[] tokens, ref int position, int end, out CType type);
}

/// <summary>
/// Evaluates an integer constant expression, of <c>#if</c> as well as of declarations, with C's promotions and conversions.
/// Whatever it cannot know makes the whole result unknown, unless it stands in a branch that C does not evaluate.
/// </summary>
internal sealed class IntegerExpression
{
    private const int MaximumDepth = 120;

    private readonly TargetProfile target;
    private readonly IConstantScope? scope;
    private readonly bool isDirective;
    private Token[] tokens = [];
    private int end;
    private int depth;
    private int skipped;
    private bool failed;

    private IntegerExpression(TargetProfile target, IConstantScope? scope)
    {
        this.target = target;
        this.scope = scope;
        isDirective = scope is null;
        depth = scope?.ExpressionDepth ?? 0;
    }

    private int Position { get; set; }

    private TokenKind Current => Position < end ? tokens[Position].Kind : TokenKind.EndOfFile;

    /// <summary>The controlling expression of <c>#if</c>: names that are left are zero, and every value has 64 bits.</summary>
    public static bool TryEvaluateCondition(Token[] tokens, int count, TargetProfile target, out bool isTrue)
    {
        var expression = new IntegerExpression(target, scope: null) { tokens = tokens, end = count };
        var value = expression.ReadConditional();
        isTrue = !value.IsZero;
        return !expression.failed && expression.Position == count;
    }

    /// <summary>A constant expression that must reach to <paramref name="end"/>.</summary>
    public static bool TryEvaluate(Token[] tokens, int start, int end, TargetProfile target, IConstantScope scope, out CInteger value)
    {
        var expression = new IntegerExpression(target, scope) { tokens = tokens, Position = start, end = end };
        value = expression.ReadConditional();
        return !expression.failed && expression.Position == end;
    }

    /// <summary>The value of a string literal without prefix and quotes, as far as it is text.</summary>
    public static bool TryUnquote(string literal, out string value)
    {
        value = string.Empty;
        var quote = literal.IndexOf('"');
        if (quote < 0 || literal.Length < quote + 2)
        {
            return false;
        }

        var builder = new System.Text.StringBuilder(literal.Length);
        for (var index = quote + 1; index < literal.Length - 1;)
        {
            builder.Append((char)(ReadCharacter(literal, literal.Length - 1, ref index) & 0xFFFF));
        }

        value = builder.ToString();
        return true;
    }

    private bool Accept(TokenKind kind)
    {
        if (Current != kind)
        {
            return false;
        }

        Position++;
        return true;
    }

    private CInteger Fail()
    {
        // In the branch that is not taken an unknown name does no harm; what is not an expression at all does, by leaving tokens over.
        failed |= skipped == 0;
        return default;
    }

    private CInteger Make(long value, bool isUnsigned, int size) => new(value, isUnsigned, isDirective ? 8 : size);

    private CInteger ReadConditional()
    {
        if (++depth > MaximumDepth)
        {
            failed = true;
            Position = end;
            return default;
        }

        var condition = ReadBinary(0);
        if (Accept(TokenKind.Question))
        {
            var takesFirst = !condition.IsZero;
            skipped += takesFirst ? 0 : 1;
            var first = ReadConditional();
            skipped -= takesFirst ? 0 : 1;
            if (!Accept(TokenKind.Colon))
            {
                failed = true;
            }

            skipped += takesFirst ? 1 : 0;
            var second = ReadConditional();
            skipped -= takesFirst ? 1 : 0;
            condition = takesFirst ? first : second;
        }

        depth--;
        return condition;
    }

    private static int Precedence(TokenKind kind) => kind switch
    {
        TokenKind.OrOr => 1,
        TokenKind.AndAnd => 2,
        TokenKind.Bar => 3,
        TokenKind.Caret => 4,
        TokenKind.Ampersand => 5,
        TokenKind.Equal or TokenKind.NotEqual => 6,
        TokenKind.Less or TokenKind.LessEqual or TokenKind.Greater or TokenKind.GreaterEqual => 7,
        TokenKind.ShiftLeft or TokenKind.ShiftRight => 8,
        TokenKind.Plus or TokenKind.Minus => 9,
        TokenKind.Star or TokenKind.Slash or TokenKind.Percent => 10,
        _ => 0,
    };

    private CInteger ReadBinary(int minimum)
    {
        var left = ReadUnary();
        while (Precedence(Current) is var precedence && precedence > minimum && !failed)
        {
            var operation = Current;
            Position++;
            var isDecided = (operation == TokenKind.AndAnd && left.IsZero) || (operation == TokenKind.OrOr && !left.IsZero);
            skipped += isDecided ? 1 : 0;
            var right = ReadBinary(precedence);
            skipped -= isDecided ? 1 : 0;
            left = operation switch
            {
                TokenKind.AndAnd => Make(!left.IsZero && !right.IsZero ? 1 : 0, isUnsigned: false, 4),
                TokenKind.OrOr => Make(!left.IsZero || !right.IsZero ? 1 : 0, isUnsigned: false, 4),
                TokenKind.ShiftLeft or TokenKind.ShiftRight => Shift(operation, Promote(left), right),
                _ => Apply(operation, Promote(left), Promote(right)),
            };
        }

        return left;
    }

    private static CInteger Promote(CInteger value) => value.Size < 4 ? new CInteger(value.Bits, isUnsigned: false, 4) : value;

    private CInteger Shift(TokenKind operation, CInteger left, CInteger right)
    {
        if (right.Bits < 0 || right.Bits >= left.Size * 8)
        {
            return Fail();
        }

        var count = (int)right.Bits;
        return operation == TokenKind.ShiftLeft ? Make(left.Bits << count, left.IsUnsigned, left.Size)
            : left.IsUnsigned ? Make((long)((ulong)left.Bits >> count), isUnsigned: true, left.Size)
            : Make(left.Bits >> count, isUnsigned: false, left.Size);
    }

    private CInteger Apply(TokenKind operation, CInteger left, CInteger right)
    {
        var size = Math.Max(left.Size, right.Size);
        var isUnsigned = left.Size == right.Size ? left.IsUnsigned || right.IsUnsigned : left.Size > right.Size ? left.IsUnsigned : right.IsUnsigned;
        var x = new CInteger(left.Bits, isUnsigned, size).Bits;
        var y = new CInteger(right.Bits, isUnsigned, size).Bits;
        var order = isUnsigned ? ((ulong)x).CompareTo((ulong)y) : x.CompareTo(y);
        switch (operation)
        {
            case TokenKind.Bar:
                return Make(x | y, isUnsigned, size);
            case TokenKind.Caret:
                return Make(x ^ y, isUnsigned, size);
            case TokenKind.Ampersand:
                return Make(x & y, isUnsigned, size);
            case TokenKind.Equal:
                return Truth(order == 0);
            case TokenKind.NotEqual:
                return Truth(order != 0);
            case TokenKind.Less:
                return Truth(order < 0);
            case TokenKind.LessEqual:
                return Truth(order <= 0);
            case TokenKind.Greater:
                return Truth(order > 0);
            case TokenKind.GreaterEqual:
                return Truth(order >= 0);
            case TokenKind.Plus:
                return Make(unchecked(x + y), isUnsigned, size);
            case TokenKind.Minus:
                return Make(unchecked(x - y), isUnsigned, size);
            case TokenKind.Star:
                return Make(unchecked(x * y), isUnsigned, size);
        }

        // Division by zero, and the one quotient that has no value.
        if (y == 0 || (!isUnsigned && y == -1 && x == long.MinValue))
        {
            return Fail();
        }

        return operation == TokenKind.Slash
            ? Make(isUnsigned ? (long)((ulong)x / (ulong)y) : x / y, isUnsigned, size)
            : Make(isUnsigned ? (long)((ulong)x % (ulong)y) : x % y, isUnsigned, size);
    }

    private CInteger Truth(bool value) => Make(value ? 1 : 0, isUnsigned: false, 4);

    private CInteger ReadUnary()
    {
        if (++depth > MaximumDepth)
        {
            failed = true;
            Position = end;
            return default;
        }

        var value = ReadUnaryCore();
        depth--;
        return value;
    }

    private CInteger ReadUnaryCore()
    {
        switch (Current)
        {
            case TokenKind.Plus:
                Position++;
                return Promote(ReadUnary());
            case TokenKind.Minus:
                Position++;
                var negated = Promote(ReadUnary());
                return Make(unchecked(-negated.Bits), negated.IsUnsigned, negated.Size);
            case TokenKind.Tilde:
                Position++;
                var complement = Promote(ReadUnary());
                return Make(~complement.Bits, complement.IsUnsigned, complement.Size);
            case TokenKind.Exclamation:
                Position++;
                return Truth(ReadUnary().IsZero);
            case TokenKind.Sizeof or TokenKind.Alignof when !isDirective:
                return ReadSizeof(Current == TokenKind.Alignof);
            case TokenKind.Ampersand when !isDirective:
                Position++;
                return ReadAddress();
            case TokenKind.Ignored:
                Position++;
                return ReadUnary();
            case TokenKind.OpenParen:
                return ReadParenthesised();
            case TokenKind.Number:
                return ReadNumber(tokens[Position++].Text);
            case TokenKind.Character:
                return ReadCharacterLiteral(tokens[Position++].Text);
            case >= TokenKind.Identifier:
                return ReadName(tokens[Position++].Text);
            default:
                failed = true;
                return default;
        }
    }

    private CInteger ReadName(string name)
    {
        switch (name)
        {
            case "true":
                return Truth(true);
            case "false":
                return Truth(false);
        }

        if (isDirective)
        {
            // An undefined function-like macro: a compiler stops here, and what was meant is not known.
            return Current == TokenKind.OpenParen ? SkipCall() : Make(0, isUnsigned: false, 8);
        }

        if (name is "offsetof" or "__builtin_offsetof" && Current == TokenKind.OpenParen)
        {
            return ReadOffsetof();
        }

        return scope!.TryGetValue(name, out var value) ? value : name == "NULL" ? new CInteger(0, isUnsigned: false, target.Model.PointerSize) : Fail();
    }

    private bool TryReadType(ref int at, out CType type)
    {
        var outer = scope!.ExpressionDepth;
        scope.ExpressionDepth = depth;
        var isType = scope.TryReadType(tokens, ref at, end, out type);
        scope.ExpressionDepth = outer;
        return isType;
    }

    private CInteger SkipCall()
    {
        var nesting = 0;
        do
        {
            nesting += Current == TokenKind.OpenParen ? 1 : Current == TokenKind.CloseParen ? -1 : 0;
            Position++;
        }
        while (nesting > 0 && Position < end);
        return Fail();
    }

    private CInteger ReadParenthesised()
    {
        Position++;
        var inner = Position;
        if (!isDirective && TryReadType(ref inner, out var type) && inner < end && tokens[inner].Kind == TokenKind.CloseParen)
        {
            Position = inner + 1;
            if (Current == TokenKind.OpenBrace)
            {
                failed = true;
                return default;
            }

            return Convert(ReadUnary(), type);
        }

        var value = ReadConditional();
        if (!Accept(TokenKind.CloseParen))
        {
            failed = true;
        }

        return value;
    }

    private CInteger Convert(CInteger value, CType type)
    {
        var canonical = type.Canonical;
        if (type.Size is not { } size || size > 8)
        {
            return Fail();
        }

        switch (canonical)
        {
            case CBasicType { Kind: CBasicKind.Bool }:
                return new CInteger(value.IsZero ? 0 : 1, isUnsigned: true, 1);
            case CBasicType { Class: CTypeClass.Integer } basic:
                return new CInteger(value.Bits, !basic.IsSigned, (int)size);
            case CEnum { UnderlyingType.Canonical: CBasicType underlying }:
                return new CInteger(value.Bits, !underlying.IsSigned, (int)size);
            case CPointerType:
                // A sentinel such as ((handle)-1): a value of a pointer's size, best read as signed.
                return new CInteger(value.Bits, isUnsigned: false, (int)size);
            default:
                return Fail();
        }
    }

    private CInteger ReadNumber(string text)
    {
        var digits = text.IndexOf('\'') >= 0 ? text.Replace("'", string.Empty) : text;
        var numberBase = 10;
        var start = 0;
        if (digits.Length > 1 && digits[0] == '0')
        {
            var marker = digits[1] | 0x20;
            (numberBase, start) = marker == 'x' ? (16, 2) : marker == 'b' ? (2, 2) : (8, 1);
        }

        ulong value = 0;
        var index = start;
        for (; index < digits.Length && DigitOf(digits[index]) is var digit && digit < numberBase; index++)
        {
            var next = unchecked((value * (ulong)numberBase) + (ulong)digit);
            if (value > ulong.MaxValue / (ulong)numberBase || next < (ulong)digit)
            {
                return Fail();
            }

            value = next;
        }

        if (index == start && numberBase != 8)
        {
            return Fail();
        }

        var isUnsigned = false;
        var longs = 0;
        for (; index < digits.Length; index++)
        {
            switch (digits[index])
            {
                case 'u' or 'U':
                    isUnsigned = true;
                    break;
                case 'l' or 'L':
                    longs++;
                    break;
                case 'i' or 'I' when digits.IndexOf("64", index, StringComparison.Ordinal) == index + 1:
                    longs = 2;
                    index += 2;
                    break;
                case 'i' or 'I' when digits.IndexOf("32", index, StringComparison.Ordinal) == index + 1:
                    index += 2;
                    break;
                default:
                    // A floating number, or a suffix that C does not know.
                    return Fail();
            }
        }

        return Typed(value, isUnsigned, longs, isDecimal: numberBase == 10);
    }

    private static int DigitOf(char c) => c is >= '0' and <= '9' ? c - '0' : (c | 0x20) is >= 'a' and <= 'f' ? (c | 0x20) - 'a' + 10 : 99;

    /// <summary>The first type in C's list that can hold a literal.</summary>
    private CInteger Typed(ulong value, bool isUnsigned, int longs, bool isDecimal)
    {
        var size = longs == 0 ? 4 : longs == 1 ? target.Model.LongSize : 8;
        for (; size <= 8; size *= 2)
        {
            var signedMaximum = size == 8 ? long.MaxValue : int.MaxValue;
            if (!isUnsigned && value <= (ulong)signedMaximum)
            {
                return Make((long)value, isUnsigned: false, size);
            }

            if ((isUnsigned || !isDecimal) && (size == 8 || value <= uint.MaxValue))
            {
                return Make((long)value, isUnsigned: true, size);
            }
        }

        return Make((long)value, isUnsigned: true, 8);
    }

    private CInteger ReadCharacterLiteral(string text)
    {
        var quote = text.IndexOf('\'');
        var last = text.Length - 1;
        long value = 0;
        var count = 0;
        for (var index = quote + 1; index < last; count++)
        {
            var character = ReadCharacter(text, last, ref index);
            value = quote == 0 ? (value << 8) | (uint)(character & 0xFF) : character;
        }

        if (count is 0 or > 4)
        {
            return Fail();
        }

        if (quote == 0)
        {
            // A single character has the value of a char; several make an int in the order that all compilers share.
            value = count > 1 ? value : target.Model.CharSigned ? (sbyte)value : (byte)value;
            return Make(value, isUnsigned: false, 4);
        }

        return text[0] == 'L'
            ? Make(value, !target.Model.WCharSigned, Math.Max(4, target.Model.WCharSize))
            : Make(value, isUnsigned: true, 4);
    }

    private static int ReadCharacter(string text, int end, ref int index)
    {
        var c = text[index++];
        if (c != '\\' || index >= end)
        {
            return c;
        }

        c = text[index++];
        switch (c)
        {
            case 'n':
                return '\n';
            case 't':
                return '\t';
            case 'r':
                return '\r';
            case 'a':
                return 7;
            case 'b':
                return 8;
            case 'f':
                return 12;
            case 'v':
                return 11;
            case 'e':
                return 27;
            case 'x' or 'u' or 'U':
                var value = 0;
                var limit = c == 'u' ? index + 4 : c == 'U' ? index + 8 : end;
                while (index < Math.Min(end, limit) && DigitOf(text[index]) < 16)
                {
                    value = unchecked((value << 4) | DigitOf(text[index++]));
                }

                return value;
            case >= '0' and <= '7':
                var octal = c - '0';
                for (var digits = 1; digits < 3 && index < end && text[index] is >= '0' and <= '7'; digits++)
                {
                    octal = (octal << 3) | (text[index++] - '0');
                }

                return octal;
            default:
                return c;
        }
    }

    // What sizeof, offsetof and the address operator apply to: expressions of which the type and the place matter, not the value, such as ((struct event *)0)->padding.

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
