using System;
using System.Collections.Generic;
using System.Reflection;
using Xunit.Sdk;

namespace BoundaryLint.Samples.Tests;

/// <summary>The same arguments once for each of the three libraries.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class EachLibraryAttribute(string scenario, string name, string value) : DataAttribute
{
    public override IEnumerable<object[]> GetData(MethodInfo testMethod)
    {
        foreach (string language in new[] { "rust", "go", "c" })
        {
            yield return [language, scenario, name, value];
        }
    }
}
