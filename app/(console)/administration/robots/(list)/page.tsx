import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import type { SearchParams } from 'nuqs/server'
import { loadRobotList } from '@/components/robots/table/load-robot-list'
import { RobotsTable } from '@/components/robots/table/robots-table'
import { PageTitle } from '@/components/shell/page-title'
import { Link } from '@/components/ui/link'
import { packedRow } from '@/lib/domain/robots/packed-robot-row'
import { ClientMessages } from '@/lib/i18n/client-messages'
import { paths } from '@/lib/paths'
import { requireActor } from '@/lib/server/auth/session'
import { orNotFound } from '@/lib/server/http/pages/or-not-found'
import { listRobots } from '@/lib/server/robots/list'
import { robotMessages } from '../../../robot-messages'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('robots'))('title') }
}

type Props = { searchParams: Promise<SearchParams> }

export default async function SystemRobotsPage({ searchParams }: Props) {
  const actor = await requireActor()
  const list = await loadRobotList(searchParams)
  const robots = await orNotFound(listRobots(actor, null, { ...list, search: list.q }))
  const [t, help] = [await getTranslations('robots'), await getTranslations('help')]
  return (
    <>
      <PageTitle>{t('title')}</PageTitle>
      <p className="help-intro">
        {help('systemRobots')} <Link href={paths.help()}>{help('readMore')}</Link>
      </p>
      <ClientMessages namespaces={robotMessages}>
        <RobotsTable {...robots} rows={robots.rows.map(packedRow)} list={list} />
      </ClientMessages>
    </>
  )
}
