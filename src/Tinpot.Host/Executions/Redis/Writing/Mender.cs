namespace Tinpot.Executions.Redis;

/// <summary>Goes round the executions that have not ended, a bounded number at a time, and puts right what a lost key made wrong.</summary>
internal sealed class Mender(Shard shard, ScriptRunner scripts)
{
    private const int AtOnce = 100;

    /// <summary>Executions of one state that one pass looks at; the next pass goes on after them.</summary>
    private const int Pass = 1_000;

    private static readonly ExecutionState[] Unfinished =
        [.. Enum.GetValues<ExecutionState>().Where(state => !ExecutionTransitions.IsTerminal(state))];

    private readonly Dictionary<ExecutionState, int> _places = [];

    /// <returns>How many it mended.</returns>
    public async Task<int> PassAsync()
    {
        int mended = 0;
        foreach (ExecutionState state in Unfinished)
        {
            int from = _places.GetValueOrDefault(state);
            for (int end = from + Pass; from < end;)
            {
                var answer = (int[])(await scripts.RunAsync(RedisScript.Mend, shard, new ScriptArguments()
                    .Add(state.ToString()).Add(from).Add(AtOnce)).ConfigureAwait(false))!;
                mended += answer[1];
                from = answer[0] < AtOnce ? 0 : from + AtOnce;
                if (from == 0)
                    break;
            }

            _places[state] = from;
        }

        return mended;
    }
}
