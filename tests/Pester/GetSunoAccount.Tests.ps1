#Requires -Version 7.4

Describe 'Get-SunoAccount' {
    BeforeAll {
        . (Join-Path $PSScriptRoot 'Enter-Session.ps1')
        $gateway = Start-TestGateway
    }

    BeforeEach {
        Reset-TestGateway $gateway
        Connect-SunoApi -BaseUri "$($gateway.BaseUri)/new-api" -ApiKey "$($gateway.ApiKey)-limited"
    }

    It 'shows what the key may spend on one screen' {
        $account = Get-SunoAccount

        $account | Should -BeOfType ([SunoPS.SunoAccount])
        $account.Available | Should -Be 0.02
        ($account | Out-String -Width 80).Trim() -split '\r?\n' -replace ' +:.*' | Should -Be @(
            'Gateway', 'Software', 'KeyName', 'Granted', 'Used', 'Available', 'Unit', 'QuotaPerUnit', 'IsUnlimited',
            'ExpireTime', 'Models', 'CanSubmit', 'CanFetch', 'Source')
    }

    It 'exports to CSV and to JSON in every culture' {
        $row = Use-TestCulture de-DE { Get-SunoAccount | ConvertTo-Csv | ConvertFrom-Csv }

        $row.Available | Should -BeExactly '0.02'
        $row.Models | Should -BeExactly 'suno_music suno_lyrics'
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
