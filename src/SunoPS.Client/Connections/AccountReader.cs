namespace SunoPS;

/// <summary>
/// Asks a gateway what its key may spend and use. Sends each request once, without retries, because gateways allow few
/// of them.
/// </summary>
internal sealed class AccountReader(GatewayChannel channel)
{
    /// <summary>The grant that stands for no limit.</summary>
    private const decimal Unlimited = 100_000_000;

    private readonly SunoConnection _connection = channel.Connection;
    private readonly List<string> _source = [];

    /// <summary>Reads the account.</summary>
    /// <exception cref="SunoApiException">The gateway refuses the key, or does not report any of it.</exception>
    public async Task<SunoAccount> ReadAsync(CancellationToken cancellationToken)
    {
        var account = new SunoAccount { Gateway = _connection.Gateway };
        if (!await ReadUsageAsync(account, cancellationToken).ConfigureAwait(false)
            && !await ReadBillingAsync(account, cancellationToken).ConfigureAwait(false)
            && !await ReadCreditsAsync(account, cancellationToken).ConfigureAwait(false))
        {
            throw new SunoApiException(
                SunoErrorKind.GatewayError, $"{_connection.Gateway} does not report what a key may spend.");
        }

        account.Software = _connection.Software;
        account.Source = _source.ToArray();
        return account;
    }

    /// <summary>Reads the usage of the key, also of one that is expired or used up.</summary>
    private async Task<bool> ReadUsageAsync(SunoAccount account, CancellationToken cancellationToken)
    {
        JsonFields? usage =
            (await FetchAsync("/api/usage/token/", cancellationToken).ConfigureAwait(false))?.Object("data");
        if (usage?.Number("totalgranted") is null)
        {
            return false;
        }

        account.KeyName = DisplayText.Quote(usage.Text("name"), _connection.KeyMask);
        account.IsUnlimited = usage.Flag("unlimitedquota");
        account.ExpireTime = usage.Time("expiresat");
        account.Used = usage.Number("totalused");
        if (account.IsUnlimited != true)
        {
            account.Granted = usage.Number("totalgranted");
            account.Available = usage.Number("totalavailable");
        }

        // The gateway reports the usage of a key that it refuses everywhere else, such as an expired one.
        bool isUsable = !(account.ExpireTime < TimeProvider.System.GetLocalNow().DateTime) && !(account.Available <= 0);
        account.CanFetch = isUsable && usage.Flag("modellimitsenabled") != true;
        account.CanSubmit = isUsable ? null : false;
        await ReadUnitAsync(account, isQuota: true, cancellationToken).ConfigureAwait(false);
        await ReadModelsAsync(account, isUsable, cancellationToken).ConfigureAwait(false);
        return true;
    }

    /// <summary>Reads the amounts in the form that chat clients use.</summary>
    private async Task<bool> ReadBillingAsync(SunoAccount account, CancellationToken cancellationToken)
    {
        const string Path = "/v1/dashboard/billing/";
        JsonFields? subscription =
            await FetchAsync(Path + "subscription", cancellationToken).ConfigureAwait(false);
        if (subscription?.Number("hardlimitusd") is not { } granted)
        {
            return false;
        }

        JsonFields? usage = await FetchAsync(Path + "usage", cancellationToken).ConfigureAwait(false);
        account.Used = usage?.Number("totalusage") / 100;
        account.IsUnlimited = granted >= Unlimited;
        account.ExpireTime = subscription.Time("accessuntil");
        if (account.IsUnlimited != true)
        {
            account.Granted = granted;
            account.Available = granted - account.Used;
        }

        await ReadUnitAsync(account, isQuota: false, cancellationToken).ConfigureAwait(false);
        await ReadModelsAsync(account, isUsable: true, cancellationToken).ConfigureAwait(false);
        return true;
    }

    /// <summary>
    /// Reads the credits of the Suno account behind Suno-API. The response also has its cookie and its token, which are
    /// neither kept nor shown.
    /// </summary>
    private async Task<bool> ReadCreditsAsync(SunoAccount account, CancellationToken cancellationToken)
    {
        JsonFields? response =
            await FetchAsync("/suno/account", cancellationToken, isOfSunoApi: true).ConfigureAwait(false);
        if (response?.Object("data")?.Object("certificate") is not { } certificate
            || certificate.Number("creditsleft") is not { } left)
        {
            return false;
        }

        account.Granted = certificate.Number("monthlylimit");
        account.Used = certificate.Number("monthlyusage");
        account.Available = left;
        account.Unit = "credits";
        account.IsUnlimited = false;
        account.CanFetch = true;
        account.CanSubmit = left > 0 && certificate.Flag("isactive") != false;
        return true;
    }

    private async Task ReadUnitAsync(SunoAccount account, bool isQuota, CancellationToken cancellationToken)
    {
        JsonFields? status = null;
        try
        {
            status = (await FetchAsync("/api/status", cancellationToken).ConfigureAwait(false))?.Object("data");
        }
        catch (SunoApiException)
        {
            // Amounts without it are in quota.
        }

        string? shown = status?.Text("quotadisplaytype");
        account.QuotaPerUnit = status?.Number("quotaperunit") is > 0 and var unit ? unit : null;
        account.Unit = (isQuota && account.QuotaPerUnit is null) || shown == "TOKENS" ? "quota"
            : isQuota || shown is null ? "USD"
            : DisplayText.Quote(shown, _connection.KeyMask);
        if (isQuota && account.Unit != "quota")
        {
            account.Granted /= account.QuotaPerUnit;
            account.Used /= account.QuotaPerUnit;
            account.Available /= account.QuotaPerUnit;
        }
    }

    private async Task ReadModelsAsync(SunoAccount account, bool isUsable, CancellationToken cancellationToken)
    {
        if (isUsable
            && await ModelList.FetchAsync(channel, cancellationToken).ConfigureAwait(false) is { } models)
        {
            account.Models = models.ToArray();
            account.CanSubmit = models.Any(ModelList.IsOfSuno);
            _source.Add("/v1/models");
        }
    }

    /// <summary>Returns the fields of a response; null if the gateway does not have the address.</summary>
    /// <param name="path">The path.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <param name="isOfSunoApi">True for the only address of Suno-API; its response has secrets.</param>
    /// <exception cref="SunoApiException">The gateway has it, and reports an error.</exception>
    private async Task<JsonFields?> FetchAsync(
        string path, CancellationToken cancellationToken, bool isOfSunoApi = false)
    {
        if (!isOfSunoApi && _connection.Software == GatewaySoftware.SunoApi)
        {
            return null;
        }

        using var request = new GatewayRequest(HttpMethod.Get, _connection.AddressOf(path))
        {
            MayRetry = false,
            IsBearer = true,
            HasSecretResponse = isOfSunoApi,
        };
        using HttpResponseMessage response = await channel.SendAsync(request, cancellationToken).ConfigureAwait(false);

        // A copy: the buffer of the response is pooled.
        byte[] body = BufferedContent.Of(response).Utf8.ToArray();
        bool isMissing = response.IsSuccessStatusCode
            ? !JsonText.IsWhole(body)
            : (int)response.StatusCode is < 400 or 404 or 405;
        if (isMissing)
        {
            return null;
        }

        var fields = response.IsSuccessStatusCode ? new JsonFields(body) : null;
        if (fields is null || fields.Object("error") is not null || fields.Flag("success") == false)
        {
            throw GatewayErrors.From(response, _connection);
        }

        _source.Add(path);
        return fields;
    }
}
