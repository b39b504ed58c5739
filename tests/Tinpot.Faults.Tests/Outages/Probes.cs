using System.Diagnostics;

namespace Tinpot.Faults.Tests.Outages;

/// <summary>Asks a host as Kubernetes does: both probes each second, a second to answer, a restart after three failures in a row.</summary>
internal sealed class Probes : IAsyncDisposable
{
    private const int FailureThreshold = 3;
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    private readonly HttpClient _client;
    private readonly CancellationTokenSource _ended = new();
    private readonly Task _probing;

    /// <param name="host">Has to outlive this.</param>
    public Probes(HostProcess host)
    {
        // A loaded machine is slower than a cluster's nodes; a second of patience more is what operators give too
        _client = new HttpClient { BaseAddress = host.Client.BaseAddress, Timeout = TimeSpan.FromSeconds(2) };
        _probing = ProbeAsync();
    }

    /// <summary>How often an orchestrator would have restarted the host.</summary>
    public int Restarts { get; private set; }

    public bool Ready { get; private set; }

    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync();
        await _probing;
        _client.Dispose();
        _ended.Dispose();
    }

    private async Task ProbeAsync()
    {
        int failures = 0;
        while (!_ended.IsCancellationRequested)
        {
            long began = Stopwatch.GetTimestamp();
            if (await AnswersAsync("/health"))
                failures = 0;
            else if (++failures == FailureThreshold)
                Restarts++;
            Ready = await AnswersAsync("/ready");
            TimeSpan left = Period - Stopwatch.GetElapsedTime(began);
            await Task.Delay(left > TimeSpan.Zero ? left : TimeSpan.Zero, _ended.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<bool> AnswersAsync(string path)
    {
        try
        {
            using HttpResponseMessage answer = await _client.GetAsync(path);
            return answer.IsSuccessStatusCode;
        }
        catch (Exception error) when (error is HttpRequestException or TaskCanceledException)
        {
            return false;
        }
    }
}
