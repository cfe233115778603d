using Xunit.Sdk;
using Xunit.v3;

namespace SunoPS.Pester;

/// <summary>Starts the files that take longest first: at the end, no process waits for another.</summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    /// <summary>The files that take more than 20 s, most of it waiting.</summary>
    private static readonly string[] Longest = ["Journal.Tests.ps1", "Resume.Tests.ps1", "HostileText.Tests.ps1"];

    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(
        IReadOnlyCollection<TTestCollection> testCollections)
        where TTestCollection : ITestCollection =>
        [
            .. testCollections.OrderByDescending(
                collection => Array.IndexOf(Longest, collection.TestCollectionDisplayName) >= 0),
        ];
}
