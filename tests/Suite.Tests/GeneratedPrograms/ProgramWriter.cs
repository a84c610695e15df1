using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

namespace BoundaryLint.Suite.Tests.GeneratedPrograms;

/// <summary>Writes random programs as a person would write them, with something wrong now and then, in the shapes in which fixes meet them.</summary>
internal sealed class ProgramWriter(int seed)
{
    private const int MaximumDepth = 4;
    private const int MaximumSites = 4;
    private const string LeavesIfFailed = "KvStatus.Ok";

    private readonly Random _random = new(seed);
    private readonly StringBuilder _text = new();
    private readonly Dictionary<int, int> _siteOfLine = [];
    private readonly HashSet<int> _flags = [];
    private readonly HashSet<int> _added = [];
    private readonly HashSet<int> _given = [];
    private Subject _subject;
    private int _line;
    private int _sites;
    private int _loops;
    private int _openLoops;

    private sealed class Variable(string name, int site)
    {
        public string Name { get; } = name;

        public int Site { get; } = site;

        /// <summary>Declared empty; the creation is still to come.</summary>
        public bool IsEmpty { get; set; }

        public bool IsDisposed { get; set; }

        /// <summary>The raw value of a SafeHandle or an object.</summary>
        public bool IsValue { get; init; }

        /// <summary>Was declared empty, and may be empty yet.</summary>
        public bool IsNullable { get; init; }

        /// <summary>Cannot be assigned or disposed of.</summary>
        public bool IsUsing { get; init; }
    }

    public WrittenProgram Next(Subject subject, int number)
    {
        _text.Clear();
        _siteOfLine.Clear();
        _flags.Clear();
        _added.Clear();
        _given.Clear();
        (_subject, _line, _sites, _loops, _openLoops) = (subject, 0, 0, 0, 0);
        var isClass = subject == Subject.Wrappers;
        var name = Invariant($"{(isClass ? "Store" : "M")}{number}");
        var scope = new List<Variable>();
        if (isClass)
        {
            Line(0, $"internal sealed class {name}");
            Line(0, "{");
            Line(1, "private readonly nint _store = Native.kv_create(100);");
            Line(1, "private int _count;");
            Line(0, "");
            Line(1, $"~{name}() => Native.kv_destroy(_store);");
            Line(0, "");
            Line(1, "internal int Seen => _count;");
            Line(0, "");
        }

        // First: parameters that travel on the stack may live longer than they have to.
        var handles = subject switch
        {
            Subject.References => "KvHandle p0, KvHandle p1, ",
            Subject.RawValues => "KvHandle p0, ",
            Subject.Wrappers => "Store p0, ",
            _ => "",
        };
        var depth = isClass ? 1 : 0;
        Line(depth, $"internal {(isClass ? "" : "static ")}void {(isClass ? "Run" : name)}({handles}bool f0, bool f1, bool f2, int n0, int n1)");
        Line(depth, "{");
        foreach (var parameter in handles.Split(", ", StringSplitOptions.RemoveEmptyEntries))
        {
            scope.Add(new Variable(parameter.Split(' ')[1], scope.Count) { IsUsing = true });
        }

        if (subject == Subject.References)
        {
            Line(depth + 1, "var a0 = false;");
            Line(depth + 1, "var a1 = false;");
        }

        if (subject == Subject.Handles)
        {
            Line(depth + 1, "void Drop(nint handle) => Native.kv_destroy(handle);");
        }

        _sites = scope.Count;
        Block(depth + 1, scope, _random.Next(3, 7), inFinally: false, isOuter: true);

        // Where no reference is given back at all, somebody else may do it.
        foreach (var site in _added.Except(_given))
        {
            Line(depth + 1, $"if ({Flag()})");
            Line(depth + 1, "{");
            ReleaseReference(depth + 2, Invariant($"p{site}"), site);
            Line(depth + 1, "}");
        }

        Line(depth, "}");
        if (isClass)
        {
            Line(0, "}");
        }

        var flags = string.Join(", ", Enumerable.Range(0, 3).Select(flag => _flags.Contains(flag) ? "Simulation.Choose(2) == 1" : "false"));
        var arguments = subject switch
        {
            Subject.References => "Simulation.Held(0), Simulation.Held(1), ",
            Subject.RawValues => "Native.kv_make(100), ",
            Subject.Wrappers => "new Store(100), ",
            _ => "",
        } + flags + ", 0, 0";
        return new WrittenProgram(subject, name, _text.ToString(), new Dictionary<int, int>(_siteOfLine), isClass ? $"new P.{name}().Run({arguments})" : $"P.{name}({arguments})");
    }

    private void Line(int depth, string content, int site = -1)
    {
        if (site >= 0)
        {
            _siteOfLine[_line] = site;
        }

        if (content.Length > 0)
        {
            _text.Append(' ', (depth + 1) * 4).Append(content);
        }

        _text.Append('\n');
        _line++;
    }

    private bool OneIn(int count) => _random.Next(count) == 0;

    /// <summary>A question to which each answer is possible wherever it stands.</summary>
    private string Flag()
    {
        var flag = _random.Next(3);

        // Rules that do not tell paths apart meet each flag once.
        if (!_flags.Add(flag) && TellsNoPathsApart)
        {
            return "Helper.Count(n0) > 0";
        }

        return Invariant($"{(OneIn(2) ? "!" : "")}f{flag}");
    }

    private bool TellsNoPathsApart => _subject is Subject.RawValues or Subject.Wrappers or Subject.References;

    private void Block(int depth, List<Variable> outer, int length, bool inFinally, bool isOuter = false)
    {
        var scope = new List<Variable>(outer);
        for (var i = 0; i < length; i++)
        {
            if (!isOuter && !inFinally && i == length - 1 && OneIn(5))
            {
                Line(depth, OneIn(3) ? "throw new InvalidOperationException();" : "return;");
                return;
            }

            One(depth, scope, inFinally);
        }
    }

    private void Braces(int depth, List<Variable> scope, int length, bool inFinally)
    {
        Line(depth, "{");
        Block(depth + 1, scope, length, inFinally);
        Line(depth, "}");
    }

    /// <summary>A block that does not jump at its end, so that what follows can be reached; an exception may leave it.</summary>
    private void Whole(int depth, List<Variable> scope, bool inFinally)
    {
        Line(depth, "{");
        if (_subject is Subject.RawValues or Subject.Wrappers or Subject.LastErrors)
        {
            Line(depth + 1, "Helper.ThrowIf(Helper.Count(n1) > 0);");
        }

        Block(depth + 1, scope, _random.Next(1, 4), inFinally, isOuter: true);
        Line(depth, "}");
    }

    private void Section(int depth, string label, List<Variable> scope, bool inFinally)
    {
        Line(depth, label);
        Braces(depth, scope, _random.Next(1, 3), inFinally);
        Line(depth + 1, "break;");
    }

    private void One(int depth, List<Variable> scope, bool inFinally)
    {
        switch (_random.Next(depth < MaximumDepth ? 20 : 12))
        {
            case 0 or 1:
                Line(depth, $"Helper.ThrowIf({Flag()});");
                break;
            case 12 or 13:
                Line(depth, !TellsNoPathsApart && OneIn(4) ? $"if ({Flag()} {(OneIn(2) ? "&&" : "||")} {Flag()})" : $"if ({Flag()})");
                Braces(depth, scope, _random.Next(1, 4), inFinally);
                if (OneIn(3))
                {
                    Line(depth, "else");
                    Whole(depth, scope, inFinally);
                }

                break;
            case 14 when _loops < 2:
                var loop = _loops++;
                Line(depth, Invariant($"for (var i{loop} = Helper.Count(n{loop}); i{loop} > 0; i{loop}--)"));
                _openLoops++;
                Braces(depth, scope, _random.Next(1, 4), inFinally);
                _openLoops--;
                break;
            case 18 when !TellsNoPathsApart:
                Line(depth, Invariant($"switch (Helper.Count(n0 + {_line}))"));
                Line(depth, "{");
                Section(depth + 1, OneIn(2) ? "case 0:" : "case 0 or 2:", scope, inFinally);
                Section(depth + 1, "default:", scope, inFinally);
                Line(depth, "}");
                break;
            case 19 when _openLoops > 0 && !inFinally && !TellsNoPathsApart:
                Leave(depth, Flag(), OneIn(2) ? "break;" : "continue;");
                break;
            case 15 or 16:
                Line(depth, "try");
                Whole(depth, scope, inFinally);
                Line(depth, "finally");
                Braces(depth, scope, _random.Next(1, 3), inFinally: true);
                break;
            case 17:
                Line(depth, "try");
                Whole(depth, scope, inFinally);
                Line(depth, "catch (Exception)");
                Line(depth, "{");
                Block(depth + 1, scope, _random.Next(1, 3), inFinally: true);
                if (OneIn(2) && !inFinally)
                {
                    Line(depth + 1, "throw;");
                }

                Line(depth, "}");
                break;
            default:
                switch (_subject)
                {
                    case Subject.Handles:
                        Handle(depth, scope, inFinally);
                        break;
                    case Subject.SafeHandles:
                        SafeHandle(depth, scope, inFinally);
                        break;
                    case Subject.References:
                        Reference(depth, scope, inFinally);
                        break;
                    case Subject.RawValues or Subject.Wrappers:
                        Value(depth, scope, inFinally);
                        break;
                    default:
                        LastError(depth, inFinally);
                        break;
                }

                break;
        }
    }

    private void Handle(int depth, List<Variable> scope, bool inFinally)
    {
        if (!inFinally && _sites < MaximumSites && (scope.Count == 0 || OneIn(3)))
        {
            NewHandle(depth, scope);
            return;
        }

        if (scope.Count == 0)
        {
            Line(depth, "Native.kv_plain();");
            return;
        }

        var variable = scope[_random.Next(scope.Count)];
        var name = variable.Name;
        if (variable.IsEmpty && !inFinally)
        {
            variable.IsEmpty = false;
            Line(depth, OneIn(2) ? Invariant($"{name} = Native.kv_create({variable.Site});") : Invariant($"{name} = Native.kv_find({variable.Site});"), variable.Site);
            return;
        }

        switch (_random.Next(10))
        {
            case 0 or 1 or 2 when !inFinally && !variable.IsNullable:
                Line(depth, Invariant($"Native.kv_touch({name}, {variable.Site});"));
                break;
            case 3:
                Line(depth, $"Helper.Free({name});");
                break;
            case 4 or 5:
                Line(depth, $"if ({name} != 0)");
                Line(depth, "{");
                if (OneIn(3))
                {
                    Line(depth + 1, Invariant($"Native.kv_touch({name}, {variable.Site});"));
                }

                Line(depth + 1, $"Native.kv_destroy({name});");
                Line(depth, "}");
                break;
            case 6 when OneIn(2):
                Line(depth, $"Helper.Kept = {name};");
                break;
            case 6 when OneIn(3) && !variable.IsNullable && !inFinally:
                Line(depth, Invariant($"Helper.Run(() => Native.kv_touch({name}, {variable.Site}));"));
                break;
            case 6 when scope.Count > 1 && scope.All(other => !other.IsEmpty):
                Line(depth, $"Helper.FreeBoth({scope[0].Name}, {scope[1].Name});");
                break;
            case 8 when OneIn(2):
                Line(depth, $"Drop({name});");
                break;
            case 9 when OneIn(2) && !inFinally:
                Line(depth, Invariant($"{name} = Helper.Pass({name}, Helper.Count(n1 + {_line}) > 1);"));
                break;
            case 7:
                Line(depth, $"Native.kv_destroy({name});");
                if (OneIn(2))
                {
                    Line(depth, $"{name} = 0;");
                }

                break;
            default:
                Line(depth, $"Native.kv_destroy({name});");
                break;
        }
    }

    private void NewHandle(int depth, List<Variable> scope)
    {
        var site = _sites++;
        var form = _random.Next(10);
        var variable = new Variable(Invariant($"h{site}"), site) { IsNullable = form is 6 or 9 };
        var name = variable.Name;
        var leave = OneIn(2) ? "return;" : "throw new InvalidOperationException();";
        switch (form)
        {
            case 0:
                Line(depth, Invariant($"var {name} = Native.kv_create({site});"), site);
                break;
            case 1 or 2:
                Line(depth, Invariant($"var {name} = Native.kv_find({site});"), site);
                if (!OneIn(3))
                {
                    Leave(depth, $"{name} == 0", leave);
                }

                break;
            case 3:
                Line(depth, Invariant($"var rc{site} = Native.kv_open({site}, out var {name});"), site);
                if (!OneIn(3))
                {
                    Leave(depth, $"rc{site} != {LeavesIfFailed}", leave);
                }

                break;
            case 4:
                Line(depth, Invariant($"if (Native.kv_open({site}, out var {name}) != {LeavesIfFailed})"), site);
                Line(depth, "{");
                Line(depth + 1, leave);
                Line(depth, "}");
                break;
            case 5:
                Line(depth, Invariant($"var {name} = Helper.Make({site});"), site);
                break;
            case 7:
                Line(depth, Invariant($"Helper.MakeOut({site}, out var {name});"), site);
                break;
            case 8:
                Line(depth, Invariant($"if (!Helper.TryMake({site}, out var {name}))"), site);
                Line(depth, "{");
                Line(depth + 1, leave);
                Line(depth, "}");
                break;
            case 9:
                Line(depth, Invariant($"var {name} = {Flag()} ? Native.kv_create({site}) : 0;"), site);
                scope.Add(variable);
                return;
            default:
                Line(depth, $"nint {name} = 0;");
                variable.IsEmpty = true;
                scope.Add(variable);
                return;
        }

        Persons(depth, scope, variable, $"Native.kv_destroy({name});");
    }

    private void Leave(int depth, string condition, string leave)
    {
        Line(depth, $"if ({condition})");
        Line(depth, "{");
        Line(depth + 1, leave);
        Line(depth, "}");
    }

    /// <summary>Uses and releases as somebody writes them who thinks of the good path.</summary>
    private void Persons(int depth, List<Variable> scope, Variable variable, string release)
    {
        scope.Add(variable);
        switch (_random.Next(5))
        {
            case 0:
                Line(depth, Invariant($"Native.{(_subject == Subject.SafeHandles ? "kv_read" : "kv_touch")}({variable.Name}, {variable.Site});"));
                One(depth, scope, inFinally: false);
                Line(depth, release);
                scope.Remove(variable);
                break;
            case 1 when depth < MaximumDepth:
                Line(depth, "try");
                Whole(depth, scope, inFinally: false);
                Line(depth, "finally");
                Line(depth, "{");
                Line(depth + 1, release);
                Line(depth, "}");
                scope.Remove(variable);
                break;
            case 2 when depth < MaximumDepth:
                Leave(depth, Flag(), OneIn(2) ? "return;" : "throw new InvalidOperationException();");
                One(depth, scope, inFinally: false);
                Line(depth, release);
                scope.Remove(variable);
                break;
        }
    }

    private void SafeHandle(int depth, List<Variable> scope, bool inFinally)
    {
        if (!inFinally && _sites < MaximumSites && (scope.Count == 0 || OneIn(3)))
        {
            var site = _sites++;
            var name = Invariant($"s{site}");
            switch (_random.Next(6))
            {
                case 0:
                    Line(depth, Invariant($"using var {name} = Native.kv_make({site});"), site);
                    scope.Add(new Variable(name, site) { IsUsing = true });
                    return;
                case 1 when depth < MaximumDepth:
                    Line(depth, Invariant($"using (var {name} = Native.kv_make({site}))"), site);
                    Braces(depth, [.. scope, new Variable(name, site) { IsUsing = true }], _random.Next(1, 3), inFinally);
                    return;
                case 2:
                    Line(depth, $"KvHandle? {name} = null;");
                    scope.Add(new Variable(name, site) { IsEmpty = true, IsNullable = true });
                    return;
                default:
                    Line(depth, Invariant($"{(OneIn(2) ? "var" : "KvHandle")} {name} = Native.kv_make({site});"), site);
                    if (OneIn(2))
                    {
                        Leave(depth, $"{name}.IsInvalid", "return;");
                    }

                    Persons(depth, scope, new Variable(name, site), $"{name}.Dispose();");
                    return;
            }
        }

        if (scope.Count == 0)
        {
            Line(depth, "Native.kv_plain();");
            return;
        }

        var variable = scope[_random.Next(scope.Count)];
        if (variable.IsEmpty)
        {
            if (inFinally)
            {
                Line(depth, $"{variable.Name}?.Dispose();");
                return;
            }

            variable.IsEmpty = false;
            Line(depth, Invariant($"{variable.Name} = Native.kv_make({variable.Site});"), variable.Site);
            return;
        }

        // Who uses it behind its end gets an exception, always: no path goes on from there.
        if (variable.IsDisposed)
        {
            Line(depth, OneIn(2) ? $"{variable.Name}?.Dispose();" : "Native.kv_plain();");
            return;
        }

        var choice = _random.Next(6);
        variable.IsDisposed = choice < 2;
        Line(depth, choice switch
        {
            0 or 1 => $"{variable.Name}?.Dispose();",
            2 when !variable.IsUsing => $"Helper.KeptHandle = {variable.Name};",
            _ when variable.IsNullable => Invariant($"if ({variable.Name} != null) {{ Native.kv_read({variable.Name}, {variable.Site}); }}"),
            _ => Invariant($"Native.kv_read({variable.Name}, {variable.Site});"),
        });
    }

    private void Reference(int depth, List<Variable> scope, bool inFinally)
    {
        var variable = scope[_random.Next(scope.Count)];
        var (name, site) = (variable.Name, variable.Site);
        var add = $"{name}.DangerousAddRef(ref a{site});";
        if (_added.Add(site) && !inFinally)
        {
            switch (_random.Next(4))
            {
                case 0 when depth < MaximumDepth:
                    Line(depth, add, site);
                    Line(depth, "try");
                    Whole(depth, scope, inFinally: false);
                    Line(depth, "finally");
                    Line(depth, "{");
                    ReleaseReference(depth + 1, name, site);
                    Line(depth, "}");
                    return;
                case 1 when depth < MaximumDepth:
                    Line(depth, "try");
                    Line(depth, "{");
                    Line(depth + 1, add, site);
                    Block(depth + 1, scope, _random.Next(1, 3), inFinally: false, isOuter: true);
                    Line(depth, "}");
                    Line(depth, "finally");
                    Line(depth, "{");
                    ReleaseReference(depth + 1, name, site);
                    Line(depth, "}");
                    return;
                case 2:
                    Line(depth, add, site);
                    One(depth, scope, inFinally: false);
                    ReleaseReference(depth, name, site);
                    return;
                default:
                    Line(depth, add, site);
                    return;
            }
        }

        if (OneIn(3) && _added.Contains(site))
        {
            ReleaseReference(depth, name, site);
        }
        else
        {
            Line(depth, Invariant($"Native.kv_touch({name}.DangerousGetHandle(), {site});"));
        }
    }

    private void ReleaseReference(int depth, string name, int site)
    {
        _given.Add(site);
        if (OneIn(2))
        {
            Line(depth, $"{name}.DangerousRelease();", site);
            return;
        }

        Line(depth, Invariant($"if (a{site})"));
        Line(depth, "{");
        Line(depth + 1, $"{name}.DangerousRelease();", site);
        Line(depth, "}");
    }

    private void Value(int depth, List<Variable> scope, bool inFinally)
    {
        var owners = scope.Where(variable => !variable.IsValue).ToList();
        var isWrapper = _subject == Subject.Wrappers;
        switch (_random.Next(10))
        {
            case 0 when !inFinally && owners.Count < 3:
                var made = _sites++;
                var local = Invariant($"s{made}");
                Line(depth, isWrapper ? Invariant($"var {local} = new Store({made});") : Invariant($"{(OneIn(4) ? "using " : "")}var {local} = Native.kv_make({made});"));
                scope.Add(new Variable(local, made) { IsUsing = true });
                return;
            case 1 or 2 when scope.Any(variable => variable.IsValue):
                var value = scope.Last(variable => variable.IsValue);
                Line(depth, Invariant($"Native.kv_touch({value.Name}, {value.Site});"));
                return;
            case 3 when OneIn(2):
                Line(depth, isWrapper && OneIn(2) ? "GC.KeepAlive(this);" : $"GC.KeepAlive({owners[_random.Next(owners.Count)].Name});");
                return;
            case 4 when isWrapper && OneIn(2):
                Line(depth, "_count++;");
                return;
        }

        var site = _sites++;
        var owner = owners[_random.Next(owners.Count)];
        var read = isWrapper ? OneIn(2) ? "_store" : owner.Name + ".Raw" : owner.Name + ".DangerousGetHandle()";
        switch (_random.Next(7))
        {
            case 0:
                Line(depth, Invariant($"var r{site} = {read};"), site);
                scope.Add(new Variable(Invariant($"r{site}"), site) { IsValue = true });

                // A value that nobody uses is not even read.
                Line(depth, Invariant($"Native.kv_touch(r{site}, {site});"));

                break;
            case 1 when !isWrapper && depth < MaximumDepth:
                Line(depth, Invariant($"var a{site} = false;"));
                Line(depth, "try");
                Line(depth, "{");
                Line(depth + 1, Invariant($"{owner.Name}.DangerousAddRef(ref a{site});"));
                Line(depth + 1, Invariant($"Native.kv_touch({read}, {site});"), site);
                Block(depth + 1, scope, _random.Next(0, 3), inFinally, isOuter: true);
                Line(depth, "}");
                Line(depth, "finally");
                Line(depth, "{");
                Line(depth + 1, Invariant($"if (a{site}) {{ {owner.Name}.DangerousRelease(); }}"));
                Line(depth, "}");
                break;
            case 2 when !isWrapper:
                Line(depth, Invariant($"Native.kv_read({owner.Name}, {site});"));
                break;
            case 3 when depth < MaximumDepth:
                Line(depth, "try");
                Line(depth, "{");
                Line(depth + 1, Invariant($"Native.kv_touch({read}, {site});"), site);
                Block(depth + 1, scope, _random.Next(0, 2), inFinally, isOuter: true);
                Line(depth, "}");
                Line(depth, "finally");
                Line(depth, "{");
                Line(depth + 1, read == "_store" ? "GC.KeepAlive(this);" : $"GC.KeepAlive({owner.Name});");
                Line(depth, "}");
                break;
            case 4 when !isWrapper:
                Line(depth, Invariant($"Native.kv_scan({read}, {site});"), site);
                break;
            case 5:
                Line(depth, Invariant($"if ({Flag()}) Native.kv_touch({read}, {site});"), site);
                break;
            default:
                Line(depth, Invariant($"Native.kv_touch({read}, {site});"), site);
                break;
        }
    }

    private void LastError(int depth, bool inFinally)
    {
        if (OneIn(3) || _sites >= MaximumSites)
        {
            Noise(depth);
            return;
        }

        var site = _sites++;
        switch (_random.Next(4))
        {
            case 0:
                Line(depth, Invariant($"if (Native.kv_sync({site}) < 0)"));
                break;
            case 1:
                Line(depth, Invariant($"var r{site} = Native.kv_sync({site});"));
                MaybeNoise(depth);
                Line(depth, Invariant($"if (r{site} < 0)"));
                break;
            case 2:
                Line(depth, Invariant($"var ok{site} = Native.kv_sync({site}) >= 0;"));
                MaybeNoise(depth);
                Line(depth, Invariant($"if (!ok{site})"));
                break;
            default:
                Line(depth, Invariant($"var r{site} = Native.kv_sync({site});"));
                Line(depth, Invariant($"var e{site} = Marshal.GetLastPInvokeError();"), site);
                MaybeNoise(depth);
                Line(depth, Invariant($"if (r{site} < 0)"));
                Line(depth, "{");
                Line(depth + 1, Invariant($"Helper.Report({site}, e{site});"));
                Line(depth, "}");
                return;
        }

        Line(depth, "{");
        MaybeNoise(depth + 1);
        if (OneIn(4) && depth < MaximumDepth)
        {
            One(depth + 1, [], inFinally);
        }

        if (OneIn(8))
        {
            Line(depth + 1, Invariant($"Helper.{(OneIn(2) ? "Report" : "LateReport")}({site});"), site);
        }
        else if (OneIn(3) && !inFinally)
        {
            Line(depth + 1, Invariant($"throw Helper.Failed({site}, new Win32Exception());"), site);
        }
        else
        {
            Line(depth + 1, Invariant($"Helper.Report({site}, Marshal.{(OneIn(2) ? "GetLastPInvokeError" : "GetLastWin32Error")}());"), site);
        }

        Line(depth, "}");
    }

    private void MaybeNoise(int depth)
    {
        if (OneIn(2))
        {
            Noise(depth);
        }
    }

    private void Noise(int depth) => Line(depth, _random.Next(7) switch
    {
        0 or 1 => "Native.kv_flush();",
        2 => "Native.kv_plain();",
        3 => "Helper.Log();",
        4 => "Helper.Quiet();",
        5 => "File.Exists(\"/no such file\");",
        _ => "GC.KeepAlive(null);",
    });

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
