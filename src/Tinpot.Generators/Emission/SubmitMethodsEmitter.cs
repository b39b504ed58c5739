using System.Security;
using Microsoft.CodeAnalysis.CSharp;
using Tinpot.Generators.Model;
using Tinpot.Generators.Parsing.Declarations;
using Tinpot.Generators.Parsing.Symbols;
using Tinpot.Generators.Text;

namespace Tinpot.Generators.Emission;

/// <summary>
/// Prints the methods that <c>Submit</c> has for the actions of one type: extensions, so that those of every assembly stand
/// side by side wherever <c>Tinpot</c> is imported.
/// </summary>
internal static class SubmitMethodsEmitter
{
    private const string Namespace = "Tinpot";

    /// <param name="ns">Namespace of the calls.</param>
    public static void Emit(SourceWriter writer, ActionTypeModel type, ObjectDefinitions types, string ns)
    {
        // Other assemblies cannot use a program's actions
        bool seen = type.Actions.Any(IsPublic);
        using (writer.Braces("namespace " + Namespace))
        {
            writer.Line("/// <summary>Methods of <c>Submit</c>; see there.</summary>");
            writer.Marks();
            writer.Line("[global::System.ComponentModel.EditorBrowsable(global::System.ComponentModel.EditorBrowsableState.Never)]");
            using (writer.Braces($"{(seen ? "public" : "internal")} static class Submit_{type.Container.ClassName}"))
            using (writer.Braces("extension(global::Tinpot.Submit)"))
            {
                foreach (ActionModel action in type.Actions)
                    Method(writer, action, types, $"global::{ns}.{type.Container.ClassName}.{action.Submitted}");
            }
        }
    }

    private static void Method(SourceWriter writer, ActionModel action, ObjectDefinitions types, string call)
    {
        ParameterModel[] inputs = [.. SubmitEmitter.Inputs(action)];
        string? result = SubmitEmitter.ResultType(action, types);
        writer.Line($"/// <summary>{Text(action.Description)}{(action.Description.Length > 0 ? " " : "")}Runs <c>{action.Name}</c> as an execution of its own.</summary>");
        foreach (ParameterModel parameter in inputs)
            writer.Line($"/// <param name=\"{Name(parameter)}\">{Text(parameter.Input!.Text.Description)}</param>");
        writer.Line($"/// <returns>{(action.Return.Kind is ReturnKind.Stream ? "How many items came; they stay with the execution." : Text(action.Returns))}</returns>");
        writer.Line("/// <exception cref=\"global::Tinpot.ActionFailedException\">It did not end in SUCCESS.</exception>");
        if (action.Deprecated)
            writer.Line(action.Advice.Length == 0 ? "[global::System.Obsolete]" : $"[global::System.Obsolete({SymbolDisplay.FormatLiteral(action.Advice, quote: true)})]");
        if (action.Experimental.Length > 0)
            writer.Line($"[global::System.Diagnostics.CodeAnalysis.Experimental({SymbolDisplay.FormatLiteral(action.Experimental, quote: true)})]");
        writer.Line($"{(IsPublic(action) ? "public" : "internal")} static global::System.Threading.Tasks.Task{(result is null ? "" : $"<{result}>")} {ActionNames.Method(action.Name)}({string.Join(", ", inputs.Select(static p => p.Input!.Declaration))}) =>");
        writer.Line($"    {RuntimeNames.Runtime}SubmittedCall.RunAsync<{call}{(result is null ? "" : ", " + result)}>(new({string.Join(", ", inputs.Select(static p => Name(p).Escaped()))}));");
        writer.Line();
    }

    private static string Name(ParameterModel parameter) => parameter.Local.Substring(ParameterParser.Prefix.Length);

    private static bool IsPublic(ActionModel action) => action is { IsPublic: true, Assembly.Length: > 0 };

    /// <summary>On one line, as a comment of one line takes it.</summary>
    private static string Text(string text) => SecurityElement.Escape(string.Join(" ", text.Split(['\r', '\n', '\u0085', '\u2028', '\u2029'], StringSplitOptions.RemoveEmptyEntries)));
}
