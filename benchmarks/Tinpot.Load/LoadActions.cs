namespace Tinpot.Load;

public static class LoadActions
{
    [Action]
    public static void Nothing()
    {
    }
}
