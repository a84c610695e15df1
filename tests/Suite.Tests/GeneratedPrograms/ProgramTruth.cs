using System.Collections.Generic;

namespace BoundaryLint.Suite.Tests.GeneratedPrograms;

/// <summary>What happens in a program on some path, found by executing all of them. Sites are numbers of creations.</summary>
internal sealed class ProgramTruth
{
    // More paths than that are not worth executing.
    private const int MaximumPaths = 20_000;

    /// <summary>Whether there are too many paths to execute them all.</summary>
    public bool IsTooLarge { get; private set; }

    /// <summary>Creations whose handle is never released on some path.</summary>
    public HashSet<int> Leaked { get; } = [];

    /// <summary>Creations whose handle is released twice on some path.</summary>
    public HashSet<int> ReleasedTwice { get; } = [];

    /// <summary>Creations whose handle is used after its release on some path.</summary>
    public HashSet<int> UsedAfterRelease { get; } = [];

    /// <summary>Creations that run on some path.</summary>
    public HashSet<int> Reached { get; } = [];

    /// <summary>Executes every path of <paramref name="program"/>.</summary>
    public static ProgramTruth Of(GeneratedProgram program)
    {
        var truth = new ProgramTruth();
        var choices = new List<(int Chosen, int Count)>();
        for (var path = 0; ; path++)
        {
            if (path == MaximumPaths)
            {
                truth.IsTooLarge = true;
                return truth;
            }

            new Execution(truth, choices).Run(program.Body);

            // The next path: the last choice that has another answer takes it.
            while (choices.Count > 0 && choices[^1].Chosen == choices[^1].Count - 1)
            {
                choices.RemoveAt(choices.Count - 1);
            }

            if (choices.Count == 0)
            {
                return truth;
            }

            choices[^1] = (choices[^1].Chosen + 1, choices[^1].Count);
        }
    }

    private enum Outcome
    {
        Next,
        Returned,
        Thrown,
    }

    private sealed class Handle(int site)
    {
        public int Site { get; } = site;

        public bool IsReleased { get; set; }

        public bool IsKept { get; set; }
    }

    /// <summary>One path: a machine with a counting resource.</summary>
    private sealed class Execution(ProgramTruth truth, List<(int Chosen, int Count)> choices)
    {
        private readonly Handle?[] _variables = new Handle?[GeneratedProgram.Variables];
        private readonly bool?[] _flags = new bool?[GeneratedProgram.Flags];
        private readonly List<Handle> _all = [];
        private bool _succeeded = true;
        private int _asked;

        public void Run(IReadOnlyList<Statement> body)
        {
            Execute(body);
            foreach (var handle in _all)
            {
                if (!handle.IsReleased && !handle.IsKept)
                {
                    truth.Leaked.Add(handle.Site);
                }
            }
        }

        private int Choose(int count)
        {
            if (_asked == choices.Count)
            {
                choices.Add((0, count));
            }

            return choices[_asked++].Chosen;
        }

        private bool Flag(int flag) => _flags[flag] ??= Choose(2) == 1;

        private Outcome Execute(IReadOnlyList<Statement> statements)
        {
            foreach (var statement in statements)
            {
                var outcome = Execute(statement);
                if (outcome != Outcome.Next)
                {
                    return outcome;
                }
            }

            return Outcome.Next;
        }

        private Outcome Execute(Statement statement)
        {
            switch (statement)
            {
                case Statement.Create create:
                    Create(create);
                    return Outcome.Next;
                case Statement.Release release:
                    Release(_variables[release.Variable]);
                    return Outcome.Next;
                case Statement.Use { Variable: var variable }:
                    if (_variables[variable] is { IsReleased: true } used)
                    {
                        truth.UsedAfterRelease.Add(used.Site);
                    }

                    return Outcome.Next;
                case Statement.Clear { Variable: var variable }:
                    _variables[variable] = null;
                    return Outcome.Next;
                case Statement.Keep { Variable: var variable }:
                    if (_variables[variable] is { } kept)
                    {
                        if (kept.IsReleased)
                        {
                            truth.UsedAfterRelease.Add(kept.Site);
                        }

                        kept.IsKept = true;
                    }

                    return Outcome.Next;
                case Statement.MayThrow { Flag: var flag }:
                    return Flag(flag) ? Outcome.Thrown : Outcome.Next;
                case Statement.Throw:
                    return Outcome.Thrown;
                case Statement.Return:
                    return Outcome.Returned;
                case Statement.If branch:
                    return Execute(Answer(branch) ? branch.Then : branch.Else);
                case Statement.Repeat repeat:
                    for (var left = Choose(4); left > 0; left--)
                    {
                        var outcome = Execute(repeat.Body);
                        if (outcome != Outcome.Next)
                        {
                            return outcome;
                        }
                    }

                    return Outcome.Next;
                case Statement.TryFinally attempt:
                    var body = Execute(attempt.Body);
                    var last = Execute(attempt.Finally);
                    return last == Outcome.Next ? body : last;
                case Statement.TryCatch attempt:
                    if (Execute(attempt.Body) is var tried && tried != Outcome.Thrown)
                    {
                        return tried;
                    }

                    return Execute(attempt.Catch) is var caught && caught != Outcome.Next ? caught : attempt.Rethrows ? Outcome.Thrown : Outcome.Next;
                default:
                    return Outcome.Next;
            }
        }

        private void Create(Statement.Create create)
        {
            truth.Reached.Add(create.Site);
            // Any creation can fail, whatever its contract says: who tests a handle against zero believes so.
            var fails = Choose(2) == 1;
            if (create.How == Creation.Status)
            {
                _succeeded = !fails;
            }

            Handle? handle = null;
            if (!fails)
            {
                handle = new Handle(create.Site);
                _all.Add(handle);
            }

            _variables[create.Variable] = handle;
        }

        private void Release(Handle? handle)
        {
            if (handle is null)
            {
                return;
            }

            if (handle.IsReleased)
            {
                truth.ReleasedTwice.Add(handle.Site);
            }

            handle.IsReleased = true;
        }

        private bool Answer(Statement.If branch) => branch.IsNegated != branch.Question switch
        {
            Question.Flag => Flag(branch.Subject),
            Question.HasHandle => _variables[branch.Subject] is not null,
            _ => _succeeded,
        };
    }
}
