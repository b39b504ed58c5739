using Microsoft.CodeAnalysis;

namespace Tinpot.Generators.Diagnostics;

/// <summary>TPT08x: what somebody wrote and nothing reads.</summary>
internal static partial class DiagnosticDescriptors
{
    public static readonly DiagnosticDescriptor UncheckedRule = Warning(
        DiagnosticIds.UncheckedRule, Ignored,
        "Rule that is not checked",
        "{0} is not checked: Tinpot knows the attributes of System.ComponentModel.DataAnnotations that judge one value by itself; check this in the action");

    public static readonly DiagnosticDescriptor UnreadAttribute = Warning(
        DiagnosticIds.UnreadAttribute, Ignored,
        "Attribute without effect",
        "{0} has no effect here: {1}");

    public static readonly DiagnosticDescriptor Authorization = Error(
        DiagnosticIds.Authorization, Ignored,
        "Authorization that protects nothing",
        "[{0}] protects nothing here: an action is no endpoint, and everyone who may use the host may run it; protect the endpoints that MapTinpot maps, or see TINPOT_AUTH");

    public static readonly DiagnosticDescriptor UnservedProgram = Warning(
        DiagnosticIds.UnservedProgram, Ignored,
        "Program that serves its actions to nobody",
        "This program has actions, e.g. '{0}', and its own code starts no host: end it with 'return await TinpotHost.RunAsync(args, Tinpot.Generated.ActionCatalog.Instance);', call AddTinpot in an application, or delete this entry point, and the compiler adds one",
        WellKnownDiagnosticTags.CompilationEnd);

    public static readonly DiagnosticDescriptor MissingService = Warning(
        DiagnosticIds.MissingService, Ignored,
        "Service that nothing registers",
        "'{0}' is registered by no [ActionServices] method, and services of the application are not those of its actions: the action will fail; register it in an [ActionServices] method",
        WellKnownDiagnosticTags.CompilationEnd);
}
