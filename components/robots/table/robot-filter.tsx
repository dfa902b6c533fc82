'use client'

import { useRef } from 'react'
import { useTranslations } from 'next-intl'
import type { RobotFilter } from '@/lib/domain/robots/robot-filter'
import { Icon } from '../../ui/icon'
import { IconButton } from '../../ui/icon-button'
import { Menu } from '../../ui/menu'
import type { MenuItem } from '../../ui/menu-item'
import { useRobotFilter } from './use-robot-filter'

const groups: RobotFilter[][] = [
  ['unused-30', 'unused-90', 'never-used'],
  ['expires-7', 'expires-30', 'expired'],
  ['disabled'],
]

const levels = ['project', 'system'] as const

/** Which robots are shown: a menu that says what is chosen, and a cross that shows all of them again. */
export function RobotFilterMenu({ withLevels = false }: { withLevels?: boolean }) {
  const t = useTranslations('robots.filter')
  const { filter, level, pending, choose, clear: chooseAll } = useRobotFilter()
  const chosen = [withLevels && level && t(`levels.${level}`), filter && t(`names.${filter}`)]
    .filter(Boolean)
    .join(', ')
  const host = useRef<HTMLSpanElement>(null)

  function clear() {
    // The cross goes with the filter: the focus stays with what is left of the control.
    host.current?.querySelector<HTMLElement>('[aria-haspopup]')?.focus()
    void chooseAll()
  }

  const item = (id: string, label: string, checked: boolean, onSelect: () => void): MenuItem => ({
    ...{ kind: 'item', id, label, checked, onSelect },
    icon: checked ? 'check-circle' : undefined,
  })
  const divider = (id: string): MenuItem => ({ kind: 'divider', id })
  const entry = (each: RobotFilter) => item(each, t(`names.${each}`), each === filter, () => choose({ filter: each }))
  const items: MenuItem[] = [
    item('all', t('all'), filter === null, () => choose({ filter: null })),
    ...groups.flatMap((group, index) => [divider(`divider-${index}`), ...group.map(entry)]),
  ]
  if (withLevels) {
    items.push(divider('divider-levels'))
    items.push(item('all-levels', t('levels.all'), level === null, () => choose({ level: null })))
    items.push(...levels.map((each) => item(each, t(`levels.${each}`), each === level, () => choose({ level: each }))))
  }
  return (
    <span ref={host} className={`robot-filter ${chosen ? 'active' : ''}`} aria-busy={pending}>
      <Menu
        align="end"
        className="robot-filter-trigger"
        aria-label={chosen ? t('named', { filter: chosen }) : undefined}
        label={
          <>
            <Icon name="filter" size={16} />
            {chosen || t('label')}
          </>
        }
        items={items}
      />
      {chosen && <IconButton icon="times" size={16} label={t('clear')} onClick={clear} />}
    </span>
  )
}
