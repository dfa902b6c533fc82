import { notFound } from 'next/navigation'
import type { SearchParams } from 'nuqs/server'
import { listLoader } from '@/components/data-table/list-loader'
import { memberListParams } from '@/components/members/member-list-params'
import { MembersTable } from '@/components/members/members-table'
import { ClientMessages } from '@/lib/i18n/client-messages'
import { requireActor } from '@/lib/server/auth/session'
import { listMembers } from '@/lib/server/members/list'
import { currentProject } from '../current-project'
import { projectTitle } from '../project-title'

type Props = { params: Promise<{ project: string }>; searchParams: Promise<SearchParams> }

export const generateMetadata = async ({ params }: Props) => projectTitle('members', (await params).project)

export default async function ProjectMembersPage({ params, searchParams }: Props) {
  const actor = await requireActor()
  const project = await currentProject((await params).project)
  if (!project.canListMembers) notFound()
  const list = await listLoader(memberListParams)(searchParams)
  const members = await listMembers(actor, project.name, {
    search: list.q,
    sort: list.sort,
    page: list.page,
    size: list.size,
  })
  return (
    <ClientMessages namespaces={['members', 'roles']}>
      <MembersTable context={members.context} rows={members.rows} total={members.total} list={list} may={members.may} />
    </ClientMessages>
  )
}
