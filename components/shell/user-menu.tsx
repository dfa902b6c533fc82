'use client'

import { startTransition, useState } from 'react'
import { unstable_rethrow } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { onDemand } from '@/lib/client/on-demand'
import { toast } from '@/lib/client/toast'
import { useReopened } from '@/lib/client/use-reopened'
import { Icon } from '../ui/icon'
import { Menu } from '../ui/menu'
import type { MenuItem } from '../ui/menu-item'
import { Near } from '../ui/near'
import type { AccountDialog } from './account-dialogs'
import type { Theme } from './theme'
import { useLanguageItems } from './use-language-items'
import { useTheme } from './use-theme'

// The menu is on every page; what it opens, hardly ever.
const AccountDialogs = onDemand('account', async () => (await import('./account-dialogs')).AccountDialogs)

type UserMenuProps = { username: string; onSignOut: () => Promise<void>; theme: Theme }

/** The signed-in user's name with what concerns the user alone. */
export function UserMenu({ username, onSignOut, theme: initial }: UserMenuProps) {
  const t = useTranslations('shell')
  const account = useTranslations('account')
  const errors = useTranslations('errors')
  const [theme, switchTheme] = useTheme(initial)
  const [dialog, setDialog] = useState<AccountDialog | null>(null)
  useReopened('account', setDialog)
  const languages = useLanguageItems()
  const toLight = theme === 'dark'

  async function signOut() {
    try {
      await onSignOut()
    } catch (error) {
      unstable_rethrow(error) // where it leads is told by one
      toast.error(errors('codes.UNAVAILABLE'))
    }
  }

  const item = (id: string, label: string, icon: Extract<MenuItem, { kind: 'item' }>['icon'], onSelect: () => void) =>
    ({ kind: 'item', id, label, icon, onSelect }) as const
  const items: MenuItem[] = [
    item('change-password', account('changePassword'), 'pencil', () => setDialog('change-password')),
    item('theme', toLight ? t('switchToLight') : t('switchToDark'), toLight ? 'sun' : 'moon', switchTheme),
    ...languages,
    { kind: 'divider', id: 'divider' },
    item('sign-out-everywhere', account('signOutEverywhere'), 'world', () => setDialog('sign-out-everywhere')),
    item('sign-out', t('signOut'), 'logout', () => startTransition(signOut)),
  ]

  return (
    <Near preload={AccountDialogs.preload}>
      <Menu
        align="end"
        className="user-menu"
        aria-label={t('account', { name: username })}
        label={
          <>
            <Icon name="user" size={20} />
            <span className="user-menu-name">{username}</span>
          </>
        }
        items={items}
      />
      {dialog && <AccountDialogs dialog={dialog} username={username} onClose={() => setDialog(null)} />}
    </Near>
  )
}
