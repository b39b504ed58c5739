using System.IO.Pipelines;
using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http.Features;

namespace Tinpot.Hosting.Limits;

/// <summary>A connection that is counted until its descriptor is given back.</summary>
internal sealed class BoundedConnection : ConnectionContext
{
    /// <summary>How long a spare connection may stay.</summary>
    private static readonly TimeSpan SpareTime = TimeSpan.FromSeconds(2);

    private readonly ConnectionContext _inner;
    private readonly OpenConnections _connections;
    private readonly ITimer? _timer;
    private int _left;

    /// <param name="clock">Times a spare connection; null for others.</param>
    public BoundedConnection(ConnectionContext inner, OpenConnections connections, TimeProvider? clock)
    {
        (_inner, _connections) = (inner, connections);
        if (clock is null)
            return;
        inner.Features.Set(new SpareConnection());
        _timer = clock.CreateTimer(_ => Abort(new ConnectionAbortedException("Too many connections are open.")), null, SpareTime, Timeout.InfiniteTimeSpan);
    }

    public override string ConnectionId
    {
        get => _inner.ConnectionId;
        set => _inner.ConnectionId = value;
    }

    public override IFeatureCollection Features => _inner.Features;

    public override IDictionary<object, object?> Items
    {
        get => _inner.Items;
        set => _inner.Items = value;
    }

    public override IDuplexPipe Transport
    {
        get => _inner.Transport;
        set => _inner.Transport = value;
    }

    public override CancellationToken ConnectionClosed
    {
        get => _inner.ConnectionClosed;
        set => _inner.ConnectionClosed = value;
    }

    public override EndPoint? LocalEndPoint
    {
        get => _inner.LocalEndPoint;
        set => _inner.LocalEndPoint = value;
    }

    public override EndPoint? RemoteEndPoint
    {
        get => _inner.RemoteEndPoint;
        set => _inner.RemoteEndPoint = value;
    }

    public override void Abort() => _inner.Abort();

    public override void Abort(ConnectionAbortedException abortReason) => _inner.Abort(abortReason);

    public override async ValueTask DisposeAsync()
    {
        try
        {
            if (_timer is not null)
                await _timer.DisposeAsync().ConfigureAwait(false);
            await _inner.DisposeAsync().ConfigureAwait(false);
        }
        finally
        {
            if (Interlocked.Exchange(ref _left, 1) == 0)
                _connections.Remove();
        }
    }
}
