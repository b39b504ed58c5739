namespace Tinpot.Executions.Sqlite.Writing;

/// <summary>A write as large as a small submission, into the row of the owner.</summary>
internal sealed class ProbeStep(WriteSession session)
{
    private const int Bytes = 16 * 1024;

    private readonly Statement _beat = session.Statements["UPDATE owner SET beats = beats + 1, filler = zeroblob(?)"];

    public bool Run() => _beat.Add((long)Bytes).Run() == 1;
}
