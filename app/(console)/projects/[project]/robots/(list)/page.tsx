import { notFound } from 'next/navigation'
import type { SearchParams } from 'nuqs/server'
import { loadRobotList } from '@/components/robots/robot-list-params'
import { RobotsTable } from '@/components/robots/robots-table'
import { packedRow } from '@/lib/domain/packed-robot-row'
import { ClientMessages } from '@/lib/i18n/client-messages'
import { requireActor } from '@/lib/server/auth/session'
import { listRobots } from '@/lib/server/robots/list'
import { currentProject } from '../../current-project'
import { projectTitle } from '../../project-title'

type Props = { params: Promise<{ project: string }>; searchParams: Promise<SearchParams> }

export const generateMetadata = async ({ params }: Props) => projectTitle('robots', (await params).project)

export default async function ProjectRobotsPage({ params, searchParams }: Props) {
  const actor = await requireActor()
  const project = await currentProject((await params).project)
  if (!project.canListRobots) notFound()
  const list = await loadRobotList(searchParams)
  const robots = await listRobots(actor, { name: project.name }, { ...list, search: list.q })
  return (
    <ClientMessages namespaces={['difference', 'handOff', 'less', 'permissions', 'robots']}>
      <RobotsTable {...robots} rows={robots.rows.map(packedRow)} list={list} />
    </ClientMessages>
  )
}
