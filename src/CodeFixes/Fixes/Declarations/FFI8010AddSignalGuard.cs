using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using BoundaryLint.CodeFixes.Editing;
using BoundaryLint.Rules.Declarations;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Simplification;

namespace BoundaryLint.CodeFixes.Declarations;

/// <summary>Writes the guard that loads the Go library when the assembly starts and restores the handler of the signal with which .NET stops threads.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(FFI8010AddSignalGuard))]
public sealed class FFI8010AddSignalGuard : DocumentFix
{
    private const string ClassName = "GoSignalGuard";

    // Without pointers, so that it compiles in projects that allow no unsafe code. The layouts are those of glibc, musl and macOS.
    private const string Guard = """

        /// <summary>
        /// Undoes what the start of a Go runtime does to the signal with which .NET's garbage collector stops threads: Go makes its handler run on the thread's alternate stack, which is too small
        /// for it (dotnet/runtime#127320).
        /// </summary>
        internal static class GoSignalGuard
        {
            [System.Runtime.CompilerServices.ModuleInitializer]
            internal static void Load()
            {
                if (System.OperatingSystem.IsLinux())
                {
                    if (System.Runtime.InteropServices.NativeLibrary.TryLoad("LIBRARY", typeof(GoSignalGuard).Assembly, null, out _))
                    {
                        Restore(__libc_current_sigrtmin(), flagsOffset: (System.Environment.Is64BitProcess ? 8 : 4) + 128, onStack: 0x08000000);
                    }
                }
                else if (System.OperatingSystem.IsMacOS())
                {
                    if (System.Runtime.InteropServices.NativeLibrary.TryLoad("LIBRARY", typeof(GoSignalGuard).Assembly, null, out _))
                    {
                        // SIGUSR1 and SA_ONSTACK of macOS, which is 64-bit.
                        Restore(signal: 30, flagsOffset: 12, onStack: 1);
                    }
                }
            }

            [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
            private static void Restore(int signal, int flagsOffset, int onStack)
            {
                byte[] action = new byte[256];
                if (sigaction(signal, null, action) != 0)
                {
                    throw new System.ComponentModel.Win32Exception(System.Runtime.InteropServices.Marshal.GetLastWin32Error());
                }

                int flags = System.BitConverter.ToInt32(action, flagsOffset);
                System.BitConverter.TryWriteBytes(new System.Span<byte>(action, flagsOffset, sizeof(int)), flags & ~onStack);
                if ((flags & onStack) != 0 && sigaction(signal, action, null) != 0)
                {
                    throw new System.ComponentModel.Win32Exception(System.Runtime.InteropServices.Marshal.GetLastWin32Error());
                }
            }

            [System.Runtime.Versioning.SupportedOSPlatform("linux")]
            [System.Runtime.InteropServices.DllImport("libc")]
            private static extern int __libc_current_sigrtmin();

            [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
            [System.Runtime.InteropServices.DllImport("libc", SetLastError = true)]
            private static extern int sigaction(int signal, [System.Runtime.InteropServices.In] byte[] action, [System.Runtime.InteropServices.Out] byte[] old);
        }

        """;

    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create("FFI8010");

    internal override async Task<ImmutableArray<DocumentEdit>> EditsForAsync(Document document, SyntaxNode root, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        var model = await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false);
        var type = root.FindNode(diagnostic.Location.SourceSpan).Ancestors().OfType<TypeDeclarationSyntax>().LastOrDefault();
        if (!diagnostic.Properties.TryGetValue(FFI8010Properties.Library, out var library)
            || library is null
            || model is null
            || type is null
            || model.LookupNamespacesAndTypes(type.SpanStart, name: ClassName).Length > 0)
        {
            return ImmutableArray<DocumentEdit>.Empty;
        }

        var isNullable = model.GetNullableContext(type.SpanStart).AnnotationsEnabled();
        var text = Guard.Replace("\"LIBRARY\"", SymbolDisplay.FormatLiteral(library, quote: true));
        text = isNullable ? text.Replace("byte[] action, [", "byte[]? action, [").Replace("byte[] old", "byte[]? old") : text;
        return ImmutableArray.Create(new DocumentEdit(
            "Restore .NET's signal handler after the load",
            "FFI8010.Guard",
            editor => editor.InsertAfter(type, MemberText.Parse(root, text).WithAdditionalAnnotations(Simplifier.Annotation))));
    }
}
