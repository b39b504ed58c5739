using System.Text;
using Tinpot.Fleet.Redis;

namespace Tinpot.Host.Tests.Fleet.Redis;

public class CompressedTextTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(100)]
    [InlineData(1_000_000)]
    public void What_is_packed_comes_back(int length)
    {
        byte[] text = Encoding.UTF8.GetBytes(new string('a', length));

        byte[] packed = CompressedText.Pack(text);

        Assert.Equal(text, CompressedText.Unpack(packed));
        Assert.InRange(packed.Length, 1, 10_000);
    }

    [Fact]
    public void What_would_fill_the_memory_does_not()
    {
        byte[] bomb = CompressedText.Pack(new byte[65 * 1024 * 1024]);

        Assert.InRange(bomb.Length, 1, 100_000);
        Assert.Empty(CompressedText.Unpack(bomb));
    }

    [Fact]
    public void What_is_none_is_empty()
    {
        Assert.Empty(CompressedText.Unpack([]));
        Assert.Empty(CompressedText.Unpack([9, 1, 2]));
        Assert.Empty(CompressedText.Unpack([1, 255, 255, 255]));
    }
}
