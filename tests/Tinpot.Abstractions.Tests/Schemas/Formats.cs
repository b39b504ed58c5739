using System.Globalization;
using System.Text;
using System.Text.Json;
using Tinpot.Runtime;
using Tinpot.Schemas;

namespace Tinpot.Abstractions.Tests.Schemas;

/// <summary>Every format by its schema and how it is read and written.</summary>
internal static class Formats
{
    internal static readonly string[] Cultures = ["", "tr-TR", "de-DE", "fa-IR"];

    internal static string SchemaOf(string format) => format switch
    {
        "boolean" or "string" => $$"""{"type":"{{format}}"}""",
        "float" or "double" or "decimal" => $$"""{"type":"number","format":"{{format}}"}""",
        _ when format.Contains("int") => $$"""{"type":"integer","format":"{{format}}"}""",
        _ => $$"""{"type":"string","format":"{{format}}"}""",
    };

    internal static object? Read(string format, string json)
    {
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(json));
        reader.Read();
        return format switch
        {
            "boolean" => ValueReader.ReadBoolean(ref reader),
            "int8" => ValueReader.ReadSByte(ref reader),
            "uint8" => ValueReader.ReadByte(ref reader),
            "int16" => ValueReader.ReadInt16(ref reader),
            "uint16" => ValueReader.ReadUInt16(ref reader),
            "int32" => ValueReader.ReadInt32(ref reader),
            "uint32" => ValueReader.ReadUInt32(ref reader),
            "int64" => ValueReader.ReadInt64(ref reader),
            "uint64" => ValueReader.ReadUInt64(ref reader),
            "float" => ValueReader.ReadSingle(ref reader),
            "double" => ValueReader.ReadDouble(ref reader),
            "decimal" => ValueReader.ReadDecimal(ref reader),
            "char" => ValueReader.ReadChar(ref reader),
            "uuid" => ValueReader.ReadGuid(ref reader),
            "date-time" => ValueReader.ReadDateTimeOffset(ref reader),
            "local-date-time" => ValueReader.ReadDateTime(ref reader),
            "date" => ValueReader.ReadDateOnly(ref reader),
            "time" => ValueReader.ReadTimeOnly(ref reader),
            "duration" => ValueReader.ReadTimeSpan(ref reader),
            "uri-reference" => ValueReader.ReadUri(ref reader),
            "byte" => ValueReader.ReadBytes(ref reader),
            _ => ValueReader.ReadString(ref reader),
        };
    }

    internal static string Write(object value)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            switch (value)
            {
                case bool v: ValueWriter.Write(writer, v); break;
                case sbyte v: ValueWriter.Write(writer, v); break;
                case byte v: ValueWriter.Write(writer, v); break;
                case short v: ValueWriter.Write(writer, v); break;
                case ushort v: ValueWriter.Write(writer, v); break;
                case int v: ValueWriter.Write(writer, v); break;
                case uint v: ValueWriter.Write(writer, v); break;
                case long v: ValueWriter.Write(writer, v); break;
                case ulong v: ValueWriter.Write(writer, v); break;
                case float v: ValueWriter.Write(writer, v); break;
                case double v: ValueWriter.Write(writer, v); break;
                case decimal v: ValueWriter.Write(writer, v); break;
                case char v: ValueWriter.Write(writer, v); break;
                case string v: ValueWriter.Write(writer, v); break;
                case Guid v: ValueWriter.Write(writer, v); break;
                case DateTime v: ValueWriter.Write(writer, v); break;
                case DateTimeOffset v: ValueWriter.Write(writer, v); break;
                case DateOnly v: ValueWriter.Write(writer, v); break;
                case TimeOnly v: ValueWriter.Write(writer, v); break;
                case TimeSpan v: ValueWriter.Write(writer, v); break;
                case Uri v: ValueWriter.Write(writer, v); break;
                case byte[] v: ValueWriter.Write(writer, v); break;
                case JsonElement v: ValueWriter.Write(writer, v); break;
                default: throw new ArgumentException($"No writer for {value.GetType()}.");
            }
        }
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    internal static IReadOnlyList<SchemaError> Check(string schema, string json) =>
        SchemaChecker.Check(Schema.Parse(Encoding.UTF8.GetBytes(schema)), Encoding.UTF8.GetBytes(json));

    internal static void In(string culture, Action act)
    {
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
        try
        {
            act();
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
