using Microsoft.Extensions.Configuration;
using Tinpot.Settings;

namespace Tinpot.Host.Tests.Settings;

public class OptionReaderTests
{
    [Fact]
    public void Command_line_wins_over_environment_over_appsettings()
    {
        Assert.Equal("file", SettingsReader.Read(("Tinpot:Title", "file")).Options.Title);
        Assert.Equal("variable", SettingsReader.Read(("Tinpot:Title", "file"), ("TINPOT_TITLE", "variable")).Options.Title);
        Assert.Equal("typed", SettingsReader.Read(("Tinpot:Title", "file"), ("TINPOT_TITLE", "variable"), ("--title", "typed")).Options.Title);
    }

    [Fact]
    public void An_empty_variable_counts_as_unset()
    {
        Assert.Equal("file", SettingsReader.Read(("Tinpot:Title", "file"), ("TINPOT_TITLE", "")).Options.Title);
        Assert.Equal(TimeSpan.FromMinutes(5), SettingsReader.Read(("TINPOT_DRAIN", "")).Options.Drain);
    }

    [Theory]
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

        Assert.StartsWith($"{variable} is '{value}'; it must be ", SettingsReader.Refusal((variable, value)));
        Assert.StartsWith($"{definition.Switch} is '{value}'; it must be ", SettingsReader.Refusal((definition.Switch, value)));
        Assert.StartsWith($"Tinpot:{definition.Setting} in appsettings.json is '{value}'; it must be ", SettingsReader.Refusal(($"Tinpot:{definition.Setting}", value)));
    }

    [Theory]
    [InlineData("30s", 30_000)]
    [InlineData("5m", 300_000)]
    [InlineData("1h", 3_600_000)]
    [InlineData("1d", 86_400_000)]
    [InlineData("1h30m", 5_400_000)]
    [InlineData("1d2h3m4s5ms", 93_784_005)]
    [InlineData("500ms", 500)]
    [InlineData("90m", 5_400_000)]
    [InlineData("0s", 0)]
    [InlineData("00:00:30", 30_000)]
    [InlineData("0:30", 1_800_000)]
    [InlineData("1.00:00:00", 86_400_000)]
    [InlineData("00:00:01.5", 1_500)]
    public void A_time_is_written_with_units_or_with_colons(string text, int milliseconds)
    {
        Assert.Equal(TimeSpan.FromMilliseconds(milliseconds), SettingsReader.Read(("TINPOT_DRAIN", text)).Options.Drain);
        Assert.Equal(TimeSpan.FromMilliseconds(milliseconds), SettingsReader.Read(("--drain", text)).Options.Drain);
    }

    [Theory]
    [InlineData("5", "it must have a unit: 5s are seconds, 5m are minutes, 5h are hours.")]
    [InlineData("", "it must be a time such as 30s, 5m, 1h30m or 1d, or hours:minutes:seconds such as 00:00:30.")]
    [InlineData("s", "it must be a time such as")]
    [InlineData("5 m", "it must be a time such as")]
    [InlineData("5M", "it must be a time such as")]
    [InlineData("5min", "it must be a time such as")]
    [InlineData("1.5h", "it must be a time such as")]
    [InlineData("-5m", "it must be a time such as")]
    [InlineData("30m1h", "it must be a time such as")]
    [InlineData("1h1h", "it must be a time such as")]
    [InlineData("1h30", "it must be a time such as")]
    [InlineData("h30m", "it must be a time such as")]
    [InlineData("PT5M", "it must be a time such as")]
    [InlineData("5\u0663m", "it must be a time such as")]
    [InlineData("99999999999999999999s", "it must be a time such as")]
    [InlineData("9223372036854775807d", "it must be a time such as")]
    [InlineData("999999999999999999d", "it must be a time such as")]
    [InlineData("10675199d999999999h", "it must be a time such as")]
    [InlineData("8d", "it must be at most 7d.")]
    [InlineData("-00:00:01", "it must be 0s or more and at most 7d.")]
    public void A_time_that_is_none_is_refused_with_a_sentence(string text, string sentence) =>
        Assert.StartsWith($"--drain is '{text}'; {sentence}", SettingsReader.Refusal(("--drain", text)));

    [Fact]
    public void Times_have_bounds_that_can_be_typed()
    {
        Assert.Equal("TINPOT_LEASE is '1ms'; it must be at least 1s and at most 1h.", SettingsReader.Refusal(("TINPOT_LEASE", "1ms")));
        Assert.Equal("TINPOT_TIMEOUT is '0s'; it must be more than zero; leave it out for no time limit.", SettingsReader.Refusal(("TINPOT_TIMEOUT", "0s")));
    }

    [Theory]
    [InlineData("4096", 4096)]
    [InlineData("4096B", 4096)]
    [InlineData("64KB", 64_000)]
    [InlineData("64kB", 64_000)]
    [InlineData("64KiB", 65_536)]
    [InlineData("64MB", 64_000_000)]
    [InlineData("512MiB", 536_870_912)]
    [InlineData("1GB", 1_000_000_000)]
    [InlineData("1 GB", 1_000_000_000)]
    [InlineData("1GiB", 1_073_741_824)]
    [InlineData("1TB", 1_000_000_000_000)]
    [InlineData("1TiB", 1_099_511_627_776)]
    public void A_size_is_in_decimal_or_binary_units(string text, long bytes) =>
        Assert.Equal(bytes, SettingsReader.Read(("TINPOT_LOG_LIMIT", text)).Options.LogLimit);

    [Theory]
    [InlineData("1G", "it must be a number of bytes, or a size such as 64KiB, 512MiB or 1GB.")]
    [InlineData("1.5GB", "it must be a number of bytes")]
    [InlineData("-1GB", "it must be a number of bytes")]
    [InlineData("GB", "it must be a number of bytes")]
    [InlineData("1GBs", "it must be a number of bytes")]
    [InlineData("9999999999GiB", "it must be a number of bytes")]
    [InlineData("1B", "it must be at least 1 KiB and at most 1 TiB.")]
    [InlineData("2TiB", "it must be at least 1 KiB and at most 1 TiB.")]
    public void A_size_that_is_none_is_refused_with_a_sentence(string text, string sentence) =>
        Assert.StartsWith($"TINPOT_LOG_LIMIT is '{text}'; {sentence}", SettingsReader.Refusal(("TINPOT_LOG_LIMIT", text)));

    [Fact]
    public void A_byte_order_mark_in_front_is_left_out()
    {
        Assert.Equal("0123456789abcdef", SettingsReader.Read(("TINPOT_KEY", "\uFEFF0123456789abcdef")).Options.Key);
        Assert.Equal(["a", "b"], SettingsReader.Read(("QUEUES", "\uFEFFa,b\n")).Options.Queues);
        Assert.Equal("PRODUCTION", SettingsReader.Read(("--title", "\uFEFFPRODUCTION")).Options.Title);
        Assert.Equal("PRODUCTION", SettingsReader.Read(("Tinpot:Title", "\uFEFFPRODUCTION")).Options.Title);
    }

    [Theory]
    [InlineData("utf-8")]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    [InlineData("utf-32")]
    public void An_appsettings_file_may_begin_with_a_byte_order_mark(string encoding)
    {
        var text = System.Text.Encoding.GetEncoding(encoding);
        string file = Path.Combine(Directory.CreateTempSubdirectory("tinpot-").FullName, "appsettings.json");
        File.WriteAllBytes(file, [.. text.GetPreamble(), .. text.GetBytes("{\"Tinpot\": {\"Title\": \"Zoë\"}}")]);

        IConfiguration configuration = new ConfigurationBuilder().AddJsonFile(file).Build();

        Assert.Equal("Zoë", OptionReader.Read(configuration, new Dictionary<string, string>(), SettingsReader.ContentRoot).Options.Title);
        Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
    }

    /// <summary>The configuration of .NET makes <c>True</c> of it.</summary>
    [Fact]
    public void A_flag_may_be_a_JSON_boolean()
    {
        using var file = new MemoryStream("""{"Tinpot": {"RedisStrict": true, "Diagnostics": false}}"""u8.ToArray());

        TinpotOptions read = OptionReader.Read(
            new ConfigurationBuilder().AddJsonStream(file).Build(), new Dictionary<string, string>(), SettingsReader.ContentRoot).Options;

        Assert.True(read.RedisStrict);
        Assert.False(read.Diagnostics);
    }

    [Fact]
    public void A_mistake_on_the_command_line_is_known_for_one()
    {
        Assert.True(Refused(("--drain", "soon"), ("TINPOT_GRACE", "soon")).Typed);
        Assert.False(Refused(("--drain", "5m"), ("TINPOT_GRACE", "soon")).Typed);
    }

    private static StartException Refused(params (string, string)[] settings) => Assert.Throws<StartException>(() => SettingsReader.Read(settings));

    [Fact]
    public void Everything_that_is_wrong_is_said_at_once()
    {
        string refusal = SettingsReader.Refusal(("TINPOT_DRAIN", "soon"), ("WORKER_CONCURRENCY", "none"), ("Tinpot:Titel", "x"));

        Assert.Equal(3, refusal.Split(Environment.NewLine).Length);
    }

    [Fact]
    public void An_unknown_setting_in_appsettings_stops_the_start_and_suggests_the_known_one() =>
        Assert.Equal(
            "Tinpot:LogLimt in appsettings.json is not a setting. Did you mean Tinpot:LogLimit?",
            SettingsReader.Refusal(("Tinpot:LogLimt", "1MiB")));

    [Fact]
    public void Unknown_variables_are_one_warning()
    {
        ConfiguredOptions read = SettingsReader.Read(("TINPOT_DRIAN", "00:01:00"), ("TINPOT_PORT_8000_TCP_ADDR", "10.0.0.1"), ("TESTS_SCALE", "1"));

        string warning = Assert.Single(read.Warnings);
        Assert.Contains("TINPOT_DRIAN (did you mean TINPOT_DRAIN?)", warning);
        Assert.Contains("TINPOT_PORT_8000_TCP_ADDR", warning);
        Assert.DoesNotContain("TESTS_SCALE", warning);
    }

    [Fact]
    public void A_host_that_an_action_starts_does_not_wonder_at_the_mark_of_a_child() =>
        Assert.Empty(SettingsReader.Read(("TINPOT_CHILD", "0123456789abcdef0123456789abcdef")).Warnings);

    /// <summary>A file, a secret of Kubernetes or <c>echo</c> leaves one at the end.</summary>
    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    [InlineData("\n\n")]
    public void A_line_break_at_the_end_is_left_out(string end)
    {
        Assert.Equal("0123456789abcdef", SettingsReader.Read(("TINPOT_KEY", "0123456789abcdef" + end)).Options.Key);
        Assert.Equal("redis://localhost", SettingsReader.Read(("REDIS_URL", "redis://localhost" + end)).Options.RedisUrl);
        Assert.Equal(TimeSpan.FromSeconds(5), SettingsReader.Read(("TINPOT_GRACE", "00:00:05" + end)).Options.Grace);
        Assert.Equal("/tinpot", SettingsReader.Read(("ROOT_PATH", "/tinpot" + end)).Options.RootPath);
        Assert.Equal(["a", "b"], SettingsReader.Read(("QUEUES", "a,b" + end)).Options.Queues);
        Assert.Equal("PRODUCTION", SettingsReader.Read(("Tinpot:Title", "PRODUCTION" + end)).Options.Title);
        Assert.Null(SettingsReader.Read(("TINPOT_TITLE", end)).Options.Title);
    }

    [Theory]
    [InlineData("TINPOT_KEY", "0123\n4567", "TINPOT_KEY holds a line break; remove it.")]
    [InlineData("REDIS_URL", "redis://:pass\rword@localhost", "REDIS_URL holds a line break; remove it.")]
    [InlineData("WORKER_NAME", "a\u001bb", "WORKER_NAME holds the control character U+001B; remove it.")]
    [InlineData("QUEUES", "a,\nb", "QUEUES holds a line break; remove it.")]
    [InlineData("Tinpot:Title", "a\tb", "Tinpot:Title in appsettings.json holds the control character U+0009; remove it.")]
    public void A_control_character_within_is_refused(string name, string value, string sentence) =>
        Assert.Equal(sentence, SettingsReader.Refusal((name, value)));

    [Theory]
    [InlineData("QUEUES", "a,*")]
    [InlineData("--queues", "*")]
    [InlineData("--groups", "*")]
    public void A_star_is_no_name(string name, string value) =>
        Assert.Contains("leave it out to serve all of them", SettingsReader.Refusal((name, value)));

    [Fact]
    public void Two_keys_are_a_contradiction() =>
        Assert.Contains("TINPOT_KEY and TINPOT_KEY_FILE", SettingsReader.Refusal(("TINPOT_KEY", "a"), ("TINPOT_KEY_FILE", "b")));

    [Fact]
    public void Code_has_the_last_word()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("TINPOT_TITLE", "variable")]).Build();

        ConfiguredOptions read = OptionReader.Read(
            configuration, new Dictionary<string, string>(), SettingsReader.ContentRoot, options => options.Title = "code");

        Assert.Equal("code", read.Options.Title);
    }
}
