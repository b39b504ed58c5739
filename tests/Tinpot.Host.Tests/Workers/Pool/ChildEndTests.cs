using System.Diagnostics;
using System.Text;
using Tinpot.Host.Tests.Cli;
using Tinpot.Host.Tests.Platform.Processes;
using Tinpot.Platform.Processes;
using Tinpot.Workers.Invocation;
using Tinpot.Workers.Pool;
using Tinpot.Workers.Protocol;

namespace Tinpot.Host.Tests.Workers.Pool;

/// <summary>How a child goes when nobody is left who could clear up behind it.</summary>
public sealed class ChildEndTests : IDisposable
{
    private readonly string _mark = Guid.NewGuid().ToString("n");
    private readonly ChildSpawner _spawner = new();

    public void Dispose()
    {
        ProcessTree.KillMarked(_mark);
        _spawner.Dispose();
    }

    [Fact]
    public async Task Nothing_is_left_of_an_action_that_goes_on_starting_programs()
    {
        ProcessStartInfo start = new ChildProgram("dotnet", [ActionsProcess.Program]).Start(new ChildArguments(_mark), []);
        using Process child = await _spawner.StartAsync(start);
        _ = child.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
        _ = child.StandardError.BaseStream.CopyToAsync(Stream.Null);
        using (var frames = new FrameWriter(child.StandardInput.BaseStream, ChildProtocol.StartLimit))
        {
            new StartMessage(ChildProtocol.HighestVersion, new ActionStart(
                Guid.CreateVersion7(), "keep_starting", 1, "somebody", 1_000, TimeSpan.Zero, Encoding.UTF8.GetBytes($$"""{"count":2000,"script":"exec {{ShellProcess.Sleep}}"}"""))).Send(frames, tag: 1);
            ShellProcess.Until(() => ProcessTree.Descendants(child.Id).Count > 10, "It starts nothing.");
        }

        child.StandardInput.Close();

        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        await child.WaitForExitAsync(deadline.Token);
        Assert.Equal(0, ProcessTree.KillMarked(_mark));
    }
}
