namespace Tinpot.Generators.Model;

/// <summary>The index of all actions, without anything that changes when one of them does.</summary>
/// <param name="Services">Calls that register services, as C# method names, in ordinal order.</param>
internal sealed record CatalogModel(ProjectModel Project, EquatableArray<CatalogEntry> Entries, EquatableArray<string> Services)
{
    /// <summary>Nothing to announce, nothing to run.</summary>
    public bool IsEmpty => !Project.Emits || (Entries.Count == 0 && Services.Count == 0 && Project.Joined.Count == 0);
}

/// <param name="Name">Name of the action.</param>
/// <param name="Aliases">Its other names.</param>
/// <param name="Method">Name of the method.</param>
/// <param name="ClassName">Generated class that holds it.</param>
internal sealed record CatalogEntry(string Name, EquatableArray<string> Aliases, string Method, string ClassName);
