using System.Diagnostics;
using System.Runtime.Versioning;
using Tinpot.Faults.Tests.Outages;

namespace Tinpot.Faults.Tests;

/// <summary>Data folders that a host without rights cannot use: it ends with one sentence that says why.</summary>
[SupportedOSPlatform("linux")]
public sealed class DataFolderTests
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly int _user = TestActionsProgram.NewUser();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Read_only_bind_mount(bool used)
    {
        using TestFolder folder = Folder();
        string data = await NewDataAsync(folder, used), mount = Directory.CreateDirectory(folder.File("mount")).FullName;
        Run("mount", "--bind", data, mount);
        try
        {
            Run("mount", "-o", "remount,ro,bind", mount);
            await AssertRefusedAsync(folder, mount, "is on a read-only file system");
        }
        finally
        {
            Run("umount", "--lazy", mount);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Full_file_system(bool used)
    {
        using TestFolder folder = Folder();
        using var disk = new SmallDisk(mebibytes: 2);
        File.SetUnixFileMode(disk.Path, (UnixFileMode)0b111_111_111);
        string data = Path.Combine(disk.Path, "data");
        if (used)
            await UseAsync(folder, data);
        disk.Fill();

        await AssertRefusedAsync(folder, data, "is full");

        disk.Free();
        await UseAsync(folder, data);
    }

    [Theory]
    [InlineData("nobody")]
    [InlineData("others may read")]
    [InlineData("may not write it")]
    [InlineData("may not enter it")]
    [InlineData("above it")]
    public async Task Folder_without_rights(string rights)
    {
        using TestFolder folder = Folder();
        string data = await NewDataAsync(folder, used: rights.StartsWith("may", StringComparison.Ordinal));
        switch (rights)
        {
            case "nobody":
                Own(data, 0, "0700");
                break;
            case "others may read":
                Own(data, 0, "0755");
                break;
            case "may not write it":
                Own(data, _user, "0500");
                File.Delete(Path.Combine(data, "host.lock"));
                break;
            case "may not enter it":
                Own(data, _user, "0600");
                break;
            default:
                Own(data, 0, "0755");
                data = Path.Combine(data, "below");
                break;
        }

        await AssertRefusedAsync(folder, data, "chown", "may not");
    }

    [Theory]
    [InlineData("tinpot.db")]
    [SoakData("tinpot.db-wal")]
    [SoakData("tinpot.db-shm")]
    [InlineData("host.lock")]
    [SoakData("host.pid")]
    [InlineData("key")]
    public async Task File_of_another_user(string file)
    {
        foreach (string mode in (string[])["0600", "0644"])
        {
            using TestFolder folder = Folder();
            string data = await NewDataAsync(folder, used: true);
            string path = Path.Combine(data, file);
            if (!File.Exists(path))
                await File.WriteAllTextAsync(path, "");
            Own(path, TestActionsProgram.NewUser(), mode);
            // A key is only read
            if (file == "key" && mode == "0644")
                continue;

            await AssertRefusedAsync(folder, data, path, "chown");
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Folder_that_a_host_of_another_user_works_on_or_has_left(bool running)
    {
        using TestFolder folder = Folder();
        string data = Directory.CreateDirectory(folder.File("data")).FullName;
        Own(data, 0, "0777");
        await using HostProcess host = await HostProcess.StartAsync(TestActionsProgram.Unprivileged(), folder.Path, slots: 1, ("TINPOT_DATA", data));
        if (!running)
        {
            host.Terminate();
            Assert.Equal(0, await host.ExitAsync());
        }

        await AssertRefusedAsync(folder, data, "chown");
    }

    [Fact]
    public async Task In_use_is_said_when_it_is()
    {
        using TestFolder folder = Folder();
        string data = await NewDataAsync(folder, used: false);
        await using HostProcess host = await HostProcess.StartAsync(TestActionsProgram.Unprivileged(_user), folder.Path, slots: 1, ("TINPOT_DATA", data));

        await AssertRefusedAsync(folder, data, $"is in use by another host, process {host.Id}");
    }

    [Fact]
    public async Task Files_are_their_owner_s_alone_whatever_the_umask()
    {
        using TestFolder folder = Folder();
        string data = folder.File("data");
        HostProgram program = TestActionsProgram.Unprivileged(_user);
        await using HostProcess host = await HostProcess.StartAsync(
            program with { Prefix = [.. program.Prefix, "sh", "-c", "umask 0; exec \"$@\"", "sh"] }, folder.Path, slots: 1);
        await host.Client.RunAsync("echo", new { text = "said" });

        Assert.Equal(OwnerOnly | UnixFileMode.UserExecute, File.GetUnixFileMode(data));
        string[] files = Directory.GetFiles(data, "*", SearchOption.AllDirectories);
        Assert.Superset(new HashSet<string> { "tinpot.db", "tinpot.db-wal", "tinpot.db-shm", "host.lock", "host.pid", "key" }, files.Select(file => Path.GetFileName(file)).ToHashSet());
        Assert.All(files, file => Assert.Equal((file, OwnerOnly), (file, File.GetUnixFileMode(file))));
    }

    private async Task AssertRefusedAsync(TestFolder folder, string data, params string[] words)
    {
        await using HostProcess host = HostProcess.Launch(TestActionsProgram.Unprivileged(_user), folder.Path, slots: 1, ("TINPOT_DATA", data));

        Assert.Equal(3, await host.ExitAsync());
        await Eventually.TrueAsync(() => host.Output.Contains(data, StringComparison.Ordinal), "the sentence is read");
        string sentence = Assert.Single(host.Output.Split('\n'), line => !line.Contains("WARNING", StringComparison.Ordinal));
        Assert.All(words, word => Assert.Contains(word, sentence, StringComparison.Ordinal));
        if (!words.Any(word => word.Contains("in use", StringComparison.Ordinal)))
            Assert.DoesNotContain("in use", sentence, StringComparison.Ordinal);
    }

    private static TestFolder Folder()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "Only root can start a process as another user and mount file systems.");
        return TestFolder.ForEveryone();
    }

    private async Task<string> NewDataAsync(TestFolder folder, bool used)
    {
        string data = Directory.CreateDirectory(folder.File("data")).FullName;
        Own(data, _user, "0700");
        if (used)
            await UseAsync(folder, data);
        return data;
    }

    /// <summary>Has a host make, or use, the store.</summary>
    private async Task UseAsync(TestFolder folder, string data)
    {
        await using HostProcess host = await HostProcess.StartAsync(TestActionsProgram.Unprivileged(_user), folder.Path, slots: 1, ("TINPOT_DATA", data));
        Assert.Equal("SUCCESS", (await host.Client.RunAsync("echo", new { text = "said" })).State());
        host.Terminate();
        Assert.Equal(0, await host.ExitAsync());
    }

    private static void Own(string path, int user, string mode)
    {
        Run("chown", $"{user}:{user}", path);
        Run("chmod", mode, path);
    }

    private static void Run(string program, params string[] arguments)
    {
        using Process process = Process.Start(program, arguments);
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
    }
}
