using System.Globalization;
using Microsoft.Data.Sqlite;
using Tinpot.Executions;

namespace Tinpot.Stores.Sqlite;

/// <summary>The tables, and the way from every older version to this one. Forward only: a step that shipped never changes.</summary>
internal static class SqliteSchema
{
    /// <summary>Step n leads from version n to n + 1; the version stands in <c>PRAGMA user_version</c>.</summary>
    public static IReadOnlyList<string> Steps { get; } = [First, Crashes, Limits, Traces, Owner, Lists, Durations];

    /// <exception cref="StoreUnavailableException">The database is newer than this binary.</exception>
    public static void Migrate(SqliteConnection connection, IReadOnlyList<string> steps, string folder)
    {
        long version = SqliteDatabase.Scalar(connection, "PRAGMA user_version");
        if (version > steps.Count)
        {
            throw new StoreUnavailableException(string.Create(CultureInfo.InvariantCulture,
                $"The store in {folder} was written by a newer Tinpot (schema {version}, this one knows {steps.Count}). "
                + $"Run that version again, or set TINPOT_DATA to another folder."));
        }

        while (version < steps.Count)
        {
            using SqliteTransaction transaction = connection.BeginTransaction();
            // Another process may have made the step in the meantime
            version = SqliteDatabase.Scalar(connection, "PRAGMA user_version");
            if (version >= steps.Count)
                break;
            using SqliteCommand command = connection.CreateCommand();
            command.Transaction = transaction;
            command.CommandText = string.Create(CultureInfo.InvariantCulture,
                $"{steps[(int)version]}\nPRAGMA user_version = {version + 1};");
            command.ExecuteNonQuery();
            transaction.Commit();
            version++;
        }
    }

    // Times are milliseconds since 1970 UTC; ids 16 bytes, big-endian. What is long stands last in a row, so that a
    // scan does not read it. seq numbers executions in the order of submission and never comes twice; ready is the
    // order in which they became PENDING.
    // events: one row a batch; through_* are totals up to and with the batch, over all attempts.
    // removals: executions gone from the history whose events are still to be deleted.
    private const string First =
        """
        CREATE TABLE executions (
          seq INTEGER PRIMARY KEY,
          id BLOB NOT NULL UNIQUE,
          state TEXT NOT NULL,
          fence INTEGER NOT NULL,
          attempt INTEGER NOT NULL,
          retries INTEGER NOT NULL,
          priority INTEGER NOT NULL,
          ready INTEGER NOT NULL,
          cancel_requested INTEGER NOT NULL,
          created_at INTEGER NOT NULL,
          run_at INTEGER,
          started_at INTEGER,
          finished_at INTEGER,
          action TEXT NOT NULL,
          title TEXT NOT NULL,
          grp TEXT NOT NULL,
          queue TEXT NOT NULL,
          contract_hash TEXT NOT NULL,
          requested_by TEXT NOT NULL,
          requested_via TEXT NOT NULL,
          worker TEXT,
          cancelled_by TEXT,
          rerun_of BLOB,
          parent_id BLOB,
          root_id BLOB,
          arguments TEXT NOT NULL,
          secrets BLOB,
          error TEXT,
          result TEXT
        );
        CREATE INDEX executions_pending ON executions (queue, grp, priority DESC, ready) WHERE state = 'PENDING';
        CREATE INDEX executions_due ON executions (run_at) WHERE state IN ('SCHEDULED', 'RETRY');
        CREATE INDEX executions_state ON executions (state, seq) WHERE state <> 'SUCCESS';
        CREATE INDEX executions_action ON executions (action, seq);
        CREATE INDEX executions_group ON executions (grp, seq);
        CREATE INDEX executions_finished ON executions (finished_at, seq) WHERE finished_at IS NOT NULL;

        CREATE TABLE events (
          execution INTEGER NOT NULL,
          fence INTEGER NOT NULL,
          first_seq INTEGER NOT NULL,
          count INTEGER NOT NULL,
          first_line INTEGER NOT NULL,
          lines INTEGER NOT NULL,
          calls INTEGER NOT NULL,
          through_line INTEGER NOT NULL,
          through_bytes INTEGER NOT NULL,
          payload BLOB NOT NULL,
          PRIMARY KEY (execution, fence, first_seq)
        ) WITHOUT ROWID;
        CREATE INDEX events_line ON events (execution, through_line) WHERE first_line > 0;
        CREATE INDEX events_calls ON events (execution) WHERE calls > 0;

        CREATE TABLE idempotency (
          principal TEXT NOT NULL,
          key TEXT NOT NULL,
          created_at INTEGER NOT NULL,
          execution BLOB NOT NULL,
          request_hash BLOB NOT NULL,
          PRIMARY KEY (principal, key)
        ) WITHOUT ROWID;
        CREATE INDEX idempotency_age ON idempotency (created_at);

        CREATE TABLE removals (execution INTEGER PRIMARY KEY);
        """;

    // How many processes died of it, attempts that another followed only. It stands behind what is long: only a claim and a
    // loss read it.
    private const string Crashes = "ALTER TABLE executions ADD COLUMN crashes INTEGER NOT NULL DEFAULT 0;";

    // limits: the places it takes while it runs, as text; null = none. Lanes are distinguished by it.
    private const string Limits =
        """
        ALTER TABLE executions ADD COLUMN limits TEXT;
        DROP INDEX executions_pending;
        CREATE INDEX executions_pending ON executions (queue, grp, limits, priority DESC, ready) WHERE state = 'PENDING';
        CREATE INDEX executions_limited ON executions (seq, limits) WHERE limits IS NOT NULL;
        """;

    // When it became, or will become, PENDING; and the trace of the caller.
    private const string Traces =
        """
        ALTER TABLE executions ADD COLUMN ready_at INTEGER;
        ALTER TABLE executions ADD COLUMN trace_parent TEXT;
        ALTER TABLE executions ADD COLUMN trace_state TEXT;
        """;

    // The process that works on the store, in one row. boot, pid_space, pid and started say which process that is; inode and
    // born, which file it opened: a copy of the file has no owner. lock_… is the lock file that it holds. beats rises
    // with each sign of life, the last of which was beat_at milliseconds after the machine started. filler makes a sign of life
    // as large as a small submission.
    private const string Owner =
        """
        CREATE TABLE owner (
          one INTEGER PRIMARY KEY CHECK (one = 1),
          token BLOB NOT NULL,
          boot TEXT NOT NULL,
          pid_space TEXT NOT NULL,
          pid INTEGER NOT NULL,
          started INTEGER NOT NULL,
          machine TEXT NOT NULL,
          host TEXT NOT NULL,
          inode INTEGER,
          born INTEGER,
          lock_inode INTEGER,
          lock_born INTEGER,
          beats INTEGER NOT NULL,
          beat_at INTEGER NOT NULL,
          filler BLOB
        );
        """;

    // requester is the name in requested_by. Indexes end in the row's number, which is the order of lists.
    private const string Lists =
        """
        ALTER TABLE executions ADD COLUMN requester TEXT;
        UPDATE executions SET requester = requested_by ->> '$.name' WHERE json_valid(requested_by);
        CREATE INDEX executions_queue ON executions (queue, seq);
        CREATE INDEX executions_requester ON executions (requester, seq);
        CREATE INDEX executions_created ON executions (created_at, seq);
        """;

    // How long the last attempt ran, by a clock that cannot be set.
    private const string Durations = "ALTER TABLE executions ADD COLUMN duration_ms INTEGER;";
}
