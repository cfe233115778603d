using FsCheck;
using FsCheck.Fluent;

namespace SunoPS.Client.Tests.Properties;

/// <summary>Checks a property with generated values; a failure shows the smallest value that was found.</summary>
internal static class Property
{
    /// <summary>The same values in every run, so that a failure is one of the last change.</summary>
    private static readonly Replay Values = new(new Rnd(20261129, 1), Microsoft.FSharp.Core.FSharpOption<int>.None);

    public static void Holds<T>(Gen<T> values, int count, Action<T> assert) => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(count).WithReplay(Values), Prop.ForAll(values.ToArbitrary(), assert));

    public static void Holds<T>(Gen<T> values, int count, Func<T, Task> assert) => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(count).WithReplay(Values), Prop.ForAll(values.ToArbitrary(), assert));
}
