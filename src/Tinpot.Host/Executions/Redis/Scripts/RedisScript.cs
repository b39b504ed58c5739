using System.Text;
using Tinpot.Reflection;

namespace Tinpot.Executions.Redis;

/// <summary>
/// A step that Redis makes as a whole. Its guards come from <see cref="ExecutionTransitions"/>, so that the store can
/// make no change that the table does not have.
/// </summary>
internal sealed class RedisScript
{
    public static readonly RedisScript Submit = new("submit");
    public static readonly RedisScript Claim = new("claim", TransitionCause.Claim, TransitionCause.Due);
    public static readonly RedisScript Peek = new("peek");
    public static readonly RedisScript Renew = new("renew");
    public static readonly RedisScript Append = new("append");
    public static readonly RedisScript Finish = new("finish", TransitionCause.Finish);
    public static readonly RedisScript Release = new("release", TransitionCause.Release);
    public static readonly RedisScript Cancel = new("cancel", TransitionCause.Cancel);
    public static readonly RedisScript Due = new("due", TransitionCause.Due);
    public static readonly RedisScript Overdue = new("overdue");
    public static readonly RedisScript Lose = new("lose", TransitionCause.Loss);
    public static readonly RedisScript Mend = new("mend");
    public static readonly RedisScript Prune = new("prune");
    public static readonly RedisScript Read = new("read");
    public static readonly RedisScript Lanes = new("lanes");

    private RedisScript(string name, params TransitionCause[] causes)
    {
        Name = name;
        Text = Load("arguments") + Guards(causes) + Load("limits") + Load("changes") + Load("moves") + Load(name);
    }

    public string Name { get; }

    public string Text { get; }

    private static string Guards(TransitionCause[] causes)
    {
        var text = new StringBuilder("local rows = {\n");
        foreach (ExecutionTransition row in ExecutionTransitions.All.Where(row => causes.Contains(row.By)))
            text.Append($"  ['{row.By} {row.From}>{row.To}'] = true,\n");
        return text.Append(
            """
            }
            local function allows(cause, from, to)
              return rows[cause .. ' ' .. from .. '>' .. to]
            end

            """).ToString();
    }

    private static string Load(string name)
    {
        using Stream stream = HostAssembly.Open($"redis/{name}.lua")
            ?? throw new InvalidOperationException($"The script {name} is not in the assembly.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd() + "\n";
    }
}
