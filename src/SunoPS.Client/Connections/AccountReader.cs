namespace SunoPS;

/// <summary>Asks a gateway what its key may spend and use. Sends each request once: gateways limit them.</summary>
internal sealed class AccountReader(GatewayChannel channel)
{
    /// <summary>The grant that stands for no limit.</summary>
    private const decimal Unlimited = 100_000_000;

    private readonly SunoConnection _connection = channel.Connection;
    private readonly SunoAccount _account = new() { Gateway = channel.Connection.Gateway };
    private readonly List<string> _source = [];

    /// <exception cref="SunoApiException">The gateway refuses the key, or does not report any of it.</exception>
    public async Task<SunoAccount> ReadAsync(CancellationToken cancellationToken)
    {
        if (!await ReadUsageAsync(cancellationToken).ConfigureAwait(false)
            && !await ReadBillingAsync(cancellationToken).ConfigureAwait(false)
            && !await ReadCreditsAsync(cancellationToken).ConfigureAwait(false))
        {
            throw new SunoApiException(
                SunoErrorKind.GatewayError, $"{_connection.Gateway} does not report what a key may spend.");
        }

        _account.Software = _connection.Software;
        _account.Source = _source.ToArray();
        return _account;
    }

    /// <summary>Reads the usage of the key, also of one that is expired or used up.</summary>
    private async Task<bool> ReadUsageAsync(CancellationToken cancellationToken)
    {
        SunoJsonObject? usage =
            (await FetchAsync("/api/usage/token/", cancellationToken).ConfigureAwait(false))?.Object("data");
        if (usage?.Number("total_granted") is not { } granted)
        {
            return false;
        }

        _account.KeyName = DisplayText.Quote(usage.Text("name"), _connection.KeyMask);
        _account.ExpireTime = usage.Time("expires_at");
        SetAmounts(usage.Flag("unlimited_quota"), granted, usage.Number("total_used"), usage.Number("total_available"));

        // The gateway reports the usage of a key that it refuses everywhere else, such as an expired one.
        bool isUsable = !(_account.ExpireTime < TimeProvider.System.GetLocalNow().DateTime)
            && !(_account.Available <= 0);
        _account.CanFetch = isUsable && usage.Flag("model_limits_enabled") != true;
        _account.CanSubmit = isUsable ? null : false;
        await ReadUnitAsync(isQuota: true, cancellationToken).ConfigureAwait(false);
        await (isUsable ? ReadModelsAsync(cancellationToken) : Task.CompletedTask).ConfigureAwait(false);
        return true;
    }

    /// <summary>Reads the amounts in the form that chat clients use.</summary>
    private async Task<bool> ReadBillingAsync(CancellationToken cancellationToken)
    {
        const string Path = "/v1/dashboard/billing/";
        SunoJsonObject? subscription = await FetchAsync(Path + "subscription", cancellationToken).ConfigureAwait(false);
        if (subscription?.Number("hard_limit_usd") is not { } granted)
        {
            return false;
        }

        SunoJsonObject? usage = await FetchAsync(Path + "usage", cancellationToken).ConfigureAwait(false);
        decimal? used = usage?.Number("total_usage") / 100;
        _account.ExpireTime = subscription.Time("access_until");
        SetAmounts(granted >= Unlimited, granted, used, granted - used);
        await ReadUnitAsync(isQuota: false, cancellationToken).ConfigureAwait(false);
        await ReadModelsAsync(cancellationToken).ConfigureAwait(false);
        return true;
    }

    /// <summary>Reads the credits of Suno-API. The cookie and the token in the response are not kept.</summary>
    private async Task<bool> ReadCreditsAsync(CancellationToken cancellationToken)
    {
        SunoJsonObject? response =
            await FetchAsync("/suno/account", cancellationToken, isOfSunoApi: true).ConfigureAwait(false);
        if (response?.Object("data")?.Object("certificate") is not { } certificate
            || certificate.Number("credits_left") is not { } left)
        {
            return false;
        }

        SetAmounts(isUnlimited: false, certificate.Number("monthly_limit"), certificate.Number("monthly_usage"), left);
        _account.Unit = "credits";
        _account.CanFetch = true;
        _account.CanSubmit = left > 0 && certificate.Flag("is_active") != false;
        return true;
    }

    private void SetAmounts(bool? isUnlimited, decimal? granted, decimal? used, decimal? available)
    {
        (_account.IsUnlimited, _account.Used) = (isUnlimited, used);
        (_account.Granted, _account.Available) = isUnlimited == true ? (null, null) : (granted, available);
    }

    private async Task ReadUnitAsync(bool isQuota, CancellationToken cancellationToken)
    {
        SunoJsonObject? status = null;
        try
        {
            status = (await FetchAsync("/api/status", cancellationToken).ConfigureAwait(false))?.Object("data");
        }
        catch (SunoApiException)
        {
            // Amounts without it are in quota.
        }

        string? shown = status?.Text("quota_display_type");
        _account.QuotaPerUnit = status?.Number("quota_per_unit") is > 0 and var unit ? unit : null;
        _account.Unit = (isQuota && _account.QuotaPerUnit is null) || shown == "TOKENS" ? "quota"
            : isQuota || shown is null ? "USD"
            : DisplayText.Quote(shown, _connection.KeyMask);
        if (isQuota && _account.Unit != "quota")
        {
            _account.Granted /= _account.QuotaPerUnit;
            _account.Used /= _account.QuotaPerUnit;
            _account.Available /= _account.QuotaPerUnit;
        }
    }

    private async Task ReadModelsAsync(CancellationToken cancellationToken)
    {
        if (await ModelList.FetchAsync(channel, cancellationToken).ConfigureAwait(false) is { } models)
        {
            _account.Models = models.ToArray();
            _account.CanSubmit = models.Any(ModelList.IsOfSuno);
            _source.Add("/v1/models");
        }
    }

    /// <summary>Returns the fields of a response; null if the gateway does not have the address.</summary>
    /// <exception cref="SunoApiException">The gateway has it, and reports an error.</exception>
    private async Task<SunoJsonObject?> FetchAsync(
        string path, CancellationToken cancellationToken, bool isOfSunoApi = false)
    {
        // Suno-API has only one address, whose response has secrets.
        if (!isOfSunoApi && _connection.Software == GatewaySoftware.SunoApi)
        {
            return null;
        }

        using var request = new GatewayRequest(HttpMethod.Get, _connection.AddressOf(path))
        {
            Retried = ErrorTraits.None,
            IsBearer = true,
            HasSecretResponse = isOfSunoApi,
        };
        using HttpResponseMessage response = await channel.SendAsync(request, cancellationToken).ConfigureAwait(false);
        SunoJsonObject? fields = response.IsSuccessStatusCode
            ? SunoJsonObject.Parse(BufferedContent.Of(response).Utf8.Span) : null;
        if ((int)response.StatusCode is >= 400 and not (404 or 405)
            || fields?.Object("error") is not null || fields?.Flag("success") == false)
        {
            throw GatewayErrors.From(response, _connection);
        }

        _source.AddRange(fields is null ? [] : [path]);
        return fields;
    }
}
