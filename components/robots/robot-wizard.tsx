'use client'

import { useState } from 'react'
import { zodResolver } from '@hookform/resolvers/zod'
import { useTranslations } from 'next-intl'
import { useForm } from 'react-hook-form'
import { createRobotAction, updateRobotAction } from '@/lib/actions/robots'
import { QueryProvider } from '@/lib/client/query-provider'
import { toast } from '@/lib/client/toast'
import { useChange } from '@/lib/client/use-change'
import { neverExpires } from '@/lib/domain/expiry'
import { formDuration, robotForm, type RobotForm } from '@/lib/domain/robot-form'
import type { RevealedSecret, RobotRow } from '@/lib/domain/robot-row'
import { Wizard } from '../ui/wizard'
import { BasicInformation } from './basic-information'
import type { RobotsContext } from './robots-context'
import { SecretDialog } from './secret-dialog'
import { SelectPermissions } from './select-permissions'
import { useNameTaken } from './use-name-taken'

type WizardState = { kind: 'form' } | { kind: 'reveal'; revealed: RevealedSecret }

/** The New Robot wizard, which ends with the secret, shown once. */
export function CreateRobotWizard({ context, onClose }: { context: RobotsContext; onClose: () => void }) {
  const t = useTranslations('robots.wizard')
  const [state, setState] = useState<WizardState>({ kind: 'form' })
  const { run, pending, error } = useChange(createRobotAction, (revealed: RevealedSecret) =>
    setState({ kind: 'reveal', revealed }),
  )
  if (state.kind === 'reveal') return <SecretDialog revealed={state.revealed} cause="created" onClose={onClose} />

  const finish = (form: RobotForm, access: string[]) =>
    run({
      project: context.project.name,
      name: form.name,
      description: form.description,
      durationDays: form.expiration === 'default' ? undefined : formDuration(form, context.defaultDurationDays)!,
      access,
    })
  return (
    <QueryProvider>
      <RobotSteps
        {...{ context, onClose, pending, error }}
        robot={null}
        title={t('create')}
        text={t('createText')}
        onFinish={finish}
      />
    </QueryProvider>
  )
}

/** The same wizard for a robot that exists: its name stands, and finishing needs a change. */
export function EditRobotWizard({
  context,
  robot,
  onClose,
}: {
  context: RobotsContext
  robot: RobotRow
  onClose: () => void
}) {
  const t = useTranslations('robots.wizard')
  const { run, pending, error } = useChange(updateRobotAction, () => {
    toast.success(t('updated', { name: robot.fullName }))
    onClose()
  })
  const finish = (form: RobotForm, access: string[]) =>
    run({
      id: robot.id,
      version: robot.version,
      description: form.description,
      durationDays: formDuration(form, context.defaultDurationDays)!,
      access,
    })
  return (
    <QueryProvider>
      <RobotSteps
        {...{ context, robot, onClose, pending, error }}
        title={t('edit')}
        text={t('editText')}
        onFinish={finish}
      />
    </QueryProvider>
  )
}

type RobotStepsProps = {
  context: RobotsContext
  robot: RobotRow | null
  title: string
  text: string
  pending: boolean
  error?: string
  onFinish: (form: RobotForm, access: string[]) => void
  onClose: () => void
}

function RobotSteps({ context, robot, title, text, pending, error, onFinish, onClose }: RobotStepsProps) {
  const t = useTranslations('robots.wizard')
  const form = useForm<RobotForm>({
    resolver: zodResolver(robotForm),
    mode: 'onChange',
    defaultValues: initial(robot, context),
  })
  const [access, setAccess] = useState(robot?.access ?? [])
  const values = form.watch()
  const nameCheck = useNameTaken(context.project, values.name, robot === null)
  const nameSettled = robot !== null || nameCheck === 'free' || nameCheck === 'failed'
  const changed = robot === null || differs(robot, values, access, context)

  return (
    <Wizard
      open
      onCancel={onClose}
      title={title}
      description={text}
      pending={pending}
      error={error}
      canFinish={changed}
      onFinish={() => onFinish(form.getValues(), access)}
      steps={[
        {
          id: 'basic',
          title: t('basic'),
          valid: robotForm.safeParse(values).success && nameSettled,
          content: <BasicInformation {...context} form={form} nameCheck={nameCheck} robot={robot} />,
        },
        {
          id: 'permissions',
          title: t('permissions'),
          valid: access.length > 0,
          content: <SelectPermissions level="project" access={access} onChange={setAccess} />,
        },
      ]}
    />
  )
}

function initial(robot: RobotRow | null, { defaultDurationDays }: RobotsContext): RobotForm {
  if (!robot) return { name: '', description: '', expiration: 'default', days: String(defaultDurationDays) }
  const never = robot.durationDays === neverExpires
  return {
    name: robot.name,
    description: robot.description,
    expiration: never ? 'never' : 'days',
    days: never ? '' : String(robot.durationDays),
  }
}

function differs(robot: RobotRow, form: RobotForm, access: string[], { defaultDurationDays }: RobotsContext): boolean {
  return (
    form.description !== robot.description ||
    formDuration(form, defaultDurationDays) !== robot.durationDays ||
    access.join() !== robot.access.join()
  )
}
