'use client'

import { useTranslations } from 'next-intl'
import type { useChange } from '@/lib/client/use-change'
import { endOf, expiresAtFor } from '@/lib/domain/robots/expiry'
import { recreatedForm } from '@/lib/domain/robots/recreated-form'
import type { RobotRow } from '@/lib/domain/robots/robot-row'
import { formDuration } from '@/lib/domain/robots/robot-form'
import { useStale } from '../../ui/use-stale'
import { Wizard } from '../../ui/wizard'
import { OpenForms, useOpenForms } from '../permissions/open-forms'
import { useServerNow } from '../server-now'
import { AccessSentence } from './access-sentence'
import { EditDifference } from './edit-difference'
import type { MadeRobot, RobotChoice, RobotWizardProps } from './robot-choice'
import { useBasicStep } from './use-basic-step'
import { usePermissionsStep } from './use-permissions-step'
import { useProjectsStep } from './use-projects-step'

type Change = ReturnType<typeof useChange<RobotChoice, MadeRobot | void>>
type RobotStepsProps = RobotWizardProps & { change: Change; onReload: (newest: RobotRow) => void }
type Parts = {
  basic: ReturnType<typeof useBasicStep>
  permissions: ReturnType<typeof usePermissionsStep>
  projects: ReturnType<typeof useProjectsStep>
}

/** What is wrong with the name, which the first step asks for. */
const nameReasons = new Set(['robot-exists', 'robot-name-long'])

/** The wizard's two steps for a robot of a project, three for one of the system. */
export function RobotSteps(props: RobotStepsProps) {
  const { context, robot, legacy, less, proposed, change, onClose } = props
  const { level } = context
  const t = useTranslations('robots.wizard')
  const now = useServerNow() / 1000
  const basic = useBasicStep(context, robot, legacy && recreatedForm(legacy, context.project?.name ?? '', now))
  const permissions = usePermissionsStep(level, { robot, legacy, less, proposed })
  const { access } = permissions
  const projects = useProjectsStep(robot, access, { less, proposed })
  const parts = { basic, permissions, projects }
  const { anyOpen, tell } = useOpenForms()
  const { run, error } = useNewest(props, parts)
  const steps = stepsOf(props, parts, now).map((step, nth) => ({ ...step, valid: step.valid && !(anyOpen && nth > 0) }))
  const changed = basic.changed || projects.changed || permissions.changed
  const form = () => basic.form.getValues()
  return (
    <OpenForms value={tell}>
      <Wizard
        size={level === 'system' ? 'xl' : 'md'}
        onCancel={onClose}
        title={t(robot ? 'edit' : 'create', { level })}
        description={
          legacy ? t('recreateText', { name: legacy.fullName }) : t(robot ? 'editText' : 'createText', { level })
        }
        typed={basic.typed || projects.typed || permissions.typed || anyOpen}
        pending={change.pending}
        error={error}
        errorStep={nameReasons.has(change.failure?.reason ?? '') ? 0 : undefined}
        canFinish={changed}
        summary={
          robot &&
          changed && <EditDifference {...{ robot, access, ...context, ...projects.difference() }} form={form()} />
        }
        onFinish={() => run({ form: form(), secret: basic.secret, access, projects: projects.chosen() })}
        steps={steps}
        start={(less ?? proposed) && steps.length - 1}
      />
    </OpenForms>
  )
}

/** The change; where somebody else was faster, what is new comes into each step beside what was typed. */
function useNewest({ robot, newest, change, onReload }: RobotStepsProps, { basic, permissions, projects }: Parts) {
  return useStale({
    ...change,
    error: projects.errorOf(change),
    fields: robot && newest ? [...basic.sides(newest), permissions.sides(newest), projects.sides(newest)] : null,
    arrived: newest?.version !== robot?.version,
    reload: () => {
      if (!newest) return
      basic.reload(newest)
      permissions.reload(newest)
      onReload(newest)
    },
  })
}

function stepsOf({ context, robot }: RobotStepsProps, { basic, permissions, projects }: Parts, now: number) {
  const { level, project, defaultDurationDays } = context
  const inEach = level === 'project' ? permissions.access : projects.inEach
  const duration = formDuration(basic.form.getValues(), defaultDurationDays)
  const sentence = duration !== null && projects.count !== null && (
    <AccessSentence
      access={{ system: permissions.inSystem, project: inEach }}
      place={project?.name ?? projects.count}
      expiresAt={robot ? endOf(robot, duration) : expiresAtFor(new Date(now * 1000), duration)}
    />
  )
  const ofLevel = permissions.step({ inEach, fillProjects: projects.fill, children: sentence })
  if (level === 'project') return [basic.step, ofLevel]
  const content = (
    <>
      {projects.step.content}
      {projects.count !== 0 && sentence}
    </>
  )
  return [basic.step, ofLevel, { ...projects.step, content }]
}
