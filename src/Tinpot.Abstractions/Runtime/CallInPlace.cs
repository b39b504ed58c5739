using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Tinpot.Runtime;

/// <summary>Runs an action in place, outside of any host: nothing is recorded and there are no services.</summary>
internal static class CallInPlace
{
    public static async Task<ReadOnlyMemory<byte>?> RunAsync<TCall>(Guid id, ReadOnlyMemory<byte> arguments)
        where TCall : struct, ISubmittedCall
    {
        var run = new ExecutionRun
        {
            Id = id,
            RequestedBy = Environment.UserName,
            Cancellation = ActionExecution.Current?.Cancellation ?? new ActionCancellation(CancellationToken.None, static () => StopReason.None),
        };
        var invocation = new ActionInvocation(arguments, new NoServices(TCall.Action), run.Root(new Nowhere()));
        try
        {
            await TCall.RunAsync(invocation).ConfigureAwait(false);
            return invocation.WrittenResult;
        }
        catch (Exception error) when (error is not (OperationCanceledException or MissingServiceException))
        {
            throw new ActionFailedException(id, TCall.Action, "FAILURE", "exception", error.GetType().ToString(), error.Message, error);
        }
    }

    /// <summary>An optional service is null; a required one is an error that explains what to do.</summary>
    private sealed class NoServices(string action) : ISupportRequiredService, IKeyedServiceProvider
    {
        public object? GetService(Type serviceType) => null;

        public object GetRequiredService(Type serviceType) => throw new MissingServiceException(
            $"Outside an execution there are no services, and '{action}' takes a {serviceType}: run it in a host, or call its method and pass the service.");

        public object? GetKeyedService(Type serviceType, object? serviceKey) => null;

        public object GetRequiredKeyedService(Type serviceType, object? serviceKey) => GetRequiredService(serviceType);
    }

    private sealed class MissingServiceException(string message) : InvalidOperationException(message);

    private sealed class Nowhere : ICallSink, IOutputWriter
    {
        public string CallId => "0";

        public void Write(OutputKind kind, ReadOnlySpan<char> text, bool endLine)
        {
        }

        public void Write(ReadOnlySpan<char> text)
        {
        }

        public IOutputWriter Open(OutputKind kind) => this;

        public void Log(LogLevel level, string message, Exception? exception)
        {
        }

        public void Report(double fraction, string? message)
        {
        }

        public void Item(long index, ReadOnlySpan<byte> json)
        {
        }

        public ICallSink Start(string action, ReadOnlySpan<byte> arguments) => this;

        public ICallSink Submit(string action, ReadOnlySpan<byte> arguments, Guid executionId) => this;

        public void Finish(in CallEnd end)
        {
        }

        public void Count(string action, long repeated, long failed, TimeSpan total)
        {
        }

        public void Dispose()
        {
        }
    }
}
