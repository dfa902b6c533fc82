import type { ReactNode } from 'react'
import { notFound } from 'next/navigation'
import { currentProject } from '../current-project'

type Props = { children: ReactNode; params: Promise<{ project: string }> }

// Here and not in the page: once the page's skeleton has been sent, the status could no longer say 404.
export default async function ProjectLogsLayout({ children, params }: Props) {
  const project = await currentProject((await params).project)
  if (!project.canListLog) notFound()
  return children
}
