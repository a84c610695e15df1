using System;
using System.Collections.Generic;

namespace BoundaryLint.Suite.Tests.GeneratedPrograms;

/// <summary>Writes random programs, most of them as a person would: made, tested, used, released, with something wrong now and then.</summary>
internal sealed class ProgramGenerator(int seed)
{
    private const int MaximumDepth = 3;

    private readonly Random _random = new(seed);
    private int _sites;
    private int _loops;

    public GeneratedProgram Next()
    {
        _sites = 0;
        _loops = 0;
        return new GeneratedProgram(Block(0, _random.Next(3, 8)));
    }

    private List<Statement> Block(int depth, int length)
    {
        var statements = new List<Statement>();
        for (var i = 0; i < length; i++)
        {
            var statement = One(depth);
            statements.Add(statement);

            // What follows a jump is unreachable, and the compiler says so.
            if (statement is Statement.Return or Statement.Throw)
            {
                break;
            }
        }

        return statements;
    }

    private Statement One(int depth)
    {
        var variable = _random.Next(GeneratedProgram.Variables);
        switch (_random.Next(depth < MaximumDepth ? 20 : 12))
        {
            case 0 or 1 or 2 when _sites < 3:
                return new Statement.Create((Creation)_random.Next(4), variable, _sites++);
            case 0 or 1 or 2 or 3 or 4 or 5:
                return new Statement.Release(variable, _random.Next(3) == 0);
            case 6 or 7:
                return new Statement.Use(variable);
            case 8:
                return _random.Next(2) == 0 ? new Statement.Clear(variable) : new Statement.Keep(variable);
            case 9 or 10:
                return new Statement.MayThrow(_random.Next(GeneratedProgram.Flags));
            case 11:
                return depth == 0 ? new Statement.Use(variable) : _random.Next(3) == 0 ? new Statement.Throw() : new Statement.Return();
            case 12 when _loops < GeneratedProgram.Counts:
                return new Statement.Repeat(_loops++, Block(depth + 1, _random.Next(1, 4)));
            case 13 or 14:
                return new Statement.TryFinally(Block(depth + 1, _random.Next(1, 4)), FinallyBlock());
            case 15:
                return new Statement.TryCatch(Block(depth + 1, _random.Next(1, 4)), FinallyBlock(), _random.Next(2) == 0);
            default:
                var question = (Question)_random.Next(3);
                var subject = question == Question.Flag ? _random.Next(GeneratedProgram.Flags) : variable;
                return new Statement.If(
                    question,
                    subject,
                    _random.Next(2) == 0,
                    Block(depth + 1, _random.Next(1, 4)),
                    _random.Next(3) == 0 ? Block(depth + 1, _random.Next(1, 3)) : Array.Empty<Statement>());
        }
    }

    /// <summary>Statements that do not jump: C# forbids that in a finally block.</summary>
    private List<Statement> FinallyBlock()
    {
        var statements = new List<Statement>();
        for (var i = _random.Next(1, 3); i > 0; i--)
        {
            var variable = _random.Next(GeneratedProgram.Variables);
            Statement release = new Statement.Release(variable, _random.Next(3) == 0);
            statements.Add(_random.Next(3) switch
            {
                0 => new Statement.If(Question.HasHandle, variable, false, [release], []),
                1 => release,
                _ => new Statement.If(Question.Flag, _random.Next(GeneratedProgram.Flags), _random.Next(2) == 0, [release], []),
            });
        }

        return statements;
    }
}
