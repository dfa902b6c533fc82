'use client'

import { useSyncExternalStore } from 'react'
import { setPreferenceCookie } from '@/lib/client/preference-cookie'
import { parseTheme, type Theme } from './theme'

const listeners = new Set<() => void>()

function subscribe(listener: () => void) {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

function read(): Theme {
  return parseTheme(document.body.getAttribute('cds-theme') ?? undefined)
}

function switchTheme() {
  const next = read() === 'dark' ? 'light' : 'dark'
  document.body.setAttribute('cds-theme', next)
  setPreferenceCookie('theme', next)
  listeners.forEach((listener) => listener())
}

/** The theme on screen and its switch: at once here, by cookie for every later page. */
export function useTheme(initial: Theme): [Theme, () => void] {
  const theme = useSyncExternalStore(subscribe, read, () => initial)
  return [theme, switchTheme]
}
