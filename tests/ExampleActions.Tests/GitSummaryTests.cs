using System.Globalization;
using Tinpot;

namespace ExampleActions.Tests;

public sealed class GitSummaryTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Commits_and_lines_are_counted_by_author()
    {
        await GitAsync("init", "--quiet");
        await CommitAsync("Ada", "one.txt", "1\n2\n3\n", daysAgo: 3);
        await CommitAsync("Grace", "two.txt", "1\n", daysAgo: 2);
        await CommitAsync("Ada", "one.txt", "1\n", daysAgo: 1);

        Assert.Equal(
            [new AuthorSummary("Ada", Commits: 2, Added: 3, Removed: 2), new AuthorSummary("Grace", Commits: 1, Added: 1, Removed: 0)],
            await GitActions.GitSummaryAsync(_folder.Path));
    }

    [Fact]
    public async Task Older_commits_do_not_count()
    {
        await GitAsync("init", "--quiet");
        await CommitAsync("Ada", "one.txt", "1\n", daysAgo: 40);
        await CommitAsync("Grace", "two.txt", "1\n", daysAgo: 20);

        Assert.Equal(["Grace"], (await GitActions.GitSummaryAsync(_folder.Path)).Select(author => author.Author));
        Assert.Equal(["Ada", "Grace"], (await GitActions.GitSummaryAsync(_folder.Path, days: 50)).Select(author => author.Author));
        Assert.Empty(await GitActions.GitSummaryAsync(_folder.Path, days: 1));
    }

    [Fact]
    public async Task An_author_may_be_called_anything()
    {
        const string author = "by 5 insertions(+) $(id) --help";
        await GitAsync("init", "--quiet");
        await CommitAsync(author, "one.txt", "1\n", daysAgo: 1);

        Assert.Equal([new AuthorSummary(author, Commits: 1, Added: 1, Removed: 0)], await GitActions.GitSummaryAsync(_folder.Path));
    }

    [Fact]
    public async Task A_directory_that_is_no_repository_fails_with_the_words_of_git()
    {
        var problem = await Assert.ThrowsAsync<ShellException>(() => GitActions.GitSummaryAsync(_folder.Path));

        Assert.Contains("not a git repository", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_path_that_does_not_exist_is_named()
    {
        var problem = await Assert.ThrowsAsync<ArgumentException>(() => GitActions.GitSummaryAsync($"{_folder.Path}/missing"));

        Assert.Contains($"{_folder.Path}/missing", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_is_no_repository()
    {
        _folder.Write("file.txt", "");

        await Assert.ThrowsAsync<ArgumentException>(() => GitActions.GitSummaryAsync($"{_folder.Path}/file.txt"));
    }

    private async Task CommitAsync(string author, string file, string content, int daysAgo)
    {
        _folder.Write(file, content);
        await GitAsync("add", file);
        var date = DateTimeOffset.UtcNow.AddDays(-daysAgo).AddMinutes(1).ToString("O", CultureInfo.InvariantCulture);
        await Shell.RunAsync(
            "env",
            [
                $"GIT_AUTHOR_NAME={author}", $"GIT_COMMITTER_NAME={author}", "GIT_AUTHOR_EMAIL=a@example.org",
                "GIT_COMMITTER_EMAIL=a@example.org", $"GIT_AUTHOR_DATE={date}", $"GIT_COMMITTER_DATE={date}",
                "git", "-C", _folder.Path, "commit", "--quiet", "--message", "A change",
            ]);
    }

    private Task GitAsync(params string[] arguments) => Shell.RunAsync("git", ["-C", _folder.Path, .. arguments]);
}
