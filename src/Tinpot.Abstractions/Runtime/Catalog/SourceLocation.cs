namespace Tinpot;

/// <summary>Where an action is written.</summary>
/// <param name="File">Path relative to the project, with forward slashes.</param>
/// <param name="Line">Line of the method's name, from 1.</param>
public sealed record SourceLocation(string File, int Line);
