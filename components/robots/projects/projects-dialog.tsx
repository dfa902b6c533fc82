'use client'

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { fetchJson } from '@/lib/client/fetch-json'
import { QueryProvider } from '@/lib/client/query-provider'
import { unpackedKeys } from '@/lib/domain/permissions/access'
import type { RobotRow } from '@/lib/domain/robots/robot-row'
import { paths } from '@/lib/paths'
import { Clamped } from '../../data-table/clamped'
import { SortHeader } from '../../data-table/sort-header'
import { useWidgetList } from '../../data-table/use-widget-list'
import { WidgetTable } from '../../data-table/widget-table'
import { Button } from '../../ui/button'
import { Dialog } from '../../ui/dialog'
import { Name } from '../../ui/name'
import { Time } from '../../ui/time'
import { Link } from '../../ui/link'
import { HeldPermissions } from '../permissions/held-permissions'
import { PermissionsPopover } from './permissions-popover'
import { ProjectFilter } from './project-filter'

type ProjectsDialogProps = { robot: RobotRow; onClose: () => void }
type CoveredProject = { project_id: number; name: string; creation_time: string; access: string[] }

const sizes = [10, 15, 25, 50, 100] as const

/** The projects that a system robot has permissions of its own in, to look at. */
export function ProjectsDialog({ robot, onClose }: ProjectsDialogProps) {
  const t = useTranslations('systemRobots')
  const common = useTranslations('common')
  return (
    <Dialog
      open
      onOpenChange={onClose}
      size="lg"
      title={t('projectsOf')}
      subtitle={robot.fullName}
      footer={
        <Button kind="primary" onClick={onClose}>
          {common('close')}
        </Button>
      }
    >
      <QueryProvider>
        <p>{t('projectsText')}</p>
        <CoveredProjects robot={robot} />
      </QueryProvider>
    </Dialog>
  )
}

async function readProjects(url: string, signal: AbortSignal) {
  const { data, total } = await fetchJson<CoveredProject[]>(url, { signal })
  return { data: data.map((project) => ({ ...project, access: unpackedKeys(project.access) })), total }
}

function CoveredProjects({ robot }: { robot: RobotRow }) {
  const t = useTranslations('systemRobots')
  const robots = useTranslations('robots')
  const list = useWidgetList<'name' | 'creation_time', (typeof sizes)[number]>({ sort: 'name', size: 10 })
  const { filter: name, sort, page, size } = list
  const query = useQuery({
    queryKey: ['robot-projects', robot.id, { name, sort, page, size }],
    queryFn: ({ signal }) =>
      readProjects(paths.api.robotProjects(robot.id, { name, sort, page, page_size: size }), signal),
    placeholderData: keepPreviousData,
  })
  return (
    <>
      <ProjectFilter list={list} />
      <WidgetTable
        label={t('projectsOf')}
        widths={[260, 200, 200]}
        list={list}
        sizes={sizes}
        query={query}
        empty={name === '' ? t('noProjects') : t('noProjectMatch', { text: name })}
        head={
          <>
            <SortHeader sort={sort} sortKey="name" onSort={list.sortBy}>
              {t('projectName')}
            </SortHeader>
            <th scope="col">{t('permissions')}</th>
            <SortHeader sort={sort} sortKey="creation_time" onSort={list.sortBy}>
              {t('creationTime')}
            </SortHeader>
          </>
        }
        row={({ project_id, name, creation_time, access }) => (
          <tr key={project_id}>
            <td>
              <Clamped label={name}>
                <Link href={paths.project(name)}>
                  <Name>{name}</Name>
                </Link>
              </Clamped>
            </td>
            <td>
              <PermissionsPopover
                title={name}
                label={t('permissionsIn', { count: access.length, name })}
                className="permissions-button"
                content={<HeldPermissions id={`project-${project_id}`} access={access} />}
              >
                {robots('permissionCount', { count: access.length })}
              </PermissionsPopover>
            </td>
            <td>
              <Time value={creation_time} />
            </td>
          </tr>
        )}
      />
    </>
  )
}
