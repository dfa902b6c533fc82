import type { Metadata } from 'next'
import type { SearchParams } from 'nuqs/server'
import { getTranslations } from 'next-intl/server'
import { listLoader } from '@/components/data-table/list-loader'
import { linkListParams } from '@/components/links/link-list-params'
import { LinksTable } from '@/components/links/links-table'
import { PageTitle } from '@/components/shell/page-title'
import { ClientMessages } from '@/lib/i18n/client-messages'
import { requireActor } from '@/lib/server/auth/session'
import { listLinks } from '@/lib/server/links/list'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('links.list'))('title') }
}

export default async function LinksPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const actor = await requireActor()
  const [t, list] = [await getTranslations('links.list'), await listLoader(linkListParams)(searchParams)]
  const { rows, total } = await listLinks(actor, list)
  return (
    <>
      <PageTitle>{t('title')}</PageTitle>
      <p>{t('text')}</p>
      <ClientMessages namespaces={['links']}>
        <LinksTable rows={rows} total={total} list={list} />
      </ClientMessages>
    </>
  )
}
