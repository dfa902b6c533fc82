'use client'

import type { ReactNode } from 'react'
import { useTranslations } from 'next-intl'
import { useWatch, type UseFormReturn } from 'react-hook-form'
import { useFieldText } from '@/lib/client/use-field-text'
import { paths } from '@/lib/paths'
import { secretOverlaps, type SettingName, type Settings, type SettingsForm } from '@/lib/domain/settings/settings'
import { Button } from '../ui/button'
import { Link } from '../ui/link'
import { SelectField } from '../ui/select-field'
import { TextField } from '../ui/text-field'

type SettingsFieldsProps = { form: UseFormReturn<SettingsForm, unknown, Settings>; fixed: SettingName[] }

/** Harbor's in its order. */
export const settingFields = [
  { name: 'tokenExpirationMinutes', id: 'tokenExpiration', text: 'tokenExpiration', numeric: true, required: true },
  { name: 'sessionTimeoutMinutes', id: 'sessionTimeout', text: 'sessionTimeout', numeric: true, required: true },
  { name: 'robotNamePrefix', id: 'robotNamePrefix', text: 'prefix', numeric: false, required: true },
  { name: 'robotDurationDays', id: 'robotDuration', text: 'robotDuration', numeric: true, required: true },
  { name: 'auditRetentionDays', id: 'auditRetention', text: 'auditRetention', numeric: true, required: false },
  { name: 'registryAddress', id: 'registryAddress', text: 'registryAddress', numeric: false, required: false },
  { name: 'robotSecretOverlap', id: 'secretOverlap', text: 'secretOverlap', numeric: true, required: true },
] as const

const overlapTexts = { 0: 'atOnce', 1: 'hour', 24: 'day', 168: 'week' } as const

/** One line per setting; what the environment decides can be read but not changed. */
export function SettingsFields({ form, fixed }: SettingsFieldsProps) {
  const t = useTranslations('configuration')
  const { errors, defaultValues } = form.formState
  const invalid = useFieldText('configuration.invalid')
  const isPlain = defaultValues?.registryAddress?.startsWith('http://')
  const prefix = useWatch({ control: form.control, name: 'robotNamePrefix' })
  const suggest = (robotNamePrefix: string) =>
    form.setValue('robotNamePrefix', robotNamePrefix, { shouldDirty: true, shouldValidate: true })
  const hints: Partial<Record<SettingName, ReactNode>> = {
    robotNamePrefix: <PrefixHint prefix={prefix} onSuggest={suggest} />,
    auditRetentionDays: t('auditRetentionHint'),
    registryAddress: t(isPlain ? 'registryAddressPlain' : 'registryAddressHint'),
  }
  return settingFields.map(({ name, id, text, numeric, required }) => {
    const field = { id, label: t(text), help: t(`${text}Help`), error: invalid(errors[name]?.message) }
    // Else the server's page would come with empty fields.
    const value = { defaultValue: defaultValues?.[name], ...form.register(name) }
    if (name === 'robotSecretOverlap') {
      return (
        <SelectField key={name} {...field} {...value}>
          {secretOverlaps.map((hours) => (
            <option key={hours} value={hours}>
              {t(`secretOverlaps.${overlapTexts[hours]}`)}
            </option>
          ))}
        </SelectField>
      )
    }
    return (
      <TextField
        key={name}
        {...field}
        required={required}
        readOnly={fixed.includes(name)}
        hint={fixed.includes(name) ? t('fixed') : hints[name]}
        inputMode={numeric ? 'numeric' : undefined}
        maxLength={name === 'registryAddress' ? 300 : 100}
        autoCapitalize="none"
        {...value}
      />
    )
  })
}

const suggestedPrefix = 'robot-'

/** Harbor's own prefix is the default all the same: only who has no clients yet changes it without cost. */
function PrefixHint({ prefix, onSuggest }: { prefix: string; onSuggest: (prefix: string) => void }) {
  const [t, former] = [useTranslations('configuration'), useTranslations('formerPrefixes')]
  const more = <Link href={paths.manualPage('configuration')}>{t('prefixMore')}</Link>
  if (!prefix.includes('$')) return more
  return (
    <>
      {former('recommend')}{' '}
      <Button kind="link" size="sm" className="prefix-suggest" onClick={() => onSuggest(suggestedPrefix)}>
        {former('suggest', { prefix: suggestedPrefix })}
      </Button>{' '}
      {more}
    </>
  )
}
