'use client'

import { useState } from 'react'
import { useTranslations } from 'next-intl'
import { createRobotAction, updateRobotAction } from '@/lib/actions/robots'
import { QueryProvider } from '@/lib/client/query-provider'
import { toast } from '@/lib/client/toast'
import { useChange, type ActionResult } from '@/lib/client/use-change'
import { packedKeys } from '@/lib/domain/permissions/access'
import { fullName } from '@/lib/domain/robots/robot-name'
import type { CreatedRobot, RobotRow } from '@/lib/domain/robots/robot-row'
import { formDuration } from '@/lib/domain/robots/robot-form'
import type { RobotsContext } from '../robots-context'
import { ChosenSecretDialog, SecretDialog } from '../secrets/secret-dialog'
import type { MadeRobot, RobotChoice, RobotWizardProps } from './robot-choice'
import { RobotSteps } from './robot-steps'

/** The wizard for a new robot, which ends with the secret, shown once, and for an edit. */
export function RobotWizard({ context, robot: opened, newest, legacy, less, proposed, onClose }: RobotWizardProps) {
  const t = useTranslations('robots.wizard')
  const events = useTranslations('robots.events')
  const [made, setMade] = useState<MadeRobot>()
  const [robot, setRobot] = useState(opened)
  const nameOf = ({ form }: RobotChoice) =>
    robot?.fullName ?? fullName(context.prefix, context.project?.name ?? null, form.name)
  const change = useChange(
    (choice: RobotChoice) => saveRobot(context, robot, choice),
    (created) => {
      if (created) return setMade(created)
      if (robot) toast.success(t('updated', { name: robot.fullName }))
      onClose()
    },
    { title: events(robot ? 'update' : 'add'), names: (choice) => [nameOf(choice)], reveals: Boolean },
  )
  if (made?.kind === 'generated') return <SecretDialog revealed={made.robot} cause="created" onClose={onClose} />
  if (made) return <ChosenSecretDialog {...{ ...made, onClose }} />
  return (
    <QueryProvider>
      <RobotSteps {...{ context, robot, newest, legacy, less, proposed, change, onClose }} onReload={setRobot} />
    </QueryProvider>
  )
}

/** Makes or edits a robot of either level. A new one answers its secret, which the server does not know if it was chosen. */
async function saveRobot(
  { project, defaultDurationDays }: RobotsContext,
  robot: RobotRow | null,
  { form, secret, access, projects }: RobotChoice,
): Promise<ActionResult<MadeRobot | void>> {
  const { name, description, expiration, mayRotate } = form
  const durationDays = formDuration(form, defaultDurationDays)!
  const grants = project
    ? { level: 'project' as const, project: project.name, access: packedKeys(access) }
    : { level: 'system' as const, systemAccess: access, projects }
  if (robot)
    return updateRobotAction({ ...grants, id: robot.id, version: robot.version, description, durationDays, mayRotate })
  const asked = expiration === 'default' ? undefined : durationDays
  const { data, ...failed } = await createRobotAction({
    ...grants,
    name,
    description,
    durationDays: asked,
    mayRotate,
    secret,
  })
  return { ...failed, data: data && madeOf(data, secret) }
}

function madeOf({ secret, ...robot }: CreatedRobot, chosen: string | undefined): MadeRobot {
  return secret === null
    ? { kind: 'chosen', robot, secret: chosen! }
    : { kind: 'generated', robot: { ...robot, secret } }
}
