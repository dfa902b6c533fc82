'use client'

import { useFormatter, useLocale } from 'next-intl'
import { parseAccessKey, type Access } from '@/lib/domain/permissions/access'
import { Clamped } from '../../data-table/clamped'
import { usePermissionLabels } from '../../difference/permission-labels'
import { useRepositoriesInWords } from './use-repositories-in-words'

/** What may be done in all repositories of a place, and then, under their patterns, in some. */
export function AccessInWords({ access }: { access: readonly string[] }) {
  const inWords = useRepositoriesInWords()
  const pairs = access.map(parseAccessKey)
  const texts = [...new Set(pairs.map(({ repositories }) => repositories ?? ''))].sort()
  return texts.map((text) => (
    <div key={text}>
      {texts.at(-1) !== '' && (
        <div className="access-repositories">
          <Clamped label={inWords(text || null)}>{inWords(text || null)}</Clamped>
        </div>
      )}
      <Lines pairs={pairs.filter(({ repositories = '' }) => repositories === text)} />
    </div>
  ))
}

/** A line per resource with what may be done with it; repositories, which nearly all is about, first. */
function Lines({ pairs }: { pairs: Access[] }) {
  const label = usePermissionLabels()
  const format = useFormatter()
  const locale = useLocale()
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
