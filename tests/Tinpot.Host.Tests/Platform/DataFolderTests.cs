using Tinpot.Platform;

namespace Tinpot.Host.Tests.Platform;

/// <summary>What keeps the data out of a repository it lies in.</summary>
public sealed class DataFolderTests : IDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly string _root = Directory.CreateTempSubdirectory("tinpot-").FullName;

    private string Folder => Path.Combine(_root, ".tinpot");

    private string IgnoreFile => Path.Combine(Folder, ".gitignore");

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void A_folder_that_is_made_is_ignored_by_git()
    {
        DataFolder.Create(Folder);

        Assert.Equal("*\n", File.ReadAllText(IgnoreFile));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(OwnerOnly, File.GetUnixFileMode(IgnoreFile));
            Assert.Equal(OwnerOnly | UnixFileMode.UserExecute, File.GetUnixFileMode(Folder));
        }
    }

    /// <summary>Made by hand, a volume, or by a version that had no such file.</summary>
    [Theory]
    [InlineData]
    [InlineData("tinpot.db", "tinpot.db-wal", "tinpot.db-shm", "key", "host.lock", "host.pid")]
    [InlineData("tinpot.db.backup", "lost+found")]
    public void A_folder_that_is_found_without_it_gets_it(params string[] files)
    {
        Fill(files);

        DataFolder.Create(Folder);

        Assert.Equal("*\n", File.ReadAllText(IgnoreFile));
    }

    [Theory]
    [InlineData("")]
    [InlineData("!key\n")]
    public void One_that_is_there_is_left_alone(string content)
    {
        Fill();
        File.WriteAllText(IgnoreFile, content);

        DataFolder.Create(Folder);

        Assert.Equal(content, File.ReadAllText(IgnoreFile));
    }

    [Fact]
    public void A_link_that_leads_nowhere_is_left_alone()
    {
        Fill();
        File.CreateSymbolicLink(IgnoreFile, Path.Combine(_root, "nowhere"));

        DataFolder.Create(Folder);

        Assert.False(File.Exists(Path.Combine(_root, "nowhere")));
    }

    /// <summary>With TINPOT_DATA=. it would hide the whole repository from git.</summary>
    [Theory]
    [InlineData("Program.cs")]
    [InlineData(".git")]
    public void A_folder_with_files_of_others_gets_none(string other)
    {
        Fill("tinpot.db", other);

        DataFolder.Create(Folder);

        Assert.False(File.Exists(IgnoreFile));
    }

    private void Fill(params string[] files)
    {
        Directory.CreateDirectory(Folder);
        foreach (string file in files)
            File.WriteAllText(Path.Combine(Folder, file), "");
    }
}
