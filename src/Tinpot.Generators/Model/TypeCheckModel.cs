namespace Tinpot.Generators.Model;

/// <summary>How to ask a type's own code whether a value is one.</summary>
/// <param name="Key">What schemas call the type by.</param>
/// <param name="Call">C# expression over <c>reader</c>.</param>
internal sealed record TypeCheckModel(string Key, string Call);

/// <summary>The checks of a catalog, apart from it, since most have none.</summary>
internal sealed record TypeChecksModel(string Namespace, EquatableArray<TypeCheckModel> Checks);
