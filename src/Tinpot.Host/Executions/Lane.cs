namespace Tinpot.Executions;

/// <summary>Where executions wait in line: those of one queue and one group.</summary>
internal readonly record struct Lane(string Queue, string Group);
