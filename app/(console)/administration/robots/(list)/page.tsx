import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import type { SearchParams } from 'nuqs/server'
import { loadRobotList } from '@/components/robots/robot-list-params'
import { RobotsTable } from '@/components/robots/robots-table'
import { PageTitle } from '@/components/shell/page-title'
import { Link } from '@/components/ui/link'
import { packedRow } from '@/lib/domain/packed-robot-row'
import { ClientMessages } from '@/lib/i18n/client-messages'
import { paths } from '@/lib/paths'
import { requireActor } from '@/lib/server/auth/session'
import { orNotFound } from '@/lib/server/http/or-not-found'
import { listRobots } from '@/lib/server/robots/list'

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
      <ClientMessages namespaces={['difference', 'handOff', 'less', 'permissions', 'robots', 'systemRobots']}>
        <RobotsTable {...robots} rows={robots.rows.map(packedRow)} list={list} />
      </ClientMessages>
    </>
  )
}
