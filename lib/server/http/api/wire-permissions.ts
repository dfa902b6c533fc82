import 'server-only'
import { parseInteger } from '@/lib/domain/lists/harbor-query'
import type { Access } from '@/lib/domain/permissions/access'
import type { AskedScope } from '../../users/own-permissions'

/** `/system`, which knows no relative names, `/project/<id>`, or what lies directly below that. */
function parse(scope: string, relative: boolean) {
  if (scope === '/system') return relative ? null : ({ kind: 'system' } as const)
  const [, text = '', below] = /^\/project\/(\d+)(?:\/([^/]*))?$/.exec(scope) ?? []
  const id = parseInteger(text)
  return id === null ? null : ({ kind: 'project', id, below } as const)
}

export const askedScope = (scope: string, relative: boolean): AskedScope => parse(scope, relative)

/** `Permission`s as Harbor spells them: bare in the system, whole in a project, where relative ones call the scope `.`. */
export function wirePermissions(access: readonly Access[], scope: string, relative: boolean): readonly Access[] {
  const asked = parse(scope, relative)
  if (asked?.kind !== 'project') return access
  const { id, below } = asked
  return access.flatMap(({ resource, action }) => {
    const own = resource === 'project'
    if (!relative) return [{ resource: own ? `/project/${id}` : `/project/${id}/${resource}`, action }]
    if (below === undefined) return [{ resource: own ? '.' : resource, action }]
    // With nothing after the slash: all that lies below.
    if (own || (below !== '' && below !== resource)) return []
    return [{ resource: below === '' ? resource : '.', action }]
  })
}
