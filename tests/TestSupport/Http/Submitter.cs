namespace Tinpot.Tests.Http;

/// <summary>Submits one execution after another until the host is gone, and keeps those that were accepted.</summary>
internal sealed class Submitter
{
    private readonly List<(string Id, string Text)> _accepted = [];
    private readonly TaskCompletionSource _enough = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task _submitting;

    /// <param name="enough">After so many <see cref="HasEnough"/> is done.</param>
    public Submitter(HttpClient client, string ledger, string round, int enough) =>
        _submitting = SubmitAsync(client, ledger, round, enough);

    public Task HasEnough => _enough.Task.WaitAsync(TimeSpan.FromSeconds(60));

    /// <summary>What the host answered for, once it is gone.</summary>
    public async Task<IReadOnlyList<(string Id, string Text)>> AcceptedAsync()
    {
        await _submitting.WaitAsync(TimeSpan.FromSeconds(60));
        return _accepted;
    }

    private async Task SubmitAsync(HttpClient client, string ledger, string round, int enough)
    {
        try
        {
            for (int number = 0; ; number++)
            {
                string text = $"{round}, number {number}";
                _accepted.Add((await client.ExecuteAsync("append_ledger", new { path = ledger, text }), text));
                if (_accepted.Count == enough)
                    _enough.TrySetResult();
            }
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            // The host was killed; what it did not answer may or may not be in the store.
        }
    }
}
