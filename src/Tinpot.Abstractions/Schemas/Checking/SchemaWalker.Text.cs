using System.Buffers;
using System.Buffers.Text;
using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Tinpot.Schemas.Text;

namespace Tinpot.Schemas.Checking;

internal ref partial struct SchemaWalker
{
    private const int MaxTextOnStack = 256;

    private void String(Schema schema)
    {
        if (_reader.TokenType != JsonTokenType.String)
        {
            Mistyped(schema);
            return;
        }
        if (!IsWellFormed()) return;
        if (schema.AllowedValues is { } allowed && !IsAllowed(allowed)) Error(SchemaMessages.OneOf(schema, _reader.GetString()));
        if (schema.DeniedValues is { } refused && IsAllowed(refused)) Error(SchemaMessages.NoneOf(schema));
        if (!schema.HasTextRules) return;
        if (schema.HasCharacterRules || _reader.ValueIsEscaped) Decoded(schema);
        else Text(schema, default);
    }

    /// <summary>Looks at the characters themselves; most rules see enough in the bytes.</summary>
    private void Decoded(Schema schema)
    {
        // A character takes at least one byte, escaped or not
        var length = _reader.ValueSpan.Length;
        if (length <= MaxTextOnStack)
        {
            Span<char> buffer = stackalloc char[MaxTextOnStack];
            Text(schema, buffer[.._reader.CopyString(buffer)]);
            return;
        }
        var rented = ArrayPool<char>.Shared.Rent(length);
        try
        {
            Text(schema, rented.AsSpan(0, _reader.CopyString(rented)));
        }
        finally
        {
            // It may have been a secret
            ArrayPool<char>.Shared.Return(rented, clearArray: true);
        }
    }

    private readonly bool IsAllowed(EnumValue[] allowed)
    {
        foreach (var value in allowed)
            if (value.IsString && Reads(value.Utf8)) return true;
        return false;
    }

    /// <summary>The string or name the reader stands on is this.</summary>
    private readonly bool Reads(ReadOnlySpan<byte> utf8) =>
        _reader.ValueIsEscaped ? _reader.ValueTextEquals(utf8) : _reader.ValueSpan.SequenceEqual(utf8);

    /// <param name="text">Its characters where they are needed, else nothing.</param>
    private void Text(Schema schema, scoped ReadOnlySpan<char> text)
    {
        if (schema.MinLength is not null || schema.MaxLength is not null)
        {
            var length = schema.KnownFormat == SchemaFormat.Byte ? Bytes(text) : _reader.ValueIsEscaped ? Characters(text) : Characters(_reader.ValueSpan);
            if (length < schema.MinLength || length > schema.MaxLength) Error(SchemaMessages.Length(schema, length));
        }
        if (schema.NotBlank && text.IsWhiteSpace()) Error(SchemaMessages.Blank);
        if (schema.Extensions is { } extensions && !FileExtensions.Has(text, extensions)) Error(SchemaMessages.Extension(extensions));
        if (!HasFormat(schema.KnownFormat, text)) Error(SchemaMessages.Format(schema.KnownFormat));
        switch (Match(schema.FullPattern, text))
        {
            case PatternMatch.Differs: Error($"Must match {schema.Pattern} as a whole."); break;
            case PatternMatch.TooSlow: Error($"Takes too long to match against {schema.Pattern}; shorten it."); break;
            case PatternMatch.NoTimeLeft: Error($"Was not checked: matching the texts before it against {schema.Pattern} and other patterns that backtrack took too long. Send fewer or shorter ones."); break;
            case PatternMatch.Broken: Error($"Cannot be checked: {schema.Pattern} is not a regular expression. Correct it in the action."); break;
            default: break;
        }
    }

    private PatternMatch Match(FullPattern? pattern, scoped ReadOnlySpan<char> text)
    {
        if (pattern is null) return PatternMatch.Matches;
        if (!pattern.Backtracks) return pattern.Match(text);
        if (_matching >= FullPattern.Timeout) return PatternMatch.NoTimeLeft;
        var started = Stopwatch.GetTimestamp();
        var match = pattern.Match(text);
        _matching += Stopwatch.GetElapsedTime(started);
        return match;
    }

    private static int Characters(ReadOnlySpan<byte> utf8)
    {
        if (Ascii.IsValid(utf8)) return utf8.Length;
        var count = 0;
        foreach (var unit in utf8)
            if ((unit & 0xC0) != 0x80) count++;
        return count;
    }

    private static int Characters(ReadOnlySpan<char> text)
    {
        var count = text.Length;
        foreach (var unit in text)
            if (char.IsLowSurrogate(unit)) count--;
        return count;
    }

    /// <summary>Number of bytes in base64 text; the constraints of a byte array are about its bytes.</summary>
    private static int Bytes(ReadOnlySpan<char> base64) => base64.Length / 4 * 3 - (base64.Length - base64.TrimEnd('=').Length);

    private readonly bool HasFormat(SchemaFormat format, scoped ReadOnlySpan<char> text) => format switch
    {
        SchemaFormat.Char => FixedText.TryRead<char>(in _reader, StringText.TryChar, out _),
        SchemaFormat.Uuid => FixedText.TryRead<Guid>(in _reader, StringText.TryUuid, out _),
        SchemaFormat.DateTime => FixedText.TryRead<DateTimeOffset>(in _reader, DateText.TryMoment, out _),
        SchemaFormat.LocalDateTime => FixedText.TryRead<DateTime>(in _reader, DateText.TryDateTime, out _),
        SchemaFormat.Date => FixedText.TryRead<DateOnly>(in _reader, DateText.TryDate, out _),
        SchemaFormat.Time => FixedText.TryRead<TimeOnly>(in _reader, DateText.TryTime, out _),
        SchemaFormat.Duration => FixedText.TryRead<TimeSpan>(in _reader, DurationText.TryParse, out _),
        SchemaFormat.UriReference => StringText.TryUri(text.ToString(), out _),
        SchemaFormat.Uri => StringText.IsUrl(text.ToString()),
        SchemaFormat.Email => StringText.IsEmail(text),
        SchemaFormat.Byte => IsBase64(text),
        SchemaFormat.Base64 => Base64.IsValid(text),
        SchemaFormat.Phone => StringText.IsPhone(text.ToString()),
        SchemaFormat.CreditCard => StringText.IsCreditCard(text.ToString()),
        _ => true,
    };

    private static bool IsBase64(ReadOnlySpan<char> text)
    {
        var bytes = ArrayPool<byte>.Shared.Rent(text.Length);
        var valid = StringText.TryBase64(text, bytes, out _);
        ArrayPool<byte>.Shared.Return(bytes, clearArray: true);
        return valid;
    }

    /// <summary>Reports a string or name at the reader that is not well-formed Unicode text.</summary>
    private bool IsWellFormed()
    {
        // Unescaped text is valid UTF-8 without control characters already
        var fault = _reader.ValueIsEscaped ? EscapeScan.Of(_reader.ValueSpan) : EscapeFault.None;
        if (fault == EscapeFault.None) return true;
        Error(fault == EscapeFault.Nul ? SchemaMessages.Nul : SchemaMessages.HalfPair);
        return false;
    }
}
