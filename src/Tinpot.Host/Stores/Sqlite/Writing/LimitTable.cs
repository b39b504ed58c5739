using Tinpot.Executions.Limits;

namespace Tinpot.Stores.Sqlite.Writing;

/// <summary>Which places an execution takes. Read from an index of those that take any: what stands behind the arguments in a row is far away.</summary>
internal sealed class LimitTable(StatementSet statements)
{
    private readonly Statement _limits = statements[
        "SELECT limits FROM executions INDEXED BY executions_limited WHERE seq = ? AND limits IS NOT NULL"];

    public LimitSet? Of(long seq)
    {
        if (!_limits.Add(seq).Step())
            return null;
        string text = _limits.Text(0);
        _limits.Reset();
        return LimitSet.Parse(text);
    }
}
