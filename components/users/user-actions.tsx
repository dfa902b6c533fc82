'use client'

import { useTranslations } from 'next-intl'
import type { UserRow } from '@/lib/domain/users/user-row'
import { Menu } from '../ui/menu'
import type { MenuItem } from '../ui/menu-item'

/** What may be open over the table. One at a time. */
export type OpenDialog =
  { kind: 'create' } | { kind: 'edit' | 'set-admin' | 'reset-password' | 'set-disabled' | 'remove'; user: UserRow }

type UserActionsProps = { selected: UserRow[]; onOpen: (dialog: OpenDialog) => void }

/** The ACTION menu. An item that cannot be used says why; this is courtesy, the verbs decide. */
export function UserActions({ selected, onOpen }: UserActionsProps) {
  const t = useTranslations('users')
  const common = useTranslations('common')
  const user = selected.length === 1 ? selected[0] : undefined

  const item = (
    kind: Exclude<OpenDialog['kind'], 'create'>,
    look: Pick<Extract<MenuItem, { kind: 'item' }>, 'label' | 'icon'>,
    notForSelf?: string,
  ): MenuItem => ({
    kind: 'item',
    id: kind,
    ...look,
    disabledReason: user ? (user.isSelf ? notForSelf : undefined) : t('reasons.one'),
    onSelect: () => user && onOpen({ kind, user }),
  })

  const items: MenuItem[] = [
    item('edit', { icon: 'pencil', label: t('actions.edit') }, t('reasons.ownProfile')),
    item('set-admin', {
      icon: 'administrator',
      label: user?.isAdmin ? t('actions.unsetAdmin') : t('actions.setAdmin'),
    }),
    item('reset-password', { icon: 'refresh', label: t('actions.resetPassword') }, t('reasons.ownPassword')),
    item(
      'set-disabled',
      {
        icon: user?.disabled ? 'check-circle' : 'ban',
        label: user?.disabled ? t('actions.enable') : t('actions.disable'),
      },
      t('reasons.self'),
    ),
    { kind: 'divider', id: 'divider' },
    item('remove', { icon: 'times', label: t('actions.delete') }, t('reasons.self')),
  ]
  return <Menu label={common('action')} items={items} />
}
