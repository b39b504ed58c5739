namespace ExampleActions.Tests;

public sealed class DiskUsageTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Each_entry_counts_all_levels_below_it()
    {
        _folder.Write("top.txt", "12345");
        _folder.Write("a/one.txt", "1");
        _folder.Write("a/deep/deeper/two.txt", "12");
        _folder.Write("b/three.txt", "123");

        Assert.Equal(
            [
                new DirectoryUsage(_folder.Path, Bytes: 11, Files: 4),
                new DirectoryUsage($"{_folder.Path}/a", Bytes: 3, Files: 2),
                new DirectoryUsage($"{_folder.Path}/b", Bytes: 3, Files: 1),
            ],
            FilesystemActions.DiskUsage(_folder.Path));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 2)]
    [InlineData(2, 3)]
    [InlineData(9, 4)]
    public void Depth_limits_the_entries_but_not_the_counting(int depth, int entries)
    {
        _folder.Write("a/b/c/file.txt", "12345");

        var usages = FilesystemActions.DiskUsage(_folder.Path, depth);

        Assert.Equal(entries, usages.Length);
        Assert.All(usages, usage => Assert.Equal(5, usage.Bytes));
    }

    [Fact]
    public void Symbolic_links_are_neither_followed_nor_counted()
    {
        _folder.Write("real/file.txt", "12345");
        Directory.CreateSymbolicLink($"{_folder.Path}/loop", _folder.Path);
        Directory.CreateSymbolicLink($"{_folder.Path}/root", "/");
        File.CreateSymbolicLink($"{_folder.Path}/link.txt", $"{_folder.Path}/real/file.txt");
        File.CreateSymbolicLink($"{_folder.Path}/dangling", "/nowhere/at/all");

        Assert.Equal(
            [new DirectoryUsage(_folder.Path, Bytes: 5, Files: 1), new DirectoryUsage($"{_folder.Path}/real", Bytes: 5, Files: 1)],
            FilesystemActions.DiskUsage(_folder.Path));
    }

    [Fact]
    public void A_file_is_one_entry()
    {
        _folder.Write("file.txt", "12345");

        Assert.Equal(
            [new DirectoryUsage($"{_folder.Path}/file.txt", Bytes: 5, Files: 1)],
            FilesystemActions.DiskUsage($"{_folder.Path}/file.txt"));
    }

    [Fact]
    public void A_path_that_does_not_exist_is_named()
    {
        var problem = Assert.Throws<ArgumentException>(() => FilesystemActions.DiskUsage($"{_folder.Path}/missing"));

        Assert.Contains($"{_folder.Path}/missing", problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("a\0b")]
    public void What_is_no_path_is_refused(string path) =>
        Assert.Throws<ArgumentException>(() => FilesystemActions.DiskUsage(path));

    [Fact]
    public void A_path_that_is_a_link_is_refused_with_its_target()
    {
        _folder.Write("real/file.txt", "12345");
        Directory.CreateSymbolicLink($"{_folder.Path}/link", $"{_folder.Path}/real");

        var problem = Assert.Throws<ArgumentException>(() => FilesystemActions.DiskUsage($"{_folder.Path}/link/"));

        Assert.Contains($"give its target, {_folder.Path}/real", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_cancelled_token_ends_it()
    {
        _folder.Write("file.txt", "12345");

        Assert.Throws<OperationCanceledException>(
            () => FilesystemActions.DiskUsage(_folder.Path, cancel: new CancellationToken(canceled: true)));
    }
}
