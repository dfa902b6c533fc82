import { useSyncExternalStore } from 'react'

/** False until the page's script runs: what is typed or pressed before that would be lost, or sent as a plain form. */
export const useHydrated = (): boolean =>
  useSyncExternalStore(
    neverChanges,
    () => true,
    () => false,
  )

const neverChanges = () => () => undefined
