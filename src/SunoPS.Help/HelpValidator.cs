namespace SunoPS.Help;

/// <summary>Compares pages with code.</summary>
internal static class HelpValidator
{
    /// <summary>Returns all differences between the pages of a folder and the cmdlets of an assembly.</summary>
    public static IEnumerable<HelpError> Validate(
        string assemblyPath, string folder, IReadOnlyList<CmdletMetadata> cmdlets, IReadOnlyList<HelpPage> pages)
    {
        if (cmdlets.Count == 0)
        {
            yield return new HelpError(assemblyPath, null, HelpError.CannotRead, "The assembly has no cmdlet.");
        }

        foreach (var page in pages.Where(page => cmdlets.All(cmdlet => cmdlet.Name != page.Name)))
        {
            yield return page.Error(HelpError.CmdletMissing, $"There is no cmdlet {page.Name}.");
        }

        foreach (var cmdlet in cmdlets)
        {
            var differences = pages.FirstOrDefault(page => page.Name == cmdlet.Name) is { } page
                ? ValidatePage(cmdlet, page)
                :
                [
                    new HelpError(
                        Path.Combine(folder, cmdlet.Name + ".md"), null, HelpError.PageMissing,
                        $"The cmdlet {cmdlet.Name} has no page."),
                ];
            foreach (var error in differences)
            {
                yield return error;
            }
        }
    }

    private static IEnumerable<HelpError> ValidatePage(CmdletMetadata cmdlet, HelpPage page) =>
        ValidateTexts(cmdlet, page)
            .Concat(ValidateParameters(cmdlet, page))
            .Concat(ValidateOutputs(cmdlet, page))
            .Concat(ValidateInputs(cmdlet, page));

    private static IEnumerable<HelpError> ValidateTexts(CmdletMetadata cmdlet, HelpPage page)
    {
        if (page.Synopsis.Length == 0)
        {
            yield return page.Error(HelpError.TextMissing, "The synopsis is missing: a sentence below the title.");
        }

        if (page.Description.Count == 0)
        {
            yield return page.Error(HelpError.TextMissing, "The section \"Description\" is missing or empty.");
        }

        if (page.Examples.Count == 0)
        {
            yield return page.Error(HelpError.ExampleMissing, $"The cmdlet {cmdlet.Name} has no example.");
        }

        foreach (string part in cmdlet.Unreadable)
        {
            yield return page.Error(
                HelpError.UnsupportedCmdlet, $"The cmdlet {cmdlet.Name} has {part}, which metadata does not show.");
        }
    }

    private static IEnumerable<HelpError> ValidateParameters(CmdletMetadata cmdlet, HelpPage page)
    {
        foreach (var parameter in cmdlet.Parameters.Where(parameter => parameter.StandardDescription is null))
        {
            if (page.Parameters.All(entry => entry.Name != parameter.Name))
            {
                yield return page.Error(
                    HelpError.ParameterNotDescribed, $"The parameter -{parameter.Name} is not described.");
            }
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var entry in page.Parameters)
        {
            if (cmdlet.Parameters.All(parameter => parameter.Name != entry.Name))
            {
                yield return page.Error(
                    HelpError.ParameterUnknown, $"The cmdlet {cmdlet.Name} has no parameter -{entry.Name}.",
                    entry.Line);
            }
            else if (!seen.Add(entry.Name))
            {
                yield return page.Error(
                    HelpError.Layout, $"The parameter -{entry.Name} is described twice.", entry.Line);
            }
            else if (entry.Text.Count == 0)
            {
                yield return page.Error(
                    HelpError.ParameterNotDescribed, $"The parameter -{entry.Name} has a heading and no text.",
                    entry.Line);
            }
        }
    }

    private static IEnumerable<HelpError> ValidateOutputs(CmdletMetadata cmdlet, HelpPage page)
    {
        foreach (string type in cmdlet.OutputTypes.Where(type => page.Outputs.All(entry => entry.Name != type)))
        {
            yield return page.Error(
                HelpError.OutputNotDescribed, $"The output type {type} is not in the section \"Outputs\".");
        }

        foreach (
            var entry in page.Outputs.Where(
                entry => !cmdlet.OutputTypes.Contains(entry.Name) && !(entry.IsNone && cmdlet.OutputTypes.Count == 0)))
        {
            yield return page.Error(
                HelpError.OutputUnknown, $"The cmdlet {cmdlet.Name} declares no output type {entry.Name}.", entry.Line);
        }
    }

    private static IEnumerable<HelpError> ValidateInputs(CmdletMetadata cmdlet, HelpPage page)
    {
        var bindings = cmdlet.Parameters.SelectMany(parameter => parameter.Bindings).ToList();
        var types = page.Inputs.Where(entry => !entry.IsNone).ToList();
        if (types.Count == 0 && bindings.Any(binding => binding.FromPipeline))
        {
            yield return page.Error(
                HelpError.InputsDisagree,
                $"The cmdlet {cmdlet.Name} takes pipeline input, and the section \"Inputs\" has no type.");
        }

        if (types.Count != 0 && !bindings.Any(binding => binding.FromPipeline || binding.FromPipelineByPropertyName))
        {
            yield return page.Error(
                HelpError.InputsDisagree, $"The cmdlet {cmdlet.Name} takes no pipeline input.", types[0].Line);
        }
    }
}
