using System.Text.Json;
using Microsoft.CodeAnalysis;
using Tinpot.Generators.Tests.Harness;

namespace Tinpot.Generators.Tests.Types;

/// <summary>XML comments become plain text, whether or not the compiler was told to parse them.</summary>
public class DocumentationTests
{
    private const string Actions = """
        /// <summary>One machine.</summary>
        /// <param name="Host">Its <c>host</c> name</param>
        /// <param name="Port">Where it listens</param>
        public sealed record Server(string Host, int Port = 80)
        {
            /// <summary>Free text</summary>
            public string? Note { get; init; }
        }

        /// <summary>What there is.</summary>
        public interface IStock
        {
            /// <summary>Counts <see cref="Server"/>s.</summary>
            /// <param name="limit">Stop here</param>
            /// <returns>How many</returns>
            int Count(int limit);
        }

        public class Depot
        {
            /// <summary>Fetches.</summary>
            /// <param name="id">Which one</param>
            public virtual string Fetch(int id) => "";

            /// <summary>How large</summary>
            public virtual int Size { get; set; }
        }

        public sealed class Stock : Depot, IStock
        {
            /// <inheritdoc/>
            [Action] public int Count(int limit) => limit;

            /// <inheritdoc/>
            [Action] public override string Fetch(int id) => "";

            /// <inheritdoc/>
            public override int Size { get; set; }

            /// <inheritdoc cref="IStock.Count"/>
            [Action] public int Recount(int limit) => limit;

            [Action] public Stock Itself(Stock stock) => stock;
        }

        public static class A
        {
            /// <summary>
            /// First <b>line</b> of <see cref="Dictionary{TKey, TValue}"/>,
            /// <see cref="List{T}.Add(T)">adding</see>, <see langword="null"/>,
            /// <see href="https://example.org">a link</see> and <see href="https://example.org/bare"/>.
            /// <para>Second paragraph with <paramref name="a"/>, <typeparamref name="T"/> and <c>a &lt; b</c>.</para>
            /// <list type="bullet"><item>one</item><item><description>two</description></item></list>
            /// <br/>Last.
            /// </summary>
            /// <param name="a">The <see cref="Server.Host"/> of <see cref="Uri"/></param>
            /// <remarks>Not shown.</remarks>
            /// <returns>Always <see langword="true"/></returns>
            [Action] public static bool Rich(string a) => true;

            /** <summary>
             * In a block,
             * over lines.
             * </summary>
             * <param name="a">A</param>
             */
            [Action] public static void Block(int a) { }

            /// <summary>Broken <c>comment</summary>
            [Action] public static void Broken(int a) { }

            /// <inheritdoc cref="NoSuchThing"/>
            [Action] public static void Dangling() { }

            // Not documentation
            [Action] public static void Bare(Server server) { }
        }
        """;

    private static readonly Lazy<Generated> Unparsed = new(static () => Compile(DocumentationMode.None));
    private static readonly Lazy<Generated> Parsed = new(static () => Compile(DocumentationMode.Parse));

    [Theory]
    [InlineData("rich", "First line of Dictionary, adding, null, a link and https://example.org/bare. Second paragraph with a, T and a < b. one two Last.")]
    [InlineData("block", "In a block, over lines.")]
    [InlineData("broken", "")]
    [InlineData("dangling", "")]
    [InlineData("bare", "")]
    [InlineData("count", "Counts Servers.")]
    [InlineData("fetch", "Fetches.")]
    [InlineData("recount", "Counts Servers.")]
    public void A_summary_is_the_description(string action, string description)
    {
        Assert.Equal(description, Description(Unparsed.Value.DescriptorOf(action)));
        Assert.Equal(description, Description(Parsed.Value.DescriptorOf(action)));
    }

    [Theory]
    [InlineData("rich", "a", "The Host of Uri")]
    [InlineData("block", "a", "A")]
    [InlineData("count", "limit", "Stop here")]
    [InlineData("fetch", "id", "Which one")]
    [InlineData("recount", "limit", "Stop here")]
    public void A_param_describes_the_parameter(string action, string name, string description)
    {
        Assert.Equal(description, Description(Unparsed.Value.ParameterOf(action, name)));
        Assert.Equal(description, Description(Parsed.Value.ParameterOf(action, name)));
    }

    [Theory]
    [InlineData("rich", "Always true")]
    [InlineData("count", "How many")]
    [InlineData("recount", "How many")]
    public void Returns_describes_the_result(string action, string description)
    {
        Assert.Equal(description, Description(Unparsed.Value.ResultOf(action)));
        Assert.Equal(description, Description(Parsed.Value.ResultOf(action)));
    }

    [Theory]
    [InlineData("bare", "Server", "One machine.", "Its host name|Where it listens|Free text")]
    [InlineData("itself", "Stock", "", "How large")]
    public void A_type_and_its_members_are_described(string action, string type, string summary, string members)
    {
        foreach (Generated generated in new[] { Unparsed.Value, Parsed.Value })
        {
            JsonElement definition = JsonDocument.Parse(generated.ParametersOf(action)).RootElement.GetProperty("$defs").GetProperty(type);

            Assert.Equal(summary, Description(definition.GetRawText()));
            Assert.Equal(members, string.Join('|', definition.GetProperty("properties").EnumerateObject().Select(static p => Description(p.Value.GetRawText()))));
        }
    }

    private static Generated Compile(DocumentationMode mode) => (Project.Of(Actions) with { Documentation = mode }).Generate();

    private static string Description(string json) =>
        JsonDocument.Parse(json).RootElement.TryGetProperty("description", out JsonElement text) ? text.GetString()! : "";
}
