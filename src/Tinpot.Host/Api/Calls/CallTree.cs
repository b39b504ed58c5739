using System.Text;
using System.Text.Json;
using Tinpot.Api.Streaming;
using Tinpot.Executions;
using Tinpot.Executions.Events;

namespace Tinpot.Api.Calls;

/// <summary>The nested calls of an execution: a fold of its <c>call</c> events, flat and in start order.</summary>
internal sealed class CallTree
{
    // A page can show no more than this anyway, and it bounds what one request holds
    private const int MostCalls = 10_000;
    private const int MostBytes = 16 * 1024 * 1024;

    private readonly List<CallNode> _nodes = [];
    private readonly List<ReadOnlyMemory<byte>> _repeated = [];
    private readonly Dictionary<string, CallNode> _byId = [];
    private long _fence;
    private long _bytes;

    /// <summary>There were more calls than are shown.</summary>
    public bool IsTruncated { get; private set; }

    public static async Task<CallTree> ReadAsync(IExecutionClient executions, Guid id, CancellationToken cancellation)
    {
        var tree = new CallTree();
        await foreach (EventBatch batch in EventPages.ReadAsync(executions, id, new EventRange { CallsOnly = true }, cancellation))
            tree.Add(batch);
        return tree;
    }

    public void WriteTo(Utf8JsonWriter writer, ExecutionState execution)
    {
        // What had not ended when its execution failed or was revoked, ended with it
        ExecutionState unfinished = execution is ExecutionState.FAILURE or ExecutionState.REVOKED ? execution : ExecutionState.STARTED;
        foreach (CallNode node in _nodes)
            node.WriteTo(writer, unfinished);
        foreach (ReadOnlyMemory<byte> repeated in _repeated)
            writer.WriteRawValue(repeated.Span, skipInputValidation: true);
    }

    private void Add(EventBatch batch)
    {
        var lines = new EventLines(batch, EventId.Start);
        while (lines.Next())
        {
            if (EventHead.TryReadData(lines.Json, EventKind.Call, out ReadOnlySpan<byte> data))
                Add(batch.First.Fence, data.ToArray());
        }
    }

    private void Add(long fence, byte[] data)
    {
        if (fence != _fence)
            Restart(fence);
        if (JsonMember.Of(data, "call_id"u8) is not { IsEmpty: false } callId)
        {
            if (HasRoom(data))
                _repeated.Add(data);
            return;
        }

        string id = Encoding.UTF8.GetString(callId.Span);
        if (_byId.TryGetValue(id, out CallNode? node))
        {
            node.Finished = data;
        }
        else if (HasRoom(data))
        {
            node = new CallNode(data);
            _byId.Add(id, node);
            _nodes.Add(node);
        }
    }

    private bool HasRoom(byte[] data)
    {
        bool room = _nodes.Count + _repeated.Count < MostCalls && (_bytes += data.Length) <= MostBytes;
        IsTruncated |= !room;
        return room;
    }

    // Another attempt makes its own calls, with call ids from 1; the tree is that of the last attempt
    private void Restart(long fence)
    {
        _fence = fence;
        _bytes = 0;
        _nodes.Clear();
        _repeated.Clear();
        _byId.Clear();
        IsTruncated = false;
    }
}
