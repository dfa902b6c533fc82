'use client'

import { useTranslations } from 'next-intl'
import { searchesDescriptions } from '@/lib/domain/robot-name'
import { Button } from '../ui/button'
import { EmptyState } from '../ui/empty-state'
import type { RobotListState } from './robot-list-params'
import { useRobotFilter } from './use-robot-filter'

/** Why the table is empty; behind a filter with the way back. */
export function RobotsEmpty({ list }: { list: RobotListState }) {
  const t = useTranslations('robots')
  const { choose } = useRobotFilter()
  if (list.filter) {
    return (
      <EmptyState action={<Button onClick={() => choose(null)}>{t('filter.clear')}</Button>}>
        {t('filter.noMatch')}
      </EmptyState>
    )
  }
  return (
    <EmptyState>
      {list.q === ''
        ? t('empty')
        : t(searchesDescriptions(list.q) ? 'emptySearch' : 'emptyShortSearch', { search: list.q })}
    </EmptyState>
  )
}
