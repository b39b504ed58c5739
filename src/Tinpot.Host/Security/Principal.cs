namespace Tinpot.Security;

/// <summary>Who asked. <paramref name="Id"/> is <c>scheme:subject</c> and never changes; <paramref name="Name"/> is for people.</summary>
internal sealed record Principal(string Id, string Name, string Scheme, IReadOnlyList<string> Roles)
{
    public static readonly Principal Anonymous = new("anonymous:anonymous", "anonymous", "anonymous", []);
}
