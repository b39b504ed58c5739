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
        "Parameter '{0}' becomes part of a command line that is taken apart again, where it can say more than it should: use Shell.RunAsync with a program and a list of arguments");

    public static readonly DiagnosticDescriptor LoggedSecret = Warning(
        DiagnosticIds.LoggedSecret, Usage,
        "Secret written to the log",
        "The secret goes to the log in clear: leave it out, or write the Secret itself, which shows as ***");

    public static readonly DiagnosticDescriptor CallCycle = Warning(
        DiagnosticIds.CallCycle, Usage,
        "Actions that call each other in a circle",
        "Action '{0}' can come to call itself: {1}",
        WellKnownDiagnosticTags.CompilationEnd);

    public static readonly DiagnosticDescriptor VaryingScript = Error(
        DiagnosticIds.VaryingScript, Usage,
        "Script that is not constant",
        "A script has to be a constant, because whatever becomes part of it can say anything in it: pass what varies as arguments, and write \"$1\", \"$2\", … in the script");
}
