using System.Linq;
using Microsoft.CodeAnalysis;

namespace BoundaryLint.Analysis;

/// <summary>Tells which members are reached by the names of interfaces, too.</summary>
internal static class InterfaceMembers
{
    /// <summary>Whether an interface of its type asks for a member.</summary>
    public static bool Ask(ISymbol member) =>
        member.ContainingType is { } type
        && type.AllInterfaces.Any(asking => asking.GetMembers().Any(
            asked => asked.Kind == member.Kind && SymbolEqualityComparer.Default.Equals(type.FindImplementationForInterfaceMember(asked), member)));
}
