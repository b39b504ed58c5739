namespace Tinpot.Platform.Processes;

/// <summary>What the system says of this process; 0 where it does not tell.</summary>
/// <param name="Threads">How many it has.</param>
/// <param name="IgnoredSignals">The signals that it ignores, and what it starts ignores too: a bit for each, that of signal 1 lowest.</param>
internal readonly record struct ProcessStatus(int Threads, ulong IgnoredSignals);
