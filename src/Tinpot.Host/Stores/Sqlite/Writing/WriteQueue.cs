using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Tinpot.Executions;

namespace Tinpot.Stores.Sqlite.Writing;

/// <summary>
/// Writes one transaction at a time. An operation that arrives while nobody writes runs at once, on the thread of its caller; those
/// that arrive during a commit share the next one, so that the price of a durable commit is paid once for all of them, on a thread
/// of its own, because actions may hold up the thread pool.
/// </summary>
internal sealed partial class WriteQueue : IDisposable
{
    /// <summary>Operations that may wait in the queue; further ones wait to be admitted.</summary>
    private const int Bound = 256;

    /// <summary>An operation waits so long for another program that holds the database locked; then it fails.</summary>
    private static readonly TimeSpan LockPatience = TimeSpan.FromSeconds(4);

    private readonly WriteConnection _connection;
    private readonly CommitEffects _effects;
    private readonly WorkWaiters _workers;
    private readonly string _folder;
    private readonly ILogger _logger;
    private readonly SemaphoreSlim _free = new(Bound);
    private readonly Queue<WriteOperation> _queue = [];
    private readonly Thread _thread;
    private long _commits;
    private bool _writing;
    private bool _closed;
    private volatile bool _lockedOut;

    public WriteQueue(WriteConnection connection, CommitEffects effects, WorkWaiters workers, SqliteStoreOptions options)
    {
        _connection = connection;
        _effects = effects;
        _workers = workers;
        _folder = options.Folder;
        _logger = options.Logger;
        _thread = new Thread(Write) { IsBackground = true, Name = "tinpot store" };
        _thread.Start();
    }

    /// <summary>Transactions written so far.</summary>
    public long Commits => Volatile.Read(ref _commits);

    /// <summary>Runs the work in a transaction; its result is on the disk when this returns.</summary>
    /// <param name="cancellation">Ends the wait to be let in; work that was let in is done.</param>
    public async Task<TResult> RunAsync<TResult>(Func<WriteSession, TResult> work, CancellationToken cancellation)
    {
        // Its time runs from here, also while it waits to be let in
        var operation = new WriteOperation<TResult>(work);
        if (TryRunHere(operation))
            return await operation.Done;
        while (!await _free.WaitAsync(LockPatience, cancellation))
        {
            if (_lockedOut)
                throw new StoreUnavailableException(SqliteErrors.Locked(_folder));
        }

        lock (_queue)
        {
            if (_closed)
            {
                _free.Release();
                throw new StoreUnavailableException($"The store in {_folder} is closed because the host is shutting down.");
            }

            _queue.Enqueue(operation);
            Monitor.Pulse(_queue);
        }

        return await operation.Done;
    }

    /// <summary>Does what is in the queue, then ends.</summary>
    public void Dispose()
    {
        lock (_queue)
        {
            _closed = true;
            Monitor.Pulse(_queue);
        }

        _thread.Join();
    }

    /// <summary>The thread.</summary>
    private void Write()
    {
        var group = new List<WriteOperation>(Bound);
        while (Take(group))
        {
            int taken = group.Count;
            RunGuarded(group, patient: true);
            group.Clear();
            Leave();
            _free.Release(taken);
        }
    }

    private bool Take(List<WriteOperation> group)
    {
        lock (_queue)
        {
            while (_queue.Count == 0 || _writing)
            {
                if (_closed && !_writing)
                    return false;
                Monitor.Wait(_queue);
            }

            while (_queue.TryDequeue(out WriteOperation? operation))
                group.Add(operation);
            _writing = true;
            return true;
        }
    }

    /// <summary>Runs the operation on this thread when nobody writes and nobody waits for that.</summary>
    /// <returns>Whether it was run. Not when another program holds the database locked: that is waited for on the thread.</returns>
    private bool TryRunHere(WriteOperation operation)
    {
        lock (_queue)
        {
            if (_closed || _writing || _queue.Count > 0)
                return false;
            _writing = true;
        }

        List<WriteOperation> one = [operation];
        RunGuarded(one, patient: false);
        Leave();
        return one.Count == 0;
    }

    private void Leave()
    {
        lock (_queue)
        {
            _writing = false;
            if (_queue.Count > 0 || _closed)
                Monitor.Pulse(_queue);
        }
    }

    /// <summary>Whatever fails, fails the operations it was about. Those that are left in the group were not run.</summary>
    /// <param name="patient">Waits for another program that holds the database locked.</param>
    private void RunGuarded(List<WriteOperation> group, bool patient)
    {
        try
        {
            RunAll(group, patient);
        }
        catch (Exception error)
        {
            LogFault(_logger, error, _folder);
            foreach (WriteOperation operation in group)
                operation.Fail(new StoreUnavailableException($"The store in {_folder} failed: {error.Message}", error));
            group.Clear();
        }
    }

    private void RunAll(List<WriteOperation> group, bool patient)
    {
        bool alone = group.Count == 1;
        Exception? failure = Try(group, patient, serving: true, out bool begun);
        if (failure is null)
            return;
        // One of them spoils it for all; alone each meets its own fate. Where nothing can begin, nothing can alone.
        while (begun && !alone && group.Count > 0)
        {
            WriteOperation operation = group[0];
            group.RemoveAt(0);
            if (Try([operation], patient, serving: true, out begun) is { } own)
                operation.Fail(failure = own);
        }

        foreach (WriteOperation operation in group)
            operation.Fail(failure);
        group.Clear();
    }

    /// <summary>Empties the list when it succeeds.</summary>
    /// <param name="serving">Work that comes is claimed for those who wait for it; otherwise they are only woken.</param>
    /// <param name="begun">The store could be written; what failed is one of the operations, or the commit.</param>
    private Exception? Try(List<WriteOperation> operations, bool patient, bool serving, out bool begun)
    {
        begun = false;
        bool claims = false;
        try
        {
            WriteSession session = _connection.Session;
            if (!Begin(session, operations, patient))
                return null;
            begun = true;
            foreach (WriteOperation operation in operations)
                operation.Run(session);
            claims = serving;
            if (_effects.MayStart)
                _workers.Serve(serving ? session.Claim.Run : static _ => []);
            claims = false;
            _effects.ReadEnded(session.Records.Find);
            session.Commit();
        }
        catch (Exception exception)
        {
            _connection.Rollback(exception);
            _workers.Undo();
            // A claim for somebody who waits must not fail those whose work it is
            if (claims)
                return Try(operations, patient, serving: false, out begun);
            return exception is SqliteException broken ? SqliteErrors.Explain(broken, _folder) : exception;
        }

        Volatile.Write(ref _commits, _commits + 1);
        Wake();
        foreach (WriteOperation operation in operations)
            operation.Succeed();
        operations.Clear();
        return null;
    }

    /// <summary>Waits for another program that holds the database locked. An operation that has waited for too long fails.</summary>
    /// <returns>Whether any operation is left.</returns>
    private bool Begin(WriteSession session, List<WriteOperation> operations, bool patient)
    {
        while (!session.TryBegin())
        {
            if (!patient)
                return false;
            List<WriteOperation> late = operations.FindAll(one => one.Waited >= LockPatience);
            foreach (WriteOperation operation in late)
            {
                _lockedOut = true;
                operations.Remove(operation);
                operation.Fail(new StoreUnavailableException(SqliteErrors.Locked(_folder)));
            }

            if (operations.Count == 0)
                return false;
            Thread.Sleep(1);
        }

        _lockedOut = false;
        return true;
    }

    private void Wake()
    {
        _workers.Apply();
        try
        {
            _effects.Apply();
        }
        catch (Exception error)
        {
            // It is stored. Waiters are notified by the next change, or check without a notification.
            LogUnwoken(_logger, error, _folder);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The writer of the store in {Folder} failed unexpectedly. It continues with the next change.")]
    private static partial void LogFault(ILogger logger, Exception error, string folder);

    [LoggerMessage(Level = LogLevel.Error, Message = "A change of the store in {Folder} is stored, but its callers could not be notified.")]
    private static partial void LogUnwoken(ILogger logger, Exception error, string folder);
}
