using System;

namespace Microsoft.CodeAnalysis.Testing;

/// <summary>Which diagnostics of the compiler a test has to state.</summary>
public enum CompilerDiagnostics
{
    None,
    Errors,
    Warnings,
    Suggestions,
    All,
}

[Flags]
public enum TestBehaviors
{
    None = 0,
    SkipGeneratedCodeCheck = 1,
    SkipSuppressionCheck = 2,
    SkipGeneratedSourcesCheck = 4,
}

[Flags]
public enum CodeFixTestBehaviors
{
    None = 0,

    /// <summary>Apply one fix and compare; do not go on to the other diagnostics.</summary>
    FixOne = 1,
    SkipFixAllCheck = 2,
    SkipFixAllInDocumentCheck = 4,
    SkipFixAllInProjectCheck = 8,
    SkipFixAllInSolutionCheck = 16,
}

/// <summary>How strictly the tree that a fix returns must agree with a parse of its text.</summary>
public enum CodeActionValidationMode
{
    None,
    SemanticStructure,
    Full,
}

[Flags]
public enum MarkupOptions
{
    None = 0,

    /// <summary>Lets <c>[|…|]</c> stand for the first descriptor of an analyzer that has several.</summary>
    UseFirstDescriptor = 1,
}

public enum MarkupMode
{
    /// <summary>The text is taken as it is.</summary>
    None,

    /// <summary>Markup is removed and means nothing.</summary>
    Ignore,

    /// <summary>Markup is removed; only diagnostics that the fix cannot fix are expected.</summary>
    IgnoreFixable,

    /// <summary>Every marked span is an expected diagnostic.</summary>
    Allow,
}

public enum StateInheritanceMode
{
    /// <summary>What the state does not say is taken from the state before it.</summary>
    AutoInherit,

    /// <summary>As <see cref="AutoInherit"/>, with the expected diagnostics that can be fixed.</summary>
    AutoInheritAll,

    /// <summary>Only what the state says.</summary>
    Explicit,
}

[Flags]
public enum DiagnosticOptions
{
    None = 0,
    IgnoreAdditionalLocations = 1,
    IgnoreSeverity = 2,
}

[Flags]
public enum DiagnosticLocationOptions
{
    None = 0,

    /// <summary>Only the start of the span is compared.</summary>
    IgnoreLength = 1,
    InterpretAsMarkupKey = 2,
}
