using Microsoft.CodeAnalysis;

namespace Tinpot.Generators.Diagnostics;

/// <summary>TPT03x: what programs promise to others.</summary>
internal static partial class DiagnosticDescriptors
{
    public static readonly DiagnosticDescriptor UnusableActions = Error(
        DiagnosticIds.UnusableActions, Contract,
        "Actions that cannot join",
        "Actions of another assembly cannot join: {0}");
}
