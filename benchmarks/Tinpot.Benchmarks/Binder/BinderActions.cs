namespace Tinpot.Benchmarks.Binder;

/// <summary>What is bound: eight parameters of as many types, and records within records.</summary>
[ActionGroup("Binder")]
public static class BinderActions
{
    [Action]
    public static void TakeEight(string name, [Range(1, 65535)] int port, long size, double ratio, bool force, Guid id, DateTimeOffset at, Level level)
    {
    }

    [Action]
    public static void TakeOrder(Order order)
    {
    }
}

public enum Level
{
    Debug,
    Information,
    Warning,
    CriticalError,
}

public sealed record Order(string Number, Customer Customer, List<Line> Lines, Address? Delivery = null);

public sealed record Customer(int Id, [StringLength(80)] string Name, Address Address);

public sealed record Address(string Street, string City, string? Country = null);

public sealed record Line(string Article, [Range(1, 1000)] int Quantity, decimal Price);
