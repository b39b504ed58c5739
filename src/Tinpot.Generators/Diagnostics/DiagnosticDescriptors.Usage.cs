using Microsoft.CodeAnalysis;

namespace Tinpot.Generators.Diagnostics;

/// <summary>TPT02x: what an action does.</summary>
internal static partial class DiagnosticDescriptors
{
    public static readonly DiagnosticDescriptor IgnoredToken = Warning(
        DiagnosticIds.IgnoredToken, Usage,
        "Async action that cannot be stopped",
        "Action '{0}' cannot be stopped while it waits for '{1}': {2}");

    public static readonly DiagnosticDescriptor CommandLine = Warning(
        DiagnosticIds.CommandLine, Usage,
        "Command line built from a parameter",
        "Parameter '{0}' becomes part of a command line that is parsed again, so that its value can add arguments or commands: use Shell.RunAsync with a program and a list of arguments");

    public static readonly DiagnosticDescriptor LoggedSecret = Warning(
        DiagnosticIds.LoggedSecret, Usage,
        "Secret written to the log",
        "The secret is written to the log in clear text: leave it out, or write the Secret itself, which shows as ***");

    public static readonly DiagnosticDescriptor CallCycle = Warning(
        DiagnosticIds.CallCycle, Usage,
        "Actions that call each other in a cycle",
        "Action '{0}' can call itself: {1}",
        WellKnownDiagnosticTags.CompilationEnd);

    public static readonly DiagnosticDescriptor VaryingScript = Error(
        DiagnosticIds.VaryingScript, Usage,
        "Script that is not constant",
        "The script must be a constant, because text that is inserted into it can run any command: pass values as arguments, and write \"$1\", \"$2\", … in the script");
}
