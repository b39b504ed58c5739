using Tinpot.Generators.Model;
using Tinpot.Generators.Text;

namespace Tinpot.Generators.Emission;

/// <summary>A short hash of everything a stored call depends on.</summary>
internal static class ContractHash
{
    /// <summary>16 lower-case hexadecimal digits of name, parameters (names, types, constraints, required-ness) and result.</summary>
    public static string Of(ActionModel action)
    {
        string contract = new JsonText()
            .Add("name", action.Name)
            .AddRaw("parameters", SchemaText.Parameters(action, contractOnly: true))
            .AddRaw("result", SchemaText.Result(action, contractOnly: true))
            .AddRaw("item", SchemaText.Item(action, contractOnly: true))
            .ToString();
        return ShortHash.Of(contract);
    }
}
