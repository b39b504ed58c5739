using Tinpot.Tests.Layers;

namespace Tinpot.Generators.Tests.Layers;

/// <summary>The rooms of the generator. The generator itself is in none, and uses everything.</summary>
internal static class Rooms
{
    public static readonly LayerMap Map = new("Tinpot.Generators", "Tinpot.Generators",
    [
        ["Text"],
        ["Model"],
        ["Diagnostics", "Contracts"],
        ["Parsing/Symbols"],
        ["Parsing/Files", "Parsing/Scalars"],
        ["Parsing/Constraints"],
        ["Parsing/Types"],
        ["Parsing/Projects"],
        ["Parsing/Declarations"],
        ["Parsing/Calls"],
        ["Emission"],
        ["Analyzers", "Pipeline"],
    ],
    []);
}
