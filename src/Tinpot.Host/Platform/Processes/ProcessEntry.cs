namespace Tinpot.Platform.Processes;

/// <summary>A process as it was seen.</summary>
/// <param name="Name">Of the program, as the kernel keeps it: at most 15 bytes.</param>
internal sealed record ProcessEntry(int Pid, string Name);
