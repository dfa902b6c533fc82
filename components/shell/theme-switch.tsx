'use client'

import { useTranslations } from 'next-intl'
import { Icon } from '../ui/icon'
import type { Theme } from './theme'
import { useTheme } from './use-theme'

/** Named, as in Harbor, by the theme it leads to. */
export function ThemeSwitch({ theme: initial }: { theme: Theme }) {
  const t = useTranslations('shell')
  const { visible, choose } = useTheme(initial)
  const toLight = visible === 'dark'
  return (
    <button
      type="button"
      className="nav-link theme-switch"
      title={toLight ? t('switchToLight') : t('switchToDark')}
      onClick={() => choose(toLight ? 'light' : 'dark')}
    >
      <Icon name={toLight ? 'sun' : 'moon'} className="nav-icon" />
      <span className="nav-text">{toLight ? t('light') : t('dark')}</span>
    </button>
  )
}
