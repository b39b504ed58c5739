namespace Tinpot.Stores.Redis.Claiming;

/// <summary>
/// Claims of one owner that are made one after the other, under rising numbers. One whose answer was lost is repeated under its
/// number, so that what it took is handed out again.
/// </summary>
/// <param name="name">No other series of the fleet has it.</param>
internal sealed class ClaimSeries(string name, TimeProvider clock)
{
    private readonly SemaphoreSlim _turn = new(1, 1);
    private volatile bool _unanswered;

    public string Name => name;

    /// <summary>Of the last claim.</summary>
    public long Number { get; private set; }

    /// <summary>When the last claim was made first, as a timestamp of the local clock.</summary>
    public long Asked { get; private set; }

    /// <summary>Whether it is not known what the last claim took. It may be under way.</summary>
    public bool Unanswered => _unanswered;

    /// <summary>Whether somebody has to repeat the last claim.</summary>
    public bool Owes => _unanswered && _turn.CurrentCount > 0;

    /// <summary>Waits until no other claim of the series is under way.</summary>
    public Task EnterAsync(CancellationToken cancellation) => _turn.WaitAsync(cancellation);

    /// <returns>false when one is under way.</returns>
    public bool TryEnter() => _turn.Wait(0, CancellationToken.None);

    public void Leave() => _turn.Release();

    /// <returns>Whether the claim that begins is a repetition.</returns>
    public bool Begin()
    {
        if (_unanswered)
            return true;
        Number++;
        Asked = clock.GetTimestamp();
        _unanswered = true;
        return false;
    }

    /// <summary>What the claim took is known.</summary>
    public void Answer() => _unanswered = false;
}
