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
import { ConfirmDialog } from '../ui/confirm-dialog'
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
  const close = () => setAsking(undefined)
  const { run, pending, error, clearError } = useChange(
    updateSettingsAction,
    () => {
      close()
      toast.success(t('saved'))
    },
    { title: t('event'), names: () => [t('systemSettings')] },
  )

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
    close()
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
      {asking && (
        <ConfirmDialog
          open
          onOpenChange={close}
          title={t(`${asking.kind}.title`)}
          confirmLabel={t(`${asking.kind}.confirm`)}
          kind="danger"
          {...(asking.kind === 'discard'
            ? { onConfirm: discard }
            : { pending, error, onConfirm: () => save(asking.changes) })}
        >
          {asking.kind === 'discard'
            ? t('discard.question')
            : t('rename.question', {
                from: settings.robotNamePrefix,
                to: asking.changes.robotNamePrefix ?? '',
                count: prefixedRobots,
              })}
        </ConfirmDialog>
      )}
    </form>
  )
}
