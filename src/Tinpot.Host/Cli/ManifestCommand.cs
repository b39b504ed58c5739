using System.CommandLine;
using System.Text.Json;
using Tinpot.Manifests;
using Tinpot.Platform.Json;
using Tinpot.Settings;

namespace Tinpot.Cli;

/// <summary><c>manifest</c>: what the actions promise, for a file that is checked in and compared at every build.</summary>
internal static class ManifestCommand
{
    private const string Accept = "dotnet run -- manifest --write";

    public static Command Create(IActionCatalog catalog, Terminal terminal)
    {
        Option<string?> write = FileOption("--write", $"Write it to {ManifestDocument.FileName} in the project's folder, or to a file.");
        Option<string?> check = FileOption("--check", "Print the differences and exit with 1 if that file differs from the program.");
        var command = new Command("manifest", "Print the contracts of the actions: parameters, results and contract hashes.") { write, check };
        command.Validators.Add(result =>
        {
            if (result.GetResult(write) is not null && result.GetResult(check) is not null)
                result.AddError("--write and --check cannot be combined.");
        });
        command.SetAction(parsed =>
        {
            try
            {
                return parsed.GetResult(write) is not null ? Write(catalog, terminal, parsed.GetValue(write))
                    : parsed.GetResult(check) is not null ? Check(catalog, terminal, parsed.GetValue(check))
                    : Print(catalog, terminal);
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException or FormatException)
            {
                terminal.Error.WriteLine(error.Message);
                return ExitCode.Usage;
            }
        });
        return command;
    }

    private static Option<string?> FileOption(string name, string description) =>
        new(name) { Description = description, HelpName = "path", Arity = ArgumentArity.ZeroOrOne };

    private static int Print(IActionCatalog catalog, Terminal terminal)
    {
        terminal.Out.Write(ManifestDocument.Of(catalog));
        return ExitCode.Success;
    }

    private static int Write(IActionCatalog catalog, Terminal terminal, string? named)
    {
        string path = Find(named);
        bool changed = ManifestFile.Write(path, ManifestDocument.Of(catalog));
        int count = catalog.Names.Count;
        terminal.Error.WriteLine($"{(changed ? "Wrote" : "Nothing changed in")} {path}: {count} {(count == 1 ? "action" : "actions")}.");
        return ExitCode.Success;
    }

    private static int Check(IActionCatalog catalog, Terminal terminal, string? named)
    {
        string path = Find(named);
        if (!File.Exists(path))
        {
            terminal.Error.WriteLine($"{path} does not exist. Write it with '{Accept}' and commit it.");
            return ExitCode.Failed;
        }

        string manifest = ManifestDocument.Of(catalog);
        string written = File.ReadAllText(path).ReplaceLineEndings("\n");
        if (written == manifest)
            return ExitCode.Success;
        foreach (string difference in Differences(path, written, manifest))
            terminal.Error.WriteLine(difference);
        terminal.Error.WriteLine($"{path} differs from the actions of the program. If the change is intended, accept it with '{Accept}'.");
        return ExitCode.Failed;
    }

    private static IReadOnlyList<string> Differences(string path, string written, string manifest)
    {
        try
        {
            using JsonDocument before = JsonInput.Parse(written, JsonLimits.Schemas);
            using JsonDocument after = JsonInput.Parse(manifest, JsonLimits.Schemas);
            IReadOnlyList<string> found = ManifestDifferences.Between(before.RootElement, after.RootElement);
            return found.Count > 0 ? found : ["The content is the same, but the text has another form."];
        }
        catch (JsonException malformed)
        {
            throw new FormatException($"{path} is not JSON: {malformed.Message} Write it again with '{Accept}'.", malformed);
        }
    }

    private static string Find(string? named) =>
        ManifestFile.Find(named, AppContext.BaseDirectory, Environment.CurrentDirectory) ?? throw new IOException(
            $"No folder above {AppContext.BaseDirectory} or {Environment.CurrentDirectory} has a project. Name the file: 'manifest --write path/to/{ManifestDocument.FileName}'.");
}
