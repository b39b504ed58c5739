using System.Text;
using StackExchange.Redis;
using Tinpot.Executions;
using Tinpot.Fleet;
using Tinpot.Fleet.Redis;
using Tinpot.Host.Tests.Fleet.Redis;
using Tinpot.Host.Tests.Hosting;
using Tinpot.Security;
using Tinpot.Stores.Redis;

namespace Tinpot.Host.Tests.Stores.Redis;

/// <summary>Writes records into a Redis as another writer, or a damaged backup, might: each is a sound one with something changed.</summary>
internal sealed class RecordMutator(IDatabase database, Random random, ExecutionSubmission sound)
{
    private const string P = "tp:{0}:";

    private static readonly string[] Words = ["-1", "99999999999999999999", "1e9", "nan", "", " ", "0x10", "STARTED", "SUCCESS", "-", "{", "null", "9007199254740993"];

    private static readonly LocalCatalog Catalog = RedisRegistry.Catalog(TestAction.Echo("one", "") with { Aliases = ["uno"] });

    private readonly string _lane = LaneName.Of(sound.Queue, sound.Group);

    /// <summary>Executions whose records were changed.</summary>
    public List<Guid> Victims { get; } = [];

    /// <summary>How many of each kind were written.</summary>
    public SortedDictionary<string, int> Written { get; } = new(StringComparer.Ordinal);

    public async Task MutateAsync()
    {
        (string kind, Func<Task> write) = random.Next(100) switch
        {
            < 30 => ("head", () => WriteAsync("PENDING", head: Mutated, details: whole => whole)),
            < 50 => ("details", (Func<Task>)(() => WriteAsync("PENDING", head: whole => whole, details: Mutated))),
            < 62 => ("state", () => WriteAsync(Pick("SCHEDULED", "STARTED", "RETRY", "FAILURE", "SUCCESS"), random.Next(2) == 0 ? Mutated : whole => whole, Mutated)),
            < 72 => ("stream", WriteStreamAsync),
            < 79 => ("lane", WriteLaneAsync),
            < 86 => ("catalog", WriteCatalogAsync),
            < 93 => ("worker", WriteWorkerAsync),
            < 97 => ("key", WriteKeyAsync),
            _ => ("message", () => database.PublishAsync(RedisChannel.Literal(P + Pick("work", "cancel", "e:x")), Mutated("default:General"u8.ToArray()))),
        };
        Written[kind] = Written.GetValueOrDefault(kind) + 1;
        try
        {
            await write();
        }
        catch (RedisServerException)
        {
            // A host was there first, or another change was
        }
    }

    private async Task WriteAsync(string state, Func<byte[], byte[]> head, Func<byte[], byte[]> details)
    {
        var id = Guid.CreateVersion7();
        Victims.Add(id);
        string name = id.ToString("N"), key = P + "x:" + name;
        long now = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
        string started = state is "PENDING" or "SCHEDULED" ? "-" : $"{now}";
        string limits = random.Next(4) == 0 ? """[["double_far",null,100]]""" : "";
        string text = $"{state} 1 1 0 10 {(started == "-" ? 0 : 1)} 0 0 1 0 0 0 {now * 4096} {now} {now} {(state == "RETRY" ? now + 100 : "-")} {started} - {(state == "STARTED" ? "gone" : "-")} {_lane} {sound.Action} {limits}";
        List<Task> writes =
        [
            database.HashSetAsync(key, [new("head", head(Encoding.UTF8.GetBytes(text))), new("details", details(SubmissionJson.Write(sound with { Id = id }).ToArray()))]),
            database.StreamAddAsync(key + ":e", [new("m", "1,0,0,0,0,10"), new("p", "{}\n")], "1-1"),
            database.SortedSetAddAsync(P + "all", name, now * 4096),
            database.SortedSetAddAsync(P + "i:" + state, name, now * 4096),
        ];
        writes.Add(state switch
        {
            "PENDING" => database.SortedSetAddAsync(P + "lane:" + _lane, name, Pick(0, 1e14, double.PositiveInfinity, double.NegativeInfinity)),
            "STARTED" => database.SortedSetAddAsync(P + "running", name, Pick(0, now + 1_000, double.NegativeInfinity)),
            "SCHEDULED" or "RETRY" => database.SortedSetAddAsync(P + "due", name, Pick(0, now + 50, double.PositiveInfinity)),
            _ => database.SortedSetAddAsync(P + "finished", name, Pick(0, now)),
        });
        if (random.Next(10) == 0)
            writes.Add(database.HashSetAsync(key, [new("error", Mutated("""{"type":"t","message":"m","reason":"crash"}"""u8.ToArray())), new("cancelled_by", Mutated(PrincipalJson.Write(Given.Alice).ToArray()))]));
        if (random.Next(20) == 0)
            writes.Add(OfAnotherTypeAsync(key));
        await Task.WhenAll(writes);
    }

    private async Task WriteStreamAsync()
    {
        await WriteAsync("PENDING", whole => whole, whole => whole);
        string stream = $"{P}x:{Victims[^1]:N}:e";
        await (random.Next(6) switch
        {
            0 => OfAnotherTypeAsync(stream),
            1 => OfAnotherTypeAsync(stream[..^1] + "l"),
            2 => database.ListRightPushAsync(stream[..^1] + "c", Mutated("1-1"u8.ToArray())),
            3 => database.StreamAddAsync(stream, "x", Mutated("y"u8.ToArray()), Pick("1-7", "99-1", "18446744073709551615-5")),
            4 => database.StreamAddAsync(stream, [new("m", Mutated("1,1,1,0,1,10"u8.ToArray())), new("p", Mutated("{\"type\":\"log\"}\n"u8.ToArray()))], "1-2"),
            _ => (Task)database.SortedSetAddAsync(stream[..^1] + "l", Mutated("1-1"u8.ToArray()), random.Next(3)),
        });
    }

    private Task WriteLaneAsync() => random.Next(4) switch
    {
        0 => database.SetAddAsync(P + "lanes", Mutated(Encoding.UTF8.GetBytes(_lane))),
        1 => database.SortedSetAddAsync(P + "lines:" + _lane, Mutated("""[["double_far",null,100]]"""u8.ToArray()), random.Next(10)),
        2 => Task.WhenAll(
            database.SetAddAsync(P + "blocked:double_far:", Mutated(Encoding.UTF8.GetBytes(_lane + """ [["double_far",null,100]]"""))),
            database.SetAddAsync(P + "keys:blocked:double_far", "")),
        _ => database.SortedSetAddAsync(P + "lane:" + _lane, Mutated(Encoding.UTF8.GetBytes(Guid.NewGuid().ToString("N"))), random.Next(10)),
    };

    private async Task WriteCatalogAsync()
    {
        string hash = random.Next(50).ToString("x8", System.Globalization.CultureInfo.InvariantCulture);
        RedisKey key = RedisFleetRegistry.CatalogKey("tp", hash);
        await database.KeyDeleteAsync(key);
        await (random.Next(8) == 0 ? OfAnotherTypeAsync(key!) : database.StringSetAsync(key, Mutated(CompressedText.Pack(Catalog.Document)), TimeSpan.FromSeconds(20)));
        await database.SortedSetAddAsync("tp:cats", hash, random.Next(100));
    }

    private async Task WriteWorkerAsync()
    {
        string instance = $"mutated-{random.Next(50)}";
        RedisKey key = Heartbeat.Key("tp", instance);
        await database.KeyDeleteAsync(key);
        await (random.Next(8) == 0
            ? OfAnotherTypeAsync(key!)
            : database.StringSetAsync(key, Mutated(WorkerStatusJson.ToBytes(RedisRegistry.Worker(instance, Catalog))), TimeSpan.FromSeconds(20)));
        await database.SetAddAsync("tp:workers", instance);
    }

    /// <summary>An index or a counter.</summary>
    private Task WriteKeyAsync()
    {
        if (random.Next(4) == 0)
            return database.HashSetAsync(P + Pick("waiting", "running_by"), Pick(sound.Queue, _lane), "garbage");
        string key = Pick(
            P + "lane:" + _lane, P + "lanes", P + "waiting", P + "running", P + "running_by", P + "due", P + "all", P + "a:" + sound.Action, P + "q:" + sound.Queue,
            P + "g:" + sound.Group, P + "i:PENDING", P + "i:STARTED", P + "i:SUCCESS", P + "i:FAILURE", P + "finished", P + "seq", P + "ready", P + "turn", P + "bad",
            P + "lines:" + _lane, P + "run:double_far:", P + "all:double_far:", P + "keys:run:double_far", P + "blocked:double_far:", "tp:workers", "tp:cats", "tp:cats:seq");
        return OfAnotherTypeAsync(key);
    }

    private async Task OfAnotherTypeAsync(string key)
    {
        await database.KeyDeleteAsync(key);
        await (random.Next(3) switch
        {
            0 => database.StringSetAsync(key, "nonsense"),
            1 => database.ListRightPushAsync(key, "nonsense"),
            _ => (Task)database.HashSetAsync(key, "nonsense", "nonsense"),
        });
    }

    private byte[] Mutated(byte[] sound)
    {
        List<byte> bytes = [.. sound];
        switch (random.Next(7))
        {
            case 0:
                for (int i = random.Next(1, 5); i > 0 && bytes.Count > 0; i--)
                    bytes[random.Next(bytes.Count)] = (byte)random.Next(256);
                break;
            case 1:
                bytes.RemoveRange(bytes.Count / 2, random.Next(bytes.Count - bytes.Count / 2 + 1));
                break;
            case 2:
                byte[] more = new byte[random.Next(1, 64)];
                random.NextBytes(more);
                bytes.InsertRange(random.Next(bytes.Count + 1), more);
                break;
            case 3 or 4:
                string[] words = Encoding.Latin1.GetString(sound).Split(' ', ',', ':');
                words[random.Next(words.Length)] = Pick(Words);
                return Encoding.Latin1.GetBytes(string.Join(Pick(" ", ",", ":"), words));
            case 5:
                return [];
            default:
                byte[] nonsense = new byte[random.Next(200)];
                random.NextBytes(nonsense);
                return nonsense;
        }

        return [.. bytes];
    }

    private T Pick<T>(params T[] choices) => choices[random.Next(choices.Length)];
}
