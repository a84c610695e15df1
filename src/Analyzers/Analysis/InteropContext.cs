using System;
using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace BoundaryLint.Analysis;

/// <summary>
/// What all rules share about one compilation. The rooms above this one hang their own per-compilation state on it with <see cref="Get{T}"/>,
/// so that each model is built once and only when a rule asks for it.
/// </summary>
internal sealed class InteropContext
{
    private static readonly ConditionalWeakTable<Compilation, InteropContext> Contexts = new();

    private readonly ConcurrentDictionary<Type, object> _services = new();
    private readonly Lazy<InteropWords> _words;

    private InteropContext(Compilation compilation, AnalyzerOptions options)
    {
        Compilation = compilation;
        Types = new KnownTypes(compilation);
        Options = new RuleOptions(options.AnalyzerConfigOptionsProvider);
        AdditionalFiles = options.AdditionalFiles;
        _words = new Lazy<InteropWords>(() => InteropPresence.WordsOf(compilation, InteropPresence.All, CancellationToken.None));
        FileOptions = options.AnalyzerConfigOptionsProvider;
    }

    public Compilation Compilation { get; }

    public KnownTypes Types { get; }

    public RuleOptions Options { get; }

    /// <summary>Files that the project gives to analyzers: native headers, contract headers, baselines.</summary>
    public ImmutableArray<AdditionalText> AdditionalFiles { get; }

    /// <summary>The metadata of <see cref="AdditionalFiles"/> and the options of source files.</summary>
    public AnalyzerConfigOptionsProvider FileOptions { get; }

    /// <summary>
    /// The context of <paramref name="compilation"/>, or null when nothing in it can meet native code. One compilation has one context, however
    /// many analyzers ask; changed additional files make a new one, because an editor can change them under an unchanged compilation.
    /// </summary>
    public static InteropContext? For(Compilation compilation, AnalyzerOptions options, CancellationToken cancellationToken)
    {
        return InteropPresence.IsIn(compilation, cancellationToken) ? Of(compilation, options) : null;
    }

    /// <summary>The context of a compilation that may not meet native code yet, for what writes the first declarations into it.</summary>
    public static InteropContext Of(Compilation compilation, AnalyzerOptions options)
    {
        if (Contexts.TryGetValue(compilation, out var context) && context.AdditionalFiles == options.AdditionalFiles)
        {
            return context;
        }

        lock (Contexts)
        {
            if (Contexts.TryGetValue(compilation, out context))
            {
                if (context.AdditionalFiles == options.AdditionalFiles)
                {
                    return context;
                }

                Contexts.Remove(compilation);
            }

            context = new InteropContext(compilation, options);
            Contexts.Add(compilation, context);
            return context;
        }
    }

    /// <summary>
    /// Where this compilation declares <paramref name="symbol"/>. Nothing for what an assembly or another project declares: an editor knows the source of that too, but no model of
    /// this compilation can read it, and a build would not see it.
    /// </summary>
    public ImmutableArray<SyntaxReference> DeclarationsOf(ISymbol symbol) =>
        SymbolEqualityComparer.Default.Equals(symbol.ContainingAssembly, Compilation.Assembly) ? symbol.DeclaringSyntaxReferences : ImmutableArray<SyntaxReference>.Empty;

    /// <summary>Whether this compilation has the source of <paramref name="symbol"/>; see <see cref="DeclarationsOf"/>.</summary>
    public bool HasSource(ISymbol symbol) => !DeclarationsOf(symbol).IsEmpty;

    /// <summary>Whether the text of the compilation has a word, so that an action that waits for it can find anything.</summary>
    public bool Mentions(InteropWords words) => (_words.Value & words) == words;

    /// <summary>Whether the text of one file has a word.</summary>
    public bool Mentions(SyntaxTree tree, InteropWords words) => (InteropPresence.WordsOf(tree, CancellationToken.None) & words) == words;

    /// <summary>The one <typeparamref name="T"/> of this compilation, made by <paramref name="create"/> on first use.</summary>
    public T Get<T>(Func<InteropContext, T> create)
        where T : class =>
        _services.TryGetValue(typeof(T), out var service)
            ? (T)service
            : Create(create);

    // Apart, because the closure would be allocated by every call of Get.
    private T Create<T>(Func<InteropContext, T> create)
        where T : class =>
        (T)_services.GetOrAdd(typeof(T), _ => create(this));
}
