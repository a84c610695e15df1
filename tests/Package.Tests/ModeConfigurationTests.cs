using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Xunit;

namespace BoundaryLint.Package.Tests;

/// <summary>
/// The configuration files behind BoundaryLintMode are written from the rules' descriptors, so that a mode cannot forget a rule. They name only
/// rules that the mode changes: a rule that they do not name can still be changed by its category.
/// </summary>
public sealed class ModeConfigurationTests
{
    private static readonly List<DiagnosticDescriptor> Rules = Assembly.Load("BoundaryLint.Analyzers").GetTypes()
        .Where(type => !type.IsAbstract && type.IsSubclassOf(typeof(DiagnosticAnalyzer)))
        .SelectMany(type => ((DiagnosticAnalyzer)Activator.CreateInstance(type, nonPublic: true)!).SupportedDiagnostics)
        .GroupBy(rule => rule.Id)
        .OrderBy(rules => rules.Key, StringComparer.Ordinal)
        .Select(rules => rules.MaxBy(rule => (rule.IsEnabledByDefault, rule.DefaultSeverity))!)
        .ToList();

    [Fact]
    public void Minimum_keeps_the_warnings() =>
        AssertCommitted("minimum", "Only the rules that are warnings by default.", rule =>
            rule.IsEnabledByDefault && rule.DefaultSeverity < DiagnosticSeverity.Warning ? "none" : null);

    [Fact]
    public void Recommended_raises_suggestions_to_warnings() =>
        AssertCommitted("recommended", "Every rule that is on by default; suggestions are warnings.", rule =>
            rule.IsEnabledByDefault && rule.DefaultSeverity == DiagnosticSeverity.Info ? "warning" : null);

    [Fact]
    public void All_makes_every_rule_a_warning() =>
        AssertCommitted("all", "Every rule as a warning, also those that are off by default.", _ => "warning");

    [Fact]
    public void None_turns_every_rule_off() =>
        AssertCommitted("none", "Every rule off; turn single ones on in .editorconfig.", _ => "none");

    private static void AssertCommitted(string mode, string meaning, Func<DiagnosticDescriptor, string?> severity)
    {
        var text = new StringBuilder()
            .Append("# BoundaryLintMode=").Append(mode).Append(": ").Append(meaning).Append('\n')
            .Append("# Written from the rules themselves: BOUNDARYLINT_UPDATE=1 dotnet test tests/Package.Tests\n")
            .Append("is_global = true\n")
            .Append("# Below the level of a project's own .globalconfig, which wins.\n")
            .Append("global_level = -100\n");
        foreach (var rule in Rules)
        {
            if (severity(rule) is { } value)
            {
                text.Append("\n# ").Append(rule.Title).Append('\n').Append("dotnet_diagnostic.").Append(rule.Id).Append(".severity = ").Append(value).Append('\n');
            }
        }

        Repository.AssertCommitted($"src/Package/build/config/BoundaryLint.{mode}.globalconfig", text.ToString());
    }
}
