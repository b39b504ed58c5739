using Tinpot.Generators.Model;

namespace Tinpot.Generators.Emission;

/// <summary>Prints how the host runs an action: make the instance, read, call, write the result, let the instance go.</summary>
internal sealed class RunEmitter(SourceWriter writer)
{
    public void Emit(ActionModel action)
    {
        bool awaits = action.Return.Kind is not ReturnKind.Direct || action.Container.Construction is { Disposal: DisposalKind.Async } && !action.IsStatic;
        writer.Line();
        using (writer.Braces($"internal static {(awaits ? "async " : "")}{RuntimeNames.ValueTask} Run_{action.Name}({RuntimeNames.Invocation} invocation)"))
        {
            if (!action.IsStatic && action.Container.Construction is { } construction)
                writer.Line($"{Using(construction)}var self = new {action.Container.TypeName}({string.Join(", ", construction.Services.Select(InjectionText.Of))});");
            string call = $"{action.Call}.Read(invocation{(action.IsStatic ? "" : ", self")}).Invoke()";
            if (action.Return.Kind is ReturnKind.Task or ReturnKind.ValueTask)
                call = $"await {call}.ConfigureAwait(false)";
            writer.Line((action.Return.Kind, action.Return.Value) switch
            {
                (ReturnKind.Stream, { } item) => $"await invocation.StreamAsync<{action.Call}, {item.FullName}>({call}).ConfigureAwait(false);",
                (_, null) => call + ";",
                _ => $"{action.Call}.WriteResult(invocation.Result, {call});",
            });
            if (!awaits)
                writer.Line("return default;");
        }
    }

    private static string Using(ConstructionModel construction) => construction.Disposal switch
    {
        DisposalKind.Async => "await using ",
        DisposalKind.Sync => "using ",
        _ => "",
    };
}
