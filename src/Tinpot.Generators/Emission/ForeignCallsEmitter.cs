using Microsoft.CodeAnalysis.Text;
using Tinpot.Generators.Model;

namespace Tinpot.Generators.Emission;

/// <summary>Prints the calls of other assemblies' actions. They are this assembly's own, so that neither needs the other's generated code.</summary>
internal static class ForeignCallsEmitter
{
    public const string HintName = "Tinpot.ForeignCalls.g.cs";

    public static SourceText Emit(ForeignCallsModel model)
    {
        SourceWriter writer = new();
        using (writer.Braces("namespace " + model.Namespace))
        {
            foreach (IGrouping<string, ActionModel> type in model.Actions.GroupBy(static a => a.Container.ClassName))
            {
                ObjectDefinitions types = ObjectDefinitions.Of(type);
                ReaderEmitter reader = new(writer, types);
                WriterEmitter values = new(writer, types);
                writer.Marks();
                using (writer.Braces("internal static class " + type.Key))
                {
                    foreach (ActionModel action in type)
                        new CallEmitter(writer, types, reader, values).Emit(action, withReader: false);
                    values.Methods();
                }
            }
        }
        return writer.ToSourceText();
    }
}
