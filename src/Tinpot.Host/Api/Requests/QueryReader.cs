using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Tinpot.Executions;
using Tinpot.Executions.Events;
using Tinpot.Http;
using Tinpot.Http.Responses;
using Tinpot.Schemas;

namespace Tinpot.Api.Requests;

/// <summary>Reads the query parameters of a route and collects those that are wrong, each under its name.</summary>
/// <param name="query">The values.</param>
/// <param name="names">The names that the route takes.</param>
internal sealed class QueryReader(IQueryCollection query, IReadOnlyList<string> names)
{
    private readonly List<SchemaError> _errors = [];

    public static QueryReader Of(HttpContext context) => new(context.Request.Query, context.Route().Request.Query);

    /// <exception cref="ProblemException">Something was wrong (400); every wrong value is named.</exception>
    public void ThrowIfWrong()
    {
        if (_errors.Count > 0)
            throw new ProblemException(Problems.InvalidQuery(_errors));
    }

    /// <summary>One text; null when absent or empty.</summary>
    public string? Text(string name)
    {
        StringValues values = Values(name);
        if (values.Count > 1)
            Refuse(name, "may be given only once.");
        return values.Count == 1 && values[0] is { Length: > 0 } value ? value : null;
    }

    public long? Integer(string name, long least, long most)
    {
        if (Text(name) is not { } text)
            return null;
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long value) && value >= least && value <= most)
            return value;
        Refuse(name, string.Create(CultureInfo.InvariantCulture, $"must be an integer from {least} to {most}."));
        return null;
    }

    /// <summary>A number of seconds.</summary>
    public TimeSpan? Seconds(string name, int most)
    {
        if (Text(name) is not { } text)
            return null;
        if (double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double seconds) && seconds >= 0 && seconds <= most)
            return TimeSpan.FromSeconds(seconds);
        Refuse(name, string.Create(CultureInfo.InvariantCulture, $"must be a number of seconds from 0 to {most}."));
        return null;
    }

    public DateTimeOffset? Moment(string name)
    {
        if (Text(name) is not { } text)
            return null;
        if (MomentText.TryParse(text, out DateTimeOffset moment))
            return moment;
        Refuse(name, "must be a time with an offset, such as 2026-01-31T18:30:00Z or 2026-01-31T18:30:00%2B01:00 (a + in a URL means a space).");
        return null;
    }

    public Guid? Id(string name)
    {
        if (Text(name) is not { } text)
            return null;
        if (ExecutionIds.TryParse(text, out Guid id))
            return id;
        Refuse(name, "must be an execution id.");
        return null;
    }

    public EventId? Event(string name)
    {
        if (Text(name) is not { } text)
            return null;
        if (EventId.TryParse(text, out EventId id))
            return id;
        Refuse(name, "must be an event id such as 1-25.");
        return null;
    }

    /// <summary>One of some words; the first when absent.</summary>
    public string Word(string name, params ReadOnlySpan<string> words)
    {
        if (Text(name) is not { } text)
            return words[0];
        if (words.Contains(text))
            return text;
        Refuse(name, $"must be one of {string.Join(", ", words)}.");
        return words[0];
    }

    public IReadOnlyList<ExecutionState> States(string name)
    {
        var states = new List<ExecutionState>();
        foreach (string? text in Values(name))
        {
            if (State(text) is { } state)
                states.Add(state);
            else
                Refuse(name, $"must be one of {string.Join(", ", Enum.GetNames<ExecutionState>())}.");
        }

        return states;
    }

    public void Refuse(string name, string message) => _errors.Add(new SchemaError(name, message));

    private StringValues Values(string name) =>
        names.Contains(name) ? query[name] : throw new InvalidOperationException($"The route does not list the query parameter '{name}'.");

    private static ExecutionState? State(string? text)
    {
        foreach (ExecutionState state in Enum.GetValues<ExecutionState>())
        {
            if (state.ToString() == text)
                return state;
        }

        return null;
    }
}
