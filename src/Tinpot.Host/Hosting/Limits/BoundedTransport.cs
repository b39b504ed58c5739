using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;

namespace Tinpot.Hosting.Limits;

/// <summary>
/// Listens with sockets and never has more connections open than the host may. Kestrel's own limit is applied by the thread
/// pool some time after a connection was accepted, and connections that come faster than that take all descriptors.
/// </summary>
internal sealed class BoundedTransport(SocketTransportFactory sockets, OpenConnections connections, TimeProvider clock)
    : IConnectionListenerFactory, IConnectionListenerFactorySelector
{
    public bool CanBind(EndPoint endpoint) => sockets.CanBind(endpoint);

    public async ValueTask<IConnectionListener> BindAsync(EndPoint endpoint, CancellationToken cancellationToken = default) =>
        new BoundedListener(await sockets.BindAsync(endpoint, cancellationToken).ConfigureAwait(false), connections, clock);
}
