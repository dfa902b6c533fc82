'use client'

import { useTranslations } from 'next-intl'
import type { UseFormReturn } from 'react-hook-form'
import { useFieldText } from '@/lib/client/use-field-text'
import type { NameCheck } from '@/lib/client/use-name-taken'
import type { RobotForm } from '@/lib/domain/robot-form'
import { fullName } from '@/lib/domain/robot-name'
import type { RobotRow } from '@/lib/domain/robot-row'
import { Spinner } from '../ui/spinner'
import { TextField } from '../ui/text-field'
import { TextareaField } from '../ui/textarea-field'
import { ExpirationField } from './expiration-field'
import type { RobotsContext } from './robots-context'

type BasicInformationProps = RobotsContext & {
  form: UseFormReturn<RobotForm>
  nameCheck: NameCheck
  /** The robot being edited; null = a new one. */
  robot: RobotRow | null
}

/** The wizard's first step. */
export function BasicInformation({
  form,
  nameCheck,
  robot,
  project,
  prefix,
  defaultDurationDays,
}: BasicInformationProps) {
  const t = useTranslations('robots.wizard')
  const fieldText = useFieldText('robots.invalid')
  const { errors } = form.formState
  const example = fullName(prefix, project?.name ?? null, form.watch('name') || t('name').toLowerCase())
  return (
    <div className="clr-form clr-form-horizontal">
      {robot ? (
        <TextField id="name" label={t('name')} required disabled value={robot.fullName} />
      ) : (
        <TextField
          id="name"
          label={t('name')}
          required
          maxLength={255}
          help={t('nameHelp', { example })}
          error={fieldText(errors.name?.message) ?? (nameCheck === 'taken' ? t('exists') : undefined)}
          hint={<NameHint check={nameCheck} example={example} />}
          {...form.register('name', { setValueAs: trimmed })}
        />
      )}
      <TextareaField
        id="description"
        label={t('description')}
        rows={3}
        error={fieldText(errors.description?.message)}
        {...form.register('description')}
      />
      <ExpirationField form={form} defaultDays={defaultDurationDays} createdAt={robot?.createdAt ?? null} />
    </div>
  )
}

/** What is pasted often comes with blanks around it. */
const trimmed = (text: string): string => text.trim()

function NameHint({ check, example }: { check: NameCheck; example: string }) {
  const t = useTranslations('robots.wizard')
  if (check === 'failed') return t('checkFailed')
  return (
    <>
      {t('finalName', { name: example })} {check === 'checking' && <Spinner inline label={t('checking')} />}
    </>
  )
}
