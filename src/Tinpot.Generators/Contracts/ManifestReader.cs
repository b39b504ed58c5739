using System.Globalization;
using Tinpot.Generators.Contracts.Json;

namespace Tinpot.Generators.Contracts;

/// <summary>Reads a <c>tinpot.manifest.json</c>.</summary>
internal static class ManifestReader
{
    /// <summary>The format that the host writes.</summary>
    private const int Format = 1;

    /// <exception cref="ContractException">The text is not a manifest, or has another format.</exception>
    public static IReadOnlyList<ManifestAction> Read(string text)
    {
        JsonValue json = ContractReader.Expect(JsonParser.Parse(text), JsonKind.Object);
        JsonValue format = json.Find("format") ?? throw new ContractException(json.Position, "the manifest has no 'format'");
        if (format.Text != Format.ToString(CultureInfo.InvariantCulture))
            throw new ContractException(format.Position, $"format {format.Text} is unknown here, where format {Format} is written");
        JsonValue actions = json.Find("actions") ?? throw new ContractException(json.Position, "the manifest has no 'actions'");
        return [.. ContractReader.Expect(actions, JsonKind.Object).Members.Select(Action)];
    }

    private static ManifestAction Action(JsonMember member)
    {
        JsonValue action = ContractReader.Expect(member.Value, JsonKind.Object);
        ContractSchema parameters = Schema(action, "parameters") ?? throw new ContractException(action.Position, $"action '{member.Name}' has no 'parameters'");
        return new ManifestAction(
            member.Name,
            member.Place,
            action.Find("aliases") is { } aliases ? [.. ContractReader.Expect(aliases, JsonKind.Array).Items.Select(static a => ContractReader.Expect(a, JsonKind.String).Text)] : [],
            new ActionContract(parameters, Schema(action, "result"), Schema(action, "item")));
    }

    private static ContractSchema? Schema(JsonValue action, string name) =>
        action.Find(name) is { } schema ? ContractReader.Read(ContractReader.Expect(schema, JsonKind.Object)) : null;
}
