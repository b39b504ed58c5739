using System.Globalization;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Tinpot.Executions;
using Tinpot.Stores.Sqlite;

namespace Tinpot.Hosting;

/// <summary>Turns what keeps a host from starting into a sentence that says what to change.</summary>
internal static class StartFailure
{
    private const string Elsewhere = "Choose another address with --urls http://127.0.0.1:8001 (or ASPNETCORE_URLS)";

    public static string Explain(Exception failure) => failure switch
    {
        StartException or DataFolderLockedException or StoreUnavailableException => failure.Message,
        IOException { InnerException: AddressInUseException } => $"{Taken(failure.Message)} {Elsewhere}, or stop the program that listens there.",
        IOException { InnerException: SocketException or AddressInUseException } or SocketException =>
            $"The host cannot listen: {failure.Message.TrimEnd('.')}. {Elsewhere}.",
        // Of a file of settings; the innermost exception says where it is wrong
        InvalidDataException { InnerException: not null } => $"{failure.Message} {failure.GetBaseException().Message} Correct the file.",
        // Kestrel, about a certificate that is missing
        InvalidOperationException when failure.Message.Contains("HTTPS endpoint", StringComparison.Ordinal) =>
            $"The host cannot listen: {failure.Message.Split('\n')[0].Trim()} Set Kestrel:Certificates:Default in appsettings.json, or listen on an address that begins with http://.",
        _ => $"The host cannot start because of an internal error. Report it with the following text.{Environment.NewLine}{failure}",
    };

    /// <summary>Kestrel names the address in its message only.</summary>
    private static string Taken(string message)
    {
        int start = message.IndexOf("http", StringComparison.Ordinal);
        string address = start < 0 ? "" : message[start..].Split(": ", 2)[0];
        return Uri.TryCreate(address, UriKind.Absolute, out Uri? uri)
            ? string.Create(CultureInfo.InvariantCulture, $"Port {uri.Port} is in use ({address}).")
            : message;
    }
}
