using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Tinpot.Host.Tests.Hosting;

/// <summary>The settings are options of the framework.</summary>
public class SettingServicesTests
{
    [Fact]
    public async Task An_application_configures_them_like_its_own_options()
    {
        int calls = 0;
        await using EmbeddedHost host = await EmbeddedHost.StartAsync(
            [], options => (options.Title, calls) = ("callback", calls + 1), services: services => services.PostConfigure<TinpotOptions>(options => options.Title += " and later"));

        TinpotOptions options = host.App.Services.GetRequiredService<TinpotOptions>();
        Assert.Equal("callback and later", options.Title);
        Assert.Same(options, host.App.Services.GetRequiredService<IOptions<TinpotOptions>>().Value);
        Assert.Equal(1, calls);
    }

    [Fact]
    public void A_wrong_one_stops_the_start_with_what_to_change()
    {
        StartException refusal = Assert.Throws<StartException>(() => EmbeddedHost.Create(
            [], options => options.Lease = TimeSpan.Zero, services: services => services.PostConfigure<TinpotOptions>(options => options.Concurrency = 0)));

        Assert.Equal(
            ["TinpotOptions.Concurrency is '0'; it must be a whole number from 1 to 10000.", "TinpotOptions.Lease is '00:00:00'; it must be at least 1s and at most 1h."],
            refusal.Message.Split(Environment.NewLine));
        Assert.False(refusal.Typed);
    }

    [Fact]
    public void A_wrong_one_stops_an_application_that_does_not_map_the_routes() =>
        Assert.Throws<StartException>(() => EmbeddedHost.Create([], options => options.Concurrency = 0, map: _ => { }));
}
