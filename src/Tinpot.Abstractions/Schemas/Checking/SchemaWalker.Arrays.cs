using System.Text.Json;

namespace Tinpot.Schemas.Checking;

internal ref partial struct SchemaWalker
{
    private void Array(Schema schema)
    {
        if (_reader.TokenType != JsonTokenType.StartArray)
        {
            Mistyped(schema);
            return;
        }
        var count = schema.UniqueItems ? Distinct(schema.Items) : Items(schema.Items);
        if (count < schema.MinItems || count > schema.MaxItems) Error(SchemaMessages.Count(schema, count, "items"));
    }

    /// <summary>Checks every item; returns how many there are.</summary>
    private int Items(Schema? items)
    {
        var count = 0;
        for (; _reader.Read() && _reader.TokenType != JsonTokenType.EndArray; count++)
        {
            Enter(count);
            if (items is null) Anything();
            else Value(items);
            Leave();
        }
        return count;
    }

    /// <summary>Checks every item and that none occurs twice, strings by their characters, all else as it is written.</summary>
    private int Distinct(Schema? items)
    {
        var count = 0;
        var seen = new TextSet();
        try
        {
            for (; _reader.Read() && _reader.TokenType != JsonTokenType.EndArray; count++)
            {
                Enter(count);
                var (start, errors) = ((int)_reader.TokenStartIndex, ErrorCount);
                if (items is null) Anything();
                else Value(items);
                if (ErrorCount == errors)
                {
                    var added = _reader.TokenType == JsonTokenType.String
                        ? seen.Add(in _reader)
                        : seen.Add(_json[start..(int)_reader.BytesConsumed]);
                    if (!added) Error(SchemaMessages.NotUnique);
                }
                Leave();
            }
        }
        finally
        {
            seen.Dispose();
        }
        return count;
    }
}
