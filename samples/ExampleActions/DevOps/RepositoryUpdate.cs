namespace ExampleActions;

/// <summary>A branch that was brought up to date.</summary>
/// <param name="Repo">Where the repository is</param>
/// <param name="Branch">The branch</param>
/// <param name="Status">One word</param>
public sealed record RepositoryUpdate(string Repo, string Branch, string Status);
