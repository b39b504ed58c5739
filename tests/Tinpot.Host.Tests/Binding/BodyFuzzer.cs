using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Tinpot.Host.Tests.Binding;

/// <summary>Makes valid bodies of actions from what the API tells of them, and breaks them. Same seed, same bodies.</summary>
internal sealed class BodyFuzzer(int seed)
{
    private const string Mark = "@@mark@@";

    private static readonly string[] Values =
    [
        "null", "true", "\"\"", "0", "-0", "-1", "1.0", "1e3", "1e400", "-1e400", "1e-400", "9223372036854775808", "18446744073709551616", "99999999999999999999999999999999",
        "NaN", "Infinity", "01", "+1", ".5", "\"3\"", "\"1,5\"", "\"NaN\"", "\"1\\u00a0000\"", "[]", "{}", "[[]]", "[null]", "{\"a\":1,\"a\":2}", "{\"$type\":\"System.Object\"}",
        "\"\\ud800\"", "\"\\udc00\\ud800\"", "\"\\u0000\"", "\"a\\u0000b\"", "\"\\u202e\\u2066abc\"", "\"\u202eabc\"", "\"'; DROP TABLE executions; --\"", "\"<script>alert(1)</script>\"",
        "\"../../etc/passwd\"", "\"$(reboot)\"", "\"-rf\"", "\"--config=x\"", "\"LD_PRELOAD\"", "\"\\r\\ndata: x\\n\\n\"", "\"read_only,read_write\"", "\"READ_ONLY\"", "99",
        "\"2026-03-29T02:30:00\"", "\"2026-03-29T02:30:00+99:00\"", "\"0001-01-01T00:00:00+14:00\"", "\"9999-12-31T23:59:59.9999999-14:00\"", "\"2026-02-30\"", "\"24:00\"",
        "\"P99999999999999999999D\"", "\"PT\"", "\"-P1D\"", "\"http://[::1\"", "\"////\"", "\"file:///etc/passwd\"", "\"====\"", "\"a@b@c\"", "\"\u0661\u0662\"", "\"ı\"", "\"\\/\"",
    ];

    private static readonly string[] Names = ["ct", "ctx", "__tinpot_id", "$type", "", "\\u0000", "\\ud800", "parameters", "run_at", "delay_seconds", "priority", "cancel", "a.b", "[0]", "constructor", "__proto__"];

    private readonly Random _random = new(seed);

    /// <summary>A body that the action accepts.</summary>
    internal JsonObject Valid(JsonElement action)
    {
        var parameters = new JsonObject();
        foreach (var parameter in action.GetProperty("parameters").EnumerateObject())
        {
            if (!parameter.Value.GetProperty("required").GetBoolean() && _random.Next(3) == 0) continue;
            parameters[parameter.Name] = ValueOf(parameter.Value);
        }
        // Far enough away that what is accepted does not run
        return new JsonObject { ["parameters"] = parameters, ["delay_seconds"] = 1_000_000 };
    }

    internal byte[] Break(JsonObject body)
    {
        var broken = (JsonObject)body.DeepClone();
        string? raw = null;
        for (var times = _random.Next(1, 4); times > 0; times--) raw = Change(broken) ?? raw;
        var text = broken.ToJsonString();
        if (raw is not null) text = text.Replace($"\"{Mark}\"", raw);
        var bytes = Encoding.UTF8.GetBytes(text);
        return _random.Next(3) == 0 ? Damage(bytes) : bytes;
    }

    /// <summary>Changes one thing; returns what goes where the mark is, for what no tree can hold.</summary>
    private string? Change(JsonObject body)
    {
        var parents = Objects(body).ToList();
        var parent = parents[_random.Next(parents.Count)];
        var names = parent.Select(p => p.Key).ToList();
        var name = names.Count > 0 ? names[_random.Next(names.Count)] : "none";
        switch (_random.Next(10))
        {
            case 0:
                parent.Remove(name);
                return null;
            case 1:
                parent[name.ToUpperInvariant()] = 1;
                return null;
            case 2:
                parent[Pick(Names)] = 1;
                return null;
            case 3:
                // The same name twice
                parent[name] = Mark;
                return $"1,\"{name}\":2";
            case 4:
                parent[name] = Mark;
                return $"1,\"{Pick(Names)}\":{Pick(Values)}";
            case 5:
                parent[name] = new JsonArray(parent[name]?.DeepClone());
                return null;
            case 6 when _random.Next(20) == 0:
                parent[name] = new string('x', 1_000_000);
                return null;
            case 6 when _random.Next(10) == 0:
                parent[name] = Mark;
                return new string('[', 10_000);
            case 7 when _random.Next(10) == 0:
                parent[name] = Mark;
                return $"{new string('[', 70)}{new string(']', 70)}";
            case 8 when body.ContainsKey("parameters"):
                body["parameters"] = Mark;
                return Pick(Values);
            default:
                parent[name] = Mark;
                return Pick(Values);
        }
    }

    private byte[] Damage(byte[] bytes)
    {
        var at = _random.Next(bytes.Length);
        switch (_random.Next(5))
        {
            case 0: return bytes[..at];
            case 1: return [.. bytes[..at], (byte)_random.Next(256), .. bytes[at..]];
            case 2: return [.. bytes, .. bytes];
            case 3: return [.. bytes[..at], .. bytes[(at / 2)..]];
            default:
                bytes[at] ^= (byte)(1 << _random.Next(8));
                return bytes;
        }
    }

    private JsonNode? ValueOf(JsonElement parameter)
    {
        if (parameter.TryGetProperty("enum", out var allowed)) return JsonNode.Parse(allowed[_random.Next(allowed.GetArrayLength())].GetRawText());
        if (parameter.TryGetProperty("default", out var value) && _random.Next(2) == 0) return JsonNode.Parse(value.GetRawText());
        return parameter.GetProperty("type").GetString() switch
        {
            "boolean" => _random.Next(2) == 0,
            "integer" or "number" => parameter.TryGetProperty("minimum", out var least) ? JsonNode.Parse(least.GetRawText()) : _random.Next(100),
            "array" => new JsonArray(ValueOf(parameter.GetProperty("items"))),
            "object" when parameter.TryGetProperty("properties", out var properties) =>
                new JsonObject(properties.EnumerateObject().Select(p => KeyValuePair.Create(p.Name, ValueOf(p.Value)))),
            "object" when parameter.TryGetProperty("values", out var values) => new JsonObject { ["key"] = ValueOf(values) },
            // A record inside itself
            "object" => new JsonObject(),
            _ when parameter.TryGetProperty("pattern", out _) || parameter.TryGetProperty("max_length", out _) => "abc",
            _ => Text(parameter.TryGetProperty("format", out var format) ? format.GetString()! : ""),
        };
    }

    private string Text(string format) => format switch
    {
        "uuid" => Guid.Empty.ToString(),
        "char" => "x",
        "date" => "2026-03-31",
        "time" => "18:30",
        "date-time" => "2026-03-31T18:30:00Z",
        "local-date-time" => "2026-03-31T18:30:00",
        "duration" => "PT1H",
        "byte" => "AQID",
        "email" => "ada@example.org",
        "uri" or "uri-reference" => "https://example.org",
        _ => "abc"[.._random.Next(1, 4)] + (_random.Next(4) == 0 ? "" : _random.Next(1000).ToString(CultureInfo.InvariantCulture)),
    };

    private static IEnumerable<JsonObject> Objects(JsonNode? node)
    {
        var children = node switch
        {
            JsonObject members => members.Select(m => m.Value),
            JsonArray items => items,
            _ => [],
        };
        return (node is JsonObject self ? [self] : Array.Empty<JsonObject>()).Concat(children.SelectMany(Objects));
    }

    private string Pick(string[] from) => from[_random.Next(from.Length)];
}
