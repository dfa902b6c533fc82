import type { ReactNode } from 'react'
import { cookies } from 'next/headers'
import { getTranslations } from 'next-intl/server'
import { AppShell } from '@/components/shell/app-shell'
import { parseTheme } from '@/components/shell/theme'
import { signOut } from '@/lib/actions/session'
import { paths } from '@/lib/paths'
import { actorName } from '@/lib/server/actor'
import { requireActor } from '@/lib/server/auth/session'

// Courtesy only: each page asks for its actor itself, and each verb for its rights.
export default async function ConsoleLayout({ children }: { children: ReactNode }) {
  const actor = await requireActor()
  const [jar, t] = [await cookies(), await getTranslations('shell')]
  return (
    <AppShell
      username={actorName(actor)}
      onSignOut={signOut}
      nav={[{ kind: 'link', href: paths.projects(), label: t('projects'), icon: 'organization' }]}
      theme={parseTheme(jar.get('theme')?.value)}
      navCollapsed={jar.get('nav')?.value === 'collapsed'}
    >
      {children}
    </AppShell>
  )
}
