'use client'

import { useState, type ReactNode } from 'react'
import { useTranslations } from 'next-intl'
import { packedKeys, unpackedKeys } from '@/lib/domain/permissions/access'
import type { ProposedAccess } from '@/lib/domain/explain/access-changes'
import type { ActionError } from '@/lib/domain/action-error'
import {
  changesFrom,
  changesNothing,
  commonAccess,
  emptySelection,
  heldSelection,
  lackingCount,
  resetAccess,
  selectedCount,
  setAccess,
  setSelected,
  type HeldProjects,
} from '@/lib/domain/permissions/project-selection'
import type { Less } from '@/lib/domain/difference/less-proposal'
import type { RobotRow } from '@/lib/domain/robots/robot-row'
import type { CoveredProjectsForm } from '@/lib/domain/robots/robot-schema'
import { droppedProjects, selectionDifference } from '@/lib/domain/difference/selection-difference'
import { SelectProjectPermissions, type Coverage } from '../projects/select-project-permissions'
import { ProjectsGone } from './projects-gone'
import { useHeldProjects } from './use-held-projects'

type Failed = { error?: ReactNode; failure?: ActionError; clearError: () => void }

/** With what the wizard starts instead of what the robot holds: altogether, or in one place. */
type FilledIn = { less?: Less; proposed?: ProposedAccess }

/** The last step of a system robot's wizard: what it may do in which projects. Beside `systemAccess` that may be nothing. */
export function useProjectsStep(robot: RobotRow | null, systemAccess: string[], { less, proposed }: FilledIn) {
  const t = useTranslations('robots.wizard')
  const columns = useTranslations('robots.columns')
  const held = useHeldProjects(robot)
  const [changed, setCoverage] = useState(less && robot?.level === 'system' ? lessCoverage(less) : undefined)
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
    /** What each project gets, whichever these are; null where they differ, and until that is known. */
    inEach: coverage.all ? coverage.allAccess : held.state === 'ready' ? commonAccess(coverage.selection) : null,
    /** How many there are, or `*` for all there are and will be; null until that is known. */
    count: coverage.all ? '*' : held.state === 'ready' ? selectedCount(coverage.selection) : null,
    /** Gives each project these permissions; undefined until it is known which there are. */
    fill:
      held.state !== 'ready'
        ? undefined
        : (access: readonly string[]) =>
            setCoverage({
              ...coverage,
              allAccess: [...access],
              selection: resetAccess(coverage.selection, access),
            }),
    /** What that makes of the projects that the robot covers. */
    difference: () => differenceOf(coverage, held),
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
