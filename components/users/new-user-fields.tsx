'use client'

import { useTranslations } from 'next-intl'
import type { UseFormReturn } from 'react-hook-form'
import type { NewUserForm } from '@/lib/domain/user-schema'
import { Checkbox } from '../ui/checkbox'
import { TextField } from '../ui/text-field'
import { useFieldText } from './use-field-text'

/** Who a new user is and may do. */
export function NewUserFields({ form }: { form: UseFormReturn<NewUserForm> }) {
  const t = useTranslations('users.create')
  const fieldText = useFieldText()
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
      <Checkbox id="new-is-admin" label={t('admin')} className="user-admin" {...form.register('isAdmin')} />
    </>
  )
}
