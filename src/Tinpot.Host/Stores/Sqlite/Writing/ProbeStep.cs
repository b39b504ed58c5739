using Tinpot.Platform;

namespace Tinpot.Stores.Sqlite.Writing;

/// <summary>A write as large as a small submission, into the row of the owner: a sign that it lives, and that the store takes work.</summary>
internal sealed class ProbeStep(WriteSession session)
{
    private const int Bytes = 16 * 1024;

    // Random, because SQLite does not write what is there already
    private readonly Statement _beat = session.Statements["UPDATE owner SET beats = beats + 1, beat_at = ?, filler = randomblob(?)"];

    public bool Run() => _beat.Add(SystemClock.Uptime).Add((long)Bytes).Run() == 1;
}
