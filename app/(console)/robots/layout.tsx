import type { ReactNode } from 'react'
import { notFound } from 'next/navigation'
import { requireActor } from '@/lib/server/auth/session'
import { capabilitiesOf } from '@/lib/server/rights/capabilities'

// Here and not in the page: once the page's skeleton has been sent, the status could no longer say 404.
export default async function AllRobotsLayout({ children }: { children: ReactNode }) {
  const { managesRobots } = await capabilitiesOf(await requireActor())
  if (!managesRobots) notFound()
  return children
}
