'use client'

import { startTransition } from 'react'
import { useTranslations } from 'next-intl'
import { Icon } from '../ui/icon'
import { Menu } from '../ui/menu'
import type { Theme } from './theme'
import { useTheme } from './use-theme'

type UserMenuProps = { username: string; onSignOut: () => Promise<void>; theme: Theme }

/** The signed-in user's name with what concerns the user alone. */
export function UserMenu({ username, onSignOut, theme: initial }: UserMenuProps) {
  const t = useTranslations('shell')
  const [theme, switchTheme] = useTheme(initial)
  const toLight = theme === 'dark'
  return (
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
      items={[
        {
          kind: 'item',
          id: 'theme',
          label: toLight ? t('switchToLight') : t('switchToDark'),
          icon: toLight ? 'sun' : 'moon',
          onSelect: switchTheme,
        },
        { kind: 'divider', id: 'divider' },
        {
          kind: 'item',
          id: 'sign-out',
          label: t('signOut'),
          icon: 'logout',
          onSelect: () => startTransition(onSignOut),
        },
      ]}
    />
  )
}
