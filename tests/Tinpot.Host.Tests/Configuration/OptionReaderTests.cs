using Microsoft.Extensions.Configuration;
using Tinpot.Configuration;

namespace Tinpot.Host.Tests.Configuration;

public class OptionReaderTests
{
    [Fact]
    public void Command_line_wins_over_environment_over_appsettings()
    {
        Assert.Equal("file", Settings.Read(("Tinpot:Title", "file")).Options.Title);
        Assert.Equal("variable", Settings.Read(("Tinpot:Title", "file"), ("TINPOT_TITLE", "variable")).Options.Title);
        Assert.Equal("typed", Settings.Read(("Tinpot:Title", "file"), ("TINPOT_TITLE", "variable"), ("--title", "typed")).Options.Title);
    }

    [Fact]
    public void An_empty_variable_counts_as_unset()
    {
        Assert.Equal("file", Settings.Read(("Tinpot:Title", "file"), ("TINPOT_TITLE", "")).Options.Title);
        Assert.Equal(TimeSpan.FromMinutes(5), Settings.Read(("TINPOT_DRAIN", "")).Options.Drain);
    }

    [Theory]
    [InlineData("TINPOT_DRAIN", "5")]
    [InlineData("TINPOT_DRAIN", "soon")]
    [InlineData("TINPOT_DRAIN", "-00:00:01")]
    [InlineData("TINPOT_GRACE", "99:99")]
    [InlineData("WORKER_CONCURRENCY", "0")]
    [InlineData("WORKER_CONCURRENCY", "1,5")]
    [InlineData("TINPOT_ISOLATION", "thread")]
    [InlineData("TINPOT_CHILD_MAX_EXECUTIONS", "0")]
    [InlineData("TINPOT_CHILD_MAX_MEMORY", "1KiB")]
    [InlineData("TINPOT_CHILD_WRAPPER", "bwrap 'x")]
    [InlineData("TINPOT_CHILD_NEW_PRIVILEGES", "yes")]
    [InlineData("TINPOT_DIAGNOSTICS", "1")]
    [InlineData("TINPOT_RETENTION_DAYS", "-1")]
    [InlineData("TINPOT_RETENTION_COUNT", "many")]
    [InlineData("TINPOT_LOG_LIMIT", "1")]
    [InlineData("TINPOT_BODY_LIMIT", "9999999999999999999GiB")]
    [InlineData("TINPOT_RESULT_LIMIT", "1.5MiB")]
    [InlineData("TINPOT_QUEUE_LIMIT", "0")]
    [InlineData("ROOT_PATH", "tinpot")]
    [InlineData("ROOT_PATH", "/a//b")]
    [InlineData("ROOT_PATH", "/a/../b")]
    [InlineData("ROOT_PATH", "/a?b")]
    [InlineData("TINPOT_HOSTS", "https://tinpot.example.org")]
    [InlineData("TINPOT_HOSTS", "*")]
    [InlineData("TINPOT_AUTH", "basic")]
    public void A_value_that_cannot_be_read_is_named_with_its_source(string variable, string value)
    {
        OptionDefinition definition = OptionTable.All.Single(option => option.Variable == variable);

        Assert.StartsWith($"{variable} is '{value}'; it must be ", Settings.Refusal((variable, value)));
        Assert.StartsWith($"{definition.Switch} is '{value}'; it must be ", Settings.Refusal((definition.Switch, value)));
        Assert.StartsWith($"Tinpot:{definition.Setting} in appsettings.json is '{value}'; it must be ", Settings.Refusal(($"Tinpot:{definition.Setting}", value)));
    }

    [Fact]
    public void Everything_that_is_wrong_is_said_at_once()
    {
        string refusal = Settings.Refusal(("TINPOT_DRAIN", "soon"), ("WORKER_CONCURRENCY", "none"), ("Tinpot:Titel", "x"));

        Assert.Equal(3, refusal.Split(Environment.NewLine).Length);
    }

    [Fact]
    public void An_unknown_setting_in_appsettings_stops_the_start_and_suggests_the_known_one() =>
        Assert.Equal(
            "Tinpot:LogLimt in appsettings.json is not a setting. Did you mean Tinpot:LogLimit?",
            Settings.Refusal(("Tinpot:LogLimt", "1MiB")));

    [Fact]
    public void Unknown_variables_are_one_warning()
    {
        ConfiguredOptions read = Settings.Read(("TINPOT_DRIAN", "00:01:00"), ("TINPOT_PORT_8000_TCP_ADDR", "10.0.0.1"), ("TESTS_SCALE", "1"));

        string warning = Assert.Single(read.Warnings);
        Assert.Contains("TINPOT_DRIAN (did you mean TINPOT_DRAIN?)", warning);
        Assert.Contains("TINPOT_PORT_8000_TCP_ADDR", warning);
        Assert.DoesNotContain("TESTS_SCALE", warning);
    }

    [Fact]
    public void A_host_that_an_action_starts_does_not_wonder_at_the_mark_of_a_child() =>
        Assert.Empty(Settings.Read(("TINPOT_CHILD", "0123456789abcdef0123456789abcdef")).Warnings);

    /// <summary>A file, a secret of Kubernetes or <c>echo</c> leaves one at the end.</summary>
    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    [InlineData("\n\n")]
    public void A_line_break_at_the_end_is_left_out(string end)
    {
        Assert.Equal("0123456789abcdef", Settings.Read(("TINPOT_KEY", "0123456789abcdef" + end)).Options.Key);
        Assert.Equal("redis://localhost", Settings.Read(("REDIS_URL", "redis://localhost" + end)).Options.RedisUrl);
        Assert.Equal(TimeSpan.FromSeconds(5), Settings.Read(("TINPOT_GRACE", "00:00:05" + end)).Options.Grace);
        Assert.Equal("/tinpot", Settings.Read(("ROOT_PATH", "/tinpot" + end)).Options.RootPath);
        Assert.Equal(["a", "b"], Settings.Read(("QUEUES", "a,b" + end)).Options.Queues);
        Assert.Equal("PRODUCTION", Settings.Read(("Tinpot:Title", "PRODUCTION" + end)).Options.Title);
        Assert.Null(Settings.Read(("TINPOT_TITLE", end)).Options.Title);
    }

    [Theory]
    [InlineData("TINPOT_KEY", "0123\n4567", "TINPOT_KEY holds a line break; remove it.")]
    [InlineData("REDIS_URL", "redis://:pass\rword@localhost", "REDIS_URL holds a line break; remove it.")]
    [InlineData("WORKER_NAME", "a\u001bb", "WORKER_NAME holds the control character U+001B; remove it.")]
    [InlineData("QUEUES", "a,\nb", "QUEUES holds a line break; remove it.")]
    [InlineData("Tinpot:Title", "a\tb", "Tinpot:Title in appsettings.json holds the control character U+0009; remove it.")]
    public void A_control_character_within_is_refused(string name, string value, string sentence) =>
        Assert.Equal(sentence, Settings.Refusal((name, value)));

    [Theory]
    [InlineData("QUEUES", "a,*")]
    [InlineData("--queues", "*")]
    [InlineData("--groups", "*")]
    public void A_star_is_no_name(string name, string value) =>
        Assert.Contains("leave it out to serve all of them", Settings.Refusal((name == "--groups" ? "--action-groups" : name, value)));

    [Fact]
    public void Two_keys_are_a_contradiction() =>
        Assert.Contains("TINPOT_KEY and TINPOT_KEY_FILE", Settings.Refusal(("TINPOT_KEY", "a"), ("TINPOT_KEY_FILE", "b")));

    [Fact]
    public void Code_has_the_last_word()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("TINPOT_TITLE", "variable")]).Build();

        ConfiguredOptions read = OptionReader.Read(
            configuration, new Dictionary<string, string>(), Settings.ContentRoot, options => options.Title = "code");

        Assert.Equal("code", read.Options.Title);
    }
}
