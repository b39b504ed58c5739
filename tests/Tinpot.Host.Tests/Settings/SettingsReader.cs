using Microsoft.Extensions.Configuration;
using Tinpot.Settings;

namespace Tinpot.Host.Tests.Settings;

/// <summary>Reads options from what a test sets.</summary>
internal static class SettingsReader
{
    public const string ContentRoot = "/srv/app";

    /// <summary>Keys: <c>--switch</c>, <c>VARIABLE</c>, or <c>Tinpot:Setting</c>.</summary>
    public static ConfiguredOptions Read(params (string Key, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Where(s => !s.Key.StartsWith('-')).Select(s => KeyValuePair.Create(s.Key, (string?)s.Value)))
            .Build();
        var commandLine = settings.Where(s => s.Key.StartsWith('-')).ToDictionary(s => s.Key, s => s.Value);
        return OptionReader.Read(configuration, commandLine, ContentRoot);
    }

    public static string Refusal(params (string Key, string Value)[] settings) =>
        Assert.Throws<StartException>(() => Read(settings)).Message;
}
