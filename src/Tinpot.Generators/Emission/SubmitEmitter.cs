using Microsoft.CodeAnalysis.CSharp;
using Tinpot.Generators.Model;

namespace Tinpot.Generators.Emission;

/// <summary>Prints the struct of a call that is to be an execution of its own: what it is submitted with, and how its result is read.</summary>
internal sealed class SubmitEmitter(SourceWriter writer, ObjectDefinitions types, WriterEmitter masked, WriterEmitter clear)
{
    public void Emit(ActionModel action)
    {
        string result = ResultType(action, types) is { } type ? $"<{type}>" : "";
        ParameterModel[] inputs = [.. Inputs(action)];
        writer.Line();
        using (writer.Braces($"internal readonly struct {action.Submitted}({string.Join(", ", inputs.Select(static p => $"{p.TypeName} {p.Local}"))}) : {RuntimeNames.Runtime}ISubmittedCall{result}"))
        {
            writer.Line($"public static string Action => \"{action.Name}\";");
            if (action.Assembly.Length > 0)
                writer.Line($"public static string Assembly => {SymbolDisplay.FormatLiteral(action.Assembly, quote: true)};");
            writer.Line();
            writer.Line($"public static {RuntimeNames.ValueTask} RunAsync({RuntimeNames.Invocation} invocation) => Run_{action.Name}(invocation);");
            writer.Line();
            using (writer.Braces($"public void WriteArguments({RuntimeNames.Writer} writer)"))
                masked.Members(Members(inputs));
            writer.Line();
            if (inputs.Any(p => Secrecy.Holds(p.Input!.Type, types)))
            {
                using (writer.Braces($"public void WriteSubmission({RuntimeNames.Writer} writer)"))
                    clear.Members(Members(inputs));
            }
            else
            {
                writer.Line($"public void WriteSubmission({RuntimeNames.Writer} writer) => WriteArguments(writer);");
            }
            if (ResultType(action, types) is { } read)
            {
                writer.Line();
                writer.Line($"public static {read} ReadResult(ref {RuntimeNames.Reader} reader) => {Reader(action)}(ref reader);");
            }
        }
    }

    /// <summary>The parameters that a caller gives; the others the host hands in.</summary>
    public static IEnumerable<ParameterModel> Inputs(ActionModel action) => action.Parameters.Where(static p => p.Input is not null);

    /// <summary>The type of the awaited result; null when there is none. A type that cannot be read stays JSON.</summary>
    public static string? ResultType(ActionModel action, ObjectDefinitions types) => action.Return switch
    {
        { Kind: ReturnKind.Stream } => "long",
        { Value: { } value } => Readability.CanRead(value, types) ? value.FullName : "global::System.Text.Json.JsonElement",
        _ => null,
    };

    private string Reader(ActionModel action) => action.Return switch
    {
        { Kind: ReturnKind.Stream } => RuntimeNames.ValueReader + ".ReadItemCount",
        { Value: { } value } when Readability.CanRead(value, types) => action.Call + ".ReadResult",
        _ => RuntimeNames.ValueReader + ".ReadJsonElement",
    };

    private static IEnumerable<(string JsonName, TypeModel Type, string Expression)> Members(ParameterModel[] inputs) =>
        inputs.Select(static p => (p.Input!.JsonName, p.Input.Type, p.Local));
}
