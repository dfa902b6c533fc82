'use client'

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { fetchJson } from '@/lib/client/fetch-json'
import { maxClones } from '@/lib/domain/robots/robot-schema'
import { paths } from '@/lib/paths'
import { Clamped } from '../../data-table/clamped'
import { SortHeader } from '../../data-table/sort-header'
import { useWidgetList } from '../../data-table/use-widget-list'
import { WidgetTable } from '../../data-table/widget-table'
import { Checkbox } from '../../ui/checkbox'
import { Name } from '../../ui/name'
import { Time } from '../../ui/time'
import { ProjectFilter } from './project-filter'

type Home = { project_id: number; name: string; creation_time: string }

const sizes = [5, 10, 25] as const

type HomePickerProps = {
  /** Names by id. */
  chosen: ReadonlyMap<number, string>
  onChange: (chosen: ReadonlyMap<number, string>) => void
}

/** The projects that one may make robots in, a page at a time; what is ticked is kept across pages and filters. */
export function HomePicker({ chosen, onChange }: HomePickerProps) {
  const t = useTranslations('robots.clone')
  const projects = useTranslations('systemRobots')
  const list = useWidgetList<'name' | 'creation_time', (typeof sizes)[number]>({ sort: 'name', size: 5 })
  const { filter: name, sort, page, size } = list
  const query = useQuery({
    queryKey: ['robot-homes', { name, sort, page, size }],
    queryFn: ({ signal }) => fetchJson<Home[]>(paths.api.robotHomes({ name, sort, page, page_size: size }), { signal }),
    placeholderData: keepPreviousData,
  })
  function choose({ project_id, name }: Home, ticked: boolean) {
    const next = new Map(chosen)
    if (ticked) next.set(project_id, name)
    else next.delete(project_id)
    onChange(next)
  }
  return (
    <>
      <ProjectFilter list={list} />
      <WidgetTable
        label={projects('projects')}
        widths={[48, 280, 180]}
        list={list}
        sizes={sizes}
        query={query}
        empty={name === '' ? projects('noProjects') : projects('noProjectMatch', { text: name })}
        head={
          <>
            <th scope="col" className="select-cell">
              <span className="clr-sr-only">{t('choice')}</span>
            </th>
            <SortHeader sort={sort} sortKey="name" onSort={list.sortBy}>
              {projects('projectName')}
            </SortHeader>
            <SortHeader sort={sort} sortKey="creation_time" onSort={list.sortBy}>
              {projects('creationTime')}
            </SortHeader>
          </>
        }
        row={(home) => {
          const ticked = chosen.has(home.project_id)
          return (
            <tr key={home.project_id} className={ticked ? 'selected' : undefined}>
              <td className="select-cell">
                <Checkbox
                  id={`clone-into-${home.project_id}`}
                  label={projects('selectProject', { name: home.name })}
                  hideLabel
                  checked={ticked}
                  disabled={!ticked && chosen.size >= maxClones}
                  onChange={(event) => choose(home, event.target.checked)}
                />
              </td>
              <td>
                <Clamped label={home.name}>
                  <Name>{home.name}</Name>
                </Clamped>
              </td>
              <td>
                <Time value={home.creation_time} />
              </td>
            </tr>
          )
        }}
      />
      <p role="status" className="picker-status">
        {t('chosen', { count: chosen.size, most: maxClones })}
      </p>
    </>
  )
}
