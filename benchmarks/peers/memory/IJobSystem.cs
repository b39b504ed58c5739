namespace Tinpot.Peers.Memory;

/// <summary>A scheduler and its storage.</summary>
internal interface IJobSystem : IAsyncDisposable
{
    /// <summary>Submits a job that calls <see cref="Waiting.Complete"/> with this id, and does nothing else.</summary>
    ValueTask SubmitAsync(long id);
}
