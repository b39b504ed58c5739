using Microsoft.AspNetCore.Http;
using Tinpot.Api.Requests;
using Tinpot.Executions.Events;
using Tinpot.Http.Responses;

namespace Tinpot.Api.Logs;

/// <summary>Which log lines somebody wants.</summary>
internal sealed record LogQuery
{
    private static readonly string[] Levels = ["DEBUG", "INFO", "WARNING", "ERROR"];

    /// <summary>As SSE data objects instead of text.</summary>
    public bool Ndjson { get; init; }

    /// <summary>As text: with the escape sequences that the action printed, which a terminal obeys.</summary>
    public bool KeepsEscapes { get; init; }

    /// <summary>Only what follows this event.</summary>
    public EventId After { get; init; } = EventId.Start;

    /// <summary>Only what stands before this event.</summary>
    public EventId? Before { get; init; }

    public long? FromLine { get; init; }

    /// <summary>Only the first so many of the lines that remain.</summary>
    public long? Limit { get; init; }

    /// <summary>Only the last so many of the lines that remain.</summary>
    public long? Tail { get; init; }

    /// <summary>Only lines at least this severe: index into DEBUG, INFO, WARNING, ERROR.</summary>
    public int LeastLevel { get; init; }

    /// <summary>Only lines that hold this text, in any case.</summary>
    public string? Search { get; init; }

    /// <summary>Lines are picked by what is in them, so that they must be read to be counted.</summary>
    public bool PicksByContent => LeastLevel > 0 || Search is not null;

    /// <summary>Lines are picked by their numbers alone, which the store knows.</summary>
    public bool PicksByNumber => !PicksByContent && After == EventId.Start && Before is null;

    /// <summary>Much more may have to be read than is given.</summary>
    public bool IsSearch => PicksByContent || (Tail is not null && !PicksByNumber);

    public static int Rank(ReadOnlySpan<byte> level) => level.IsEmpty ? 0 : level[0] switch
    {
        (byte)'E' => 3,
        (byte)'W' => 2,
        (byte)'I' => 1,
        _ => 0,
    };

    /// <exception cref="ProblemException">A value is wrong (400).</exception>
    public static LogQuery Read(HttpContext context)
    {
        QueryReader query = QueryReader.Of(context);
        var wanted = new LogQuery
        {
            Ndjson = query.Word("format", "text", "ndjson") == "ndjson",
            KeepsEscapes = query.Word("escapes", "strip", "keep") == "keep",
            After = query.Event("after") ?? EventId.Start,
            Before = query.Event("before"),
            FromLine = query.Integer("from_line", 1, long.MaxValue),
            Limit = query.Integer("limit", 1, long.MaxValue),
            Tail = query.Integer("tail", 1, long.MaxValue),
            LeastLevel = Array.IndexOf(Levels, query.Word("level", Levels)),
            Search = query.Text("search"),
        };
        if (wanted is { Limit: not null, Tail: not null })
            query.Refuse("tail", "cannot be combined with limit.");
        if (wanted.Ndjson && context.Request.Query.ContainsKey("escapes"))
            query.Refuse("escapes", "is only for format=text; JSON always contains the escape sequences.");
        query.ThrowIfWrong();
        return wanted;
    }
}
