'use client'

import { useState } from 'react'
import { useTranslations } from 'next-intl'
import { createRobotAction, updateRobotAction } from '@/lib/actions/robots'
import { QueryProvider } from '@/lib/client/query-provider'
import { toast } from '@/lib/client/toast'
import { useChange, type ActionResult } from '@/lib/client/use-change'
import { packedKeys, unpackedKeys } from '@/lib/domain/access'
import type { ProposedAccess } from '@/lib/domain/access-changes'
import { mergedList } from '@/lib/domain/changed-meanwhile'
import { expiresAtFor } from '@/lib/domain/expiry'
import type { Less } from '@/lib/domain/less-proposal'
import { recreatedForm } from '@/lib/domain/recreated-form'
import type { PresetAccess } from '@/lib/domain/permission-preset'
import { fullName } from '@/lib/domain/robot-name'
import type { CreatedRobot, RevealedSecret, RobotRow } from '@/lib/domain/robot-row'
import { formDuration, type CoveredProjectsForm, type RobotForm } from '@/lib/domain/robot-schema'
import { useStale } from '../ui/use-stale'
import { Wizard } from '../ui/wizard'
import { AccessSentence } from './access-sentence'
import { EditDifference } from './edit-difference'
import { OpenForms, useOpenForms } from './open-forms'
import { PermissionPresets } from './permission-presets'
import type { RobotsContext } from './robots-context'
import { ChosenSecretDialog, SecretDialog } from './secret-dialog'
import { SelectPermissions } from './select-permissions'
import { useServerNow } from './server-now'
import { useBasicStep } from './use-basic-step'
import { useProjectsStep } from './use-projects-step'

/** What was chosen in the steps of the wizard. */
type RobotChoice = {
  form: RobotForm
  /** None = generate one. */
  secret?: string
  /** Permission keys at the robot's level. */
  access: string[]
  /** Of a system robot. */
  projects: CoveredProjectsForm
}

type MadeRobot =
  { kind: 'generated'; robot: RevealedSecret } | { kind: 'chosen'; robot: { id: number; name: string }; secret: string }

type RobotWizardProps = {
  context: RobotsContext
  /** null = a new one; of one that exists the name stands, and finishing needs a change. */
  robot: RobotRow | null
  /** Its row as the list has it by now; undefined where it is not in it. */
  newest?: RobotRow
  /** A legacy robot whose place a new one is to take: the wizard starts with what that may do today. */
  legacy?: RobotRow
  /** What would do for the robot: filled in, and shown as what it changes. */
  less?: Less
  /** What the form starts with instead of what the robot holds there. */
  proposed?: ProposedAccess
  onClose: () => void
}

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
    { title: events(robot ? 'update' : 'add'), names: (choice) => [nameOf(choice)] },
  )
  if (made?.kind === 'generated') return <SecretDialog revealed={made.robot} cause="created" onClose={onClose} />
  if (made) return <ChosenSecretDialog {...{ ...made, onClose }} />
  return (
    <QueryProvider>
      <RobotSteps {...{ context, robot, newest, legacy, less, proposed, change, onClose }} onReload={setRobot} />
    </QueryProvider>
  )
}

/** What is wrong with the name, which the first step asks for. */
const nameReasons = new Set(['robot-exists', 'robot-name-long'])

type Change = ReturnType<typeof useChange<RobotChoice, MadeRobot | void>>

type RobotStepsProps = RobotWizardProps & { change: Change; onReload: (newest: RobotRow) => void }

function RobotSteps({ context, robot, newest, legacy, less, proposed, change, onReload, onClose }: RobotStepsProps) {
  const { level } = context
  const t = useTranslations('robots.wizard')
  const now = useServerNow() / 1000
  const template = legacy && recreatedForm(legacy, context.project?.name ?? '', now)
  const basic = useBasicStep(context, robot, template)
  const firstAccess = (robot ?? legacy)?.access ?? []
  const [access, setAccess] = useState(
    less ? unpackedKeys(less.access) : (level === 'project' && proposed?.access) || firstAccess,
  )
  const projects = useProjectsStep(robot, access, { less, proposed })
  const columns = useTranslations('robots.columns')
  const { anyOpen, tell } = useOpenForms()
  const { run, error } = useStale({
    ...change,
    error: projects.errorOf(change),
    fields:
      robot && newest
        ? [
            ...basic.sides(newest),
            {
              label: columns(level === 'system' ? 'system' : 'permissions'),
              seen: robot.access,
              typed: robot.access,
              stored: newest.access,
            },
            projects.sides(newest),
          ]
        : null,
    arrived: newest?.version !== robot?.version,
    reload: () => {
      if (!newest) return
      basic.reload(newest)
      setAccess(mergedList(firstAccess, access, newest.access))
      onReload(newest)
    },
  })
  const inEach = level === 'project' ? access : projects.inEach
  const inSystem = level === 'system' ? access : []
  const duration = formDuration(basic.form.getValues(), context.defaultDurationDays)
  const sentence = duration !== null && projects.count !== null && (
    <AccessSentence
      access={{ system: inSystem, project: inEach }}
      place={context.project?.name ?? projects.count}
      expiresAt={expiresAtFor(new Date(robot?.createdAt ?? now * 1000), duration)}
    />
  )
  function fillIn(preset: PresetAccess) {
    setAccess([...preset[level]])
    if (level === 'system') projects.fill?.(preset.project)
  }
  const permissions = {
    id: 'permissions',
    title: t('permissions', { level }),
    valid: !anyOpen && (level === 'system' || access.length > 0),
    content: (
      <>
        <PermissionPresets
          level={level}
          access={inEach && { system: inSystem, project: inEach }}
          asks={!robot && !legacy}
          onChoose={projects.fill && fillIn}
        >
          {sentence}
        </PermissionPresets>
        <SelectPermissions level={level} access={access} onChange={setAccess} />
      </>
    ),
  }
  const inProjects = {
    ...projects.step,
    valid: projects.step.valid && !anyOpen,
    content: (
      <>
        {projects.step.content}
        {projects.count !== 0 && sentence}
      </>
    ),
  }
  const steps = level === 'system' ? [basic.step, permissions, inProjects] : [basic.step, permissions]
  const changed = basic.changed || projects.changed || access.join() !== robot?.access.join()
  return (
    <OpenForms value={tell}>
      <Wizard
        size={level === 'system' ? 'xl' : 'md'}
        onCancel={onClose}
        title={t(robot ? 'edit' : 'create', { level })}
        description={
          legacy ? t('recreateText', { name: legacy.fullName }) : t(robot ? 'editText' : 'createText', { level })
        }
        typed={basic.typed || projects.typed || anyOpen || access.join() !== firstAccess.join()}
        pending={change.pending}
        error={error}
        errorStep={nameReasons.has(change.failure?.reason ?? '') ? 0 : undefined}
        canFinish={changed}
        summary={
          robot &&
          changed && (
            <EditDifference
              {...{ robot, access, ...context, ...projects.difference() }}
              form={basic.form.getValues()}
            />
          )
        }
        onFinish={() =>
          run({ form: basic.form.getValues(), secret: basic.secret, access, projects: projects.chosen() })
        }
        steps={steps}
        start={(less ?? proposed) && steps.length - 1}
      />
    </OpenForms>
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
