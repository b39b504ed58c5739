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
