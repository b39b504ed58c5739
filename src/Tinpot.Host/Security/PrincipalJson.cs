using System.Buffers;
using System.Text.Json;
using Tinpot.Platform.Json;

namespace Tinpot.Security;

/// <summary>A principal as stores keep it.</summary>
internal static class PrincipalJson
{
    public static ReadOnlyMemory<byte> Write(Principal principal)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(buffer, JsonWriting.Plain);
        writer.WriteStartObject();
        writer.WriteString("id"u8, principal.Id);
        writer.WriteString("name"u8, principal.Name);
        writer.WriteString("scheme"u8, principal.Scheme);
        writer.WriteStartArray("roles"u8);
        foreach (string role in principal.Roles)
            writer.WriteStringValue(role);
        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.Flush();
        return buffer.WrittenMemory;
    }

    /// <summary>Members that this version does not know are ignored.</summary>
    /// <exception cref="FormatException">A member is of another type.</exception>
    /// <exception cref="JsonException">It is not JSON.</exception>
    public static Principal Read(ReadOnlySpan<byte> json)
    {
        string id = "", name = "", scheme = "";
        List<string> roles = [];
        var reader = new Utf8JsonReader(json);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            throw new FormatException("The principal is not a JSON object.");
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("id"u8))
                id = Text(ref reader);
            else if (reader.ValueTextEquals("name"u8))
                name = Text(ref reader);
            else if (reader.ValueTextEquals("scheme"u8))
                scheme = Text(ref reader);
            else if (reader.ValueTextEquals("roles"u8))
                ReadRoles(ref reader, roles);
            else
                reader.Skip();
        }

        return new Principal(id, name, scheme, roles);
    }

    private static string Text(ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.TokenType is JsonTokenType.String or JsonTokenType.Null
            ? reader.GetString() ?? ""
            : throw new FormatException("A member of the principal is not a string.");
    }

    /// <summary>A role that is not a string is one of a version that this host does not know.</summary>
    private static void ReadRoles(ref Utf8JsonReader reader, List<string> roles)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartArray)
            throw new FormatException("The roles of the principal are not an array.");
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType == JsonTokenType.String)
                roles.Add(reader.GetString()!);
            else
                reader.Skip();
        }
    }
}
