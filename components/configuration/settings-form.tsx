'use client'

import { useState } from 'react'
import { zodResolver } from '@hookform/resolvers/zod'
import { useTranslations } from 'next-intl'
import { useForm } from 'react-hook-form'
import { updateSettingsAction } from '@/lib/actions/settings'
import { toast } from '@/lib/client/toast'
import { useChange } from '@/lib/client/use-change'
import {
  changedSettings,
  settingsForm,
  typedSettings,
  type SettingName,
  type Settings,
  type SettingsForm as Typed,
} from '@/lib/domain/settings'
import { Alert } from '../ui/alert'
import { Button } from '../ui/button'
import { DiscardDialog } from './discard-dialog'
import { RenameDialog } from './rename-dialog'
import { SettingsFields } from './settings-fields'

type SettingsFormProps = { settings: Settings; fixed: SettingName[]; prefixedRobots: number }
type Asking = { kind: 'rename'; changes: Partial<Settings> } | { kind: 'discard' }

/** The system's settings. Only what was changed is sent, and a new prefix is asked about first. */
export function SettingsForm({ settings, fixed, prefixedRobots }: SettingsFormProps) {
  const t = useTranslations('configuration')
  const common = useTranslations('common')
  const [asking, setAsking] = useState<Asking>()
  const form = useForm<Typed, unknown, Settings>({
    resolver: zodResolver(settingsForm),
    mode: 'onChange',
    // What the server sends after a change, ours or somebody else's, becomes the form.
    values: typedSettings(settings),
  })
  const { isDirty, isValid } = form.formState
  const { run, pending, error, clearError } = useChange(updateSettingsAction, () => {
    setAsking(undefined)
    toast.success(t('saved'))
  })

  function save(changes: Partial<Settings>) {
    clearError()
    run({ changes, seen: settings })
  }

  function submit(wanted: Settings) {
    const changes = changedSettings(settings, wanted)
    if (changes.robotNamePrefix === undefined) return save(changes)
    clearError()
    setAsking({ kind: 'rename', changes })
  }

  function discard() {
    form.reset(typedSettings(settings))
    clearError()
    setAsking(undefined)
  }

  return (
    <form noValidate className="clr-form clr-form-horizontal configuration-form" onSubmit={form.handleSubmit(submit)}>
      {error && !asking && (
        <Alert kind="danger" role="alert">
          {error}
        </Alert>
      )}
      <SettingsFields form={form} fixed={fixed} />
      <div className="configuration-actions">
        <Button type="submit" kind="primary" loading={pending} disabled={!isDirty || !isValid}>
          {t('save')}
        </Button>
        <Button disabled={!isDirty || pending} onClick={() => setAsking({ kind: 'discard' })}>
          {common('cancel')}
        </Button>
      </div>
      {asking?.kind === 'discard' && <DiscardDialog onDiscard={discard} onClose={() => setAsking(undefined)} />}
      {asking?.kind === 'rename' && (
        <RenameDialog
          from={settings.robotNamePrefix}
          to={asking.changes.robotNamePrefix ?? ''}
          count={prefixedRobots}
          pending={pending}
          error={error}
          onConfirm={() => save(asking.changes)}
          onClose={() => setAsking(undefined)}
        />
      )}
    </form>
  )
}
