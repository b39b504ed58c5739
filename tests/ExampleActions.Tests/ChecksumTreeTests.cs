using Tinpot;

namespace ExampleActions.Tests;

public sealed class ChecksumTreeTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_digest_is_the_one_that_the_standard_tools_give()
    {
        // Each name sorts differently by culture, by UTF-16, by directory or as sha256sum escapes it
        string[] names =
        [
            "a.txt", "a/b.txt", "a/z/1", "a-b", "A", "é", "z", "\uFFEE", "\U0001F600", "with space", "line\nfeed", "back\\slash",
        ];
        foreach (var name in names)
        {
            _folder.Write(name, $"content of {name}");
        }

        _folder.Write("empty", "");
        File.CreateSymbolicLink($"{_folder.Path}/link", $"{_folder.Path}/z");

        var checksum = FilesystemActions.ChecksumTree(_folder.Path);

        var tools = await Shell.RunAsync(
            "bash",
            ["-c", "cd \"$1\" && find . -type f -printf '%P\\0' | LC_ALL=C sort -z | xargs -0 sha256sum | sha256sum", "bash", _folder.Path]);
        Assert.Equal(names.Length + 1, checksum.Files);
        Assert.Equal(tools.Output.Split(' ')[0], checksum.Digest);
    }

    [Fact]
    public void Equal_trees_have_equal_digests_wherever_they_are()
    {
        using var other = new TemporaryFolder();
        _folder.Write("a/b", "1");
        other.Write("a/b", "1");

        Assert.Equal(FilesystemActions.ChecksumTree(_folder.Path), FilesystemActions.ChecksumTree(other.Path));
    }

    [Theory]
    [InlineData("a/b", "2")]
    [InlineData("a/c", "1")]
    [InlineData("ab", "1")]
    public void Another_path_or_another_content_is_another_digest(string file, string content)
    {
        using var other = new TemporaryFolder();
        _folder.Write("a/b", "1");
        other.Write(file, content);

        Assert.NotEqual(FilesystemActions.ChecksumTree(_folder.Path).Digest, FilesystemActions.ChecksumTree(other.Path).Digest);
    }

    [Theory]
    [InlineData(ChecksumAlgorithm.Sha256, 64)]
    [InlineData(ChecksumAlgorithm.Sha384, 96)]
    [InlineData(ChecksumAlgorithm.Sha512, 128)]
    public void The_algorithm_decides_the_length(ChecksumAlgorithm algorithm, int digits)
    {
        _folder.Write("file", "1");

        Assert.Equal(digits, FilesystemActions.ChecksumTree(_folder.Path, algorithm).Digest.Length);
    }

    [Fact]
    public void Progress_rises_to_one()
    {
        _folder.Write("large", new string('x', 3 << 20));
        _folder.Write("small", "1");
        var progress = new Recorder();

        var checksum = FilesystemActions.ChecksumTree(_folder.Path, progress: progress);

        Assert.Equal((3 << 20) + 1, checksum.Bytes);
        Assert.True(progress.Fractions.Count > 2);
        Assert.Equal(progress.Fractions.Order(), progress.Fractions);
        Assert.Equal(1, progress.Fractions[^1]);
    }

    [Fact]
    public async Task A_named_pipe_does_not_stop_it()
    {
        _folder.Write("file", "1");
        await Shell.RunAsync("mkfifo", [$"{_folder.Path}/pipe"]);

        var checksum = await Task.Run(() => FilesystemActions.ChecksumTree(_folder.Path)).WaitAsync(TimeSpan.FromSeconds(30));

        Assert.Equal(1, checksum.Bytes);
    }

    [Fact]
    public void A_path_that_does_not_exist_is_named()
    {
        var problem = Assert.Throws<ArgumentException>(() => FilesystemActions.ChecksumTree($"{_folder.Path}/missing"));

        Assert.Contains($"{_folder.Path}/missing", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_cancelled_token_ends_it()
    {
        _folder.Write("file.txt", "12345");

        Assert.Throws<OperationCanceledException>(
            () => FilesystemActions.ChecksumTree(_folder.Path, cancel: new CancellationToken(canceled: true)));
    }

    private sealed class Recorder : IProgress<double>
    {
        public List<double> Fractions { get; } = [];

        public void Report(double value) => Fractions.Add(value);
    }
}
