using System.Buffers;
using System.Text.Json;

namespace Tinpot.Executions;

/// <summary>A principal as stores keep it.</summary>
internal static class PrincipalJson
{
    public static ReadOnlyMemory<byte> Write(Principal principal)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(buffer, ExecutionEvents.WriterOptions);
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

    public static Principal Read(ReadOnlySpan<byte> json)
    {
        string id = "", name = "", scheme = "";
        List<string> roles = [];
        var reader = new Utf8JsonReader(json);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("id"u8))
                id = Text(ref reader);
            else if (reader.ValueTextEquals("name"u8))
                name = Text(ref reader);
            else if (reader.ValueTextEquals("scheme"u8))
                scheme = Text(ref reader);
            else
                ReadRoles(ref reader, roles);
        }

        return new Principal(id, name, scheme, roles);
    }

    private static string Text(ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.GetString() ?? "";
    }

    private static void ReadRoles(ref Utf8JsonReader reader, List<string> roles)
    {
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.String)
            roles.Add(reader.GetString()!);
    }
}
