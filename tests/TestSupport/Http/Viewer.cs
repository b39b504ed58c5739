namespace Tinpot.Tests.Http;

/// <summary>Follows an execution until it ends or the host is gone, and keeps what it saw.</summary>
internal sealed class Viewer
{
    private readonly List<SseEvent> _seen = [];
    private readonly Task _following;
    private readonly TaskCompletionSource _enough = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly int _most;

    /// <param name="enough">After so many events <see cref="HasSeenEnough"/> is done.</param>
    public Viewer(HttpClient client, string id, int enough)
    {
        _most = enough;
        _following = FollowAsync(client, id);
    }

    public Task HasSeenEnough => _enough.Task.WaitAsync(TimeSpan.FromSeconds(60));

    /// <summary>Everything it saw, once the connection is gone.</summary>
    public async Task<IReadOnlyList<SseEvent>> SeenAsync()
    {
        await _following.WaitAsync(TimeSpan.FromSeconds(60));
        return _seen;
    }

    private async Task FollowAsync(HttpClient client, string id)
    {
        try
        {
            await foreach (SseEvent one in client.StreamAsync(id))
            {
                _seen.Add(one);
                if (_seen.Count >= _most)
                    _enough.TrySetResult();
            }
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            // The host was killed.
        }
    }
}
