using System.Buffers;
using System.Text;
using System.Text.Json;
using Tinpot.Executions;
using Tinpot.Platform.Json;

namespace Tinpot.Workers.Log;

/// <summary>
/// Masks the values of secrets wherever they appear in text, as they are and in the usual encodings. Values of fewer than four
/// characters are left: to mask them would mask half the text.
/// </summary>
internal sealed class SecretMasker
{
    private const int Shortest = 4;
    private const string Mask = "***";

    public static readonly SecretMasker None = new([]);

    /// <summary>Most texts to look for. The plain values are always among them; encoded forms are, as far as there is room.</summary>
    private const int MostTexts = 2_000;

    /// <summary>The values in clear and in encoded form, longest first: one may begin with another.</summary>
    private readonly string[] _secrets;
    private readonly SearchValues<string> _search;
    private readonly SearchValues<char> _beginnings;

    public SecretMasker(IEnumerable<string> secrets)
    {
        // A secret of several lines is met one line at a time
        string[] plain = [.. secrets
            .SelectMany(secret => secret.Split('\n').Select(line => line.TrimEnd('\r')).Append(secret))
            .Where(secret => secret.Length >= Shortest)
            .Distinct(StringComparer.Ordinal)];
        IEnumerable<string> encoded = plain.Length < MostTexts
            ? plain.SelectMany(SecretForms.Of).Where(text => text.Length >= SecretForms.Shortest).Distinct(StringComparer.Ordinal).Take(MostTexts - plain.Length)
            : [];
        _secrets = [.. plain.Concat(encoded).Distinct(StringComparer.Ordinal).OrderByDescending(secret => secret.Length)];
        _search = SearchValues.Create(_secrets, StringComparison.Ordinal);
        _beginnings = SearchValues.Create([.. _secrets.Select(secret => secret[0])]);
    }

    public bool IsEmpty => _secrets.Length == 0;

    /// <summary>Masks every string and number in the values of <c>[{"path": […], "value": …}, …]</c>.</summary>
    public static SecretMasker Of(ReadOnlySpan<byte> json)
    {
        if (json.IsEmpty)
            return None;
        var secrets = new List<string>();
        var reader = JsonInput.Open(json, JsonLimits.Document);
        while (reader.Read())
        {
            // What else is said of a secret is none
            if (reader.TokenType == JsonTokenType.PropertyName && reader.CurrentDepth == 2 && !reader.ValueTextEquals("value"u8))
                reader.Skip();
            else if (reader.TokenType == JsonTokenType.String)
                secrets.Add(reader.GetString()!);
            else if (reader.TokenType == JsonTokenType.Number)
                secrets.Add(Encoding.UTF8.GetString(reader.ValueSpan));
        }

        return new SecretMasker(secrets);
    }

    public string Apply(string text) => IsEmpty || text.AsSpan().IndexOfAny(_search) < 0 ? text : Replace(text);

    /// <summary>Masks within what is said of an error, also where it was cut in the middle of a secret.</summary>
    public ExecutionError Apply(ExecutionError error) => IsEmpty
        ? error
        : error with
        {
            Message = ApplyToCut(error.Message, ExceptionText.LongestMessage),
            Stack = error.Stack is { } stack ? ApplyToCut(stack, ExceptionText.LongestText) : null,
        };

    /// <summary>The text itself when there is nothing to mask.</summary>
    public ReadOnlySpan<char> Apply(ReadOnlySpan<char> text) => IsEmpty || text.IndexOfAny(_search) < 0 ? text : Replace(text);

    /// <summary>How many characters at the end may be the beginning of a secret.</summary>
    public int HoldBack(ReadOnlySpan<char> text)
    {
        if (IsEmpty)
            return 0;
        int at = Math.Max(0, text.Length - _secrets[0].Length + 1);
        for (int next; (next = text[at..].IndexOfAny(_beginnings)) >= 0; at++)
        {
            at += next;
            foreach (string secret in _secrets)
            {
                if (secret.Length > text.Length - at && secret.AsSpan().StartsWith(text[at..]))
                    return text.Length - at;
            }
        }

        return 0;
    }

    /// <summary>Masks within the strings, names and numbers of a JSON value.</summary>
    public ReadOnlyMemory<byte> ApplyToJson(ReadOnlyMemory<byte> json)
    {
        if (IsEmpty || json.IsEmpty)
            return json;
        var masked = new ArrayBufferWriter<byte>(json.Length);
        using var writer = new Utf8JsonWriter(masked, JsonWriting.Plain);
        var reader = JsonInput.Open(json.Span, JsonLimits.Document);
        while (reader.Read())
            CopyToken(ref reader, writer);
        writer.Flush();
        return masked.WrittenMemory;
    }

    private void CopyToken(ref Utf8JsonReader reader, Utf8JsonWriter writer)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                writer.WriteStartObject();
                break;
            case JsonTokenType.EndObject:
                writer.WriteEndObject();
                break;
            case JsonTokenType.StartArray:
                writer.WriteStartArray();
                break;
            case JsonTokenType.EndArray:
                writer.WriteEndArray();
                break;
            case JsonTokenType.PropertyName:
                writer.WritePropertyName(Apply(reader.GetString()!));
                break;
            case JsonTokenType.String:
                writer.WriteStringValue(Apply(reader.GetString()!));
                break;
            case JsonTokenType.Number when _secrets.Contains(Encoding.UTF8.GetString(reader.ValueSpan)):
                writer.WriteStringValue(Mask);
                break;
            default:
                writer.WriteRawValue(reader.ValueSpan, skipInputValidation: true);
                break;
        }
    }

    /// <summary>Masks also the beginning of a secret where <see cref="ExceptionText.Cut"/> has cut it off.</summary>
    public string ApplyToCut(string text, int length) => text.Length == length + 1 && text is [.. var kept, ExceptionText.Ellipsis]
        ? Apply($"{kept[..^HoldBack(kept)]}{ExceptionText.Ellipsis}")
        : Apply(text);

    private string Replace(ReadOnlySpan<char> text)
    {
        var masked = new StringBuilder(text.Length);
        for (int at; (at = text.IndexOfAny(_search)) >= 0;)
        {
            masked.Append(text[..at]).Append(Mask);
            text = text[at..];
            foreach (string secret in _secrets)
            {
                if (text.StartsWith(secret, StringComparison.Ordinal))
                {
                    text = text[secret.Length..];
                    break;
                }
            }
        }

        return masked.Append(text).ToString();
    }
}
