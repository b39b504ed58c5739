namespace Tinpot.Settings;

/// <summary>What a process does in a fleet; the verb it was started with.</summary>
internal enum HostRole
{
    /// <summary>API, console and worker.</summary>
    Serve,

    /// <summary>API and console, of actions that workers elsewhere have.</summary>
    Api,

    /// <summary>Runs actions, and answers probes if it is told where.</summary>
    Worker,
}
