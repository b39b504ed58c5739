using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Tinpot.Hosting;

namespace Tinpot.Host.Tests.Hosting;

/// <summary>Each failure to start is named by where it came from.</summary>
public class ListenSettingsTests
{
    [Theory]
    [InlineData("urls", "localhost:8000", "ASPNETCORE_URLS (or urls in appsettings.json) is not an address: ")]
    [InlineData("urls", "http://127.0.0.1:8000;nonsense", "ASPNETCORE_URLS (or urls in appsettings.json) is not an address: ")]
    [InlineData("urls", "http://127.0.0.1:port", "ASPNETCORE_URLS (or urls in appsettings.json) is not an address: ")]
    [InlineData("http_ports", "http", "ASPNETCORE_HTTP_PORTS is 'http'; it must be ports")]
    [InlineData("http_ports", "8000;70000", "ASPNETCORE_HTTP_PORTS is '8000;70000'; it must be ports")]
    [InlineData("https_ports", "-1", "ASPNETCORE_HTTPS_PORTS is '-1'; it must be ports")]
    [InlineData("Kestrel:Endpoints:Web:Url", "127.0.0.1", "Kestrel:Endpoints:Web:Url is not an address: ")]
    public void A_setting_that_is_no_address_is_named(string name, string value, string sentence)
    {
        IConfiguration configuration = new ConfigurationBuilder().AddInMemoryCollection([new(name, value)]).Build();
        Assert.StartsWith(sentence, Assert.Throws<StartException>(() => ListenSettings.Check(null, configuration)).Message);
        // What is typed stands above it
        ListenSettings.Check("http://127.0.0.1:0", configuration);
    }

    [Fact]
    public void The_switch_is_named_when_it_is_the_switch() =>
        Assert.StartsWith("--urls is not an address: ", Assert.Throws<StartException>(() => ListenSettings.Check("8000", new ConfigurationBuilder().Build())).Message);

    [Theory]
    [InlineData("http://127.0.0.1:0")]
    [InlineData("http://localhost:8000;http://[::1]:8000;https://*:8443")]
    [InlineData("http://unix:/run/tinpot.sock")]
    public void An_address_passes(string urls) => ListenSettings.Check(urls, new ConfigurationBuilder().Build());

    [Fact]
    public void A_file_of_settings_that_is_no_json_is_named_with_the_place()
    {
        string file = Path.Combine(Directory.CreateTempSubdirectory("tinpot-").FullName, "appsettings.json");
        File.WriteAllText(file, """{"Tinpot":""");

        var failure = Assert.Throws<InvalidDataException>(() => new ConfigurationBuilder().AddJsonFile(file).Build());

        Assert.Matches(@"^Failed to load configuration from file '.+appsettings\.json'\. .+LineNumber: 0.+ Correct the file\.$", StartFailure.Explain(failure));
        Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
    }

    /// <summary>No format error of anything else is blamed on an address.</summary>
    [Fact]
    public void Every_failure_has_a_sentence_and_none_is_blamed_on_another()
    {
        foreach (Exception failure in (Exception[])[new FormatException("Input string was not in a correct format."), new InvalidOperationException("x"), new AggregateException()])
        {
            string sentence = StartFailure.Explain(failure);
            Assert.DoesNotContain("urls", sentence, StringComparison.OrdinalIgnoreCase);
            Assert.Contains(failure.GetType().FullName!, sentence, StringComparison.Ordinal);
        }

        Assert.Equal("sentence", StartFailure.Explain(new StartException("sentence")));
        Assert.Contains("Port 8000 is in use", StartFailure.Explain(new IOException("Failed to bind to address http://127.0.0.1:8000: address already in use.", new AddressInUseException(""))));
        Assert.Contains("cannot listen", StartFailure.Explain(new SocketException((int)SocketError.AccessDenied)));
        Assert.Contains("address. Choose", StartFailure.Explain(new IOException("Cannot assign requested address", new SocketException())));
        Assert.StartsWith("The host cannot listen: Unable to configure HTTPS endpoint.", StartFailure.Explain(new InvalidOperationException("Unable to configure HTTPS endpoint. No certificate.\nMore")));
    }

    [Theory]
    [InlineData("http://0.0.0.0:8000", 1)]
    [InlineData("http://192.0.2.1:8000", 1)]
    [InlineData("http://127.0.0.1:8000", 0)]
    public async Task Serving_everybody_is_one_line_in_the_log(string address, int lines)
    {
        var log = new Log();
        using ServiceProvider services = new ServiceCollection().AddSingleton<IServer>(new Bound(address, address)).BuildServiceProvider();
        await new ListenGuard(services, new TinpotOptions { Auth = "none" }, log).StartedAsync(default);
        Assert.Equal(lines, log.Warnings.Count);
        Assert.All(log.Warnings, line => Assert.Contains(address, line, StringComparison.Ordinal));
    }

    private sealed class Bound : IServer
    {
        public Bound(params string[] addresses)
        {
            var feature = new Addresses();
            foreach (string address in addresses)
                feature.Add(address);
            Features.Set<IServerAddressesFeature>(feature);
        }

        public IFeatureCollection Features { get; } = new FeatureCollection();

        public Task StartAsync<TContext>(IHttpApplication<TContext> application, CancellationToken cancellationToken)
            where TContext : notnull => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public void Dispose()
        {
        }

        private sealed class Addresses : IServerAddressesFeature
        {
            private readonly List<string> _all = [];

            ICollection<string> IServerAddressesFeature.Addresses => _all;

            public bool PreferHostingUrls { get; set; }

            public void Add(string address) => _all.Add(address);
        }
    }

    private sealed class Log : ILogger<ListenGuard>
    {
        public List<string> Warnings { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        void ILogger.Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (logLevel == LogLevel.Warning)
                Warnings.Add(formatter(state, exception));
        }
    }
}
