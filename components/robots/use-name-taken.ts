import { useEffect, useState } from 'react'
import { useQuery } from '@tanstack/react-query'
import { fetchJson } from '@/lib/client/fetch-json'
import { loginName, robotNamePattern } from '@/lib/domain/robot-name'
import { paths } from '@/lib/paths'
import type { RobotsContext } from './robots-context'

const pauseMs = 500

export type NameCheck = 'none' | 'checking' | 'free' | 'taken' | 'failed'

/** Whether the project, or the system, has a robot of this name, asked half a second after the last key, as Harbor's portal asks. */
export function useNameTaken(project: RobotsContext['project'], name: string, enabled: boolean): NameCheck {
  const [settled, setSettled] = useState('')
  useEffect(() => {
    const timer = setTimeout(() => setSettled(name), pauseMs)
    return () => clearTimeout(timer)
  }, [name])

  const checkable = enabled && robotNamePattern.test(name)
  const query = useQuery({
    queryKey: ['robot-name', project?.id, settled],
    queryFn: ({ signal }) => fetchJson<unknown[]>(nameQuery(project, settled), { signal }),
    enabled: checkable && settled === name,
  })
  if (!checkable) return 'none'
  if (settled !== name || query.isPending) return 'checking'
  if (query.isError) return 'failed'
  return query.data.data.length > 0 ? 'taken' : 'free'
}

/** The API decodes `q` twice (a Harbor quirk), so that a plus must be encoded twice to arrive as one. */
function nameQuery(project: RobotsContext['project'], name: string): string {
  const where = project ? `Level=project,ProjectID=${project.id}` : 'Level=system'
  const q = `${where},name=${loginName(project?.name ?? null, name)}`
  return paths.api.robots({ q: encodeURIComponent(q), page_size: 1 })
}
