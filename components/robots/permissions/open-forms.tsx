'use client'

import { createContext, use, useEffect, useState } from 'react'

/** Told of every form inside that is open and has not been applied: +1, and −1 once it is. */
export const OpenForms = createContext<(change: 1 | -1) => void>(() => undefined)

/** What is typed here counts only once it is applied: whoever stands around waits for that. */
export function useOpenForm() {
  const tell = use(OpenForms)
  useEffect(() => {
    tell(1)
    return () => tell(-1)
  }, [tell])
}

/** How many are open inside: `tell` is for the context. */
export function useOpenForms() {
  const [count, setCount] = useState(0)
  const [tell] = useState(() => (change: 1 | -1) => setCount((before) => before + change))
  return { anyOpen: count > 0, tell }
}
