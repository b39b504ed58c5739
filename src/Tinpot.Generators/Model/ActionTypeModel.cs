namespace Tinpot.Generators.Model;

/// <summary>All actions of one declaring type, in order of their names.</summary>
/// <param name="HintName">Name of the type's file; names of files differ in more than case.</param>
internal sealed record ActionTypeModel(ContainerModel Container, EquatableArray<ActionModel> Actions, string HintName);
