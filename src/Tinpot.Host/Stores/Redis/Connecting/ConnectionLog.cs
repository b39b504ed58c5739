using System.Net;
using Microsoft.Extensions.Logging;
using StackExchange.Redis;
using Tinpot.Executions;

namespace Tinpot.Stores.Redis.Connecting;

/// <summary>
/// Says when a server is lost and when it is there: once each, however many connections there are to it. For debugging: what an
/// outage means for the host is logged by <see cref="StoreHealth"/>.
/// </summary>
/// <param name="where">Names the server, without a secret.</param>
internal sealed partial class ConnectionLog(string where, TimeProvider clock, ILogger<ConnectionLog> logger)
{
    private readonly Lock _lock = new();
    private readonly HashSet<(string? Client, EndPoint? Server, ConnectionType Type)> _lost = [];
    private long _since;

    /// <summary>A connection is made, perhaps to another server than before.</summary>
    public event Action? Connected;

    /// <summary>The last attempt failed because the server does not know the user or the password.</summary>
    public bool Unauthorized { get; private set; }

    public void Attach(ConfigurationOptions settings) => settings.ConnectionAttemptCompleted += (_, attempt) =>
    {
        Guard(() =>
        {
            if (attempt.IsSuccess)
                OnConnected((settings.ClientName, attempt.EndPoint, attempt.ConnectionType));
            else if (attempt.FailureType != ConnectionFailureType.ConnectionDisposed)
                OnLost((settings.ClientName, attempt.EndPoint, attempt.ConnectionType), attempt.FailureType, attempt.Exception);
        });
    };

    public void Attach(ConnectionMultiplexer multiplexer)
    {
        multiplexer.ConnectionFailed += (_, failure) =>
        {
            // Ours, when the host stops
            if (failure.FailureType != ConnectionFailureType.ConnectionDisposed)
                Guard(() => OnLost((multiplexer.ClientName, failure.EndPoint, failure.ConnectionType), failure.FailureType, failure.Exception));
        };
        multiplexer.InternalError += (_, error) => Guard(() => LogInternalError(where, error.Exception));
    }

    /// <summary>On a thread of the client, which nothing may end.</summary>
    private void Guard(Action handle)
    {
        try
        {
            handle();
        }
        catch (Exception error)
        {
            LogHandlerFailed(where, error);
        }
    }

    private void OnLost((string?, EndPoint?, ConnectionType) connection, ConnectionFailureType failure, Exception? reason)
    {
        lock (_lock)
        {
            Unauthorized = failure == ConnectionFailureType.AuthenticationFailure;
            bool first = _lost.Count == 0;
            if (!_lost.Add(connection) || !first)
                return;
            _since = clock.GetTimestamp();
        }

        LogLost(where, failure, reason?.Message);
    }

    private void OnConnected((string?, EndPoint?, ConnectionType) connection)
    {
        TimeSpan? away = null;
        lock (_lock)
        {
            Unauthorized = false;
            if (_lost.Remove(connection) && _lost.Count == 0)
                away = clock.GetElapsedTime(_since);
        }

        if (away is { } time)
            LogFound(where, time.TotalSeconds);
        Connected?.Invoke();
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "No connection to Redis at {Where} ({Failure}): {Reason} The host keeps trying to connect.")]
    private partial void LogLost(string where, ConnectionFailureType failure, string? reason);

    [LoggerMessage(Level = LogLevel.Debug, Message = "Connected to Redis at {Where} after {Seconds:F1} s without a connection.")]
    private partial void LogFound(string where, double seconds);

    [LoggerMessage(Level = LogLevel.Error, Message = "A change of the connection to Redis at {Where} could not be handled.")]
    private partial void LogHandlerFailed(string where, Exception error);

    [LoggerMessage(Level = LogLevel.Debug, Message = "The client library reports an internal error of the connection to Redis at {Where}.")]
    private partial void LogInternalError(string where, Exception error);
}
