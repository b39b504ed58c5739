namespace Tinpot.Host.Tests.Binding.Types;

/// <summary>The places within a record; a test fills one.</summary>
public sealed record Places<T>(List<T>? Items = null, Dictionary<string, T>? Map = null, Holder<T>? Holder = null, Secret<T>? Secret = null)
{
    internal object? Filled() =>
        Items is not null ? Items[0]
        : Map is not null ? Map["a key"]
        : Holder is not null ? Holder.Member
        : Secret is not null ? Secret.Reveal()
        : null;
}

public sealed record Holder<T>(T Member);
