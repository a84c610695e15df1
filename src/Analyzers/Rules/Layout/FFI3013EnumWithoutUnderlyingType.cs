using System.Collections.Generic;
using System.Collections.Immutable;
using BoundaryLint.Analysis;
using BoundaryLint.Signatures;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace BoundaryLint.Rules.Layout;

/// <summary>FFI3013: an enum that native code sees does not say how wide it is. Off by default: <c>int</c> is what most C compilers choose too.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class FFI3013EnumWithoutUnderlyingType : InteropAnalyzer
{
    private static readonly DiagnosticDescriptor Rule = RuleDescriptor.Create(
        "FFI3013",
        "Enum crosses the boundary without a stated underlying type",
        "`{0}` crosses the boundary in {1} and does not state its underlying type; state `: {2}`, or the type of the native enum",
        RuleFamily.Layout,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: false,
        description: "A C# enum has 4 bytes unless it says otherwise. A C compiler may choose fewer or more by the values, and C++ and Rust enums state their own.");

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Rule);

    protected override void Register(InteropStart start)
    {
        var interop = start.Interop;

        // Whether the type is written out is a matter of syntax alone.
        start.OnSyntax(
            context =>
            {
                var declaration = (EnumDeclarationSyntax)context.Node;
                if (declaration.BaseList is null
                    && context.SemanticModel.GetDeclaredSymbol(declaration, context.CancellationToken) is INamedTypeSymbol { EnumUnderlyingType: { } underlying } type
                    && CrossingEnums.Of(interop).Find(type) is { } place
                    && Report.Create(Rule, interop.Compilation, declaration.Identifier.GetLocation(), null, null, default, type.Name, place, DisplayNames.OfType(underlying)) is { } diagnostic)
                {
                    context.ReportDiagnostic(diagnostic);
                }
            },
            SyntaxKind.EnumDeclaration);
    }

    /// <summary>The enums in signatures and structs of the boundary, with the first place of each.</summary>
    private sealed class CrossingEnums
    {
        private readonly Dictionary<INamedTypeSymbol, string> _places = new(SymbolEqualityComparer.Default);

        private CrossingEnums(InteropContext interop)
        {
            var boundary = BoundaryTypes.Of(interop);
            foreach (var function in boundary.Functions)
            {
                AddAll(function);
            }

            foreach (var crossing in boundary.Delegates)
            {
                if (NativeFunctions.Of(interop).FromDelegate(crossing) is { } function)
                {
                    AddAll(function);
                }
            }

            AddFields(boundary.MarshalledStructs.Keys);
            AddFields(boundary.RawStructs.Keys);
        }

        public static CrossingEnums Of(InteropContext interop) => interop.Get(static context => new CrossingEnums(context));

        public string? Find(INamedTypeSymbol type) => _places.TryGetValue(type, out var place) ? place : null;

        private void AddAll(NativeFunction function)
        {
            foreach (var value in function.Parameters.Add(function.Return))
            {
                Add(value.Type, $"{value.Describe()} of `{function.DisplayName}`");
            }
        }

        private void AddFields(IEnumerable<INamedTypeSymbol> types)
        {
            foreach (var type in types)
            {
                foreach (var member in type.GetMembers())
                {
                    if (member is IFieldSymbol { IsStatic: false, IsConst: false } field)
                    {
                        Add(field.Type, $"field `{DisplayNames.OfMember(field.AssociatedSymbol ?? field)}`");
                    }
                }
            }
        }

        private void Add(ITypeSymbol type, string place)
        {
            while (true)
            {
                switch (type)
                {
                    case IPointerTypeSymbol pointer:
                        type = pointer.PointedAtType;
                        continue;
                    case IArrayTypeSymbol array:
                        type = array.ElementType;
                        continue;
                    case INamedTypeSymbol { TypeKind: TypeKind.Enum } found:
                        if (!_places.ContainsKey(found))
                        {
                            _places.Add(found, place);
                        }

                        return;
                    default:
                        return;
                }
            }
        }
    }
}
