using Tinpot.Executions;

namespace Tinpot.Stores.Sqlite.Owning;

/// <summary>Another process owns the store by now. This one writes nothing to it any more.</summary>
internal sealed class StoreTakenOverException : Exception
{
    public static StoreUnavailableException Of(string folder, OwnerRow? owner) => new(
        $"The store in {folder} was taken over by "
        + (owner is null ? "another host, which has closed it since then" : $"process {owner.Process.Pid} on {owner.Process.Host}")
        + ", because this host wrote no heartbeat for some time. This host writes nothing more to it; restart this host, and run only one host on a data folder.",
        new StoreTakenOverException());

    /// <summary>Whether this is why the store is unavailable.</summary>
    public static bool Is(StoreUnavailableException error) => error.InnerException is StoreTakenOverException;
}
