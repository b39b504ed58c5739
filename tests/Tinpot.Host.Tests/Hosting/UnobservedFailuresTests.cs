using System.Runtime.CompilerServices;
using Tinpot.Host.Tests.Workers;
using Tinpot.Hosting;

namespace Tinpot.Host.Tests.Hosting;

/// <summary>A task that fails and that nothing awaits leaves a line in the log.</summary>
public sealed class UnobservedFailuresTests
{
    [Fact]
    public async Task A_failure_is_one_line_and_a_cancellation_is_none()
    {
        var log = new RecordingLogger<UnobservedFailures>();
        var failures = new UnobservedFailures(log);
        await failures.StartAsync(CancellationToken.None);
        string reason = $"nobody waits {Guid.NewGuid():n}";
        try
        {
            Forget(new OperationCanceledException(reason));
            Forget(new InvalidOperationException(reason));
            await Eventually.TrueAsync(() =>
            {
                GC.Collect();
                GC.WaitForPendingFinalizers();
                return Task.FromResult(log.Messages.Any(message => message.Contains(reason, StringComparison.Ordinal)));
            });
        }
        finally
        {
            await failures.StopAsync(CancellationToken.None);
        }

        Assert.Equal([$"Error A task that nothing awaited failed: {reason}"], log.Messages.Where(message => message.Contains(reason, StringComparison.Ordinal)));
    }

    /// <summary>Nothing here may keep the task.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Forget(Exception failure) => _ = Task.FromException(failure);
}
