using System.Text.Json;
using Tinpot.Executions;
using Tinpot.Http.Responses;
using Tinpot.Platform.Json;
using Tinpot.Schemas;

namespace Tinpot.Api.Requests;

/// <summary>Reads <c>{"ids": ["…"]}</c>. A small body makes neither a large answer nor much work.</summary>
internal static class IdListReader
{
    public const int MostIds = 200;
    private const int MostErrors = 200;
    private const int MostNameCharacters = 64;

    /// <returns>The ids, each once, in the order given.</returns>
    /// <exception cref="ProblemException">Something is wrong with it (400).</exception>
    public static IReadOnlyList<Guid> Read(ReadOnlyMemory<byte> body)
    {
        var errors = new List<SchemaError>();
        var ids = new List<Guid>();
        bool given = false;
        if (!body.IsEmpty && SchemaChecker.CheckSyntax(body.Span) is { } malformed)
            throw new ProblemException(Problems.Invalid([malformed]));
        var reader = JsonInput.Open(body.Span, JsonLimits.Value);
        if (!body.IsEmpty && reader.Read() && reader.TokenType == JsonTokenType.StartObject)
        {
            while (errors.Count < MostErrors && reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                string name = Shortened(JsonText.String(ref reader) ?? "$");
                reader.Read();
                if (name != "ids")
                    errors.Add(new SchemaError(name, "is not a member of the request; send {\"ids\": [\"…\"]}."));
                else if (given)
                    errors.Add(new SchemaError(name, "is given twice."));
                else
                    given = ReadIds(ref reader, ids, errors);
                reader.Skip();
            }
        }

        if (!given && errors.Count == 0)
            errors.Add(new SchemaError("ids", $"is required: the ids of 1 to {MostIds} executions."));
        if (errors.Count > 0)
            throw new ProblemException(Problems.Invalid(errors));
        return [.. ids.Distinct()];
    }

    /// <summary>Leaves the reader at the end of the array.</summary>
    private static bool ReadIds(ref Utf8JsonReader reader, List<Guid> ids, List<SchemaError> errors)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            errors.Add(new SchemaError("ids", "must be an array of execution ids."));
            return true;
        }

        int index = 0;
        for (; reader.Read() && reader.TokenType != JsonTokenType.EndArray; index++)
        {
            if (index < MostIds && reader.TokenType == JsonTokenType.String && ExecutionIds.TryParse(JsonText.String(ref reader), out Guid id))
                ids.Add(id);
            else if (index < MostIds && errors.Count < MostErrors)
                errors.Add(new SchemaError($"ids[{index}]", "must be an execution id."));
            reader.Skip();
        }

        if (index > MostIds)
            errors.Add(new SchemaError("ids", $"may contain at most {MostIds} ids."));
        return true;
    }

    private static string Shortened(string name) => name.Length > MostNameCharacters ? name[..MostNameCharacters] + "…" : name;
}
