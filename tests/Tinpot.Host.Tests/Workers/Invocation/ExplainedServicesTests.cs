using Microsoft.Extensions.DependencyInjection;
using Tinpot.Host.Tests.Hosting;
using Tinpot.Workers.Invocation;

namespace Tinpot.Host.Tests.Workers.Invocation;

/// <summary>A service that actions lack is told with what to do.</summary>
public sealed class ExplainedServicesTests
{
    [Fact]
    public async Task An_action_that_asks_for_a_service_of_the_application_is_told_where_its_own_come_from()
    {
        var ask = new Hosting.TestAction("ask", "", static invocation =>
        {
            invocation.Services.GetRequiredService<Clock>();
            return ValueTask.CompletedTask;
        });
        await using EmbeddedHost host = await EmbeddedHost.StartAsync([ask], services: static services => services.AddSingleton<Clock>());
        Guid id = await host.Actions.SubmitAsync("ask");

        string message = (await host.Actions.WaitAsync(id, CancellationToken.None)).Error!.Message!;

        Assert.Contains("[ActionServices]", message, StringComparison.Ordinal);
        Assert.Contains(typeof(Clock).ToString(), message, StringComparison.Ordinal);
        Assert.Contains("Actions cannot use the services of the application", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_service_with_a_key_and_one_that_another_needs_are_told_alike()
    {
        using ServiceProvider provider = new ServiceCollection().AddTransient<NeedsClock>().BuildServiceProvider();
        var services = new ExplainedServices(() => provider);

        Explained(() => services.GetRequiredKeyedService<Clock>("utc"), "'utc'");
        Explained(() => services.GetRequiredService<NeedsClock>(), typeof(NeedsClock).ToString());
        Explained(() => services.GetService<NeedsClock>(), typeof(NeedsClock).ToString());
    }

    [Fact]
    public void What_is_there_and_what_may_be_missing_is_given_as_before()
    {
        var clock = new Clock();
        using ServiceProvider provider = new ServiceCollection().AddSingleton(clock).AddKeyedSingleton("utc", clock).BuildServiceProvider();
        var services = new ExplainedServices(() => provider);

        Assert.Same(clock, services.GetRequiredService<Clock>());
        Assert.Same(clock, services.GetRequiredKeyedService<Clock>("utc"));
        Assert.Null(services.GetService<NeedsClock>());
        Assert.Null(services.GetKeyedService<Clock>("local"));
        Assert.Empty(services.GetServices<NeedsClock>());
    }

    private static void Explained(Func<object?> get, string named)
    {
        string message = Assert.Throws<InvalidOperationException>(get).Message;
        Assert.Contains(named, message, StringComparison.Ordinal);
        Assert.Contains("[ActionServices]", message, StringComparison.Ordinal);
    }

    private sealed class Clock;

    private sealed class NeedsClock(Clock clock)
    {
        public Clock Clock => clock;
    }
}
