using System.Globalization;
using Tinpot.Generators.Contracts.Json;
using Tinpot.Generators.Emission;
using Tinpot.Generators.Model;

namespace Tinpot.Generators.Contracts;

/// <summary>Reads a <c>tinpot.manifest.json</c>, and an action as it is now in the same form.</summary>
internal static class ManifestReader
{
    /// <summary>The format that the host writes.</summary>
    private const int Format = 1;

    /// <exception cref="ContractException">It is no manifest, or one of another format.</exception>
    public static IReadOnlyList<ManifestAction> Read(string text)
    {
        JsonValue json = ContractReader.Expect(JsonParser.Parse(text), JsonKind.Object);
        JsonValue format = json.Find("format") ?? throw new ContractException(json.Position, "the manifest has no 'format'");
        if (format.Text != Format.ToString(CultureInfo.InvariantCulture))
            throw new ContractException(format.Position, $"format {format.Text} is unknown here, where format {Format} is written");
        JsonValue actions = json.Find("actions") ?? throw new ContractException(json.Position, "the manifest has no 'actions'");
        return [.. ContractReader.Expect(actions, JsonKind.Object).Members.Select(Action)];
    }

    /// <summary>An action as it is now.</summary>
    public static (ContractSchema Parameters, ContractSchema? Result) Of(ActionModel action) => (
        Schema(SchemaText.Parameters(action, contractOnly: false)),
        SchemaText.Result(action, contractOnly: false) is { } result ? Schema(result) : null);

    private static ContractSchema Schema(string json) => ContractReader.Read(JsonParser.Parse(json));

    private static ManifestAction Action(JsonMember member)
    {
        JsonValue action = ContractReader.Expect(member.Value, JsonKind.Object);
        JsonValue parameters = action.Find("parameters") ?? throw new ContractException(action.Position, $"action '{member.Name}' has no 'parameters'");
        return new ManifestAction(
            member.Name,
            member.Place,
            action.Find("aliases") is { } aliases ? [.. ContractReader.Expect(aliases, JsonKind.Array).Items.Select(static a => ContractReader.Expect(a, JsonKind.String).Text)] : [],
            ContractReader.Read(ContractReader.Expect(parameters, JsonKind.Object)),
            action.Find("result") is { } result ? ContractReader.Read(ContractReader.Expect(result, JsonKind.Object)) : null);
    }
}
