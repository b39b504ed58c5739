using System.Text.Json;

namespace Tinpot.Abstractions.Tests;

public sealed class SecretTests
{
    [Fact]
    public void A_secret_is_seen_only_by_who_asks_for_it()
    {
        var secret = new Secret<string>("hunter2");

        Assert.Equal("hunter2", secret.Reveal());
        Assert.Equal("***", secret.ToString());
        Assert.Equal("***", $"{secret}");
        Assert.DoesNotContain("hunter2", JsonSerializer.Serialize(secret), StringComparison.Ordinal);
        Assert.Equal("Login { User = me, Password = *** }", new Login("me", secret).ToString());
    }

    private sealed record Login(string User, Secret<string> Password);
}
