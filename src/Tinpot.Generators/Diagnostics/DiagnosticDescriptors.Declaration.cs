using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Tinpot.Generators.Diagnostics;

/// <summary>TPT000–TPT009 and TPT04x: declarations that the generator leaves out.</summary>
internal static partial class DiagnosticDescriptors
{
    public static readonly DiagnosticDescriptor UnsupportedType = Error(
        DiagnosticIds.UnsupportedType, Declaration,
        "Type that cannot be converted to or from JSON",
        "Action '{0}': {1} of type '{2}' cannot be {3}: {4}");

    public static readonly DiagnosticDescriptor NotReachable = Error(
        DiagnosticIds.NotReachable, Declaration,
        "Action that generated code cannot call",
        "Action '{0}' cannot be called by generated code: make it and every type around it internal or wider, and not file-local");

    public static readonly DiagnosticDescriptor Generic = Error(
        DiagnosticIds.Generic, Declaration,
        "Generic action",
        "Action '{0}' is generic or is declared in a generic type: declare a method that is not generic and calls it");

    public static readonly DiagnosticDescriptor ByReference = Error(
        DiagnosticIds.ByReference, Declaration,
        "Action with by-reference parameter or result",
        "Action '{0}': {1} is passed by reference; pass it by value");

    public static readonly DiagnosticDescriptor DuplicateName = Error(
        DiagnosticIds.DuplicateName, Declaration,
        "Duplicate name",
        "'{0}' has the name '{1}', as {2} has: give one of them another name");

    public static readonly DiagnosticDescriptor InvalidName = Error(
        DiagnosticIds.InvalidName, Declaration,
        "Invalid action name",
        "'{0}' is not a valid action name: {1}; set a name with [Action(\"name\")]");

    public static readonly DiagnosticDescriptor UnsupportedPlace = Error(
        DiagnosticIds.UnsupportedPlace, Declaration,
        "Action in a place where it cannot run",
        "Action '{0}' cannot run here: {1}");

    public static readonly DiagnosticDescriptor MisfitConstraint = Error(
        DiagnosticIds.MisfitConstraint, Declaration,
        "Constraint that does not fit its type",
        "Action '{0}': {1}");

    public static readonly DiagnosticDescriptor InvalidServices = Error(
        DiagnosticIds.InvalidServices, Declaration,
        "Invalid [ActionServices] method",
        "'{0}' must be 'static void {0}(IServiceCollection services, IConfiguration configuration)', or return the services, internal or wider, in a type that is not generic; not async, not abstract, not in an extension block, and not forbidden to call");

    public static readonly DiagnosticDescriptor NeedsContext = Error(
        DiagnosticIds.NeedsContext, Contract,
        "Type that needs a JsonSerializerContext",
        "Action '{0}': {1} needs System.Text.Json, because {2}: add [JsonSerializable(typeof({3}))] to a JsonSerializerContext of this project");

    public static readonly DiagnosticDescriptor BrokenDefault = Error(
        DiagnosticIds.BrokenDefault, Declaration,
        "Default value that a caller could not pass",
        "Action '{0}': the default of '{1}' {2}");

    public static readonly DiagnosticDescriptor DoubledInjection = Error(
        DiagnosticIds.DoubledInjection, Declaration,
        "Parameter injected twice",
        "Action '{0}': parameters '{1}' and '{2}' receive the same object; keep one of them");

    public static readonly DiagnosticDescriptor InvalidAlias = Error(
        DiagnosticIds.InvalidAlias, Declaration,
        "Invalid alias",
        "Action '{0}': alias '{1}' {2}");

    public static readonly DiagnosticDescriptor InvalidLimit = Error(
        DiagnosticIds.InvalidLimit, Declaration,
        "Invalid limit",
        "Action '{0}': {1} is {2}; it {3}");

    public static readonly DiagnosticDescriptor InvalidKey = Error(
        DiagnosticIds.InvalidKey, Declaration,
        "Invalid key of a concurrency limit",
        "Action '{0}': '{1}' cannot be the key of [MaxConcurrent]: {2}");

    public static readonly DiagnosticDescriptor LimitOfNoAction = Error(
        DiagnosticIds.LimitOfNoAction, Declaration,
        "Concurrency limit on a method that is not an action",
        "'{0}' has [MaxConcurrent] but not [Action], so nothing is limited: add [Action], or put the limit on the actions that call it");

    public static readonly DiagnosticDescriptor InvalidLane = Error(
        DiagnosticIds.InvalidLane, Declaration,
        "Invalid name of a queue or group",
        "Action '{0}': the {1} '{2}' {3}");

    public static readonly DiagnosticDescriptor UnseenAction = Error(
        DiagnosticIds.UnseenAction, Declaration,
        "Action that depends on another generator",
        "Action '{0}': {1}",
        WellKnownDiagnosticTags.CompilationEnd);

    /// <summary>The rules that <see cref="Analyzers.ActionDeclarationAnalyzer"/> reports.</summary>
    public static readonly ImmutableArray<DiagnosticDescriptor> Declarations =
        [UnsupportedType, NotReachable, Generic, ByReference, DuplicateName, InvalidName, UnsupportedPlace, MisfitConstraint, InvalidServices, NeedsContext, BrokenDefault, DoubledInjection, InvalidAlias, InvalidLimit, InvalidKey, LimitOfNoAction, InvalidLane];

    /// <summary>The rule that a <see cref="DeclarationProblem"/> names.</summary>
    public static DiagnosticDescriptor Find(string id) => Declarations.First(d => d.Id == id);
}
