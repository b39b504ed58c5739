using System.Text;
using Microsoft.Extensions.Logging;
using Tinpot.Executions.Events;
using Tinpot.Host.Tests.Workers.Log;
using Tinpot.Runtime;
using Tinpot.Workers.Log;

namespace Tinpot.Host.Tests.Workers.Injection;

/// <summary>Whatever fails while an event is written, and whoever catches it: half an event is never stored, and a missing one is known.</summary>
public sealed class SpoiledLogTests
{
    private static readonly (string Name, Action<CallLog> Do)[] Writings =
    [
        ("line", call => call.Write(OutputKind.Output, "a line", endLine: true)),
        ("part", call => call.Write(OutputKind.Error, "a part", endLine: false)),
        ("raw", call => call.OpenRaw().Write("a raw line\n")),
        ("entry", call => call.Log(LogLevel.Information, "an entry", null)),
        ("progress", call => call.Report(0.5, "half")),
        ("item", call => call.Item(0, "1"u8)),
        ("call", call => call.Start("other", "{}"u8)),
        ("finish", call => call.Finish(new CallEnd { Duration = TimeSpan.Zero, Result = "1"u8 })),
        ("count", call => call.Count("other", 3, 1, TimeSpan.FromSeconds(1))),
    ];

    [Fact]
    public async Task What_fails_half_way_is_not_stored_and_not_forgotten()
    {
        int met = 0;
        foreach ((string kind, Func<Exception> make) in FaultKinds.All)
        {
            foreach ((string name, Action<CallLog> write) in Writings)
            {
                for (int after = 0; after < 4; after++)
                {
                    if (await TryAsync($"{name}, {kind}, after {after}", write, make, after))
                        met++;
                }
            }
        }

        Assert.True(met > FaultKinds.All.Length * Writings.Length / 2, $"Only {met} faults were met.");
    }

    private static async Task<bool> TryAsync(string what, Action<CallLog> write, Func<Exception> make, int after)
    {
        var clock = new FaultyClock();
        using var log = new TestLog(options => options with { Clock = clock });
        CallLog inner = log.Log.StartCall(log.Root, "inner", "{}"u8);
        clock.Arm(make, after);
        // An action may catch whatever it gets
        Exception? caught = Record.Exception(() => write(inner));
        bool thrown = clock.Thrown;
        clock.Disarm();
        Record.Exception(() => log.WriteLine("after it"));

        Exception? ended = await Record.ExceptionAsync(() => log.Log.CompleteAsync().WaitAsync(TimeSpan.FromSeconds(30)));
        Assert.False(ended is TimeoutException, $"{what}: it never ends.");
        Assert.True(caught is null || log.Log.Fault is not null || ended is not null, $"{what}: {caught?.GetType()} was caught, and nobody knows.");
        foreach (EventBatch batch in log.Sink.Batches)
        {
            var damages = new List<string>();
            StoredEvents.Check(batch, (_, reason) => damages.Add(reason));
            Assert.True(damages.Count == 0, $"{what}: {string.Join(", ", damages)}: {Encoding.UTF8.GetString(batch.Payload.Span)}");
        }

        return thrown && caught is not null;
    }
}
