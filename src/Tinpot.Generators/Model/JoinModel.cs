namespace Tinpot.Generators.Model;

/// <summary>An assembly whose actions join the program's.</summary>
/// <param name="Assembly">Its name.</param>
/// <param name="Catalog">Fully qualified C# name of its catalog.</param>
/// <param name="Prefix">What stands before each name, the underscore included; empty for nothing.</param>
/// <param name="Excluded">Its own names that are left out, in ordinal order.</param>
internal sealed record JoinModel(string Assembly, string Catalog, string Prefix, EquatableArray<string> Excluded);
