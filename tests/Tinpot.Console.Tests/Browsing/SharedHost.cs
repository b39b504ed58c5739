using Tinpot.WebConsole.Tests.Browsing;

[assembly: AssemblyFixture(typeof(SharedHost))]

namespace Tinpot.WebConsole.Tests.Browsing;

/// <summary>The host of every test that changes nothing about it.</summary>
public sealed class SharedHost : IAsyncLifetime
{
    private ConsoleHost? _host;

    public ConsoleHost Host => _host ?? throw new InvalidOperationException("The host has not started.");

    public async ValueTask InitializeAsync() => _host = await ConsoleHost.StartAsync();

    public async ValueTask DisposeAsync()
    {
        if (_host is not null) await _host.DisposeAsync();
    }
}
