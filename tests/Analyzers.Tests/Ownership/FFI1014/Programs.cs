using BoundaryLint.Tests.Ownership.FFI1003;

namespace BoundaryLint.Tests.Ownership.FFI1014;

/// <summary>What the programs of these tests are made of: functions that become the owner of what they get.</summary>
internal static class Programs
{
    public static readonly string Declarations = Resources.Declarations + """
        static class G
        {
            [DllImport("kh")] public static extern void kh_adopt([Taken] KvHandle handle);
            [DllImport("kh")] public static extern KvStatus kh_put([Taken] KvHandle handle);
            [DllImport("kd")] public static extern KvStatus kd_put([Taken] IntPtr thing);
            [DllImport("kd")] public static extern IntPtr kd_swap([Taken] IntPtr thing);
        }
        [UnmanagedFunctionPointer(CallingConvention.Cdecl)] delegate void Give([Taken] IntPtr thing);

        """;
}
