using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Tinpot.Workers.Invocation;

namespace Tinpot.Host.Tests.Workers.Invocation;

public sealed class ActionServicesTests
{
    private int _asked;

    [Fact]
    public async Task Without_services_of_the_actions_nothing_is_built_before_one_is_asked_for()
    {
        await using var services = new ActionServices(new TestCatalog(), Surroundings);
        await using (services.CreateScope())
        {
            ILogger unused = services.CreateLogger("unused");
            Assert.Equal((false, 0), (services.AreBuilt, _asked));
        }

        await using ActionScope scope = services.CreateScope();
        Assert.NotNull(scope.Services.GetRequiredService<IConfiguration>());
        Assert.Equal((true, 1), (services.AreBuilt, _asked));
    }

    [Fact]
    public async Task Services_of_the_actions_are_built_at_once_so_that_their_errors_come_at_the_start()
    {
        await using var services = new ActionServices(new TestCatalog { Services = static all => all.AddSingleton("registered") }, Surroundings);

        Assert.Equal((true, 1), (services.AreBuilt, _asked));
        Assert.Throws<FormatException>(() => new ActionServices(new TestCatalog { Services = static _ => throw new FormatException() }, Surroundings));
    }

    private (IConfiguration, ILoggerFactory) Surroundings()
    {
        _asked++;
        return (new ConfigurationBuilder().Build(), NullLoggerFactory.Instance);
    }
}
