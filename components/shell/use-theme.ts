'use client'

import { useSyncExternalStore } from 'react'
import { setPreferenceCookie } from '@/lib/client/preference-cookie'
import { parseTheme, type Theme } from './theme'

const listeners = new Set<() => void>()
const systemIsLight = '(prefers-color-scheme: light)'

function subscribe(listener: () => void) {
  listeners.add(listener)
  const query = matchMedia(systemIsLight)
  query.addEventListener('change', listener)
  return () => {
    listeners.delete(listener)
    query.removeEventListener('change', listener)
  }
}

const chosen = (): Theme => parseTheme(document.body.getAttribute('cds-theme') ?? undefined)

function shown(): Exclude<Theme, 'system'> {
  const theme = chosen()
  if (theme !== 'system') return theme
  return matchMedia(systemIsLight).matches ? 'light' : 'dark'
}

function choose(theme: Theme) {
  document.body.setAttribute('cds-theme', theme)
  document.documentElement.style.colorScheme = theme === 'system' ? 'light dark' : theme
  setPreferenceCookie('theme', theme)
  listeners.forEach((listener) => listener())
}

/** The theme that was chosen, the one on screen, and how to choose: at once here, by cookie for every later page. */
export function useTheme(initial: Theme) {
  const theme = useSyncExternalStore(subscribe, chosen, () => initial)
  // The server does not know the operating system; only the label of a switch waits for the browser to say.
  const visible = useSyncExternalStore(subscribe, shown, () => (initial === 'light' ? 'light' : 'dark'))
  return { theme, visible, choose }
}
