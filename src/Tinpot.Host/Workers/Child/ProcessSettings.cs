using System.Collections;
using System.Globalization;
using System.Runtime;
using Tinpot.Platform.Processes;

namespace Tinpot.Workers.Child;

/// <summary>What a process has once and any code in it may set: taken when this is made, and put back.</summary>
internal sealed class ProcessSettings
{
    private readonly uint _umask = ProcessFiles.SetUmask(0);
    private readonly string? _folder = ProcessFiles.Link("/proc/self/cwd");
    private readonly Dictionary<string, string> _environment = Variables();
    private readonly CultureInfo? _culture = CultureInfo.DefaultThreadCurrentCulture;
    private readonly CultureInfo? _uiCulture = CultureInfo.DefaultThreadCurrentUICulture;
    private readonly TextWriter _output = Console.Out;
    private readonly TextWriter _error = Console.Error;
    private readonly TextReader _input = Console.In;
    private readonly GCLatencyMode _latency = GCSettings.LatencyMode;
    private readonly (int Workers, int Io) _least;
    private readonly (int Workers, int Io) _most;

    public ProcessSettings()
    {
        ProcessFiles.SetUmask(_umask);
        ThreadPool.GetMinThreads(out _least.Workers, out _least.Io);
        ThreadPool.GetMaxThreads(out _most.Workers, out _most.Io);
    }

    /// <returns>What could not be put back; null when all is as it was.</returns>
    public string? PutBack()
    {
        ProcessFiles.SetUmask(_umask);
        // One that is still to ring would end the next execution
        _ = Libc.Alarm(0);
        PutBackWriters();
        PutBackVariables();
        PutBackRuntime();
        return PutBackFolder() ? null : $"another current directory, because {_folder} cannot be entered any more";
    }

    private bool PutBackFolder()
    {
        if (_folder is null || ProcessFiles.Link("/proc/self/cwd") == _folder)
            return true;
        try
        {
            Directory.SetCurrentDirectory(_folder);
            return true;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private void PutBackWriters()
    {
        if (Console.Out != _output)
            Console.SetOut(_output);
        if (Console.Error != _error)
            Console.SetError(_error);
        if (Console.In != _input)
            Console.SetIn(_input);
    }

    private void PutBackVariables()
    {
        int same = 0;
        IDictionary now = Environment.GetEnvironmentVariables();
        foreach (DictionaryEntry variable in now)
        {
            var name = (string)variable.Key;
            if (!_environment.TryGetValue(name, out string? value))
                Environment.SetEnvironmentVariable(name, null);
            else if (value == (string?)variable.Value)
                same++;
            else
                Environment.SetEnvironmentVariable(name, value);
        }

        if (same == _environment.Count)
            return;
        foreach ((string name, string value) in _environment)
        {
            if (!now.Contains(name))
                Environment.SetEnvironmentVariable(name, value);
        }
    }

    private void PutBackRuntime()
    {
        CultureInfo.DefaultThreadCurrentCulture = _culture;
        CultureInfo.DefaultThreadCurrentUICulture = _uiCulture;
        if (GCSettings.LatencyMode != _latency)
            GCSettings.LatencyMode = _latency;
        ThreadPool.GetMinThreads(out int workers, out int io);
        if ((workers, io) != _least)
            ThreadPool.SetMinThreads(_least.Workers, _least.Io);
        ThreadPool.GetMaxThreads(out workers, out io);
        if ((workers, io) != _most)
            ThreadPool.SetMaxThreads(_most.Workers, _most.Io);
    }

    private static Dictionary<string, string> Variables()
    {
        var variables = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (DictionaryEntry variable in Environment.GetEnvironmentVariables())
            variables[(string)variable.Key] = (string?)variable.Value ?? "";
        return variables;
    }
}
