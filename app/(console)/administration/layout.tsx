import type { ReactNode } from 'react'
import { notFound } from 'next/navigation'
import { requireActor } from '@/lib/server/auth/session'
import { capabilitiesOf } from '@/lib/server/rights/capabilities'

// Here and not in the pages: once a page's skeleton has been sent, the status could no longer say 404.
export default async function AdministrationLayout({ children }: { children: ReactNode }) {
  const { isSystemAdmin } = await capabilitiesOf(await requireActor())
  if (!isSystemAdmin) notFound()
  return children
}
