using System.Threading.Tasks;
using BoundaryLint.CodeFixes.Refactorings;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Refactorings.ConvertToFunctionPointer;

/// <summary>What the declaration and its calls become.</summary>
public sealed class Converts
{
    private static Task Verify(string before, string after) => new CSharpCodeRefactoringTest<CodeFixes.Refactorings.ConvertToFunctionPointer, DefaultVerifier>
    {
        TestCode = before,
        FixedCode = after,
    }.RunAsync();

    [Fact]
    public Task Methods_and_lambdas_without_an_object() => Verify(
        """
        using System.Runtime.CompilerServices;
        using System.Runtime.InteropServices;

        [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
        internal delegate void Log(int level);

        internal static class Native
        {
            [DllImport("kv", CallingConvention = CallingConvention.Cdecl)]
            internal static extern void kv_set_log($$Log callback);
        }

        internal static class C
        {
            private static int count;

            public static void Start() => Native.kv_set_log(OnLog);

            public static void Count()
            {
                // Counts.
                Native.kv_set_log(level => count += level);
            }

            private static void OnLog(int level) => count++;
        }
        """,
        """
        using System.Runtime.CompilerServices;
        using System.Runtime.InteropServices;

        [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
        internal delegate void Log(int level);

        internal static class Native
        {
            [DllImport("kv", CallingConvention = CallingConvention.Cdecl)]
            internal static extern unsafe void kv_set_log(delegate* unmanaged[Cdecl]<int, void> callback);
        }

        internal static class C
        {
            private static int count;

            public static unsafe void Start() => Native.kv_set_log(&OnLog);

            public static unsafe void Count()
            {
                // Counts.
                Native.kv_set_log(&OnCallback);
            }

            [UnmanagedCallersOnly(CallConvs = new[] { typeof(CallConvCdecl) })]
            private static void OnCallback(int level) => count += level;

            [UnmanagedCallersOnly(CallConvs = new[] { typeof(CallConvCdecl) })]
            private static void OnLog(int level) => count++;
        }
        """);

    [Fact]
    public Task Callbacks_that_need_an_object() => Verify(
        """
        using System;
        using System.Runtime.CompilerServices;
        using System.Runtime.InteropServices;

        [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
        internal delegate int Visitor(nint userData, nint key);

        internal static class Native
        {
            [DllImport("kv", CallingConvention = CallingConvention.Cdecl)]
            internal static extern int kv_foreach(nint store, Visitor visitor, nint userData);
        }

        internal sealed class Store
        {
            private nint handle;
            private int seen;

            public int Count()
            {
                int count = 0;
                int status = Native.kv_foreach(handle, $$(_, key) => { count++; return 0; }, 0);
                return status == 0 ? count : -1;
            }

            public void Walk()
            {
                // All of them.
                Native.kv_foreach(handle, OnVisit, IntPtr.Zero);
            }

            private int OnVisit(nint userData, nint key) => seen++;
        }
        """,
        """
        using System;
        using System.Runtime.CompilerServices;
        using System.Runtime.InteropServices;

        internal delegate int Visitor(nint userData, nint key);

        internal static class Native
        {
            [DllImport("kv", CallingConvention = CallingConvention.Cdecl)]
            internal static extern unsafe int kv_foreach(nint store, delegate* unmanaged[Cdecl]<nint, nint, int> visitor, nint userData);
        }

        internal sealed class Store
        {
            private nint handle;
            private int seen;

            public unsafe int Count()
            {
                int count = 0;
                int status;
                Visitor visitor = (_, key) => { count++; return 0; };
                GCHandle visitorHandle = GCHandle.Alloc(visitor);
                try
                {
                    status = Native.kv_foreach(handle, &OnVisitor, GCHandle.ToIntPtr(visitorHandle));
                }
                finally
                {
                    visitorHandle.Free();
                }
                return status == 0 ? count : -1;
            }

            [UnmanagedCallersOnly(CallConvs = new[] { typeof(CallConvCdecl) })]
            private static int OnVisitor(nint userData, nint key)
            {
                try
                {
                    return ((Visitor)GCHandle.FromIntPtr(userData).Target)(userData, key);
                }
                catch (Exception exception)
                {
                    // No exception may cross the frames of native code.
                    Environment.FailFast("A callback of kv_foreach failed.", exception);
                    return default;
                }
            }

            public unsafe void Walk()
            {
                // All of them.
                Visitor visitor = OnVisit;
                GCHandle visitorHandle = GCHandle.Alloc(visitor);
                try
                {
                    Native.kv_foreach(handle, &OnVisitor, GCHandle.ToIntPtr(visitorHandle));
                }
                finally
                {
                    visitorHandle.Free();
                }
            }

            private int OnVisit(nint userData, nint key) => seen++;
        }
        """);

    [Fact]
    public Task A_callback_that_a_wrapper_is_given() => Verify(
        """
        #nullable enable
        using System.Runtime.InteropServices;

        internal delegate void Visitor(nint context);

        internal static unsafe class Native
        {
            [DllImport("kv", CallingConvention = CallingConvention.Cdecl)]
            private static extern void kv_foreach(Visitor $$visitor, void* context);

            internal static void ForEach(Visitor visit) => kv_foreach(visit, null);
        }
        """,
        """
        #nullable enable
        using System.Runtime.InteropServices;

        internal delegate void Visitor(nint context);

        internal static unsafe class Native
        {
            [DllImport("kv", CallingConvention = CallingConvention.Cdecl)]
            private static extern void kv_foreach(delegate* unmanaged[Cdecl]<nint, void> visitor, void* context);

            internal static void ForEach(Visitor visit)
            {
                GCHandle visitHandle = GCHandle.Alloc(visit);
                try
                {
                    kv_foreach(&OnVisitor, (void*)GCHandle.ToIntPtr(visitHandle));
                }
                finally
                {
                    visitHandle.Free();
                }
            }

            [UnmanagedCallersOnly(CallConvs = new[] { typeof(System.Runtime.CompilerServices.CallConvCdecl) })]
            private static void OnVisitor(nint context)
            {
                try
                {
                    ((Visitor)GCHandle.FromIntPtr(context).Target!)(context);
                }
                catch (System.Exception exception)
                {
                    // No exception may cross the frames of native code.
                    System.Environment.FailFast("A callback of kv_foreach failed.", exception);
                }
            }
        }
        """);
}
