using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace BoundaryLint.Package.Tests;

/// <summary>A project that uses the package, as a user would write it.</summary>
/// <param name="Name">The project's name.</param>
/// <param name="Frameworks">Its target frameworks, separated by semicolons.</param>
/// <param name="Properties">Properties of its project file.</param>
/// <param name="Items">Items and targets of its project file.</param>
/// <param name="Files">Its other files: name and text in turn.</param>
internal sealed record Consumer(string Name, string Frameworks = "net10.0", string Properties = "", string Items = "", params string[] Files)
{
    public void Write(string folder, string version)
    {
        var targets = Frameworks.Contains(';') ? $"<TargetFrameworks>{Frameworks}</TargetFrameworks>" : $"<TargetFramework>{Frameworks}</TargetFramework>";
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, Name + ".csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                {targets}
                {Properties}
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="BoundaryLint" Version="{version}" PrivateAssets="all" />
              </ItemGroup>
              {Items}
            </Project>
            """);
        foreach (var file in Files.Chunk(2))
        {
            File.WriteAllText(Path.Combine(folder, file[0]), file[1]);
        }
    }
}
