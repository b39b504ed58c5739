using Microsoft.Data.Sqlite;
using Tinpot.Executions;
using Tinpot.Stores.Sqlite;
using Tinpot.Stores.Sqlite.Writing;

namespace Tinpot.Host.Tests.Stores.Sqlite;

public sealed class SqliteTransitionEffectTests : TransitionEffectContract
{
    private const string Refused = "refused_by_its_effect";

    [Fact]
    public async Task A_change_whose_effect_fails_is_not_stored()
    {
        await Store.SubmitAsync(Given.Submission());
        await Assert.ThrowsAsync<InvalidOperationException>(() => Store.SubmitAsync(Given.Submission(queue: Refused)));
        ExecutionPage page = await Store.Client.ListAsync(new ExecutionQuery { Limit = 10 }, CancellationToken.None);
        Assert.Equal("default", Assert.Single(page.Items).Queue);
        Assert.Equal(1, await CountAsync());
    }

    [Fact]
    public async Task What_cannot_be_read_is_set_aside_with_its_effect()
    {
        Guid id = await Store.SubmitAsync(Given.Submission());
        await ExecuteAsync("UPDATE executions SET requested_by = '?'");
        Assert.Empty(await Store.Work.ClaimAsync(Given.AnyWork, CancellationToken.None));
        Assert.Equal(["Submit - PENDING", "SetAside - FAILURE"], await RecordedAsync(id));
    }

    private protected override async Task<StoreHarness> OpenAsync()
    {
        SqliteHarness harness = await SqliteHarness.OpenAsync();
        using (var connection = new SqliteConnection($"Data Source={harness.Folder}/tinpot.db"))
        {
            connection.Open();
            using SqliteCommand command = connection.CreateCommand();
            command.CommandText = "CREATE TABLE recorded (execution BLOB, text TEXT)";
            command.ExecuteNonQuery();
        }

        harness.Options = harness.Options with { Effects = statements => [new Recording(statements)] };
        await harness.ReopenAsync();
        return harness;
    }

    private protected override async Task<string[]> RecordedAsync(Guid id)
    {
        var harness = (SqliteHarness)Store;
        return await harness.Store.Writer.RunAsync(
            session =>
            {
                List<string> texts = [];
                Statement rows = session.Statements["SELECT text FROM recorded WHERE execution = ? ORDER BY rowid"].Add(id);
                while (rows.Step())
                    texts.Add(rows.Text(0));
                return texts.ToArray();
            },
            CancellationToken.None);
    }

    private Task<long> CountAsync() => ((SqliteHarness)Store).Store.Writer.RunAsync(
        session =>
        {
            Statement count = session.Statements["SELECT count(*) FROM recorded"];
            count.Step();
            long rows = count.Int64(0);
            count.Reset();
            return rows;
        },
        CancellationToken.None);

    private Task ExecuteAsync(string text) =>
        ((SqliteHarness)Store).Store.Writer.RunAsync(session => session.Statements[text].Run(), CancellationToken.None);

    private sealed class Recording(StatementSet statements) : ITransitionEffect
    {
        private readonly Statement _insert = statements["INSERT INTO recorded VALUES (?, ?)"];

        public void Write(in WrittenTransition transition)
        {
            string from = transition.From?.ToString() ?? "-";
            _insert.Add(transition.Id).Add($"{transition.By} {from} {transition.To}").Run();
            if (transition.Queue == Refused)
                throw new InvalidOperationException("The effect fails.");
        }
    }
}
