namespace Tinpot.Host.Tests.Fleet;

/// <summary>Documents that hosts of version 0.1.0 wrote into a Redis before the room for more members was laid.</summary>
internal static class FormerDocuments
{
    public const string Submission =
        """{"action":"deploy_app","title":"Deploy app","group":"DevOps","queue":"default","contract":"0de27adeea009c46","by":{"id":"anonymous:anonymous","name":"anonymous","scheme":"anonymous","roles":[]},"via":"action","parent":"01a22b9871c17e2e907a9f3a492aa107","root":"01a22b9871c17e2e907a9f3a492aa107","arguments":{"environment":"b","skip_tests":true}}""";

    public const string Worker =
        """{"instance":"vm-2204-d1cc0a85","name":"vm-2204","host":"vm","pid":2204,"queues":null,"groups":null,"slots":8,"busy":0,"state":"running","started_at":"2026-11-30T08:35:37.517Z","last_seen":"2026-11-30T08:35:42.510Z","version":"0.1.0","catalogue":"b58dd944f6d731cbf01ebb318fb4de98","key_fingerprint":"6ae9ff1f2aac1655"}""";

    public const string Catalog =
        """[{"name":"clean_cache","title":"Clean cache","aliases":[],"calls":[],"file":"Maintenance/MaintenanceActions.cs","line":13,"isolation":"process","descriptor":{"name":"clean_cache","title":"Clean cache","group":"Maintenance","queue":"default","description":"Delete cache files older than a number of days (simulated: nothing is deleted).","cancellable":true,"contract_hash":"a3fbab85f8c46cb1","parameters":{"type":"object","properties":{"days":{"type":"integer","format":"int32","default":7,"description":"Age in days from which a file goes"}},"additionalProperties":false},"result":{"$ref":"#/$defs/CacheCleanup","$defs":{"CacheCleanup":{"type":"object","properties":{"files_deleted":{"type":"integer","format":"int32","description":"Number of files removed"}},"required":["files_deleted"],"additionalProperties":false,"description":"What a cache cleanup did."}}}}}]""";
}
