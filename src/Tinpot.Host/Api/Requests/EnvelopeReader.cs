using System.Globalization;
using System.Text.Json;
using Tinpot.Actions;
using Tinpot.Platform.Json;
using Tinpot.Schemas;

namespace Tinpot.Api.Requests;

/// <summary>Reads the envelope of a request to run an action and collects everything that is wrong with it.</summary>
/// <param name="parameterNames">The names of the action's parameters, to say where a misplaced one belongs.</param>
internal sealed class EnvelopeReader(IReadOnlyCollection<string> parameterNames)
{
    private const int MostErrors = 1000;
    private const int MostNameCharacters = 64;
    private const int MostDelaySeconds = 366 * 24 * 60 * 60;
    private static readonly string[] Members = ["parameters", "run_at", "delay_seconds", "priority"];

    private readonly List<SchemaError> _errors = [];
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private Envelope _envelope = new();

    public Envelope Read(ReadOnlyMemory<byte> body)
    {
        if (body.IsEmpty)
            return _envelope;
        JsonDocument document;
        try
        {
            // One level deeper than the checker allows, since the body surrounds the parameters
            document = JsonInput.Parse(body, JsonLimits.Envelope);
        }
        catch (JsonException error)
        {
            // The words of the checker, so that a broken body and a broken parameter file are told alike
            return new Envelope { Malformed = true, Errors = [SchemaChecker.CheckSyntax(body.Span) ?? new SchemaError("$", error.Message)] };
        }

        if (document.RootElement.ValueKind == JsonValueKind.Object)
            ReadMembers(document.RootElement);
        else
            _errors.Add(new SchemaError("$", "The body must be an object such as {\"parameters\": {…}}."));
        if (_seen.Contains("run_at") && _seen.Contains("delay_seconds"))
            Refuse("delay_seconds", "cannot be combined with run_at.");
        return _envelope with { Source = document, Errors = _errors };
    }

    private void ReadMembers(JsonElement body)
    {
        foreach (JsonProperty member in body.EnumerateObject())
        {
            // No member of ours, and no text: shown as the replacement character
            string name = JsonText.Name(member) ?? "\uFFFD";
            if (_seen.Add(name))
                ReadMember(name, member.Value);
            else
                Refuse(name, "is given twice.");
        }
    }

    private void ReadMember(string name, JsonElement value)
    {
        switch (name)
        {
            case "parameters":
                _envelope = _envelope with { Parameters = value };
                break;
            case "run_at":
                ReadRunAt(value);
                break;
            case "delay_seconds":
                if (value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out double seconds) && seconds is >= 0 and <= MostDelaySeconds)
                    _envelope = _envelope with { Delay = TimeSpan.FromSeconds(seconds) };
                else
                    Refuse(name, $"must be a number of seconds from 0 to {MostDelaySeconds.ToString(CultureInfo.InvariantCulture)}.");
                break;
            case "priority":
                if (value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out int priority) && SubmissionRules.IsPriority(priority))
                    _envelope = _envelope with { Priority = priority };
                else
                    Refuse(name, "must be 0 (low), 1 (normal) or 2 (high).");
                break;
            default:
                RefuseUnknown(name);
                break;
        }
    }

    private void ReadRunAt(JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.String && JsonText.String(value) is { } text && HasOffset(text)
            && value.TryGetDateTimeOffset(out DateTimeOffset moment))
            _envelope = _envelope with { RunAt = moment };
        else
            Refuse("run_at", "must be a time with an offset, such as \"2026-01-31T18:30:00+01:00\" or \"…Z\".");
    }

    /// <remarks>Without one a moment would mean another thing on every machine.</remarks>
    private static bool HasOffset(string text) =>
        text.EndsWith('Z') || (text.Length > 6 && text[^6] is '+' or '-' && text[^3] == ':');

    private void RefuseUnknown(string name)
    {
        // A small body must not make a large answer, nor much work
        if (_errors.Count == MostErrors)
            return;
        if (name.Length > MostNameCharacters)
            Refuse(name[..MostNameCharacters] + "…", "is not a member of the request; parameters belong under `parameters`.");
        else if (parameterNames.Contains(name))
            Refuse(name, "is a parameter; put it under `parameters`.");
        else if (Suggestion.Closest(name, Members) is { } member)
            Refuse(name, $"is not a member of the request; did you mean '{member}'?");
        else if (Suggestion.Closest(name, parameterNames) is { } parameter)
            Refuse(name, $"is not a member of the request; did you mean the parameter '{parameter}'? Put it under `parameters`.");
        else
            Refuse(name, "is not a member of the request; parameters belong under `parameters`.");
    }

    private void Refuse(string member, string message)
    {
        if (_errors.Count < MostErrors)
            _errors.Add(new SchemaError("$." + member, message));
    }
}
