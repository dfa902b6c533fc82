'use client'

import { createContext, useContext, useEffect, useState, type ReactNode } from 'react'

const ServerNow = createContext(0)
const tickMs = 15_000

type ServerNowProviderProps = {
  /** The server's clock when it rendered the page, milliseconds. */
  renderedAt: number
  children: ReactNode
}

/**
 * Carries the server's clock on in the browser, so that "Expires in" ticks and a wrong clock of the user's machine
 * does not matter: only the time that has passed since the rendering is taken from it.
 */
export function ServerNowProvider({ renderedAt, children }: ServerNowProviderProps) {
  const [passed, setPassed] = useState({ since: renderedAt, ms: 0 })

  useEffect(() => {
    const start = Date.now()
    const timer = setInterval(() => setPassed({ since: renderedAt, ms: Date.now() - start }), tickMs)
    return () => clearInterval(timer)
  }, [renderedAt])

  return <ServerNow value={renderedAt + (passed.since === renderedAt ? passed.ms : 0)}>{children}</ServerNow>
}

/** The server's time in milliseconds, renewed every quarter of a minute. */
export const useServerNow = (): number => useContext(ServerNow)
