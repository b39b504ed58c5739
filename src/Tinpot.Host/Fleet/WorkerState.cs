namespace Tinpot.Fleet;

/// <summary>What a worker is about; lower case in JSON.</summary>
internal enum WorkerState
{
    /// <summary>It takes work.</summary>
    Running,

    /// <summary>It takes no more and lets end what runs.</summary>
    Draining,
}
