using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using Tinpot.Generators.Model;

namespace Tinpot.Generators.Emission;

/// <summary>Prints the catalog: an index over literals, so that actions cost almost nothing until they are used.</summary>
internal static class CatalogEmitter
{
    /// <summary>
    /// Cases per method. One switch over everything would be compiled whole at the first call; in two levels only the
    /// piece that is needed is.
    /// </summary>
    private const int Chunk = 64;

    public const string HintName = "Tinpot.ActionCatalog.g.cs";

    public static SourceText Emit(CatalogModel model)
    {
        SourceWriter writer = new();
        bool library = !model.Project.IsExecutable;
        if (library)
        {
            writer.Line($"[assembly: global::Tinpot.Runtime.ActionCatalog(typeof(global::{model.Project.Namespace}.ActionCatalog),");
            writer.Line($"    Actions = new string[] {{ {Strings(model.Entries.Select(static e => e.Name))} }},");
            string aliases = Strings(model.Entries.SelectMany(static e => e.Aliases.Select(a => $"{a} {e.Name}")).OrderBy(static a => a, StringComparer.Ordinal));
            if (aliases.Length > 0)
                writer.Line($"    Aliases = new string[] {{ {aliases} }},");
            writer.Line($"    Methods = new string[] {{ {Strings(model.Entries.Select(static e => e.Method.TrimStart('@')).Distinct().OrderBy(static m => m, StringComparer.Ordinal))} }})]");
            writer.Line();
        }
        using (writer.Braces("namespace " + model.Project.Namespace))
        {
            writer.Line("/// <summary>The actions of this assembly and of those that join it.</summary>");
            writer.Marks();
            if (library)
                writer.Line("[global::System.ComponentModel.EditorBrowsable(global::System.ComponentModel.EditorBrowsableState.Never)]");
            using (writer.Braces($"{(library ? "public" : "internal")} sealed partial class ActionCatalog : {RuntimeNames.Runtime}CompiledCatalog"))
                Body(writer, model);
        }
        return writer.ToSourceText();
    }

    private static void Body(SourceWriter writer, CatalogModel model)
    {
        string names = SymbolDisplay.FormatLiteral(string.Join("\n", model.Entries.Select(static e => string.Join(" ", e.Aliases.Prepend(e.Name)))), quote: true) + "u8";
        string joined = string.Concat(model.Project.Joined.Select(static j => ", " + Joined(j)));
        writer.Line("/// <summary>The one catalog.</summary>");
        writer.Line("public static readonly ActionCatalog Instance = new();");
        writer.Line();
        writer.Braces($"private ActionCatalog() : base({names}{joined})").Dispose();
        writer.Line();
        writer.Line("/// <inheritdoc/>");
        Switch(writer, model, RuntimeNames.Bytes, "DescriptorOf", "Descriptors", "", "", static e => $"{e.ClassName}.{RuntimeNames.Descriptor}{e.Name}");
        writer.Line();
        writer.Line("/// <inheritdoc/>");
        Switch(writer, model, RuntimeNames.ValueTask, "InvokeAsync", "Invokers", $", {RuntimeNames.Invocation} invocation", ", invocation",
            static e => $"{e.ClassName}.Run_{e.Name}(invocation)");
        if (model.Services.Count > 0)
        {
            writer.Line();
            writer.Line("/// <inheritdoc/>");
            writer.Line("protected override bool AddsServices => true;");
            writer.Line();
            writer.Line("/// <inheritdoc/>");
            using (writer.Braces("protected override void AddServices(global::Microsoft.Extensions.DependencyInjection.IServiceCollection services, "
                + "global::Microsoft.Extensions.Configuration.IConfiguration configuration)"))
            {
                foreach (string method in model.Services)
                    writer.Line($"{method}(services, configuration);");
            }
        }
    }

    private static void Switch(
        SourceWriter writer, CatalogModel model, string type, string method, string chunk, string parameters, string arguments, Func<CatalogEntry, string> value)
    {
        const string Otherwise = "_ => throw new global::System.ArgumentOutOfRangeException(nameof(index)),";
        int chunks = (model.Entries.Count + Chunk - 1) / Chunk;
        using (writer.Braces($"protected override {type} {method}(int index{parameters}) => (index / {Chunk}) switch", "};"))
        {
            for (int i = 0; i < chunks; i++)
                writer.Line($"{i} => {chunk}{i}(index{arguments}),");
            writer.Line(Otherwise);
        }
        for (int i = 0; i < chunks; i++)
        {
            writer.Line();
            using (writer.Braces($"private static {type} {chunk}{i}(int index{parameters}) => index switch", "};"))
            {
                for (int j = i * Chunk; j < Math.Min((i + 1) * Chunk, model.Entries.Count); j++)
                    writer.Line($"{j} => {value(model.Entries[j])},");
                writer.Line(Otherwise);
            }
        }
    }

    private static string Joined(JoinModel join) =>
        $"new {RuntimeNames.Runtime}JoinedCatalog({join.Catalog}.Instance, {Strings([join.Assembly, join.Prefix, .. join.Excluded])})";

    private static string Strings(IEnumerable<string> names) => string.Join(", ", names.Select(static n => $"\"{n}\""));
}
