using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using System.Runtime.InteropServices;
using BoundaryLint.Analysis;
using BoundaryLint.Contracts;
using BoundaryLint.Signatures;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace BoundaryLint.Rules.Declarations;

/// <summary>What FFI8008 tells its fix.</summary>
internal static class FFI8008Properties
{
    /// <summary>The edit that repairs it: one of the constants below. Absent where none is evident.</summary>
    public const string Cure = nameof(Cure);

    /// <summary>Drop <c>CallingConvention</c> from the import.</summary>
    public const string DropConvention = nameof(DropConvention);

    /// <summary>Drop <c>CallingConvention</c>, or the other attribute: either may be right.</summary>
    public const string DropOneConvention = nameof(DropOneConvention);

    /// <summary>State UTF-16 for the import or the struct.</summary>
    public const string Unicode = nameof(Unicode);

    /// <summary>State the entry point in <see cref="EntryPoint"/>.</summary>
    public const string StateEntryPoint = nameof(StateEntryPoint);

    /// <summary>The entry point that exists.</summary>
    public const string EntryPoint = nameof(EntryPoint);
}

/// <summary>FFI8008: two settings of an import say different things, so that one of them is not what happens.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class FFI8008ImportSettingsContradict : InteropAnalyzer
{
    private static readonly DiagnosticDescriptor Rule = RuleDescriptor.Create(
        "FFI8008",
        "Contradictory import settings",
        "`{0}` {1}; {2}",
        RuleFamily.Declarations,
        DiagnosticSeverity.Warning,
        description: "Of two settings that contradict each other the runtime follows one. Text in the wrong encoding arrives as other characters, an entry point without its suffix is not found, "
            + "and a result that is no HRESULT is thrown as an exception.");

    // Functions of Windows that exist with the suffixes A and W only, beside those of the catalogue.
    private static readonly ImmutableHashSet<string> OnlyWithSuffix = ImmutableHashSet.Create(
        StringComparer.Ordinal,
        "AppendMenu", "CallWindowProc", "ChangeDisplaySettings", "CharLower", "CharUpper", "CopyFile", "CopyFileEx", "CreateDirectory", "CreateEvent", "CreateFile", "CreateFileMapping", "CreateMutex",
        "CreateNamedPipe", "CreateProcess", "CreateSemaphore", "CreateWindowEx", "CredRead", "CredWrite", "DefWindowProc", "DeleteFile", "DispatchMessage", "DragQueryFile", "DrawText",
        "EnumDisplayDevices", "EnumDisplaySettings", "ExtractIcon", "ExtractIconEx", "FindFirstFile", "FindNextFile", "FindWindow", "FindWindowEx", "FormatMessage", "GetClassInfoEx", "GetClassLong",
        "GetClassName", "GetComputerName", "GetCurrentDirectory", "GetDiskFreeSpace", "GetDiskFreeSpaceEx", "GetDriveType", "GetFileAttributes", "GetFileAttributesEx", "GetFullPathName",
        "GetKeyboardLayoutName", "GetKeyNameText", "GetLongPathName", "GetMenuString", "GetMessage", "GetModuleFileName", "GetModuleHandle", "GetModuleHandleEx", "GetMonitorInfo",
        "GetPrivateProfileString", "GetShortPathName", "GetStartupInfo", "GetSystemDirectory", "GetTempFileName", "GetTempPath", "GetUserName", "GetVersionEx", "GetVolumeInformation",
        "GetWindowLong", "GetWindowLongPtr", "GetWindowsDirectory", "GetWindowText", "GetWindowTextLength", "LoadBitmap", "LoadCursor", "LoadIcon", "LoadImage", "LoadLibrary", "LoadLibraryEx",
        "LoadString", "LogonUser", "lstrlen", "MapVirtualKey", "MessageBox", "MessageBoxEx", "MoveFile", "MoveFileEx", "OpenEvent", "OpenFileMapping", "OpenMutex", "OutputDebugString", "PeekMessage",
        "PlaySound", "PostMessage", "PostThreadMessage", "QueryDosDevice", "RegCreateKeyEx", "RegDeleteKey", "RegEnumKeyEx", "RegisterClass", "RegisterClassEx", "RegisterClipboardFormat",
        "RegisterWindowMessage", "RegOpenKeyEx", "RegQueryValueEx", "RegSetValueEx", "RemoveDirectory", "SendMessage", "SendMessageTimeout", "SendNotifyMessage", "SetClassLong",
        "SetCurrentDirectory", "SetDllDirectory", "SetEnvironmentVariable", "SetFileAttributes", "SetWindowLong", "SetWindowLongPtr", "SetWindowsHookEx", "SetWindowText", "SHBrowseForFolder",
        "ShellExecute", "ShellExecuteEx", "Shell_NotifyIcon", "SHFileOperation", "SHGetFileInfo", "SystemParametersInfo", "UnregisterClass", "VkKeyScan", "VkKeyScanEx", "WritePrivateProfileString");

    // Functions that work on the same things, so that all must be of one kind.
    private static readonly ImmutableArray<ImmutableHashSet<string>> Families = ImmutableArray.Create(
        ImmutableHashSet.Create(StringComparer.Ordinal, "FindFirstFile", "FindFirstFileEx", "FindNextFile"),
        ImmutableHashSet.Create(StringComparer.Ordinal, "RegisterClass", "RegisterClassEx", "DefWindowProc"),
        ImmutableHashSet.Create(StringComparer.Ordinal, "GetMessage", "PeekMessage", "DispatchMessage"));

    // Libraries of Windows whose functions do not return HRESULTs.
    private static readonly ImmutableHashSet<string> OtherResults = ImmutableHashSet.Create(
        StringComparer.Ordinal, "kernel32", "user32", "gdi32", "advapi32", "ntdll", "ws2_32", "iphlpapi", "winmm", "psapi", "version", "crypt32", "bcrypt", "ncrypt", "setupapi", "hid", "winhttp", "wininet");

    // The functions of these libraries that do: application recovery, pseudo consoles, descriptions of threads, error reports.
    private static readonly ImmutableHashSet<string> FunctionsWithHResult = ImmutableHashSet.Create(
        StringComparer.Ordinal,
        "RegisterApplicationRestart", "UnregisterApplicationRestart", "RegisterApplicationRecoveryCallback", "UnregisterApplicationRecoveryCallback", "GetApplicationRestartSettings",
        "GetApplicationRecoveryCallback", "ApplicationRecoveryInProgress", "CreatePseudoConsole", "ResizePseudoConsole", "SetThreadDescription", "GetThreadDescription", "GetMachineTypeAttributes",
        "WerRegisterFile", "WerUnregisterFile", "WerRegisterMemoryBlock", "WerUnregisterMemoryBlock", "WerRegisterRuntimeExceptionModule", "WerUnregisterRuntimeExceptionModule", "WerSetFlags",
        "WerGetFlags", "WerRegisterCustomMetadata", "WerUnregisterCustomMetadata", "WerRegisterExcludedMemoryBlock", "WerUnregisterExcludedMemoryBlock", "WerRegisterAppLocalDump",
        "WerUnregisterAppLocalDump");

    // Libraries of Windows with functions that are cdecl: LDAP, the cabinet functions, parts of the native API, RPC and MAPI.
    private static readonly ImmutableHashSet<string> OtherConventions = ImmutableHashSet.Create(StringComparer.Ordinal, "wldap32", "cabinet", "ntdll", "rpcrt4", "mapi32", "wow32", "d3dcompiler_47");

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Rule);

    protected override void Register(InteropStart start) => start.OnNativeFunction(static context =>
    {
        var function = context.Function;
        if (!function.IsImport || function.EntryPoint is not { Length: > 1 })
        {
            return;
        }

        InspectConventions(context);
        InspectDecoration(context);
        InspectPreserveSig(context);
        if (SystemLibraries.IsWindows(function.Library))
        {
            InspectWindowsConvention(context);
            InspectSpelling(context);
            InspectWidth(context);
            InspectText(context);
            InspectFamily(context);
        }
    });

    private static void Send(NativeFunctionContext context, Location location, string what, string advice, string? cure = null, string? entryPoint = null, Location? other = null, bool isInferred = false)
    {
        var properties = ImmutableDictionary<string, string?>.Empty;
        properties = cure is null ? properties : properties.Add(FFI8008Properties.Cure, cure);
        properties = entryPoint is null ? properties : properties.Add(FFI8008Properties.EntryPoint, entryPoint);
        context.Report(Report.Create(
            Rule,
            context.Interop.Compilation,
            location,
            isInferred ? Report.OneStepLower(Rule.DefaultSeverity) : null,
            properties,
            other is null ? default : ImmutableArray.Create(other),
            context.Function.DisplayName,
            what,
            advice));
    }

    private static void InspectConventions(NativeFunctionContext context)
    {
        var function = context.Function;
        if (function is not { Form: NativeForm.DllImport, Attribute: { } attribute }
            || !attribute.TryGetInteger("CallingConvention", out var stated)
            || (CallingConvention)(int)stated == CallingConvention.Winapi
            || function.Symbol.Attribute(context.Interop.Types.UnmanagedCallConvAttribute) is not { } other
            || !other.TryGetNamed("CallConvs", out var conventions)
            || conventions.Kind != TypedConstantKind.Array
            || conventions.Values.IsDefaultOrEmpty)
        {
            return;
        }

        var names = conventions.Values.Select(static value => value.Value).OfType<INamedTypeSymbol>().Where(static type => type.TypeKind != TypeKind.Error).Select(static type => type.Name).ToList();
        if (names.Count < conventions.Values.Length)
        {
            return;
        }

        var isSame = names.Contains("CallConv" + ((CallingConvention)(int)stated) switch { CallingConvention.StdCall => "Stdcall", CallingConvention.ThisCall => "Thiscall", var convention => convention.ToString() });
        Send(
            context,
            context.Location,
            $"states its calling convention twice, as CallingConvention.{(CallingConvention)(int)stated} and as {string.Join(", ", names)}, and the runtime ignores UnmanagedCallConv",
            isSame ? "leave CallingConvention out" : "keep the one that the native function has",
            isSame ? FFI8008Properties.DropConvention : FFI8008Properties.DropOneConvention);
    }

    /// <summary>The compiler's decoration of the entry point says which convention the function was compiled with.</summary>
    private static void InspectDecoration(NativeFunctionContext context)
    {
        var function = context.Function;
        if (function.EntryPoint![0] == '?' && !ProjectTargets.Of(context.Interop).CanRunOn32BitWindows)
        {
            // 64-bit code has one convention, and C++ names that say cdecl all the same.
            return;
        }

        if (DecoratedConvention(function.EntryPoint!) is { } decorated && Effective(function) is { } effective && effective != decorated)
        {
            Send(
                context,
                context.Location,
                $"is called as {Spell(effective)}, and the decoration of `{function.EntryPoint}` says {Spell(decorated)}: the stack or the object pointer is wrong on 32-bit Windows, the only system with such names",
                $"state {Spell(decorated)}");
        }
    }

    /// <summary>Functions of Windows clean the stack themselves, and so do the callbacks that it calls.</summary>
    private static void InspectWindowsConvention(NativeFunctionContext context)
    {
        var function = context.Function;
        if (!ProjectTargets.Of(context.Interop).CanRunOn32BitWindows
            || OtherConventions.Contains(LibraryNames.Normalize(function.Library))
            || VariadicFunctions.HasSignaturesOnPurpose(function.Library, function.EntryPoint))
        {
            return;
        }

        if (function.IsCallingConventionStated && function.CallingConvention is NativeCallingConvention.Cdecl or NativeCallingConvention.ThisCall or NativeCallingConvention.FastCall)
        {
            Send(
                context,
                context.Location,
                $"is called as {Spell(function.CallingConvention)}, and functions of `{function.Library}` are stdcall: the stack is cleaned twice on 32-bit Windows, where this project can run",
                "leave the convention to the platform",
                function.Form == NativeForm.DllImport ? FFI8008Properties.DropConvention : null);
        }

        foreach (var parameter in function.Parameters)
        {
            if (parameter.Type is INamedTypeSymbol { TypeKind: TypeKind.Delegate } type
                && NativeFunctions.Of(context.Interop).FromDelegate(type) is { IsCallingConventionStated: true, CallingConvention: NativeCallingConvention.Cdecl } callback)
            {
                Send(
                    context,
                    context.LocationOf(parameter),
                    $"calls {parameter.Describe()} as stdcall, and `{callback.Symbol.Name}` states cdecl: the stack is not cleaned on 32-bit Windows, where this project can run",
                    "state CallingConvention.Winapi for the delegate");
            }
        }
    }

    /// <summary>Functions that are macros for others in the headers of 32-bit Windows.</summary>
    private static void InspectWidth(NativeFunctionContext context)
    {
        var function = context.Function;
        if (Stem(function.EntryPoint!) is not ("GetWindowLongPtr" or "SetWindowLongPtr" or "GetClassLongPtr" or "SetClassLongPtr") || !ProjectTargets.Of(context.Interop).CanRunOn32BitWindows)
        {
            return;
        }

        var stem = Stem(function.EntryPoint!);
        var narrow = stem.Substring(0, stem.Length - "Ptr".Length);
        foreach (var other in BoundaryTypes.Of(context.Interop).Functions)
        {
            if (other.IsImport && Stem(other.EntryPoint ?? "") == narrow)
            {
                // The code chooses by the size of pointers.
                return;
            }
        }

        Send(
            context,
            context.Location,
            $"does not exist on 32-bit Windows, where this project can run: {stem} is a macro for {narrow} there",
            $"import {narrow} too, and choose by `IntPtr.Size`");
    }

    private static NativeCallingConvention? Effective(NativeFunction function) => function.CallingConvention switch
    {
        NativeCallingConvention.Platform => NativeCallingConvention.StdCall,
        NativeCallingConvention.Other => null,
        var stated => stated,
    };

    private static string Spell(NativeCallingConvention convention) => convention.ToString().ToLowerInvariant();

    /// <summary><c>_name@8</c>, <c>@name@8</c>, and the names that the C++ compiler of Microsoft makes for 32-bit code.</summary>
    private static NativeCallingConvention? DecoratedConvention(string name)
    {
        var at = name.LastIndexOf('@');
        if (name[0] is '_' or '@' && at > 1 && at + 1 < name.Length && name.Skip(at + 1).All(char.IsDigit))
        {
            return name[0] == '_' ? NativeCallingConvention.StdCall : NativeCallingConvention.FastCall;
        }

        var end = name[0] == '?' ? name.IndexOf("@@", StringComparison.Ordinal) : -1;
        if (end < 0 || end + 4 >= name.Length)
        {
            return null;
        }

        // A letter for the kind of function; for methods one for const and volatile, which E precedes in 64-bit code; then the convention.
        var place = name[end + 2] switch
        {
            'Y' => 3,
            'C' or 'K' or 'S' => 3,
            'A' or 'E' or 'I' or 'M' or 'Q' or 'U' => 4,
            _ => 0,
        };
        return place == 0 || (place == 4 && name[end + 3] == 'E') ? null : name[end + place] switch
        {
            'A' => NativeCallingConvention.Cdecl,
            'E' => NativeCallingConvention.ThisCall,
            'G' => NativeCallingConvention.StdCall,
            'I' => NativeCallingConvention.FastCall,
            _ => null,
        };
    }

    /// <summary>Without PreserveSig the runtime takes the native result for an HRESULT.</summary>
    private static void InspectPreserveSig(NativeFunctionContext context)
    {
        var function = context.Function;
        if (function.PreserveSig || function.Form != NativeForm.DllImport || (FunctionsWithHResult.Contains(function.EntryPoint!) && SystemLibraries.IsWindows(function.Library)))
        {
            return;
        }

        var library = LibraryNames.Normalize(function.Library);
        if (OtherResults.Contains(library) || SystemLibraries.IsCLibrary(function.Library))
        {
            Send(
                context,
                context.Location,
                $"has PreserveSig = false, and functions of `{function.Library}` do not return HRESULTs: the runtime would throw for some results and hide the others",
                "remove PreserveSig and declare the result",

                // The NTSTATUS of these is negative where they fail, as an HRESULT is.
                isInferred: function.EntryPoint!.StartsWith("Lsa", StringComparison.Ordinal) && function.Return.NativeType.Kind == NativeTypeKind.Void);
        }
        else if (DeclaredSystems.Of(context.Interop, function.Symbol, function.Library).All(static system => system != TargetOs.Windows))
        {
            Send(
                context,
                context.Location,
                "has PreserveSig = false, and libraries of this system hardly return HRESULTs: the runtime would throw for some results and hide the others",
                "remove PreserveSig and declare the result",
                isInferred: true);
        }
    }

    /// <summary>A name that is looked up exactly and exists only with a suffix.</summary>
    private static void InspectSpelling(NativeFunctionContext context)
    {
        var function = context.Function;
        if (!function.ExactSpelling || !ExistsOnlyWithSuffix(function))
        {
            return;
        }

        var isAnsi = TextOf(function).Any(static text => text.Encoding == TextEncoding.Ansi) || (function.Form == NativeForm.DllImport && function.CharSet is CharSet.Ansi && !TextOf(function).Any());
        var right = function.EntryPoint + (isAnsi ? "A" : "W");
        Send(
            context,
            context.Location,
            $"does not exist: `{function.Library}` exports {function.EntryPoint}A and {function.EntryPoint}W, and {(function.Form == NativeForm.LibraryImport ? "LibraryImport" : "ExactSpelling")} adds no suffix",
            $"state EntryPoint = \"{right}\"",
            FFI8008Properties.StateEntryPoint,
            right);
    }

    /// <summary>Whether every call sends a message of a control's own (from <c>WM_USER</c> on), which Windows hands on as it is, and does not take for ANSI text.</summary>
    private static bool OnlyCarriesOwnMessages(NativeFunctionContext context)
    {
        if (context.Function is not { Symbol: IMethodSymbol { Parameters.Length: 4 } method } function
            || Stem(function.EntryPoint!) is not ("SendMessage" or "PostMessage" or "SendNotifyMessage"))
        {
            return false;
        }

        const long firstOwnMessage = 0x400;
        var mentions = Mentions.In(context.Interop.Compilation);
        var isCalled = false;
        foreach (var mention in mentions.Of(method))
        {
            var name = Mentions.ExpressionAt(mention);
            if (name.Parent is not InvocationExpressionSyntax { ArgumentList.Arguments: { Count: 4 } arguments } call || call.Expression != name
                || arguments[1].NameColon is not null
                || mentions.ModelOf(call.SyntaxTree).GetConstantValue(arguments[1].Expression) is not { HasValue: true, Value: { } message }
                || !long.TryParse(Convert.ToString(message, CultureInfo.InvariantCulture), out var number)
                || number < firstOwnMessage)
            {
                return false;
            }

            isCalled = true;
        }

        return isCalled;
    }

    private static void InspectText(NativeFunctionContext context)
    {
        var function = context.Function;
        var isBySuffix = VariantOf(function) is not null;
        if ((VariantOf(function) ?? (ExistsOnlyWithSuffix(function) ? KindOf(function) : null)) is not { } variant)
        {
            return;
        }

        var isHandedOn = variant == 'A' && OnlyCarriesOwnMessages(context);
        var called = isBySuffix ? "" : $"is {function.EntryPoint}{variant} because of its character set; it ";
        var expected = variant == 'W' ? "UTF-16" : "ANSI";
        foreach (var value in function.Parameters.Add(function.Return))
        {
            if (Text(value.Marshalling) is { } text && text.Source != MarshallingSource.Custom && IsWrong(text.Encoding, variant))
            {
                // A suffix that the method's name alone shows is a statement too; only the entry point is a fact.
                var isStatedHere = text.Source == MarshallingSource.MarshalAs;
                Send(
                    context,
                    context.LocationOf(value),
                    $"{called}takes {expected} text, and {value.Describe()} crosses as {Name(text.Encoding)}",
                    !isBySuffix && variant == 'A' ? "state `CharSet.Unicode`" : variant == 'W' ? (isStatedHere ? "state `LPWStr`" : function.Form == NativeForm.LibraryImport ? "state `StringMarshalling.Utf16`" : "state `CharSet.Unicode`") : "call the function that ends with W",
                    (variant == 'W' && !isStatedHere) || (!isBySuffix && variant == 'A') ? FFI8008Properties.Unicode : null,
                    isInferred: isHandedOn);

                // One cause, one report.
                if (!isStatedHere)
                {
                    return;
                }
            }
        }

        foreach (var value in function.Parameters)
        {
            if (function.Mode == MarshallingMode.Runtime
                && value.Type is INamedTypeSymbol { TypeKind: TypeKind.Struct or TypeKind.Class } type
                && value.Marshalling.Shape is ManagedShape.Struct or ManagedShape.LayoutClass
                && WrongField(context.Interop, type, variant) is var (field, encoding))
            {
                Send(
                    context,
                    context.LocationOf(value),
                    $"{called}takes {expected} text, and the field `{DisplayNames.OfMember(field)}` of {value.Describe()} crosses as {Name(encoding)}",
                    !isBySuffix && variant == 'A' ? "state `CharSet.Unicode`" : variant == 'W' ? $"state CharSet.Unicode in the StructLayout of `{type.Name}`" : "call the function that ends with W",
                    isInferred: isHandedOn);
            }
        }
    }

    private static (ISymbol Field, TextEncoding Encoding)? WrongField(InteropContext interop, INamedTypeSymbol type, char variant)
    {
        foreach (var field in MarshallingReader.Of(interop).ShapeOf(type, MarshallingMode.Runtime).Fields)
        {
            if (Text(field.Marshalling) is { } text
                && (text.Source is MarshallingSource.Implied or MarshallingSource.CharSet || text.MarshalAs == UnmanagedType.ByValTStr)
                && IsWrong(text.Encoding, variant))
            {
                return (field.Field.AssociatedSymbol ?? field.Field, text.Encoding);
            }
        }

        return null;
    }

    /// <summary>Functions of one family that do not agree: the later one is reported.</summary>
    private static void InspectFamily(NativeFunctionContext context)
    {
        var function = context.Function;
        var stem = Stem(function.EntryPoint!);
        foreach (var family in Families)
        {
            if (!family.Contains(stem) || KindOf(function) is not { } kind)
            {
                continue;
            }

            foreach (var other in Siblings(context.Interop, function))
            {
                if (other.Location is { } place
                    && family.Contains(Stem(other.EntryPoint ?? ""))
                    && KindOf(other) is { } otherKind
                    && otherKind != kind
                    && !HasBoth(context.Interop, function, Stem(other.EntryPoint!))
                    && !HasBoth(context.Interop, function, stem)
                    && IsBefore(place, context.Location))
                {
                    Send(
                        context,
                        context.Location,
                        $"is {stem}{kind}, and `{other.DisplayName}` beside it is {Stem(other.EntryPoint!)}{otherKind}: text changes its meaning between them",
                        otherKind == 'W' ? "state CharSet.Unicode" : "use the W form of both",
                        otherKind == 'W' && stem == function.EntryPoint ? FFI8008Properties.Unicode : null,
                        other: place);
                    return;
                }
            }
        }
    }

    private static IEnumerable<NativeFunction> Siblings(InteropContext interop, NativeFunction function)
    {
        foreach (var other in BoundaryTypes.Of(interop).Functions)
        {
            if (other.IsImport && SymbolEqualityComparer.Default.Equals(other.Symbol.ContainingType, function.Symbol.ContainingType) && !SymbolEqualityComparer.Default.Equals(other.Symbol, function.Symbol))
            {
                yield return other;
            }
        }
    }

    /// <summary>Whether the class declares both forms of a function, so that its users choose.</summary>
    private static bool HasBoth(InteropContext interop, NativeFunction function, string stem)
    {
        var kinds = new HashSet<char>();
        foreach (var sibling in Siblings(interop, function).Append(function))
        {
            if (Stem(sibling.EntryPoint ?? "") == stem && KindOf(sibling) is { } kind)
            {
                kinds.Add(kind);
            }
        }

        return kinds.Count == 2;
    }

    private static bool IsBefore(Location first, Location second) =>
        ReferenceEquals(first.SourceTree, second.SourceTree)
            ? first.SourceSpan.Start < second.SourceSpan.Start
            : string.CompareOrdinal(first.SourceTree?.FilePath, second.SourceTree?.FilePath) < 0;

    /// <summary>A or W: by the suffix, or by the character set with which the runtime looks for one.</summary>
    private static char? KindOf(NativeFunction function) =>
        VariantOf(function) ?? (function is { Form: NativeForm.DllImport, ExactSpelling: false } ? function.CharSet is CharSet.Unicode or CharSet.Auto ? 'W' : 'A' : null);

    private static string Stem(string name) => HasSuffix(name) ? name.Substring(0, name.Length - 1) : name;

    /// <summary>The suffix of the entry point, when it is one.</summary>
    private static char? VariantOf(NativeFunction function) => HasSuffix(function.EntryPoint!) ? function.EntryPoint![function.EntryPoint.Length - 1] : null;

    private static bool HasSuffix(string name) => name.Length > 2 && name[name.Length - 1] is 'A' or 'W' && (char.IsLower(name[name.Length - 2]) || char.IsDigit(name[name.Length - 2]));

    private static bool ExistsOnlyWithSuffix(NativeFunction function)
    {
        var name = function.EntryPoint!;
        return OnlyWithSuffix.Contains(name)
            || (KnownCatalogue.Find(function.Library) is { } library && library.Header.FindExport(name) is null && !HasSuffix(name) && library.Header.FindExport(name + "W") is not null);
    }

    private static IEnumerable<EffectiveMarshalling> TextOf(NativeFunction function)
    {
        foreach (var value in function.Parameters.Add(function.Return))
        {
            if (Text(value.Marshalling) is { } text)
            {
                yield return text;
            }
        }
    }

    private static EffectiveMarshalling? Text(EffectiveMarshalling marshalling)
    {
        var text = marshalling.Shape == ManagedShape.Array ? marshalling.Element : marshalling;
        return text is { Shape: ManagedShape.String or ManagedShape.StringBuilder } ? text : null;
    }

    // A process may have UTF-8 as its ANSI code page.
    private static bool IsWrong(TextEncoding encoding, char variant) =>
        variant == 'W' ? encoding is TextEncoding.Ansi or TextEncoding.Utf8 : encoding is TextEncoding.Utf16 or TextEncoding.Auto;

    private static string Name(TextEncoding encoding) => encoding switch
    {
        TextEncoding.Ansi => "ANSI",
        TextEncoding.Utf8 => "UTF-8",
        _ => "UTF-16",
    };
}
