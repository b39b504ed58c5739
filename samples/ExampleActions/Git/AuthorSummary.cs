namespace ExampleActions;

/// <summary>What one author did in a repository.</summary>
/// <param name="Author">Name, as the repository's mailmap has it</param>
/// <param name="Commits">Number of commits</param>
/// <param name="Added">Lines added</param>
/// <param name="Removed">Lines removed</param>
public sealed record AuthorSummary(string Author, int Commits, long Added, long Removed);
