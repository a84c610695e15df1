using System.Collections.Immutable;

namespace BoundaryLint.Flow;

/// <summary>What a resource is, for messages and for what a fix writes.</summary>
internal enum ResourceKind : byte
{
    /// <summary>Memory of some allocator.</summary>
    Memory,

    /// <summary>A native object.</summary>
    Handle,

    GCHandle,

    /// <summary>What <c>Memory.Pin</c> returns.</summary>
    Pin,

    /// <summary>A loaded native library.</summary>
    Library,

    /// <summary>A SafeHandle object: its finalizer releases what nobody disposed of, some time.</summary>
    SafeHandle,

    /// <summary>One reference that <c>DangerousAddRef</c> took on a SafeHandle.</summary>
    Reference,

    /// <summary>A reference to a COM object.</summary>
    ComReference,
}

/// <summary>Resources that the same functions release.</summary>
/// <param name="Kind">What kind of thing it is.</param>
/// <param name="Name">What messages call it: <c>memory of Marshal.AllocHGlobal</c>, <c>handle</c>.</param>
/// <param name="Release">The usual releasing function as messages name it: <c>Marshal.FreeHGlobal</c>, <c>kv_close</c>.</param>
/// <param name="ReleaseKeys">Every function that is right, as <see cref="ResourceRoles"/> names them.</param>
internal sealed record ResourceFamily(ResourceKind Kind, string Name, string Release, ImmutableArray<string> ReleaseKeys)
{
    /// <summary>The native name of the opaque type, or null: two functions that release the same type are both right.</summary>
    public string? HandleType { get; init; }

    /// <summary>Whether a function of Windows or of the C library makes it, whose documentation names the one function that releases it.</summary>
    public bool IsOfSystem { get; init; }

    /// <summary>Whether the same function of perhaps another build releases both: bindings choose between libraries for 32 and 64 bits at run time.</summary>
    public static bool AreAlike(ResourceFamily? left, ResourceFamily? right) =>
        ReferenceEquals(left, right) || (left is not null && right is not null && left.Kind == right.Kind && left.Release == right.Release && left.HandleType == right.HandleType);

    public bool IsReleasedBy(string key) => ReleaseKeys.Contains(key);
}
