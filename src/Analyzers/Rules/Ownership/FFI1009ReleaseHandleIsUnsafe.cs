using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using BoundaryLint.Analysis;
using BoundaryLint.Contracts;
using BoundaryLint.Signatures;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace BoundaryLint.Rules.Ownership;

/// <summary>What FFI1009 tells its fix.</summary>
internal static class FFI1009Properties
{
    /// <summary>What is wrong: one of the other names.</summary>
    public const string Problem = nameof(Problem);

    /// <summary>A call can throw.</summary>
    public const string Throws = nameof(Throws);

    /// <summary>The result of the release is dropped.</summary>
    public const string Ignores = nameof(Ignores);

    /// <summary>The class has a finalizer of its own.</summary>
    public const string Finalizer = nameof(Finalizer);

    /// <summary>What has to stand behind the call to make it a condition for success, empty for a Boolean; missing where success has no simple form.</summary>
    public const string Success = nameof(Success);

    /// <summary>Of an enumeration the member that means success, to be compared with.</summary>
    public const string SuccessMember = nameof(SuccessMember);
}

/// <summary>
/// FFI1009: <c>ReleaseHandle</c> runs on the finalizer thread, in no particular order, after the handle was closed, and nobody sees what it throws. An exception that the body itself throws
/// is FFI4005's.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class FFI1009ReleaseHandleIsUnsafe : InteropAnalyzer
{
    private static readonly DiagnosticDescriptor Rule = RuleDescriptor.Create(
        "FFI1009",
        "`ReleaseHandle` is unsafe",
        "'{0}' {1}",
        RuleFamily.Ownership,
        DiagnosticSeverity.Warning,
        description: "The finalizer thread runs ReleaseHandle once, after the handle is closed and in no order with other objects: what throws there ends the process, "
            + "what blocks there stops all finalizers, and what it does not free leaks.");

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Rule);

    protected override void Register(InteropStart start)
    {
        var interop = start.Interop;
        start.OnOperationBlock(context =>
        {
            if (context.OwningSymbol is not IMethodSymbol method)
            {
                return;
            }

            if (method.MethodKind == MethodKind.Destructor && HandleClassMembers.IsHandleClass(method.ContainingType, interop.Types))
            {
                var reason = "is a second finalizer beside the base class's own, which already calls ReleaseHandle, and it runs whether or not the handle is still in use: remove it";

                // Dispose counts the uses of the handle and closes it once: the finalizer is not needed, and does no harm.
                var severity = context.OperationBlocks.All(OnlyDisposes) ? Report.OneStepLower(Rule.DefaultSeverity) : (DiagnosticSeverity?)null;
                Add(context, interop, method.Locations[0], severity, FFI1009Properties.Finalizer, null, "~" + method.ContainingType.Name, reason);
                return;
            }

            if (!HandleClassMembers.IsReleaseHandle(method, interop.Types))
            {
                return;
            }

            foreach (var block in context.OperationBlocks)
            {
                if (block is IBlockOperation body)
                {
                    new Reading(context, interop, method, body).Check();
                }
            }
        });
    }

    private static bool OnlyDisposes(IOperation block) => block is not IBlockOperation body || (body.Operations.Length == 1 && body.Operations[0] is IExpressionStatementOperation
    {
        Operation: IInvocationOperation { Instance: IInstanceReferenceOperation, TargetMethod: { Name: "Dispose", Parameters.Length: < 2 } },
    });

    private static void Add(
        OperationBlockAnalysisContext context,
        InteropContext interop,
        Location location,
        DiagnosticSeverity? severity,
        string problem,
        ImmutableDictionary<string, string?>? facts,
        string member,
        string reason)
    {
        if (severity is null && NeverMadeHandles.Contains(interop, context.OwningSymbol.ContainingType))
        {
            severity = Report.OneStepLower(Rule.DefaultSeverity);
        }

        var properties = (facts ?? ImmutableDictionary<string, string?>.Empty).Add(FFI1009Properties.Problem, problem);
        if (Report.Create(Rule, interop.Compilation, location, severity, properties, default, member, reason) is { } diagnostic)
        {
            context.ReportDiagnostic(diagnostic);
        }
    }

    /// <summary>One <c>ReleaseHandle</c>.</summary>
    private sealed class Reading(OperationBlockAnalysisContext context, InteropContext interop, IMethodSymbol method, IBlockOperation body)
    {
        private readonly KnownTypes _types = interop.Types;
        private readonly List<IOperation> _operations = new();
        private readonly HashSet<ISymbol> _released = new(SymbolEqualityComparer.Default);
        private bool _canReadHandle;

        public void Check()
        {
            Collect(body);
            foreach (var operation in _operations)
            {
                context.CancellationToken.ThrowIfCancellationRequested();
                if (!CheckSelf(operation) && !CheckDrop(operation) && !CheckWait(operation) && !CheckThrow(operation))
                {
                    CheckOther(operation);
                }
            }

            CheckWhatIsFreed();
        }

        private void Collect(IOperation operation)
        {
            RuntimeHelpers.EnsureSufficientExecutionStack();

            // Declared here and run elsewhere.
            if (operation is IAnonymousFunctionOperation or ILocalFunctionOperation or INameOfOperation)
            {
                _canReadHandle = true;
                return;
            }

            _operations.Add(operation);
            _canReadHandle |= MayReadHandle(operation);
            if (operation is IInvocationOperation { TargetMethod.Name: "DangerousRelease" } release && FieldOf(release.Instance) is { } field)
            {
                _released.Add(field);
            }

            foreach (var child in operation.ChildOperations)
            {
                Collect(child);
            }
        }

        /// <summary>Whether the native value can be read here: the field, this object given away, and members that this file may define in any way.</summary>
        private bool MayReadHandle(IOperation operation) => operation switch
        {
            IInvocationOperation { Instance: IInstanceReferenceOperation } or IPropertyReferenceOperation { Instance: IInstanceReferenceOperation } when HandleClassMembers.IsOwnHandle(operation, _types) => true,
            IInvocationOperation { Instance: IInstanceReferenceOperation, TargetMethod.DeclaringSyntaxReferences.IsEmpty: false } => true,
            IPropertyReferenceOperation { Instance: IInstanceReferenceOperation, Property.DeclaringSyntaxReferences.IsEmpty: false } property => !IsAutomatic(property.Property),
            IFieldReferenceOperation => HandleClassMembers.IsOwnHandle(operation, _types),
            IInstanceReferenceOperation => operation.Parent is not (IMemberReferenceOperation or IInvocationOperation),
            _ => false,
        };

        private bool CheckSelf(IOperation operation)
        {
            if (!MarshallingReader.DerivesFrom(method.ContainingType, _types.SafeHandle))
            {
                return false;
            }

            if (operation is IInvocationOperation { TargetMethod.Name: "DangerousAddRef", Instance: IInstanceReferenceOperation })
            {
                Add(operation.Syntax, "calls DangerousAddRef on itself, which is closed by then: it throws ObjectDisposedException; use the field 'handle'");
                return true;
            }

            if (operation is IInstanceReferenceOperation { IsImplicit: false }
                && Operations.UserOf(operation) is IArgumentOperation { Parent: { } call }
                && NativeCallee(call) is { } callee
                && !IsCaught(operation))
            {
                Add(operation.Syntax, $"passes itself to '{callee}', but it is closed by then: marshalling it throws ObjectDisposedException; declare the function with IntPtr for this call and pass 'handle'");
                return true;
            }

            return false;
        }

        /// <summary>The name of the native function that <paramref name="call"/> calls, or null.</summary>
        private string? NativeCallee(IOperation? call) => call switch
        {
            IInvocationOperation invocation => NativeCalls.FunctionOf(interop, invocation)?.DisplayName,
            IFunctionPointerInvocationOperation => "function pointer",
            _ => null,
        };

        private bool CheckDrop(IOperation operation)
        {
            if (operation is not IInvocationOperation { Parent: IExpressionStatementOperation } call
                || NativeCalls.FunctionOf(interop, call) is not { } function
                || !TakesHandle(call)
                || SuccessOf(function) is not var (facts, status))
            {
                return false;
            }

            FFI1009ReleaseHandleIsUnsafe.Add(
                context,
                interop,
                call.Syntax.GetLocation(),
                Report.OneStepLower(Rule.DefaultSeverity),
                FFI1009Properties.Ignores,
                facts,
                Name,
                $"drops the result of '{function.DisplayName}' ({status}), so a failed release looks like a good one; return whether it succeeded");
            return true;
        }

        /// <summary>What makes the result of a release a condition for success, and how that is known.</summary>
        private (ImmutableDictionary<string, string?> Facts, string Status)? SuccessOf(NativeFunction function)
        {
            var facts = ImmutableDictionary<string, string?>.Empty;
            var type = function.Return.Type;
            if (type.SpecialType == SpecialType.System_Boolean)
            {
                return (facts.Add(FFI1009Properties.Success, ""), "false means failure");
            }

            if (BoundaryContracts.Of(interop).For(function).Status is not { IsKnown: true } status)
            {
                return null;
            }

            if (type.TypeKind == TypeKind.Enum)
            {
                if (status.Value.Kind == StatusKind.Equal && MemberOf(type, status.Value.Success) is { } member)
                {
                    facts = facts.Add(FFI1009Properties.SuccessMember, member);
                }
            }
            else if (status.Value.Kind switch
            {
                StatusKind.Equal => " == " + status.Value.Success.ToString(CultureInfo.InvariantCulture),
                StatusKind.NotNegative or StatusKind.HResult => " >= 0",
                StatusKind.NotZero => " != 0",
                _ => null,
            } is { } comparison)
            {
                facts = facts.Add(FFI1009Properties.Success, comparison);
            }

            return (facts, $"{status.Value}, {status.Source}");
        }

        private static string? MemberOf(ITypeSymbol type, long value)
        {
            foreach (var member in type.GetMembers())
            {
                if (member is IFieldSymbol { HasConstantValue: true } field && Convert.ToDecimal(field.ConstantValue, CultureInfo.InvariantCulture) == value)
                {
                    return field.Name;
                }
            }

            return null;
        }

        private bool TakesHandle(IInvocationOperation call)
        {
            foreach (var argument in call.Arguments)
            {
                foreach (var part in argument.DescendantsAndSelf())
                {
                    if (HandleClassMembers.IsOwnHandle(part, _types))
                    {
                        return true;
                    }
                }
            }

            return false;
        }

        private bool CheckWait(IOperation operation)
        {
            if (Finalization.LockIn(operation) is { } taken)
            {
                var keyword = taken is LockStatementSyntax statement ? statement.LockKeyword.GetLocation() : taken.GetLocation();
                FFI1009ReleaseHandleIsUnsafe.Add(
                    context,
                    interop,
                    keyword,
                    Report.OneStepLower(Rule.DefaultSeverity),
                    "",
                    null,
                    Name,
                    "takes a lock: while another thread holds it no finalizer runs, and where that thread waits for finalizers both hang; release without a lock, or hand the value to a queue");
                return true;
            }

            var waits = operation switch
            {
                IInvocationOperation call when IsWait(call) => call.TargetMethod.ContainingType.Name + "." + call.TargetMethod.Name,
                IPropertyReferenceOperation { Property: { Name: "Result", ContainingType: { } owner } } when IsTask(owner) => owner.Name + ".Result",
                IInvocationOperation call when NativeCalls.FunctionOf(interop, call) is { } function
                    && !TakesHandle(call)
                    && BoundaryContracts.Of(interop).For(function).Blocking is { IsCertain: true, Value: true } => function.DisplayName,
                _ => null,
            };
            if (waits is null)
            {
                return false;
            }

            Add(operation.Syntax, $"waits in '{waits}': the finalizer thread stands still meanwhile, and what it waits for may itself need a finalizer; do not wait here");
            return true;
        }

        private bool IsTask(INamedTypeSymbol type) =>
            SymbolEqualityComparer.Default.Equals(type, _types.Task) || SymbolEqualityComparer.Default.Equals(type.OriginalDefinition, _types.Find("System.Threading.Tasks.Task`1"));

        private bool IsWait(IInvocationOperation call)
        {
            var target = call.TargetMethod;
            if (target.ContainingType is not { } type)
            {
                return false;
            }

            // A wait that is stated to take no time is a test.
            foreach (var argument in call.Arguments)
            {
                if (argument.Value.ConstantValue is { HasValue: true, Value: 0 })
                {
                    return false;
                }
            }

            return target.Name switch
            {
                "Sleep" or "Join" => Is("System.Threading.Thread"),
                "Wait" => IsTask(type) || Is("System.Threading.Monitor") || Is("System.Threading.SemaphoreSlim") || Is("System.Threading.ManualResetEventSlim") || Is("System.Threading.CountdownEvent"),
                "WaitAll" or "WaitAny" => IsTask(type) || Is("System.Threading.WaitHandle"),
                "WaitOne" => Is("System.Threading.WaitHandle"),
                "GetResult" => type.Name is "TaskAwaiter" or "ConfiguredTaskAwaiter" && type.ContainingNamespace?.Name == "CompilerServices",
                "SpinUntil" => Is("System.Threading.SpinWait"),
                "WaitForPendingFinalizers" => SymbolEqualityComparer.Default.Equals(type, _types.GC),
                _ => false,
            };

            bool Is(string name) => _types.Find(name) is { } known && MarshallingReader.DerivesFrom(type, known);
        }

        private bool CheckThrow(IOperation operation)
        {
            if (operation is not IInvocationOperation call || IsCaught(operation))
            {
                return false;
            }

            var target = call.TargetMethod;
            var thrower = NativeCalls.FunctionOf(interop, call) is { PreserveSig: false } import
                ? $"'{import.DisplayName}' is declared with PreserveSig = false and throws for a failing HRESULT"
                : target.Name.StartsWith("ThrowExceptionForHR", StringComparison.Ordinal) && SymbolEqualityComparer.Default.Equals(target.ContainingType, _types.Marshal)
                    ? $"'Marshal.{target.Name}' throws for a failing HRESULT"
                    : target.IsStatic && target.Name.StartsWith("ThrowIf", StringComparison.Ordinal) && _types.Exception is { } exception && MarshallingReader.DerivesFrom(target.ContainingType, exception)
                        ? $"'{target.ContainingType.Name}.{target.Name}' throws"
                        : null;
            if (thrower is null)
            {
                return false;
            }

            FFI1009ReleaseHandleIsUnsafe.Add(
                context, interop, operation.Syntax.GetLocation(), null, FFI1009Properties.Throws, null, Name, $"can throw: {thrower}, and on the finalizer thread that ends the process; return false instead");
            return true;
        }

        private bool IsCaught(IOperation operation)
        {
            for (var inner = operation; inner.Parent is { } outer; inner = outer)
            {
                if (outer is ITryOperation attempt && attempt.Body == inner)
                {
                    foreach (var handler in attempt.Catches)
                    {
                        if (handler.Filter is null
                            && (handler.ExceptionType is null or { SpecialType: SpecialType.System_Object } || SymbolEqualityComparer.Default.Equals(handler.ExceptionType, _types.Exception)))
                        {
                            return true;
                        }
                    }
                }
            }

            return false;
        }

        /// <summary>Uses of objects that have a finalizer of their own, which may have run.</summary>
        private void CheckOther(IOperation operation)
        {
            if (operation is not IFieldReferenceOperation { Instance: IInstanceReferenceOperation, Field: { Type: INamedTypeSymbol type } field }
                || HandleClassMembers.IsOwnHandle(operation, _types)
                || UseOf(operation) is not { } use
                || IsCaught(operation))
            {
                return;
            }

            if (MarshallingReader.DerivesFrom(type, _types.SafeHandle))
            {
                var isUse = use is IArgumentOperation { Parent: { } call } ? NativeCallee(call) is not null : use is IInvocationOperation { TargetMethod.Name: "DangerousGetHandle" or "DangerousAddRef" };
                if (isUse && !_released.Contains(field) && !CountsReferences(method.ContainingType))
                {
                    Add(
                        operation.Syntax,
                        $"uses the SafeHandle '{field.Name}', which may have been released before: finalizers run in no order; take a reference with {field.Name}.DangerousAddRef when this handle "
                            + "is created and give it back with DangerousRelease here",

                        // Who holds the two in the right order is all in the project.
                        UncalledCode.Of(interop.Compilation).IsSeenHereOnly(method.ContainingType) ? Report.OneStepLower(Rule.DefaultSeverity) : null);
                }
            }
            else if (use is IInvocationOperation or IPropertyReferenceOperation && Finalization.HasFinalizer(type, _types))
            {
                Add(operation.Syntax, $"uses '{field.Name}', whose finalizer may have run before: finalizers run in no order; release only this handle here");
            }
        }

        /// <summary>The call or access that uses the object in a field: as receiver (also behind <c>?.</c>) or as argument.</summary>
        private static IOperation? UseOf(IOperation field)
        {
            var value = Operations.WithConversions(field);

            switch (value.Parent)
            {
                case IArgumentOperation argument:
                    return argument;
                case IInvocationOperation call when call.Instance == value:
                    return call;
                case IPropertyReferenceOperation property when property.Instance == value:
                    return property;
                case IConditionalAccessOperation access when access.Operation == value:
                    return access.WhenNotNull is IInvocationOperation or IPropertyReferenceOperation ? access.WhenNotNull : null;
                default:
                    return null;
            }
        }

        /// <summary>Whether the class takes references by itself anywhere.</summary>
        private bool CountsReferences(INamedTypeSymbol type)
        {
            foreach (var location in type.Locations)
            {
                if (location.SourceTree?.GetRoot(context.CancellationToken).FindNode(location.SourceSpan).ToString().Contains("DangerousAddRef") != false)
                {
                    return true;
                }
            }

            return false;
        }

        /// <summary>A release that never looks at <c>handle</c> frees something that the base class knows nothing of.</summary>
        private void CheckWhatIsFreed()
        {
            if (_canReadHandle)
            {
                return;
            }

            foreach (var operation in _operations)
            {
                if (operation is not IInvocationOperation { Arguments: { IsEmpty: false } arguments } call || !Frees(call))
                {
                    continue;
                }

                var value = Operations.Unconverted(arguments[0].Value);
                var member = value switch
                {
                    IFieldReferenceOperation { Instance: IInstanceReferenceOperation, Field: var field } => field,
                    IPropertyReferenceOperation { Instance: IInstanceReferenceOperation } property => property.Property,
                    IFieldReferenceOperation { Instance: null, Field: { Name: "Zero" } zero } => zero,
                    _ => (ISymbol?)null,
                };
                if (member is null)
                {
                    continue;
                }

                // The marshaller sets 'handle' and nothing else; a class that is only made by its own constructors may keep the same value twice.
                var isCreatedByMarshaller = member.IsStatic || IsCreatedByMarshaller();
                Add(
                    value!.Syntax,
                    isCreatedByMarshaller
                        ? $"frees '{member.Name}' and never 'handle', which is where the native value is: it leaks; pass 'handle'"
                        : $"frees '{member.Name}' and not 'handle': where they differ the resource leaks, and IsInvalid and marshalling look at 'handle'; keep the value in 'handle' alone",
                    isCreatedByMarshaller ? null : Report.OneStepLower(Rule.DefaultSeverity));
                return;
            }
        }

        private bool Frees(IInvocationOperation call)
        {
            var target = call.TargetMethod;
            if (SymbolEqualityComparer.Default.Equals(target.ContainingType, _types.Marshal))
            {
                return target.Name is "FreeHGlobal" or "FreeCoTaskMem" or "FreeBSTR" or "Release";
            }

            return NativeCalls.FunctionOf(interop, call) is { Parameters: { IsEmpty: false } parameters }
                && parameters[0].Marshalling.Shape is ManagedShape.NativeInteger or ManagedShape.Pointer or ManagedShape.Struct;
        }

        private bool IsCreatedByMarshaller()
        {
            foreach (var function in BoundaryTypes.Of(interop).Functions)
            {
                if (SymbolEqualityComparer.Default.Equals(function.Return.Type, method.ContainingType))
                {
                    return true;
                }

                foreach (var parameter in function.Parameters)
                {
                    if (parameter.RefKind == RefKind.Out && SymbolEqualityComparer.Default.Equals(parameter.Type, method.ContainingType))
                    {
                        return true;
                    }
                }
            }

            return false;
        }

        private static bool IsAutomatic(IPropertySymbol property)
        {
            foreach (var member in property.ContainingType.GetMembers())
            {
                if (member is IFieldSymbol { IsImplicitlyDeclared: true } field && SymbolEqualityComparer.Default.Equals(field.AssociatedSymbol, property))
                {
                    return true;
                }
            }

            return false;
        }

        private static IFieldSymbol? FieldOf(IOperation? receiver)
        {
            if (receiver is IConditionalAccessInstanceOperation)
            {
                for (var outer = receiver.Parent; outer is not null; outer = outer.Parent)
                {
                    if (outer is IConditionalAccessOperation access)
                    {
                        receiver = access.Operation;
                        break;
                    }
                }
            }

            return (Operations.Unconverted(receiver) as IFieldReferenceOperation)?.Field;
        }

        private string Name => method.ContainingType.Name + ".ReleaseHandle";

        private void Add(SyntaxNode node, string reason, DiagnosticSeverity? severity = null) =>
            FFI1009ReleaseHandleIsUnsafe.Add(context, interop, node.GetLocation(), severity, "", null, Name, reason);
    }
}
