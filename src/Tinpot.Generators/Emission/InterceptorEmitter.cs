using Microsoft.CodeAnalysis.Text;
using Tinpot.Generators.Model;

namespace Tinpot.Generators.Emission;

/// <summary>Prints the interceptors: one line each, since every keystroke near a call rewrites this file.</summary>
internal static class InterceptorEmitter
{
    public const string HintName = "Tinpot.Interceptors.g.cs";

    public static SourceText Emit(InterceptorsModel model)
    {
        SourceWriter writer = new();
        using (writer.Braces("namespace System.Runtime.CompilerServices"))
        {
            writer.Line("[global::System.AttributeUsage(global::System.AttributeTargets.Method, AllowMultiple = true)]");
            writer.Line("file sealed class InterceptsLocationAttribute : global::System.Attribute");
            writer.Line("{");
            writer.Line("    public InterceptsLocationAttribute(int version, string data) { _ = version; _ = data; }");
            writer.Line("}");
        }
        writer.Line();
        using (writer.Braces("namespace " + model.Namespace))
        {
            writer.Marks();
            using (writer.Braces("file static class Interceptors"))
            {
                for (int i = 0; i < model.Interceptors.Count; i++)
                    Interceptor(writer, model.Interceptors[i], i);
            }
        }
        return writer.ToSourceText();
    }

    private static void Interceptor(SourceWriter writer, InterceptorModel interceptor, int number)
    {
        InterceptorTarget target = interceptor.Target;
        foreach (string location in interceptor.Locations)
            writer.Line($"[global::System.Runtime.CompilerServices.InterceptsLocation({location})]");
        string receiver = target.Receiver is null ? "" : $"this {target.Receiver} self{(target.Parameters.Count > 0 ? ", " : "")}";
        IEnumerable<string> arguments = target.Receiver is null ? target.Arguments : target.Arguments.Prepend("self");
        string enter = target.Kind switch
        {
            ReturnKind.Stream => "EnterStream",
            ReturnKind.Task => "EnterAsync",
            ReturnKind.ValueTask => "EnterValueTaskAsync",
            _ => "Enter",
        };
        string call = $"{target.ClassName}.{target.Call}";
        writer.Line($"public static {target.ReturnType} {target.Call}_{number}({receiver}{string.Join(", ", target.Parameters)}) => "
            + $"{RuntimeNames.CallFrame}.{enter}<{call}{(target.ValueType is null ? "" : ", " + target.ValueType)}>(new({string.Join(", ", arguments)}));");
    }
}
