'use client'

import { useState } from 'react'
import { groupsOf } from '@/lib/domain/permissions/access-groups'
import { afterNarrowing, withoutGroup } from '@/lib/domain/permissions/permission-choice'

/** The form that is open: for a new group, or for the patterns of one. */
type Opened = { kind: 'new' } | { kind: 'edit'; repositories: string }

/** Of a group's radio button. */
export const groupId = (id: string, repositories: string | null): string =>
  `${id}-group-${repositories === null ? 'every' : `of-${encodeURIComponent(repositories)}`}`

const focusLater = (id: string) => requestAnimationFrame(() => document.getElementById(id)?.focus())

/** The groups of a place while they are made: which is looked at, also those in which nothing is ticked. */
export function useRepositoryGroups(id: string, access: readonly string[], onChange: (access: string[]) => void) {
  const held = groupsOf(access)
  // They stay in sight when the last of their permissions is unticked.
  const [known, setKnown] = useState<readonly string[]>(() => held.flatMap(({ repositories }) => repositories ?? []))
  const [chosen, setChosen] = useState<string | null>(() => held[0]?.repositories ?? null)
  const [opened, setOpened] = useState<Opened>()
  const count = (text: string | null) => held.find(({ repositories }) => repositories === text)?.keys.length ?? 0
  const texts = [...new Set([...held.flatMap(({ repositories }) => repositories ?? []), ...known])].sort()
  const groups = [null, ...texts].map((repositories) => ({ repositories, count: count(repositories) }))
  // What somebody else took away meanwhile is not looked at any more.
  const current = chosen !== null && texts.includes(chosen) ? chosen : null

  function apply(text: string) {
    const from = opened?.kind === 'edit' ? opened.repositories : undefined
    if (from !== undefined && from !== text) onChange(afterNarrowing(access, from, text))
    setKnown([...texts.filter((each) => each !== from), text])
    setChosen(text)
    close(groupId(id, text))
  }

  function remove(repositories: string) {
    if (count(repositories) > 0) onChange(withoutGroup(access, repositories))
    setKnown(texts.filter((each) => each !== repositories))
    setChosen(null)
    focusLater(texts.length > 1 ? groupId(id, null) : `${id}-narrow`)
  }

  function close(next: string) {
    setOpened(undefined)
    focusLater(next)
  }

  return {
    current,
    form: opened && {
      id: `${id}-patterns`,
      initial: opened.kind === 'edit' ? opened.repositories.replaceAll(' ', '\n') : '',
      onApply: apply,
      onCancel: () => close(texts.length > 0 ? groupId(id, current) : `${id}-narrow`),
    },
    list: {
      id,
      groups,
      current,
      onChoose: setChosen,
      onAdd: () => setOpened({ kind: 'new' }),
      onEdit: (repositories: string) => setOpened({ kind: 'edit', repositories }),
      onRemove: remove,
    },
  }
}
