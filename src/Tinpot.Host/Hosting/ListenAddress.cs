using System.Net;
using Microsoft.AspNetCore.Http;

namespace Tinpot.Hosting;

/// <summary>Reads the addresses Kestrel says it bound.</summary>
internal static class ListenAddress
{
    /// <summary>Only this machine can connect. What cannot be read counts as open to the world.</summary>
    public static bool IsLocal(string address)
    {
        BindingAddress parsed;
        try
        {
            parsed = BindingAddress.Parse(address);
        }
        catch (FormatException)
        {
            return false;
        }

        return parsed.IsUnixPipe
            || parsed.IsNamedPipe
            || parsed.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
            || (IPAddress.TryParse(parsed.Host, out IPAddress? ip) && IPAddress.IsLoopback(ip));
    }
}
