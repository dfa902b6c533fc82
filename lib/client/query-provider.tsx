'use client'

import { useEffect, useState, type ReactNode } from 'react'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { serverReach } from './server-reach'

/**
 * For what an open widget asks the API. Put it around the widget that asks (it is part of the lazily loaded
 * wizard or dialog), not around the page: lists are rendered by the server and need none of it.
 */
export function QueryProvider({ children }: { children: ReactNode }) {
  const [client] = useState(
    () =>
      new QueryClient({
        // What cannot be asked fails, and a widget says so, instead of waiting for a browser that thinks it is offline.
        defaultOptions: {
          queries: { staleTime: 10_000, retry: 1, refetchOnWindowFocus: false, networkMode: 'always' },
        },
      }),
  )
  useEffect(() => {
    return serverReach.subscribe(() => {
      if (serverReach.isAway()) return
      void client.refetchQueries({ type: 'active', predicate: ({ state }) => state.status === 'error' })
    })
  }, [client])
  return <QueryClientProvider client={client}>{children}</QueryClientProvider>
}
