using System.Text.Json;
using Tinpot.Platform.Json;

namespace Tinpot.Workers.Protocol;

/// <summary>Reads the members of a frame, one after another: <see cref="Next"/>, <see cref="Is"/>, then the value or <see cref="Refuse"/>.</summary>
internal ref struct FrameReader
{
    private readonly ReadOnlySpan<byte> _payload;
    private readonly FrameKind _kind;
    private Utf8JsonReader _reader;

    public FrameReader(scoped in Frame frame)
    {
        _payload = frame.Payload;
        _kind = frame.Kind;
        _reader = JsonInput.Open(frame.Payload, JsonLimits.Document);
        Read();
        Expect(JsonTokenType.StartObject, "an object");
    }

    /// <summary>Goes to the next member's name; false at the end.</summary>
    public bool Next()
    {
        if (NextInside())
            return true;
        if (_reader.BytesConsumed < _payload.Length)
            throw Fault("goes on after its object");
        return false;
    }

    /// <summary>What stands behind the object, after <see cref="NextInside"/> has come to its end.</summary>
    public readonly ReadOnlySpan<byte> Rest => _payload[(int)_reader.BytesConsumed..];

    public readonly bool Is(ReadOnlySpan<byte> name)
    {
        try
        {
            return _reader.ValueTextEquals(name);
        }
        catch (InvalidOperationException error)
        {
            throw Fault("has a name that is not valid Unicode", error);
        }
    }

    public long Number()
    {
        Read();
        Expect(JsonTokenType.Number, "a number");
        return _reader.TryGetInt64(out long value) ? value : throw Fault("has a number that is not a 64-bit integer");
    }

    public double Fraction()
    {
        Read();
        Expect(JsonTokenType.Number, "a number");
        return _reader.TryGetDouble(out double value) && double.IsFinite(value) ? value : throw Fault("has an invalid number");
    }

    public bool Flag()
    {
        Read();
        return _reader.TokenType switch
        {
            JsonTokenType.True => true,
            JsonTokenType.False => false,
            _ => throw Fault("has another value where true or false is expected"),
        };
    }

    public string Text()
    {
        Read();
        Expect(JsonTokenType.String, "a text");
        try
        {
            return _reader.GetString()!;
        }
        catch (InvalidOperationException error)
        {
            throw Fault("has a text that is not valid Unicode", error);
        }
    }

    public Guid Id()
    {
        Read();
        Expect(JsonTokenType.String, "an id");
        try
        {
            return _reader.TryGetGuid(out Guid value) ? value : throw Fault("has an id that is not a UUID");
        }
        catch (InvalidOperationException error)
        {
            throw Fault("has an id that is not valid Unicode", error);
        }
    }

    /// <summary>The value as it stands, of any kind.</summary>
    public ReadOnlySpan<byte> Json()
    {
        Read();
        try
        {
            return _payload[JsonSlice.Current(ref _reader)];
        }
        catch (JsonException error)
        {
            throw Fault("is not JSON", error);
        }
    }

    /// <summary>The members of the object that is the value, read by the caller up to its end.</summary>
    public void Enter()
    {
        Read();
        Expect(JsonTokenType.StartObject, "an object");
    }

    /// <summary>Goes to the next name within an object that was entered, or that bytes follow; false at its end.</summary>
    public bool NextInside()
    {
        Read();
        return _reader.TokenType != JsonTokenType.EndObject;
    }

    /// <summary>The member is none of the message's.</summary>
    public readonly ProtocolException Refuse() => Fault($"has a member '{ChildProtocol.Quote(_reader.ValueSpan)}' that it should not have");

    /// <summary>The message lacks a member.</summary>
    public readonly ProtocolException Missing(string name) => Fault($"lacks its member '{name}'");

    private void Read()
    {
        try
        {
            if (!_reader.Read())
                throw Fault("ends too early");
        }
        catch (JsonException error)
        {
            throw Fault("is not JSON", error);
        }
    }

    private readonly void Expect(JsonTokenType type, string what)
    {
        if (_reader.TokenType != type)
            throw Fault($"has another value where {what} is expected");
    }

    private readonly ProtocolException Fault(string what, Exception? inner = null) => new($"A {_kind} frame {what}.", inner);
}
