using Tinpot.Generators.Contracts;
using Tinpot.Generators.Contracts.Json;
using Tinpot.Generators.Model;

namespace Tinpot.Generators.Emission;

/// <summary>The contract of an action as the generator emits it, in the form in which a manifest is read.</summary>
internal static class EmittedContract
{
    public static ActionContract Of(ActionModel action) => new(
        Read(SchemaText.Parameters(action, contractOnly: false))!,
        Read(SchemaText.Result(action, contractOnly: false)),
        Read(SchemaText.Item(action, contractOnly: false)));

    private static ContractSchema? Read(string? json) => json is null ? null : ContractReader.Read(JsonParser.Parse(json));
}
