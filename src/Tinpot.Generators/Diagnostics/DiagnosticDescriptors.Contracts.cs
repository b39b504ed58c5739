using Microsoft.CodeAnalysis;

namespace Tinpot.Generators.Diagnostics;

/// <summary>TPT03x: what programs promise to others.</summary>
internal static partial class DiagnosticDescriptors
{
    public static readonly DiagnosticDescriptor BrokenContract = Warning(
        DiagnosticIds.BrokenContract, Contract,
        "Breaking change against the manifest",
        "Action '{0}' breaks its contract in tinpot.manifest.json: {1}; 'dotnet run -- manifest --write' accepts the change");

    public static readonly DiagnosticDescriptor UnreadableManifest = Warning(
        DiagnosticIds.UnreadableManifest, Contract,
        "Manifest that cannot be read",
        "The manifest cannot be read at line {0}, column {1}: {2}; 'dotnet run -- manifest --write' replaces it");

    public static readonly DiagnosticDescriptor UnusableActions = Error(
        DiagnosticIds.UnusableActions, Contract,
        "Actions that cannot join",
        "Actions of another assembly cannot join: {0}");
}
