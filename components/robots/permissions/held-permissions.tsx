'use client'

import { parseAccessKey } from '@/lib/domain/permissions/access'
import { groupsOf } from '@/lib/domain/permissions/access-groups'
import { Clamped } from '../../data-table/clamped'
import { PermissionMatrix } from './permission-matrix'
import { useRepositoriesInWords } from './use-repositories-in-words'

/** What is held in one place, to look at: a matrix of just that, and one for each group that is narrowed to repositories. */
export function HeldPermissions({ id, access }: { id: string; access: readonly string[] }) {
  const inWords = useRepositoriesInWords()
  const groups = groupsOf(access)
  const isNarrowed = groups.some(({ repositories }) => repositories !== null)
  return groups.map(({ repositories, keys }, index) => (
    <section key={repositories} className="held-permissions">
      {isNarrowed && (
        <h3 className="access-repositories">
          <Clamped label={inWords(repositories)}>{inWords(repositories)}</Clamped>
        </h3>
      )}
      <PermissionMatrix
        id={index === 0 ? id : `${id}-${index}`}
        label={isNarrowed ? inWords(repositories) : undefined}
        candidates={keys.map(parseAccessKey)}
        selected={new Set(keys)}
      />
    </section>
  ))
}
