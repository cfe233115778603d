namespace SunoPS.Commands;

/// <summary>A kind of text in the views; an indexer, because constrained language mode refuses method calls.</summary>
public sealed class ViewCell
{
    private readonly Func<PSObject, string[], string> _format;

    internal ViewCell(Func<PSObject, string[], string> format) => _format = format;

#pragma warning disable CA1043 // The argument is the object that a view shows.
    /// <summary>Returns the text of a whole object.</summary>
    public string this[PSObject row] => _format(row, []);

    /// <summary>Returns the text of properties of an object.</summary>
    public string this[PSObject row, string[] names] => _format(row, names);
#pragma warning restore CA1043
}
