import type { ReactNode } from 'react'
import { useTranslations } from 'next-intl'
import { ToastRegion } from '../ui/toast-region'
import { EventLog } from './event-log'
import { Header } from './header'
import { KeptFocus } from './kept-focus'
import { SideNav, type NavItem } from './side-nav'
import type { Theme } from './theme'

type AppShellProps = {
  username: string
  /** Ends the session; the form of the user menu's "Log out" posts to it. */
  onSignOut: () => Promise<void>
  nav: NavItem[]
  /** From the cookies `theme` and `nav`, so that the first rendering is right. */
  theme: Theme
  navCollapsed: boolean
  children: ReactNode
}

/** Everything around a page of a signed-in user: header, messages, navigation, content. */
export function AppShell({ username, onSignOut, nav, theme, navCollapsed, children }: AppShellProps) {
  const t = useTranslations('shell')
  return (
    <div className="main-container">
      <a href="#content" className="skip-link">
        {t('skip')}
      </a>
      <KeptFocus />
      <Header username={username} onSignOut={onSignOut} theme={theme} />
      <ToastRegion />
      <div className="content-container">
        <SideNav items={nav} theme={theme} collapsed={navCollapsed} />
        <main id="content" className="content-area" tabIndex={-1}>
          {children}
        </main>
        <EventLog username={username} />
      </div>
    </div>
  )
}
