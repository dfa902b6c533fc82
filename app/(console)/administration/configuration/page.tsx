import type { Metadata } from 'next'
import type { SearchParams } from 'nuqs/server'
import { getTranslations } from 'next-intl/server'
import { formerListParams } from '@/components/configuration/former-list-params'
import { FormerPrefixes } from '@/components/configuration/former-prefixes'
import { SettingsForm } from '@/components/configuration/settings-form'
import { listLoader } from '@/components/data-table/list-loader'
import { PageTitle } from '@/components/shell/page-title'
import { Tabs } from '@/components/shell/tabs'
import { ClientMessages } from '@/lib/i18n/client-messages'
import { paths } from '@/lib/paths'
import { requireActor } from '@/lib/server/auth/session'
import { orNotFound } from '@/lib/server/http/pages/or-not-found'
import { getSettings } from '@/lib/server/settings/get'
import { listFormerNames } from '@/lib/server/usage/former-names'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('configuration'))('title') }
}

export default async function ConfigurationPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const actor = await requireActor()
  const list = await listLoader(formerListParams)(searchParams)
  const { settings, fixed, prefixedRobots } = await orNotFound(getSettings(actor))
  const names = await listFormerNames(actor, list)
  const t = await getTranslations('configuration')
  return (
    <>
      <PageTitle>{t('title')}</PageTitle>
      <Tabs label={t('tabs')} tabs={[{ href: paths.administrationConfiguration(), label: t('systemSettings') }]} />
      <ClientMessages namespaces={['configuration', 'formerPrefixes']}>
        <SettingsForm settings={settings} fixed={fixed} prefixedRobots={prefixedRobots} />
        {names.prefixes.length > 0 && <FormerPrefixes {...names} list={list} />}
      </ClientMessages>
    </>
  )
}
