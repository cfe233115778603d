#Requires -Version 7.4

BeforeDiscovery {
    Import-Module (Join-Path $PSScriptRoot 'TestSupport.psm1') -Force
    $cmdlets = (Get-TestManifest).CmdletsToExport | ForEach-Object { @{ Name = $_ } }
    $fetchers = @{ Fetcher = 'Get-SunoTask' }, @{ Fetcher = 'Get-SunoTaskBatch' }, @{ Fetcher = 'Wait-SunoTask' }
}

Describe 'Habits' {
    BeforeAll {
        . (Join-Path $PSScriptRoot 'Enter-Session.ps1')
        $modulePath = Get-TestModulePath
        $gateway = Start-TestGateway
        $music = Get-TestTaskId Music 0, 1, 2
        $unknown = Get-TestTaskId Unknown 0, 1
        $mixed = $music[0], $unknown[0], $music[1], $unknown[1]
        $common = [Management.Automation.PSCmdlet]::CommonParameters +
            [Management.Automation.PSCmdlet]::OptionalCommonParameters
        # Rows have all other parameters of cmdlets that submit as columns.
        $notOfRows = 'Connection', 'ThrottleLimit', 'Resume', 'Wait', 'TimeoutSec', 'PollingIntervalSec'

        # Every visible parameter of the module, with its cmdlet and sets.
        $all = @(
            foreach ($command in Get-Command -Module SunoPS) {
                $parameters = $command.Parameters.Values | Where-Object Name -NotIn $common |
                    Where-Object { -not $_.Attributes.Where({ $_ -is [Parameter] -and $_.DontShow }) }
                foreach ($parameter in $parameters) {
                    foreach ($set in $parameter.ParameterSets.GetEnumerator()) {
                        [pscustomobject]@{
                            Command      = $command.Name
                            Name         = $parameter.Name
                            Type         = $parameter.ParameterType
                            Aliases      = ($parameter.Aliases | Sort-Object) -join ','
                            Set          = $set.Key
                            Position     = $set.Value.Position
                            FromPipeline = $set.Value.ValueFromPipeline,
                                $set.Value.ValueFromPipelineByPropertyName,
                                ($command.Name -match '^(Submit|Join)-' -and $parameter.Name -notin $notOfRows) -join
                                ','
                            Completer    =
                                "$($parameter.Attributes.Where({ $_ -is [ArgumentCompleter] }).ForEach('Type'))"
                        }
                    }
                }
            }
        )
    }

    BeforeEach {
        Reset-TestGateway $gateway
        Connect-SunoApi -BaseUri $gateway.BaseUri -ApiKey $gateway.ApiKey -MaximumRetryCount 0
    }

    Context 'Parameters of one name' {
        BeforeAll {
            # The noun names the type of an input object. The journal accepts several names, and any host as a gateway;
            # one path is a folder to write to, others are files to read. Connections are the input of two cmdlets.
            $parameters = @($all | Where-Object Name -NotIn InputObject, Gateway, Name, Path, LiteralPath |
                Where-Object { $_.Name -ne 'Connection' -or $_.Command -notmatch '^(Connect|Test)-' })
        }

        It 'have a name in the singular, one type, one set of aliases and one position, and complete alike' {
            # Lyrics has no singular.
            $parameters.Name | Where-Object { $_ -match '[^s]s$' -and $_ -notin 'Lyrics', 'Headers' } |
                Should -BeNullOrEmpty
            foreach ($group in $parameters | Group-Object Name) {
                $because = "-$($group.Name) is on $($group.Group.Command -join ', ')"
                @($group.Group | Select-Object Type, Aliases -Unique) | Should -HaveCount 1 -Because $because
                # In the set for pipeline rows, a parameter may have no position.
                @($group.Group.Position | Where-Object { $_ -ge 0 } | Select-Object -Unique).Count |
                    Should -BeLessOrEqual 1 -Because $because
                @($group.Group.Completer | Select-Object -Unique) | Should -HaveCount 1 -Because $because
            }
        }

        It 'take the same from the pipeline: <_>' -ForEach @(
            'TaskId', 'ExpandClip', 'Action', 'Connection', 'ThrottleLimit', 'BatchSize', 'TimeoutSec'
        ) {
            $name = $_
            $group = @($parameters | Where-Object Name -EQ $name)

            $group.Count | Should -BeGreaterThan 1
            @($group.FromPipeline | Select-Object -Unique) |
                Should -HaveCount 1 -Because "-$name is on $($group.Command -join ', ')"
        }
    }

    Context 'The parameters of <Name>' -ForEach $cmdlets {
        It 'have one position, the first, a second only for a path, and aliases only where input goes by them' {
            $own = @($all | Where-Object Command -EQ $Name)
            $positions = @($own | Where-Object Position -GE 0)

            foreach ($set in $positions | Where-Object Name -NE Path | Group-Object Set) {
                $set.Group.Position | Should -Be 0
            }

            $positions | Where-Object Name -EQ Path | ForEach-Object Position | Should -BeIn $null, 0, 1
            # -FileName was -Name; PSPath is the usual alias of -LiteralPath.
            $aliased = $own | Where-Object Aliases | Where-Object Name -NotIn FileName, LiteralPath
            foreach ($parameter in $aliased | Group-Object Name) {
                "$($parameter.Group.FromPipeline)" |
                    Should -Match 'True' -Because "-$($parameter.Name) goes by $($parameter.Group[0].Aliases) too"
            }
        }

        It 'include -WhatIf and -Confirm if and only if something beyond the session changes' {
            $changes = $Name -match '^(Submit|Join|Save|Export|Remove|New|Set)-'

            (Get-Command $Name).Parameters.ContainsKey('WhatIf') | Should -Be $changes
            (Get-Command $Name).Parameters.ContainsKey('Confirm') | Should -Be $changes
        }
    }

    It 'outputs what is declared: <Line>' -ForEach @(
        @{ Line = 'Connect-SunoApi XSee -ApiKey $gateway.ApiKey -PassThru'; Type = 'SunoPS.SunoConnection' }
        @{ Line = 'Connect-SunoApi -BaseUri $gateway.BaseUri -ApiKey $gateway.ApiKey'; Type = $null }
        @{ Line = 'Disconnect-SunoApi'; Type = $null }
        @{ Line = 'Get-SunoConnection'; Type = 'SunoPS.SunoConnection' }
        @{ Line = 'Test-SunoConnection'; Type = 'SunoPS.SunoConnectionTest' }
        @{ Line = 'Test-SunoConnection -Quiet'; Type = 'System.Boolean' }
        @{ Line = 'Get-SunoTask $music'; Type = 'SunoPS.SunoTask' }
        @{ Line = 'Get-SunoTask $music -ExpandClip'; Type = 'SunoPS.SunoClip' }
        @{ Line = 'Get-SunoTaskBatch $music'; Type = 'SunoPS.SunoTask' }
        @{ Line = 'Get-SunoTaskBatch $music -ExpandClip'; Type = 'SunoPS.SunoClip' }
        @{ Line = 'Wait-SunoTask $music'; Type = 'SunoPS.SunoTask' }
        @{ Line = 'Wait-SunoTask $music -ExpandClip'; Type = 'SunoPS.SunoClip' }
        @{ Line = "ConvertFrom-SunoJson '{""task_id"":""x"",""status"":""SUCCESS""}'"; Type = 'SunoPS.SunoTask' }
    ) {
        $output = @(. ([scriptblock]::Create($Line)))

        $output.ForEach({ $_.GetType().FullName }) | Select-Object -Unique | Should -Be $Type
        if ($Type) {
            (Get-Command ($Line -replace ' .*')).OutputType.Name | Should -Contain $Type
        }
    }

    Context 'Common parameters of <Fetcher>' -ForEach $fetchers {
        It '-ErrorAction <_> continues, with the existing tasks' -ForEach 'SilentlyContinue', 'Ignore' {
            $Error.Clear()
            $tasks = & $Fetcher $mixed -ErrorAction $_

            $tasks.TaskId | Should -Be $music[0, 1]
            $Error.Count | Should -Be ($_ -eq 'Ignore' ? 0 : 2)
        }

        It '-ErrorAction Stop ends with the first error, which names its id' {
            $caught = { & $Fetcher $mixed -ErrorAction Stop } | Should -Throw -ErrorId 'TaskNotFound,*' -PassThru

            $caught.TargetObject | Should -Be $unknown[0]
        }
    }

    It 'Silence is all that is on the streams beside the output' {
        $parameter = @{ Uri = $gateway.BaseUri; Key = $gateway.ApiKey; Ids = $music }
        $run = Invoke-TestRunspace -Parameter $parameter -Script @'
                param($Uri, $Key, $Ids)
                Connect-SunoApi -BaseUri $Uri -ApiKey $Key
                Get-SunoConnection
                Test-SunoConnection
                Get-SunoTask $Ids
                Get-SunoTaskBatch $Ids -ExpandClip
                Wait-SunoTask $Ids
                '{"code":"success","data":{"task_id":"x","status":"SUCCESS"}}' | ConvertFrom-SunoJson
                Disconnect-SunoApi
'@

        $run.Output | Should -HaveCount 15
        $run.Error, $run.Warning, $run.Verbose, $run.Debug, $run.Information | ForEach-Object { $_ } |
            Should -BeNullOrEmpty
    }

    It 'Constrained language connects, fetches, waits, expands, saves and shows as ever' {
        $file = Join-Path $TestDrive 'constrained.csv'
        $run = Invoke-TestRunspace -LanguageMode ConstrainedLanguage `
            -Parameter @{ Uri = $gateway.BaseUri; Key = $gateway.ApiKey; Ids = $music; File = $file } -Script @'
                param($Uri, $Key, $Ids, $File)
                Set-StrictMode -Version Latest
                $ErrorActionPreference = 'Stop'
                Connect-SunoApi -BaseUri $Uri -ApiKey $Key
                (Get-SunoConnection).ApiKeyHint
                Test-SunoConnection -Quiet
                $tasks = $Ids | Get-SunoTask
                $tasks.TaskId
                ($tasks | Get-SunoTaskBatch -ExpandClip).Count
                ($tasks | Wait-SunoTask | Where-Object Status -EQ Success).Count
                $tasks[0].SubmitTime.ToString('yyyy')
                $tasks[0].AdditionalProperties['search_item']
                $tasks | Export-Csv -LiteralPath $File
                ('{"code":"success","data":{"task_id":"x","status":"SUCCESS"}}' | ConvertFrom-SunoJson).TaskId
                (TabExpansion2 'Get-SunoTask x' 14).CompletionMatches.CompletionText
                Disconnect-SunoApi
                try { Get-SunoTask x } catch { $_.FullyQualifiedErrorId }
'@

        $run.Mode | Should -Be 'ConstrainedLanguage'
        $run.Error | Should -BeNullOrEmpty
        $run.Output | Should -Be (
            @("****$($gateway.ApiKey[-4..-1] -join '')", $true) + $music +
                @(6, 3, '2024', '', 'x', 'x', 'NotConnected,SunoPS.Commands.GetSunoTaskCommand')
        )
        (Import-Csv -LiteralPath $file).TaskId | Should -Be $music
    }

    It 'The module <Name> forgets connection and tasks of the session' -ForEach @(
        @{ Name = 'removed and imported again'; Script = 'Remove-Module SunoPS; Import-Module $Module' }
        @{ Name = 'imported with -Force'; Script = 'Import-Module $Module -Force' }
    ) {
        $parameter = @{ Uri = $gateway.BaseUri; Key = $gateway.ApiKey; Ids = $music; Module = $modulePath }
        $run = Invoke-TestRunspace -Parameter $parameter -Script @"
                param(`$Uri, `$Key, `$Ids, `$Module)
                Connect-SunoApi -BaseUri `$Uri -ApiKey `$Key
                `$before = Get-SunoTask `$Ids
                $Script
                "connection: `$(Get-SunoConnection)"
                try { Get-SunoTask `$Ids } catch { `$_.FullyQualifiedErrorId }
                "offered: `$((TabExpansion2 'Get-SunoTask 5f3a' 17).CompletionMatches | ForEach-Object CompletionText)"
                Connect-SunoApi -BaseUri `$Uri -ApiKey `$Key
                (`$before | Get-SunoTaskBatch).TaskId
                `$before[0] -is [SunoPS.SunoTask]
"@

        $run.Error | Should -BeNullOrEmpty
        $run.Output | Should -Be (
            @('connection: ', 'NotConnected,SunoPS.Commands.GetSunoTaskCommand', 'offered: ') + $music + @($true)
        )
        (Get-SunoConnection).BaseUri | Should -Be ([uri] $gateway.BaseUri) -Because 'other runspaces keep theirs'
    }

    It 'A new runspace is not connected, though this one is' {
        (Invoke-TestRunspace 'Get-SunoConnection; try { Get-SunoTask x } catch { $_.FullyQualifiedErrorId }').Output |
            Should -BeExactly 'NotConnected,SunoPS.Commands.GetSunoTaskCommand'
        @(Get-TestGatewayLog $gateway) | Should -HaveCount 0
    }

    It 'ForEach-Object -Parallel works with -Connection $using:connection' {
        $connection = Get-SunoConnection
        $ids = Get-TestTaskId Music (1..24)
        $tasks = $ids | ForEach-Object -ThrottleLimit 6 -Parallel {
            Import-Module $using:modulePath
            Get-SunoTask $_ -Connection $using:connection
        }

        $tasks.TaskId | Sort-Object | Should -Be ($ids | Sort-Object)
        $log = @(Get-TestGatewayLog $gateway)
        $log | Should -HaveCount 24
        $log.Authorization | Select-Object -Unique | Should -BeExactly "Bearer $($gateway.ApiKey)"
    }

    It 'ForEach-Object -Parallel never mixes runspaces with separate connections' {
        $other = Start-TestGateway -ApiKey 'sk-other-3Zt8QnYc5Wd2Xb7M'
        $workers = 0..7 | ForEach-Object {
            $server = $_ % 2 ? $other : $gateway
            @{ Number = $_; BaseUri = $server.BaseUri; ApiKey = $server.ApiKey
                Ids = Get-TestTaskId Music ((1000 * $_)..(1000 * $_ + 29)) }
        }
        $results = $workers | ForEach-Object -ThrottleLimit 8 -Parallel {
            Import-Module $using:modulePath
            Connect-SunoApi -BaseUri $_.BaseUri -ApiKey $_.ApiKey
            # One command for each id, so that the runspaces alternate.
            $fetched = $_.Ids | ForEach-Object { Get-SunoTask $_ }
            @{ Number = $_.Number; Ids = $fetched.TaskId; Address = (Get-SunoConnection).BaseUri.OriginalString }
        }

        $results | Should -HaveCount 8
        foreach ($result in $results) {
            $result.Ids | Should -Be $workers[$result.Number].Ids
            $result.Address | Should -Be $workers[$result.Number].BaseUri
        }

        foreach ($server in $gateway, $other) {
            $log = @(Get-TestGatewayLog $server)
            $expected = ($workers | Where-Object { $_.BaseUri -eq $server.BaseUri }).Ids
            $log.Authorization | Select-Object -Unique | Should -BeExactly "Bearer $($server.ApiKey)"
            $log.RawTarget -replace '.*/' | Sort-Object | Should -Be ($expected | Sort-Object)
        }
    }
}
