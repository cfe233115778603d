namespace SunoPS.Client.Tests.Errors;

/// <summary>Each failure of the file system has an error with its own advice.</summary>
public sealed class FileErrorTests
{
    public static TheoryData<Exception, string> Failures() => new()
    {
        { new UnauthorizedAccessException(), "Access to 'x' is denied" },
        { new DirectoryNotFoundException(), "The folder of 'x' does not exist" },
        { new FileNotFoundException(), "The folder of 'x' does not exist" },
        { new PathTooLongException(), "'x' is too long for this system" },
        { new IOException("no", unchecked((int)0x8007007B)), "'x' is not a valid name on this system" },
        { new IOException("no", 11), "'x' is in use by another program" },
        { new IOException("no", 35), "'x' is in use by another program" },
        { new IOException("The disk is full : 'x'"), "'x' could not be written: The disk is full" },
        { new ArgumentException("It is odd (Parameter 'path')"), "'x' could not be written: It is odd" },
        { new NotSupportedException("No streams."), "'x' could not be written: No streams" },
    };

    [Theory]
    [MemberData(nameof(Failures), DisableDiscoveryEnumeration = true)]
    public void A_failure_has_its_own_advice(Exception failure, string beginning)
    {
        SunoApiException error = MediaErrors.FromFile(failure, "x");

        Assert.Equal(SunoErrorKind.FileError, error.Kind);
        Assert.StartsWith(beginning, error.Message, StringComparison.Ordinal);
        Assert.EndsWith(".", error.Message, StringComparison.Ordinal);
        Assert.Same(failure, error.InnerException);
        Assert.True(MediaErrors.IsOfFile(failure));
    }
}
