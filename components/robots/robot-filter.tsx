'use client'

import { useRef } from 'react'
import { useTranslations } from 'next-intl'
import type { RobotFilter } from '@/lib/domain/robot-filter'
import { Icon } from '../ui/icon'
import { IconButton } from '../ui/icon-button'
import { Menu } from '../ui/menu'
import type { MenuItem } from '../ui/menu-item'
import { useRobotFilter } from './use-robot-filter'

const groups: RobotFilter[][] = [
  ['unused-30', 'unused-90', 'never-used'],
  ['expires-7', 'expires-30', 'expired'],
  ['disabled'],
]

/** Which robots are shown: a menu that says what is chosen, and a cross that shows all of them again. */
export function RobotFilterMenu() {
  const t = useTranslations('robots.filter')
  const { filter, pending, choose } = useRobotFilter()
  const host = useRef<HTMLSpanElement>(null)

  function clear() {
    // The cross goes with the filter: the focus stays with what is left of the control.
    host.current?.querySelector<HTMLElement>('[aria-haspopup]')?.focus()
    void choose(null)
  }

  const entry = (each: RobotFilter): MenuItem => ({
    kind: 'item',
    id: each,
    label: t(`names.${each}`),
    checked: each === filter,
    icon: each === filter ? 'check-circle' : undefined,
    onSelect: () => choose(each),
  })
  const items: MenuItem[] = [
    {
      kind: 'item',
      id: 'all',
      label: t('all'),
      checked: filter === null,
      icon: filter === null ? 'check-circle' : undefined,
      onSelect: () => choose(null),
    },
    ...groups.flatMap((group, index): MenuItem[] => [{ kind: 'divider', id: `divider-${index}` }, ...group.map(entry)]),
  ]
  return (
    <span ref={host} className={`robot-filter ${filter ? 'active' : ''}`} aria-busy={pending}>
      <Menu
        align="end"
        className="robot-filter-trigger"
        aria-label={filter ? t('named', { filter: t(`names.${filter}`) }) : undefined}
        label={
          <>
            <Icon name="filter" size={16} />
            {filter ? t(`names.${filter}`) : t('label')}
          </>
        }
        items={items}
      />
      {filter && <IconButton icon="times" size={16} label={t('clear')} onClick={clear} />}
    </span>
  )
}
