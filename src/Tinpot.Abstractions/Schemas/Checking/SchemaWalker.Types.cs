using System.Text.Json;

namespace Tinpot.Schemas.Checking;

internal ref partial struct SchemaWalker
{
    private const string Hidden = "Is refused by its type.";

    private void ByRulesAndTypes(Schema schema)
    {
        var outside = _inSecret;
        _inSecret |= schema.Secret;
        if (schema.CodeType is { } type) ByType(schema, type);
        else ByRules(schema);
        _inSecret = outside;
    }

    /// <remarks>By the rules first: code of a type is given well-formed JSON only.</remarks>
    private void ByType(Schema schema, string type)
    {
        var value = _reader;
        _inType = true;
        ByRules(schema);
        _inType = false;
        // What has too many errors is refused whatever else the code would say
        if (_typeErrors?.Count > MaxErrors) return;
        if (value.TokenType == JsonTokenType.Null)
        {
            // Of a type with a shape the rules have said so
            if (!schema.Nullable && schema.Type == SchemaType.Any) TypeError(SchemaPath.Root, SchemaMessages.NotNull);
        }
        else if ((schema.Type != SchemaType.String || value.TokenType == JsonTokenType.String) && _types!(type, ref value) is var (inner, reason))
        {
            if (_inSecret) TypeError(SchemaPath.Root, Hidden);
            else TypeError(inner, SchemaMessages.NotOfType(type, reason));
        }
    }

    private void TypeError(string inner, string message) => (_typeErrors ??= []).Add(
        _typeErrors.Count == MaxErrors ? TooMany : new SchemaError(ContractPath.Join(PathText.Of(_json, _path[.._depth]), inner), message));

    private static IReadOnlyList<SchemaError> Limited(List<SchemaError> errors) =>
        errors.Count <= MaxErrors ? errors : [.. errors.Where(error => error != TooMany).Take(MaxErrors), TooMany];
}
