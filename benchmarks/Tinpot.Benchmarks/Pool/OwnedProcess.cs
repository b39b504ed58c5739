using System.Diagnostics;

namespace Tinpot.Benchmarks.Pool;

/// <summary>A process that lasts as long as the benchmark; what it logs goes to standard error.</summary>
internal sealed class OwnedProcess : IDisposable
{
    private readonly Process _process;

    public OwnedProcess(string program, string[] arguments, string folder, IReadOnlyDictionary<string, string> environment)
    {
        ProcessStartInfo start = new(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        foreach ((string name, string value) in environment)
            start.Environment[name] = value;
        _process = Process.Start(start)!;
    }

    public int Id => _process.Id;

    /// <summary>Sends it a line and returns the line that it answers.</summary>
    public async Task<string> AskAsync(string line)
    {
        await _process.StandardInput.WriteLineAsync(line);
        await _process.StandardInput.FlushAsync();
        return await _process.StandardOutput.ReadLineAsync()
            ?? throw new InvalidOperationException($"'{_process.StartInfo.FileName}' ended instead of answering '{line}'; what it says about it stands above.");
    }

    /// <summary>Lets a program that answers lines end as it likes, so that it takes along what it started.</summary>
    public void Close()
    {
        _process.StandardInput.Close();
        _process.WaitForExit(TimeSpan.FromSeconds(10));
    }

    public void Dispose()
    {
        _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
        _process.Dispose();
    }
}
