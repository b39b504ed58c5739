using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Tinpot.Faults.Tests.Redis;

/// <summary>Submits work to an API at a rate, whatever becomes of it, and keeps what was answered for. The ledger is the truth.</summary>
internal sealed class FleetLoad : IAsyncDisposable
{
    private readonly HttpClient _client;
    private readonly string _ledger;
    private readonly int _milliseconds;
    private readonly CancellationTokenSource _over = new();
    private readonly ConcurrentDictionary<string, string> _accepted = [];
    private readonly ConcurrentBag<Task> _sending = [];
    private readonly Task _submitting;
    private int _refused;

    /// <param name="rate">Submissions a second.</param>
    /// <param name="milliseconds">How long each works, at most.</param>
    public FleetLoad(HttpClient client, string ledger, int rate, int milliseconds, Random random)
    {
        _client = client;
        _ledger = ledger;
        _milliseconds = milliseconds;
        _submitting = Task.Run(() => SubmitAsync(TimeSpan.FromSeconds(1.0 / rate), random));
    }

    /// <summary>Text by id.</summary>
    public IReadOnlyDictionary<string, string> Accepted => _accepted;

    /// <summary>Answered 503.</summary>
    public int Refused => _refused;

    public async Task GoOnAsync(int more)
    {
        int wanted = _accepted.Count + more;
        await Eventually.TrueAsync(() => _submitting.IsFaulted || _accepted.Count >= wanted, $"{more} more are accepted");
    }

    public async Task StopAsync()
    {
        await _over.CancelAsync();
        await _submitting;
        await Task.WhenAll(_sending);
    }

    /// <summary>How everything that was accepted ended, by id, and what the ledger says of each: how often it began, and ended.</summary>
    public async Task<IReadOnlyList<FleetEnd>> EndsAsync(HttpClient client, TestFolder folder, string ledger)
    {
        List<FleetEnd> ends = [];
        List<(string Id, string Text, JsonElement Status)> statuses = [];
        foreach ((string id, string text) in _accepted)
            statuses.Add((id, text, await client.EndAsync(id)));
        Dictionary<string, int> lines = folder.Lines(ledger).CountBy(line => line).ToDictionary();
        foreach ((string id, string text, JsonElement status) in statuses)
        {
            string? reason = status.State() == "FAILURE" ? status.GetProperty("error").GetProperty("reason").GetString() : null;
            ends.Add(new FleetEnd(id, status.State(), reason, lines.GetValueOrDefault($"start {text}"), lines.GetValueOrDefault($"end {text}")));
        }

        return ends;
    }

    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync();
        await Task.WhenAll([_submitting, .. _sending]).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task SubmitAsync(TimeSpan every, Random random)
    {
        using var timer = new PeriodicTimer(every);
        for (int number = 0; !_over.IsCancellationRequested; number++)
        {
            string text = $"{Guid.NewGuid():n} {number}";
            int milliseconds = random.Next(_milliseconds + 1);
            _sending.Add(Task.Run(() => SendAsync(text, milliseconds)));
            await timer.WaitForNextTickAsync();
        }
    }

    private async Task SendAsync(string text, int milliseconds)
    {
        using HttpResponseMessage answer = await _client.PostAsJsonAsync(
            "/api/actions/work_with_ledger/execute", new { parameters = new { ledger = _ledger, text, milliseconds } });
        string body = await answer.Content.ReadAsStringAsync();
        if (answer.StatusCode == HttpStatusCode.ServiceUnavailable)
            Interlocked.Increment(ref _refused);
        else if (answer.StatusCode == HttpStatusCode.OK)
            _accepted[JsonElement.Parse(body).GetProperty("execution_id").GetString()!] = text;
        else
            throw new InvalidOperationException($"{answer.StatusCode}: {body}");
    }
}

/// <summary>How an execution ended, and what of it happened.</summary>
internal sealed record FleetEnd(string Id, string State, string? Reason, int Starts, int Ends);
