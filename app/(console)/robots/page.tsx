import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import type { SearchParams } from 'nuqs/server'
import { AllRobotsTable } from '@/components/robots/table/all-robots-table'
import { loadRobotList } from '@/components/robots/table/load-robot-list'
import { PageTitle } from '@/components/shell/page-title'
import { packedRow } from '@/lib/domain/robots/packed-robot-row'
import { ClientMessages } from '@/lib/i18n/client-messages'
import { requireActor } from '@/lib/server/auth/session'
import { orNotFound } from '@/lib/server/http/pages/or-not-found'
import { capabilitiesOf } from '@/lib/server/rights/capabilities'
import { listRobots } from '@/lib/server/robots/list'
import { robotMessages } from '../robot-messages'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('allRobots'))('title') }
}

type Props = { searchParams: Promise<SearchParams> }

export default async function AllRobotsPage({ searchParams }: Props) {
  const actor = await requireActor()
  const list = await loadRobotList(searchParams)
  const robots = await orNotFound(listRobots(actor, 'all', { ...list, search: list.q }))
  const { isSystemAdmin } = await capabilitiesOf(actor)
  const t = await getTranslations('allRobots')
  return (
    <>
      <PageTitle>{t('title')}</PageTitle>
      <p className="help-intro">{t(isSystemAdmin ? 'everywhere' : 'managed')}</p>
      <ClientMessages namespaces={['allRobots', ...robotMessages]}>
        <AllRobotsTable {...robots} rows={robots.rows.map(packedRow)} list={list} withLevels={isSystemAdmin} />
      </ClientMessages>
    </>
  )
}
