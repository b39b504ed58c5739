using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Primitives;

namespace Tinpot.Generators.Tests.Harness;

/// <summary>A configuration that answers every key with one value.</summary>
internal sealed class SingleSetting(string value) : IConfiguration
{
    public string? this[string key]
    {
        get => value;
        set => throw new NotSupportedException("Read only.");
    }

    public IEnumerable<IConfigurationSection> GetChildren() => [];

    public IChangeToken GetReloadToken() => new CancellationChangeToken(CancellationToken.None);

    public IConfigurationSection GetSection(string key) => throw new NotSupportedException("There are no sections.");
}
