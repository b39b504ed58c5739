using Tinpot.Generators.Model;
using Tinpot.Generators.Text;

namespace Tinpot.Generators.Emission;

/// <summary>A schema as JSON. What records, classes and structs consist of is under <c>$defs</c> at its root.</summary>
internal sealed class SchemaText
{
    private readonly Dictionary<string, DefinitionModel> _definitions;
    private readonly Dictionary<string, string> _names;
    private readonly ContractShapes? _shapes;

    /// <param name="contractOnly">Leave out what a stored call does not depend on: texts, defaults, order, and what types are called.</param>
    private SchemaText(EquatableArray<DefinitionModel> definitions, bool contractOnly)
    {
        _definitions = definitions.ToDictionary(static d => d.Name);
        _names = SchemaNames.Of(definitions);
        _shapes = contractOnly ? new ContractShapes() : null;
    }

    /// <summary>The result of a stream: the number of its items.</summary>
    private const string ItemCount = """{"type":"object","properties":{"items":{"type":"integer","format":"int64","minimum":0}},"required":["items"],"additionalProperties":false}""";

    private bool ContractOnly => _shapes is not null;

    public static string Parameters(ActionModel action, bool contractOnly)
    {
        SchemaText schema = new(action.Definitions, contractOnly);
        IEnumerable<InputModel> inputs = action.Parameters.Select(static p => p.Input).OfType<InputModel>();
        JsonText json = Object(new JsonText(), schema.Ordered(inputs, static i => i.JsonName)
            .Select(i => (i.JsonName, i.Required, schema.Node(i.Type, i.Constraints, i.Text, i.Default))));
        return schema.WithDefinitions(json);
    }

    public static string? Result(ActionModel action, bool contractOnly) =>
        action.Return.Kind is ReturnKind.Stream ? ItemCount : Value(action, contractOnly);

    /// <summary>The schema of each item; null when the action does not stream.</summary>
    public static string? Item(ActionModel action, bool contractOnly) =>
        action.Return.Kind is ReturnKind.Stream ? Value(action, contractOnly) : null;

    private static string? Value(ActionModel action, bool contractOnly)
    {
        if (action.Return.Value is not { } value)
            return null;
        SchemaText schema = new(action.Return.Definitions, contractOnly);
        return schema.WithDefinitions(schema.Json(value, ConstraintsModel.None, new TextModel("", action.Returns), null));
    }

    private string WithDefinitions(JsonText json)
    {
        if (ContractOnly || _definitions.Count == 0)
            return json.ToString();
        JsonText definitions = new();
        foreach (DefinitionModel definition in _definitions.Values.OrderBy(d => _names[d.Name], StringComparer.Ordinal))
            definitions.AddRaw(_names[definition.Name], Definition(new JsonText(), definition).Add("description", definition.Description).ToString());
        return json.AddRaw("$defs", definitions.ToString()).ToString();
    }

    private JsonText Definition(JsonText json, DefinitionModel definition, bool nullable = false) => Object(
        json,
        Ordered(definition.Members, static m => m.JsonName).Select(m => (m.JsonName, m.Required, Node(m.Type, m.Constraints, m.Text, definition.View is TypeView.Result ? null : m.Default))),
        nullable);

    private IEnumerable<T> Ordered<T>(IEnumerable<T> items, Func<T, string> name) =>
        ContractOnly ? items.OrderBy(name, StringComparer.Ordinal) : items;

    private static JsonText Object(JsonText json, IEnumerable<(string Name, bool Required, string Schema)> properties, bool nullable = false)
    {
        (string Name, bool Required, string Schema)[] all = [.. properties];
        JsonText members = new();
        foreach ((string name, _, string schema) in all)
            members.AddRaw(name, schema);
        string[] required = [.. all.Where(static p => p.Required).Select(static p => JsonText.Quote(p.Name))];
        TypeName(json, "object", nullable);
        return json.AddRaw("properties", members.ToString())
            .AddRaw("required", required.Length > 0 ? JsonText.Array(required) : null)
            .AddRaw("additionalProperties", "false");
    }

    private string Node(TypeModel type, ConstraintsModel rules, TextModel text, DefaultModel? initial) => Json(type, rules, text, initial).ToString();

    private JsonText Json(TypeModel type, ConstraintsModel rules, TextModel text, DefaultModel? initial)
    {
        bool secret = type is SecretModel;
        bool nullable = !rules.Given && (type.Nullable || type is SecretModel { Value.Nullable: true });
        JsonText json = new();
        Type(json, (type is SecretModel { Value: var hidden } ? hidden : type) with { Nullable = nullable }, rules);
        Rules(json, type, rules);
        json.Add("writeOnly", secret);
        if (!ContractOnly)
        {
            json.Add("x-multiline", rules.Multiline);
            json.AddRaw("default", initial?.Json).Add("title", text.Title).Add("description", text.Description).Add("deprecated", text.Deprecated);
        }
        return json;
    }

    private string Node(TypeModel type) => Node(type, ConstraintsModel.None, TextModel.None, null);

    private void Type(JsonText json, TypeModel type, ConstraintsModel rules)
    {
        switch (type)
        {
            case ScalarModel scalar:
                TypeName(json, scalar.JsonType, type.Nullable);
                json.Add("format", rules.Format ?? scalar.Format);
                break;
            case EnumModel { Flags: true } flags:
                TypeName(json, "array", type.Nullable);
                json.AddRaw("items", new JsonText().Add("type", "string").AddRaw("enum", Names(flags.Members.Where(static m => m.Value != 0))).ToString());
                json.Add("uniqueItems", true);
                break;
            case EnumModel enumeration:
                TypeName(json, "string", type.Nullable);
                json.AddRaw("enum", Names(enumeration.Members.Where(m => IsOpen(JsonText.Quote(m.JsonName), rules))));
                break;
            case SequenceModel sequence:
                TypeName(json, "array", type.Nullable);
                json.AddRaw("items", Node(sequence.Item)).Add("uniqueItems", sequence.Unique);
                break;
            case DictionaryModel dictionary:
                TypeName(json, "object", type.Nullable);
                json.AddRaw("additionalProperties", Node(dictionary.Value));
                break;
            case ParsableModel:
                TypeName(json, "string", type.Nullable);
                json.Add("x-type", TypeChecks.Key(type));
                break;
            case ContractModel when type.Nullable && !ContractOnly:
                json.AddRaw("anyOf", $"[{new JsonText().Add("x-type", TypeChecks.Key(type))},{{\"type\":\"null\"}}]");
                break;
            case ContractModel:
                json.Add("x-type", TypeChecks.Key(type)).Add("nullable", type.Nullable);
                break;
            case ObjectModel record:
                Reference(json, record);
                break;
        }
    }

    private void Reference(JsonText json, ObjectModel record)
    {
        if (_shapes is not null)
        {
            if (_shapes.IsFirst(record.Name, out string number))
                Definition(json, _definitions[record.Name], record.Nullable);
            else
                json.Add("$ref", number).Add("nullable", record.Nullable);
            return;
        }
        string reference = JsonText.Quote("#/$defs/" + _names[record.Name]);
        // JSON Schema has no "or null" beside a reference
        if (record.Nullable)
            json.AddRaw("anyOf", $"[{{\"$ref\":{reference}}},{{\"type\":\"null\"}}]");
        else
            json.AddRaw("$ref", reference);
    }

    private static bool IsOpen(string value, ConstraintsModel rules) =>
        (rules.Allowed.Count == 0 || rules.Allowed.Contains(value)) && !rules.Denied.Contains(value);

    private void Rules(JsonText json, TypeModel type, ConstraintsModel rules)
    {
        TypeModel subject = type is SecretModel { Value: var hidden } ? hidden : type;
        string counted = type is DictionaryModel ? "Properties" : type is SequenceModel or EnumModel ? "Items" : "Length";
        json.AddRaw(rules.MinimumIsExclusive ? "exclusiveMinimum" : "minimum", rules.Minimum)
            .AddRaw(rules.MaximumIsExclusive ? "exclusiveMaximum" : "maximum", rules.Maximum)
            .Add("min" + counted, rules.MinLength)
            .Add("max" + counted, rules.MaxLength)
            .Add("x-pattern", rules.Pattern)
            .Add("x-not-blank", rules.NotBlank)
            .AddRaw("x-extensions", rules.Extensions.Count > 0 ? Set(rules.Extensions.Select(JsonText.Quote)) : null);
        // The members of an enum are a list already
        if (subject is EnumModel)
            return;
        json.AddRaw("enum", rules.Allowed.Count > 0 ? JsonText.Array(rules.Allowed) : null)
            .AddRaw("not", rules.Denied.Count > 0 ? new JsonText().AddRaw("enum", Set(rules.Denied)).ToString() : null);
    }

    private static void TypeName(JsonText json, string name, bool nullable)
    {
        if (name.Length > 0)
            json.AddRaw("type", nullable ? $"[\"{name}\",\"null\"]" : $"\"{name}\"");
    }

    private string Names(IEnumerable<EnumMemberModel> members)
    {
        IEnumerable<string> names = members.Select(static m => m.JsonName).Distinct();
        return JsonText.Array((ContractOnly ? names.OrderBy(static n => n, StringComparer.Ordinal) : names).Select(JsonText.Quote));
    }

    private string Set(IEnumerable<string> values) => JsonText.Array(ContractOnly ? values.OrderBy(static v => v, StringComparer.Ordinal) : values);
}
