using System.Net;
using System.Net.Sockets;
using System.Text.Json;

namespace Tinpot.Faults.Tests;

/// <summary>A host whose process may have few descriptors, and more connections than that.</summary>
public sealed class DescriptorTests
{
    private const int Connections = 2_000;
    private const int Submissions = 200;

    [Theory]
    [InlineData(256)]
    [SoakData(512)]
    [InlineData(1024)]
    public async Task Connections_without_a_request_neither_end_the_host_nor_fail_its_work(int files) =>
        await AssertWorksUnderAsync(files, "");

    [Theory]
    [InlineData("GET /api/actions HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Unfinished: ")]
    [InlineData("POST /api/actions/echo/execute HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{")]
    [InlineData("GET /api/executions HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")]
    [InlineData("no request at all\r\n\r\n")]
    public async Task Connections_with_any_beginning_neither_end_the_host_nor_fail_its_work(string sent) =>
        await AssertWorksUnderAsync(256, sent);

    [Theory]
    [InlineData(256)]
    [InlineData(1024)]
    public async Task Viewers_beyond_half_of_the_connections_are_told_to_come_again(int files)
    {
        using TestFolder folder = SystemLimits.Folder();
        await using HostProcess host = await StartAsync(folder, files);
        string release = folder.File("release");
        string id = await host.Client.ExecuteAsync("hold_until_file", new { path = release });

        using (await Crowd.ComeAsync(
            host.Client.BaseAddress!, Connections, $"GET /api/executions/{id}/stream HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"))
        {
            using HttpResponseMessage one = await host.Client.GetAsync($"/api/executions/{id}/stream", HttpCompletionOption.ResponseHeadersRead);
            Assert.Equal(HttpStatusCode.ServiceUnavailable, one.StatusCode);
            Assert.NotNull(one.Headers.RetryAfter);
            Assert.Equal("urn:tinpot:too-many-streams", JsonElement.Parse(await one.Content.ReadAsStringAsync()).GetProperty("type").GetString());
        }

        await File.WriteAllTextAsync(release, "");
        Assert.Equal("SUCCESS", (await host.Client.EndAsync(id)).State());
        AssertQuiet(host);
    }

    [Fact]
    public async Task Probes_are_answered_while_all_connections_are_taken()
    {
        using TestFolder folder = SystemLimits.Folder();
        await using HostProcess host = await StartAsync(folder, 256);
        using Crowd crowd = await Crowd.ComeAsync(host.Client.BaseAddress!, Connections);

        HttpStatusCode? health = null, list = null;
        await Eventually.TrueAsync(() => (health = Ask(host, "/health")) is not null, "the health check is answered");
        await Eventually.TrueAsync(() => (list = Ask(host, "/api/executions")) is not null, "the reason is answered");
        Assert.Equal(HttpStatusCode.OK, health);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, list);
    }

    [Theory]
    [InlineData(64)]
    [SoakData(70)]
    [SoakData(120)]
    [SoakData(160)]
    [SoakData(200)]
    [InlineData(239)]
    public async Task Too_few_descriptors_for_anything_are_a_sentence(int files)
    {
        using TestFolder folder = SystemLimits.Folder();
        await using HostProcess host = HostProcess.Launch(Program(files), folder.Path, slots: 8);

        Assert.Equal(3, await host.ExitAsync());
        await Eventually.TrueAsync(() => host.Output.Contains("LimitNOFILE", StringComparison.Ordinal), "the sentence is read");
        string sentence = Assert.Single(host.Output.Split('\n'));
        Assert.Contains($"only {files} open files", sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Few_descriptors_are_a_warning_that_says_for_how_much_they_suffice()
    {
        using TestFolder folder = SystemLimits.Folder();
        await using HostProcess host = await StartAsync(folder, 256);

        string warning = Assert.Single(host.Output.Split('\n'), line => line.Contains("WARNING", StringComparison.Ordinal));
        Assert.Contains("only 256 open files and connections", warning, StringComparison.Ordinal);
        Assert.Contains("8 connections and 2 executions", warning, StringComparison.Ordinal);
    }

    private static async Task AssertWorksUnderAsync(int files, string sent)
    {
        using TestFolder folder = SystemLimits.Folder();
        await using HostProcess host = await StartAsync(folder, files);
        // One connection of its own, which it has before the others come
        using var client = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 1, PooledConnectionIdleTimeout = Timeout.InfiniteTimeSpan })
        {
            BaseAddress = host.Client.BaseAddress,
        };
        await client.StatusAsync(await client.ExecuteAsync("echo", new { text = "first" }));

        List<string> ids = [];
        using (await Crowd.ComeAsync(host.Client.BaseAddress!, Connections, sent))
        {
            for (int number = 0; number < Submissions; number++)
                ids.Add(await client.ExecuteAsync("echo", new { text = $"{number}" }));
        }

        foreach (string id in ids)
            Assert.Equal("SUCCESS", (await client.EndAsync(id)).State());
        AssertQuiet(host);
    }

    private static void AssertQuiet(HostProcess host) =>
        Assert.True(
            !host.Output.Contains("ERROR", StringComparison.Ordinal) && !host.Output.Contains("Exception", StringComparison.Ordinal), host.Output);

    private static HttpStatusCode? Ask(HostProcess host, string path)
    {
        try
        {
            using var client = new HttpClient { BaseAddress = host.Client.BaseAddress, Timeout = TimeSpan.FromSeconds(10) };
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            using HttpResponseMessage answer = client.Send(request);
            return answer.StatusCode;
        }
        catch (Exception refused) when (refused is HttpRequestException or SocketException or TaskCanceledException)
        {
            return null;
        }
    }

    private static HostProgram Program(int files) => TestActionsProgram.Executable with { Limits = new SystemLimits { Files = files } };

    private static Task<HostProcess> StartAsync(TestFolder folder, int files) =>
        HostProcess.StartAsync(Program(files), folder.Path, slots: 8, ("HOME", folder.Path), ("TMPDIR", folder.Path));
}
