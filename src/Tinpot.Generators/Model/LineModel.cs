namespace Tinpot.Generators.Model;

/// <summary>Where an action is written.</summary>
/// <param name="ActionId">The <see cref="ActionModel.Id"/>.</param>
/// <param name="Line">From 1.</param>
internal sealed record LineModel(string ActionId, string Path, int Line);

/// <summary>The lines of all actions of the catalog, in its order.</summary>
internal sealed record LinesModel(string Namespace, EquatableArray<string> Lines);
