import type { Metadata } from 'next'
import { cookies } from 'next/headers'
import { getTranslations } from 'next-intl/server'
import { OpenRobotLink } from '@/components/robots/hand-off/open-robot-link'
import { Header } from '@/components/shell/header'
import { parseTheme } from '@/components/shell/theme'
import { Alert } from '@/components/ui/alert'
import { ClientMessages } from '@/lib/i18n/client-messages'
import { registryAddress } from '@/lib/server/settings/registry-address'

export async function generateMetadata(): Promise<Metadata> {
  const robots = { index: false, follow: false, noarchive: true }
  return { title: (await getTranslations('links.open'))('title'), robots }
}

/**
 * For whoever has a one-time link, signed in or not. It is the same for every id, right or wrong, which it asks nobody
 * about: what a preview fetches opens nothing and tells nothing.
 */
export default async function OpenLinkPage({ params }: { params: Promise<{ id: string }> }) {
  const [t, jar, { id }] = [await getTranslations('links.open'), await cookies(), await params]
  return (
    <div className="main-container">
      <Header theme={parseTheme(jar.get('theme')?.value)} />
      <main className="open-link-page">
        <noscript>
          <Alert kind="warning">{t('noScript')}</Alert>
        </noscript>
        <ClientMessages namespaces={['handOff', 'links', 'robots']}>
          <OpenRobotLink id={id} registry={await registryAddress()} />
        </ClientMessages>
      </main>
    </div>
  )
}
