using Tinpot;
using Tinpot.Generated;
using Tinpot.Load;

return args switch
{
    ["lifecycle"] => await Lifecycle.RunAsync(),
    ["bare"] => await BareStream.RunAsync(),
    ["pool-floor"] => await PoolFloor.RunAsync(),
    ["store-floor"] => await StoreFloor.RunAsync(),
    ["api" or "worker" or "child", ..] => await TinpotHost.RunAsync(args, ActionCatalog.Instance),
    _ => await CallerHost.RunAsync(args),
};
