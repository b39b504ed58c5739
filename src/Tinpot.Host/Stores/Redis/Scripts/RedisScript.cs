using System.Text;
using Tinpot.Executions;
using Tinpot.Platform.Reflection;

namespace Tinpot.Stores.Redis.Scripts;

/// <summary>
/// A step that Redis makes as a whole. Its guards come from <see cref="ExecutionTransitions"/>, so that the store can
/// make no change that the table does not have.
/// </summary>
internal sealed class RedisScript
{
    /// <summary>Begins the answer of a script that found something unreadable: this, kind, name and reason of each, and the answer.</summary>
    public const string Unreadable = "unreadable";

    // A script has only the parts that it uses: each function of them costs the server a little, every time
    private static readonly string[] Moving = ["executions", "limits", "changes", "events", "moves"];

    public static readonly RedisScript Submit = new("submit", Moving);
    public static readonly RedisScript Claim = new("claim", [.. Moving, "requested_lanes"], TransitionCause.Claim, TransitionCause.Due);
    public static readonly RedisScript Peek = new("peek", ["requested_lanes"]);
    public static readonly RedisScript Renew = new("renew", ["executions", "changes"]);
    public static readonly RedisScript Append = new("append", ["executions", "events"]);
    public static readonly RedisScript Finish = new("finish", Moving, TransitionCause.Finish);
    public static readonly RedisScript Release = new("release", Moving, TransitionCause.Release);
    public static readonly RedisScript Cancel = new("cancel", Moving, TransitionCause.Cancel);
    public static readonly RedisScript Due = new("due", Moving, TransitionCause.Due);
    public static readonly RedisScript Overdue = new("overdue", ["executions"]);
    public static readonly RedisScript Lose = new("lose", Moving, TransitionCause.Loss);
    public static readonly RedisScript Mend = new("mend", Moving);
    public static readonly RedisScript List = new("list", ["executions", "changes"]);
    public static readonly RedisScript Prune = new("prune", ["executions", "changes", "events"]);
    public static readonly RedisScript Read = new("read", []);
    public static readonly RedisScript Page = new("page", []);
    public static readonly RedisScript Lanes = new("lanes", ["executions"]);

    private RedisScript(string name, string[] parts, params TransitionCause[] causes)
    {
        Name = name;
        Text = $$"""
            local bad = {}
            local function main()
            {{Load("arguments")}}{{Guards(causes)}}{{string.Concat(parts.Select(Load))}}{{Load(name)}}end
            local answer = main()
            if #bad == 0 then
              return answer
            end
            return { '{{Unreadable}}', bad, answer }
            """;
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
