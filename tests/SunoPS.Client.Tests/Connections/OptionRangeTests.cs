namespace SunoPS.Client.Tests.Connections;

public sealed class OptionRangeTests
{
    private static readonly Dictionary<string, (Func<int, SunoConnectionOptions> With, int Least, int Most)> Ranges =
        new()
    {
        ["TimeoutSec"] = (value => new() { TimeoutSec = value }, 1, 86_400),
        ["SubmissionTimeoutSec"] = (value => new() { SubmissionTimeoutSec = value }, 1, 86_400),
        ["MaximumRetryCount"] = (value => new() { MaximumRetryCount = value }, 0, 100),
        ["RetryIntervalSec"] = (value => new() { RetryIntervalSec = value }, 1, 3_600),
        ["ThrottleLimit"] = (value => new() { ThrottleLimit = value }, 1, 256),
        ["BatchSize"] = (value => new() { BatchSize = value }, 1, 10_000),
        ["MaximumResponseBytes"] = (value => new() { MaximumResponseBytes = value }, 1024, int.MaxValue / 2),
    };

    public static TheoryData<string> Names => [.. Ranges.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Minimum_and_maximum_are_valid_and_values_beyond_are_rejected_by_name(string name)
    {
        (Func<int, SunoConnectionOptions> with, int least, int most) = Ranges[name];
        int[] beyond = [least - 1, most + 1, int.MinValue, int.MaxValue];

        Assert.All([least, most], value => Assert.NotNull(Connect(with(value))));
        Assert.All(beyond, value => Assert.Contains(
            name, Refused.Argument(() => Connect(with(value))).Message, StringComparison.Ordinal));
    }

    [Fact]
    public void The_defaults_are_those_of_the_documentation()
    {
        SunoConnection connection = Connect(options: null);

        Assert.Equal(
            (100, 180, 4, 1, 16, 100), (
                connection.TimeoutSec, connection.SubmissionTimeoutSec, connection.MaximumRetryCount,
                connection.RetryIntervalSec, connection.ThrottleLimit, connection.BatchSize));
        Assert.Equal(
            (null, false, false),
            (connection.Proxy, connection.SkipCertificateCheck, connection.AllowUnencryptedAuthentication));
    }

    [Fact]
    public void Given_values_are_shown()
    {
        SunoConnection connection = Connect(new SunoConnectionOptions
        {
            TimeoutSec = 5, MaximumRetryCount = 6, RetryIntervalSec = 7, ThrottleLimit = 9, BatchSize = 10,
            SkipCertificateCheck = true,
        });

        Assert.Equal(
            (5, 6, 7, 9, 10, true), (
                connection.TimeoutSec, connection.MaximumRetryCount, connection.RetryIntervalSec,
                connection.ThrottleLimit, connection.BatchSize, connection.SkipCertificateCheck));
    }

    private static SunoConnection Connect(SunoConnectionOptions? options) => new(SunoGateway.Ecovai, "key", options);
}
