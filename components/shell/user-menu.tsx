'use client'

import { startTransition, useEffect, useState } from 'react'
import { unstable_rethrow, useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { keepPreferencesAction } from '@/lib/actions/account'
import { onDemand } from '@/lib/client/on-demand'
import { toast } from '@/lib/client/toast'
import { useReopened } from '@/lib/client/use-reopened'
import type { Locale } from '@/lib/i18n/locales'
import { paths } from '@/lib/paths'
import { Icon } from '../ui/icon'
import { Menu } from '../ui/menu'
import type { MenuItem } from '../ui/menu-item'
import { Name } from '../ui/name'
import { Near } from '../ui/near'
import type { AccountDialog } from './account-dialogs'
import type { Theme } from './theme'
import { useLanguageItems } from './use-language-items'
import { useTheme } from './use-theme'

// The menu is on every page; what it opens, hardly ever.
const AccountDialogs = onDemand('account', async () => (await import('./account-dialogs')).AccountDialogs)

/** Beside the cookie, for other browsers; this one does without when it fails. */
function keepWithUser(language: Locale) {
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions()
  keepPreferencesAction({ language, timeZone }).catch(() => undefined)
}

type UserMenuProps = { username: string; onSignOut: () => Promise<void>; theme: Theme }

/** The signed-in user's name with what concerns the user alone. */
export function UserMenu({ username, onSignOut, theme: initial }: UserMenuProps) {
  const t = useTranslations('shell')
  const account = useTranslations('account')
  const errors = useTranslations('errors')
  const { theme, visible, choose } = useTheme(initial)
  const [dialog, setDialog] = useState<AccountDialog | null>(null)
  useReopened('account', setDialog)
  const languages = useLanguageItems(keepWithUser)
  const router = useRouter()
  useEffect(() => {
    // A link anywhere on the page may open it.
    const open = () => location.hash === '#change-password' && setDialog('change-password')
    open()
    addEventListener('hashchange', open)
    return () => removeEventListener('hashchange', open)
  }, [])
  const toLight = visible === 'dark'

  function close() {
    setDialog(null)
    if (location.hash === '#change-password')
      history.replaceState(history.state, '', location.pathname + location.search)
  }

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
    item('profile', account('profile.menu'), 'user', () => setDialog('profile')),
    item('change-password', account('changePassword'), 'pencil', () => setDialog('change-password')),
    item('theme', toLight ? t('switchToLight') : t('switchToDark'), toLight ? 'sun' : 'moon', () =>
      choose(toLight ? 'light' : 'dark'),
    ),
    {
      ...item('system-theme', t('systemTheme'), undefined, () => choose('system')),
      checked: theme === 'system',
      icon: theme === 'system' ? 'check-circle' : undefined,
    },
    ...languages,
    { kind: 'divider', id: 'divider' },
    item('links', account('links'), 'link', () => router.push(paths.links())),
    item('explain', t('explain'), 'search', () => router.push(paths.explain())),
    item('help', t('help'), 'help', () => router.push(paths.help())),
    item('about', t('about'), 'info-standard', () => router.push(paths.about())),
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
            <span className="user-menu-name">
              <Name>{username}</Name>
            </span>
          </>
        }
        items={items}
      />
      {dialog && <AccountDialogs dialog={dialog} username={username} onClose={close} />}
    </Near>
  )
}
