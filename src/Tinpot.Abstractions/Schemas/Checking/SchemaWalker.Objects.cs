using System.Text.Json;

namespace Tinpot.Schemas.Checking;

internal ref partial struct SchemaWalker
{
    private const int MaxSeenOnStack = 1024;

    private void Object(Schema schema)
    {
        if (_reader.TokenType != JsonTokenType.StartObject) Mistyped(schema);
        else if (schema.Members is { } members) Record(members);
        else
        {
            var count = Entries(schema.Values);
            if (count < schema.MinItems || count > schema.MaxItems) Error(SchemaMessages.Count(schema, count, "entries"));
        }
    }

    private void Record(SchemaProperty[] members)
    {
        var words = (members.Length + 63) / 64;
        var seen = words <= MaxSeenOnStack / 64 ? stackalloc ulong[words] : new ulong[words];
        // Callers mostly keep the declaration order, so the next one is tried first
        var next = 0;
        while (_reader.Read() && _reader.TokenType == JsonTokenType.PropertyName)
        {
            EnterName();
            var index = IsWellFormed() ? Find(members, next) : -1;
            if (index < 0)
            {
                if (!NameIsBroken()) Error(SchemaMessages.Unknown(PathText.Name(_json, _path[_depth - 1]), members));
                SkipValue();
            }
            else if ((seen[index >> 6] & (1UL << index)) != 0)
            {
                Error(SchemaMessages.Duplicate);
                SkipValue();
            }
            else
            {
                seen[index >> 6] |= 1UL << index;
                next = index + 1;
                _reader.Read();
                Value(members[index].Schema);
            }
            Leave();
        }
        for (var i = 0; i < members.Length; i++)
            if (members[i].Required && (seen[i >> 6] & (1UL << i)) == 0) Error(SchemaMessages.Required, members[i].Name);
    }

    private readonly int Find(SchemaProperty[] members, int next)
    {
        if (next < members.Length && Reads(members[next].Utf8Name)) return next;
        for (var i = 0; i < members.Length; i++)
            if (i != next && Reads(members[i].Utf8Name)) return i;
        return -1;
    }

    /// <summary>Checks a dictionary, or any object; returns the number of its entries.</summary>
    private int Entries(Schema? values)
    {
        var count = 0;
        var keys = new TextSet();
        try
        {
            while (_reader.Read() && _reader.TokenType == JsonTokenType.PropertyName)
            {
                EnterName();
                count++;
                if (!IsWellFormed()) SkipValue();
                else if (!keys.Add(in _reader))
                {
                    Error(SchemaMessages.Duplicate);
                    SkipValue();
                }
                else
                {
                    _reader.Read();
                    if (values is null) Anything();
                    else Value(values);
                }
                Leave();
            }
        }
        finally
        {
            keys.Dispose();
        }
        return count;
    }

    private void SkipValue()
    {
        _reader.Read();
        _reader.Skip();
    }

    private readonly bool NameIsBroken() => _reader.ValueIsEscaped && EscapeScan.Of(_reader.ValueSpan) != EscapeFault.None;
}
