using System.Text;
using System.Text.Json;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using Tinpot.Runtime;
using Tinpot.Schemas;

namespace Tinpot.Generators.Tests.Harness;

/// <summary>The manifest that is checked in with a project.</summary>
internal sealed class ManifestText(string text) : AdditionalText
{
    public override string Path => "/project/tinpot.manifest.json";

    public string Text => text;

    public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(text, Encoding.UTF8);

    /// <summary>What the host would write for the project as it is: the schemas come from the running catalog.</summary>
    public static ManifestText Of(Project project, params byte[][] others)
    {
        using RunningProgram program = project.Generate().Load(others);
        CompiledCatalog catalog = program.Catalog;
        using MemoryStream stream = new();
        using (Utf8JsonWriter writer = new(stream, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
        {
            writer.WriteStartObject();
            writer.WriteNumber("format", 1);
            writer.WriteStartObject("actions");
            foreach (ActionDescriptor action in catalog.Names.Select(n => catalog.Find(n)!))
            {
                writer.WriteStartObject(action.Name);
                writer.WriteStartArray("aliases");
                foreach (string alias in action.Aliases)
                    writer.WriteStringValue(alias);
                writer.WriteEndArray();
                foreach ((string name, Schema? schema) in new[] { ("parameters", action.Parameters), ("result", action.Result), ("item", action.Item) })
                {
                    if (schema is null)
                        continue;
                    writer.WritePropertyName(name);
                    schema.WriteContractTo(writer);
                }
                writer.WriteEndObject();
            }
            writer.WriteEndObject();
            writer.WriteEndObject();
        }
        return new ManifestText(Encoding.UTF8.GetString(stream.ToArray()));
    }
}
