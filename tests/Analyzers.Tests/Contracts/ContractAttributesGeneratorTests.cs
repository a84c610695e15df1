using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using BoundaryLint.Contracts;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using Xunit;

namespace BoundaryLint.Tests.Contracts;

public sealed class ContractAttributesGeneratorTests
{
    private const string EveryAttribute = """
        using System;
        using System.Runtime.InteropServices;
        using BoundaryLint;

        [NativeStatus(Success = 0, ErrorText = "kv_error_text")]
        public enum KvStatus { Ok, Failed }

        [NativeName("kv_entry"), DiffersFromHeader("the tail is not used")]
        public struct KvItem { [NativeName("len"), DiffersFromHeader("fixed")] public int Length; }

        [DiffersFromHeader("the second argument is not used")]
        public delegate void KvVisit(IntPtr item);

        [NativeHandle("kv_close", Invalid = -1), ThreadAffine]
        public struct KvHandle { [Owned("kv_free")] public IntPtr Value; [Count("Length")] public IntPtr Items; public int Length; }

        [NativeBoundary("kv", Header = "kv.h")]
        public static class Kv
        {
            [DllImport("kv"), Blocking, CallsBack, NotInCallback, LastError]
            [return: NativeStatus(SuccessIf = NativeSuccess.NotNegative)]
            public static extern int kv_open([NativeText(NativeTextEncoding.Utf8)] IntPtr path, [Owned("kv_close")] out IntPtr store);

            [DllImport("kv"), Fast, ThreadSafe]
            [return: Borrowed(From = "store")]
            public static extern IntPtr kv_get([Borrowed] IntPtr store, [NoEscape, Bytes("size")] IntPtr key, UIntPtr size);

            [DllImport("kv")]
            public static extern void kv_put(IntPtr store, [Taken] IntPtr value, [Retained(Until = "kv_unwatch")] IntPtr watch);

            [DllImport("kv"), DiffersFromHeader("the header is of a newer version")]
            [return: DiffersFromHeader("not used")]
            public static extern void kv_close([Releases, DiffersFromHeader("any pointer")] IntPtr store);

            [MapsNativeStatus(typeof(KvStatus))]
            public static Exception Map(KvStatus status) { return new Exception(status.ToString()); }
        }
        """;

    private static readonly ImmutableArray<MetadataReference> Framework = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
        .Split(Path.PathSeparator)
        .Where(path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal) || Path.GetFileName(path) is "netstandard.dll" or "mscorlib.dll")
        .Select(path => (MetadataReference)MetadataReference.CreateFromFile(path))
        .ToImmutableArray();

    [Theory]
    [InlineData("class C { }")]
    [InlineData("using System; [Serializable] class C { }")]
    [InlineData("namespace BoundaryLint.Store { class C { BoundaryLint.Store.C Next; } }")]
    [InlineData("using BoundaryLint.Store; namespace BoundaryLint.Store { class C { } }")]
    [InlineData("class OwnedAttribute : System.Attribute { } [Owned] class Entity { }")]
    [InlineData("class C { int Count; int Fast() => Count; } // [Owned] using BoundaryLint;")]
    public void A_project_that_does_not_mention_them_gets_nothing(string source)
    {
        var result = Run(CreateCompilation(source));

        Assert.Empty(result.GeneratedTrees);
        Assert.Empty(result.Diagnostics);
    }

    [Theory]
    [InlineData("using BoundaryLint;")]
    [InlineData("using global::BoundaryLint;")]
    [InlineData("global using BoundaryLint;")]
    [InlineData("using Facts = BoundaryLint;")]
    [InlineData("using static BoundaryLint.NativeTextEncoding;")]
    [InlineData("class C { [return: Owned(\"f\")] extern static int M(); }")]
    [InlineData("class C { [return: OwnedAttribute(\"f\")] extern static int M(); }")]
    [InlineData("class C { [return: BoundaryLint.Owned(\"f\")] extern static int M(); }")]
    [InlineData("class C { [return: global::BoundaryLint.OwnedAttribute(\"f\")] extern static int M(); }")]
    [InlineData("class C { object M() => typeof(BoundaryLint.OwnedAttribute); }")]
    [InlineData("[NativeBoundary(\"kv\")] class C { }")]
    public void A_project_that_mentions_them_gets_one_file(string source)
    {
        var result = Run(CreateCompilation(source));

        Assert.EndsWith(ContractAttributesGenerator.FileName, Assert.Single(result.GeneratedTrees).FilePath, StringComparison.Ordinal);
    }

    [Fact]
    public void A_project_that_sees_its_own_or_shared_attributes_gets_nothing()
    {
        var own = CreateCompilation("using BoundaryLint; namespace BoundaryLint { class OwnedAttribute : System.Attribute { } }");
        Assert.Empty(Run(own).GeneratedTrees);

        var shared = Generate(CreateCompilation(
            "using BoundaryLint; [assembly: System.Runtime.CompilerServices.InternalsVisibleTo(\"Friend\")]", name: "Library"));
        var friend = CreateCompilation(EveryAttribute, name: "Friend").AddReferences(Reference(shared));
        Assert.Empty(Generate(friend).GetDiagnostics());
        Assert.Empty(Run(friend).GeneratedTrees);
    }

    [Fact]
    public void A_project_that_cannot_see_the_attributes_of_a_reference_gets_its_own()
    {
        var library = Generate(CreateCompilation("using BoundaryLint;", name: "Library"));
        var stranger = CreateCompilation(EveryAttribute, name: "Stranger").AddReferences(Reference(library));

        Assert.Empty(Generate(stranger).GetDiagnostics());
        Assert.Single(Run(stranger).GeneratedTrees);
    }

    [Theory]
    [InlineData(LanguageVersion.CSharp7_3, NullableContextOptions.Disable)]
    [InlineData(LanguageVersion.CSharp8, NullableContextOptions.Disable)]
    [InlineData(LanguageVersion.CSharp8, NullableContextOptions.Enable)]
    [InlineData(LanguageVersion.Latest, NullableContextOptions.Enable)]
    public void Every_attribute_compiles_and_fits_its_targets(LanguageVersion version, NullableContextOptions nullable)
    {
        var compilation = Generate(CreateCompilation(EveryAttribute, version, nullable));

        Assert.Empty(compilation.GetDiagnostics());
    }

    [Fact]
    public void Every_attribute_is_internal_conditional_and_documented()
    {
        var compilation = Generate(CreateCompilation("using BoundaryLint;"));
        var generated = Assert.Single(compilation.SyntaxTrees, tree => tree.FilePath.EndsWith(ContractAttributesGenerator.FileName, StringComparison.Ordinal));
        Assert.StartsWith("// <auto-generated/>", generated.ToString(), StringComparison.Ordinal);

        var declared = compilation.GlobalNamespace.GetNamespaceMembers().Single(space => space.Name == "BoundaryLint").GetTypeMembers();
        Assert.Equal(ContractAttributeNames.All.Order(), declared.Select(type => "BoundaryLint." + type.MetadataName).Order());
        foreach (var type in declared)
        {
            Assert.Equal(Accessibility.Internal, type.DeclaredAccessibility);
            Assert.Contains("<summary>", type.GetDocumentationCommentXml(), StringComparison.Ordinal);
            if (type.TypeKind == TypeKind.Class)
            {
                Assert.True(type.IsSealed);
                Assert.Contains("Evidence: ", type.GetDocumentationCommentXml(), StringComparison.Ordinal);
                var conditional = Assert.Single(type.GetAttributes(), attribute => attribute.AttributeClass!.Name == "ConditionalAttribute");
                Assert.Equal(ContractAttributeNames.ConditionalSymbol, conditional.ConstructorArguments[0].Value);
            }
        }
    }

    [Fact]
    public void Names_of_arguments_and_values_are_those_declared()
    {
        var compilation = Generate(CreateCompilation("using BoundaryLint;"));
        AssertSettable(ContractAttributeNames.Borrowed, ContractAttributeNames.Arguments.From);
        AssertSettable(ContractAttributeNames.Retained, ContractAttributeNames.Arguments.Until);
        AssertSettable(ContractAttributeNames.NativeHandle, ContractAttributeNames.Arguments.Invalid);
        AssertSettable(ContractAttributeNames.NativeStatus, ContractAttributeNames.Arguments.Success);
        AssertSettable(ContractAttributeNames.NativeStatus, ContractAttributeNames.Arguments.SuccessIf);
        AssertSettable(ContractAttributeNames.NativeStatus, ContractAttributeNames.Arguments.ErrorText);
        AssertSettable(ContractAttributeNames.NativeBoundary, ContractAttributeNames.Arguments.Header);
        AssertValues(ContractAttributeNames.NativeSuccess, typeof(ContractAttributeNames.SuccessValues));
        AssertValues(ContractAttributeNames.NativeTextEncoding, typeof(ContractAttributeNames.EncodingValues));

        void AssertSettable(string type, string property) =>
            Assert.False(Assert.IsType<IPropertySymbol>(Assert.Single(Find(type).GetMembers(property)), exactMatch: false).IsReadOnly);

        void AssertValues(string type, Type constants) => Assert.Equal(
            constants.GetFields().Select(field => (field.Name, (int)field.GetRawConstantValue()!)).Order(),
            Find(type).GetMembers().OfType<IFieldSymbol>().Select(field => (field.Name, (int)field.ConstantValue!)).Order());

        INamedTypeSymbol Find(string type) => Assert.Single(compilation.GetTypesByMetadataName(type));
    }

    [Fact]
    public void Uses_leave_no_trace_in_the_assembly()
    {
        Assert.Empty(UsesIn(Generate(CreateCompilation(EveryAttribute))));
    }

    [Fact]
    public void Uses_travel_with_the_assembly_when_the_project_asks()
    {
        var attributes = ContractAttributeNames.All.Except([ContractAttributeNames.NativeSuccess, ContractAttributeNames.NativeTextEncoding]);

        Assert.Equal(attributes.Order(), UsesIn(Generate(CreateCompilation(EveryAttribute, symbols: ContractAttributeNames.ConditionalSymbol))).Distinct().Order());
    }

    [Fact]
    public void An_unrelated_edit_writes_nothing_anew()
    {
        var compilation = CreateCompilation(EveryAttribute).AddSyntaxTrees(CSharpSyntaxTree.ParseText("class Unrelated { }", path: "Unrelated.cs"));
        var driver = CreateDriver(compilation).RunGenerators(compilation);
        Assert.Single(driver.GetRunResult().GeneratedTrees);

        var edited = compilation.ReplaceSyntaxTree(
            compilation.SyntaxTrees.Single(tree => tree.FilePath == "Unrelated.cs"),
            CSharpSyntaxTree.ParseText("class Unrelated { int Count; }", path: "Unrelated.cs"));
        var after = driver.RunGenerators(edited).GetRunResult();

        AssertUnchanged(after.Results[0].TrackedSteps[ContractAttributesGenerator.DecisionStep]);
        AssertUnchanged(after.Results[0].TrackedOutputSteps.SelectMany(step => step.Value));
    }

    [Fact]
    public void The_last_mention_takes_the_file_away()
    {
        var compilation = CreateCompilation("using BoundaryLint;");
        var driver = CreateDriver(compilation).RunGenerators(compilation);
        Assert.Single(driver.GetRunResult().GeneratedTrees);

        var edited = compilation.ReplaceSyntaxTree(compilation.SyntaxTrees.Single(), CSharpSyntaxTree.ParseText("class C { }"));
        Assert.Empty(driver.RunGenerators(edited).GetRunResult().GeneratedTrees);
    }

    private static void AssertUnchanged(IEnumerable<IncrementalGeneratorRunStep> steps)
    {
        var reasons = steps.SelectMany(step => step.Outputs).Select(output => output.Reason).ToList();
        Assert.NotEmpty(reasons);
        Assert.All(reasons, reason => Assert.True(reason is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged, reason.ToString()));
    }

    private static GeneratorDriver CreateDriver(Compilation compilation) => CSharpGeneratorDriver.Create(
        [new ContractAttributesGenerator().AsSourceGenerator()],
        parseOptions: (CSharpParseOptions)compilation.SyntaxTrees.First().Options,
        driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));

    private static CSharpCompilation CreateCompilation(
        string source,
        LanguageVersion version = LanguageVersion.Latest,
        NullableContextOptions nullable = NullableContextOptions.Enable,
        string symbols = "",
        string name = "Project") =>
        CSharpCompilation.Create(
            name,
            [CSharpSyntaxTree.ParseText(source, ParseOptions(version, symbols))],
            Framework,
            new CSharpCompilationOptions(
                OutputKind.DynamicallyLinkedLibrary,
                nullableContextOptions: nullable,
                generalDiagnosticOption: ReportDiagnostic.Error,
                specificDiagnosticOptions: [new("CS8019", ReportDiagnostic.Suppress), new("CS1591", ReportDiagnostic.Suppress)]));

    private static CSharpParseOptions ParseOptions(LanguageVersion version, string symbols) =>
        new(version, DocumentationMode.Diagnose, preprocessorSymbols: symbols.Split(';', StringSplitOptions.RemoveEmptyEntries));

    private static GeneratorDriverRunResult Run(Compilation compilation) => CreateDriver(compilation).RunGenerators(compilation).GetRunResult();

    private static Compilation Generate(Compilation compilation)
    {
        CreateDriver(compilation).RunGeneratorsAndUpdateCompilation(compilation, out var result, out var diagnostics);
        Assert.Empty(diagnostics);
        return result;
    }

    private static MetadataReference Reference(Compilation compilation) => MetadataReference.CreateFromImage(Emit(compilation));

    private static ImmutableArray<byte> Emit(Compilation compilation)
    {
        using var stream = new MemoryStream();
        var result = compilation.Emit(stream);
        Assert.True(result.Success, string.Join("\n", result.Diagnostics));
        return [.. stream.ToArray()];
    }

    // The types of all attributes of the namespace BoundaryLint that the assembly's metadata holds.
    private static List<string> UsesIn(Compilation compilation)
    {
        using var image = new PEReader(Emit(compilation));
        var metadata = image.GetMetadataReader();
        return metadata.CustomAttributes
            .Select(handle => metadata.GetCustomAttribute(handle).Constructor)
            .Where(constructor => constructor.Kind == HandleKind.MethodDefinition)
            .Select(constructor => metadata.GetTypeDefinition(metadata.GetMethodDefinition((MethodDefinitionHandle)constructor).GetDeclaringType()))
            .Where(type => metadata.GetString(type.Namespace) == ContractAttributeNames.Namespace)
            .Select(type => ContractAttributeNames.Namespace + "." + metadata.GetString(type.Name))
            .ToList();
    }
}
