using Microsoft.Data.Sqlite;
using Tinpot.Executions;
using Tinpot.Host.Tests.Stores.Redis.Connecting;
using Tinpot.Platform;
using Tinpot.Stores.Sqlite;
using Tinpot.Stores.Sqlite.Owning;

namespace Tinpot.Host.Tests.Stores.Sqlite;

/// <summary>That one host at a time works on a store, whatever becomes of the lock beside it.</summary>
public sealed class SqliteOwnerTests
{
    private static readonly ProcessIdentity Self = new("boot-1", "pid:[4026531836]", 100, 5_000, "machine-1", "web-1");
    private static readonly FileIdentity Database = new(11, 1), Lock = new(12, 2);

    [Fact]
    public async Task Second_host_is_kept_out_although_the_lock_file_was_deleted()
    {
        await using SqliteHarness harness = await SqliteHarness.OpenAsync();
        Lease running = (await harness.StartAsync()).Lease;
        File.Delete(Path.Combine(harness.Folder, "host.lock"));

        var locked = await Assert.ThrowsAsync<DataFolderLockedException>(() => SqliteStore.OpenAsync(harness.Options));

        Assert.Equal((Environment.ProcessId, Environment.MachineName), (locked.ProcessId, locked.Host));
        Assert.Contains($"process {Environment.ProcessId} on {Environment.MachineName}", locked.Message);
        Assert.Equal(ExecutionState.STARTED, (await harness.FindAsync(running.ExecutionId)).State);
        await harness.FinishAsync(running, Given.Outcome(ExecutionState.SUCCESS));
    }

    [Fact]
    public async Task Second_host_is_kept_out_by_another_path_too()
    {
        await using SqliteHarness harness = await SqliteHarness.OpenAsync();
        string link = harness.Folder + "-link";
        Directory.CreateSymbolicLink(link, harness.Folder);
        try
        {
            File.Delete(Path.Combine(harness.Folder, "host.lock"));
            await Assert.ThrowsAsync<DataFolderLockedException>(() => SqliteStore.OpenAsync(harness.Options with { Folder = link }));
        }
        finally
        {
            Directory.Delete(link);
        }
    }

    [Fact]
    public async Task Store_of_a_process_that_is_gone_is_taken_over_with_one_line()
    {
        await using SqliteHarness harness = await SqliteHarness.OpenAsync();
        await harness.CloseStoreAsync();
        var log = new ListLogger<SqliteStore>();
        harness.Options = harness.Options with { Logger = log };
        await harness.OpenStoreAsync();
        Assert.DoesNotContain(log.Lines, line => line.Text.Contains("takes it over"));
        await harness.CloseStoreAsync();

        // The number of a living process, and another start: the number was used again
        ProcessIdentity self = ProcessIdentity.Current;
        SetOwner(harness, self with { Started = self.Started - 1 });
        await harness.OpenStoreAsync();

        string line = Assert.Single(log.Lines, line => line.Text.Contains("takes it over")).Text;
        Assert.Contains($"process {self.Pid} on {self.Host}", line);
        await harness.SubmitAsync(Given.Submission());
    }

    [Fact]
    public async Task Owner_elsewhere_is_waited_for_until_it_gives_a_sign_of_life()
    {
        await using SqliteHarness harness = await SqliteHarness.OpenAsync();
        await harness.CloseStoreAsync();
        SetOwner(harness, Self with { Boot = "boot-elsewhere", Host = "web-2" });
        Task opening = harness.OpenStoreAsync();
        while (!opening.IsCompleted)
        {
            using (SqliteConnection connection = SqliteDatabase.OpenExistingWriter(harness.Folder))
                SqliteDatabase.Execute(connection, "UPDATE owner SET beats = beats + 1");
            harness.Time.Advance(TimeSpan.FromMilliseconds(100));
            await Task.WhenAny(opening, Task.Delay(5));
        }

        var locked = await Assert.ThrowsAsync<DataFolderLockedException>(() => opening);
        Assert.Equal((100, "web-2"), (locked.ProcessId, locked.Host));
    }

    [Fact]
    public async Task Owner_elsewhere_without_a_sign_of_life_is_taken_over_after_its_time()
    {
        await using SqliteHarness harness = await SqliteHarness.OpenAsync();
        await harness.CloseStoreAsync();
        SetOwner(harness, Self with { Boot = "boot-elsewhere", Host = "web-2" });
        var log = new ListLogger<SqliteStore>();
        harness.Options = harness.Options with { Logger = log };
        DateTimeOffset began = harness.Time.GetUtcNow();
        Task opening = harness.OpenStoreAsync();
        while (!opening.IsCompleted)
        {
            harness.Time.Advance(TimeSpan.FromMilliseconds(500));
            await Task.WhenAny(opening, Task.Delay(5));
        }

        await opening;
        Assert.True(harness.Time.GetUtcNow() - began >= OwnerCheck.Timeout, "It was taken over too early.");
        Assert.Contains(log.Lines, line => line.Text.Contains("it writes no heartbeat", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Host_that_was_taken_for_gone_writes_nothing_any_more()
    {
        await using SqliteHarness harness = await SqliteHarness.OpenAsync();
        Lease running = (await harness.StartAsync()).Lease;
        Guid waiting = await harness.SubmitAsync(Given.Submission());
        SetOwner(harness, Self with { Boot = "boot-elsewhere", Host = "web-2" });

        var refused = await Assert.ThrowsAsync<StoreUnavailableException>(() => harness.Work.ProbeWriteAsync(default));
        Assert.Contains("taken over by process 100 on web-2", refused.Message);
        await Assert.ThrowsAsync<StoreUnavailableException>(() => harness.SubmitAsync(Given.Submission()));
        await Assert.ThrowsAsync<StoreUnavailableException>(() => harness.Work.ClaimAsync(Given.AnyWork, default));
        await Assert.ThrowsAsync<StoreUnavailableException>(() => harness.CancelAsync(waiting));
        // What runs here is another's, or lost, by now
        await Assert.ThrowsAsync<OwnershipLostException>(() => harness.AppendAsync(running, Given.Lines(running, 2, 1, 1)));
        await Assert.ThrowsAsync<OwnershipLostException>(() => harness.FinishAsync(running, Given.Broken));
        await Assert.ThrowsAsync<OwnershipLostException>(() => harness.Work.ReleaseAsync(running, true, default));
        Assert.Equal(ExecutionState.PENDING, (await harness.FindAsync(waiting)).State);

        // It leaves the other's row alone
        await harness.CloseStoreAsync();
        using SqliteConnection connection = SqliteDatabase.OpenReader(harness.Folder);
        Assert.Equal("web-2", OwnerTable.Read(connection)?.Process.Host);
    }

    [Fact]
    public async Task Visitor_may_write_for_a_moment()
    {
        await using SqliteHarness harness = await SqliteHarness.OpenAsync();
        using (SqliteConnection connection = SqliteDatabase.OpenExistingWriter(harness.Folder))
            SqliteDatabase.Execute(connection, "INSERT INTO idempotency VALUES ('p', 'k', 0, x'00', x'00')");
        await harness.SubmitAsync(Given.Submission());
    }

    [Fact]
    public async Task Each_probe_is_a_sign_of_life_and_closing_leaves_no_owner()
    {
        await using SqliteHarness harness = await SqliteHarness.OpenAsync();
        using SqliteConnection connection = SqliteDatabase.OpenReader(harness.Folder);
        OwnerRow before = OwnerTable.Read(connection)!;
        await harness.Work.ProbeWriteAsync(default);
        OwnerRow after = OwnerTable.Read(connection)!;
        Assert.Equal((before.Token, before.Beats + 1), (after.Token, after.Beats));
        Assert.Equal(ProcessIdentity.Current, after.Process);
        Assert.Equal(16 * 1024, SqliteDatabase.Scalar(connection, "SELECT length(filler) FROM owner"));

        await harness.CloseStoreAsync();
        Assert.Null(OwnerTable.Read(connection));
    }

    public static TheoryData<string, string, string> Owners => new()
    {
        // what differs from the process that asks, what there is, who it is
        { "nothing", "running", nameof(OwnerLife.Alive) },
        { "nothing", "ended", nameof(OwnerLife.Gone) },
        { "nothing", "number used again", nameof(OwnerLife.Gone) },
        { "copied file", "running", nameof(OwnerLife.Gone) },
        { "replaced file", "running", nameof(OwnerLife.Gone) },
        { "boot", "ended", nameof(OwnerLife.Gone) },
        { "boot and host name", "ended", nameof(OwnerLife.Unknown) },
        { "boot and machine", "running", nameof(OwnerLife.Unknown) },
        { "boot, in a container", "running", nameof(OwnerLife.Unknown) },
        { "container with the same name and number", "running", nameof(OwnerLife.Unknown) },
        { "container with the same name and number", "silent", nameof(OwnerLife.Gone) },
        { "container with the same lock", "running", nameof(OwnerLife.Gone) },
        { "boot, no machine id", "running", nameof(OwnerLife.Unknown) },
    };

    [Theory]
    [MemberData(nameof(Owners))]
    public void Owner_is_judged_by_what_cannot_be_set_or_used_again(string differs, string state, string expected)
    {
        const long Now = 1_000_000;
        var row = new OwnerRow(Guid.NewGuid(), Self, Database, Lock, 7, state == "silent" ? Now - 21_000 : Now - 1_000);
        ProcessIdentity self = Self;
        FileIdentity? held = null;
        switch (differs)
        {
            case "copied file":
                row = row with { File = Database with { Inode = 99 } };
                break;
            case "replaced file":
                row = row with { File = Database with { Born = 99 } };
                break;
            case "boot":
                row = row with { Process = Self with { Boot = "boot-0" } };
                break;
            case "boot and host name":
                row = row with { Process = Self with { Boot = "boot-0", Host = "web-2" } };
                break;
            case "boot and machine":
                row = row with { Process = Self with { Boot = "boot-0", Machine = "machine-2" } };
                break;
            case "boot, in a container":
                self = Self with { PidSpace = "pid:[1]", Pid = 1 };
                row = row with { Process = self with { Boot = "boot-0" } };
                break;
            case "boot, no machine id":
                self = Self with { Machine = "" };
                row = row with { Process = self with { Boot = "boot-0" } };
                break;
            case "container with the same name and number":
                self = Self with { PidSpace = "pid:[1]", Pid = 1 };
                row = row with { Process = self with { PidSpace = "pid:[2]" } };
                break;
            case "container with the same lock":
                self = Self with { PidSpace = "pid:[1]", Pid = 1 };
                row = row with { Process = self with { PidSpace = "pid:[2]" } };
                held = Lock;
                break;
        }

        var check = new OwnerCheck(self, Database, held, _ => state switch
        {
            "ended" => null,
            "number used again" => Self.Started + 1,
            _ => Self.Started,
        });
        Assert.Equal(expected, check.Judge(row, Now).Life.ToString());
    }

    [Fact]
    public void Process_knows_itself()
    {
        ProcessIdentity self = ProcessIdentity.Current;
        Assert.True(self.SharesProcesses(self));
        Assert.Equal(self.Started, ProcessIdentity.StartOf(self.Pid));
        if (OperatingSystem.IsLinux())
        {
            Assert.Equal(36, self.Boot.Length);
            Assert.StartsWith("pid:[", self.PidSpace);
            Assert.NotEqual(0, self.Started);
        }
    }

    private static void SetOwner(SqliteHarness harness, ProcessIdentity process)
    {
        using SqliteConnection connection = SqliteDatabase.OpenExistingWriter(harness.Folder);
        OwnerRow? former = OwnerTable.Read(connection);
        var row = new OwnerRow(
            Guid.NewGuid(), process, FileIdentity.Read(SqliteDatabase.PathIn(harness.Folder)), null, (former?.Beats ?? 0) + 1, Environment.TickCount64);
        Assert.True(OwnerTable.Replace(connection, former, row));
    }
}
