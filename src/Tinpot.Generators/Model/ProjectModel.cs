namespace Tinpot.Generators.Model;

/// <summary>What the generator needs to know of the project around the actions.</summary>
/// <param name="Namespace">Namespace of everything generated.</param>
/// <param name="IsExecutable">The project is a program, not a library.</param>
/// <param name="NeedsEntryPoint">It has no <c>Main</c> and references the host.</param>
/// <param name="Directory">Folder of the project, with forward slashes; empty when unknown.</param>
/// <param name="Joined">Fully qualified catalogue types of the assemblies whose actions join this program's.</param>
/// <param name="TakenNames">Names and aliases of the actions in them, in ordinal order.</param>
internal sealed record ProjectModel(
    string Namespace,
    bool IsExecutable,
    bool NeedsEntryPoint,
    string Directory,
    EquatableArray<string> Joined,
    EquatableArray<string> TakenNames);
