using System.Text;
using System.Text.Json;
using Tinpot.Executions;

namespace Tinpot.Host.Tests.Stores;

public abstract partial class StoreContract
{
    [Fact]
    public async Task Pages_hold_everything_once_newest_first()
    {
        List<Guid> ids = [];
        for (int i = 0; i < 23; i++)
        {
            ids.Add(await Store.SubmitAsync(Given.Submission()));
            Store.Time.Advance(TimeSpan.FromMilliseconds(5));
        }

        List<Guid> seen = [];
        Guid? before = null;
        do
        {
            ExecutionPage page = await Store.Client.ListAsync(new ExecutionQuery { Before = before, Limit = 5 }, Deadline);
            Assert.True(page.Items.Count == 5 || page.NextBefore is null);
            seen.AddRange(page.Items.Select(item => item.Id));
            before = page.NextBefore;
            // What is new meanwhile stands before the cursor and moves nothing.
            await Store.SubmitAsync(Given.Submission());
        }
        while (before is not null);

        Assert.Equal(Enumerable.Reverse(ids), seen);
        Assert.Null((await Store.Client.ListAsync(new ExecutionQuery { Limit = 200 }, Deadline)).NextBefore);
    }

    [Fact]
    public async Task Filters_narrow_and_join()
    {
        // The claims on the way take whatever waits, so what stays PENDING comes last.
        Dictionary<ExecutionState, Guid> ids = [];
        foreach (ExecutionState state in Enum.GetValues<ExecutionState>().Where(state => state != ExecutionState.PENDING))
            ids[state] = (await BringToAsync(state, retries: 0)).ExecutionId;
        Guid devops = await Store.SubmitAsync(Given.Submission("deploy", "devops", "DevOps"));
        Guid deploy = await Store.SubmitAsync(Given.Submission("deploy"));
        async Task<IEnumerable<Guid>> List(ExecutionQuery query) =>
            (await Store.Client.ListAsync(query, Deadline)).Items.Select(item => item.Id);

        foreach ((ExecutionState state, Guid id) in ids)
            Assert.Equal([id], await List(new ExecutionQuery { States = [state] }));
        Assert.Equal([deploy, devops], await List(new ExecutionQuery { States = [ExecutionState.PENDING] }));
        Assert.Equal([deploy, devops], await List(new ExecutionQuery { Action = "deploy" }));
        Assert.Equal([devops], await List(new ExecutionQuery { Group = "DevOps" }));
        Assert.Equal([devops], await List(new ExecutionQuery { Queue = "devops" }));
        Assert.Equal([deploy], await List(new ExecutionQuery { Action = "deploy", Queue = "default", States = [ExecutionState.PENDING] }));
        Assert.Empty(await List(new ExecutionQuery { Action = "deploy", States = [ExecutionState.SUCCESS, ExecutionState.FAILURE] }));
        Assert.Equal(
            [ids[ExecutionState.REVOKED], ids[ExecutionState.FAILURE], ids[ExecutionState.SUCCESS]],
            await List(new ExecutionQuery
            {
                States = [ExecutionState.SUCCESS, ExecutionState.REVOKED, ExecutionState.FAILURE, ExecutionState.SUCCESS],
            }));
    }

    [Fact]
    public async Task List_of_a_principal_holds_what_that_name_asked_for()
    {
        Guid first = await Store.SubmitAsync(Given.Submission());
        Guid bobs = await Store.SubmitAsync(Given.Submission("deploy") with { RequestedBy = Given.Bob });
        Guid second = await Store.SubmitAsync(Given.Submission("deploy"));

        Assert.Equal([second, first], await ListIdsAsync(new ExecutionQuery { RequestedBy = "Alice Ångström" }));
        Assert.Equal([bobs], await ListIdsAsync(new ExecutionQuery { RequestedBy = "Bob" }));
        Assert.Equal([second], await ListIdsAsync(new ExecutionQuery { RequestedBy = "Alice Ångström", Action = "deploy" }));
        Assert.Empty(await ListIdsAsync(new ExecutionQuery { RequestedBy = "bob" }));
        Assert.Empty(await ListIdsAsync(new ExecutionQuery { RequestedBy = "keys:bob" }));
        Assert.Equal([second, bobs, first], await ListIdsAsync(new ExecutionQuery { RequestedBy = "" }));
    }

    [Fact]
    public async Task List_of_a_time_holds_what_was_created_in_it()
    {
        DateTimeOffset begin = Store.Time.GetUtcNow();
        List<Guid> ids = [];
        for (int i = 0; i < 6; i++)
        {
            ids.Add(await Store.SubmitAsync(Given.Submission(i % 2 == 0 ? "even" : "odd")));
            Store.Time.Advance(TimeSpan.FromSeconds(10));
        }

        DateTimeOffset At(int seconds) => begin + TimeSpan.FromSeconds(seconds);
        Assert.Equal([ids[5], ids[4], ids[3]], await ListIdsAsync(new ExecutionQuery { Since = At(30) }));
        Assert.Equal([ids[2], ids[1], ids[0]], await ListIdsAsync(new ExecutionQuery { Until = At(30) }));
        Assert.Equal([ids[3], ids[2]], await ListIdsAsync(new ExecutionQuery { Since = At(20), Until = At(40) }));
        Assert.Equal([ids[3]], await ListIdsAsync(new ExecutionQuery { Since = At(20), Until = At(40), Action = "odd", Queue = "default", Group = "General" }));
        Assert.Equal([ids[3]], await ListIdsAsync(new ExecutionQuery { Since = At(20).AddTicks(1), Until = At(30).AddTicks(1) }));
        Assert.Empty(await ListIdsAsync(new ExecutionQuery { Since = At(40), Until = At(20) }));
        Assert.Empty(await ListIdsAsync(new ExecutionQuery { Since = DateTimeOffset.MaxValue }));
        Assert.Empty(await ListIdsAsync(new ExecutionQuery { Until = DateTimeOffset.MinValue }));
        Assert.Equal(6, (await ListIdsAsync(new ExecutionQuery { Since = DateTimeOffset.MinValue, Until = DateTimeOffset.MaxValue })).Count);
        Assert.Equal([ids[3]], await ListIdsAsync(new ExecutionQuery
        {
            Since = At(20),
            Until = At(40),
            States = [ExecutionState.PENDING, ExecutionState.SUCCESS],
            Search = "odd",
        }));

        ExecutionPage page = await Store.Client.ListAsync(new ExecutionQuery { Since = At(10), Until = At(50), Limit = 3 }, Deadline);
        Assert.Equal([ids[4], ids[3], ids[2]], page.Items.Select(item => item.Id));
        Assert.Equal([ids[1]], await ListIdsAsync(new ExecutionQuery { Since = At(10), Until = At(50), Limit = 3, Before = page.NextBefore }));
    }

    [Fact]
    public async Task A_probe_writes_and_leaves_nothing_to_see()
    {
        await Store.Work.ProbeWriteAsync(Deadline);
        await Store.Work.ProbeWriteAsync(Deadline);
        Assert.Empty(await ListIdsAsync(new ExecutionQuery()));
        Assert.Empty(await Store.Client.LanesAsync(Deadline));
    }

    private async Task<IReadOnlyList<Guid>> ListIdsAsync(ExecutionQuery query) =>
        [.. (await Store.Client.ListAsync(query, Deadline)).Items.Select(item => item.Id)];

    public static TheoryData<string, string> Texts => new()
    {
        // a value, and what finds it
        { @"C:\temp\x", @"c:\temp\x" },
        { @"C:\temp\x", @"\TEMP" },
        { "say \"hi\"", "\"hi\"" },
        { "one\ttwo", "e\tt" },
        { "one\ntwo", "one\ntwo" },
        { "one\r\ntwo", "e\r\nt" },
        { "rocket 🚀 go", "🚀" },
        { "naïve", "NAÏVE" },
        { "a/b", "a/b" },
        { "<b>&amp;'+", "<b>&AMP;'+" },
        { "\u2028 \u0001 x", "\u2028 \u0001" },
    };

    /// <summary>Whichever way the value was written as JSON.</summary>
    [Theory]
    [MemberData(nameof(Texts))]
    public async Task Search_sees_text_and_not_how_it_is_encoded(string value, string text)
    {
        Guid strict = await SubmitWithAsync(JsonSerializer.SerializeToUtf8Bytes(value));
        Guid relaxed = await SubmitWithAsync(JsonSerializer.SerializeToUtf8Bytes(value, Relaxed));
        Guid name = await Store.SubmitAsync(Given.Submission() with
        {
            Arguments = JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, int> { [value] = 1 }),
        });
        await SubmitWithAsync("\"something else\""u8.ToArray());
        Assert.Equal([name, relaxed, strict], await ListIdsAsync(new ExecutionQuery { Search = text }));
    }

    [Fact]
    public async Task Search_finds_no_escapes_and_looks_at_the_beginning_of_what_is_long()
    {
        await SubmitWithAsync("\"\\u00e9 \\n\""u8.ToArray());
        Guid number = await SubmitWithAsync("[12345, true]"u8.ToArray());
        foreach (string text in (string[])["u00e9", @"\u00e9", @"\n", "00e9", "x\":"])
            Assert.Empty(await ListIdsAsync(new ExecutionQuery { Search = text }));
        Assert.Equal([number], await ListIdsAsync(new ExecutionQuery { Search = "2345" }));

        // Cut off at every place within an escaped character
        foreach (int length in Enumerable.Range(2_020, 30))
        {
            Guid cut = await SubmitWithAsync(Encoding.UTF8.GetBytes($"\"{length} needle {new string('x', length)}\\ud83d\\ude80\\ud83d\\ude80 end\""));
            Assert.Equal([cut], await ListIdsAsync(new ExecutionQuery { Search = $"{length} needle" }));
        }
    }

    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private Task<Guid> SubmitWithAsync(byte[] value) => Store.SubmitAsync(Given.Submission() with
    {
        Arguments = (byte[])[.. "{\"x\":"u8, .. value, (byte)'}'],
    });

    [Fact]
    public async Task Search_looks_at_action_title_principal_id_and_arguments()
    {
        Guid id = await Store.SubmitAsync(Given.Submission("db_backup") with
        {
            Title = "Back up the Database",
            Arguments = Encoding.UTF8.GetBytes("""{"path":"/srv/Ärger"}"""),
        });
        Guid other = await Store.SubmitAsync(Given.Submission() with { RequestedBy = Given.Bob });
        async Task<IEnumerable<Guid>> Search(string text) =>
            (await Store.Client.ListAsync(new ExecutionQuery { Search = text }, Deadline)).Items.Select(item => item.Id);

        foreach (string text in (string[])["BACKUP", "the data", "ångström", "keys:alice", "/srv/ärger", $"{id}", $"{id:N}", $" {id} "])
            Assert.Equal([id], await Search(text));
        Assert.Equal([other], await Search("bob"));
        Assert.Equal([other, id], await Search($"{id}"[..7]));
        Assert.Equal([other, id], await Search(""));
        Assert.Empty(await Search("nothing like it"));
        Assert.Empty(await Search("\\u00e9"));
        Assert.Empty(await Search("roles"));
    }
}
