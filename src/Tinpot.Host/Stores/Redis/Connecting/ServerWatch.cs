using System.Net;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using StackExchange.Redis;
using Tinpot.Platform;

namespace Tinpot.Stores.Redis.Connecting;

/// <summary>
/// Looks at the servers: when the host starts, when a connection was made, and every half minute. The first look decides
/// whether this host can work on them; whatever changes later is said, and makes the host not ready, but ends nothing.
/// </summary>
internal sealed partial class ServerWatch(
    RedisConnection connection, ConnectionLog log, ServerWatchOptions options, SupervisedLoops loops, ILogger<ServerWatch> logger)
    : BackgroundService
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan AskEvery = TimeSpan.FromSeconds(1);

    private readonly SupervisedLoop _loop = loops.Create("watch over Redis", logger);
    private readonly SemaphoreSlim _connected = new(0, 1);
    private readonly Dictionary<EndPoint, (string RunId, ServerVerdict Verdict)> _seen = [];
    private volatile string? _fault = $"Redis at {options.Where} has not answered yet.";
    private bool _accepted;

    /// <summary>What is wrong with the servers, for people; null when nothing is.</summary>
    public string? Fault => _fault;

    /// <exception cref="StartException">A server answers, and nothing can be built on it.</exception>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        log.Connected += OnConnected;
        await LookAsync().ConfigureAwait(false);
        await base.StartAsync(cancellationToken).ConfigureAwait(false);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var refused = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        StartException? refusal = null;
        await _loop.RunAsync(
            async cancellation =>
            {
                await _connected.WaitAsync(_fault is null ? LookEvery : AskEvery, cancellation).ConfigureAwait(false);
                try
                {
                    await LookAsync().ConfigureAwait(false);
                }
                catch (StartException error)
                {
                    // The server was away when the host started
                    refusal = error;
                    await refused.CancelAsync().ConfigureAwait(false);
                }

                return TimeSpan.Zero;
            },
            refused.Token).ConfigureAwait(false);
        log.Connected -= OnConnected;
        if (refusal is null)
            return;
        LogRefused(refusal.Message);
        throw refusal;
    }

    private void OnConnected()
    {
        try
        {
            _connected.Release();
        }
        catch (SemaphoreFullException)
        {
            // It will look anyhow.
        }
    }

    private async Task LookAsync()
    {
        List<(EndPoint Server, string RunId, ServerVerdict Verdict)> looks = [];
        foreach (IServer server in connection.Control.GetServers().Where(server => server.IsConnected))
        {
            if (await AskAsync(server).ConfigureAwait(false) is { } look)
                looks.Add((server.EndPoint, look.RunId, look.Verdict));
        }

        // Replicas beside their primaries are as they should be
        if (looks.Any(look => look.Verdict.Waiting is null))
            looks.RemoveAll(look => look.Verdict.Waiting is not null);
        string? refusal = looks.Count > 0 ? looks.Select(look => look.Verdict.Refusal).FirstOrDefault(one => one is not null) : Unauthorized();
        if (refusal is not null && !_accepted)
            throw new StartException(refusal);

        foreach ((EndPoint server, string runId, ServerVerdict verdict) in looks)
            Say(server, runId, verdict);
        string? waiting = looks.Select(look => look.Verdict.Waiting).FirstOrDefault(one => one is not null);
        _accepted |= looks.Count > 0 && waiting is null;
        _fault = refusal ?? waiting ?? (looks.Count > 0 ? null : $"Redis at {options.Where} does not answer.");
    }

    /// <returns>null when the server does not answer after all.</returns>
    private async Task<(string RunId, ServerVerdict Verdict)?> AskAsync(IServer server)
    {
        try
        {
            var facts = ServerFacts.Parse((string?)await server.ExecuteAsync("INFO").ConfigureAwait(false) ?? "");
            return (facts.RunId, ServerRules.Judge(facts, options.Where, options.Strict));
        }
        catch (RedisServerException denied) when (denied.Message.StartsWith("NOPERM", StringComparison.Ordinal))
        {
            return ("", ServerRules.Unseen(options.Where, options.Strict));
        }
        catch (Exception error) when (error is RedisException or TimeoutException or FormatException)
        {
            LogSilent(options.Where, error.Message);
            return null;
        }
    }

    private string? Unauthorized() => log.Unauthorized
        ? $"Redis at {options.Where} does not accept this user or this password. Set them in REDIS_URL, such as redis://user:password@host."
        : null;

    /// <summary>Once for each start of a server and each change in what it is.</summary>
    private void Say(EndPoint server, string runId, ServerVerdict verdict)
    {
        if (_seen.TryGetValue(server, out (string RunId, ServerVerdict Verdict) before) && before.RunId == runId && before.Verdict.SameAs(verdict))
            return;
        _seen[server] = (runId, verdict);
        foreach (string warning in verdict.Warnings)
            LogWarning(warning);
        if (verdict.Refusal is not null && verdict.Warnings.Count == 0)
            LogUnfit(verdict.Refusal);
        if (verdict.Waiting is not null)
            LogWarning(verdict.Waiting);
        else
            LogPromise(verdict.Promise);
    }

    [LoggerMessage(Level = LogLevel.Critical, Message = "{Refusal}")]
    private partial void LogRefused(string refusal);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Refusal}")]
    private partial void LogUnfit(string refusal);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Warning}")]
    private partial void LogWarning(string warning);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Promise}")]
    private partial void LogPromise(string promise);

    [LoggerMessage(Level = LogLevel.Debug, Message = "The version and the settings of Redis at {Where} could not be read: {Reason}")]
    private partial void LogSilent(string where, string reason);
}
