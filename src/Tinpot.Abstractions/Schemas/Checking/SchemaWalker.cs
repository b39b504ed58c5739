using System.Text.Json;

namespace Tinpot.Schemas.Checking;

/// <summary>One walk over a value against its schema. All state is on the stack until there is an error to tell.</summary>
internal ref partial struct SchemaWalker
{
    private const int MaxErrors = 1000;

    private static readonly SchemaError TooMany = new("$", $"There are more than {MaxErrors} errors; the rest is not listed.");

    private readonly ReadOnlySpan<byte> _json;
    private readonly Span<PathFrame> _path;
    private Utf8JsonReader _reader;
    private List<SchemaError>? _errors;
    private int _depth;
    // Spent on patterns that backtrack
    private TimeSpan _matching;
    private readonly TypeCheck? _types;
    private List<SchemaError>? _typeErrors;
    // The value is, or is in, a secret: what code says of it may quote it
    private bool _inSecret;
    // The value is in one that the code of its type reads whole
    private bool _inType;

    internal SchemaWalker(ReadOnlySpan<byte> json, Span<PathFrame> path, TypeCheck? types)
    {
        _types = types;
        _json = json;
        _path = path;
        _reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = Schema.MaxDepth });
    }

    internal readonly IReadOnlyList<SchemaError> Errors =>
        _typeErrors is null ? _errors ?? (IReadOnlyList<SchemaError>)[]
        : _errors is null ? _typeErrors
        : Limited([.. _errors, .. _typeErrors.ExceptBy(_errors.Select(error => error.Path), error => error.Path)]);

    internal void Document(Schema schema)
    {
        _reader.Read();
        Value(schema);
        // Throws when anything but blanks follows
        _reader.Read();
    }

    /// <summary>Checks the value whose first token the reader stands on; the reader ends on its last.</summary>
    private void Value(Schema schema)
    {
        if (_types is null || _inType) ByRules(schema);
        else ByRulesAndTypes(schema);
    }

    private void ByRules(Schema schema)
    {
        if (_reader.TokenType == JsonTokenType.Null)
        {
            if (!schema.Nullable && schema.Type != SchemaType.Any) Error(SchemaMessages.NotNull);
            return;
        }
        switch (schema.Type)
        {
            case SchemaType.Boolean: Boolean(schema); break;
            case SchemaType.Integer: Integer(schema); break;
            case SchemaType.Number: Number(schema); break;
            case SchemaType.String: String(schema); break;
            case SchemaType.Array: Array(schema); break;
            case SchemaType.Object: Object(schema); break;
            default: Anything(); break;
        }
    }

    private void Boolean(Schema schema)
    {
        if (_reader.TokenType is not (JsonTokenType.True or JsonTokenType.False))
        {
            Mistyped(schema);
            return;
        }
        if (schema.AllowedValues is not { } allowed) return;
        foreach (var value in allowed)
            if (_reader.ValueSpan.SequenceEqual(value.Utf8)) return;
        Error(SchemaMessages.OneOf(schema, null));
    }

    /// <summary>A value without a schema still needs well-formed text and unique names.</summary>
    private void Anything()
    {
        switch (_reader.TokenType)
        {
            case JsonTokenType.String: IsWellFormed(); break;
            case JsonTokenType.StartArray: Items(null); break;
            case JsonTokenType.StartObject: Entries(null); break;
            default: break;
        }
    }

    private void Mistyped(Schema schema)
    {
        Error(SchemaMessages.Mistyped(schema, _reader.TokenType));
        _reader.Skip();
    }

    private void Enter(int index) => _path[_depth++] = new PathFrame(-1, index);

    /// <summary>Enters the property whose name the reader stands on.</summary>
    private void EnterName() => _path[_depth++] = new PathFrame((int)_reader.TokenStartIndex + 1, _reader.ValueSpan.Length);

    private void Leave() => _depth--;

    private readonly int ErrorCount => _errors?.Count ?? 0;

    private void Error(string message, string? member = null)
    {
        _errors ??= [];
        if (_errors.Count > MaxErrors) return;
        _errors.Add(_errors.Count == MaxErrors
            ? TooMany
            : new SchemaError(PathText.Of(_json, _path[.._depth], member), message));
    }
}
