using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Tinpot.Hosting.Limits;

/// <summary>The limits of a web server that belongs to the host alone. In somebody else's application they are its own.</summary>
internal static class ServerLimits
{
    public static void Configure(IWebHostBuilder web)
    {
        // An answer that is taken more slowly than this holds a connection for longer than it is worth; streams have a limit of their own
        web.ConfigureKestrel(kestrel => kestrel.Limits.MinResponseDataRate = new MinDataRate(2048, TimeSpan.FromSeconds(30)));
        web.ConfigureServices(services => services.AddSingleton<IConnectionListenerFactory>(provider => new BoundedTransport(
            new SocketTransportFactory(
                provider.GetRequiredService<IOptions<SocketTransportOptions>>(),
                provider.GetRequiredService<ILoggerFactory>()),
            new OpenConnections(provider.GetRequiredService<DescriptorBudget>().Connections),
            provider.GetRequiredService<TimeProvider>())));
    }
}
