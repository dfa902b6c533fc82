'use client'

import { useTranslations } from 'next-intl'
import { searchesDescriptions } from '@/lib/domain/robots/robot-name'
import { paths } from '@/lib/paths'
import { NoMatch } from '../../data-table/no-match'
import { Button } from '../../ui/button'
import { EmptyList } from '../../ui/empty-list'
import { EmptyState } from '../../ui/empty-state'
import { Link } from '../../ui/link'
import type { RobotListState } from '../robot-list-params'
import type { RobotsTableContext } from '../robots-context'
import { useRobotFilter } from './use-robot-filter'

type RobotsEmptyProps = { list: RobotListState; level: RobotsTableContext['level']; onNew?: () => void }

/** Why the table is empty: behind a filter with the way back, and where there were never any, with what one is. */
export function RobotsEmpty({ list, level, onNew }: RobotsEmptyProps) {
  const t = useTranslations('robots')
  const { clear } = useRobotFilter()
  if (list.filter || (level === 'all' && list.level)) {
    return <EmptyState action={<Button onClick={clear}>{t('filter.clear')}</Button>}>{t('filter.noMatch')}</EmptyState>
  }
  if (list.q !== '') {
    const text = searchesDescriptions(list.q) ? 'emptySearch' : 'emptyShortSearch'
    return <NoMatch>{t(text, { search: list.q })}</NoMatch>
  }
  if (level === 'all') return <NoneAnywhere />
  return (
    <EmptyList
      icon="robot"
      title={t('empty')}
      text={t(level === 'system' ? 'emptySystemText' : 'emptyText')}
      create={onNew ? { label: t('newFirst'), onCreate: onNew } : undefined}
      more={{ label: t('whatIsOne'), href: paths.help() }}
    />
  )
}

/** In no project: says where one is made. */
function NoneAnywhere() {
  const [t, robots] = [useTranslations('allRobots'), useTranslations('robots')]
  return (
    <EmptyState
      icon="robot"
      action={
        <span className="empty-actions">
          <Link href={paths.projects()}>{t('toProjects')}</Link>
          <Link href={paths.help()}>{robots('whatIsOne')}</Link>
        </span>
      }
    >
      <strong>{t('empty')}</strong> {robots('emptyText')} {t('whereNew')}
    </EmptyState>
  )
}
