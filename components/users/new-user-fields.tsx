'use client'

import { useTranslations } from 'next-intl'
import type { UseFormReturn } from 'react-hook-form'
import { useFieldText } from '@/lib/client/use-field-text'
import type { NewUserForm } from '@/lib/domain/users/user-schema'
import { Checkbox } from '../ui/checkbox'
import { TextField } from '../ui/text-field'

/** Who a new user is and may do. */
export function NewUserFields({ form }: { form: UseFormReturn<NewUserForm> }) {
  const t = useTranslations('users.create')
  const fieldText = useFieldText('users.invalid')
  const { errors } = form.formState
  return (
    <>
      <TextField
        id="new-username"
        label={t('username')}
        help={t('usernameHelp')}
        required
        maxLength={300}
        autoCapitalize="none"
        error={fieldText(errors.username?.message)}
        {...form.register('username')}
      />
      <TextField
        id="new-real-name"
        label={t('realName')}
        maxLength={300}
        error={fieldText(errors.realName?.message)}
        {...form.register('realName')}
      />
      <TextField
        id="new-email"
        label={t('email')}
        help={t('emailHelp')}
        inputMode="email"
        error={fieldText(errors.email?.message)}
        {...form.register('email')}
      />
      <Checkbox id="new-is-admin" label={t('admin')} className="user-admin" {...form.register('isAdmin')} />
    </>
  )
}
