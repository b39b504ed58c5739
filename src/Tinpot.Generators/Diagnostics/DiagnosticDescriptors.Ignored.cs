using Microsoft.CodeAnalysis;

namespace Tinpot.Generators.Diagnostics;

/// <summary>TPT08x: declarations without effect.</summary>
internal static partial class DiagnosticDescriptors
{
    public static readonly DiagnosticDescriptor UncheckedRule = Warning(
        DiagnosticIds.UncheckedRule, Ignored,
        "Validation attribute that is not checked",
        "{0} is not checked: Tinpot knows the attributes of System.ComponentModel.DataAnnotations that validate a single value; check this in the action");

    public static readonly DiagnosticDescriptor UnreadAttribute = Warning(
        DiagnosticIds.UnreadAttribute, Ignored,
        "Attribute without effect",
        "{0} has no effect here: {1}");

    public static readonly DiagnosticDescriptor Authorization = Error(
        DiagnosticIds.Authorization, Ignored,
        "Authorization attribute without effect",
        "[{0}] has no effect here: an action is not an endpoint, and everyone who can use the host can run it; protect the endpoints that MapTinpot maps, or see TINPOT_AUTH");

    public static readonly DiagnosticDescriptor UnservedProgram = Warning(
        DiagnosticIds.UnservedProgram, Ignored,
        "Program that does not start the host",
        "This program has actions, e.g. '{0}', and its own code starts no host: end it with 'return await TinpotHost.RunAsync(args, Tinpot.Generated.ActionCatalog.Instance);', call AddTinpot in an application, or delete this entry point, and the compiler adds one",
        WellKnownDiagnosticTags.CompilationEnd);

    public static readonly DiagnosticDescriptor MissingService = Warning(
        DiagnosticIds.MissingService, Ignored,
        "Service that is not registered",
        "No [ActionServices] method registers '{0}', and actions do not get the services of the application: the action will fail; register it in an [ActionServices] method",
        WellKnownDiagnosticTags.CompilationEnd);
}
