using System;
using System.IO;
using System.Reflection;
using System.Runtime.ExceptionServices;
using System.Runtime.Loader;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Xunit;

namespace BoundaryLint.Tests.Refactorings;

/// <summary>Runs what Write layout tests wrote, in a context of its own.</summary>
internal static class LayoutTestRun
{
    /// <summary>Compiles the project and runs the method of a class in it; what it throws comes out as it is.</summary>
    public static async Task InvokeAsync(BoundProject project, string className, string method)
    {
        using var file = new MemoryStream();
        var emitted = (await project.CompileAsync()).Emit(file);
        Assert.True(emitted.Success, string.Join("\n", emitted.Diagnostics));
        file.Position = 0;
        var context = new AssemblyLoadContext("layout", isCollectible: true);
        try
        {
            var type = context.LoadFromStream(file).GetType(className, throwOnError: true)!;
            var target = type.GetMethod(method, BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)!;
            try
            {
                target.Invoke(target.IsStatic ? null : Activator.CreateInstance(type), null);
            }
            catch (TargetInvocationException exception)
            {
                ExceptionDispatchInfo.Throw(exception.InnerException!);
            }
        }
        finally
        {
            context.Unload();
        }
    }
}
