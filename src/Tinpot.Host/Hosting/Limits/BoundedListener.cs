using System.Net;
using Microsoft.AspNetCore.Connections;

namespace Tinpot.Hosting.Limits;

/// <summary>Accepts connections while there is room, and closes those for which there is none before it accepts another.</summary>
internal sealed class BoundedListener(IConnectionListener inner, OpenConnections connections, TimeProvider clock) : IConnectionListener
{
    public EndPoint EndPoint => inner.EndPoint;

    public async ValueTask<ConnectionContext?> AcceptAsync(CancellationToken cancellationToken = default)
    {
        while (await inner.AcceptAsync(cancellationToken).ConfigureAwait(false) is { } accepted)
        {
            if (connections.TryEnter(out bool spare))
                return new BoundedConnection(accepted, connections, spare ? clock : null);
            accepted.Abort(new ConnectionAbortedException("Too many connections are open."));
            await accepted.DisposeAsync().ConfigureAwait(false);
        }

        return null;
    }

    public ValueTask UnbindAsync(CancellationToken cancellationToken = default) => inner.UnbindAsync(cancellationToken);

    public ValueTask DisposeAsync() => inner.DisposeAsync();
}
