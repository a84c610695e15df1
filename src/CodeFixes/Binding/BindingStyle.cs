using System.Threading;
using BoundaryLint.Analysis;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace BoundaryLint.CodeFixes.Binding;

/// <summary>
/// What the project's framework, language version and options let a binding say. There are two forms: LibraryImport with pointers and function pointers, and DllImport with
/// delegates where one of its conditions is missing.
/// </summary>
internal sealed class BindingStyle
{
    private BindingStyle(KnownTypes types, LanguageVersion language, bool usesLibraryImport, bool isNullable)
    {
        UsesLibraryImport = usesLibraryImport;
        IsNullable = isNullable;
        HasNativeIntegers = language >= LanguageVersion.CSharp9;
        HasInParameters = language >= LanguageVersion.CSharp7_2;
        HasCLong = types.CLong is not null && types.CULong is not null;
        HasUtf8 = types.Find("System.Runtime.InteropServices.UnmanagedType") is { } unmanagedType && !unmanagedType.GetMembers("LPUTF8Str").IsEmpty;
        CanReadUtf8 = types.Marshal is { } marshal && !marshal.GetMembers("PtrToStringUTF8").IsEmpty;
    }

    /// <summary>Declarations are partial methods whose marshalling is generated, and pointers are written as such; otherwise no unsafe code is needed.</summary>
    public bool UsesLibraryImport { get; }

    /// <summary>Whether references are told apart by nullability where the class stands.</summary>
    public bool IsNullable { get; }

    public bool HasNativeIntegers { get; }

    public bool HasInParameters { get; }

    public bool HasCLong { get; }

    /// <summary>Whether the framework can marshal a string as UTF-8.</summary>
    public bool HasUtf8 { get; }

    /// <summary>Whether <c>Marshal.PtrToStringUTF8</c> is there.</summary>
    public bool CanReadUtf8 { get; }

    public string NativeInteger => HasNativeIntegers ? "nint" : "IntPtr";

    public string UnsignedNativeInteger => HasNativeIntegers ? "nuint" : "UIntPtr";

    /// <summary>The style for a class at a place. A file that several target frameworks share gets what all of them understand.</summary>
    public static BindingStyle Of(Document document, SemanticModel model, KnownTypes types, int position, CancellationToken cancellationToken)
    {
        var language = ((CSharpParseOptions)model.SyntaxTree.Options).LanguageVersion;
        var usesLibraryImport = CanUseLibraryImport(model.Compilation, types, language);
        foreach (var linked in document.GetLinkedDocumentIds())
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (usesLibraryImport && document.Project.Solution.GetProject(linked.ProjectId) is { } other
                && other.GetCompilationAsync(cancellationToken).GetAwaiter().GetResult() is { } compilation)
            {
                usesLibraryImport = CanUseLibraryImport(compilation, new KnownTypes(compilation), language);
            }
        }

        return new BindingStyle(types, language, usesLibraryImport, model.GetNullableContext(position).AnnotationsEnabled());
    }

    // The generated code is unsafe, and extended partial methods and function pointers came with C# 9.
    private static bool CanUseLibraryImport(Compilation compilation, KnownTypes types, LanguageVersion language) =>
        types.LibraryImportAttribute is not null
        && types.UnmanagedCallersOnlyAttribute is not null
        && language >= LanguageVersion.CSharp9
        && compilation.Options is CSharpCompilationOptions { AllowUnsafe: true };
}
