using System.Globalization;
using Microsoft.Extensions.Configuration;
using OpenTelemetry.Exporter;

namespace Tinpot.Hosting;

/// <summary>What the variables of OpenTelemetry say of one signal. Its library reads those for all signals by itself, and those for one only where it is given all.</summary>
/// <param name="settings">Holds the environment by variable name.</param>
/// <param name="name">As in the variables: <c>TRACES</c>, <c>METRICS</c>, <c>LOGS</c>.</param>
internal sealed class OtlpSignal(IConfiguration settings, string name)
{
    private const string All = "OTEL_EXPORTER_OTLP_";

    /// <summary>A collector is named for the signal, or for all, and nobody has switched it off.</summary>
    /// <exception cref="StartException">The collector's address is none.</exception>
    public bool IsWanted()
    {
        if (string.Equals(settings["OTEL_SDK_DISABLED"], "true", StringComparison.OrdinalIgnoreCase)
            || string.Equals(settings[$"OTEL_{name}_EXPORTER"], "none", StringComparison.OrdinalIgnoreCase))
            return false;
        bool own = IsAddress($"{All}{name}_ENDPOINT"), all = IsAddress($"{All}ENDPOINT");
        return own || all;
    }

    /// <summary>Sets what is said for this signal alone; the rest is set already.</summary>
    public void Configure(OtlpExporterOptions exporter)
    {
        if (Own("PROTOCOL") is { } protocol)
            exporter.Protocol = protocol == "grpc" ? OtlpExportProtocol.Grpc : OtlpExportProtocol.HttpProtobuf;
        if (Own("ENDPOINT") is { } endpoint)
            exporter.Endpoint = new Uri(endpoint);
        if (Own("HEADERS") is { } headers)
            exporter.Headers = headers;
        if (int.TryParse(Own("TIMEOUT"), CultureInfo.InvariantCulture, out int timeout))
            exporter.TimeoutMilliseconds = timeout;
    }

    private string? Own(string setting) => settings[$"{All}{name}_{setting}"] is { } text && !string.IsNullOrWhiteSpace(text) ? text : null;

    private bool IsAddress(string variable)
    {
        string? text = settings[variable];
        if (string.IsNullOrWhiteSpace(text))
            return false;
        // The library would send to its default instead, and say nothing
        return Uri.TryCreate(text, UriKind.Absolute, out Uri? address) && address.Scheme is "http" or "https"
            ? true
            : throw new StartException($"{variable} is '{text}'; it must be the address of a collector, such as http://127.0.0.1:4317.");
    }
}
