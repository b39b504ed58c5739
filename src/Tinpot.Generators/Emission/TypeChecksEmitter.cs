using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using Tinpot.Generators.Model;

namespace Tinpot.Generators.Emission;

/// <summary>Prints the part of the catalog that asks types about their own values.</summary>
internal static class TypeChecksEmitter
{
    public const string HintName = "Tinpot.TypeChecks.g.cs";

    public static SourceText Emit(TypeChecksModel model)
    {
        SourceWriter writer = new();
        using (writer.Braces("namespace " + model.Namespace))
        using (writer.Braces("partial class ActionCatalog"))
        {
            writer.Line("/// <inheritdoc/>");
            using (writer.Braces($"protected override global::Tinpot.Schemas.SchemaError? CheckValue(string type, ref {RuntimeNames.Reader} reader) => type switch", "};"))
            {
                foreach (TypeCheckModel check in model.Checks)
                    writer.Line($"{SymbolDisplay.FormatLiteral(check.Key, quote: true)} => {check.Call},");
                writer.Line("_ => base.CheckValue(type, ref reader),");
            }
        }
        return writer.ToSourceText();
    }
}
