using BoundaryLint.Signatures;
using Xunit;

namespace BoundaryLint.Tests;

public sealed class DataModelTests
{
    [Fact]
    public void Names_are_unique()
    {
        var names = new System.Collections.Generic.HashSet<string>();
        Assert.All(DataModel.All, model => Assert.True(names.Add(model.Name)));
    }
}
