using Tinpot.Runtime;

namespace Tinpot.Workers.Output;

/// <summary>Leads what actions write to <see cref="Console"/> to the log of their call; everything else goes where it went before.</summary>
/// <remarks>One of the two things that belong to the process and not to a host: there is one console.</remarks>
internal static class ConsoleRedirect
{
    private static readonly Lock Once = new();
    private static bool _installed;

    /// <summary>Installs it for the life of the process; again does nothing.</summary>
    public static void Install()
    {
        lock (Once)
        {
            if (_installed)
                return;
            _installed = true;
            Console.SetOut(new RedirectedWriter(OutputKind.Output, Console.Out, static () => Console.Out));
            Console.SetError(new RedirectedWriter(OutputKind.Error, Console.Error, static () => Console.Error));
        }
    }
}
