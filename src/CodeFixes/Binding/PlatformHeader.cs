using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using BoundaryLint.Contracts;
using BoundaryLint.Headers;

namespace BoundaryLint.CodeFixes.Binding;

/// <summary>One C type as each platform of the project sees it.</summary>
internal readonly struct PlatformType(ImmutableArray<CType> views)
{
    public ImmutableArray<CType> Views { get; } = views;

    /// <summary>The type as the first platform sees it.</summary>
    public CType First => Views[0];

    public CTypeClass Class => First.Canonical.Class;

    /// <summary>Whether every platform sees a type of the same family.</summary>
    public bool HasOneClass
    {
        get
        {
            var first = Class;
            return Views.All(view => view.Canonical.Class == first);
        }
    }

    /// <summary>What the pointer points to, or null when it is no pointer on every platform.</summary>
    public PlatformType? Pointee => Views.All(view => view.Canonical is CPointerType)
        ? new PlatformType(Views.Select(view => ((CPointerType)view.Canonical).Pointee).ToImmutableArray())
        : null;

    /// <summary>The record on every platform, or nothing when one of them sees something else.</summary>
    public ImmutableArray<CRecord> Records => Views.All(view => view.Canonical is CRecord)
        ? Views.Select(view => (CRecord)view.Canonical).ToImmutableArray()
        : ImmutableArray<CRecord>.Empty;

    /// <summary>The function type on every platform, or nothing.</summary>
    public ImmutableArray<CFunctionType> Functions => Views.All(view => view.Canonical is CFunctionType)
        ? Views.Select(view => (CFunctionType)view.Canonical).ToImmutableArray()
        : ImmutableArray<CFunctionType>.Empty;

    /// <summary>Every typedef name on the way to the type itself, the outermost first.</summary>
    public IEnumerable<string> Names
    {
        get
        {
            var type = First;
            while (true)
            {
                switch (type)
                {
                    case CTypedefType alias:
                        yield return alias.Name;
                        type = alias.Target;
                        break;
                    case CQualifiedType qualified:
                        type = qualified.Unqualified;
                        break;
                    default:
                        yield break;
                }
            }
        }
    }

    public static PlatformType Of<T>(ImmutableArray<T> sources, Func<T, CType> type) => new(sources.Select(type).ToImmutableArray());
}

/// <summary>A function as each platform of the project declares it.</summary>
internal sealed class PlatformFunction(ImmutableArray<CFunction> views)
{
    public ImmutableArray<CFunction> Views { get; } = views;

    public CFunction Main => Views[0];

    public string Name => Main.Name;

    public PlatformType ReturnType => PlatformType.Of(Views, view => view.ReturnType);

    public PlatformType ParameterType(int index) => PlatformType.Of(Views, view => view.Parameters[index].Type);
}

/// <summary>A header of the project on every platform that it is for and that it accepts.</summary>
internal sealed class PlatformHeader
{
    private readonly ImmutableArray<string> _platforms;

    private PlatformHeader(NativeHeader source, ImmutableArray<CHeader> views, ImmutableArray<string> platforms)
    {
        Source = source;
        Views = views;
        _platforms = platforms;
    }

    public NativeHeader Source { get; }

    public ImmutableArray<CHeader> Views { get; }

    public CHeader Main => Views[0];

    /// <summary>Null when the header cannot be read, is C++, or is for none of the project's platforms.</summary>
    public static PlatformHeader? Of(NativeHeader source, CancellationToken cancellationToken)
    {
        var views = ImmutableArray.CreateBuilder<CHeader>();
        var platforms = ImmutableArray.CreateBuilder<string>();
        var models = new HashSet<string>(StringComparer.Ordinal);
        foreach (var platform in source.Platforms)
        {
            if (models.Add(platform.Model.Name) && source.On(platform.Model, cancellationToken) is { IsValidForTarget: true } view)
            {
                views.Add(view);
                platforms.Add(platform.RuntimeIdentifier);
            }
        }

        return views.Count == 0 ? null : new PlatformHeader(source, views.ToImmutable(), platforms.ToImmutable());
    }

    /// <summary>The exported functions in the order in which the platforms declare them.</summary>
    public IEnumerable<string> FunctionNames()
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var view in Views)
        {
            foreach (var function in view.Functions)
            {
                if (function.IsExported && function.Name == function.SymbolName && seen.Add(function.Name))
                {
                    yield return function.Name;
                }
            }
        }
    }

    /// <summary>The function, or why it is not the same on every platform.</summary>
    public PlatformFunction? Function(string name, out string? problem)
    {
        var views = ImmutableArray.CreateBuilder<CFunction>(Views.Length);
        var missing = new List<string>();
        for (var index = 0; index < Views.Length; index++)
        {
            if (Views[index].FindFunction(name) is { IsExported: true } view)
            {
                views.Add(view);
            }
            else
            {
                missing.Add(_platforms[index]);
            }
        }

        problem = views.Count == 0 ? "the header does not declare it"
            : missing.Count > 0 ? "the header does not declare it for " + string.Join(", ", missing)
            : views.Any(view => view.Parameters.Length != views[0].Parameters.Length || view.IsVariadic != views[0].IsVariadic) ? "its parameters differ between platforms"
            : null;
        return problem is null ? new PlatformFunction(views.MoveToImmutable()) : null;
    }

    /// <summary>The name of the platform of a view, for messages.</summary>
    public string PlatformOf(int view) => _platforms[view];
}
