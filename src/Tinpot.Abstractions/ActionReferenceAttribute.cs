namespace Tinpot;

/// <summary>
/// Marks a parameter whose method takes actions as delegates knowingly: it does not call them in an action's stead, or
/// means to call them unrecorded. Rule TPT010 lets <c>Schedule(Chores.PruneLogs)</c> pass for such a parameter.
/// </summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class ActionReferenceAttribute : Attribute;
