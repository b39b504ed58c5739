using Microsoft.CodeAnalysis.Text;

namespace Tinpot.Generators.Emission;

/// <summary>Prints what lets a child process of a program run actions without the program's <c>Main</c>.</summary>
internal static class ProgramEmitter
{
    public const string HintName = "Tinpot.Program.g.cs";

    public static SourceText Emit(string ns)
    {
        SourceWriter writer = new();
        writer.Line($"[assembly: global::{ns}.ProgramCatalog]");
        writer.Line();
        using (writer.Braces("namespace " + ns))
        {
            writer.Marks();
            writer.Line("[global::System.AttributeUsage(global::System.AttributeTargets.Assembly)]");
            using (writer.Braces($"internal sealed class ProgramCatalogAttribute : {RuntimeNames.Runtime}ProgramCatalogAttribute"))
                Body(writer);
        }
        return writer.ToSourceText();
    }

    private static void Body(SourceWriter writer)
    {
        writer.Line($"public override {RuntimeNames.Runtime}CompiledCatalog Catalog => ActionCatalog.Instance;");
        writer.Line();
        writer.Line("[global::System.Runtime.CompilerServices.ModuleInitializer]");
        using (writer.Braces("internal static void Start()"))
        {
            // A module initializer of the just-in-time compiler that does not return blocks all other threads. A startup hook does its work there
            writer.Line("// Null only in a natively compiled program, where this may take as long as the process lives");
            writer.Line("if (global::System.AppContext.GetData(\"TRUSTED_PLATFORM_ASSEMBLIES\") is null)");
            writer.Line("    RunChild();");
        }
        writer.Line();
        writer.Line("private static void RunChild() => global::Tinpot.TinpotHost.RunChildBeforeMain(new ProgramCatalogAttribute());");
    }
}
