'use client'

import { zodResolver } from '@hookform/resolvers/zod'
import { useTranslations } from 'next-intl'
import { useForm, type UseFormReturn } from 'react-hook-form'
import { useFieldText } from '@/lib/client/use-field-text'
import { chosenPasswordForm } from '@/lib/domain/users/user-schema'
import { PasswordField } from '../ui/password-field'
import { Toggle } from '../ui/toggle'

type PasswordForm = { password: string; confirmation: string }

/** The form of a password that is typed twice. */
export const usePasswordForm = () =>
  useForm<PasswordForm>({
    resolver: zodResolver(chosenPasswordForm),
    mode: 'onChange',
    defaultValues: { password: '', confirmation: '' },
  })

type PasswordChoiceProps = {
  form: UseFormReturn<PasswordForm>
  manual: boolean
  onManual: (manual: boolean) => void
}

/** Whether a password is generated or chosen, and the fields for a chosen one. */
export function PasswordChoice({ form, manual, onManual }: PasswordChoiceProps) {
  const t = useTranslations('users.choice')
  const fieldText = useFieldText('users.invalid')
  const { errors, touchedFields } = form.formState
  const confirmed = touchedFields.confirmation || form.watch('confirmation') !== ''
  return (
    <>
      <Toggle
        id="manual-password"
        label={t('manual')}
        checked={manual}
        onChange={(event) => (form.reset(), onManual(event.target.checked))}
      />
      {!manual && <p className="user-hint">{t('generated')}</p>}
      {manual && (
        <>
          <PasswordField
            id="new-password"
            label={t('password')}
            required
            autoComplete="new-password"
            error={fieldText(errors.password?.message)}
            {...form.register('password', { deps: 'confirmation' })}
          />
          <PasswordField
            id="confirm-password"
            label={t('confirm')}
            required
            autoComplete="new-password"
            error={confirmed ? fieldText(errors.confirmation?.message) : undefined}
            {...form.register('confirmation')}
          />
        </>
      )}
    </>
  )
}
