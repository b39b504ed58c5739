using System.CommandLine;

namespace Tinpot.Cli;

/// <summary>Gives <c>--name=</c> the value that it has, the empty text; the parser takes it for an option without a value.</summary>
internal static class EmptyValues
{
    public static string[] Separate(Command root, string[] words) => [.. Words(root, words)];

    private static IEnumerable<string> Words(Command command, string[] words)
    {
        bool options = true, value = false;
        foreach (string word in words)
        {
            options &= word != "--";
            if (options && !value && word.Length > 1 && word[^1] is '=' or ':' && Option(command, word[..^1]) is not null)
            {
                yield return word[..^1];
                yield return "";
                continue;
            }

            // What follows an option that needs a value is its value, however it looks
            value = options && !value && Option(command, word) is { Arity.MinimumNumberOfValues: > 0 };
            command = command.Subcommands.FirstOrDefault(verb => verb.Name == word || verb.Aliases.Contains(word)) ?? command;
            yield return word;
        }
    }

    private static Option? Option(Command command, string name) =>
        command.Options.FirstOrDefault(option => option.Name == name || option.Aliases.Contains(name));
}
