using System.Security.Cryptography;
using System.Text;
using Tinpot.Generators.Model;

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
        return Short(contract);
    }

    /// <summary>16 lower-case hexadecimal digits of a text.</summary>
    public static string Short(string text)
    {
        using SHA256 sha = SHA256.Create();
        byte[] hash = sha.ComputeHash(Encoding.UTF8.GetBytes(text));
        return string.Concat(hash.Take(8).Select(static b => b.ToString("x2", System.Globalization.CultureInfo.InvariantCulture)));
    }
}
