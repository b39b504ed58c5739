using System.Net;
using Tinpot.Settings.Redis;

namespace Tinpot.Host.Tests.Settings.Redis;

public class RedisUrlTests
{
    [Theory]
    [InlineData("redis://localhost", "redis://localhost:6379/0")]
    [InlineData("REDIS://localhost", "redis://localhost:6379/0")]
    [InlineData("redis://localhost/", "redis://localhost:6379/0")]
    [InlineData("redis://localhost:7000/15", "redis://localhost:7000/15")]
    [InlineData("redis://localhost/0", "redis://localhost:6379/0")]
    [InlineData("redis://localhost/1000", "redis://localhost:6379/1000")]
    [InlineData("redis://10.1.2.3:7000", "redis://10.1.2.3:7000/0")]
    [InlineData("redis://[::1]", "redis://[::1]:6379/0")]
    [InlineData("redis://[2001:db8::7]:7000/2", "redis://[2001:db8::7]:7000/2")]
    [InlineData("redis://my_redis-1.example.org", "redis://my_redis-1.example.org:6379/0")]
    [InlineData("redis://:secret@localhost", "redis://:***@localhost:6379/0")]
    [InlineData("redis://user:secret@localhost:7000/3", "redis://user:***@localhost:7000/3")]
    [InlineData("redis://a%40b:secret@localhost", "redis://a%40b:***@localhost:6379/0")]
    [InlineData("redis://user:@localhost", "redis://user:***@localhost:6379/0")]
    [InlineData("rediss://user:secret@cache.example.org", "rediss://user:***@cache.example.org:6379/0")]
    [InlineData("redis://one,two:7001,[::1]:7002", "redis://one:6379,two:7001,[::1]:7002/0")]
    [InlineData("redis://one,two/0", "redis://one:6379,two:6379/0")]
    [InlineData("redis://one,two:26380/4?sentinel=main", "redis://one:26379,two:26380/4?sentinel=main")]
    [InlineData("redis://:secret@one?sentinel=my%20main", "redis://:***@one:26379/0?sentinel=my%20main")]
    [InlineData("unix:///run/redis.sock", "unix:///run/redis.sock?db=0")]
    [InlineData("unix:///run/my%20redis.sock?db=2", "unix:///run/my redis.sock?db=2")]
    [InlineData("unix://user:secret@/run/redis.sock", "unix://user:***@/run/redis.sock?db=0")]
    public void What_can_be_read_is_shown_without_its_secret(string text, string redacted)
    {
        RedisUrl url = Read(text);

        Assert.Equal(redacted, url.Redacted);
        Assert.Equal(redacted, url.ToString());
        Assert.Equal(redacted, Read(text.Replace("secret", "other", StringComparison.Ordinal)).Redacted);
    }

    [Theory]
    [InlineData("redis://:p%40ss%2Fw%3Ard%25@localhost", null, "p@ss/w:rd%")]
    [InlineData("redis://:a:b:c@localhost", null, "a:b:c")]
    [InlineData("redis://user:sch%C3%B6n@localhost", "user", "schön")]
    [InlineData("redis://user:schön@localhost", "user", "schön")]
    [InlineData("redis://%75ser:+&=!~*@localhost", "user", "+&=!~*")]
    [InlineData("redis://a%20b:%3F%23@localhost", "a b", "?#")]
    [InlineData("redis://user:@localhost", "user", "")]
    [InlineData("redis://localhost", null, null)]
    [InlineData("unix://:p%40ss@/run/redis.sock", null, "p@ss")]
    public void Credentials_are_decoded_once(string text, string? user, string? password)
    {
        RedisUrl url = Read(text);

        Assert.Equal(user, url.Settings.User);
        Assert.Equal(password, url.Settings.Password);
    }

    [Fact]
    public void Encrypted_connections_ask_for_the_certificate_of_the_host()
    {
        Assert.True(Read("rediss://cache.example.org").Settings is { Ssl: true, SslHost: "cache.example.org" });
        Assert.True(Read("rediss://10.1.2.3").Settings is { Ssl: true, SslHost: "10.1.2.3" });
        Assert.False(Read("redis://cache.example.org").Settings.Ssl);
    }

    [Fact]
    public void Nodes_of_a_list_are_asked_for_their_own_certificates()
    {
        Assert.Null(Read("rediss://one.example.org,two.example.org").Settings.SslHost);
        Assert.Null(Read("rediss://one.example.org?sentinel=main").Settings.SslHost);
    }

    [Fact]
    public void Hosts_are_end_points_of_their_kind()
    {
        Assert.Equal<EndPoint>(
            [new DnsEndPoint("one", 6379), new IPEndPoint(IPAddress.Loopback, 7001), new IPEndPoint(IPAddress.IPv6Loopback, 6379)],
            Read("redis://one,127.0.0.1:7001,[::1]").Settings.EndPoints);
        Assert.Equal("/run/redis.sock", Assert.Single(Read("unix:///run/redis.sock").Settings.EndPoints).ToString());
        Assert.Equal("main", Read("redis://one,two?sentinel=main").Settings.ServiceName);
        Assert.Null(Read("redis://one,two").Settings.ServiceName);
    }

    [Theory]
    [InlineData("", "start with redis://")]
    [InlineData("localhost:6379,password=secret", "start with redis://")]
    [InlineData("http://user:secret@localhost", "start with redis://")]
    [InlineData("redis:secret@localhost", "start with redis://")]
    [InlineData("redis+unix:///run/secret.sock", "start with redis://")]
    [InlineData("redis://", "name a host")]
    [InlineData("redis:///0", "name a host")]
    [InlineData("redis://:secret@", "name a host")]
    [InlineData("redis://:6379", "name a host")]
    [InlineData("redis://one,,two", "name a host")]
    [InlineData("redis://one,two,", "name a host")]
    [InlineData("redis://.secret", "name a host")]
    [InlineData("redis://a..secret", "name a host")]
    [InlineData("redis://bücher-secret", "name a host")]
    [InlineData("redis://a%20secret", "name a host")]
    [InlineData("redis://secret@localhost", "user and password")]
    [InlineData("redis://secret@localhost:6379", "user and password")]
    [InlineData("redis://@localhost", "user and password")]
    [InlineData("redis://:@localhost", "user and password")]
    [InlineData("redis://:sec@ret@localhost", "%40")]
    [InlineData("redis://user:sec/ret@localhost", "%2F")]
    [InlineData("redis://:sec?ret@localhost", "setting after ?")]
    [InlineData("redis://:sec#ret@localhost", "%23")]
    [InlineData("redis://:sec ret@localhost", "%20")]
    [InlineData("redis://:secret@localhost\n", "line ends")]
    [InlineData("redis://:secret%@localhost", "%25")]
    [InlineData("redis://:secret%4@localhost", "%25")]
    [InlineData("redis://:secret%zz@localhost", "%25")]
    [InlineData("redis://:secret%+1@localhost", "%25")]
    [InlineData("redis://:secret%FF@localhost", "UTF-8")]
    [InlineData("redis://localhost:", "port from 1 to 65535")]
    [InlineData("redis://localhost:0", "port from 1 to 65535")]
    [InlineData("redis://localhost:65536", "port from 1 to 65535")]
    [InlineData("redis://localhost:+1", "port from 1 to 65535")]
    [InlineData("redis://localhost:secret", "port from 1 to 65535")]
    [InlineData("redis://::1", "port from 1 to 65535")]
    [InlineData("redis://2001:db8::1", "port from 1 to 65535")]
    [InlineData("redis://[::1", "close the bracket")]
    [InlineData("redis://[::1]7000", "port from 1 to 65535")]
    [InlineData("redis://[localhost]", "IPv6 address in brackets")]
    [InlineData("redis://[10.1.2.3]", "IPv6 address in brackets")]
    [InlineData("redis://[]", "IPv6 address in brackets")]
    [InlineData("redis://localhost/first", "number of a database")]
    [InlineData("redis://localhost/-1", "number of a database")]
    [InlineData("redis://localhost/1/", "number of a database")]
    [InlineData("redis://localhost/99999999999", "number of a database")]
    [InlineData("redis://one,two/1", "database 0 only")]
    [InlineData("redis://localhost?", "at most one setting")]
    [InlineData("redis://localhost?sentinel", "at most one setting")]
    [InlineData("redis://localhost?sentinel=", "at most one setting")]
    [InlineData("redis://localhost?sentinel=main&password=secret", "at most one setting")]
    [InlineData("redis://localhost?password=secret", "no other setting after ?")]
    [InlineData("redis://localhost?db=1", "no other setting after ?")]
    [InlineData("unix://", "path of a socket")]
    [InlineData("unix:///", "path of a socket")]
    [InlineData("unix://secret/redis.sock", "path of a socket")]
    [InlineData("unix:///run/redis.sock?sentinel=main", "unix:///run/redis.sock?db=2")]
    [InlineData("unix:///run/redis.sock?db=secret", "number of a database")]
    [InlineData("unix:///01234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789", "about 100 characters")]
    public void What_cannot_be_read_is_refused_with_what_to_write_and_without_a_secret(string text, string part)
    {
        Assert.False(RedisUrl.TryParse(text, out _, out string? must));

        Assert.StartsWith("must ", must);
        Assert.Contains(part, must, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", must, StringComparison.Ordinal);
        Assert.DoesNotContain("sec", must.Split(' ', '/', ':', '@', ','), StringComparer.Ordinal);
    }

    private static RedisUrl Read(string text) => RedisUrl.TryParse(text, out RedisUrl? url, out string? must) ? url : throw new InvalidOperationException(must);
}
