namespace Tinpot.Workers.Pool;

/// <summary>The program's files are of another build than this process.</summary>
internal sealed class ProgramReplacedException() : Exception(
    "The program on disk is another build than the one that runs here, so no more children can be started: "
    + "no new work is taken, running work may end, then the host stops. Start it again to run the new build.");
