namespace Tinpot.Settings;

/// <summary>Whether a host that is stopping may still let running work end.</summary>
internal sealed class ForcedStop : IDisposable
{
    private readonly CancellationTokenSource _now = new();

    /// <summary>Signalled when running work is to be stopped at once.</summary>
    public CancellationToken Now => _now.Token;

    public void Request() => _now.Cancel();

    public void Dispose() => _now.Dispose();
}
