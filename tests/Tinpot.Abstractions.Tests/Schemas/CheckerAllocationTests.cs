using System.Text;
using Tinpot.Schemas;

namespace Tinpot.Abstractions.Tests.Schemas;

public sealed class CheckerAllocationTests
{
    private const string Everything = """
        {"type":"object","additionalProperties":false,"required":["a"],"properties":{
          "a":{"type":"string","minLength":1,"maxLength":500,"x-pattern":"[a-zé]+"},
          "b":{"type":"integer","format":"int32","minimum":1,"maximum":9},
          "c":{"type":"number","format":"double","minimum":0.5},
          "d":{"type":"number","format":"decimal","maximum":9.5},
          "e":{"type":["string","null"],"format":"uuid"},
          "f":{"type":"string","format":"date-time"},
          "g":{"type":"string","format":"duration"},
          "h":{"type":"string","enum":["read_only","read_write"]},
          "i":{"type":"array","items":{"type":"string","format":"date"},"uniqueItems":true},
          "j":{"type":"object","additionalProperties":{"type":"boolean"}},
          "k":{"type":"string","format":"byte"},
          "l":{"type":"string","format":"email"},
          "m":{}}}
        """;

    [Fact]
    public void Valid_value_allocates_nothing()
    {
        var schema = Schema.Parse(Encoding.UTF8.GetBytes(Everything));
        var json = Encoding.UTF8.GetBytes($$"""
            {"a":"{{new string('é', 400)}}","b":3,"c":1.5,"d":9.25,"e":"0f8fad5b-d9cb-469f-a165-70867728950e","f":"2026-03-31T18:30:00Z",
             "g":"PT1H","h":"read\u005fonly","i":["2026-03-31","2026-04-01"],"j":{"x":true,"\u0079":false},"k":"aGVsbG8=",
             "l":"ada@example.org","m":[{"n":[1,"two",null]}]}
            """);
        // The first walks compile the pattern and fill the pools
        for (var i = 0; i < 100; i++) Assert.Empty(SchemaChecker.Check(schema, json));

        // A collection by another test may empty the pools in between: one round without allocations is the proof
        var least = Enumerable.Range(0, 50).Min(_ =>
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < 20; i++) SchemaChecker.Check(schema, json);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        });

        Assert.Equal(0, least);
    }
}
