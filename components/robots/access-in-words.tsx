'use client'

import { useFormatter, useLocale } from 'next-intl'
import { parseAccessKey } from '@/lib/domain/access'
import { usePermissionLabels } from '../difference/permission-labels'

/** A line per resource with what may be done with it; repositories, which nearly all is about, first. */
export function AccessInWords({ access }: { access: readonly string[] }) {
  const label = usePermissionLabels()
  const format = useFormatter()
  const locale = useLocale()
  const pairs = access.map(parseAccessKey)
  const rank = (resource: string) => (resource === 'repository' ? '' : label.resource(resource))
  const resources = [...new Set(pairs.map(({ resource }) => resource))].sort((a, b) =>
    rank(a).localeCompare(rank(b), locale),
  )
  return (
    <dl className="access-in-words">
      {resources.map((resource) => (
        <div key={resource}>
          <dt>{label.resource(resource)}</dt>
          <dd>
            {format.list(pairs.filter((each) => each.resource === resource).map(({ action }) => label.action(action)))}
          </dd>
        </div>
      ))}
    </dl>
  )
}
