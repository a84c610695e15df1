using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using BoundaryLint.Analysis;
using BoundaryLint.Flow;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace BoundaryLint.Rules.Ownership;

/// <summary>What the fix needs to know.</summary>
internal static class FFI1015Properties
{
    /// <summary>Which repair suffices: <see cref="Pin"/> or <see cref="Free"/>; absent where none does.</summary>
    public const string Repair = nameof(Repair);

    /// <summary>The handle has to be allocated as pinned: the additional location is the allocation.</summary>
    public const string Pin = nameof(Pin);

    /// <summary>The handle has to be freed in a finally block.</summary>
    public const string Free = nameof(Free);
}

/// <summary>FFI1015: a GCHandle that nobody frees, that is freed twice, or whose address is taken though it pins nothing, or only a copy.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class FFI1015GCHandleMisused : InteropAnalyzer
{
    private const int Pinned = 3;

    private static readonly DiagnosticDescriptor Rule = RuleDescriptor.Create(
        "FFI1015",
        "GCHandle is misused",
        "{0}; {1}",
        RuleFamily.Ownership,
        DiagnosticSeverity.Warning,
        description: "A GCHandle keeps its object alive until Free, and its value is used again afterwards: a handle that is not freed leaks the object, one that is freed twice frees another's.");

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Rule);

    protected override void Register(InteropStart start)
    {
        var interop = start.Interop;
        if (!interop.Mentions(InteropWords.GCHandle))
        {
            return;
        }

        var flow = FlowAnalysis.Of(interop);
        start.OnOperationBlock(context =>
        {
            var reported = CheckLives(context, interop, flow);
            foreach (var block in context.OperationBlocks)
            {
                CheckAddresses(context, interop, block);
                CheckUserData(context, interop, block, reported);
            }
        });
    }

    /// <summary>Reports handles that live too long or die twice, and returns where those are made.</summary>
    private static HashSet<SyntaxNode> CheckLives(OperationBlockAnalysisContext context, InteropContext interop, FlowAnalysis flow)
    {
        var reported = new HashSet<SyntaxNode>();
        var all = flow.FactsOf(context);
        foreach (var fact in all)
        {
            // What is released somewhere and not on every path is FFI1003's.
            if (fact.Kind == FactKind.ReleasedTwice && fact is { At: { } again } && fact.Release?.Family?.Kind == ResourceKind.GCHandle)
            {
                Report(
                    context, interop, again.Syntax, fact.Other is { } first && first != again ? ImmutableArray.Create(first.Syntax) : ImmutableArray<SyntaxNode>.Empty, null,
                    fact.Other is { } earlier && earlier != again ? $"The GCHandle is freed a second time: line {LineOf(earlier.Syntax)} has freed it, perhaps through a copy" : "The GCHandle is freed a second time on some path",
                    "free it once, and set every copy to default");
            }
        }

        foreach (var (origin, facts) in all.ByOrigin(static origin => origin is { Kind: OriginKind.Resource, Family.Kind: ResourceKind.GCHandle, Operation: not null }))
        {
            if (CheckLife(context, interop, origin, facts))
            {
                reported.Add(origin.Operation!.Syntax);
            }
        }

        return reported;
    }

    /// <summary>Handles whose number native code gets: freed before native code lets go of it, or not when native code did not take it.</summary>
    private static void CheckUserData(OperationBlockAnalysisContext context, InteropContext interop, IOperation block, HashSet<SyntaxNode> reported)
    {
        if (context.OwningSymbol is not IMethodSymbol { ContainingType: { } type } method)
        {
            return;
        }

        UserDataHandles? handles = null;
        foreach (var operation in block.Descendants())
        {
            if (operation is not IInvocationOperation { TargetMethod: { Name: "Free" or "Alloc" } called } call || !IsPlainHandle(interop, called.ContainingType))
            {
                continue;
            }

            handles ??= new UserDataHandles(interop, type.OriginalDefinition, context.CancellationToken);
            if (called.Name == "Free")
            {
                if (!type.IsValueType && handles.EndBehind(call, block) is { } end)
                {
                    Report(
                        context, interop, call.Syntax, ImmutableArray.Create(end.Syntax), null,
                        $"The GCHandle is freed before '{NameOf(end)}', which ends the use of its number: a callback that runs until then gets a handle that is gone, or another one's", "free it behind that call",
                        Analysis.Report.OneStepLower(Rule.DefaultSeverity));
                }
            }
            else if (!reported.Contains(call.Syntax) && handles.LostByFailure(call, block) is { } lost)
            {
                // Behind a constructor that throws nobody has the object that would free it; what another method holds in a field is freed with the object.
                var isField = lost.Holder is IFieldSymbol;
                if (isField && (method.MethodKind != MethodKind.Constructor || (FinalizedHandles.Of(interop).IsFinalizable(type) && !call.Arguments.Any(static argument => Operations.Unconverted(argument.Value) is IInstanceReferenceOperation))))
                {
                    continue;
                }

                Report(
                    context, interop, call.Syntax, ImmutableArray.Create(lost.Throw.Syntax), null,
                    $"The GCHandle in '{lost.Holder.Name}' is not freed when '{NameOf(lost.Call)}', which gets its number, fails and line {LineOf(lost.Throw.Syntax)} throws", "free it before the exception leaves",
                    isField && !CallbackFrees.Of(interop).Any ? null : Analysis.Report.OneStepLower(Rule.DefaultSeverity));
            }
        }
    }

    private static string NameOf(IOperation call) => call is IInvocationOperation { TargetMethod: { } method } ? method.Name : call.Syntax.ToString();

    private static bool CheckLife(OperationBlockAnalysisContext context, InteropContext interop, Origin origin, ImmutableArray<FlowFact> facts)
    {
        var made = origin.Operation!;
        if (facts.Any(static fact => fact.Kind is FactKind.Released or FactKind.ReleasedTwice or FactKind.HandedOut) || made is IObjectCreationOperation { Type.Name: "WeakGCHandle" }
            || context.OwningSymbol is IMethodSymbol { MethodKind: MethodKind.StaticConstructor }
            || (context.OwningSymbol.IsStatic && RootsDelegate(made, context.OperationBlocks)))
        {
            // What a static constructor makes is made once, and meant to stay until the process ends. So is a callback that a static method roots with a handle that it drops at once.
            return false;
        }

        if (facts.Any(static fact => fact.Kind is FactKind.Leaked or FactKind.Overwritten))
        {
            // The callback that gets the value back frees it.
            if (facts.Any(static fact => fact.Kind == FactKind.Escaped) && GivesValueAway(context.OperationBlocks) && CallbackFrees.Of(interop).Any)
            {
                return false;
            }

            // What the disposal of an object frees is lost with it when its constructor throws.
            if (context.OwningSymbol is IMethodSymbol { MethodKind: MethodKind.Constructor } && facts.FirstOrDefault(static fact => fact.Kind == FactKind.StoredInField)?.Symbol is IFieldSymbol holder
                && facts.All(static fact => fact.Kind is not FactKind.Overwritten))
            {
                Report(
                    context, interop, made.Syntax, ImmutableArray<SyntaxNode>.Empty, null,
                    $"The GCHandle in '{holder.Name}' is not freed when the constructor of '{holder.ContainingType.Name}' throws: nobody gets the object then, and so nobody disposes of it", "free it before the exception leaves");
                return true;
            }

            // Nobody writes such a statement by mistake, and an object that is made once does it once.
            var isRooted = RootsDelegate(made, context.OperationBlocks);
            var repair = facts.All(static fact => fact.Kind is FactKind.Leaked or FactKind.LeakedByException) && !isRooted && !GivesValueAway(context.OperationBlocks)
                ? ImmutableDictionary<string, string?>.Empty.Add(FFI1015Properties.Repair, FFI1015Properties.Free)
                : null;
            Report(
                context, interop, made.Syntax, ImmutableArray<SyntaxNode>.Empty, repair,
                isRooted ? "The GCHandle is never freed, so each object that comes here keeps a delegate and what it captures in memory until the process ends"
                    : "The GCHandle is never freed, so its object stays in memory until the process ends",
                isRooted ? "keep the delegate in a static field, or in an object that lives as long as native code may call it"
                    : GivesValueAway(context.OperationBlocks) ? "free it where native code gives it back: GCHandle.FromIntPtr(value).Free()" : "free it in a finally block",
                isRooted ? Analysis.Report.OneStepLower(Rule.DefaultSeverity) : null);
            return true;
        }

        if (facts.All(static fact => fact.Kind == FactKind.Escaped) && IsGivenToNativeCode(interop, made.Syntax, context.OperationBlocks) && !CallbackFrees.Of(interop).Any)
        {
            Report(
                context, interop, made.Syntax, ImmutableArray<SyntaxNode>.Empty, null, "The GCHandle goes to native code as a number, and nothing in this project takes it back and frees it",
                "free it where native code gives it back: GCHandle.FromIntPtr(value).Free()");
            return true;
        }

        // A handle that only exists as a number is freed by nobody who does not make a handle of it again.
        if (facts.All(static fact => fact.Kind is FactKind.Escaped or FactKind.LeakedByException) && !CallbackFrees.Of(interop).Any && NumberStaysInProject(interop, made.Syntax, context.OperationBlocks))
        {
            Report(
                context, interop, made.Syntax, ImmutableArray<SyntaxNode>.Empty, null, "The GCHandle is a number from here on, and nothing in this project makes a handle of it again and frees it",
                "keep the GCHandle, and free it when native code has let go", IsInLoop(made) ? null : Analysis.Report.OneStepLower(Rule.DefaultSeverity));
            return true;
        }

        foreach (var fact in facts)
        {
            if (fact is { Kind: FactKind.StoredInField, Symbol: IFieldSymbol { DeclaredAccessibility: Accessibility.Private } field } && !field.IsStatic
                && facts.All(static other => other.Kind is FactKind.StoredInField or FactKind.Escaped or FactKind.FieldReplaced)
                && FieldUses.Of(interop).FateOf(field, context.CancellationToken, isNumberHarmless: !CallbackFrees.Of(interop).Any) == FieldFate.NeverReleased)
            {
                Report(
                    context, interop, made.Syntax, ImmutableArray<SyntaxNode>.Empty, null, $"The GCHandle in '{field.Name}' is never freed by any member of '{field.ContainingType.Name}', so its object stays in memory",
                    "free it in Dispose");
                return true;
            }
        }

        return false;
    }

    /// <summary><c>GCHandle.Alloc(callback);</c>, or a local that is asked for nothing but the callback: <c>var rooted = GCHandle.Alloc(callback); Register((Callback)rooted.Target);</c></summary>
    private static bool RootsDelegate(IOperation made, ImmutableArray<IOperation> blocks)
    {
        if (made is not IInvocationOperation { Arguments: { Length: > 0 } arguments }
            || Operations.Unconverted(arguments[0].Value) is not { } target
            || (target is not IDelegateCreationOperation && target.Type is not ({ TypeKind: TypeKind.Delegate } or { SpecialType: SpecialType.System_Delegate or SpecialType.System_MulticastDelegate } or { Name: "DynamicMethod", ContainingNamespace: { Name: "Emit", ContainingNamespace.Name: "Reflection" } })))
        {
            return false;
        }

        if (made.Parent is ISimpleAssignmentOperation { Target: IDiscardOperation, Parent: IExpressionStatementOperation })
        {
            return true;
        }

        if (made.Parent is IExpressionStatementOperation)
        {
            return true;
        }

        return made.Syntax.Parent is EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Identifier.ValueText: var name } }
            && blocks.SelectMany(static block => block.Descendants()).OfType<ILocalReferenceOperation>()
                .Where(reference => reference.Local.Name == name)
                .All(static reference => reference.Parent is IPropertyReferenceOperation { Property.Name: "Target" or "IsAllocated" });
    }

    /// <summary>Whether the body turns the handle into a number, which native code can give back.</summary>
    private static bool GivesValueAway(ImmutableArray<IOperation> blocks)
    {
        foreach (var operation in blocks.SelectMany(static block => block.Descendants()))
        {
            if (operation is IInvocationOperation { TargetMethod: { Name: "ToIntPtr", ContainingType.Name: "GCHandle" or "PinnedGCHandle" or "WeakGCHandle" } }
                or IConversionOperation { Operand.Type.Name: "GCHandle", Type.SpecialType: SpecialType.System_IntPtr })
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether the handle is a local or a temporary value, all mentions of which turn it into an argument of a native function.</summary>
    private static bool IsGivenToNativeCode(InteropContext interop, SyntaxNode syntax, ImmutableArray<IOperation> blocks)
    {
        if (blocks.SelectMany(static block => block.Descendants()).FirstOrDefault(operation => operation is IInvocationOperation && operation.Syntax == syntax) is not { } made)
        {
            return false;
        }

        var local = made.Parent is IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator } ? declarator.Symbol
            : made.Parent is ISimpleAssignmentOperation { Target: ILocalReferenceOperation { Local: var target } } ? target : null;
        if (local is null)
        {
            return IsArgument(interop, made);
        }

        var mentions = blocks.SelectMany(static block => block.Descendants()).OfType<ILocalReferenceOperation>()
            .Where(reference => SymbolEqualityComparer.Default.Equals(reference.Local, local) && reference.Parent is not ISimpleAssignmentOperation).ToList();
        return mentions.Count > 0 && mentions.All(reference => IsArgument(interop, reference));
    }

    /// <summary>
    /// Whether the handle is made a number at once, <c>var data = (IntPtr)GCHandle.Alloc(this);</c>, which only native functions and methods of the project get.
    /// </summary>
    private static bool NumberStaysInProject(InteropContext interop, SyntaxNode syntax, ImmutableArray<IOperation> blocks)
    {
        if (blocks.SelectMany(static block => block.Descendants()).FirstOrDefault(operation => operation is IInvocationOperation && operation.Syntax == syntax) is not { } made)
        {
            return false;
        }

        var number = made.Parent switch
        {
            IConversionOperation { Type.SpecialType: SpecialType.System_IntPtr } conversion => conversion,
            IArgumentOperation { Parent: IInvocationOperation { TargetMethod: { Name: "ToIntPtr", ContainingType.Name: "GCHandle" } } call } => call,
            _ => (IOperation?)null,
        };
        if (number is null)
        {
            return false;
        }

        if (IsGiven(number))
        {
            return true;
        }

        if (number.Parent is not IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: var local } })
        {
            return false;
        }

        var mentions = blocks.SelectMany(static block => block.Descendants()).OfType<ILocalReferenceOperation>().Where(reference => SymbolEqualityComparer.Default.Equals(reference.Local, local)).ToList();
        return mentions.Any(IsGiven) && mentions.All(reference => IsGiven(reference) || reference.Parent is IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals });

        bool IsGiven(IOperation value) => value.Parent is IArgumentOperation { Parameter.RefKind: RefKind.None, Parent: IInvocationOperation { TargetMethod: var method } }
            && (Signatures.NativeFunctions.Of(interop).FromMethod(method) is { IsImport: true } || (interop.HasSource(method) && method.MethodKind == MethodKind.Ordinary));
    }

    private static bool IsArgument(InteropContext interop, IOperation handle)
    {
        var value = handle.Parent switch
        {
            IConversionOperation conversion => conversion,
            IArgumentOperation { Parent: IInvocationOperation { TargetMethod: { Name: "ToIntPtr", ContainingType.Name: "GCHandle" } } call } => call,
            _ => (IOperation?)null,
        };
        while (value?.Parent is IConversionOperation)
        {
            value = value.Parent;
        }

        return value?.Parent is IArgumentOperation { Parent: IInvocationOperation { TargetMethod: var method } } && Signatures.NativeFunctions.Of(interop).FromMethod(method) is { IsImport: true };
    }

    private static void CheckAddresses(OperationBlockAnalysisContext context, InteropContext interop, IOperation block)
    {
        foreach (var operation in block.Descendants())
        {
            if (operation is IInvocationOperation { TargetMethod.Name: "AddrOfPinnedObject", Instance: { } handle } address && IsPlainHandle(interop, address.TargetMethod.ContainingType)
                && AllocationOf(handle, block) is { } allocation && KindOf(allocation) is { } kind && kind != Pinned)
            {
                Report(
                    context, interop, address.Syntax, ImmutableArray.Create(allocation.Syntax),
                    ImmutableDictionary<string, string?>.Empty.Add(FFI1015Properties.Repair, FFI1015Properties.Pin),
                    "AddrOfPinnedObject throws InvalidOperationException, because the GCHandle is not allocated as pinned", "allocate it with GCHandleType.Pinned");
            }
            else if (operation is IInvocationOperation { TargetMethod: { Name: "Free", ContainingType: var type }, Instance: IFieldReferenceOperation { Instance: IInstanceReferenceOperation, Field: { IsReadOnly: true } field } } free
                && IsPlainHandle(interop, type) && RepeatableWayTo(context, interop, field, free.Syntax) is { } entry)
            {
                Report(
                    context, interop, free.Syntax, ImmutableArray<SyntaxNode>.Empty, null,
                    $"'Free' works on a copy of '{field.Name}', which is readonly and goes on to say that it is allocated: a second '{entry.Name}' frees the handle again, which may be another one's by then",
                    $"make '{field.Name}' a field that can change", Analysis.Report.OneStepLower(Rule.DefaultSeverity));
            }
            else if (operation is IInvocationOperation { TargetMethod: { Name: "Alloc", IsStatic: true } } pinning && IsPlainHandle(interop, pinning.TargetMethod.ContainingType) && MayPin(pinning)
                && Operations.Unconverted(pinning.Arguments[0].Value) is { Type: { } pinned } && ReasonNotToPin(pinned) is { } reason && !IsExpectedToFail(pinning) && !UnityProjects.Contain(interop))
            {
                Report(
                    context, interop, pinning.Syntax, ImmutableArray<SyntaxNode>.Empty, null,
                    $"GCHandle.Alloc throws ArgumentException: {reason}, and what has references in it cannot be pinned", "use GCHandleType.Normal to keep it alive, and pin the data that native code works on");
            }
            else if (operation is IBinaryOperation { OperatorKind: BinaryOperatorKind.Add or BinaryOperatorKind.Subtract } sum && IsNumberOfHandle(interop, sum.LeftOperand))
            {
                Report(
                    context, interop, sum.Syntax, ImmutableArray<SyntaxNode>.Empty, null,
                    "The number of a GCHandle names the handle and is no address of its object: nothing useful stands behind it", "take AddrOfPinnedObject of a handle that is allocated with GCHandleType.Pinned");
            }
            else if (operation is IInvocationOperation { TargetMethod: { Name: "Alloc", IsStatic: true } } made && IsPlainHandle(interop, made.TargetMethod.ContainingType) && KindOf(made) == Pinned
                && made.Arguments[0].Value is IConversionOperation { Operand: ILocalReferenceOperation { Type: { IsValueType: true } boxed, Local: var local } } && IsReadLater(local, made, block))
            {
                Report(
                    context, interop, made.Syntax, ImmutableArray<SyntaxNode>.Empty, null,
                    $"The GCHandle pins a boxed copy of '{local.Name}', a value of type '{DisplayNames.OfType(boxed)}': what native code writes there never gets to '{local.Name}', which is read afterwards",
                    "use fixed or the address of the variable, or read the result from Target");
            }
        }
    }

    /// <summary>The member that may be called again and then frees what a readonly field holds again; null outside of disposal, where another field remembers that it ran, and in structs, whose copies share the handle anyway.</summary>
    private static IMethodSymbol? RepeatableWayTo(OperationBlockAnalysisContext context, InteropContext interop, IFieldSymbol field, SyntaxNode free) =>
        context.OwningSymbol is IMethodSymbol { MethodKind: not MethodKind.Constructor, ContainingType.TypeKind: TypeKind.Class } method
            ? DisposalPaths.Of(interop, method.ContainingType, context.CancellationToken).RepeatableWayTo(method.OriginalDefinition, field.OriginalDefinition, free)
            : null;

    /// <summary><c>GCHandle.ToIntPtr(handle)</c> or <c>(IntPtr)handle</c>.</summary>
    private static bool IsNumberOfHandle(InteropContext interop, IOperation value) => value switch
    {
        IInvocationOperation { TargetMethod: { Name: "ToIntPtr", IsStatic: true } method } => IsPlainHandle(interop, method.ContainingType),
        IConversionOperation { OperatorMethod: { } conversion } => IsPlainHandle(interop, conversion.ContainingType) && conversion.ReturnType.SpecialType == SpecialType.System_IntPtr,
        IConversionOperation { Operand: var operand } => IsNumberOfHandle(interop, operand),
        _ => false,
    };

    private static bool IsPlainHandle(InteropContext interop, INamedTypeSymbol? type) => SymbolEqualityComparer.Default.Equals(type, interop.Types.GCHandle);

    /// <summary>The call that allocates the handle, where the body leaves no doubt: the receiver itself, or the only value of a local.</summary>
    private static IInvocationOperation? AllocationOf(IOperation handle, IOperation block)
    {
        if (handle is IInvocationOperation direct)
        {
            return direct.TargetMethod.Name == "Alloc" ? direct : null;
        }

        if (handle is not ILocalReferenceOperation { Local: var local })
        {
            return null;
        }

        IInvocationOperation? found = null;
        foreach (var operation in block.Descendants())
        {
            var value = operation switch
            {
                IVariableDeclaratorOperation declarator when SymbolEqualityComparer.Default.Equals(declarator.Symbol, local) => declarator.GetVariableInitializer()?.Value,
                ISimpleAssignmentOperation { Target: ILocalReferenceOperation { Local: var target } } assignment when SymbolEqualityComparer.Default.Equals(target, local) => assignment.Value,
                _ => null,
            };
            var isPassed = operation is IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out, Value: ILocalReferenceOperation { Local: var passed } } && SymbolEqualityComparer.Default.Equals(passed, local);
            if (value is IDefaultValueOperation or IObjectCreationOperation { Arguments.IsEmpty: true, Type.TypeKind: TypeKind.Struct })
            {
                // Declared empty: no handle yet.
                continue;
            }

            if (isPassed || (value is not null && (found is not null || value is not IInvocationOperation { TargetMethod: { Name: "Alloc", ContainingType.Name: "GCHandle" } })))
            {
                return null;
            }

            found ??= value as IInvocationOperation;
        }

        return found;
    }

    /// <summary>The kind of handle that <c>GCHandle.Alloc</c> makes, or null when it is not constant.</summary>
    private static int? KindOf(IInvocationOperation allocation)
    {
        if (allocation.Arguments.Length == 1)
        {
            return 2;
        }

        foreach (var argument in allocation.Arguments)
        {
            if (argument is { Parameter.Ordinal: 1, Value.ConstantValue: { HasValue: true, Value: int kind } })
            {
                return kind;
            }
        }

        return null;
    }

    /// <summary>Whether the handle is pinned, at least under a condition: <c>isStrong ? GCHandleType.Pinned : GCHandleType.Weak</c>.</summary>
    private static bool MayPin(IInvocationOperation allocation)
    {
        foreach (var argument in allocation.Arguments)
        {
            if (argument.Parameter?.Ordinal == 1)
            {
                return IsPinned(argument.Value) || (argument.Value is IConditionalOperation { WhenTrue: var whenTrue, WhenFalse: { } whenFalse } && (IsPinned(whenTrue) || IsPinned(whenFalse)));
            }
        }

        return false;

        static bool IsPinned(IOperation value) => value.ConstantValue is { HasValue: true, Value: Pinned };
    }

    /// <summary>Where the references are that every object of the type has in it; null where that is not certain.</summary>
    private static string? ReasonNotToPin(ITypeSymbol type)
    {
        switch (type)
        {
            case { TypeKind: TypeKind.Delegate }:
                return $"a '{DisplayNames.OfType(type)}' is a delegate";
            case IArrayTypeSymbol { ElementType: var element }:
                return element.IsReferenceType ? $"the elements of a '{DisplayNames.OfType(type)}' are references"
                    : element.TypeKind == TypeKind.Struct && ReferenceIn(element, 0) is { } inElement ? $"'{inElement.Name}' in the elements of a '{DisplayNames.OfType(type)}' is a reference" : null;
            case { SpecialType: SpecialType.None, TypeKind: TypeKind.Class or TypeKind.Struct }:
                for (var current = type; current is { SpecialType: SpecialType.None }; current = current.BaseType)
                {
                    if (ReferenceIn(current, 0) is { } field)
                    {
                        return $"'{field.Name}' in a '{DisplayNames.OfType(type)}' is a reference";
                    }
                }

                return null;
            default:
                return null;
        }
    }

    private static IFieldSymbol? ReferenceIn(ITypeSymbol type, int depth)
    {
        foreach (var member in type.GetMembers())
        {
            if (member is IFieldSymbol { IsStatic: false, IsConst: false, Type: var held } field
                && (held is { TypeKind: TypeKind.Class or TypeKind.Interface or TypeKind.Delegate or TypeKind.Array or TypeKind.Dynamic }
                    || (held is { TypeKind: TypeKind.Struct, SpecialType: SpecialType.None } && depth < 4 && ReferenceIn(held, depth + 1) is not null)))
            {
                return field;
            }
        }

        return null;
    }

    /// <summary>Whether the call stands in a <c>try</c> block that somebody catches something from: who only tries to pin expects that it may not be possible.</summary>
    private static bool IsExpectedToFail(IOperation operation)
    {
        for (var parent = operation.Parent; parent is not null; parent = parent.Parent)
        {
            if (parent is ITryOperation { Catches.IsEmpty: false } attempt && attempt.Body.Syntax.Span.Contains(operation.Syntax.Span))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether the variable is read behind the allocation, and the box is not.</summary>
    private static bool IsReadLater(ILocalSymbol local, IInvocationOperation allocation, IOperation block)
    {
        var isRead = false;
        foreach (var operation in block.Descendants())
        {
            if (operation is IPropertyReferenceOperation { Property: { Name: "Target", ContainingType.Name: "GCHandle" } })
            {
                return false;
            }

            if (operation is IInvocationOperation { TargetMethod: { Name: "PtrToStructure" } } || (operation is ISimpleAssignmentOperation { Target: ILocalReferenceOperation { Local: var target } }
                && SymbolEqualityComparer.Default.Equals(target, local) && operation.Syntax.SpanStart > allocation.Syntax.SpanStart))
            {
                return false;
            }

            isRead |= operation is ILocalReferenceOperation { Local: var read } && SymbolEqualityComparer.Default.Equals(read, local)
                && operation.Syntax.SpanStart > allocation.Syntax.Span.End
                && operation.Parent is IFieldReferenceOperation or IPropertyReferenceOperation or IReturnOperation;
        }

        return isRead && !IsInLoop(allocation);
    }

    private static bool IsInLoop(IOperation operation)
    {
        for (var parent = operation.Parent; parent is not null; parent = parent.Parent)
        {
            if (parent is ILoopOperation)
            {
                return true;
            }
        }

        return false;
    }

    private static int LineOf(SyntaxNode node) => node.GetLocation().GetLineSpan().StartLinePosition.Line + 1;

    private static void Report(
        OperationBlockAnalysisContext context, InteropContext interop, SyntaxNode at, ImmutableArray<SyntaxNode> others, ImmutableDictionary<string, string?>? properties, string what, string advice,
        DiagnosticSeverity? severity = null)
    {
        if (Analysis.Report.Create(Rule, interop.Compilation, at.GetLocation(), severity, properties, others.Select(static other => other.GetLocation()).ToImmutableArray(), what, advice) is { } diagnostic)
        {
            context.ReportDiagnostic(diagnostic);
        }
    }

    /// <summary>Whether some file of the project takes a handle back from a number and frees it: that is what a callback does with the handle that it was registered with.</summary>
    private sealed class CallbackFrees
    {
        private CallbackFrees(Compilation compilation)
        {
            var places = WordPlaces.Find(compilation, ["FromIntPtr", "GCHandle"], CancellationToken.None);
            Any = places.TokensOf("FromIntPtr", CancellationToken.None).Any(IsFreed)
                || places.TokensOf("GCHandle", CancellationToken.None).Any(static token => token.Parent?.Parent is CastExpressionSyntax && IsFreed(token));
        }

        public bool Any { get; }

        public static CallbackFrees Of(InteropContext interop) => interop.Get(static context => new CallbackFrees(context.Compilation));

        /// <summary>Whether the member around <paramref name="taken"/> frees something, or gives the handle to whoever calls it.</summary>
        private static bool IsFreed(SyntaxToken taken) =>
            taken.Parent?.FirstAncestorOrSelf<MemberDeclarationSyntax>() is { } member
            && (IsHandle((member as MethodDeclarationSyntax)?.ReturnType ?? (member as BasePropertyDeclarationSyntax)?.Type) || FreesSomething(member));

        private static bool IsHandle(TypeSyntax? type) => type switch
        {
            NullableTypeSyntax nullable => IsHandle(nullable.ElementType),
            QualifiedNameSyntax qualified => IsHandle(qualified.Right),
            SimpleNameSyntax name => name.Identifier.ValueText is "GCHandle" or "WeakGCHandle" or "PinnedGCHandle",
            _ => false,
        };

        private static bool FreesSomething(MemberDeclarationSyntax member) =>
            member.DescendantTokens().Any(static other => other.IsKind(SyntaxKind.IdentifierToken) && other.ValueText is "Free" or "Dispose");
    }
}
