using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using Tinpot.Generators.Model;

namespace Tinpot.Generators.Emission;

/// <summary>Prints where actions are written, apart from everything else because it changes with every line.</summary>
internal static class LinesEmitter
{
    public const string HintName = "Tinpot.Sources.g.cs";

    public static SourceText Emit(LinesModel model)
    {
        SourceWriter writer = new();
        using (writer.Braces("namespace " + model.Namespace))
        using (writer.Braces("partial class ActionCatalog"))
        {
            string text = SymbolDisplay.FormatLiteral(string.Concat(model.Lines.Select(static l => l + "\n")), quote: true);
            writer.Line("/// <inheritdoc/>");
            writer.Line($"protected override {RuntimeNames.Bytes} Sources => {text}u8;");
        }
        return writer.ToSourceText();
    }
}
