import { useEffect, useState } from 'react'
import { useQuery } from '@tanstack/react-query'
import { fetchJson } from '@/lib/client/fetch-json'
import { newProjectName } from '@/lib/domain/project-schema'
import { paths } from '@/lib/paths'

const pauseMs = 500

export type NameCheck = 'none' | 'checking' | 'free' | 'taken' | 'failed'

/** Whether there is a project of this name, asked half a second after the last key. */
export function useProjectNameTaken(name: string): NameCheck {
  const [settled, setSettled] = useState('')
  useEffect(() => {
    const timer = setTimeout(() => setSettled(name), pauseMs)
    return () => clearTimeout(timer)
  }, [name])

  const checkable = newProjectName.safeParse(name).success
  const query = useQuery({
    queryKey: ['project-name', settled],
    queryFn: ({ signal }) =>
      fetchJson<unknown[]>(paths.api.projects({ q: `name=${settled}`, page_size: 1 }), { signal }),
    enabled: checkable && settled === name,
  })
  if (!checkable) return 'none'
  if (settled !== name || query.isPending) return 'checking'
  if (query.isError) return 'failed'
  return query.data.data.length > 0 ? 'taken' : 'free'
}
