using System.Globalization;
using System.Text;
using StackExchange.Redis;
using Tinpot.Executions;

namespace Tinpot.Stores.Redis.Reading;

/// <summary>The head of an execution, of which <c>executions.lua</c> says how it is written.</summary>
internal readonly struct ExecutionHead
{
    private const int Words = 22;

    private readonly string[] _words;

    private ExecutionHead(string[] words) => _words = words;

    public ExecutionState State => ExecutionStateNames.ParseState(Encoding.UTF8.GetBytes(_words[0]));

    public long Fence => Number(1);

    public long Sequence => Number(2);

    public long Line => Number(3);

    public int Attempt => checked((int)Number(5));

    public int Priority => checked((int)Number(8));

    public bool CancelRequested => _words[9] == "1";

    /// <summary>Its place in lists.</summary>
    public long Place => Number(12);

    public DateTimeOffset CreatedAt => Time(13)!.Value;

    public DateTimeOffset? RunAt => Time(15);

    public DateTimeOffset? StartedAt => Time(16);

    public DateTimeOffset? FinishedAt => Time(17);

    /// <summary>Its field in the hash of an execution.</summary>
    public static RedisValue Field { get; } = "head";

    /// <exception cref="FormatException">It is not one.</exception>
    public static ExecutionHead Parse(RedisValue text) => ((string?)text)?.Split(' ', Words) is { Length: Words } words
        ? new ExecutionHead(words)
        : throw new FormatException("The head of an execution has too few words.");

    private long Number(int word) => long.Parse(_words[word], NumberStyles.None, CultureInfo.InvariantCulture);

    private DateTimeOffset? Time(int word) => _words[word] == "-" ? null : DateTimeOffset.FromUnixTimeMilliseconds(Number(word));
}
