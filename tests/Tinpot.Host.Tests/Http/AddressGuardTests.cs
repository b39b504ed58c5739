using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Tinpot.Host.Tests.Api.Support;
using Tinpot.Http;

namespace Tinpot.Host.Tests.Http;

/// <summary>A start away from loopback is stopped elsewhere; this is the request's own check, for hosts that bind later or otherwise.</summary>
public class AddressGuardTests(ApiHost host) : IClassFixture<ApiHost>
{
    [Theory]
    [InlineData("192.0.2.1", "not-loopback")]
    [InlineData("2001:db8::1", "not-loopback")]
    [InlineData("127.0.0.1", null)]
    [InlineData("::1", null)]
    public void Without_authentication_only_connections_to_loopback_are_served(string local, string? slug)
    {
        var context = new DefaultHttpContext();
        context.Request.Method = HttpMethods.Get;
        context.Request.Host = new HostString("localhost");
        context.Connection.LocalIpAddress = IPAddress.Parse(local);
        Assert.Equal(slug, host.Services.GetRequiredService<RequestGuard>().Refuse(context)?.Slug);
    }
}
