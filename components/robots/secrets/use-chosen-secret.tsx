'use client'

import { useState } from 'react'
import { zodResolver } from '@hookform/resolvers/zod'
import { useTranslations } from 'next-intl'
import { useForm, type UseFormReturn } from 'react-hook-form'
import type { z } from 'zod'
import { useFieldText } from '@/lib/client/use-field-text'
import { chosenSecretForm } from '@/lib/domain/robots/robot-form'
import { PasswordField } from '../../ui/password-field'
import { Toggle } from '../../ui/toggle'

type SecretForm = z.infer<typeof chosenSecretForm>

/** A secret that is generated, or, with the toggle on, chosen and typed twice. `onToggle` when that changes. */
export function useChosenSecret(label: string, onToggle?: () => void) {
  const [manual, setManual] = useState(false)
  const form = useForm<SecretForm>({
    resolver: zodResolver(chosenSecretForm),
    mode: 'onChange',
    defaultValues: { secret: '', confirmation: '' },
  })
  const values = form.watch()

  function choose(next: boolean) {
    form.reset()
    setManual(next)
    onToggle?.()
    // What is to be filled in next may stand below what is seen.
    if (next) requestAnimationFrame(() => form.setFocus('secret'))
  }
  return {
    typed: manual,
    valid: !manual || chosenSecretForm.safeParse(values).success,
    /** What is to be sent: nothing for a generated one. */
    secret: manual ? values.secret : undefined,
    fields: (
      <div className="chosen-secret">
        <Toggle id="manual-secret" label={label} checked={manual} onChange={(event) => choose(event.target.checked)} />
        {manual && <SecretFields form={form} />}
      </div>
    ),
  }
}

function SecretFields({ form }: { form: UseFormReturn<SecretForm> }) {
  const t = useTranslations('robots.refresh')
  const fieldText = useFieldText('robots.invalid')
  const { errors, touchedFields } = form.formState
  const isConfirming = touchedFields.confirmation || form.watch('confirmation') !== ''
  return (
    <>
      <PasswordField
        id="new-secret"
        label={t('secret')}
        placeholder={t('secretPlaceholder')}
        autoComplete="new-password"
        error={fieldText(errors.secret?.message)}
        {...form.register('secret', { deps: 'confirmation' })}
      />
      <PasswordField
        id="confirm-secret"
        label={t('confirm')}
        placeholder={t('confirmPlaceholder')}
        autoComplete="new-password"
        error={isConfirming ? fieldText(errors.confirmation?.message) : undefined}
        {...form.register('confirmation')}
      />
    </>
  )
}
