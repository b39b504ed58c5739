using System.Text.Json;

namespace Tinpot.Native.Tests;

/// <summary>A program bundled into one file finds itself when it starts its children.</summary>
public sealed class SingleFileTests(NativePrograms programs)
{
    [Fact]
    public async Task Runs_actions_in_children_of_its_own_kind()
    {
        Publication program = await programs.SingleFileAsync();
        Assert.False(File.Exists(Path.Combine(program.Folder, "TestActions.dll")));
        using var folder = new TestFolder();
        await using HostProcess host = await HostProcess.StartAsync(program.Program, folder.Path, slots: 1);

        JsonElement status = await host.Client.RunAsync("tell_process", new { });

        Assert.Equal("SUCCESS", status.State());
        LinuxProcess child = Assert.Single(host.Children);
        Assert.Equal(child.Id, status.GetProperty("result").GetInt32());
        Assert.StartsWith($"{program.Program.Path} child --mark ", child.Command, StringComparison.Ordinal);
    }
}
