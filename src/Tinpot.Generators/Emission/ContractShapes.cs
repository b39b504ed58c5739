using System.Globalization;

namespace Tinpot.Generators.Emission;

/// <summary>
/// Numbers types in the order in which a contract comes to them: it spells each out once and then says its number, so that
/// a type that contains itself has a contract, and renaming one changes none.
/// </summary>
internal sealed class ContractShapes
{
    private readonly Dictionary<string, string> _numbers = [];

    public bool IsFirst(string type, out string number)
    {
        if (_numbers.TryGetValue(type, out number))
            return false;
        _numbers.Add(type, number = _numbers.Count.ToString(CultureInfo.InvariantCulture));
        return true;
    }
}
