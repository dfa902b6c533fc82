'use client'

import { useState, type ReactNode } from 'react'
import { useTranslations } from 'next-intl'
import { packedKeys } from '@/lib/domain/access'
import type { ProposedAccess } from '@/lib/domain/access-changes'
import type { ActionError } from '@/lib/domain/action-error'
import {
  changesFrom,
  changesNothing,
  emptySelection,
  heldSelection,
  lackingCount,
  selectedCount,
  setAccess,
  setSelected,
  type HeldProjects,
} from '@/lib/domain/project-selection'
import type { RobotRow } from '@/lib/domain/robot-row'
import type { CoveredProjectsForm } from '@/lib/domain/robot-schema'
import { ProjectsGone } from './projects-gone'
import { SelectProjectPermissions, type Coverage } from './select-project-permissions'
import { useHeldProjects } from './use-held-projects'

type Failed = { error?: ReactNode; failure?: ActionError; clearError: () => void }

/** The last step of a system robot's wizard: what it may do in which projects. Beside `systemAccess` that may be nothing. */
export function useProjectsStep(robot: RobotRow | null, systemAccess: string[], proposed?: ProposedAccess) {
  const t = useTranslations('robots.wizard')
  const columns = useTranslations('robots.columns')
  const held = useHeldProjects(robot)
  const [changed, setCoverage] = useState<Coverage>()
  const isProposed = robot?.level === 'system' && proposed !== undefined
  const first = initial(robot, held.projects)
  const coverage = changed ?? (isProposed ? withProposed(first, proposed) : first)

  function errorOf({ error, failure, clearError }: Failed) {
    if (failure?.reason !== 'robot-projects-gone') return error
    function drop(selection: Coverage['selection']) {
      setCoverage({ ...coverage, selection })
      clearError()
    }
    return <ProjectsGone text={error} selection={coverage.selection} onDone={drop} />
  }

  return {
    sides: (newest: RobotRow) => ({
      label: columns('projects'),
      // What is held in the projects is not in a row, but whatever is not told of one was changed there.
      ...{
        seen: coverageOf(robot),
        stored: coverageOf(newest),
        typed: changed || isProposed ? null : coverageOf(robot),
      },
    }),
    chosen: () => projectsOf(coverage, held.projects),
    changed: robot === null || differs(robot, coverage, held.projects),
    typed: changed !== undefined || isProposed,
    errorOf,
    step: {
      id: 'projects',
      title: t('projectPermissions'),
      valid: mayFinish(systemAccess, coverage, held.state),
      content: (
        <SelectProjectPermissions
          held={held.state}
          onRetry={held.retry}
          coverage={coverage}
          onChange={setCoverage}
          alsoIn={robot?.projectCount ?? 0}
        />
      ),
    },
  }
}

const coverageOf = (robot: RobotRow | null) => [robot?.allProjectsAccess, robot?.projectCount]

const initial = (robot: RobotRow | null, held: HeldProjects): Coverage => ({
  all: robot?.allProjectsAccess != null,
  allAccess: robot?.allProjectsAccess ?? [],
  selection: held.length > 0 ? heldSelection(held) : emptySelection,
})

function withProposed(coverage: Coverage, { projectId, access }: ProposedAccess): Coverage {
  if (projectId === null) return { ...coverage, allAccess: access }
  return { ...coverage, selection: setAccess(setSelected(coverage.selection, [projectId], true), projectId, access) }
}

/** Harbor's rule: all projects need a permission; else there is anything at all, and every selected project has some. */
function mayFinish(systemAccess: string[], { all, allAccess, selection }: Coverage, held: string): boolean {
  if (all) return allAccess.length > 0
  if (held !== 'ready') return false
  return (systemAccess.length > 0 || selectedCount(selection) > 0) && lackingCount(selection) === 0
}

const projectsOf = ({ all, allAccess, selection }: Coverage, held: HeldProjects): CoveredProjectsForm =>
  all ? { kind: 'all', access: packedKeys(allAccess) } : { kind: 'selected', selection: changesFrom(held, selection) }

function differs(robot: RobotRow, coverage: Coverage, held: HeldProjects): boolean {
  if (coverage.all) return coverage.allAccess.join() !== robot.allProjectsAccess?.join()
  return robot.allProjectsAccess !== null || !changesNothing(changesFrom(held, coverage.selection))
}
