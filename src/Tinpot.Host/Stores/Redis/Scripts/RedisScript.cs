using System.Text;
using Tinpot.Executions;

namespace Tinpot.Stores.Redis.Scripts;

/// <summary>
/// A step that Redis makes as a whole. Its guards come from <see cref="ExecutionTransitions"/>, so that the store can
/// make no change that the table does not have.
/// </summary>
internal sealed class RedisScript
{
    /// <summary>Begins the answer of a script that found something unreadable: this, kind, name and reason of each, and the answer.</summary>
    public const string Unreadable = "unreadable";

    /// <summary>Stands among the parts for the effects of changes of state.</summary>
    private const string Effects = "(effects)";

    /// <summary>All states, for the scripts that read executions: which of them are an end.</summary>
    private static readonly string States = $"local states = {{ {string.Join(", ", Enum.GetValues<ExecutionState>().Select(static state =>
        $"{state} = '{(ExecutionTransitions.IsTerminal(state) ? "end" : "open")}'"))} }}\n";

    // A script has only the parts that it uses: each function of them costs the server a little, every time
    private static readonly string[] Moving = ["executions", "limits", "changes", "events", Effects, "moves"];

    public static readonly RedisScript Submit = new("submit", Moving);
    public static readonly RedisScript Claim = new("claim", [.. Moving, "requested_lanes", "claiming"], TransitionCause.Claim, TransitionCause.Due);
    public static readonly RedisScript Peek = new("peek", ["requested_lanes"]);
    public static readonly RedisScript Renew = new("renew", ["executions", "changes"]);
    public static readonly RedisScript Append = new("append", ["executions", "events", "appending"]);
    public static readonly RedisScript Finish = new("finish", [.. Moving, "appending", "finishing"], TransitionCause.Finish);
    public static readonly RedisScript Exchange = new(
        "exchange", [.. Moving, "requested_lanes", "appending", "finishing", "claiming"],
        TransitionCause.Finish, TransitionCause.Claim, TransitionCause.Due);
    public static readonly RedisScript Release = new("release", [.. Moving, "lost"], TransitionCause.Release);
    public static readonly RedisScript Cancel = new("cancel", Moving, TransitionCause.Cancel);
    public static readonly RedisScript Due = new("due", Moving, TransitionCause.Due);
    public static readonly RedisScript Overdue = new("overdue", ["executions"]);
    public static readonly RedisScript Lose = new("lose", [.. Moving, "lost"], TransitionCause.Loss);
    public static readonly RedisScript Mend = new("mend", Moving);
    public static readonly RedisScript List = new("list", ["executions", "changes"]);
    public static readonly RedisScript Prune = new("prune", ["executions", "changes", "events"]);
    public static readonly RedisScript Read = new("read", []);
    public static readonly RedisScript Page = new("page", []);
    public static readonly RedisScript Lanes = new("lanes", ["executions"]);

    private readonly string[] _parts;
    private readonly string _guards;

    private RedisScript(string name, string[] parts, params TransitionCause[] causes)
    {
        Name = name;
        _parts = parts;
        _guards = Guards(causes);
        Text = With(RedisEffect.All);
    }

    public string Name { get; }

    public string Text { get; }

    /// <summary>The script with other effects.</summary>
    public string With(IEnumerable<RedisEffect> effects) =>
        $$"""
        local bad = {}
        local function main()
        {{ScriptText.Load("arguments")}}{{(_parts.Contains("executions") ? States : "")}}{{_guards}}{{string.Concat(_parts.Select(part => part == Effects ? RedisEffect.Compose(effects) : ScriptText.Load(part)))}}{{ScriptText.Load(Name)}}end
        local answer = main()
        if #bad == 0 then
          return answer
        end
        return { '{{Unreadable}}', bad, answer }
        """;

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
}
