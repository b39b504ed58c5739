using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using Tinpot.Generators.Model;

namespace Tinpot.Generators.Emission;

/// <summary>Prints which actions each action calls, apart from everything else because every body has a say in it.</summary>
internal static class CallGraphEmitter
{
    public const string HintName = "Tinpot.Calls.g.cs";

    public static SourceText Emit(CallGraphModel model)
    {
        SourceWriter writer = new();
        using (writer.Braces("namespace " + model.Namespace))
        using (writer.Braces("partial class ActionCatalog"))
        {
            string text = SymbolDisplay.FormatLiteral(string.Concat(model.Calls.Select(static c => string.Join("\t", c) + "\n")), quote: true);
            writer.Line("/// <inheritdoc/>");
            writer.Line($"protected override {RuntimeNames.Bytes} Calls => {text}u8;");
        }
        return writer.ToSourceText();
    }
}
