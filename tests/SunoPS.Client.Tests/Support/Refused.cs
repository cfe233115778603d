namespace SunoPS.Client.Tests;

/// <summary>What cannot be made.</summary>
internal static class Refused
{
    /// <summary>The error of something that the caller must not give.</summary>
    public static SunoApiException Argument(Action act)
    {
        SunoApiException error = Assert.Throws<SunoApiException>(act);
        Assert.Equal(SunoErrorKind.InvalidArgument, error.Kind);
        return error;
    }
}
