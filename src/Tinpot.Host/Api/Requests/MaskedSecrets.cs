using System.Globalization;
using System.Text.Json;
using Tinpot.Schemas;

namespace Tinpot.Api.Requests;

/// <summary>Finds the secrets whose values are not kept in a stored value.</summary>
internal static class MaskedSecrets
{
    private const string Message = "is a secret and must be given again.";

    /// <param name="reader">On the value; at its end afterwards.</param>
    public static void Find(ref Utf8JsonReader reader, Schema? schema, string path, List<SchemaError> found)
    {
        if (schema is { Secret: true })
        {
            if (reader.TokenType == JsonTokenType.String && reader.ValueTextEquals("***"u8))
                found.Add(new SchemaError(path, Message));
            reader.Skip();
        }
        else if (reader.TokenType == JsonTokenType.StartObject)
        {
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                string name = reader.GetString()!;
                reader.Read();
                Schema? member = schema?.Values ?? schema?.Properties?.FirstOrDefault(property => property.Name == name)?.Schema;
                Find(ref reader, member, $"{path}.{name}", found);
            }
        }
        else if (reader.TokenType == JsonTokenType.StartArray)
        {
            for (int index = 0; reader.Read() && reader.TokenType != JsonTokenType.EndArray; index++)
                Find(ref reader, schema?.Items, string.Create(CultureInfo.InvariantCulture, $"{path}[{index}]"), found);
        }
    }
}
