namespace SunoPS.Client.Tests;

/// <summary>Copies clips with changes, like <c>with</c> for records.</summary>
internal static class ClipChanges
{
    public static SunoClip With(this SunoClip clip, Action<SunoClip> change)
    {
        var copy = new SunoClip();
        foreach (PropertyInfo property in typeof(SunoClip).GetProperties().Where(property => property.CanWrite))
        {
            property.SetValue(copy, property.GetValue(clip));
        }

        change(copy);
        return copy;
    }
}
