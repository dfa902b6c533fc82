import type { ReactNode } from 'react'
import { cookies } from 'next/headers'
import { AppShell } from '@/components/shell/app-shell'
import { parseTheme } from '@/components/shell/theme'
import { signOut } from '@/lib/actions/session'
import { actorName } from '@/lib/server/actor'
import { requireActor } from '@/lib/server/auth/session'
import { capabilitiesOf } from '@/lib/server/capabilities'
import { navigation } from './navigation'

// Courtesy only: each page asks for its actor itself, and each verb for its rights.
export default async function ConsoleLayout({ children }: { children: ReactNode }) {
  const actor = await requireActor()
  const [jar, nav] = [await cookies(), await navigation(await capabilitiesOf(actor))]
  return (
    <AppShell
      username={actorName(actor)}
      onSignOut={signOut}
      nav={nav}
      theme={parseTheme(jar.get('theme')?.value)}
      navCollapsed={jar.get('nav')?.value === 'collapsed'}
    >
      {children}
    </AppShell>
  )
}
