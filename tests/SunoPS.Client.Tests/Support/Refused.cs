namespace SunoPS.Client.Tests;

/// <summary>Asserts invalid arguments.</summary>
internal static class Refused
{
    public static SunoApiException Argument(Action act)
    {
        SunoApiException error = Assert.Throws<SunoApiException>(act);
        Assert.Equal(SunoErrorKind.InvalidArgument, error.Kind);
        return error;
    }
}
