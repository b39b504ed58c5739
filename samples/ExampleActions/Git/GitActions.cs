using System.Globalization;
using Tinpot;

namespace ExampleActions;

/// <summary>Looking at repositories. These actions are real: they run git, and change nothing.</summary>
[ActionGroup("System")]
public static class GitActions
{
    /// <summary>Count the commits and the changed lines of each author on the current branch of a repository.</summary>
    /// <param name="repository">Directory of the repository on the machine that runs the action</param>
    /// <param name="days">How far back to look</param>
    /// <param name="cancel">Ends git</param>
    /// <returns>Most commits first; nobody when there were none. Merges count as commits without lines</returns>
    [Action]
    public static async Task<AuthorSummary[]> GitSummaryAsync(
        string repository, [Range(1, 36_500)] int days = 30, CancellationToken cancel = default)
    {
        if (Tree.Open(repository) is not DirectoryInfo directory)
        {
            throw new ArgumentException($"{repository} is a file: give the directory of a repository.");
        }

        // A repository's own settings must not make git run other programs
        var git = await Shell.RunAsync(
            "git",
            [
                "-C", directory.FullName,
                "-c", "log.showSignature=false",
                "log",
                string.Create(CultureInfo.InvariantCulture, $"--since={days}.days"),
                "--shortstat", "--no-ext-diff", "--no-textconv", "--no-color",
                $"--format={CommitLog.AuthorMark}%aN",
            ],
            cancel);

        return git.OutputTruncated
            ? throw new InvalidOperationException($"There are too many commits in {days} days to count: ask for fewer days.")
            : CommitLog.Summarise(git.Output);
    }
}
