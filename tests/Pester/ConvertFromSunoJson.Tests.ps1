#Requires -Version 7.4
#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.0' }

Describe 'ConvertFrom-SunoJson' {
    BeforeAll {
        Set-StrictMode -Version Latest
        $ErrorActionPreference = 'Stop'
        Import-Module (Join-Path $PSScriptRoot 'TestSupport.psm1') -Force
        Enter-TestSession
        $payloads = Join-Path (Get-TestRepositoryRoot) 'tests/payloads'
        $batch = Join-Path $payloads 'seed-000-batch-nested.json'
        $single = Join-Path $payloads 'seed-002-single-flat.json'
        $hook = '{"task_id":"hooked","action":"MUSIC","status":"SUCCESS","progress":"100%",' +
            '"data":[{"id":"c1","title":"One"}]}'
    }

    AfterAll {
        Exit-TestSession
    }

    It 'reads a saved answer that comes whole' {
        $task = Get-Content -Raw -LiteralPath $single | ConvertFrom-SunoJson

        $task | Should -BeOfType ([SunoPS.SunoTask])
        $task.TaskId | Should -Be 'ba46ad15-07ce-41a6-b68d-196321dc00d5'
        $task.Clips.Duration.TotalSeconds | Should -Be 219, 201
        $task.Gateway | Should -BeNullOrEmpty
    }

    It 'reads saved answers that come line by line, one after the other' {
        $tasks = Get-Content -LiteralPath $batch, $single | ConvertFrom-SunoJson

        $tasks.TaskId | Should -Be '346c5d10-a4a1-4f49-a851-66a7dae6cfaf', 'ba46ad15-07ce-41a6-b68d-196321dc00d5'
    }

    It 'reads what a gateway posted to a notify_hook' {
        $task = ConvertFrom-SunoJson $hook

        $task.TaskId | Should -Be 'hooked'
        $task.Status | Should -Be 'Success'
        $task.Clips[0].Title | Should -Be 'One'
    }

    It 'reads the lines of a log, and one that is cut off costs no other' {
        $tasks = "2024-12-09 [INFO] `"hook`" $hook", $hook.Substring(0, 40), '',
            "[1] $($hook -replace 'hooked', 'other')" |
            ConvertFrom-SunoJson -ErrorVariable errors -ErrorAction SilentlyContinue

        $tasks.TaskId | Should -Be 'hooked', 'other'
        @($errors) | Should -HaveCount 1
        $errors[0].FullyQualifiedErrorId | Should -Be 'InvalidResponse,SunoPS.Commands.ConvertFromSunoJsonCommand'
        $errors[0].TargetObject | Should -Be $hook.Substring(0, 40)
    }

    It 'reads a log that comes whole' {
        $tasks = ConvertFrom-SunoJson "$hook`r`n`n$($hook -replace 'hooked', 'other')`n"

        $tasks.TaskId | Should -Be 'hooked', 'other'
    }

    It 'gives an error for <Name>' -ForEach @(
        @{ Name = 'text'; Json = 'hello'; Id = 'InvalidResponse' }
        @{ Name = 'JSON without a task'; Json = '{"a":1}'; Id = 'InvalidResponse' }
        @{ Name = 'JSON that breaks off'; Json = '{"code":"success","data":[{"task_id":"x"'; Id = 'InvalidResponse' }
        @{
            Name = 'an error of a gateway'
            Json = '{"code":"busy","message":"come back","data":null}'
            Id = 'GatewayError'
        }
    ) {
        $tasks = $Json | ConvertFrom-SunoJson -ErrorVariable errors -ErrorAction SilentlyContinue

        $tasks | Should -BeNullOrEmpty
        @($errors) | Should -HaveCount 1
        $errors[0].FullyQualifiedErrorId | Should -BeLike "$Id,*"
        $errors[0].TargetObject | Should -Be $Json
    }

    It 'gives nothing for an answer without tasks' {
        '{"code":"success","data":[]}', '', '[]' | ConvertFrom-SunoJson | Should -BeNullOrEmpty
    }
}
