namespace Tinpot.Generators.Model;

/// <summary>The properties of the project that the generator needs.</summary>
/// <param name="Namespace">Namespace of everything generated.</param>
/// <param name="IsExecutable">The project is a program, not a library.</param>
/// <param name="HasHost">It references the host.</param>
/// <param name="NeedsEntryPoint">It is a program that has no <c>Main</c> and references the host.</param>
/// <param name="Directory">Folder of the project, with forward slashes; empty when unknown.</param>
/// <param name="Joined">The assemblies whose actions join this program's, in ordinal order of their catalogs.</param>
/// <param name="TakenNames">What those actions are called here, aliases too, in ordinal order.</param>
internal sealed record ProjectModel(
    string Namespace,
    bool IsExecutable,
    bool HasHost,
    bool NeedsEntryPoint,
    string Directory,
    EquatableArray<JoinModel> Joined,
    EquatableArray<string> TakenNames)
{
    /// <summary>A project for which nothing can be emitted.</summary>
    public static readonly ProjectModel Nothing = new("", false, false, false, "", [], []);

    public bool Emits => Namespace.Length > 0;
}
