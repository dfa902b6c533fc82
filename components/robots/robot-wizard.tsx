'use client'

import { useState } from 'react'
import { useTranslations } from 'next-intl'
import { createRobotAction, updateRobotAction } from '@/lib/actions/robots'
import { QueryProvider } from '@/lib/client/query-provider'
import { toast } from '@/lib/client/toast'
import { useChange } from '@/lib/client/use-change'
import { recreatedForm } from '@/lib/domain/recreated-form'
import { formDuration, type RobotForm } from '@/lib/domain/robot-form'
import { fullName } from '@/lib/domain/robot-name'
import type { RevealedSecret, RobotRow } from '@/lib/domain/robot-row'
import { Wizard } from '../ui/wizard'
import type { ProjectRobotsContext } from './robots-context'
import { SecretDialog } from './secret-dialog'
import { SelectPermissions } from './select-permissions'
import { useServerNow } from './server-now'
import { useBasicStep } from './use-basic-step'

type WizardState = { kind: 'form' } | { kind: 'reveal'; revealed: RevealedSecret }

type CreateRobotWizardProps = {
  context: ProjectRobotsContext
  /** A legacy robot whose place the new one is to take: the wizard starts with what that may do today. */
  legacy?: RobotRow
  onClose: () => void
}

/** The New Robot wizard, which ends with the secret, shown once. */
export function CreateRobotWizard({ context, legacy, onClose }: CreateRobotWizardProps) {
  const t = useTranslations('robots.wizard')
  const now = useServerNow() / 1000
  const [state, setState] = useState<WizardState>({ kind: 'form' })
  const events = useTranslations('robots.events')
  const { run, pending, error } = useChange(
    createRobotAction,
    (revealed: RevealedSecret) => setState({ kind: 'reveal', revealed }),
    { title: events('add'), names: ({ name }) => [fullName(context.prefix, context.project.name, name)] },
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
        template={legacy && { ...recreatedForm(legacy, context.project.name, now), access: legacy.access }}
        title={t('create')}
        text={legacy ? t('recreateText', { name: legacy.fullName }) : t('createText')}
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
  context: ProjectRobotsContext
  robot: RobotRow
  onClose: () => void
}) {
  const t = useTranslations('robots.wizard')
  const events = useTranslations('robots.events')
  const { run, pending, error } = useChange(
    updateRobotAction,
    () => {
      toast.success(t('updated', { name: robot.fullName }))
      onClose()
    },
    { title: events('update'), names: () => [robot.fullName] },
  )
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
  context: ProjectRobotsContext
  robot: RobotRow | null
  /** What a new robot's wizard starts with, if not with nothing. */
  template?: RobotForm & { access: string[] }
  title: string
  text: string
  pending: boolean
  error?: string
  onFinish: (form: RobotForm, access: string[]) => void
  onClose: () => void
}

function RobotSteps({ context, robot, template, title, text, pending, error, onFinish, onClose }: RobotStepsProps) {
  const t = useTranslations('robots.wizard')
  const basic = useBasicStep(context, robot, template)
  const [access, setAccess] = useState(robot?.access ?? template?.access ?? [])
  const changed = basic.changed || access.join() !== robot?.access.join()

  return (
    <Wizard
      open
      onCancel={onClose}
      title={title}
      description={text}
      pending={pending}
      error={error}
      canFinish={changed}
      onFinish={() => onFinish(basic.form.getValues(), access)}
      steps={[
        basic.step,
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
