'use client'

import { startTransition, useState } from 'react'
import dynamic from 'next/dynamic'
import { useTranslations } from 'next-intl'
import { Icon } from '../ui/icon'
import { Menu } from '../ui/menu'
import type { MenuItem } from '../ui/menu-item'
import type { AccountDialog } from './account-dialogs'
import type { Theme } from './theme'
import { useLanguageItems } from './use-language-items'
import { useTheme } from './use-theme'

// The menu is on every page; what it opens, hardly ever.
const AccountDialogs = dynamic(() => import('./account-dialogs').then((module) => module.AccountDialogs), {
  ssr: false,
})

type UserMenuProps = { username: string; onSignOut: () => Promise<void>; theme: Theme }

/** The signed-in user's name with what concerns the user alone. */
export function UserMenu({ username, onSignOut, theme: initial }: UserMenuProps) {
  const t = useTranslations('shell')
  const account = useTranslations('account')
  const [theme, switchTheme] = useTheme(initial)
  const [dialog, setDialog] = useState<AccountDialog | null>(null)
  const languages = useLanguageItems()
  const toLight = theme === 'dark'

  const item = (id: string, label: string, icon: Extract<MenuItem, { kind: 'item' }>['icon'], onSelect: () => void) =>
    ({ kind: 'item', id, label, icon, onSelect }) as const
  const items: MenuItem[] = [
    item('change-password', account('changePassword'), 'pencil', () => setDialog('change-password')),
    item('theme', toLight ? t('switchToLight') : t('switchToDark'), toLight ? 'sun' : 'moon', switchTheme),
    ...languages,
    { kind: 'divider', id: 'divider' },
    item('sign-out-everywhere', account('signOutEverywhere'), 'world', () => setDialog('sign-out-everywhere')),
    item('sign-out', t('signOut'), 'logout', () => startTransition(onSignOut)),
  ]

  return (
    <>
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
    </>
  )
}
