import type { ReactNode } from 'react'
import { NextIntlClientProvider, type Messages } from 'next-intl'
import { getMessages } from 'next-intl/server'

type Namespace = keyof Messages

// What the kit's own client components say; every page needs them.
const kitNamespaces: Namespace[] = ['common', 'errors', 'shell', 'table']

/**
 * Hands client components below it the kit's messages and the named namespaces, and nothing else:
 * a page pays only for the texts that its widgets can show. Server components need no provider.
 * A nested provider replaces the outer one's messages, which is why the kit's are always included.
 */
export async function ClientMessages({
  namespaces = [],
  children,
}: {
  namespaces?: readonly Namespace[]
  children: ReactNode
}) {
  const messages = await getMessages()
  const picked = Object.fromEntries([...kitNamespaces, ...namespaces].map((name) => [name, messages[name]]))
  return <NextIntlClientProvider messages={picked}>{children}</NextIntlClientProvider>
}
