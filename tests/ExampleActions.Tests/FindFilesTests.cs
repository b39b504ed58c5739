namespace ExampleActions.Tests;

public sealed class FindFilesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Every_level_is_searched_and_links_are_not()
    {
        _folder.Write("a.log", "1");
        _folder.Write("deep/deeper/b.log", "12");
        _folder.Write("deep/c.txt", "123");
        Directory.CreateSymbolicLink($"{_folder.Path}/loop", _folder.Path);
        File.CreateSymbolicLink($"{_folder.Path}/link.log", $"{_folder.Path}/a.log");

        Assert.Equal(["a.log 1", "deep/deeper/b.log 2"], await FindAsync("*.log"));
        Assert.Equal(["deep/c.txt 3"], await FindAsync("?.txt"));
    }

    [Fact]
    public async Task Size_counts_from_whole_kibibytes()
    {
        _folder.Write("small", new string('x', 1023));
        _folder.Write("large", new string('x', 1024));

        Assert.Equal(["large 1024"], await FindAsync("*", minKib: 1));
        Assert.Equal(["large 1024", "small 1023"], await FindAsync("*"));
    }

    [Fact]
    public async Task Files_appear_while_it_searches_and_cancelling_ends_it()
    {
        _folder.Write("one/a", "1");
        _folder.Write("two/b", "2");
        using var cancel = new CancellationTokenSource();
        await using var files = FilesystemActions.FindFiles(_folder.Path, cancel: cancel.Token).GetAsyncEnumerator();

        Assert.True(await files.MoveNextAsync());
        await cancel.CancelAsync();
        await Assert.ThrowsAsync<OperationCanceledException>(async () => await files.MoveNextAsync());
    }

    [Fact]
    public async Task File_is_no_place_to_search()
    {
        _folder.Write("file", "1");

        var problem = await Assert.ThrowsAsync<ArgumentException>(() => FilesystemActions.FindFiles($"{_folder.Path}/file").ToArrayAsync().AsTask());
        Assert.EndsWith("give a directory.", problem.Message, StringComparison.Ordinal);
    }

    private async Task<string[]> FindAsync(string name, int minKib = 0) =>
        [.. (await FilesystemActions.FindFiles(_folder.Path, name, minKib).ToArrayAsync())
            .Select(file => $"{Path.GetRelativePath(_folder.Path, file.Path)} {file.Bytes}").Order(StringComparer.Ordinal)];
}
