'use client'

import { useTranslations } from 'next-intl'
import { searchesDescriptions } from '@/lib/domain/robot-name'
import { paths } from '@/lib/paths'
import { NoMatch } from '../data-table/no-match'
import { Button } from '../ui/button'
import { EmptyList } from '../ui/empty-list'
import { EmptyState } from '../ui/empty-state'
import type { RobotListState } from './robot-list-params'
import { useRobotFilter } from './use-robot-filter'

type RobotsEmptyProps = { list: RobotListState; level: 'project' | 'system'; onNew?: () => void }

/** Why the table is empty: behind a filter with the way back, and where there were never any, with what one is. */
export function RobotsEmpty({ list, level, onNew }: RobotsEmptyProps) {
  const t = useTranslations('robots')
  const { choose } = useRobotFilter()
  if (list.filter) {
    return (
      <EmptyState action={<Button onClick={() => choose(null)}>{t('filter.clear')}</Button>}>
        {t('filter.noMatch')}
      </EmptyState>
    )
  }
  if (list.q !== '') {
    const text = searchesDescriptions(list.q) ? 'emptySearch' : 'emptyShortSearch'
    return <NoMatch>{t(text, { search: list.q })}</NoMatch>
  }
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
