'use client'

import { useTranslations } from 'next-intl'
import type { ProjectRow } from '@/lib/domain/projects/project-row'
import { Menu } from '../ui/menu'
import type { MenuItem } from '../ui/menu-item'

/** What may be open over the table. One at a time. */
export type OpenDialog =
  { kind: 'create' } | { kind: 'visibility'; project: ProjectRow } | { kind: 'remove'; projects: ProjectRow[] }

type ProjectActionsProps = { selected: ProjectRow[]; onOpen: (dialog: OpenDialog) => void }

/** The ACTION menu. An item that cannot be used says why; this is courtesy, the verbs decide. */
export function ProjectActions({ selected, onOpen }: ProjectActionsProps) {
  const t = useTranslations('projects')
  const common = useTranslations('common')
  const single = selected.length === 1 ? selected[0] : undefined

  function whyNot(permission: 'update' | 'delete'): string | undefined {
    if (selected.length === 0) return t('reasons.none')
    if (permission === 'update' && !single) return t('reasons.one')
    return selected.every(({ may }) => may[permission]) ? undefined : t('reasons.notAllowed')
  }

  const items: MenuItem[] = [
    {
      kind: 'item',
      id: 'visibility',
      icon: single?.public ? 'users' : 'world',
      label: single?.public ? t('actions.makePrivate') : t('actions.makePublic'),
      disabledReason: whyNot('update'),
      onSelect: () => single && onOpen({ kind: 'visibility', project: single }),
    },
    { kind: 'divider', id: 'divider' },
    {
      kind: 'item',
      id: 'delete',
      icon: 'times',
      label: t('actions.delete'),
      disabledReason: whyNot('delete'),
      onSelect: () => onOpen({ kind: 'remove', projects: selected }),
    },
  ]
  return <Menu label={common('action')} items={items} />
}
