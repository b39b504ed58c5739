using System.Text.Json;

namespace Tinpot.Schemas.Checking;

/// <summary>Walks a well-formed value beside its schema, and validates with the type's own code where the schema names such a type.</summary>
internal ref struct TypeWalker
{
    private const string Hidden = "Is refused by its type.";

    private readonly TypeCheck _check;
    private readonly List<SchemaError> _errors = [];
    private Utf8JsonReader _reader;

    private TypeWalker(ReadOnlySpan<byte> json, TypeCheck check)
    {
        _reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = Schema.MaxDepth });
        _check = check;
    }

    internal static List<SchemaError> Check(Schema schema, ReadOnlySpan<byte> json, TypeCheck check)
    {
        var walker = new TypeWalker(json, check);
        walker._reader.Read();
        walker.Value(schema, SchemaPath.Root, secret: false);
        return walker._errors;
    }

    /// <param name="secret">The value is, or is in, a secret: what code says of it may quote it.</param>
    private void Value(Schema? schema, string path, bool secret)
    {
        secret |= schema is { Secret: true };
        if (schema is { CodeType: { } type }) CheckByType(schema, type, path, secret);
        else if (_reader.TokenType == JsonTokenType.StartObject && (schema?.Members is not null || schema?.Values is not null)) Members(schema, path, secret);
        else if (_reader.TokenType == JsonTokenType.StartArray && schema?.Items is { } items) Items(items, path, secret);
        else _reader.Skip();
    }

    private void CheckByType(Schema schema, string type, string path, bool secret)
    {
        if (_reader.TokenType == JsonTokenType.Null)
        {
            // Of a type with a shape the checker has said so
            if (!schema.Nullable && schema.Type == SchemaType.Any) _errors.Add(new SchemaError(path, SchemaMessages.NotNull));
            return;
        }
        if (schema.Type != SchemaType.String || _reader.TokenType == JsonTokenType.String)
        {
            var value = _reader;
            if (_check(type, ref value) is var (inner, reason))
                _errors.Add(secret ? new SchemaError(path, Hidden) : new SchemaError(ContractPath.Join(path, inner), SchemaMessages.NotOfType(type, reason)));
        }
        _reader.Skip();
    }

    private void Members(Schema schema, string path, bool secret)
    {
        while (_reader.Read() && _reader.TokenType == JsonTokenType.PropertyName)
        {
            // A name that is not well-formed is an error already, and cannot be compared
            var broken = _reader.ValueIsEscaped && EscapeScan.Of(_reader.ValueSpan) != EscapeFault.None;
            var member = broken ? null : schema.Values ?? Find(schema.Members!);
            if (member is null)
            {
                _reader.Read();
                _reader.Skip();
                continue;
            }
            var name = _reader.GetString()!;
            _reader.Read();
            Value(member, SchemaPath.Member(path, name), secret);
        }
    }

    private readonly Schema? Find(SchemaProperty[] members)
    {
        foreach (var member in members)
            if (_reader.ValueTextEquals(member.Utf8Name)) return member.Schema;
        return null;
    }

    private void Items(Schema items, string path, bool secret)
    {
        for (var index = 0; _reader.Read() && _reader.TokenType != JsonTokenType.EndArray; index++)
            Value(items, SchemaPath.Item(path, index), secret);
    }
}
