'use client'

import { useEffect, useEffectEvent, useState } from 'react'
import { zodResolver } from '@hookform/resolvers/zod'
import { useTranslations } from 'next-intl'
import { useForm } from 'react-hook-form'
import { updateOwnProfileAction } from '@/lib/actions/account'
import { takeNewest } from '@/lib/client/take-newest'
import { toast } from '@/lib/client/toast'
import { useChange } from '@/lib/client/use-change'
import { useFieldText } from '@/lib/client/use-field-text'
import { profileForm, type ProfileForm as Typed } from '@/lib/domain/users/user-schema'
import { FormDialog } from '../ui/form-dialog'
import { PasswordField } from '../ui/password-field'
import { TextField } from '../ui/text-field'
import { useStale } from '../ui/use-stale'

type ProfileFormProps = {
  username: string
  /** As it is stored by now. */
  newest: Typed & { emailVerified: boolean }
  /** Somebody else has changed it: it is to be read again. */
  onStale: () => void
  onClose: () => void
}

/** Another address asks for the present password: a session that was left open must not lead one's mail elsewhere. */
export function ProfileForm({ username, newest: { emailVerified, ...stored }, onStale, onClose }: ProfileFormProps) {
  const t = useTranslations('account.profile')
  const say = useFieldText('account.invalid')
  const [seen, setSeen] = useState(stored)
  const [present, setPresent] = useState('')
  const form = useForm<Typed>({ resolver: zodResolver(profileForm), mode: 'onChange', defaultValues: seen })
  const { errors, isValid, isDirty } = form.formState
  const typedEmail = form.watch('email').trim()
  const isElsewhere = typedEmail !== seen.email
  const change = useProfileChange(username, onStale, onClose)
  const { run, error } = useStale({
    ...change,
    fields: (['realName', 'email'] as const).map((name) => ({
      label: t(name),
      ...{ seen: seen[name], typed: form.getValues(name), stored: stored[name], now: stored[name] },
    })),
    reload: () => {
      takeNewest(form, stored)
      setSeen(stored)
    },
  })

  return (
    <FormDialog
      id="profile"
      className="clr-form-horizontal account-form"
      title={t('title')}
      subtitle={username}
      submitLabel={t('submit')}
      ready={isValid && isDirty && (!isElsewhere || present !== '')}
      pending={change.pending}
      error={error}
      onSubmit={form.handleSubmit((profile) => run({ profile, seen, present: isElsewhere ? present : undefined }))}
      onClose={onClose}
    >
      <TextField
        id="own-real-name"
        label={t('realName')}
        error={say(errors.realName?.message)}
        {...form.register('realName')}
      />
      <TextField
        id="own-email"
        label={t('email')}
        help={t('emailHelp')}
        inputMode="email"
        autoComplete="email"
        error={say(errors.email?.message)}
        hint={typedEmail && t(emailVerified && !isElsewhere ? 'verified' : 'unverified')}
        {...form.register('email')}
      />
      {isElsewhere && (
        <PasswordField
          id="profile-password"
          label={t('present')}
          help={t('why')}
          required
          autoComplete="current-password"
          value={present}
          onChange={(event) => setPresent(event.target.value)}
        />
      )}
    </FormDialog>
  )
}

function useProfileChange(username: string, onStale: () => void, onClose: () => void) {
  const t = useTranslations('account.profile')
  const done = () => {
    toast.success(t('done'))
    onClose()
  }
  const change = useChange(updateOwnProfileAction, done, { title: t('title'), names: () => [username] })
  const stale = useEffectEvent(onStale)
  useEffect(() => {
    if (change.failure?.code === 'STALE') stale()
  }, [change.failure])
  return change
}
