using System.Text.Json;
using Tinpot.Schemas;

namespace Tinpot.Api.Requests;

/// <summary>What stands around the parameters: <c>{"parameters": {…}, "run_at"|"delay_seconds", "priority"}</c>.</summary>
internal sealed record Envelope : IDisposable
{
    /// <summary>What the parameters are read from.</summary>
    public JsonDocument? Source { get; init; }

    /// <summary>As sent, of any kind; undefined when there were none.</summary>
    public JsonElement Parameters { get; init; }

    public DateTimeOffset? RunAt { get; init; }

    public TimeSpan? Delay { get; init; }

    public int Priority { get; init; } = 1;

    /// <summary>Everything that is wrong outside of the parameters; their own rules are checked elsewhere.</summary>
    public IReadOnlyList<SchemaError> Errors { get; init; } = [];

    /// <summary>The body could not be read as JSON at all; there is nothing more to check.</summary>
    public bool Malformed { get; init; }

    public void Dispose() => Source?.Dispose();
}
