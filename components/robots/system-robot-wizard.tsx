'use client'

import { useState } from 'react'
import { useTranslations } from 'next-intl'
import { createSystemRobotAction, updateSystemRobotAction } from '@/lib/actions/robots'
import { QueryProvider } from '@/lib/client/query-provider'
import { toast } from '@/lib/client/toast'
import { useChange } from '@/lib/client/use-change'
import { formDuration } from '@/lib/domain/robot-form'
import { fullName } from '@/lib/domain/robot-name'
import type { RevealedSecret, SystemRobotRow } from '@/lib/domain/robot-row'
import type { RobotsContext } from './robots-context'
import { SecretDialog } from './secret-dialog'
import { SystemRobotSteps, type SystemRobotChoice } from './system-robot-steps'

type WizardState = { kind: 'form' } | { kind: 'reveal'; revealed: RevealedSecret }

/** The New Robot wizard of the system, which ends with the secret, shown once. */
export function CreateSystemRobotWizard({ context, onClose }: { context: RobotsContext; onClose: () => void }) {
  const t = useTranslations('systemRobots')
  const [state, setState] = useState<WizardState>({ kind: 'form' })
  const events = useTranslations('robots.events')
  const change = useChange(
    createSystemRobotAction,
    (revealed: RevealedSecret) => setState({ kind: 'reveal', revealed }),
    { title: events('add'), names: ({ name }) => [fullName(context.prefix, null, name)] },
  )
  if (state.kind === 'reveal') return <SecretDialog revealed={state.revealed} cause="created" onClose={onClose} />

  const finish = ({ form, systemAccess, projects }: SystemRobotChoice) =>
    change.run({
      name: form.name,
      description: form.description,
      durationDays: form.expiration === 'default' ? undefined : formDuration(form, context.defaultDurationDays)!,
      systemAccess,
      projects,
    })
  return (
    <QueryProvider>
      <SystemRobotSteps
        {...{ context, change, onClose }}
        robot={null}
        title={t('create')}
        text={t('createText')}
        onFinish={finish}
      />
    </QueryProvider>
  )
}

type EditSystemRobotWizardProps = { context: RobotsContext; robot: SystemRobotRow; onClose: () => void }

/** The same wizard for a robot that exists: its name stands, and finishing needs a change. */
export function EditSystemRobotWizard({ context, robot, onClose }: EditSystemRobotWizardProps) {
  const t = useTranslations('systemRobots')
  const wizard = useTranslations('robots.wizard')
  const events = useTranslations('robots.events')
  const change = useChange(
    updateSystemRobotAction,
    () => {
      toast.success(wizard('updated', { name: robot.fullName }))
      onClose()
    },
    { title: events('update'), names: () => [robot.fullName] },
  )
  const finish = ({ form, systemAccess, projects }: SystemRobotChoice) =>
    change.run({
      id: robot.id,
      version: robot.version,
      description: form.description,
      durationDays: formDuration(form, context.defaultDurationDays)!,
      systemAccess,
      projects,
    })
  return (
    <QueryProvider>
      <SystemRobotSteps
        {...{ context, robot, change, onClose }}
        title={t('edit')}
        text={t('editText')}
        onFinish={finish}
      />
    </QueryProvider>
  )
}
