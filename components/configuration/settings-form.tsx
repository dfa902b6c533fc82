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
import { useUnsaved } from '../ui/use-unsaved'
import { SettingsFields } from './settings-fields'

type SettingsFormProps = { settings: Settings; fixed: SettingName[]; prefixedRobots: number }

/** The system's settings. Only what was changed is sent, and a new prefix is asked about first. */
export function SettingsForm({ settings, fixed, prefixedRobots }: SettingsFormProps) {
  const t = useTranslations('configuration')
  const common = useTranslations('common')
  const [renaming, setRenaming] = useState<Partial<Settings>>()
  const form = useForm<Typed, unknown, Settings>({
    resolver: zodResolver(settingsForm),
    mode: 'onChange',
    // What the server sends after a change, ours or somebody else's, becomes the form.
    values: typedSettings(settings),
  })
  const { isDirty, isValid } = form.formState
  const close = () => setRenaming(undefined)
  const { leave, question } = useUnsaved(isDirty)
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
    setRenaming(changes)
  }

  function discard() {
    form.reset(typedSettings(settings))
    clearError()
  }

  return (
    <form noValidate className="clr-form clr-form-horizontal configuration-form" onSubmit={form.handleSubmit(submit)}>
      {error && !renaming && (
        <Alert kind="danger" role="alert">
          {error}
        </Alert>
      )}
      <SettingsFields form={form} fixed={fixed} />
      <div className="configuration-actions">
        <Button type="submit" kind="primary" loading={pending} disabled={!isDirty || !isValid}>
          {t('save')}
        </Button>
        <Button disabled={!isDirty || pending} onClick={() => leave(discard)}>
          {common('cancel')}
        </Button>
      </div>
      {renaming && (
        <ConfirmDialog
          open
          onOpenChange={close}
          title={t('rename.title')}
          confirmLabel={t('rename.confirm')}
          kind="danger"
          pending={pending}
          error={error}
          onConfirm={() => save(renaming)}
        >
          {t('rename.question', {
            from: settings.robotNamePrefix,
            to: renaming.robotNamePrefix ?? '',
            count: prefixedRobots,
          })}
        </ConfirmDialog>
      )}
      {question}
    </form>
  )
}
