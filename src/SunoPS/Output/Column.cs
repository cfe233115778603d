// A column of a row with its value.
global using Column = System.Collections.Generic.KeyValuePair<string, object?>;
