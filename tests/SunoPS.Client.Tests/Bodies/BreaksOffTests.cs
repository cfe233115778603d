namespace SunoPS.Client.Tests.Bodies;

/// <summary>A body that ends with the connection: only its syntax shows whether it is truncated.</summary>
public sealed class BreaksOffTests
{
    [Theory]
    [InlineData("{\"code\":\"success\",\"data\":[{\"task_id\":\"a\"", true)]
    [InlineData("[1,2", true)]
    [InlineData("{\"a\":\"half a te", true)]
    [InlineData("{", true)]
    [InlineData("{\"data\":[]}", false)]
    [InlineData("[]", false)]
    [InlineData("{\"data\":[]} and more", false)]
    [InlineData("{not JSON", false)]
    [InlineData("<html>", false)]
    [InlineData("", false)]
    public void It_differs_from_complete_and_invalid_JSON(string body, bool breaksOff) =>
        Assert.Equal(breaksOff, JsonText.IsTruncated(Encoding.UTF8.GetBytes(body)));
}
