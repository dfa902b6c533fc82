import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import type { SearchParams } from 'nuqs/server'
import { listLoader } from '@/components/data-table/list-loader'
import { PageTitle } from '@/components/shell/page-title'
import { userListParams } from '@/components/users/user-list-params'
import { UsersTable } from '@/components/users/users-table'
import { ClientMessages } from '@/lib/i18n/client-messages'
import { requireActor } from '@/lib/server/auth/session'
import { orNotFound } from '@/lib/server/http/pages/or-not-found'
import { listUsers } from '@/lib/server/users/list'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('users'))('title') }
}

type Props = { searchParams: Promise<SearchParams> }

export default async function UsersPage({ searchParams }: Props) {
  const actor = await requireActor()
  const list = await listLoader(userListParams)(searchParams)
  const { rows, total } = await orNotFound(
    listUsers(actor, { search: list.q, sort: list.sort, page: list.page, size: list.size }),
  )
  const t = await getTranslations('users')
  return (
    <>
      <PageTitle>{t('title')}</PageTitle>
      <ClientMessages namespaces={['users']}>
        <UsersTable list={list} rows={rows} total={total} />
      </ClientMessages>
    </>
  )
}
