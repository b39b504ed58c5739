namespace Tinpot.Runtime.Shells;

/// <summary>Hands a program its standard input.</summary>
/// <param name="source">Left open; null is nothing.</param>
/// <param name="target">The program's end of it.</param>
internal sealed class ShellFeed(Stream? source, Stream target)
{
    private readonly TaskCompletionSource<Exception> _failed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The source cannot be read to its end: the program is not to take half of it for the whole.</summary>
    public Task<Exception> Failed => _failed.Task;

    /// <summary>Ends with the source, or with the program's interest in it.</summary>
    /// <param name="ended">Signalled when the program has ended.</param>
    public async Task RunAsync(CancellationToken ended)
    {
        byte[] bytes = new byte[16 * 1024];
        int read;
        while ((read = await ReadAsync(bytes, ended).ConfigureAwait(false)) > 0 && await WriteAsync(bytes.AsMemory(0, read), ended).ConfigureAwait(false))
        {
        }

        // Left open after a failure: closing would tell the program that this was all
        if (!Failed.IsCompleted)
            await CloseAsync().ConfigureAwait(false);
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
            _failed.TrySetResult(error);
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
            // It closed its input or has ended, which is not an error.
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
            // There is no reader left.
        }
    }
}
