import type { ReactNode } from 'react'
import { cookies } from 'next/headers'
import { AppShell } from '@/components/shell/app-shell'
import { OutagePage } from '@/components/shell/outage-page'
import { parseTheme } from '@/components/shell/theme'
import { signOut } from '@/lib/actions/session'
import { actorName } from '@/lib/server/rights/actor'
import { requireActor } from '@/lib/server/auth/session'
import { capabilitiesOf } from '@/lib/server/rights/capabilities'
import { orOutage } from '@/lib/server/http/pages/or-outage'
import { navigation } from './navigation'

// Courtesy only: each page asks for its actor itself, and each verb for its rights.
export default async function ConsoleLayout({ children }: { children: ReactNode }) {
  const jar = await cookies()
  const theme = parseTheme(jar.get('theme')?.value)
  const shell = await orOutage(readShell())
  if (shell === 'outage') return <OutagePage theme={theme} />
  return (
    <AppShell {...shell} onSignOut={signOut} theme={theme} navCollapsed={jar.get('nav')?.value === 'collapsed'}>
      {children}
    </AppShell>
  )
}

async function readShell() {
  const actor = await requireActor()
  return { username: actorName(actor), nav: await navigation(await capabilitiesOf(actor)) }
}
