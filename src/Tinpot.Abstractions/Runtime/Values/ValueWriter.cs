using System.ComponentModel;
using System.Globalization;
using System.Text.Json;
using Tinpot.Runtime.Values;
using Tinpot.Schemas;
using Tinpot.Schemas.Text;

namespace Tinpot.Runtime;

/// <summary>
/// Writes one JSON value each, culture-invariant, so that <see cref="ValueReader"/> reads the same value back;
/// only NaN and the infinities, which JSON cannot say, become strings.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static partial class ValueWriter
{
    /// <summary>Begins an object.</summary>
    /// <exception cref="ValueTooDeepException">It would be nested deeper than any reader goes.</exception>
    public static void StartObject(Utf8JsonWriter writer)
    {
        RequireDepth(writer);
        writer.WriteStartObject();
    }

    /// <summary>Begins an array.</summary>
    /// <exception cref="ValueTooDeepException">It would be nested deeper than any reader goes.</exception>
    public static void StartArray(Utf8JsonWriter writer)
    {
        RequireDepth(writer);
        writer.WriteStartArray();
    }

    /// <summary>Writes <c>true</c> or <c>false</c>.</summary>
    public static void Write(Utf8JsonWriter writer, bool value) => writer.WriteBooleanValue(value);

    /// <summary>Writes a string, or null.</summary>
    public static void Write(Utf8JsonWriter writer, string? value) => writer.WriteStringValue(value);

    /// <summary>Writes a string of one character.</summary>
    public static void Write(Utf8JsonWriter writer, char value) => writer.WriteStringValue(new ReadOnlySpan<char>(in value));

    /// <summary>Writes a UUID with hyphens.</summary>
    public static void Write(Utf8JsonWriter writer, Guid value) => writer.WriteStringValue(value);

    /// <summary>Writes the address as it was given, or null.</summary>
    public static void Write(Utf8JsonWriter writer, Uri? value) => writer.WriteStringValue(value?.OriginalString);

    /// <summary>Writes base64, or null.</summary>
    public static void Write(Utf8JsonWriter writer, byte[]? value)
    {
        if (value is null) writer.WriteNullValue();
        else writer.WriteBase64StringValue(value);
    }

    /// <summary>Writes any value; an undefined one is null.</summary>
    public static void Write(Utf8JsonWriter writer, JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Undefined) writer.WriteNullValue();
        else Guarded(writer, value, static (writer, value) => value.WriteTo(writer));
    }

    /// <summary>Writes ISO 8601; an offset only when the kind is not unspecified.</summary>
    public static void Write(Utf8JsonWriter writer, DateTime value) => writer.WriteStringValue(value);

    /// <summary>Writes ISO 8601 with the offset.</summary>
    public static void Write(Utf8JsonWriter writer, DateTimeOffset value) => writer.WriteStringValue(value);

    /// <summary>Writes <c>yyyy-MM-dd</c>.</summary>
    public static void Write(Utf8JsonWriter writer, DateOnly value)
    {
        Span<char> buffer = stackalloc char[10];
        value.TryFormat(buffer, out var written, "O", CultureInfo.InvariantCulture);
        writer.WriteStringValue(buffer[..written]);
    }

    /// <summary>Writes <c>HH:mm:ss[.f]</c>, as many digits as needed.</summary>
    public static void Write(Utf8JsonWriter writer, TimeOnly value)
    {
        Span<char> buffer = stackalloc char[16];
        value.TryFormat(buffer, out var written, "HH:mm:ss", CultureInfo.InvariantCulture);
        DurationText.WriteFraction(value.Ticks % TimeSpan.TicksPerSecond, buffer, ref written);
        writer.WriteStringValue(buffer[..written]);
    }

    /// <summary>Writes an ISO 8601 duration in days, hours, minutes and seconds.</summary>
    public static void Write(Utf8JsonWriter writer, TimeSpan value)
    {
        Span<char> buffer = stackalloc char[40];
        writer.WriteStringValue(buffer[..DurationText.Write(value, buffer)]);
    }

    /// <summary>Lets the framework write a value, and says in words of ours when that is nested too deep.</summary>
    internal static void Guarded<T>(Utf8JsonWriter writer, T value, Action<Utf8JsonWriter, T> write)
    {
        try
        {
            write(writer, value);
        }
        catch (Exception error) when (error is InvalidOperationException or JsonException && writer.CurrentDepth >= SchemaChecker.MaxDepth)
        {
            throw new ValueTooDeepException(error);
        }
    }

    private static void RequireDepth(Utf8JsonWriter writer)
    {
        if (writer.CurrentDepth >= SchemaChecker.MaxDepth)
            throw new ValueTooDeepException();
    }
}
