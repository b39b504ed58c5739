using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using OpenTelemetry.Exporter;
using Tinpot.Host.Tests.Api.Support;
using Tinpot.Host.Tests.Cli;
using Tinpot.Hosting;

namespace Tinpot.Host.Tests.Telemetry;

/// <summary>What a real host sends to a collector.</summary>
public sealed partial class ExportTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tinpot-otlp-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Spans_metrics_and_logs_of_an_execution_arrive()
    {
        await using Collector collector = await Collector.StartAsync();
        await using ActionsProcess process = Serve(new() { ["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector.Url });
        var caller = Traceparent.New();

        await RunAsync(process, "descend", """{"depth": 1}""", caller);
        await collector.UntilAsync("traces", span => span.Text(5) == "run descend");
        await collector.UntilAsync("traces", span => span.Hex(4) == caller.Span.ToString());
        foreach (string name in (string[])["tinpot.execution.submitted", "tinpot.execution.finished", "tinpot.execution.run.duration", "tinpot.worker.slots", "http.server.request.duration"])
        {
            await collector.UntilAsync("metrics", metric => metric.Text(1) == name);
        }
        await collector.UntilAsync("logs", entry => entry.All(5).Single().Text(1).StartsWith("Listening on", StringComparison.Ordinal));

        string request = Single("Microsoft.AspNetCore.Hosting.HttpRequestIn", caller.Span.ToString());
        string submit = Single("submit descend", request);
        string run = Single("run descend", submit);
        Single("call descend", run);
        Assert.All(collector.Resources("traces").Concat(collector.Resources("metrics")).Concat(collector.Resources("logs")), resource =>
        {
            Dictionary<string, string> attributes = resource.All(1).ToDictionary(one => one.Text(1), one => one.All(2).Single().Text(1));
            Assert.Equal(("TestActions", "worker-9"), (attributes["service.name"], attributes["service.instance.id"]));
        });

        string Single(string name, string parent)
        {
            ProtoMessage span = Assert.Single(collector.Items("traces"), span => span.Text(5) == name && span.Hex(1) == caller.Trace.ToString());
            Assert.Equal(parent, span.Hex(4));
            return span.Hex(2);
        }
    }

    [Fact]
    public async Task What_an_action_in_a_child_submits_belongs_to_the_trace_of_its_run()
    {
        await using Collector collector = await Collector.StartAsync();
        await using ActionsProcess process = Serve(new() { ["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector.Url, ["TINPOT_ISOLATION"] = "process" });
        var (first, second) = (Traceparent.New(), Traceparent.New());

        // The second has the child that the first started
        await RunAsync(process, "double_elsewhere", """{"number": 1}""", first);
        await RunAsync(process, "double_elsewhere", """{"number": 2}""", second);

        foreach (Traceparent caller in (Traceparent[])[first, second])
        {
            bool IsSpan(ProtoMessage span, string name) => span.Text(5) == name && span.Hex(1) == caller.Trace.ToString();
            await collector.UntilAsync("traces", span => IsSpan(span, "run double"));
            await collector.UntilAsync("traces", span => IsSpan(span, "run double_elsewhere"));
            ProtoMessage run = Assert.Single(collector.Items("traces"), span => IsSpan(span, "run double_elsewhere"));
            ProtoMessage submit = Assert.Single(collector.Items("traces"), span => IsSpan(span, "submit double"));
            Assert.Equal(run.Hex(2), submit.Hex(4));
        }
    }

    [Fact]
    public async Task A_collector_for_one_signal_gets_that_signal_and_the_variables_name_the_service()
    {
        await using Collector collector = await Collector.StartAsync();
        await using ActionsProcess process = Serve(new()
        {
            ["OTEL_EXPORTER_OTLP_TRACES_ENDPOINT"] = collector.Url + "/v1/traces",
            ["OTEL_SERVICE_NAME"] = "maintenance",
        });

        await RunAsync(process, "count", "{}", Traceparent.New());
        await collector.UntilAsync("traces", span => span.Text(5) == "run count");
        await StopAsync(process);

        Assert.Equal(["/v1/traces"], collector.Paths);
        Assert.All(collector.Resources("traces"), resource =>
            Assert.Contains(resource.All(1), one => one.Text(1) == "service.name" && one.All(2).Single().Text(1) == "maintenance"));
    }

    [Fact]
    public async Task What_is_switched_off_sends_nothing_not_even_at_its_end()
    {
        await using Collector collector = await Collector.StartAsync();
        await using ActionsProcess process = Serve(new() { ["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector.Url, ["OTEL_SDK_DISABLED"] = "true" });

        await RunAsync(process, "count", "{}", Traceparent.New());
        await StopAsync(process);

        Assert.Empty(collector.Paths);
    }

    [Fact]
    public void Without_a_collector_nothing_is_set_up()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        int services = builder.Services.Count;

        OtlpExport.Add(builder);
        Assert.Equal(services, builder.Services.Count);

        builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"] = "http://127.0.0.1:4317";
        OtlpExport.Add(builder);
        Assert.NotEqual(services, builder.Services.Count);
    }

    [Theory]
    [InlineData("", false, false)]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT=http://x", true, true)]
    [InlineData("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT=http://x", true, false)]
    [InlineData("OTEL_EXPORTER_OTLP_METRICS_ENDPOINT=http://x", false, true)]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT=http://x;OTEL_METRICS_EXPORTER=none", true, false)]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT=http://x;OTEL_SDK_DISABLED=TRUE", false, false)]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT=http://x;OTEL_SDK_DISABLED=false", true, true)]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT= ", false, false)]
    public void Variables_decide_what_is_sent(string variables, bool traces, bool metrics)
    {
        IConfiguration settings = new ConfigurationBuilder()
            .AddInMemoryCollection(variables.Split(';', StringSplitOptions.RemoveEmptyEntries)
                .Select(variable => variable.Split('=', 2)).Select(pair => KeyValuePair.Create(pair[0], (string?)pair[1])))
            .Build();

        Assert.Equal((traces, metrics), (new OtlpSignal(settings, "TRACES").IsWanted(), new OtlpSignal(settings, "METRICS").IsWanted()));
    }

    [Fact]
    public void Variables_for_one_signal_stand_above_those_for_all()
    {
        IConfiguration settings = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["OTEL_EXPORTER_OTLP_TRACES_ENDPOINT"] = "https://traces.example/in",
            ["OTEL_EXPORTER_OTLP_TRACES_PROTOCOL"] = "http/protobuf",
            ["OTEL_EXPORTER_OTLP_TRACES_HEADERS"] = "key=1",
            ["OTEL_EXPORTER_OTLP_TRACES_TIMEOUT"] = "1500",
        }).Build();
        var (traces, metrics) = (new OtlpExporterOptions(), new OtlpExporterOptions { Headers = "key=2" });

        new OtlpSignal(settings, "TRACES").Configure(traces);
        new OtlpSignal(settings, "METRICS").Configure(metrics);

        Assert.Equal(
            (new Uri("https://traces.example/in"), OtlpExportProtocol.HttpProtobuf, "key=1", 1500),
            (traces.Endpoint, traces.Protocol, traces.Headers, traces.TimeoutMilliseconds));
        Assert.Equal("key=2", metrics.Headers);
    }

    [Theory]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT", "localhost:4317")]
    [InlineData("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "/v1/traces")]
    public void What_is_no_address_stops_the_start(string variable, string text)
    {
        IConfiguration settings = new ConfigurationBuilder().AddInMemoryCollection([KeyValuePair.Create(variable, (string?)text)]).Build();

        string said = Assert.Throws<StartException>(() => new OtlpSignal(settings, "TRACES").IsWanted()).Message;

        Assert.Equal($"{variable} is '{text}'; it must be the address of a collector, such as http://127.0.0.1:4317.", said);
    }

    private ActionsProcess Serve(Dictionary<string, string> environment) =>
        ActionsProcess.Start(_folder.FullName, ["serve", "--urls", "http://127.0.0.1:0"], new(environment)
        {
            ["WORKER_NAME"] = "worker-9",
            ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
            ["OTEL_BSP_SCHEDULE_DELAY"] = "100",
            ["OTEL_BLRP_SCHEDULE_DELAY"] = "100",
            ["OTEL_METRIC_EXPORT_INTERVAL"] = "200",
        });

    private static async Task RunAsync(ActionsProcess process, string action, string parameters, Traceparent caller)
    {
        await process.UntilErrorHoldsAsync("Listening on ");
        using var client = new HttpClient { BaseAddress = new Uri(Listening().Match(process.Error).Groups[1].Value) };
        using HttpRequestMessage request = ApiClient.Post(
            $"/api/actions/{action}/sync_execute", $$"""{"parameters": {{parameters}}}""", ("traceparent", caller.ToString()));
        using HttpResponseMessage response = await client.SendAsync(request);
        Assert.Equal("SUCCESS", (await response.JsonAsync()).GetProperty("status").GetString());
    }

    private static async Task StopAsync(ActionsProcess process)
    {
        await process.InterruptAsync();
        Assert.Equal(0, await process.ExitAsync());
    }

    [GeneratedRegex(@"Listening on (http://127\.0\.0\.1:\d+)\n")]
    private static partial Regex Listening();
}
