namespace Tinpot.Workers.Pool;

/// <summary>The program's files are of another build than this process.</summary>
internal sealed class ProgramReplacedException() : Exception(
    "The program on disk is another build than the running one, so no more children can be started: "
    + "the worker claims no new work, running work may finish, then the host stops. Start it again to run the new build.");
