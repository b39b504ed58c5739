using Microsoft.CodeAnalysis.CSharp;
using Tinpot.Generators.Model;

namespace Tinpot.Generators.Emission;

/// <summary>Prints the struct of an action: its arguments, how they are read and written, and the call itself.</summary>
internal sealed class CallEmitter(SourceWriter writer, ObjectDefinitions types, ReaderEmitter reader, WriterEmitter values)
{
    /// <param name="withReader">The action is run from JSON in this assembly, not only called from its code.</param>
    public void Emit(ActionModel action, bool withReader)
    {
        string[] fields = [.. Fields(action)];
        writer.Line();
        using (writer.Braces($"internal readonly struct {action.Call}({string.Join(", ", fields)}) : {Interface(action.Return)}"))
        {
            writer.Line($"public static string Action => \"{action.Name}\";");
            if (action.Assembly.Length > 0)
                writer.Line($"public static string Assembly => {SymbolDisplay.FormatLiteral(action.Assembly, quote: true)};");
            writer.Line();
            // A task or stream that may be null is treated as not null: awaiting it fails
            bool nullable = action.Return.Kind is not ReturnKind.Direct && action.Return.TypeName.EndsWith("?", StringComparison.Ordinal);
            string call = $"{Target(action)}.{action.Method}({string.Join(", ", action.Parameters.Select(static p => p.Local))})";
            writer.Hidden();
            writer.Line($"public {(nullable ? action.Return.TypeName.TrimEnd('?') : action.Return.TypeName)} Invoke() => {call}{(nullable ? "!" : "")};");
            writer.Line();
            using (writer.Braces($"public void WriteArguments({RuntimeNames.Writer} writer)"))
                values.Members(action.Parameters.Where(static p => p.Input is not null).Select(static p => (p.Input!.JsonName, p.Input.Type, p.Local)));
            if (action.Return.Value is { } value)
            {
                writer.Line();
                using (writer.Braces($"public static void WriteResult({RuntimeNames.Writer} writer, {value.FullName} result)"))
                    writer.Line(values.Statement(value, "result"));
            }
            if (withReader)
            {
                Read(action);
                ReadResult(action.Return.Value);
            }
        }
    }

    private void Read(ActionModel action)
    {
        string self = action.IsStatic ? "" : $", {action.Container.TypeName} self";
        writer.Line();
        using (writer.Braces($"public static {action.Call} Read({RuntimeNames.Invocation} invocation{self})"))
        {
            ParameterModel[] inputs = [.. action.Parameters.Where(static p => p.Input is not null)];
            foreach (ParameterModel parameter in inputs)
                writer.Line($"{parameter.Input!.Type.FullName} {parameter.Local} = {parameter.Input.Default?.Code ?? ObjectReaderEmitter.ReadableDefault(parameter.Input.Type)};");
            if (inputs.Length > 0)
            {
                writer.Line($"var reader = new {RuntimeNames.Reader}(invocation.Arguments.Span);");
                writer.Line("reader.Read();");
                reader.Members(inputs.Select(p => (p.Input!.JsonName, $"{p.Local} = {reader.Expression(p.Input.Type)};")));
            }
            IEnumerable<string> arguments = action.Parameters.Select(static p => p.Injection is { } injection ? InjectionText.Of(injection) : p.Local);
            writer.Line($"return new {action.Call}({string.Join(", ", action.IsStatic ? arguments : arguments.Prepend("self"))});");
        }
    }

    private void ReadResult(TypeModel? value)
    {
        if (value is null || !Readability.CanRead(value, types))
            return;
        writer.Line();
        writer.Line($"public static {value.FullName} ReadResult(ref {RuntimeNames.Reader} reader) => {reader.Expression(value)};");
    }

    private static IEnumerable<string> Fields(ActionModel action)
    {
        IEnumerable<string> fields = action.Parameters.Select(static p => $"{p.TypeName} {p.Local}");
        return action.IsStatic ? fields : fields.Prepend($"{action.Container.TypeName} self");
    }

    private static string Target(ActionModel action) => action.IsStatic ? action.Container.TypeName : "self";

    private static string Interface(ReturnModel returned)
    {
        string kind = (returned.Kind, returned.Value) switch
        {
            (ReturnKind.Direct, null) => "INestedVoidCall",
            (ReturnKind.Direct, _) => "INestedValueCall",
            (ReturnKind.Stream, _) => "INestedStreamCall",
            (ReturnKind.Task, _) => "INestedTaskCall",
            _ => "INestedValueTaskCall",
        };
        return RuntimeNames.Runtime + kind + (returned.Value is { } value ? $"<{value.FullName}>" : "");
    }
}
