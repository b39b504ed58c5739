using System.Globalization;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;

namespace Tinpot.Hosting;

/// <summary>
/// Checks the settings of the framework that say where the host listens, each under its own name. The server itself fails later and
/// names none of them.
/// </summary>
internal static class ListenSettings
{
    /// <param name="urls">From the command line; null = the configuration decides.</param>
    /// <exception cref="StartException">One of them cannot be read.</exception>
    public static void Check(string? urls, IConfiguration configuration)
    {
        if (urls is not null)
        {
            // The server would listen on an address of its own choice
            if (string.IsNullOrWhiteSpace(urls))
                throw new StartException($"--urls is empty. Write it like {ServeHost.DefaultUrl}.") { Typed = true };
            CheckUrls("--urls", urls, typed: true);
            return;
        }

        if (configuration[WebHostDefaults.ServerUrlsKey] is { Length: > 0 } configured)
            CheckUrls("ASPNETCORE_URLS (or urls in appsettings.json)", configured);
        CheckPorts("ASPNETCORE_HTTP_PORTS", configuration[WebHostDefaults.HttpPortsKey]);
        CheckPorts("ASPNETCORE_HTTPS_PORTS", configuration[WebHostDefaults.HttpsPortsKey]);
        foreach (IConfigurationSection endpoint in configuration.GetSection("Kestrel:Endpoints").GetChildren())
        {
            if (endpoint["Url"] is { Length: > 0 } url)
                CheckUrls($"{endpoint.Path}:Url", url);
        }
    }

    private static void CheckUrls(string source, string urls, bool typed = false)
    {
        foreach (string url in urls.Split(';', StringSplitOptions.RemoveEmptyEntries))
        {
            try
            {
                BindingAddress address = BindingAddress.Parse(url);
                // The server would take a port that is not a number for a part of the name, and listen on every address
                if (address is { IsUnixPipe: false, IsNamedPipe: false } && !address.Host.StartsWith('[') && address.Host.Contains(':', StringComparison.Ordinal))
                    throw new FormatException($"the port of '{url}' is not a number.");
            }
            catch (Exception failure) when (failure is FormatException or ArgumentException or InvalidOperationException)
            {
                throw new StartException($"{source} is not an address: {failure.Message} Write it like {ServeHost.DefaultUrl}.", failure) { Typed = typed };
            }
        }
    }

    private static void CheckPorts(string source, string? ports)
    {
        foreach (string port in ports?.Split(';', StringSplitOptions.RemoveEmptyEntries) ?? [])
        {
            if (!ushort.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out _))
                throw new StartException($"{source} is '{ports}'; it must be ports separated by semicolons, such as 8080.");
        }
    }
}
