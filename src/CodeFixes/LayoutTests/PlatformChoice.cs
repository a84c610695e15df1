using System;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using BoundaryLint.Signatures;

namespace BoundaryLint.CodeFixes.LayoutTests;

/// <summary>Writes a number that differs between platforms as an expression that chooses it at run time, with as few questions as possible.</summary>
internal static class PlatformChoice
{
    private static readonly (string Condition, Func<TargetPlatform, bool> Holds)[] Questions =
    [
        ("IntPtr.Size == 4", static platform => platform.Model.PointerSize == 4),
        ("RuntimeInformation.IsOSPlatform(OSPlatform.Windows)", static platform => platform.Os == TargetOs.Windows),
        ("RuntimeInformation.IsOSPlatform(OSPlatform.OSX)", static platform => platform.Os == TargetOs.MacOS),
        ("RuntimeInformation.ProcessArchitecture == Architecture.X86", static platform => platform.Architecture == TargetArchitecture.X86),
        ("RuntimeInformation.ProcessArchitecture == Architecture.Arm", static platform => platform.Architecture == TargetArchitecture.Arm),
        ("RuntimeInformation.ProcessArchitecture == Architecture.Arm64", static platform => platform.Architecture == TargetArchitecture.Arm64),
    ];

    public static string Of(ImmutableArray<(TargetPlatform Platform, long Number)> numbers) => Write(numbers).Text;

    private static (string Text, int Questions) Write(ImmutableArray<(TargetPlatform Platform, long Number)> numbers)
    {
        var first = numbers[0].Number;
        if (numbers.All(item => item.Number == first))
        {
            return (first.ToString(CultureInfo.InvariantCulture), 0);
        }

        (string Text, int Questions)? best = null;
        foreach (var (condition, holds) in Questions)
        {
            var yes = numbers.RemoveAll(item => !holds(item.Platform));
            var no = numbers.RemoveAll(item => holds(item.Platform));
            if (yes.IsEmpty || no.IsEmpty)
            {
                continue;
            }

            var (whenYes, whenNo) = (Write(yes), Write(no));
            var count = 1 + whenYes.Questions + whenNo.Questions;
            if (best is null || count < best.Value.Questions)
            {
                best = ($"{condition} ? {Nested(whenYes)} : {whenNo.Text}", count);
            }
        }

        return best ?? (first.ToString(CultureInfo.InvariantCulture), 0);
    }

    private static string Nested((string Text, int Questions) choice) => choice.Questions == 0 ? choice.Text : $"({choice.Text})";

    /// <summary>The condition that holds on the platforms that the project names, for a test that runs on another one.</summary>
    public static string IsOneOf(ImmutableArray<TargetPlatform> platforms) => string.Join(
        "\n            || ",
        platforms.Select(static platform => $"({SystemOf(platform.Os)} && RuntimeInformation.ProcessArchitecture == Architecture.{platform.Architecture})").Distinct());

    private static string SystemOf(TargetOs os) => os switch
    {
        TargetOs.Windows => "RuntimeInformation.IsOSPlatform(OSPlatform.Windows)",
        TargetOs.MacOS => "RuntimeInformation.IsOSPlatform(OSPlatform.OSX)",
        TargetOs.IOS => "RuntimeInformation.IsOSPlatform(OSPlatform.Create(\"IOS\"))",
        TargetOs.Android => "RuntimeInformation.IsOSPlatform(OSPlatform.Create(\"ANDROID\"))",
        TargetOs.Browser => "RuntimeInformation.IsOSPlatform(OSPlatform.Create(\"BROWSER\"))",
        _ => "RuntimeInformation.IsOSPlatform(OSPlatform.Linux)",
    };
}
