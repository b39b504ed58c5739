using Microsoft.CodeAnalysis.Text;

namespace Tinpot.Generators.Emission;

/// <summary>Prints <c>Main</c> for a program that has none.</summary>
internal static class EntryPointEmitter
{
    public const string HintName = "Tinpot.EntryPoint.g.cs";

    public static SourceText Emit(string ns)
    {
        SourceWriter writer = new();
        using (writer.Braces("namespace " + ns))
        {
            writer.Marks();
            using (writer.Braces("internal static class EntryPoint"))
            {
                using (writer.Braces("private static async global::System.Threading.Tasks.Task<int> Main(string[] args)"))
                    writer.Line($"return await global::Tinpot.TinpotHost.RunAsync(args, global::{ns}.ActionCatalog.Instance);");
            }
        }
        return writer.ToSourceText();
    }
}
