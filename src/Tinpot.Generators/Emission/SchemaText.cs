using Tinpot.Generators.Model;

namespace Tinpot.Generators.Emission;

/// <summary>Schemas as JSON.</summary>
/// <param name="contractOnly">Leave out what a stored call does not depend on (texts, defaults) and order by name.</param>
internal sealed class SchemaText(bool contractOnly)
{
    public string Parameters(ActionModel action)
    {
        IEnumerable<InputModel> inputs = action.Parameters.Select(static p => p.Input).OfType<InputModel>();
        return Object(new JsonText(), inputs.Select(i => (i.JsonName, i.Required, Node(i.Type, i.Constraints, i.Text, i.Default)))).ToString();
    }

    public string? Result(ActionModel action) =>
        action.Return.Value is { } value ? Node(value, ConstraintsModel.None, new TextModel("", action.Returns), null) : null;

    private JsonText Object(JsonText json, IEnumerable<(string Name, bool Required, string Schema)> properties, bool nullable = false)
    {
        (string Name, bool Required, string Schema)[] all = [.. contractOnly ? properties.OrderBy(static p => p.Name, StringComparer.Ordinal) : properties];
        JsonText members = new();
        foreach ((string name, _, string schema) in all)
            members.AddRaw(name, schema);
        string[] required = [.. all.Where(static p => p.Required).Select(static p => JsonText.Quote(p.Name))];
        TypeName(json, "object", nullable);
        return json.AddRaw("properties", members.ToString())
            .AddRaw("required", required.Length > 0 ? JsonText.Array(required) : null)
            .AddRaw("additionalProperties", "false");
    }

    private string Node(TypeModel type, ConstraintsModel rules, TextModel text, DefaultModel? initial)
    {
        bool secret = type is SecretModel;
        JsonText json = new();
        Type(json, type is SecretModel { Value: var hidden } ? hidden with { Nullable = type.Nullable || hidden.Nullable } : type, rules);
        Rules(json, type, rules);
        json.Add("writeOnly", secret);
        if (!contractOnly)
        {
            json.Add("x-multiline", rules.Multiline);
            json.AddRaw("default", initial?.Json).Add("title", text.Title).Add("description", text.Description);
        }
        return json.ToString();
    }

    private string Node(TypeModel type) => Node(type, ConstraintsModel.None, new TextModel("", ""), null);

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
                json.AddRaw("enum", Names(enumeration.Members));
                break;
            case SequenceModel sequence:
                TypeName(json, "array", type.Nullable);
                json.AddRaw("items", Node(sequence.Item)).Add("uniqueItems", sequence.Kind is SequenceKind.Set);
                break;
            case DictionaryModel dictionary:
                TypeName(json, "object", type.Nullable);
                json.AddRaw("additionalProperties", Node(dictionary.Value));
                break;
            case ObjectModel record:
                Object(json, Members(record).Select(m => (m.JsonName, m.Required, Node(m.Type, m.Constraints, m.Text, m.Default))), type.Nullable);
                break;
        }
    }

    /// <summary>What a reader does not set is no part of the input's schema.</summary>
    private static IEnumerable<MemberModel> Members(ObjectModel record) =>
        record.Members.Any(static m => m.Role is not MemberRole.None) ? record.Members.Where(static m => m.Role is not MemberRole.None) : record.Members;

    private static void Rules(JsonText json, TypeModel type, ConstraintsModel rules)
    {
        string counted = type is DictionaryModel ? "Properties" : type is SequenceModel or EnumModel ? "Items" : "Length";
        json.AddRaw(rules.MinimumIsExclusive ? "exclusiveMinimum" : "minimum", rules.Minimum)
            .AddRaw(rules.MaximumIsExclusive ? "exclusiveMaximum" : "maximum", rules.Maximum)
            .Add("min" + counted, rules.MinLength)
            .Add("max" + counted, rules.MaxLength)
            .Add("x-pattern", rules.Pattern)
            .AddRaw("enum", rules.Allowed.Count > 0 ? JsonText.Array(rules.Allowed) : null);
    }

    private static void TypeName(JsonText json, string name, bool nullable)
    {
        if (name.Length > 0)
            json.AddRaw("type", nullable ? $"[\"{name}\",\"null\"]" : $"\"{name}\"");
    }

    private string Names(IEnumerable<EnumMemberModel> members)
    {
        IEnumerable<string> names = members.Select(static m => m.JsonName).Distinct();
        return JsonText.Array((contractOnly ? names.OrderBy(static n => n, StringComparer.Ordinal) : names).Select(JsonText.Quote));
    }
}
