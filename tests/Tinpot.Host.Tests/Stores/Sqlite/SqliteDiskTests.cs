using System.Runtime.Versioning;
using Microsoft.Extensions.Logging;
using Tinpot.Executions;
using Tinpot.Host.Tests.Stores.Redis.Connecting;
using Tinpot.Stores.Sqlite;

namespace Tinpot.Host.Tests.Stores.Sqlite;

/// <summary>Disks that are full or cannot be written, files that vanish, and the modes of files.</summary>
[SupportedOSPlatform("linux")]
public sealed class SqliteDiskTests
{
    private static ExecutionSubmission Large => Given.Submission() with { Arguments = "{\"x\":\""u8.ToArray().Concat(Enumerable.Repeat((byte)'x', 100_000)).Concat("\"}"u8.ToArray()).ToArray() };

    [Fact]
    public async Task Full_disk_refuses_work_and_probes_and_goes_on_when_there_is_room()
    {
        using var disk = new TmpfsMount("size=8m");
        await using var harness = new SqliteHarness { Options = new SqliteStoreOptions { Folder = Path.Combine(disk.Folder, "data") } };
        await harness.OpenStoreAsync();
        Lease running = (await harness.StartAsync()).Lease;
        disk.Fill();

        StoreUnavailableException? refused = null;
        for (int i = 0; i < 100 && refused is null; i++)
            refused = await RefusedAsync(() => harness.SubmitAsync(Large));
        Assert.Contains("is full. Free some space", refused?.Message);
        refused = null;
        for (int i = 0; i < 100 && refused is null; i++)
            refused = await RefusedAsync(() => harness.Work.ProbeWriteAsync(default));
        Assert.Contains("is full. Free some space", refused?.Message);

        disk.Free();
        await harness.Work.ProbeWriteAsync(default);
        await harness.SubmitAsync(Large);
        await harness.FinishAsync(running, Given.Outcome(ExecutionState.SUCCESS));
    }

    [Fact]
    public async Task Start_on_a_full_disk_says_so()
    {
        using var disk = new TmpfsMount("size=1m");
        string folder = Path.Combine(disk.Folder, "data");
        Directory.CreateDirectory(folder);
        disk.Fill();
        Assert.Contains("is full. Free some space", (await RefusedAsync(folder)).Message);
        disk.Free();

        // With the files of a former host
        await (await SqliteStore.OpenAsync(new SqliteStoreOptions { Folder = folder })).DisposeAsync();
        disk.Fill();
        Assert.Contains("is full. Free some space", (await RefusedAsync(folder)).Message);
        disk.Free();
        await (await SqliteStore.OpenAsync(new SqliteStoreOptions { Folder = folder })).DisposeAsync();
    }

    [Fact]
    public async Task Start_without_inodes_says_so()
    {
        using var disk = new TmpfsMount("size=8m,nr_inodes=6");
        string folder = Path.Combine(disk.Folder, "data");
        Directory.CreateDirectory(folder);
        for (int i = 0; i < 4; i++)
            await File.WriteAllTextAsync(Path.Combine(folder, $"{i}"), "");
        Assert.Contains("no free inodes", (await RefusedAsync(folder)).Message);
        File.Delete(Path.Combine(folder, "0"));
        File.Delete(Path.Combine(folder, "1"));
        // Enough for the lock, too few for the database and what is beside it
        Assert.Contains("no free inodes", (await RefusedAsync(folder)).Message);
    }

    [Fact]
    public async Task Start_without_an_inode_for_the_folder_says_so()
    {
        using var disk = new TmpfsMount("size=8m,nr_inodes=3");
        for (int i = 0; i < 2; i++)
            await File.WriteAllTextAsync(Path.Combine(disk.Folder, $"{i}"), "");

        Assert.Contains("no free inodes", (await RefusedAsync(Path.Combine(disk.Folder, "data"))).Message);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Start_on_a_read_only_file_system_says_so(bool used)
    {
        using var disk = new TmpfsMount("size=8m");
        string folder = Path.Combine(disk.Folder, "data");
        Directory.CreateDirectory(folder);
        if (used)
        {
            await (await SqliteStore.OpenAsync(new SqliteStoreOptions { Folder = folder })).DisposeAsync();
            await File.WriteAllTextAsync(Path.Combine(folder, "host.pid"), "5521");
        }

        disk.Remount("ro");
        StoreUnavailableException refused = await RefusedAsync(folder);
        Assert.Contains("read-only file system", refused.Message);
        Assert.Contains("TINPOT_DATA", refused.Message);
        Assert.DoesNotContain("in use", refused.Message);
    }

    [Fact]
    public async Task File_system_that_becomes_read_only_is_named_and_goes_on_when_it_is_not()
    {
        using var disk = new TmpfsMount("size=8m");
        await using var harness = new SqliteHarness { Options = new SqliteStoreOptions { Folder = Path.Combine(disk.Folder, "data") } };
        await harness.OpenStoreAsync();
        await harness.CloseStoreAsync();
        disk.Remount("ro");
        await Assert.ThrowsAsync<StoreUnavailableException>(harness.OpenStoreAsync);
        disk.Remount("rw");
        await harness.OpenStoreAsync();
        await harness.SubmitAsync(Given.Submission());
    }

    public static TheoryData<int, string> Numbers => new()
    {
        { 30, "read-only file system" },
        { 24, "too many files open. Raise its limit" },
        { 23, "This machine has too many files open" },
        { 122, "quota" },
        { 27, "ulimit -f" },
        { 5, "input/output error" },
        { 20, "cannot be used" },
    };

    [Theory]
    [MemberData(nameof(Numbers))]
    public void Trouble_is_told_by_its_number(int number, string words)
    {
        string sentence = DataFolderErrors.Explain(new IOException("something", number), "/data");
        Assert.Contains(words, sentence);
        Assert.DoesNotContain("in use", sentence);
    }

    [Fact]
    public void Missing_rights_are_told() =>
        Assert.Contains("This user may not write", DataFolderErrors.Explain(new UnauthorizedAccessException("x"), "/data"));

    /// <summary>As when somebody cleans the folder up: what follows would be in a file that nobody finds after a crash.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Log_that_vanishes_is_noticed_and_what_it_held_is_kept(bool replaced)
    {
        await using SqliteHarness harness = await SqliteHarness.OpenAsync();
        ExecutionSubmission accepted = Given.Submission();
        await harness.SubmitAsync(accepted);
        string log = Path.Combine(harness.Folder, "tinpot.db-wal"), away = harness.Folder + "-log";
        File.Move(log, away);
        if (replaced)
            File.WriteAllBytes(log, []);

        StoreUnavailableException gone = await Assert.ThrowsAsync<StoreUnavailableException>(() => harness.SubmitAsync(Given.Submission()));
        Assert.Contains("tinpot.db-wal", gone.Message, StringComparison.Ordinal);

        // As after a power cut
        await using var copy = new SqliteHarness();
        File.Copy(Path.Combine(harness.Folder, "tinpot.db"), Path.Combine(copy.Folder, "tinpot.db"));
        await copy.OpenStoreAsync();
        Assert.NotNull(await copy.Client.FindAsync(accepted.Id, CancellationToken.None));

        File.Move(away, log, overwrite: true);
        await harness.SubmitAsync(Given.Submission());
    }

    [Theory]
    [InlineData("deleted")]
    [InlineData("replaced")]
    [InlineData("folder moved")]
    public async Task File_that_vanishes_is_noticed_and_may_come_back(string how)
    {
        await using SqliteHarness harness = await SqliteHarness.OpenAsync();
        await harness.SubmitAsync(Given.Submission());
        string file = Path.Combine(harness.Folder, "tinpot.db"), away = harness.Folder + "-away";
        if (how == "folder moved")
            Directory.Move(harness.Folder, away);
        else
            File.Move(file, away);
        if (how == "replaced")
            File.Copy(away, file);

        Assert.Contains("deleted or replaced", (await Assert.ThrowsAsync<StoreUnavailableException>(() => harness.Work.ProbeWriteAsync(default))).Message);
        Assert.Contains("deleted or replaced", (await Assert.ThrowsAsync<StoreUnavailableException>(() => harness.SubmitAsync(Given.Submission()))).Message);
        if (how == "deleted")
            Assert.False(File.Exists(file));

        if (how == "folder moved")
            Directory.Move(away, harness.Folder);
        else
            File.Move(away, file, overwrite: true);
        await harness.Work.ProbeWriteAsync(default);
        await harness.SubmitAsync(Given.Submission());
    }

    [Fact]
    public async Task Files_are_for_their_owner_only_in_a_folder_that_is_open_to_others()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such modes.");
        await using var harness = new SqliteHarness();
        var log = new ListLogger<SqliteStore>();
        harness.Options = harness.Options with { Logger = log };
        const UnixFileMode Open = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
            | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;
        File.SetUnixFileMode(harness.Folder, Open);
        for (int i = 0; i < 2; i++)
        {
            await harness.OpenStoreAsync();
            await harness.SubmitAsync(Given.Submission());
            string[] files = Directory.GetFiles(harness.Folder);
            Assert.Superset(new HashSet<string> { "tinpot.db", "tinpot.db-wal", "tinpot.db-shm", "host.lock", "host.pid" }, files.Select(file => Path.GetFileName(file)).ToHashSet());
            foreach (string file in files)
                Assert.Equal((file, UnixFileMode.UserRead | UnixFileMode.UserWrite), (file, File.GetUnixFileMode(file)));
            await harness.CloseStoreAsync();

            // As an earlier version left them, which wrote no .gitignore
            foreach (string file in Directory.GetFiles(harness.Folder).Where(file => Path.GetFileName(file) != ".gitignore"))
                File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
        }

        Assert.Equal(2, log.At(LogLevel.Warning).Count(line => line.Contains("mode 0755") && line.Contains("chmod 700")));
        File.SetUnixFileMode(harness.Folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        await harness.OpenStoreAsync();
        Assert.Equal(2, log.At(LogLevel.Warning).Count());
    }

    private static Task<StoreUnavailableException> RefusedAsync(string folder) =>
        Assert.ThrowsAsync<StoreUnavailableException>(async () => await (await SqliteStore.OpenAsync(new SqliteStoreOptions { Folder = folder })).DisposeAsync());

    private static async Task<StoreUnavailableException?> RefusedAsync(Func<Task> work)
    {
        try
        {
            await work();
            return null;
        }
        catch (StoreUnavailableException error)
        {
            return error;
        }
    }
}
