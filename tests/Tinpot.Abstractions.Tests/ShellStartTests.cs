using System.Diagnostics;
using System.Globalization;
using System.Runtime.Versioning;
using Tinpot.Runtime;

namespace Tinpot.Abstractions.Tests;

/// <summary>A program starts as a shell would start it: found by the PATH, with the usual signals and limits.</summary>
[SupportedOSPlatform("linux")]
public sealed class ShellStartTests : IDisposable
{
    private const UnixFileMode Executable = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private readonly string _folder = Directory.CreateTempSubdirectory("tinpot-shell-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_file_in_the_working_folder_does_not_shadow_a_program_of_the_path(bool executable)
    {
        string[] shadows = [.. Folders().Select(folder => Write(Path.Combine(folder, "uname"), executable))];
        try
        {
            Assert.Equal("Linux\n", (await Shell.RunAsync("uname", [])).Output);
        }
        finally
        {
            foreach (string shadow in shadows)
                File.Delete(shadow);
        }
    }

    [Fact]
    public async Task A_program_in_the_working_folder_is_not_found_by_its_name()
    {
        string name = $"tinpot-{Guid.NewGuid():n}";
        string[] programs = [.. Folders().Select(folder => Write(Path.Combine(folder, name), executable: true))];
        try
        {
            ShellException error = await Assert.ThrowsAsync<ShellException>(() => Shell.RunAsync(name, []));
            Assert.Contains("No folder of the PATH has a program of this name.", error.Message, StringComparison.Ordinal);
        }
        finally
        {
            foreach (string program in programs)
                File.Delete(program);
        }
    }

    [Fact]
    public async Task A_relative_path_starts_at_the_current_directory()
    {
        string relative = Path.GetRelativePath(Environment.CurrentDirectory, Write(Path.Combine(_folder, "tool"), executable: true));

        Assert.Equal("wrong\n", (await Shell.RunAsync(relative, [])).Output);
    }

    [Fact]
    public async Task A_path_that_cannot_be_started_is_refused_with_the_reason()
    {
        string plain = Write(Path.Combine(_folder, "plain"), executable: false);

        Assert.Contains("is a folder", (await RefusedAsync(_folder)).Message, StringComparison.Ordinal);
        Assert.Contains("There is no file", (await RefusedAsync(plain + "x")).Message, StringComparison.Ordinal);
        Assert.Contains("is not executable", (await RefusedAsync(plain)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Folders_and_files_that_are_not_executable_are_passed_over()
    {
        string[] folders = [.. new[] { "folder", "plain", "good" }.Select(name => Directory.CreateDirectory(Path.Combine(_folder, name)).FullName)];
        Directory.CreateDirectory(Path.Combine(folders[0], "tool"));
        Write(Path.Combine(folders[1], "tool"), executable: false);
        string tool = Write(Path.Combine(folders[2], "tool"), executable: true);

        Assert.Equal(tool, ProgramPath.Find("tool", string.Join(':', folders)));
        Assert.Contains("is not executable", Refused("tool", folders[1]), StringComparison.Ordinal);
        Assert.Contains("is a folder", Refused("tool", folders[0]), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(":/nowhere")]
    [InlineData("/nowhere:")]
    [InlineData(".")]
    [InlineData("")]
    public void Empty_and_relative_entries_of_the_path_are_not_the_working_folder(string path)
    {
        string name = $"tinpot-{Guid.NewGuid():n}";
        string program = Write(Path.Combine(Environment.CurrentDirectory, name), executable: true);
        try
        {
            Assert.NotEmpty(Refused(name, path));
        }
        finally
        {
            File.Delete(program);
        }
    }

    [Fact]
    public void Without_a_path_the_usual_folders_are_searched() => Assert.EndsWith("bin/sh", ProgramPath.Find("sh", null), StringComparison.Ordinal);

    [Fact]
    public async Task A_broken_pipe_ends_a_program_by_its_signal()
    {
        ShellResult result = await Shell.ScriptAsync("{ yes || echo status $? >&2; } | head -n 1; grep SigIgn /proc/self/status");

        string[] lines = result.Output.Split('\n');
        Assert.Equal("y", lines[0]);
        Assert.Equal("status 141", result.ErrorOutput);
        Assert.Equal(0, long.Parse(lines[1]["SigIgn:".Length..].Trim(), NumberStyles.HexNumber, CultureInfo.InvariantCulture) & 0x1000);
    }

    [Fact]
    public async Task The_signals_of_a_program_have_their_defaults_and_none_is_blocked()
    {
        string status = (await Shell.RunAsync("grep", ["-E", "^Sig(Ign|Blk)", "/proc/self/status"])).Output;

        Assert.All(status.Trim().Split('\n'), line => Assert.EndsWith("0000000000000000", line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_program_may_open_1024_files_and_raise_that_itself()
    {
        string own = (await Shell.RunAsync("cat", ["/proc/self/limits"])).Output.Split('\n').Single(line => line.StartsWith("Max open files", StringComparison.Ordinal));
        string[] words = own.Split(' ', StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal("1024", words[3]);
        Assert.Equal(words[4], (await Shell.RunAsync("sh", ["-c", "ulimit -Sn $(ulimit -Hn) && ulimit -Sn"])).Output.Trim());
    }

    [Fact]
    public async Task Starting_programs_at_once_leaves_this_process_its_own_limit()
    {
        await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => Task.Run(() => Shell.RunAsync("true", []))));

        // A test beside this one may start a program just now; the runtime has raised the limit as far as it goes
        long since = Stopwatch.GetTimestamp();
        while (Limit() is var (soft, hard) && soft != hard)
        {
            Assert.True(Stopwatch.GetElapsedTime(since) < TimeSpan.FromSeconds(30), $"The limit stays at {soft}, of {hard}.");
            await Task.Delay(10);
        }

        static (string Soft, string Hard) Limit() => File.ReadLines("/proc/self/limits").Single(line => line.StartsWith("Max open files", StringComparison.Ordinal))
            .Split(' ', StringSplitOptions.RemoveEmptyEntries) is [_, _, _, var soft, var hard, ..] ? (soft, hard) : ("", "");
    }

    [Fact]
    public async Task A_process_with_many_open_files_starts_programs_all_the_same()
    {
        List<FileStream> open = [];
        try
        {
            for (int file = 0; file < 1_200; file++)
                open.Add(File.OpenRead("/dev/null"));
            Assert.Equal("1024\n", (await Shell.RunAsync("sh", ["-c", "while [ $(ulimit -Sn) != 1024 ]; do :; done; ulimit -Sn"])).Output);
        }
        finally
        {
            open.ForEach(file => file.Dispose());
        }
    }

    private static string[] Folders() => [.. new[] { Environment.CurrentDirectory, AppContext.BaseDirectory.TrimEnd('/') }.Distinct()];

    private static string Write(string path, bool executable)
    {
        File.WriteAllText(path, "#!/bin/sh\necho wrong\n");
        if (executable)
            File.SetUnixFileMode(path, Executable);
        return path;
    }

    private static string Refused(string program, string path) =>
        Assert.Throws<FileNotFoundException>(() => ProgramPath.Find(program, path)).Message;

    private static Task<ShellException> RefusedAsync(string program) => Assert.ThrowsAsync<ShellException>(() => Shell.RunAsync(program, []));
}
