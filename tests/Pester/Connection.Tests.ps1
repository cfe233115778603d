#Requires -Version 7.4

Describe 'Connection' {
    BeforeAll {
        . (Join-Path $PSScriptRoot 'Enter-Session.ps1')
        $gateway = Start-TestGateway
        $here = @{ BaseUri = $gateway.BaseUri; ApiKey = $gateway.ApiKey }
        $taskId = Get-TestTaskId Music 1
        $invalid = @{
            ErrorId = 'InvalidArgument,SunoPS.Commands.ConnectSunoApiCommand'
            ExceptionType = [SunoPS.SunoApiException]
            PassThru = $true
        }
    }

    BeforeEach {
        Reset-TestGateway $gateway
        Disconnect-SunoApi
    }

    AfterEach {
        Clear-TestEnvironment
    }

    It 'Connect-SunoApi accepts the name of a gateway first, in any case and with a hyphen: <Name>' -ForEach @(
        @{ Name = 'openaihub' }, @{ Name = 'OpenAI-Hub' }, @{ Name = 'OPENAI-HUB' }
    ) {
        $connection = Connect-SunoApi $Name -ApiKey $gateway.ApiKey -PassThru

        $connection.Gateway | Should -BeExactly 'OpenAIHub'
        $connection.BaseUri.AbsoluteUri | Should -BeExactly 'https://api.openai-hub.com/'
    }

    It 'Connect-SunoApi -Gateway says which names there are, how to reach another gateway, and how to give the key' {
        $thrown = { Connect-SunoApi -Gateway Nowhere -ApiKey $gateway.ApiKey -ErrorAction SilentlyContinue } |
            Should -Throw @invalid
        $thrown.Exception.Message | Should -Match 'Nowhere.*XSee.*OpenAIHub.*Ecovai.*Connect-SunoApi -BaseUri'
        $thrown.CategoryInfo.Category, $thrown.TargetObject | Should -Be 'InvalidArgument', 'Nowhere'

        $thrown = { Connect-SunoApi -Gateway Ecovai } | Should -Throw @invalid
        $thrown.Exception.Message | Should -Match 'key.*Ecovai.*-ApiKey.*SUNO_API_KEY'
    }

    It 'Connect-SunoApi -BaseUri goes by the host, with a port that is not the default' {
        Connect-SunoApi @here

        (Get-SunoConnection).Gateway | Should -Be ([uri] $gateway.BaseUri).Authority
        (Connect-SunoApi -BaseUri https://gateway.example:443 -ApiKey $gateway.ApiKey -PassThru).Gateway |
            Should -Be 'gateway.example'
    }

    It 'Connect-SunoApi -BaseUri refuses <Address>: <Says>' -ForEach @(
        @{ Address = 'gateway.example'; Says = 'scheme and host' }
        @{ Address = 'https://user:secret-word@gateway.example'; Says = 'user name or password' }
        @{ Address = 'http://gateway.example'; Says = 'plain http.*https.*-AllowUnencryptedAuthentication' }
    ) {
        $thrown = { Connect-SunoApi -BaseUri $Address -ApiKey $gateway.ApiKey } | Should -Throw @invalid

        $thrown.Exception.Message | Should -Match $Says
        $thrown.Exception.Message | Should -Not -Match 'secret-word'
        Get-SunoConnection | Should -BeNullOrEmpty
    }

    It 'Connect-SunoApi -BaseUri works without a key, and then sends none, or says so if the gateway requires one' {
        Add-TestGatewayAnswer $gateway -Body @{ code = 'success'; data = @{ task_id = $taskId; status = 'SUCCESS' } }
        Connect-SunoApi -BaseUri $gateway.BaseUri

        (Get-SunoTask $taskId).Status | Should -Be 'Success'
        (Get-SunoConnection).ApiKeyHint | Should -BeNullOrEmpty
        { Get-SunoTask $taskId } | Should -Throw -ErrorId 'Unauthorized,*' -ExpectedMessage '*no key was given*-ApiKey*'
        @(Get-TestGatewayLog $gateway).Headers.ContainsKey('Authorization') | Should -Be $false, $false
    }

    Context 'The parameter sets of Connect-SunoApi' {
        It 'keeps apart what does not go together: <Line>' -ForEach @(
            @{ Line = 'Connect-SunoApi -Gateway XSee -ApiKey $gateway.ApiKey -AuthenticationScheme Raw' }
            @{ Line = 'Connect-SunoApi -Gateway XSee -ApiKey $gateway.ApiKey -BatchMethod Get' }
            @{ Line = 'Connect-SunoApi -Gateway XSee -ApiKey $gateway.ApiKey -BatchPath /suno/submit/fetch' }
            @{ Line = 'Connect-SunoApi -BaseUri $gateway.BaseUri -Detect -BatchPath /x -ErrorAction Stop' }
        ) {
            { . ([scriptblock]::Create($Line)) } | Should -Throw -ErrorId 'AmbiguousParameterSet,*'
            Get-SunoConnection | Should -BeNullOrEmpty
        }

        It 'takes an address in the first place, with -Detect too, and the dialect of a name at another address' {
            Connect-SunoApi $gateway.BaseUri -ApiKey $gateway.ApiKey
            (Get-SunoTask $taskId).TaskId | Should -Be $taskId
            (Connect-SunoApi "$($gateway.BaseUri)/x-see/v1" -ApiKey $gateway.ApiKey -Detect -PassThru).BaseUri |
                Should -Be "$($gateway.BaseUri)/x-see"

            $connection = Connect-SunoApi XSee -BaseUri "$($gateway.BaseUri)/x-see" -ApiKey $gateway.ApiKey -PassThru
            $connection.AuthenticationScheme | Should -Be 'Raw'
            (Get-SunoTaskBatch $taskId).TaskId | Should -Be $taskId
        }

        It 'says what to type, and does not prompt: <Line>' -ForEach @(
            @{ Line = 'Connect-SunoApi'; Says = 'No gateway, address or key was given.*Connect-SunoApi -Gateway XSee' }
            @{ Line = 'Connect-SunoApi -Detect'; Says = 'Connect-SunoApi -BaseUri' }
            @{ Line = 'Connect-SunoApi -Detect -ApiKey sk-0123456789'; Says = '-BaseUri' }
            @{ Line = 'Connect-SunoApi gateway.example'; Says = 'scheme and host' }
            @{ Line = 'Connect-SunoApi https://a.example -BaseUri https://b.example'; Says = 'Two addresses' }
            @{ Line = 'Connect-SunoApi -Connection $connection -TimeoutSec 5'; Says = 'keeps its settings' }
        ) {
            $connection = Connect-SunoApi @here -PassThru

            $thrown = { . ([scriptblock]::Create($Line)) } | Should -Throw @invalid
            $thrown.Exception.Message | Should -Match $Says
            Get-SunoConnection | Should -Be $connection
        }
    }

    It 'Connect-SunoApi -Connection makes an earlier connection that of the session again' {
        $first = Connect-SunoApi @here -PassThru
        Connect-SunoApi -Gateway Ecovai -ApiKey $gateway.ApiKey

        $first | Connect-SunoApi -PassThru | Should -Be $first
        Get-SunoConnection | Should -Be $first
    }

    It 'says after the first retry that it retries a gateway that cannot be reached' {
        Connect-SunoApi "http://127.0.0.1:$(Get-TestUnusedPort)" -ApiKey $gateway.ApiKey -MaximumRetryCount 2

        Get-SunoTask $taskId -WarningVariable warned -WarningAction SilentlyContinue -ErrorAction SilentlyContinue
        @($warned) | Should -HaveCount 1
        "$warned" | Should -Match 'Attempt 2 of 3 failed.*Retrying in'
    }

    It 'Connect-SunoApi -Headers are sent to the gateway, kept with another key, and masked' {
        $secret = [securestring]::new()
        'vault-s3cret'.ToCharArray() | ForEach-Object { $secret.AppendChar($_) }
        Connect-SunoApi @here -Headers @{
            'X-Waf-Token' = 'waf-s3cret'; 'User-Agent' = 'mine/1.0'
            'X-Secret' = $secret; 'X-Credential' = [pscredential]::new('user', $secret)
        }
        Connect-SunoApi -ApiKey $gateway.ApiKey
        Add-TestGatewayAnswer $gateway -Status 400 -Body @{ code = 'fail'; message = 'no waf-s3cret vault-s3cret' }

        Get-SunoTask $taskId -ErrorVariable failed -ErrorAction SilentlyContinue
        "$failed" | Should -Match 'no \*\*\* \*\*\*'
        $headers = (Get-TestGatewayLog $gateway).Headers
        $headers['X-Waf-Token'] | Should -BeExactly 'waf-s3cret'
        $headers['User-Agent'] | Should -BeExactly 'mine/1.0'
        $headers['X-Secret'], $headers['X-Credential'] | Should -BeExactly 'vault-s3cret', 'vault-s3cret'
    }

    It 'Connect-SunoApi -Headers hide no id that equals a short value, and are not in the line of an error' {
        $line = "Connect-SunoApi @here -Headers @{ 'X-Env' = 'devenv'; 'X-Pin' = '4711' }; Get-SunoTask devenv"
        . ([scriptblock]::Create("$line -ErrorVariable failed -ErrorAction SilentlyContinue"))

        "$failed" | Should -BeLike "*task 'devenv'*"
        $failed[0].InvocationInfo.PositionMessage | Should -Not -Match '4711'
        $failed[0].InvocationInfo.Line | Should -BeExactly 'Get-SunoTask'
    }

    It 'Connect-SunoApi -Headers cannot be <Name>' -ForEach @(
        @{ Name = 'authorization'; Value = 'not-an-id' }, @{ Name = 'Content-Type'; Value = 'not-an-id' }
        @{ Name = 'Transfer-Encoding'; Value = 'chunked' }, @{ Name = 'proxy-authorization'; Value = 'not-an-id' }
        @{ Name = 'a b'; Value = 'not-an-id' }, @{ Name = 'X-Waf'; Value = "a`r`nb: c" }
        @{ Name = 'X-Waf'; Value = 'ä' }
    ) {
        { Connect-SunoApi @here -Headers @{ $Name = $Value } } | Should -Throw @invalid
    }

    It 'Connect-SunoApi -ApiKey alone keeps the gateway and the settings of the session, but for those that are given' {
        Connect-SunoApi -BaseUri "$($gateway.BaseUri)/x-see" -ApiKey 'sk-wrong-key-0001' -TimeoutSec 7 `
            -AuthenticationScheme Raw -BatchMethod Get -BatchSize 9
        $connection = Connect-SunoApi -ApiKey $gateway.ApiKey -BatchSize 5 -PassThru

        $connection.BaseUri, $connection.AuthenticationScheme | Should -Be "$($gateway.BaseUri)/x-see", 'Raw'
        $connection.BatchMethod, $connection.TimeoutSec, $connection.BatchSize | Should -Be 'Get', 7, 5
        Test-SunoConnection -Quiet | Should -BeTrue
    }

    It 'Connect-SunoApi -ApiKey alone accepts the gateway of <Name>, and says what to type if there is none' -ForEach @(
        @{ Name = 'SUNO_API_BASE_URI'; Value = { $gateway.BaseUri }; Expected = { "$($gateway.BaseUri)/" } }
        @{ Name = 'SUNO_API_GATEWAY'; Value = { 'XSee' }; Expected = { 'https://aigc.x-see.cn/' } }
    ) {
        { Connect-SunoApi -ApiKey $gateway.ApiKey } | Should -Throw -ErrorId 'NotConnected,*'
        Set-Item -LiteralPath "Env:$Name" -Value (& $Value)
        (Connect-SunoApi -ApiKey $gateway.ApiKey -PassThru).BaseUri.AbsoluteUri | Should -Be (& $Expected)
    }

    It 'Connect-SunoApi -ApiKey takes <Kind>' -ForEach @(
        @{ Kind = 'a text'; Convert = { $args[0] } }
        @{ Kind = 'a secure string'; Convert = { ConvertTo-SecureString $args[0] -AsPlainText } }
        @{ Kind = 'a credential, for its password'
            Convert = { [pscredential]::new('suno', (ConvertTo-SecureString $args[0] -AsPlainText)) } }
        @{ Kind = 'a text with blanks and a line break around it'; Convert = { " $($args[0])`r`n" } }
        @{ Kind = 'a text that begins with the word Bearer'; Convert = { "Bearer $($args[0])" } }
    ) {
        Connect-SunoApi -BaseUri $gateway.BaseUri -ApiKey (& $Convert $gateway.ApiKey)

        $null = Get-SunoTask $taskId
        (Get-TestGatewayLog $gateway).Authorization | Should -BeExactly "Bearer $($gateway.ApiKey)"
    }

    It 'Connect-SunoApi -ApiKey is SUNO_API_KEY only if it is not given' {
        $env:SUNO_API_KEY = $gateway.ApiKey
        Connect-SunoApi -BaseUri $gateway.BaseUri

        (Get-SunoTask $taskId).TaskId | Should -Be $taskId
        (Connect-SunoApi -Gateway Ecovai -PassThru).ApiKeyHint |
            Should -BeExactly "****$($gateway.ApiKey.Substring($gateway.ApiKey.Length - 4))"
        $env:SUNO_API_KEY = 'sk-another-key-of-the-environment'
        Connect-SunoApi @here
        $null = Get-SunoTask $taskId
        (Get-TestGatewayLog $gateway)[-1].Authorization | Should -BeExactly "Bearer $($gateway.ApiKey)"
    }

    It 'Connect-SunoApi -ApiKey warns of a key that could be part of a word: <Key>' -ForEach @(
        @{ Key = 'sesame'; Count = 1 }, @{ Key = 'correcthorsebatterystaple'; Count = 1 }
        @{ Key = 'k1234'; Count = 1 }, @{ Key = 'k1234567'; Count = 0 }
    ) {
        Connect-SunoApi -BaseUri $gateway.BaseUri -ApiKey $Key -WarningVariable warned -WarningAction SilentlyContinue

        @($warned) | Should -HaveCount $Count
    }

    Context 'The options of Connect-SunoApi' {
        It 'show in Get-SunoConnection as given' {
            $options = @{
                AuthenticationScheme = 'Raw'; BatchMethod = 'Get'; BatchPath = '/other/fetch'; TimeoutSec = 11
                SubmissionTimeoutSec = 17; MaximumRetryCount = 12; RetryIntervalSec = 13; ThrottleLimit = 14
                BatchSize = 15; Proxy = 'http://127.0.0.1:16/'; AllowUnencryptedAuthentication = $true
            }
            Connect-SunoApi -BaseUri http://gateway.example -ApiKey $gateway.ApiKey @options

            foreach ($name in $options.Keys) {
                "$((Get-SunoConnection).$name)" | Should -BeExactly "$($options[$name])" -Because "-$name is given"
            }
        }

        It 'refuses -<Name> <Value>, and keeps the connection of before' -ForEach @(
            @{ Name = 'TimeoutSec'; Value = 86401 }, @{ Name = 'MaximumRetryCount'; Value = -1 }
            @{ Name = 'RetryIntervalSec'; Value = 0 }, @{ Name = 'ThrottleLimit'; Value = 257 }
            @{ Name = 'BatchSize'; Value = 0 }
        ) {
            $option = @{ $Name = $Value }
            $before = Connect-SunoApi @here -PassThru

            { Connect-SunoApi @here @option } | Should -Throw -ExpectedMessage "*$Name*"
            [object]::ReferenceEquals((Get-SunoConnection), $before) | Should -BeTrue
        }

        It '-NoProxy ignores the proxy of the session' {
            $connection = Connect-SunoApi -BaseUri https://gateway.invalid -ApiKey $gateway.ApiKey `
                -Proxy $gateway.BaseUri -PassThru
            $connection.Proxy | Should -Be ([uri] $gateway.BaseUri)

            $connection = Connect-SunoApi -ApiKey $gateway.ApiKey -NoProxy -PassThru
            $connection.Proxy | Should -BeNullOrEmpty
            (Connect-SunoApi -ApiKey $gateway.ApiKey -PassThru).Proxy | Should -BeNullOrEmpty
            (Connect-SunoApi -ApiKey $gateway.ApiKey -Proxy $gateway.BaseUri -PassThru).Proxy |
                Should -Not -BeNullOrEmpty
            { Connect-SunoApi -ApiKey $gateway.ApiKey -Proxy $gateway.BaseUri -NoProxy } | Should -Throw @invalid
        }

        It 'a proxy of the environment never gets requests to this machine, and its password shows nowhere' {
            $proxy = "http://ann:p4ssw0rd@127.0.0.1:$(Get-TestUnusedPort)"
            $run = Invoke-TestPowerShell -Environment @{ http_proxy = $proxy; https_proxy = $proxy; no_proxy = $null } `
                -Script @"
Import-Module `$env:SUNOPS_TEST_MODULE
Connect-SunoApi -BaseUri '$($gateway.BaseUri)' -ApiKey '$($gateway.ApiKey)'
(Get-SunoTask '$taskId').Status
Connect-SunoApi -BaseUri https://gateway.invalid -ApiKey '$($gateway.ApiKey)' -MaximumRetryCount 0
(Get-SunoConnection).Proxy.AbsoluteUri
`$ErrorActionPreference = 'Continue'
Get-SunoTask '$taskId' -Verbose -Debug *>&1 | Format-List * -Force
Submit-SunoMusic 'a song' *>&1 | Format-List * -Force
`$Error | Get-Error
Get-SunoSubmission | Format-List *
"@

            $run.Output | Should -Match '(?s)Success.*http://127\.0\.0\.1.*through the proxy http://127\.0\.0\.1'
            $run.Output + $run.Error | Should -Not -Match 'p4ssw0rd'
        }

        It 'name and password of -ProxyCredential go to a proxy that asks for them, and show nowhere' {
            $password = 'p@ss-of-the-proxy'
            $arguments = @{
                Proxy = $gateway.BaseUri
                ProxyCredential = [pscredential]::new('ann', (ConvertTo-SecureString $password -AsPlainText))
            }

            Add-TestGatewayAnswer $gateway -Status 407 -Header @{ 'Proxy-Authenticate' = 'Basic realm="proxy"' }
            $connection = Connect-SunoApi -BaseUri http://gateway.invalid -ApiKey $gateway.ApiKey `
                -AllowUnencryptedAuthentication -MaximumRetryCount 0 -PassThru @arguments

            (Get-SunoTask $taskId).TaskId | Should -Be $taskId
            $sent = (Get-TestGatewayLog $gateway)[1].Headers['Proxy-Authorization']
            [Text.Encoding]::UTF8.GetString([Convert]::FromBase64String(($sent -replace '^Basic '))) |
                Should -BeExactly "ann:$password"
            $connection.Proxy.AbsoluteUri | Should -Be "$($gateway.BaseUri)/"
            $connection | Format-List * -Force | Out-String -Width 1000 | Should -Not -Match 'ss-of-the-proxy'
            $connection | ConvertTo-Json -Depth 5 -WarningAction SilentlyContinue | Should -Not -Match 'ss-of-the-proxy'

            Add-TestGatewayAnswer $gateway -Status 403 -Body @{ error = "$password and $($sent -replace '^Basic ')" }
            Get-SunoTask $taskId -ErrorAction SilentlyContinue -ErrorVariable refused
            "$refused" | Should -Match '\*\*\* and \*\*\*'
        }
    }

    It 'Connect-SunoApi -SkipCertificateCheck is required for an untrusted certificate, and warns' {
        if (-not (Test-TestTlsSupport)) {
            Set-ItResult -Skipped -Because 'this system cannot make the key of a certificate (Wine cannot)'
        }

        $server = @{ BaseUri = (Start-TestGateway -Tls).BaseUri; ApiKey = $gateway.ApiKey }
        Connect-SunoApi @server -WarningVariable none
        Get-SunoTask $taskId -ErrorVariable failed -ErrorAction SilentlyContinue
        Connect-SunoApi @server -SkipCertificateCheck -WarningVariable warnings -WarningAction SilentlyContinue

        $failed.FullyQualifiedErrorId | Should -BeLike 'ConnectionFailed,*'
        "$failed" | Should -Match '-SkipCertificateCheck'
        $none | Should -BeNullOrEmpty
        (Get-SunoTask $taskId).TaskId | Should -Be $taskId
        (Get-SunoConnection).SkipCertificateCheck | Should -BeTrue
        $warnings | Should -HaveCount 1
        "$warnings" | Should -Match 'certificate of 127\.0\.0\.1'
    }

    It 'Disconnect-SunoApi forgets the connection, and sends nothing; Connect-SunoApi outputs it with -PassThru' {
        Get-SunoConnection | Should -BeNullOrEmpty
        Connect-SunoApi @here | Should -BeNullOrEmpty
        $connection = Connect-SunoApi @here -PassThru
        $connection | Should -BeOfType ([SunoPS.SunoConnection])
        [object]::ReferenceEquals((Get-SunoConnection), $connection) | Should -BeTrue
        Disconnect-SunoApi | Should -BeNullOrEmpty

        Get-SunoConnection | Should -BeNullOrEmpty
        { Get-SunoTask $taskId } | Should -Throw -ErrorId 'NotConnected,*'
        @(Get-TestGatewayLog $gateway) | Should -HaveCount 0
        (Get-SunoTask $taskId -Connection $connection).TaskId | Should -Be $taskId
    }

    It '-Connection of <Name> overrides that of the session, changes nothing, and refuses null' -ForEach @(
        @{ Name = 'Get-SunoTask' }, @{ Name = 'Get-SunoTaskBatch' }
    ) {
        $bearer = Connect-SunoApi @here -PassThru
        { & $Name $taskId -Connection $null } | Should -Throw -ErrorId 'ParameterArgumentValidationError*'
        @(Get-TestGatewayLog $gateway) | Should -HaveCount 0
        $raw = Connect-SunoApi -BaseUri "$($gateway.BaseUri)/x-see" -ApiKey $gateway.ApiKey `
            -AuthenticationScheme Raw -BatchMethod Get -PassThru

        (& $Name $taskId -Connection $bearer).TaskId | Should -Be $taskId
        (& $Name $taskId).TaskId | Should -Be $taskId
        (Get-TestGatewayLog $gateway).Authorization | Should -BeExactly @("Bearer $($gateway.ApiKey)", $gateway.ApiKey)
        [object]::ReferenceEquals((Get-SunoConnection), $raw) | Should -BeTrue
    }

    It 'The environment serves only with an address, if the session is not connected, and is read each time' {
        $env:SUNO_API_KEY = $gateway.ApiKey
        Get-SunoConnection | Should -BeNullOrEmpty
        { Get-SunoTask $taskId } | Should -Throw -ErrorId 'NotConnected,*'
        $env:SUNO_API_BASE_URI = "$($gateway.BaseUri)/seed-002"
        Connect-SunoApi -BaseUri "$($gateway.BaseUri)/ecovai" -ApiKey $gateway.ApiKey
        $null = Get-SunoTask $taskId
        Disconnect-SunoApi
        $null = Get-SunoTask $taskId
        $env:SUNO_API_BASE_URI = "$($gateway.BaseUri)/ecovai"
        $null = Get-SunoTask $taskId
        $env:SUNO_API_KEY = 'sk-another-key-of-the-environment'
        { Get-SunoTask $taskId } | Should -Throw -ErrorId 'Unauthorized,*'

        (Get-TestGatewayLog $gateway).RawTarget |
            Should -Be @('ecovai', 'seed-002', 'ecovai', 'ecovai').ForEach({ "/$_/suno/fetch/$taskId" })
        (Get-TestGatewayLog $gateway)[1].Authorization | Should -BeExactly "Bearer $($gateway.ApiKey)"
    }

    It 'The environment with <Variable> <Value> is an error that names it' -ForEach @(
        @{ Variable = 'SUNO_API_BASE_URI'; Value = 'gateway.example'; Says = 'SUNO_API_BASE_URI' }
        @{ Variable = 'SUNO_API_BASE_URI'; Value = 'http://gateway.example'; Says = 'plain http' }
        @{ Variable = 'SUNO_API_GATEWAY'; Value = 'Nowhere'; Says = 'Nowhere.*XSee, OpenAIHub, Ecovai' }
    ) {
        $env:SUNO_API_KEY = $gateway.ApiKey
        Set-Item -LiteralPath "Env:$Variable" -Value $Value

        $thrown = { Get-SunoTask $taskId } |
            Should -Throw -ErrorId 'InvalidArgument,SunoPS.Commands.GetSunoTaskCommand' -PassThru
        $thrown.Exception.Message | Should -Match $Says
        { Get-SunoConnection } | Should -Throw -ErrorId 'InvalidArgument,SunoPS.Commands.GetSunoConnectionCommand'
    }

    Context 'Connect-SunoApi -Detect' {
        It 'finds the dialect at <Path>, accepts limits, and outputs the connection with -PassThru' -ForEach @(
            @{ Path = '/x-see'; Scheme = 'Raw'; Method = 'Get'; Action = $null }
            @{ Path = '/openai-hub/v1'; Scheme = 'Bearer'; Method = 'Post'; Action = 'MUSIC' }
            @{ Path = '/suno-api'; Scheme = 'Bearer'; Method = 'Post'; Action = $null }
        ) {
            $there = @{ BaseUri = "$($gateway.BaseUri)$Path"; ApiKey = $gateway.ApiKey; Detect = $true }
            Connect-SunoApi @there | Should -BeNullOrEmpty
            $connection = Connect-SunoApi @there -TimeoutSec 7 -PassThru

            [object]::ReferenceEquals($connection, (Get-SunoConnection)) | Should -BeTrue
            $connection.TimeoutSec, $connection.AuthenticationScheme | Should -Be 7, $Scheme
            $connection.BatchMethod, $connection.DefaultAction | Should -Be $Method, $Action
            (Get-SunoTask $taskId).Status | Should -Be 'Success'
            (Get-SunoTaskBatch $taskId).Status | Should -Be 'Success'
        }

        It 'reports each probe in one verbose line, without the key' {
            $lines = Connect-SunoApi "$($gateway.BaseUri)/x-see" -ApiKey $gateway.ApiKey -Detect -Verbose 4>&1

            $lines.Message | Should -Be @(
                'Probe 1 of 127.0.0.1: POST /x-see/suno/fetch (Bearer key): 405 Method Not Allowed'
                'Probe 2 of 127.0.0.1: GET /x-see/suno/fetch (Bearer key): 401 Unauthorized: ' +
                    ($lines[1].Message -replace '^.*401 Unauthorized: ')
                'Probe 3 of 127.0.0.1: GET /x-see/suno/fetch (bare key): accepted'
            )
            "$lines" | Should -Not -Match ([regex]::Escape($gateway.ApiKey))
            @(Get-TestGatewayLog $gateway) | Should -HaveCount 3
        }

        It 'warns if it finds the gateway at another address: <Path>' -ForEach @(
            @{ Path = '/nosuch'; Count = 1 }, @{ Path = '/'; Count = 0 }, @{ Path = '/suno-api/'; Count = 0 }
        ) {
            Connect-SunoApi "$($gateway.BaseUri)$Path" -ApiKey $gateway.ApiKey -Detect -WarningVariable warnings `
                -WarningAction SilentlyContinue

            $warnings | Should -HaveCount $Count
            "$warnings" |
                Should -BeLike ($Count ? "Connected to $($gateway.BaseUri), *not to $($gateway.BaseUri)/nosuch." : '')
        }

        It 'refuses a website' {
            Add-TestGatewayAnswer $gateway -Body '<html><title>Welcome</title>' -ContentType 'text/html' -Times 100

            $thrown = { Connect-SunoApi -BaseUri "$($gateway.BaseUri)/v1" -ApiKey $gateway.ApiKey -Detect } |
                Should -Throw -ErrorId 'InvalidResponse,SunoPS.Commands.ConnectSunoApiCommand' -PassThru
            $lines = $thrown.Exception.Message -split "`n"
            $lines | Should -HaveCount 9
            $lines[0] |
                Should -Match '^http://127\.0\.0\.1:\d+/v1 does not respond in the protocol\. Check that -BaseUri'
            $lines[1] | Should -BeExactly '  POST /v1/suno/fetch (Bearer key)         200 OK: Welcome'
            Get-SunoConnection | Should -BeNullOrEmpty
        }

        It 'distinguishes a wrong key from a wrong path, and shows neither it nor the line with it' {
            $thrown = { Connect-SunoApi -BaseUri $gateway.BaseUri -ApiKey 'sk-wrong-key-of-a-test' -Detect } |
                Should -Throw -ErrorId 'Unauthorized,SunoPS.Commands.ConnectSunoApiCommand' -PassThru

            $thrown.Exception.Message | Should -Match 'rejected the API key'
            ($thrown | Format-List -Property * -Force | Out-String) + ($thrown | Out-String) |
                Should -Not -Match 'sk-wrong-key-of-a-test'
        }
    }

    Context 'Test-SunoConnection' {
        BeforeEach {
            Connect-SunoApi @here
        }

        It 'says that address and key are right, by free requests' {
            $result = Test-SunoConnection

            $result | Should -BeOfType ([SunoPS.SunoConnectionTest])
            $result.IsSuccess | Should -BeTrue
            $result.Latency | Should -BeGreaterThan ([timespan]::Zero)
            Reset-TestGateway $gateway
            Test-SunoConnection -Quiet | Should -BeTrue
            @(Get-TestGatewayLog $gateway) | Should -HaveCount 1
        }

        It 'tests each connection from the pipeline and as an argument, and no other' {
            $connections = foreach ($key in $gateway.ApiKey, 'sk-wrong-key-of-a-test') {
                Connect-SunoApi -BaseUri $gateway.BaseUri -ApiKey $key -PassThru
            }
            Disconnect-SunoApi

            ($connections | Test-SunoConnection).IsSuccess | Should -Be $true, $false
            Test-SunoConnection $connections -Quiet | Should -Be $true, $false
            @() | Test-SunoConnection | Should -BeNullOrEmpty
        }

        It 'says that the key is rejected or the path is wrong, and gives no error' {
            Connect-SunoApi -BaseUri $gateway.BaseUri -ApiKey 'sk-wrong-key-of-a-test'
            $ofKey = Test-SunoConnection
            Test-SunoConnection -Quiet | Should -BeFalse
            Connect-SunoApi -BaseUri $gateway.BaseUri -ApiKey $gateway.ApiKey -BatchPath /nowhere
            $ofPath = Test-SunoConnection

            $ofKey.IsAuthorized | Should -BeFalse
            $ofKey.IsSuccess, $ofPath.IsSuccess | Should -Be $false, $false
            $ofKey.IsReachable, $ofPath.IsReachable | Should -Be $true, $true
            $ofKey.Reason | Should -Match 'rejected the API key'
            $ofPath.Reason | Should -Match '404.*-Detect'
        }

        It 'is advised what to type if nothing is connected, and false with -Quiet, but reports a wrong environment' {
            Disconnect-SunoApi

            Test-SunoConnection -Quiet | Should -BeFalse
            { Test-SunoConnection } | Should -Throw -ErrorId 'NotConnected,SunoPS.Commands.TestSunoConnectionCommand'
            $env:SUNO_API_BASE_URI = 'nonsense'
            { Test-SunoConnection -Quiet:$false } | Should -Throw -ErrorId 'InvalidArgument,*'
            { Test-SunoConnection -Quiet } | Should -Throw -ErrorId 'InvalidArgument,*'
        }
    }

    Context 'Get-SunoAccount' {
        BeforeEach {
            Connect-SunoApi -BaseUri "$($gateway.BaseUri)/new-api" -ApiKey "$($gateway.ApiKey)-limited"
        }

        It 'shows what the key may spend on one screen, and exports to CSV and to JSON in every culture' {
            $account = Get-SunoAccount
            $row = Use-TestCulture de-DE { Get-SunoAccount | ConvertTo-Csv | ConvertFrom-Csv }

            $account | Should -BeOfType ([SunoPS.SunoAccount])
            $account.Available | Should -Be 0.02
            ($account | Out-String -Width 80).Trim() -split '\r?\n' -replace ' +:.*' | Should -Be @(
                'Gateway', 'Software', 'KeyName', 'Granted', 'Used', 'Available', 'Unit', 'QuotaPerUnit', 'IsUnlimited',
                'ExpireTime', 'Models', 'CanSubmit', 'CanFetch', 'Source')
            $row.Available, $row.Models | Should -BeExactly '0.02', 'suno_music suno_lyrics'
            (Get-SunoAccount | ConvertTo-Json | ConvertFrom-Json).Models | Should -HaveCount 2
        }

        It 'turns the charges of tasks into money' {
            $tasks = '{"task_id":"a","quota":50000}', '{"task_id":"b","quota":25000}' | ConvertFrom-SunoJson
            ($tasks | ConvertTo-Csv | ConvertFrom-Csv).Quota | Should -BeExactly '50000', '25000'

            ($tasks | Measure-Object Quota -Sum).Sum / (Get-SunoAccount).QuotaPerUnit | Should -Be 0.15
        }

        It 'reads each connection, and one that fails is one error' {
            $connections = foreach ($path in '/new-api', '/suno-api') {
                Connect-SunoApi -BaseUri "$($gateway.BaseUri)$path" -ApiKey $gateway.ApiKey -PassThru
            }
            $failed = @()
            $connections += Connect-SunoApi -BaseUri "$($gateway.BaseUri)/new-api" -ApiKey sk-wrong -PassThru

            $accounts = $connections | ForEach-Object {
                Get-SunoAccount -Connection $_ -ErrorVariable +failed -ErrorAction SilentlyContinue
            }

            $accounts.Unit | Should -Be 'USD', 'credits'
            @($failed).FullyQualifiedErrorId | Should -Be 'Unauthorized,SunoPS.Commands.GetSunoAccountCommand'
        }

        It 'keeps the cookie and the token of Suno-API secret, also in -Debug' {
            Connect-SunoApi -BaseUri "$($gateway.BaseUri)/suno-api" -ApiKey $gateway.ApiKey
            $text = Get-SunoAccount -Verbose -Debug *>&1 | Out-String
            $text += Get-SunoAccount | Format-List * -Force | Out-String
            $text += [System.Management.Automation.PSSerializer]::Serialize((Get-SunoAccount))

            $text | Should -Match 'credits'
            $text | Should -Not -Match 'a=b|synthetic-jwt|sess_x'
        }
    }
}
