using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Tinpot.Settings;

namespace Tinpot.Hosting;

/// <summary>Registers the settings as options of the framework, which an application can configure as well.</summary>
internal static class SettingServices
{
    public static void AddSettings(this IServiceCollection services, Action<TinpotOptions>? configure)
    {
        services.TryAddSingleton(CommandLineSettings.None);
        services.AddSingleton(provider => new OptionReader(
            provider.GetRequiredService<IConfiguration>(),
            provider.GetRequiredService<CommandLineSettings>().Values,
            provider.GetRequiredService<IHostEnvironment>().ContentRootPath));
        services.AddSingleton<IConfigureOptions<TinpotOptions>>(provider => provider.GetRequiredService<OptionReader>());
        if (configure is not null)
            services.Configure(configure);
        services.AddSingleton<IValidateOptions<TinpotOptions>>(provider => provider.GetRequiredService<OptionReader>());
        services.AddSingleton(Read);
        services.AddSingleton(provider => provider.GetRequiredService<ConfiguredOptions>().Options);
    }

    /// <remarks>Building the host reads them already, because its time to stop depends on them. A wrong setting never gets further.</remarks>
    /// <exception cref="StartException">Names everything that is wrong.</exception>
    private static ConfiguredOptions Read(IServiceProvider provider)
    {
        OptionReader reader = provider.GetRequiredService<OptionReader>();
        try
        {
            return reader.Accept(provider.GetRequiredService<IOptions<TinpotOptions>>().Value);
        }
        catch (OptionsValidationException invalid)
        {
            throw reader.Refusal(invalid.Failures);
        }
    }
}
