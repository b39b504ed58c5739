using Tinpot.Executions;

namespace Tinpot.Stores.Sqlite.Reading;

/// <summary>Counts what waits and runs.</summary>
internal sealed class LaneReader(StatementSet statements)
{
    // What succeeded, which is nearly everything, is not in the index that the last condition names
    private readonly Statement _lanes = statements[
        """
        SELECT queue, grp, count(*) FILTER (WHERE state = 'PENDING'), count(*) FILTER (WHERE state = 'STARTED'),
          min(max(created_at, coalesce(run_at, 0))) FILTER (WHERE state = 'PENDING')
        FROM executions WHERE state IN ('PENDING', 'STARTED') AND state <> 'SUCCESS' GROUP BY queue, grp
        """];

    public IReadOnlyList<LaneLoad> Read(DateTimeOffset now)
    {
        List<LaneLoad> lanes = [];
        while (_lanes.Step())
        {
            long waiting = _lanes.Int64(2);
            lanes.Add(new LaneLoad(
                new Lane(_lanes.Text(0), _lanes.Text(1)), waiting, _lanes.Int64(3),
                waiting == 0 ? null : Since(_lanes.Int64(4), now)));
        }

        return lanes;
    }

    private static TimeSpan Since(long moment, DateTimeOffset now)
    {
        TimeSpan since = now - DateTimeOffset.FromUnixTimeMilliseconds(moment);
        return since > TimeSpan.Zero ? since : TimeSpan.Zero;
    }
}
