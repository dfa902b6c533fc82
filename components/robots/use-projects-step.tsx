'use client'

import { useState, type ReactNode } from 'react'
import { useTranslations } from 'next-intl'
import { packedKeys, unpackedKeys } from '@/lib/domain/access'
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
import type { Less } from '@/lib/domain/less-proposal'
import type { RobotRow } from '@/lib/domain/robot-row'
import type { CoveredProjectsForm } from '@/lib/domain/robot-schema'
import { droppedProjects, selectionDifference } from '@/lib/domain/selection-difference'
import { ProjectsGone } from './projects-gone'
import { SelectProjectPermissions, type Coverage } from './select-project-permissions'
import { useHeldProjects } from './use-held-projects'

type Failed = { error?: ReactNode; failure?: ActionError; clearError: () => void }

/** The last step of a system robot's wizard: what it may do in which projects. Beside `systemAccess` that may be nothing. */
export function useProjectsStep(robot: RobotRow | null, systemAccess: string[], less?: Less) {
  const t = useTranslations('robots.wizard')
  const columns = useTranslations('robots.columns')
  const held = useHeldProjects(robot)
  const [changed, setCoverage] = useState(less && robot?.level === 'system' ? lessCoverage(less) : undefined)
  const coverage = changed ?? initial(robot, held.projects)

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
      ...{ seen: coverageOf(robot), stored: coverageOf(newest), typed: changed ? null : coverageOf(robot) },
    }),
    chosen: () => projectsOf(coverage, held.projects),
    /** What that makes of the projects that the robot covers. */
    difference: () => differenceOf(coverage, held),
    changed: robot === null || differs(robot, coverage, held.projects),
    typed: changed !== undefined,
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

const lessCoverage = ({ allProjects, projects }: Less): Coverage => ({
  all: allProjects !== null,
  allAccess: unpackedKeys(allProjects ?? []),
  selection: heldSelection(
    projects.map(({ access, projects: ids }) => ({ access: unpackedKeys(access), projects: ids })),
  ),
})

const initial = (robot: RobotRow | null, held: HeldProjects): Coverage => ({
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

const projectsOf = ({ all, allAccess, selection }: Coverage, held: HeldProjects): CoveredProjectsForm =>
  all ? { kind: 'all', access: packedKeys(allAccess) } : { kind: 'selected', selection: changesFrom(held, selection) }

const differenceOf = ({ all, allAccess, selection }: Coverage, held: ReturnType<typeof useHeldProjects>) => ({
  allProjects: all ? allAccess : [],
  projects:
    held.state !== 'ready'
      ? []
      : all
        ? droppedProjects(held.projects)
        : selectionDifference(held.projects, changesFrom(held.projects, selection), selection.total),
})

function differs(robot: RobotRow, coverage: Coverage, held: HeldProjects): boolean {
  if (coverage.all) return coverage.allAccess.join() !== robot.allProjectsAccess?.join()
  return robot.allProjectsAccess !== null || !changesNothing(changesFrom(held, coverage.selection))
}
