using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Tinpot.Generators.Analyzers;

/// <summary>Knows which of a shell's arguments it reads as a script.</summary>
internal static class ShellScript
{
    private static readonly HashSet<string> Unix = ["sh", "bash", "dash", "zsh", "ksh", "ash", "fish"];
    private static readonly HashSet<string> Windows = ["cmd", "powershell", "pwsh"];

    /// <param name="program">What is started.</param>
    /// <param name="arguments">The list of its arguments, written out.</param>
    public static IEnumerable<IOperation> In(IOperation? program, IOperation? arguments)
    {
        string name = Name(program);
        IOperation[] items = [.. Items(arguments)];
        int flag = Array.FindIndex(items, i => IsScriptFlag(name, Text(i)));
        if (flag < 0)
            return [];
        // A Unix shell hands what follows its script to the script; the others read the rest as one line
        return Unix.Contains(name) ? items.Skip(flag + 1).Take(1) : items.Skip(flag + 1);
    }

    private static bool IsScriptFlag(string shell, string? text) => text is { Length: > 1 } && (
        Unix.Contains(shell) ? text[0] == '-' && text[1] != '-' && text.Contains('c')
        : Windows.Contains(shell) && text.ToLowerInvariant() is "/c" or "/k" or "-c" or "-command");

    private static string Name(IOperation? program)
    {
        string path = Text(program) ?? "";
        string file = path.Substring(path.LastIndexOfAny(['/', '\\']) + 1).ToLowerInvariant();
        return file.EndsWith(".exe", StringComparison.Ordinal) ? file.Substring(0, file.Length - 4) : file;
    }

    private static IEnumerable<IOperation> Items(IOperation? list) => list switch
    {
        IConversionOperation conversion => Items(conversion.Operand),
        ICollectionExpressionOperation items => items.Elements,
        IArrayCreationOperation { Initializer: { } items } => items.ElementValues,
        IObjectCreationOperation { Initializer: { } added } => added.Initializers.OfType<IInvocationOperation>().SelectMany(static a => a.Arguments).Select(static a => a.Value),
        _ => [],
    };

    private static string? Text(IOperation? value) => value?.ConstantValue is { HasValue: true, Value: string text } ? text : null;
}
