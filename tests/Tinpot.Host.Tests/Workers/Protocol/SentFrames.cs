using Tinpot.Workers.Child;
using Tinpot.Workers.Protocol;

namespace Tinpot.Host.Tests.Workers.Protocol;

/// <summary>What a child's side sends, kept in a file instead of a pipe.</summary>
internal sealed class SentFrames : IDisposable
{
    private readonly string _path = Path.GetTempFileName();
    private readonly FrameSender _sender;

    public SentFrames()
    {
        _sender = new FrameSender(File.OpenHandle(_path, FileMode.Create, FileAccess.Write, FileShare.Read), int.MaxValue);
        Log = new ChildLog(_sender, tag: 5);
    }

    public ChildLog Log { get; }

    public ChildCallSink Root => Log.Root;

    /// <summary>Plays all frames, each by itself, as a host would.</summary>
    public void PlayTo(FrameDispatcher log)
    {
        FrameBuffer frames = Received();
        while (frames.TryTake(out Frame frame))
            log.Play(frame);
    }

    public IReadOnlyList<FrameKind> Kinds()
    {
        FrameBuffer frames = Received();
        var kinds = new List<FrameKind>();
        while (frames.TryTake(out Frame frame))
            kinds.Add(frame.Kind);
        return kinds;
    }

    public void Dispose()
    {
        _sender.Dispose();
        File.Delete(_path);
    }

    private FrameBuffer Received()
    {
        var frames = new FrameBuffer(ChildProtocol.FrameLimit(1024));
        ReadOnlySpan<byte> left = File.ReadAllBytes(_path);
        while (!left.IsEmpty)
        {
            Span<byte> room = frames.GetSpan();
            int length = Math.Min(room.Length, left.Length);
            left[..length].CopyTo(room);
            frames.Advance(length);
            left = left[length..];
        }

        return frames;
    }
}
