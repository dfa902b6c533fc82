'use client'

import { useState, useSyncExternalStore } from 'react'
import { usePathname } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { setPreferenceCookie } from '@/lib/client/preference-cookie'
import { Icon } from '../ui/icon'
import { IconButton } from '../ui/icon-button'
import type { IconName } from '../ui/icon-names'
import { NavLink } from './nav-link'
import type { Theme } from './theme'
import { ThemeSwitch } from './theme-switch'

type NavPage = { kind: 'link'; href: string; label: string; icon: IconName }
export type NavItem = NavPage | { kind: 'group'; label: string; icon: IconName; items: NavPage[] }

type SideNavProps = { items: NavItem[]; theme: Theme; collapsed: boolean }

/**
 * The navigation at the left. In wide windows it folds to its icons by choice, and remembers that; in narrow ones it
 * is folded, and opens above the page until one goes elsewhere.
 */
export function SideNav({ items, theme, collapsed: initial }: SideNavProps) {
  const t = useTranslations('shell')
  const pathname = usePathname()
  const narrow = useSyncExternalStore(subscribeToWidth, isNarrow, () => false)
  const [collapsed, setCollapsed] = useState(initial)
  const [drawerOn, setDrawerOn] = useState<string>()
  const drawer = narrow && drawerOn === pathname
  const folded = narrow ? !drawer : collapsed

  function toggle() {
    if (narrow) return setDrawerOn(drawer ? undefined : pathname)
    setCollapsed(!collapsed)
    setPreferenceCookie('nav', collapsed ? 'open' : 'collapsed')
  }

  return (
    <nav
      className={`clr-vertical-nav side-nav ${folded ? 'folded' : ''} ${drawer ? 'drawer' : ''}`}
      aria-label={t('navigation')}
    >
      <IconButton
        icon="angle-double"
        direction={folded ? 'right' : 'left'}
        label={folded ? t('expandNavigation') : t('collapseNavigation')}
        aria-expanded={!folded}
        className="nav-trigger"
        onClick={toggle}
      />
      <div className="nav-content">
        <ul className="nav-list">
          {items.map((item) => (
            <li key={item.label}>{item.kind === 'link' ? <NavLink {...item} /> : <NavGroup {...item} />}</li>
          ))}
        </ul>
        <ThemeSwitch theme={theme} />
      </div>
    </nav>
  )
}

// The same limit as in shell.css.
const narrowWindow = '(max-width: 1000px)'

function isNarrow() {
  return matchMedia(narrowWindow).matches
}

function subscribeToWidth(listener: () => void) {
  const query = matchMedia(narrowWindow)
  query.addEventListener('change', listener)
  return () => query.removeEventListener('change', listener)
}

function NavGroup({ label, icon, items }: Extract<NavItem, { kind: 'group' }>) {
  const [open, setOpen] = useState(true)
  return (
    <>
      <button
        type="button"
        className="nav-link nav-group-button"
        aria-expanded={open}
        title={label}
        onClick={() => setOpen(!open)}
      >
        <Icon name={icon} className="nav-icon" />
        <span className="nav-text">{label}</span>
        <Icon name="angle" direction={open ? 'down' : 'right'} className="nav-group-caret" />
      </button>
      {open && (
        <ul className="nav-list nav-children">
          {items.map((item) => (
            <li key={item.href}>
              <NavLink {...item} />
            </li>
          ))}
        </ul>
      )}
    </>
  )
}
