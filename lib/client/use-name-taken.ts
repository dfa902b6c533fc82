import { useQuery } from '@tanstack/react-query'
import { fetchJson } from './fetch-json'
import { useSettled } from './use-settled'

const pauseMs = 500

export type NameCheck = 'none' | 'checking' | 'free' | 'taken' | 'failed'

type Question = {
  name: string
  /** Whether it may be asked about at all: `none` while it cannot be a name. */
  checkable: boolean
  /** The list that has one entry when the name is taken. */
  urlOf: (name: string) => string
}

/** Whether there is such a thing of this name already, asked half a second after the last key, as Harbor's portal asks. */
export function useNameTaken({ name, checkable, urlOf }: Question): NameCheck {
  const settled = useSettled(name, pauseMs)
  const url = urlOf(settled)
  const query = useQuery({
    queryKey: ['name-taken', url],
    queryFn: ({ signal }) => fetchJson<unknown[]>(url, { signal }),
    enabled: checkable && settled === name,
  })
  if (!checkable) return 'none'
  if (settled !== name || query.isPending) return 'checking'
  if (query.isError) return 'failed'
  return query.data.data.length > 0 ? 'taken' : 'free'
}
