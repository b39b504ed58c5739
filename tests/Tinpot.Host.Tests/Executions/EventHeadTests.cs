using System.Text;
using Tinpot.Executions.Events;

namespace Tinpot.Host.Tests.Executions;

public class EventHeadTests
{
    [Theory]
    [InlineData("""{"type":"call","data":{"call_id":"1"}}""", """{"call_id":"1"}""")]
    [InlineData("""{"type":"log","data":{"line":1}}""", null)]
    [InlineData("""{"type":"calls","data":{}}""", null)]
    [InlineData("""{"type":"call", "data":{"call_id":"1"}}""", null)]
    [InlineData("""{"type":"call","state":"SUCCESS"}""", null)]
    [InlineData("""{"type":"call""", null)]
    [InlineData("""{"data":{},"type":"call"}""", null)]
    [InlineData("", null)]
    public void Only_an_event_of_the_kind_whose_data_follows_its_type_has_data(string json, string? data) =>
        Assert.Equal(
            (data is not null, data ?? ""),
            (EventHead.TryReadData(Encoding.UTF8.GetBytes(json), EventKind.Call, out ReadOnlySpan<byte> read), Encoding.UTF8.GetString(read)));
}
