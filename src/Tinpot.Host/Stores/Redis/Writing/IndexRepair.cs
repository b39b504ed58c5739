using Tinpot.Executions;
using Tinpot.Stores.Redis.Scripts;

namespace Tinpot.Stores.Redis.Writing;

/// <summary>Goes round the executions that have not ended, a bounded number at a time, and puts right what a lost key made wrong.</summary>
internal sealed class IndexRepair(Shard shard, ScriptRunner scripts)
{
    private const int AtOnce = 100;

    /// <summary>Executions of one state that one pass looks at; the next pass goes on after them.</summary>
    private const int Pass = 1_000;

    private static readonly ExecutionState[] Unfinished =
        [.. Enum.GetValues<ExecutionState>().Where(state => !ExecutionTransitions.IsTerminal(state))];

    private readonly Dictionary<ExecutionState, int> _places = [];

    /// <summary>Where the indexes of lists go on; empty = at the beginning.</summary>
    private string _listed = "";

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

        await ListAsync().ConfigureAwait(false);
        return mended;
    }

    /// <summary>
    /// Completes the indexes of lists with what an older version stored: fast until it came round once, then slowly, for hosts of
    /// an older version that still submit.
    /// </summary>
    private async Task ListAsync()
    {
        bool complete = await scripts.ReadAsync(database => database.KeyExistsAsync(shard.Key("listed"))).ConfigureAwait(false);
        for (int looked = 0; looked < (complete ? AtOnce : 10 * Pass); looked += AtOnce)
        {
            _listed = (string?)await scripts.RunAsync(RedisScript.List, shard, new ScriptArguments()
                .Add(_listed.Length == 0 ? "-inf" : _listed).Add(AtOnce)).ConfigureAwait(false) ?? "";
            if (_listed.Length == 0)
                return;
        }
    }
}
