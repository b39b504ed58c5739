using System.Net;
using System.Net.Sockets;
using Tinpot.Cli;
using Tinpot.Executions;
using Tinpot.Hosting;

namespace Tinpot.Host.Tests.Hosting;

public sealed class ListeningTests : IDisposable
{
    private static readonly TestAction Echo = TestAction.Echo("echo", "");
    private static readonly TestAction Wait = new("wait", "", TestAction.WaitForCancel);
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("tinpot-");

    public void Dispose() => _data.Delete(recursive: true);

    [Theory]
    [InlineData("http://127.0.0.1:8000", true)]
    [InlineData("http://127.9.9.9:8000", true)]
    [InlineData("http://[::1]:8000", true)]
    [InlineData("http://localhost:8000", true)]
    [InlineData("http://unix:/run/tinpot.sock", true)]
    [InlineData("http://[::]:8000", false)]
    [InlineData("http://0.0.0.0:8000", false)]
    [InlineData("http://*:8000", false)]
    [InlineData("http://+:8000", false)]
    [InlineData("http://192.168.1.5:8000", false)]
    [InlineData("http://127.0.0.1.example.org:8000", false)]
    [InlineData("<file handle>", false)]
    public void An_address_is_local_or_not(string address, bool local) => Assert.Equal(local, ListenAddress.IsLocal(address));

    [Theory]
    [InlineData("http://0.0.0.0:0")]
    [InlineData("http://*:0")]
    public async Task Listening_elsewhere_without_authentication_stops_the_start(string url)
    {
        await using EmbeddedHost host = EmbeddedHost.Create([Echo], url: url);

        StartException refusal = await Assert.ThrowsAsync<StartException>(() => host.App.StartAsync());

        Assert.Contains("TINPOT_AUTH=none", refusal.Message);
    }

    [Fact]
    public async Task Listening_elsewhere_may_be_said_out_loud()
    {
        await using EmbeddedHost host = EmbeddedHost.Create([Echo], options => options.Auth = "none", url: "http://0.0.0.0:0");

        await host.App.StartAsync();
        await host.App.StopAsync();
    }

    [Fact]
    public async Task The_command_line_refuses_it_with_exit_code_3()
    {
        (int exit, string error) = await ServeAsync("--urls", "http://0.0.0.0:0");

        Assert.Equal(3, exit);
        Assert.Contains("TINPOT_AUTH=none", error);
    }

    [Fact]
    public async Task A_port_in_use_is_named_and_exits_3()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        int port = ((IPEndPoint)taken.LocalEndpoint).Port;

        (int exit, string error) = await ServeAsync("--urls", $"http://127.0.0.1:{port}");

        Assert.Equal(3, exit);
        Assert.Contains($"Port {port} is in use", error);
        Assert.Contains("--urls", error);
    }

    /// <summary>Otherwise what it had claimed would be lost with it.</summary>
    [Fact]
    public async Task A_host_that_cannot_listen_leaves_queued_work_alone()
    {
        Guid id;
        await using (EmbeddedHost other = await EmbeddedHost.StartAsync([Wait], Elsewhere))
        {
            id = await other.Actions.SubmitAsync("wait");
            await other.App.StopAsync();
        }

        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        await using (EmbeddedHost host = EmbeddedHost.Create(
            [Wait], options => options.DataFolder = _data.FullName, url: $"http://127.0.0.1:{((IPEndPoint)taken.LocalEndpoint).Port}"))
            await Assert.ThrowsAnyAsync<IOException>(() => host.App.StartAsync());

        await using EmbeddedHost next = await EmbeddedHost.StartAsync([Wait], Elsewhere);
        Assert.Equal(ExecutionState.PENDING, (await next.Actions.GetAsync(id))!.State);
    }

    private void Elsewhere(TinpotOptions options)
    {
        options.DataFolder = _data.FullName;
        options.Queues = ["another"];
    }

    [Fact]
    public async Task A_data_folder_of_another_host_exits_3_and_names_its_process()
    {
        await using EmbeddedHost host = await EmbeddedHost.StartAsync([Echo], options => options.DataFolder = _data.FullName);

        (int exit, string error) = await ServeAsync("--urls", "http://127.0.0.1:0");

        Assert.Equal(3, exit);
        Assert.Contains(_data.FullName, error);
        Assert.Contains($"{Environment.ProcessId}", error);
    }

    [Fact]
    public async Task A_data_folder_that_cannot_be_made_exits_3()
    {
        string file = Path.Combine(_data.FullName, "file");
        await File.WriteAllTextAsync(file, "");

        (int exit, string error) = await ServeAsync("--data", Path.Combine(file, "data"));

        Assert.Equal(3, exit);
        Assert.Contains("TINPOT_DATA", error);
    }

    private async Task<(int Exit, string Error)> ServeAsync(params string[] args)
    {
        var error = new StringWriter();
        var terminal = new Terminal(TextWriter.Null, TextWriter.Synchronized(error));
        string[] data = args.Contains("--data") ? [] : ["--data", _data.FullName];
        int exit = await CommandLine.RunAsync(["serve", .. data, .. args], new TestCatalog(Echo), terminal).WaitAsync(TimeSpan.FromSeconds(60));
        return (exit, error.ToString());
    }
}
