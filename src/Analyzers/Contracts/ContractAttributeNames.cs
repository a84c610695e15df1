using System.Collections.Immutable;

namespace BoundaryLint.Contracts;

/// <summary>
/// The names of the contract attributes, their enumerations and their arguments, as <c>ContractAttributes.cs</c> declares them. Attributes are
/// recognised by these metadata names wherever they are declared, because each assembly has its own internal copy.
/// </summary>
internal static class ContractAttributeNames
{
    public const string Namespace = "BoundaryLint";

    /// <summary>The symbol that keeps uses of the attributes in the assembly.</summary>
    public const string ConditionalSymbol = "BOUNDARYLINT_CONTRACTS";

    // Ownership and lifetime
    public const string Owned = "BoundaryLint.OwnedAttribute";
    public const string Borrowed = "BoundaryLint.BorrowedAttribute";
    public const string Taken = "BoundaryLint.TakenAttribute";
    public const string Releases = "BoundaryLint.ReleasesAttribute";
    public const string NoEscape = "BoundaryLint.NoEscapeAttribute";
    public const string Retained = "BoundaryLint.RetainedAttribute";
    public const string NativeHandle = "BoundaryLint.NativeHandleAttribute";

    // Errors
    public const string NativeStatus = "BoundaryLint.NativeStatusAttribute";
    public const string NativeSuccess = "BoundaryLint.NativeSuccess";
    public const string MapsNativeStatus = "BoundaryLint.MapsNativeStatusAttribute";
    public const string LastError = "BoundaryLint.LastErrorAttribute";

    // Time and threads
    public const string Blocking = "BoundaryLint.BlockingAttribute";
    public const string Fast = "BoundaryLint.FastAttribute";
    public const string CallsBack = "BoundaryLint.CallsBackAttribute";
    public const string NotInCallback = "BoundaryLint.NotInCallbackAttribute";
    public const string ThreadAffine = "BoundaryLint.ThreadAffineAttribute";
    public const string ThreadSafe = "BoundaryLint.ThreadSafeAttribute";

    // Data
    public const string NativeText = "BoundaryLint.NativeTextAttribute";
    public const string NativeTextEncoding = "BoundaryLint.NativeTextEncoding";
    public const string Count = "BoundaryLint.CountAttribute";
    public const string Bytes = "BoundaryLint.BytesAttribute";
    public const string NativeBoundary = "BoundaryLint.NativeBoundaryAttribute";

    // The header
    public const string NativeName = "BoundaryLint.NativeNameAttribute";
    public const string DiffersFromHeader = "BoundaryLint.DiffersFromHeaderAttribute";

    /// <summary>Every type that the generator writes, by metadata name.</summary>
    public static readonly ImmutableArray<string> All = ImmutableArray.Create(
        Owned,
        Borrowed,
        Taken,
        Releases,
        NoEscape,
        Retained,
        NativeHandle,
        NativeStatus,
        NativeSuccess,
        MapsNativeStatus,
        LastError,
        Blocking,
        Fast,
        CallsBack,
        NotInCallback,
        ThreadAffine,
        ThreadSafe,
        NativeText,
        NativeTextEncoding,
        Count,
        Bytes,
        NativeBoundary,
        NativeName,
        DiffersFromHeader);

    /// <summary>Named arguments.</summary>
    public static class Arguments
    {
        /// <summary>Of <see cref="Borrowed"/>: the parameter that is the owner.</summary>
        public const string From = "From";

        /// <summary>Of <see cref="Retained"/>: the function after which native code has let go.</summary>
        public const string Until = "Until";

        /// <summary>Of <see cref="NativeHandle"/>: the value that is no handle.</summary>
        public const string Invalid = "Invalid";

        /// <summary>Of <see cref="NativeStatus"/>: the value that means success.</summary>
        public const string Success = "Success";

        /// <summary>Of <see cref="NativeStatus"/>: a <see cref="SuccessValues"/>.</summary>
        public const string SuccessIf = "SuccessIf";

        /// <summary>Of <see cref="NativeStatus"/>: the function that gives the text of the error.</summary>
        public const string ErrorText = "ErrorText";

        /// <summary>Of <see cref="NativeBoundary"/>: the header's file name.</summary>
        public const string Header = "Header";
    }

    /// <summary>The values of <see cref="NativeSuccess"/>.</summary>
    public static class SuccessValues
    {
        public const int Equal = 0;
        public const int NotNegative = 1;
        public const int NotZero = 2;
        public const int NotNull = 3;
        public const int HResult = 4;
    }

    /// <summary>The values of <see cref="NativeTextEncoding"/>.</summary>
    public static class EncodingValues
    {
        public const int Utf8 = 0;
        public const int Utf16 = 1;
        public const int Ansi = 2;
    }
}
