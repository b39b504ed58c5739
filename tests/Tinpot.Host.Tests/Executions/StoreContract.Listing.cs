using System.Text;
using Tinpot.Executions;

namespace Tinpot.Host.Tests.Executions;

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
            Since = At(20), Until = At(40), States = [ExecutionState.PENDING, ExecutionState.SUCCESS], Search = "odd",
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
        Assert.Empty(await Search("roles"));
    }
}
