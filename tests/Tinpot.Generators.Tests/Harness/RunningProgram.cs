using System.Reflection;
using System.Runtime.Loader;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Tinpot.Runtime;

namespace Tinpot.Generators.Tests.Harness;

/// <summary>An emitted assembly, loaded, whose actions can be run.</summary>
internal sealed class RunningProgram : IDisposable
{
    private readonly AssemblyLoadContext _context = new("generated", isCollectible: true);

    public RunningProgram(byte[] assembly, params byte[][] others)
    {
        foreach (byte[] other in others)
            _context.LoadFromStream(new MemoryStream(other));
        Assembly = _context.LoadFromStream(new MemoryStream(assembly));
        Type catalog = Assembly.GetTypes().Single(static t => t is { Name: "ActionCatalog", Namespace: { } space } && space.StartsWith("Tinpot.Generated", StringComparison.Ordinal));
        Catalog = (CompiledCatalog)catalog.GetField("Instance")!.GetValue(null)!;
    }

    public System.Reflection.Assembly Assembly { get; }

    public CompiledCatalog Catalog { get; }

    public Action<IServiceCollection> Services { get; init; } = static _ => { };

    public CancellationToken Token { get; init; }

    public int ResultLimit { get; init; } = Array.MaxLength;

    /// <summary>Runs what is submitted; null = that runs in place.</summary>
    public ISubmitter? Submitter { get; set; }

    /// <param name="root">Keeps what is recorded, also when the action throws.</param>
    public async Task<ActionRun> RunAsync(string action, string arguments = "{}", RecordingSink? root = null)
    {
        ServiceCollection services = new();
        Catalog.ConfigureServices(services, new SingleSetting("configured"));
        Services(services);
        await using ServiceProvider provider = services.BuildServiceProvider();
        RecordingSink sink = root ?? new("0");
        ExecutionRun run = new()
        {
            Id = Guid.CreateVersion7(),
            RequestedBy = "tester",
            Levels = new EveryLevel(),
            NameInProgram = Catalog.NameOf,
            Submitter = Submitter,
            Cancellation = new ActionCancellation(Token, static () => StopReason.None),
        };
        ActionInvocation invocation = new(Encoding.UTF8.GetBytes(arguments), provider, run.Root(sink)) { ResultLimit = ResultLimit };
        await run.RunAsync(invocation.Execution, () => Catalog.InvokeAsync(action, invocation));
        return new ActionRun(invocation.WrittenResult is { } json ? Encoding.UTF8.GetString(json.Span) : null, sink);
    }

    /// <summary>Calls a static method of the program outside any execution.</summary>
    public object? Call(string type, string method, params object?[] arguments) =>
        Assembly.GetType(type)!.GetMethod(method, BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)!.Invoke(null, arguments);

    /// <summary>Reads a result with the action's generated reader and writes it with its writer.</summary>
    public string ReadAndWrite(string action, string json)
    {
        Type call = CallOf(action);
        MethodInfo write = call.GetMethod("WriteResult")!;
        object? value = typeof(RunningProgram).GetMethod(nameof(Read), BindingFlags.Static | BindingFlags.NonPublic)!
            .MakeGenericMethod(write.GetParameters()[1].ParameterType)
            .Invoke(null, BindingFlags.DoNotWrapExceptions, null, [call.GetMethod("ReadResult")!, json], null);
        using MemoryStream stream = new();
        using (Utf8JsonWriter writer = new(stream))
            write.Invoke(null, [writer, value]);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    /// <summary>The action has a reader for its result.</summary>
    public bool CanReadResult(string action) => CallOf(action).GetMethod("ReadResult") is not null;

    private Type CallOf(string action) => Assembly.GetTypes().Single(t => t.Name == "Call_" + action);

    private delegate T ResultReader<T>(ref Utf8JsonReader reader);

    private static T Read<T>(MethodInfo read, string json)
    {
        Utf8JsonReader reader = new(Encoding.UTF8.GetBytes(json));
        reader.Read();
        T value = read.CreateDelegate<ResultReader<T>>()(ref reader);
        Assert.False(reader.Read());
        return value;
    }

    public void Dispose() => _context.Unload();
}

/// <summary>Every level is on.</summary>
internal sealed class EveryLevel : ILogger
{
    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
    }
}

/// <param name="Result">The written result; null when there is none.</param>
internal sealed record ActionRun(string? Result, RecordingSink Root)
{
    /// <summary>The nested calls as <c>action arguments -> result</c>, indented by depth.</summary>
    public string Calls => Root.Describe();
}
