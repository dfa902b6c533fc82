'use client'

import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { fetchJson } from '@/lib/client/fetch-json'
import { endOf } from '@/lib/domain/robots/expiry'
import {
  isSame,
  robotDifference,
  widens,
  type ProjectsChange,
  type RobotDifference,
  type RobotState,
} from '@/lib/domain/difference/robot-difference'
import type { RobotRow } from '@/lib/domain/robots/robot-row'
import { formDuration, type RobotForm } from '@/lib/domain/robots/robot-form'
import { paths } from '@/lib/paths'
import { RobotDifferenceInWords } from '../../difference/robot-difference'
import { Badge } from '../../ui/badge'

type EditDifferenceProps = {
  robot: RobotRow
  form: RobotForm
  defaultDurationDays: number
  access: string[]
  allProjects: string[]
  projects: ProjectsChange[]
}

/** What saving an edit will change, said before it is done. */
export function EditDifference(edit: EditDifferenceProps) {
  const t = useTranslations('difference')
  const difference = differenceOf(edit)
  const nameOf = useProjectNames(difference)
  if (isSame(difference)) return null
  return (
    <section className="wizard-summary" aria-label={t('title')}>
      <h4>
        {t('title')} {widens(difference) && <Badge kind="warning">{t('wider')}</Badge>}
      </h4>
      <RobotDifferenceInWords difference={difference} nameOf={nameOf} />
    </section>
  )
}

function differenceOf({ robot, form, defaultDurationDays, access, allProjects, projects }: EditDifferenceProps) {
  const { level, description, expiresAt, durationDays } = robot
  const duration = formDuration(form, defaultDurationDays) ?? durationDays
  const before: RobotState = { description, expiresAt, allProjects: robot.allProjectsAccess ?? [] }
  const after: RobotState = {
    description: form.description,
    expiresAt: endOf(robot, duration),
    allProjects,
  }
  const place = level === 'system' ? 'system' : 'home'
  return robotDifference({ ...before, [place]: robot.access }, { ...after, [place]: access }, projects)
}

type Project = { project_id: number; name: string }

/** The names of the few projects that a difference knows by their ids. */
function useProjectNames({ places }: RobotDifference) {
  const keys = places.flatMap(({ where }) => (typeof where === 'string' ? [] : where.some))
  const ids = keys.flatMap((key) => ('id' in key ? [key.id] : [])).sort((one, other) => one - other)
  const { data } = useQuery({
    queryKey: ['project-names', ids],
    queryFn: ({ signal }) =>
      fetchJson<Project[]>(paths.api.projects({ q: `project_id={${ids.join(' ')}}`, page_size: 100 }), { signal }),
    enabled: ids.length > 0,
    placeholderData: (known) => known,
  })
  const names = new Map(data?.data.map(({ project_id, name }) => [project_id, name]))
  return (id: number) => names.get(id)
}
