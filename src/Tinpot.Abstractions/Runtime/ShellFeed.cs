namespace Tinpot.Runtime;

/// <summary>Hands a program its standard input.</summary>
/// <param name="source">Left open; null is nothing.</param>
/// <param name="target">The program's end of it.</param>
internal sealed class ShellFeed(Stream? source, Stream target)
{
    private volatile Exception? _error;

    /// <summary>Ends with the source, or with the program's interest in it.</summary>
    /// <param name="failed">Called when the source cannot be read to its end: the program is not to take half of it for the whole.</param>
    /// <param name="ended">Signalled when the program has ended.</param>
    public async Task RunAsync(Action failed, CancellationToken ended)
    {
        byte[] bytes = new byte[16 * 1024];
        int read;
        while ((read = await ReadAsync(bytes, ended).ConfigureAwait(false)) > 0 && await WriteAsync(bytes.AsMemory(0, read), ended).ConfigureAwait(false))
        {
        }

        if (_error is null)
            await CloseAsync().ConfigureAwait(false);
        else
            failed();
    }

    /// <summary>Throws when the source could not be read.</summary>
    public void ThrowIfFailed()
    {
        if (_error is { } error)
            throw new IOException($"The input for the program could not be read to its end, so it was ended: {error.Message}", error);
    }

    private async ValueTask<int> ReadAsync(Memory<byte> bytes, CancellationToken ended)
    {
        try
        {
            return source is null ? 0 : await source.ReadAsync(bytes, ended).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested)
        {
            return 0;
        }
        catch (Exception error)
        {
            // Any stream may be handed in, so any exception may come out; the caller gets it.
            _error = error;
            return 0;
        }
    }

    private async ValueTask<bool> WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken ended)
    {
        try
        {
            await target.WriteAsync(bytes, ended).ConfigureAwait(false);
            await target.FlushAsync(ended).ConfigureAwait(false);
            return true;
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException or OperationCanceledException)
        {
            // It closed its input or has ended: what it does not want to read is no fault.
            return false;
        }
    }

    private async ValueTask CloseAsync()
    {
        try
        {
            await target.DisposeAsync().ConfigureAwait(false);
        }
        catch (IOException)
        {
            // Nobody reads any more.
        }
    }
}
