namespace Tinpot.Host.Tests.Binding.Types;

/// <summary>A value as JSON, and what an action of the type makes of it.</summary>
/// <param name="Type">Of the actions <c>one_…</c> and <c>more_…</c>.</param>
/// <param name="Value">What the action says it got; null when it is refused.</param>
/// <param name="Errors">Path behind the path of the value, then the message; at <c>$</c> when it is no JSON at all.</param>
internal sealed record TypeRow(string Type, string Json, string? Value, params (string Path, string Message)[] Errors)
{
    internal const string NotNull = "Must not be null.";

    /// <summary>Where the text stops to be JSON, counted from the start of the value; null when it is JSON.</summary>
    internal int? MalformedAt { get; private init; }

    internal static TypeRow Wrong(string type, string json, string message) => new(type, json, null, ("", message));

    internal static TypeRow Malformed(string type, string json, int at, string reason) => new(type, json, null, ("$", reason)) { MalformedAt = at };

    public override string ToString() => $"{Type} {(Json.Length > 100 ? Json[..100] + "…" : Json)}";
}
