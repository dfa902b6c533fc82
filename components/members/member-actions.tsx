'use client'

import { useTranslations } from 'next-intl'
import type { MemberRow } from '@/lib/domain/projects/member-row'
import { Menu } from '../ui/menu'
import type { MenuItem } from '../ui/menu-item'

/** What may be open over the table. One at a time. */
export type OpenDialog =
  { kind: 'add' } | { kind: 'change-role'; member: MemberRow } | { kind: 'remove'; members: MemberRow[] }

type MemberActionsProps = {
  selected: MemberRow[]
  mayUpdate: boolean
  mayDelete: boolean
  onOpen: (dialog: OpenDialog) => void
}

/** The ACTION menu. An item that cannot be used says why; this is courtesy, the verbs decide. */
export function MemberActions({ selected, mayUpdate, mayDelete, onOpen }: MemberActionsProps) {
  const t = useTranslations('members')
  const common = useTranslations('common')
  const single = selected.length === 1 ? selected[0] : undefined

  function whyNot(allowed: boolean, rule: 'one' | 'some'): string | undefined {
    if (!allowed) return t('reasons.notAllowed')
    if (selected.length === 0) return t('reasons.none')
    return rule === 'one' && !single ? t('reasons.one') : undefined
  }

  const items: MenuItem[] = [
    {
      kind: 'item',
      id: 'change-role',
      icon: 'pencil',
      label: t('actions.changeRole'),
      disabledReason: whyNot(mayUpdate, 'one'),
      onSelect: () => single && onOpen({ kind: 'change-role', member: single }),
    },
    { kind: 'divider', id: 'divider' },
    {
      kind: 'item',
      id: 'remove',
      icon: 'times',
      label: t('actions.remove'),
      disabledReason: whyNot(mayDelete, 'some'),
      onSelect: () => onOpen({ kind: 'remove', members: selected }),
    },
  ]
  return <Menu label={common('action')} items={items} />
}
