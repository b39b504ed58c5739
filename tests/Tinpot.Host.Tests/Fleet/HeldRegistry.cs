using Tinpot.Fleet;

namespace Tinpot.Host.Tests.Fleet;

/// <summary>A registry whose announcements after the first wait until they are let go.</summary>
internal sealed class HeldRegistry : IFleetRegistry
{
    private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _held = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly HashSet<string> _shown = [];

    /// <summary>Ends when an announcement waits.</summary>
    public Task Held => _held.Task;

    public IReadOnlyCollection<string> Shown => _shown;

    public void Release() => _released.SetResult();

    public async Task AnnounceAsync(WorkerStatus worker, LocalCatalog catalog, bool first)
    {
        if (!first)
        {
            _held.TrySetResult();
            await _released.Task;
        }

        _shown.Add(worker.Instance);
    }

    public Task LeaveAsync(string instance)
    {
        _shown.Remove(instance);
        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<WorkerStatus>> WorkersAsync() => throw new NotSupportedException();

    public Task<IReadOnlyList<string>> CatalogsAsync() => throw new NotSupportedException();

    public Task<byte[]?> CatalogAsync(string hash) => throw new NotSupportedException();
}
