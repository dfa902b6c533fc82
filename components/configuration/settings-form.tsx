'use client'

import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { zodResolver } from '@hookform/resolvers/zod'
import { useTranslations } from 'next-intl'
import { useForm } from 'react-hook-form'
import { updateSettingsAction } from '@/lib/actions/settings'
import { takeNewest } from '@/lib/client/take-newest'
import { toast } from '@/lib/client/toast'
import { useChange } from '@/lib/client/use-change'
import {
  changedSettings,
  settingsForm,
  typedSettings,
  type SettingName,
  type Settings,
  type SettingsForm as Typed,
} from '@/lib/domain/settings/settings'
import { Alert } from '../ui/alert'
import { Button } from '../ui/button'
import { useStale } from '../ui/use-stale'
import { useUnsaved } from '../ui/use-unsaved'
import { RenamePrefixDialog } from './rename-prefix-dialog'
import { settingFields, SettingsFields } from './settings-fields'

type Translate = ReturnType<typeof useTranslations<'configuration'>>

const fieldsOf = (t: Translate, seen: Typed, typed: Typed, stored: Typed) =>
  settingFields.map(({ name, text }) => ({
    label: t(text),
    ...{ seen: seen[name], typed: typed[name], stored: stored[name], now: stored[name] },
  }))

/** The settings that the form goes by: the newest, but in a conflict those before it, until it is settled. */
function useSeen(settings: Settings, isStale: boolean): Settings {
  const [seen, setSeen] = useState(settings)
  if (!isStale && seen !== settings) setSeen(settings)
  return seen
}

type SettingsFormProps = { settings: Settings; fixed: SettingName[]; prefixedRobots: number }

/** The system's settings. Only what was changed is sent, and a new prefix is asked about first. */
export function SettingsForm({ settings, fixed, prefixedRobots }: SettingsFormProps) {
  const t = useTranslations('configuration')
  const common = useTranslations('common')
  const [renaming, setRenaming] = useState<Partial<Settings>>()
  const form = useForm<Typed, unknown, Settings>({
    resolver: zodResolver(settingsForm),
    mode: 'onChange',
    defaultValues: typedSettings(settings),
  })
  const { isDirty, isValid } = form.formState
  const close = () => setRenaming(undefined)
  const { leave, question } = useUnsaved(isDirty)
  const change = useChange(
    updateSettingsAction,
    () => {
      close()
      toast.success(t('saved'))
    },
    { title: t('event'), names: () => [t('systemSettings')] },
  )
  const { pending, failure, clearError } = change
  const seen = useSeen(settings, failure?.code === 'STALE')
  const adopted = useRef(settings)
  const adopt = useEffectEvent((stored: Settings) => {
    takeNewest(form, typedSettings(stored), [], typedSettings(adopted.current))
    adopted.current = stored
  })
  // What the server sends after a change, ours or somebody else's, becomes the form; what is typed stays.
  useEffect(() => adopt(seen), [seen])
  const { run, error, forget } = useStale({
    ...change,
    fields: fieldsOf(t, typedSettings(seen), form.getValues(), typedSettings(settings)),
    reload: () => undefined, // once the conflict is no more, the newest are seen
  })

  function save(changes: Partial<Settings>, graceDays?: number) {
    run({ changes, seen, graceDays })
  }

  function submit(wanted: Settings) {
    // As they will be kept, such as an address without what every address has.
    const [kept, typed] = [typedSettings(wanted), form.getValues()]
    for (const { name } of settingFields) {
      if (kept[name] !== typed[name]) form.setValue(name, kept[name], { shouldDirty: true })
    }
    const changes = changedSettings(seen, wanted)
    if (changes.robotNamePrefix === undefined) return save(changes)
    if (failure?.code !== 'STALE') clearError()
    setRenaming(changes)
  }

  function discard() {
    form.reset(typedSettings(settings))
    clearError()
    forget()
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
        <RenamePrefixDialog
          from={settings.robotNamePrefix}
          to={renaming.robotNamePrefix ?? ''}
          count={prefixedRobots}
          pending={pending}
          error={error}
          onConfirm={(graceDays) => save(renaming, graceDays)}
          onClose={close}
        />
      )}
      {question}
    </form>
  )
}
