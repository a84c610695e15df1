using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using BoundaryLint.Analysis;
using BoundaryLint.Contracts;
using BoundaryLint.Flow;
using BoundaryLint.Headers;
using BoundaryLint.Signatures;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace BoundaryLint.Rules.Layout;

/// <summary>What FFI3012 tells its fix.</summary>
internal static class FFI3012Properties
{
    /// <summary>The types that have the right width on every platform, the exact one first, separated by commas. Absent where the platforms need different ones.</summary>
    public const string Types = nameof(Types);
}

/// <summary>FFI3012: a C# integer of fixed width stands for a C type whose width the platform chooses.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class FFI3012CIntegerWidthDependsOnPlatform : InteropAnalyzer
{
    private static readonly DiagnosticDescriptor Rule = RuleDescriptor.Create(
        "FFI3012",
        "C integer width depends on the platform",
        "{0} of `{1}` is `{2}`, and C has `{3}` ({4}), which has {5}; declare `{6}`",
        RuleFamily.Layout,
        DiagnosticSeverity.Info,
        description: "`long` has 4 bytes on Windows and 8 elsewhere, `size_t` is as wide as a pointer. A narrower C# type leaves upper bits undefined or cuts them off, and behind a pointer native code writes over what lies beside.");

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Rule);

    protected override void Register(InteropStart start) => start.OnNativeFunction(static context =>
    {
        var function = context.Function;
        var interop = context.Interop;

        // Where the project has a header, FFI5003 compares with it.
        if (!function.IsBound
            || !function.PreserveSig

            // What has one width on the one platform of a project is declared with it; Windows names its types for both of its own.
            || (ProjectTargets.Of(interop).Platforms.Length < 2 && !SystemLibraries.IsWindows(function.Library))
            || NativeHeaders.Of(interop).DeclarationsOf(function, context.CancellationToken).Any())
        {
            return;
        }

        var systems = DeclaredSystems.Of(interop, function.Symbol, function.Library);
        var isOfWindows = SystemLibraries.IsWindows(function.Library) || (SystemLibraries.IsCLibrary(function.Library) && !SystemLibraries.IsUnix(function.Library));
        var platforms = ProjectTargets.Of(interop).Platforms
            .Where(platform => systems.Contains(platform.Os) && (!isOfWindows || platform.Os == TargetOs.Windows)
                && (!SystemLibraries.IsUnix(function.Library) || platform.Os != TargetOs.Windows))
            .ToList();
        var library = KnownCatalogue.Find(function.Library);
        var declaration = library is null ? null : KnownCatalogue.FindDeclaration(library, function);
        if (declaration is not null
            && (declaration.Parameters.Length > function.Parameters.Length || (declaration.Parameters.Length < function.Parameters.Length && !declaration.IsVariadic)))
        {
            declaration = null;
        }

        for (var index = -1; index < function.Parameters.Length; index++)
        {
            var value = index < 0 ? function.Return : function.Parameters[index];
            var type = declaration is null || index >= declaration.Parameters.Length ? null : index < 0 ? declaration.ReturnType : declaration.Parameters[index].Type;
            var known = type is null ? null : WidthOf(value, type, isOfWindows);
            if ((known ?? StatedWidthOf(function, value, isOfWindows)) is { } width
                && Differences(value, width, platforms) is { Length: > 0 } differences
                && !WidthChoices.IsOneOfSeveral(interop, function))
            {
                context.Report(Report.Create(
                    Rule,
                    interop.Compilation,
                    context.LocationOf(value),
                    null,
                    TypesOf(width, value, interop) is { } types ? ImmutableDictionary<string, string?>.Empty.Add(FFI3012Properties.Types, types) : null,
                    default,
                    Capitalised(value.Describe()),
                    function.DisplayName,
                    DisplayNames.OfType(value.Type),
                    width.Name,
                    known is null ? "says [NativeTypeName]" : $"known from the {library!.Documentation}",
                    differences,
                    width.Right));
            }
        }
    });

    /// <summary>The sizes on the platforms where the C# type has another one that matters, for the message.</summary>
    private static string Differences(NativeParameter value, PlatformWidth width, List<TargetPlatform> platforms)
    {
        var bySize = new SortedDictionary<int, List<string>>();
        foreach (var platform in platforms)
        {
            var expected = width.On(platform.Model);

            // An argument that is wider than what the function reads still has the right low bits.
            var actual = value.Marshalling.NativeType.SizeOn(platform.Model);
            if (actual is not { } size || size == expected || (size > expected && !value.IsReturn && value.RefKind == RefKind.None))
            {
                continue;
            }

            if (!bySize.TryGetValue(expected, out var names))
            {
                bySize.Add(expected, names = new List<string>());
            }

            names.Add(platform.RuntimeIdentifier);
        }

        return string.Join(" and ", bySize.Select(static pair => $"{pair.Key} bytes on {string.Join(", ", pair.Value)}"));
    }

    /// <summary>What can stand in the declaration. A value of the other sign has the same bits, and may be what the callers have.</summary>
    private static string? TypesOf(PlatformWidth width, NativeParameter value, InteropContext interop)
    {
        if (value.Marshalling.Source == MarshallingSource.MarshalAs)
        {
            return null;
        }

        return width.Right switch
        {
            "nuint" => "nuint,nint",
            "nint" => "nint,nuint",
            "CLong" or "CULong" when interop.Types.CLong is null => null,
            "CLong" when width.Name != "off_t" => "System.Runtime.InteropServices.CLong",
            "CULong" => "System.Runtime.InteropServices.CULong",
            _ => ProjectTargets.Of(interop).Models.All(model => width.On(model) == 8) ? "long" : null,
        };
    }

    /// <summary>The width of the C type of a value, when the platform chooses it.</summary>
    private static PlatformWidth? WidthOf(NativeParameter value, CType type, bool isOfWindows)
    {
        if (value.Marshalling.Shape is not (ManagedShape.Number or ManagedShape.NativeInteger) || value.Marshalling.NativeType.Kind != NativeTypeKind.Integer)
        {
            return null;
        }

        if (value.RefKind != RefKind.None)
        {
            if (type.Canonical is not CPointerType pointer)
            {
                return null;
            }

            type = pointer.Pointee;
        }

        while (true)
        {
            switch (type)
            {
                case CQualifiedType qualified:
                    type = qualified.Unqualified;
                    continue;
                case CTypedefType typedef when NamedWidth(typedef.Name) is { } named:
                    return named;
                case CTypedefType typedef when IsFixed(typedef.Name):
                    return null;
                case CTypedefType typedef:
                    type = typedef.Target;
                    continue;

                // Windows spells its 32-bit types with long.
                case CBasicType { Kind: CBasicKind.Long } when !isOfWindows:
                    return new PlatformWidth("long", "CLong", static model => model.LongSize);
                case CBasicType { Kind: CBasicKind.UnsignedLong } when !isOfWindows:
                    return new PlatformWidth("unsigned long", "CULong", static model => model.LongSize);
                default:
                    return null;
            }
        }
    }

    /// <summary>The width of the C type that a generator of bindings saw and wrote down.</summary>
    private static PlatformWidth? StatedWidthOf(NativeFunction function, NativeParameter value, bool isOfWindows)
    {
        if (value.Marshalling.Shape is not (ManagedShape.Number or ManagedShape.NativeInteger)
            || value.Marshalling.NativeType.Kind != NativeTypeKind.Integer
            || AttributeContracts.NativeTypeNameOf(value.IsReturn ? function.Signature.GetReturnTypeAttributes() : value.Symbol?.GetAttributes() ?? ImmutableArray<AttributeData>.Empty) is not { } stated)
        {
            return null;
        }

        var words = stated.Replace("*", " * ").Split([' '], StringSplitOptions.RemoveEmptyEntries).Where(static word => word is not ("const" or "volatile" or "restrict")).ToList();
        if (value.RefKind != RefKind.None && (words.Count == 0 || words[words.Count - 1] != "*"))
        {
            return null;
        }

        var name = string.Join(" ", value.RefKind == RefKind.None ? words : words.Take(words.Count - 1));
        return name switch
        {
            "long" or "long int" or "signed long" or "signed long int" when !isOfWindows => new PlatformWidth("long", "CLong", static model => model.LongSize),
            "unsigned long" or "unsigned long int" or "long unsigned int" when !isOfWindows => new PlatformWidth("unsigned long", "CULong", static model => model.LongSize),
            _ => NamedWidth(name),
        };
    }

    private static PlatformWidth? NamedWidth(string name) => name switch
    {
        "size_t" or "SIZE_T" or "uintptr_t" or "ULONG_PTR" or "DWORD_PTR" or "UINT_PTR" or "WPARAM" => new PlatformWidth(name, "nuint", static model => model.PointerSize),
        "ssize_t" or "SSIZE_T" or "ptrdiff_t" or "intptr_t" or "LONG_PTR" or "INT_PTR" or "LPARAM" or "LRESULT" => new PlatformWidth(name, "nint", static model => model.PointerSize),
        "time_t" => new PlatformWidth(name, "nint` or `long", static model => model.TimeSize),
        "off_t" => new PlatformWidth(name, "CLong", static model => model.OffsetSize),
        "wchar_t" => new PlatformWidth(name, "int` where it has 4 bytes and `char` where it has 2", static model => model.WCharSize),
        _ => null,
    };

    /// <summary><c>int64_t</c> is a <c>long</c> on some systems, and 8 bytes on all.</summary>
    private static bool IsFixed(string name) => name.EndsWith("_t", StringComparison.Ordinal) && name.Any(char.IsDigit);

    private static string Capitalised(string text) => char.ToUpperInvariant(text[0]) + text.Substring(1);

    /// <param name="Name">The type as C knows it.</param>
    /// <param name="Right">What it is in C#.</param>
    /// <param name="On">Its size on a platform.</param>
    private sealed record PlatformWidth(string Name, string Right, Func<DataModel, int> On);
}
