namespace Tinpot.Generators.Model;

/// <summary>All actions of one declaring type, in order of their names.</summary>
internal sealed record ActionTypeModel(ContainerModel Container, EquatableArray<ActionModel> Actions);
