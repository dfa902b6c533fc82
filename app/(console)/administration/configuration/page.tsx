import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { SettingsForm } from '@/components/configuration/settings-form'
import { PageTitle } from '@/components/shell/page-title'
import { Tabs } from '@/components/shell/tabs'
import { ClientMessages } from '@/lib/i18n/client-messages'
import { paths } from '@/lib/paths'
import { requireActor } from '@/lib/server/auth/session'
import { orNotFound } from '@/lib/server/http/or-not-found'
import { getSettings } from '@/lib/server/settings/get'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('configuration'))('title') }
}

export default async function ConfigurationPage() {
  const actor = await requireActor()
  const { settings, fixed, prefixedRobots } = await orNotFound(getSettings(actor))
  const t = await getTranslations('configuration')
  return (
    <>
      <PageTitle>{t('title')}</PageTitle>
      <Tabs label={t('tabs')} tabs={[{ href: paths.administrationConfiguration(), label: t('systemSettings') }]} />
      <ClientMessages namespaces={['configuration']}>
        <SettingsForm settings={settings} fixed={fixed} prefixedRobots={prefixedRobots} />
      </ClientMessages>
    </>
  )
}
