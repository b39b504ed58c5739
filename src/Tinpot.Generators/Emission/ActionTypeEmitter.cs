using Microsoft.CodeAnalysis.Text;
using Tinpot.Generators.Model;
using Tinpot.Generators.Text;

namespace Tinpot.Generators.Emission;

/// <summary>Prints the file of one declaring type: descriptor, reader, writers, run and submission of each of its actions.</summary>
internal static class ActionTypeEmitter
{
    public static SourceText Emit(ActionTypeModel type, string ns)
    {
        SourceWriter writer = new();
        ObjectDefinitions types = ObjectDefinitions.Of(type.Actions);
        ReaderEmitter reader = new(writer, types);
        WriterEmitter values = new(writer, types);
        WriterEmitter clear = new(writer, types, values);
        using (writer.Braces("namespace " + ns))
        {
            writer.Marks();
            using (writer.Braces($"internal static class {type.Container.ClassName}"))
            {
                foreach (ActionModel action in type.Actions)
                {
                    writer.Line($"internal static {RuntimeNames.Bytes} {RuntimeNames.Descriptor}{action.Name} => {JsonText.Literal(DescriptorText.Of(action))};");
                    new RunEmitter(writer).Emit(action);
                    new CallEmitter(writer, types, reader, values).Emit(action, withReader: true);
                    new SubmitEmitter(writer, types, values, clear).Emit(action);
                    writer.Line();
                }
                reader.Methods();
                clear.Methods();
                values.Methods();
            }
        }
        writer.Line();
        SubmitMethodsEmitter.Emit(writer, type, types, ns);
        return writer.ToSourceText();
    }
}
