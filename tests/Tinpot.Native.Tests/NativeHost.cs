namespace Tinpot.Native.Tests;

/// <summary>A native program that serves until disposed.</summary>
public abstract class NativeHost(Func<Task<Publication>> publish) : IAsyncLifetime
{
    private readonly TestFolder _folder = new();
    private HostProcess? _process;

    /// <summary>Speaks to it.</summary>
    public HttpClient Client => _process!.Client;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync() => _process = await HostProcess.StartAsync((await publish()).Program, _folder.Path, slots: 4);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
            await _process.DisposeAsync();
        _folder.Dispose();
    }
}
