using Microsoft.CodeAnalysis;

namespace Tinpot.Generators.Diagnostics;

/// <summary>TPT01x: calls of actions that run unrecorded.</summary>
internal static partial class DiagnosticDescriptors
{
    public static readonly DiagnosticDescriptor MethodGroup = Warning(
        DiagnosticIds.MethodGroup, Interception,
        "Action as a method group",
        "Action '{0}' runs unrecorded when it is called through a delegate or function pointer: write a lambda that calls it");

    public static readonly DiagnosticDescriptor BaseCall = Warning(
        DiagnosticIds.BaseCall, Interception,
        "Action called through base",
        "'base.{0}' runs unrecorded: move the shared code into a method that is not an action, and call that");

    public static readonly DiagnosticDescriptor DynamicCall = Warning(
        DiagnosticIds.DynamicCall, Interception,
        "Dynamic call that may run an action",
        "This call is bound at run time and may run action '{0}' unrecorded: cast the dynamic value to its type");

    public static readonly DiagnosticDescriptor ExpressionTree = Warning(
        DiagnosticIds.ExpressionTree, Interception,
        "Action called in an expression tree",
        "The call of action '{0}' is data here, and runs unrecorded if the expression tree is compiled: call it outside, or take a delegate instead of an Expression");

    public static readonly DiagnosticDescriptor StaticAbstract = Warning(
        DiagnosticIds.StaticAbstract, Interception,
        "Action called through a type parameter",
        "This call through a type parameter may run action '{0}' unrecorded: pass in a lambda that calls the action, or name its type");

    public static readonly DiagnosticDescriptor UnrecordedCall = Warning(
        DiagnosticIds.UnrecordedCall, Interception,
        "Call of an action that cannot be recorded",
        "Action '{0}' runs unrecorded here: {1}");

    public static readonly DiagnosticDescriptor UnannouncedActions = Warning(
        DiagnosticIds.UnannouncedActions, Interception,
        "Assembly with actions that was compiled without the generator",
        "'{0}' has actions, e.g. '{1}', and was compiled without Tinpot's generator: they cannot join and their calls are not recorded; let it reference Tinpot.Abstractions with its analyzers");
}
