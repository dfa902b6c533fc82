'use client'

import { useMemo, type ReactNode } from 'react'
import { zodResolver } from '@hookform/resolvers/zod'
import { useTranslations } from 'next-intl'
import { useForm, type UseFormReturn } from 'react-hook-form'
import { takeNewest } from '@/lib/client/take-newest'
import { useFieldText } from '@/lib/client/use-field-text'
import { useNameTaken, type NameCheck } from '@/lib/client/use-name-taken'
import { neverExpires } from '@/lib/domain/robots/expiry'
import { formDuration, robotFormIn, type RobotForm } from '@/lib/domain/robots/robot-form'
import { fullName, loginName, maxLoginNameLength, robotNamePattern } from '@/lib/domain/robots/robot-name'
import type { RobotRow } from '@/lib/domain/robots/robot-row'
import { paths } from '@/lib/paths'
import { Spinner } from '../../ui/spinner'
import { TextField } from '../../ui/text-field'
import { TextareaField } from '../../ui/textarea-field'
import type { RobotsContext } from '../robots-context'
import { useChosenSecret } from '../secrets/use-chosen-secret'
import { ExpirationField } from './expiration-field'
import { MayRotateField } from './may-rotate-field'

/**
 * The first step of every robot wizard: its form, and whether it says something else than the robot (null = new, and
 * then `template` fills it in).
 */
export function useBasicStep(context: RobotsContext, robot: RobotRow | null, template?: RobotForm) {
  const t = useTranslations('robots.wizard')
  const home = context.project?.name ?? null
  const schema = useMemo(() => robotFormIn(home), [home])
  const form = useForm<RobotForm>({
    resolver: zodResolver(schema),
    mode: 'onChange',
    defaultValues: template ?? initial(robot, context),
  })
  const chosen = useChosenSecret(t('manual'))
  const values = form.watch()
  const nameCheck = useNameTaken({
    name: values.name,
    checkable: robot === null && robotNamePattern.test(values.name) && fits(context, values.name),
    urlOf: (name) => nameQuery(context.project, name),
  })
  const nameSettled = robot !== null || nameCheck === 'free' || nameCheck === 'failed'
  const isFilledIn = schema.safeParse(values).success && chosen.valid
  return {
    form,
    /** The one that was chosen for a new robot. */
    secret: chosen.secret,
    sides: (newest: RobotRow) => sidesOf(t, context, robot, values, newest),
    reload: (newest: RobotRow) => takeNewest(form, initial(newest, context), ['expiration', 'days']),
    changed: robot === null || differs(robot, values, context),
    typed: form.formState.isDirty || chosen.typed,
    step: {
      id: 'basic',
      title: t('basic'),
      valid: isFilledIn && nameSettled,
      checking: isFilledIn && nameCheck === 'checking',
      content: (
        <BasicInformation {...context} {...{ form, nameCheck, robot }} secretFields={robot ? null : chosen.fields} />
      ),
    },
  }
}

const fits = ({ project }: RobotsContext, name: string) =>
  loginName(project?.name ?? null, name).length <= maxLoginNameLength

/** The API decodes `q` twice (a Harbor quirk), so that a plus must be encoded twice to arrive as one. */
function nameQuery(project: RobotsContext['project'], name: string): string {
  const where = project ? `Level=project,ProjectID=${project.id}` : 'Level=system'
  const q = `${where},name=${loginName(project?.name ?? null, name)}`
  return paths.api.robots({ q: encodeURIComponent(q), page_size: 1 })
}

function initial(robot: RobotRow | null, { defaultDurationDays }: RobotsContext): RobotForm {
  if (!robot) return { name: '', description: '', expiration: 'default', days: String(defaultDurationDays) }
  const never = robot.durationDays === neverExpires
  return {
    name: robot.name,
    description: robot.description,
    mayRotate: robot.mayRotate,
    expiration: never ? 'never' : 'days',
    days: never ? '' : String(robot.durationDays),
  }
}

const differs = (robot: RobotRow, form: RobotForm, { defaultDurationDays }: RobotsContext): boolean =>
  form.description !== robot.description ||
  (form.mayRotate ?? false) !== robot.mayRotate ||
  formDuration(form, defaultDurationDays) !== robot.durationDays

type Translate = ReturnType<typeof useTranslations<'robots.wizard'>>

function sidesOf(t: Translate, context: RobotsContext, robot: RobotRow | null, typed: RobotForm, newest: RobotRow) {
  const { description, durationDays } = newest
  return [
    {
      label: t('description'),
      seen: robot?.description,
      typed: typed.description,
      stored: description,
      now: description,
    },
    {
      label: t('expiration'),
      seen: robot?.durationDays,
      typed: formDuration(typed, context.defaultDurationDays),
      stored: durationDays,
    },
    { label: t('mayRotate'), seen: robot?.mayRotate, typed: typed.mayRotate ?? false, stored: newest.mayRotate },
  ]
}

type BasicInformationProps = RobotsContext & {
  form: UseFormReturn<RobotForm>
  nameCheck: NameCheck
  /** The robot being edited; null = a new one. */
  robot: RobotRow | null
  secretFields: ReactNode
}

/** The wizard's first step. */
function BasicInformation(props: BasicInformationProps) {
  const { form, nameCheck, robot, secretFields, project, prefix, defaultDurationDays } = props
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
      <ExpirationField form={form} defaultDays={defaultDurationDays} robot={robot} />
      {secretFields}
      <MayRotateField form={form} />
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
