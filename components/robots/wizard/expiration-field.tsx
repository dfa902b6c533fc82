'use client'

import { useRef } from 'react'
import { useTimeZone, useTranslations } from 'next-intl'
import { useFieldText } from '@/lib/client/use-field-text'
import { dayOf, daysUntilDay, endOf, expiresAtFor, expiryDate } from '@/lib/domain/robots/expiry'
import { formDuration, type RobotForm } from '@/lib/domain/robots/robot-form'
import { Checkbox } from '../../ui/checkbox'
import { Field } from '../../ui/field'
import { Select } from '../../ui/select'
import { useServerNow } from '../server-now'
import { ExpirationOutcome, type ExpirationFieldProps } from './expiration-outcome'

const usualDays = ['7', '30', '60', '90', '365']

/** The system's default, a number of days, a day, or never, with the moment it comes to. */
export function ExpirationField({ form, defaultDays, robot }: ExpirationFieldProps) {
  const t = useTranslations('robots.wizard')
  const fieldText = useFieldText('robots.invalid')
  const host = useRef<HTMLDivElement>(null)
  const [expiration, days] = form.watch(['expiration', 'days'])
  const never = expiration === 'never'
  const error = days.trim() === '' && !never ? undefined : fieldText(form.formState.errors.days?.message)

  function choose(next: RobotForm['expiration'], nextDays: string) {
    form.setValue('expiration', next, { shouldDirty: true })
    form.setValue('days', nextDays, { shouldDirty: true, shouldValidate: true })
  }
  function select(choice: string) {
    if (choice === 'default') return choose('default', String(defaultDays))
    if (choice === 'never') return choose('never', '')
    if (usualDays.includes(choice)) return choose('days', choice)
    choose(choice as 'days' | 'date', '')
    // What is to be filled in next may only just have come.
    requestAnimationFrame(() => host.current?.querySelector('input')?.focus())
  }

  return (
    <Field
      id="expiration-type"
      label={t('expiration')}
      required
      help={t('expirationHelp')}
      error={error}
      hint={<ExpirationOutcome form={form} defaultDays={defaultDays} robot={robot} />}
    >
      {(control) => (
        <div ref={host} className="expiration-controls">
          <Select
            {...control}
            value={expiration === 'days' && usualDays.includes(days.trim()) ? days.trim() : expiration}
            onChange={(event) => select(event.target.value)}
          >
            {!robot && <option value="default">{t('default', { days: defaultDays })}</option>}
            {usualDays.map((each) => (
              <option key={each} value={each}>
                {t('usualDays', { days: Number(each) })}
              </option>
            ))}
            <option value="days">{t('days')}</option>
            <option value="date">{t('date')}</option>
            <option value="never">{t('never')}</option>
          </Select>
          {expiration === 'date' ? (
            <DayInput {...{ form, robot, control }} />
          ) : (
            <input
              id="robotTokenExpiration"
              className="clr-input"
              aria-label={t('daysLabel')}
              aria-invalid={control['aria-invalid']}
              aria-describedby={control['aria-describedby']}
              inputMode="numeric"
              autoComplete="off"
              disabled={never}
              value={days}
              onChange={({ target: { value } }) =>
                value.trim() === '-1' ? choose('never', '') : choose('days', value)
              }
            />
          )}
          <Checkbox
            id="neverExpired"
            label={t('neverExpired')}
            checked={never}
            onChange={(event) =>
              event.target.checked
                ? choose('never', '')
                : choose(robot ? 'days' : 'default', form.formState.defaultValues?.days || String(defaultDays))
            }
          />
        </div>
      )}
    </Field>
  )
}

type DayInputProps = Pick<ExpirationFieldProps, 'form' | 'robot'> & {
  control: { 'aria-invalid': true | undefined; 'aria-describedby': string | undefined }
}

/** The day that the robot ends on. What the form keeps is the number of days until then. */
function DayInput({ form, robot, control }: DayInputProps) {
  const t = useTranslations('robots.wizard')
  const timeZone = useTimeZone() ?? 'UTC'
  const now = new Date(useServerNow())
  const created = robot ? new Date(robot.createdAt) : now
  const duration = formDuration(form.getValues(), 0)
  const end = duration === null ? null : expiryDate(robot ? endOf(robot, duration) : expiresAtFor(created, duration))
  const pick = (day: string) => {
    const days = daysUntilDay(created, day, timeZone)
    form.setValue('days', Number.isNaN(days) ? '' : String(days), { shouldDirty: true, shouldValidate: true })
  }
  return (
    <input
      type="date"
      className="clr-input"
      aria-label={t('dateLabel')}
      aria-invalid={control['aria-invalid']}
      aria-describedby={control['aria-describedby']}
      min={dayOf(new Date(now.getTime() + 86_400_000), timeZone)}
      defaultValue={end ? dayOf(end, timeZone) : ''}
      onChange={(event) => pick(event.target.value)}
    />
  )
}
