'use client'

import { useState } from 'react'
import { useTranslations } from 'next-intl'
import type { ActionError } from '@/lib/domain/action-error'
import {
  changesFrom,
  changesNothing,
  emptySelection,
  heldSelection,
  lackingCount,
  selectedCount,
  type HeldProjects,
} from '@/lib/domain/project-selection'
import type { RobotForm } from '@/lib/domain/robot-form'
import type { SystemRobotRow } from '@/lib/domain/robot-row'
import type { CreateSystemRobotInput } from '@/lib/domain/system-robot-schema'
import { Wizard } from '../ui/wizard'
import { ProjectsGone } from './projects-gone'
import type { RobotsContext } from './robots-context'
import { SelectPermissions } from './select-permissions'
import { SelectProjectPermissions, type Coverage } from './select-project-permissions'
import { useBasicStep } from './use-basic-step'
import { useHeldProjects } from './use-held-projects'

/** What was chosen in the three steps. */
export type SystemRobotChoice = {
  form: RobotForm
  systemAccess: string[]
  projects: CreateSystemRobotInput['projects']
}

type SystemRobotStepsProps = {
  context: RobotsContext
  /** null = a new one. */
  robot: SystemRobotRow | null
  title: string
  text: string
  change: { pending: boolean; error?: string; failure?: ActionError; clearError: () => void }
  onFinish: (choice: SystemRobotChoice) => void
  onClose: () => void
}

/** The steps of a system robot's wizard. */
export function SystemRobotSteps({ context, robot, title, text, change, onFinish, onClose }: SystemRobotStepsProps) {
  const t = useTranslations('systemRobots')
  const basic = useBasicStep(context, robot)
  const [systemAccess, setSystemAccess] = useState(robot?.systemAccess ?? [])
  const held = useHeldProjects(robot)
  const [chosen, setChosen] = useState<Coverage>()
  const coverage = chosen ?? initialCoverage(robot, held.projects)
  const changed = basic.changed || differs(robot, systemAccess, coverage, held.projects)

  const finish = () =>
    onFinish({ form: basic.form.getValues(), systemAccess, projects: projectsOf(coverage, held.projects) })

  return (
    <Wizard
      open
      size="xl"
      onCancel={onClose}
      title={title}
      description={text}
      pending={change.pending}
      error={
        change.failure?.reason === 'robot-projects-gone' ? (
          <ProjectsGone
            text={change.error}
            selection={coverage.selection}
            onDone={(selection) => {
              setChosen({ ...coverage, selection })
              change.clearError()
            }}
          />
        ) : (
          change.error
        )
      }
      canFinish={changed}
      onFinish={finish}
      steps={[
        basic.step,
        {
          id: 'system',
          title: t('systemStep'),
          valid: true,
          content: <SelectPermissions level="system" access={systemAccess} onChange={setSystemAccess} />,
        },
        {
          id: 'projects',
          title: t('projectStep'),
          valid: mayFinish(systemAccess, coverage, held.state),
          content: (
            <SelectProjectPermissions
              held={held.state}
              onRetry={held.retry}
              coverage={coverage}
              onChange={setChosen}
              alsoIn={robot?.projectCount ?? 0}
            />
          ),
        },
      ]}
    />
  )
}

const initialCoverage = (robot: SystemRobotRow | null, held: HeldProjects): Coverage => ({
  all: robot?.allProjectsAccess != null,
  allAccess: robot?.allProjectsAccess ?? [],
  selection: held.length > 0 ? heldSelection(held) : emptySelection,
})

/** Harbor's rule: all projects need a permission; else there is anything at all, and every selected project has some. */
function mayFinish(systemAccess: string[], { all, allAccess, selection }: Coverage, held: string): boolean {
  if (all) return allAccess.length > 0
  if (held !== 'ready') return false
  return (systemAccess.length > 0 || selectedCount(selection) > 0) && lackingCount(selection) === 0
}

const projectsOf = ({ all, allAccess, selection }: Coverage, held: HeldProjects): SystemRobotChoice['projects'] =>
  all ? { kind: 'all', access: allAccess } : { kind: 'selected', selection: changesFrom(held, selection) }

function differs(
  robot: SystemRobotRow | null,
  systemAccess: string[],
  coverage: Coverage,
  held: HeldProjects,
): boolean {
  if (!robot || systemAccess.join() !== robot.systemAccess.join()) return true
  if (coverage.all) return coverage.allAccess.join() !== robot.allProjectsAccess?.join()
  return robot.allProjectsAccess !== null || !changesNothing(changesFrom(held, coverage.selection))
}
