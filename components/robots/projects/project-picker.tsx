'use client'

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { fetchJson } from '@/lib/client/fetch-json'
import { accessIn, isSelected, setAccess, setSelected } from '@/lib/domain/permissions/project-selection'
import { paths } from '@/lib/paths'
import { Clamped } from '../../data-table/clamped'
import { SortHeader } from '../../data-table/sort-header'
import { useWidgetList } from '../../data-table/use-widget-list'
import { WidgetTable } from '../../data-table/widget-table'
import { Checkbox } from '../../ui/checkbox'
import { Icon } from '../../ui/icon'
import { Name } from '../../ui/name'
import { Time } from '../../ui/time'
import { SelectPermissions } from '../permissions/select-permissions'
import { PermissionsPopover } from './permissions-popover'
import { ProjectFilter } from './project-filter'
import { ProjectPickerButtons, type ProjectPickerProps } from './project-picker-buttons'

type Project = { project_id: number; name: string; creation_time: string }

const sizes = [5, 10] as const

/** The table of all projects, one page at a time; what is ticked is kept across pages and filters. */
export function ProjectPicker({ selection, onChange }: ProjectPickerProps) {
  const t = useTranslations('systemRobots')
  const list = useWidgetList<'name' | 'creation_time', (typeof sizes)[number]>({ sort: 'name', size: 5 })
  const { filter: name, sort, page, size } = list
  const query = useQuery({
    queryKey: ['projects', { name, sort, page, size }],
    queryFn: ({ signal }) =>
      fetchJson<Project[]>(paths.api.projects({ name, sort, page, page_size: size }), { signal }),
    placeholderData: keepPreviousData,
  })
  const shown = query.data?.data.map(({ project_id }) => project_id) ?? []
  return (
    <>
      <ProjectPickerButtons {...{ selection, onChange, filter: name, total: query.data?.total }} />
      <ProjectFilter list={list} />
      <WidgetTable
        label={t('projects')}
        widths={[48, 176, 148, 146]}
        list={list}
        sizes={sizes}
        query={query}
        empty={name === '' ? t('noProjects') : t('noProjectMatch', { text: name })}
        head={
          <>
            <SelectPage selection={selection} shown={shown} onChange={onChange} />
            <SortHeader sort={sort} sortKey="name" onSort={list.sortBy}>
              {t('projectName')}
            </SortHeader>
            <SortHeader sort={sort} sortKey="creation_time" onSort={list.sortBy}>
              {t('creationTime')}
            </SortHeader>
            <th scope="col">{t('permissions')}</th>
          </>
        }
        row={(project) => <ProjectRow key={project.project_id} {...{ project, selection, onChange }} />}
      />
    </>
  )
}

/** Ticks or unticks the projects that are in sight. */
function SelectPage({ selection, shown, onChange }: ProjectPickerProps & { shown: number[] }) {
  const t = useTranslations('table')
  const selected = shown.filter((id) => isSelected(selection, id)).length
  return (
    <th scope="col" className="select-cell">
      <Checkbox
        id="select-page-of-projects"
        label={t('selectAll')}
        hideLabel
        checked={shown.length > 0 && selected === shown.length}
        indeterminate={selected > 0 && selected < shown.length}
        disabled={shown.length === 0}
        onChange={(event) => onChange(setSelected(selection, shown, event.target.checked))}
      />
    </th>
  )
}

function ProjectRow({ project, selection, onChange }: ProjectPickerProps & { project: Project }) {
  const t = useTranslations('systemRobots')
  const { project_id: id, name } = project
  const selected = isSelected(selection, id)
  const lacks = selected && accessIn(selection, id).length === 0
  return (
    <tr className={selected ? 'selected' : undefined}>
      <td className="select-cell">
        <Checkbox
          id={`select-project-${id}`}
          label={t('selectProject', { name })}
          hideLabel
          checked={selected}
          onChange={(event) => onChange(setSelected(selection, [id], event.target.checked))}
        />
      </td>
      <td>
        <Clamped
          label={name}
          after={lacks && <Icon name="exclamation-triangle" label={t('rowLacks')} className="lacks-permissions" />}
        >
          <Name>{name}</Name>
        </Clamped>
      </td>
      <td>
        <Time value={project.creation_time} />
      </td>
      <td>
        <RowPermissions {...{ project, selection, onChange }} />
      </td>
    </tr>
  )
}

function RowPermissions({ project, selection, onChange }: ProjectPickerProps & { project: Project }) {
  const t = useTranslations('systemRobots')
  const robots = useTranslations('robots')
  const { project_id: id, name } = project
  const access = accessIn(selection, id)

  // Who gives a project permissions means that project: it is ticked along.
  function give(next: string[]) {
    const given = setAccess(selection, id, next)
    onChange(next.length > 0 ? setSelected(given, [id], true) : given)
  }

  return (
    <PermissionsPopover
      title={name}
      label={t('permissionsIn', { count: access.length, name })}
      className="permissions-button"
      content={<SelectPermissions level="project" id={`project-${id}`} access={access} onChange={give} />}
    >
      {robots('permissionCount', { count: access.length })}
    </PermissionsPopover>
  )
}
