using BoundaryLint.Tests.Ownership.FFI1003;

namespace BoundaryLint.Tests.Ownership.FFI1007;

/// <summary>What the programs of these tests are made of: functions that lend handles, and classes that own them or not.</summary>
internal static class Programs
{
    public static readonly string Declarations = Resources.Declarations + """
        namespace BoundaryLint { [AttributeUsage(AttributeTargets.All)] sealed class BorrowedAttribute : Attribute { public string? From { get; set; } } }
        static class L
        {
            [DllImport("kd")] [return: Borrowed] public static extern IntPtr kd_default();
            [DllImport("kd")] [return: Borrowed(From = "thing")] public static extern IntPtr kd_name(IntPtr thing);
            [DllImport("kd")] public static extern IntPtr kd_ref(IntPtr thing);
        }
        class Thing : SafeHandleZeroOrMinusOneIsInvalid
        {
            public Thing(IntPtr p, bool owns) : base(owns) { SetHandle(p); }
            public Thing(IntPtr p) : this(p, true) { }
            protected override bool ReleaseHandle() { N.kd_done(handle); return true; }
        }
        class Box : IDisposable
        {
            IntPtr _p; readonly bool _owns;
            public Box(IntPtr p, bool ownsHandle) { _p = p; _owns = ownsHandle; }
            public IntPtr Handle => _p;
            public int Use() => N.kd_use(_p);
            public void Dispose() { if (_owns) { N.kd_done(_p); } _p = IntPtr.Zero; }
        }
        class ManyBox : IDisposable
        {
            IntPtr _p; readonly bool _owns, _ownsElements;
            public ManyBox(IntPtr p, bool owned, bool elementsOwned) { _p = p; _owns = owned; _ownsElements = elementsOwned; }
            public void Dispose() { if (_ownsElements) { N.kd_use(_p); } if (_owns) { N.kd_done(_p); } _p = IntPtr.Zero; }
        }
        class SmallBox : Box { public SmallBox(IntPtr p, bool takeOwnership) : base(p, takeOwnership) { } }
        class View : Thing { public View(IntPtr p) : base(p, false) { } }

        """;
}
