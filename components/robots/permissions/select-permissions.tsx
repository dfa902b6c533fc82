'use client'

import { useState } from 'react'
import { useTranslations } from 'next-intl'
import { accessKey, isNarrowable } from '@/lib/domain/permissions/access'
import { groupsOf } from '@/lib/domain/permissions/access-groups'
import { actsAtRegistry, permissionCatalog, type PermissionLevel } from '@/lib/domain/permissions/permission-catalog'
import { afterTicking } from '@/lib/domain/permissions/permission-choice'
import { usePermissionLabels } from '../../difference/permission-labels'
import { PatternsForm } from './patterns-form'
import { PermissionMatrix } from './permission-matrix'
import { findPermissions } from './permission-search'
import { PermissionTools, type PermissionView } from './permission-tools'
import { RepositoryGroups } from './repository-groups'
import { useRepositoryGroups } from './use-repository-groups'

type SelectPermissionsProps = {
  level: PermissionLevel
  /** Makes the checkboxes' ids unique where there is more than one matrix. */
  id?: string
  /** The ticked permission keys of a place, sorted; some may be narrowed to repositories. */
  access: readonly string[]
  onChange: (access: string[]) => void
}

/** What is allowed in one place: in all of its repositories, and in groups that are narrowed to some. */
export function SelectPermissions({ level, id = 'permission', access, onChange }: SelectPermissionsProps) {
  const { current, form, list } = useRepositoryGroups(id, access, onChange)
  return (
    <div className="select-permissions">
      {form && <PatternsForm key={form.id} {...form} />}
      {!form && level === 'project' && <RepositoryGroups {...list} />}
      {!form && <GroupPermissions key={current} {...{ level, id, access, onChange }} repositories={current} />}
    </div>
  )
}

type GroupPermissionsProps = Required<SelectPermissionsProps> & {
  /** The group that is looked at; null = all repositories. */
  repositories: string | null
}

/** The matrix of one group, what is looked for in it, and the buttons for all at once. */
function GroupPermissions({ level, id, access, onChange, repositories }: GroupPermissionsProps) {
  const t = useTranslations('permissions')
  const label = usePermissionLabels()
  const [text, setText] = useState('')
  const [view, setView] = useState<PermissionView>('all')
  // What is unticked among the selected stays in sight until one looks again.
  const [listed, setListed] = useState<ReadonlySet<string>>(new Set())
  const groups = groupsOf(access)
  const ticked = new Set(groups.find((group) => group.repositories === repositories)?.keys)
  const others = groups.filter((group) => (repositories === null) === (group.repositories !== null))
  const all = permissionCatalog[level]
  const canTick = (pair: (typeof all)[number]) => repositories === null || isNarrowable(pair)
  const inView = all.filter((pair) => {
    if (view === 'registry') return actsAtRegistry(pair)
    return view === 'all' || listed.has(accessKey(pair)) || ticked.has(accessKey(pair))
  })
  const found = findPermissions(inView, text, label)
  const tickable = found.filter(canTick).map(accessKey)
  const tick = (keys: readonly string[], on: boolean) => onChange(afterTicking(access, repositories, keys, on))

  return (
    <>
      <PermissionTools
        {...{ text, view }}
        onText={setText}
        onView={(next) => {
          setListed(ticked)
          setView(next)
        }}
        count={{ selected: ticked.size, total: all.filter(canTick).length }}
        shown={found.length < all.length ? tickable.length : null}
        canSelect={tickable.some((key) => !ticked.has(key))}
        canUnselect={tickable.some((key) => ticked.has(key))}
        onSelect={(on) => tick(tickable, on)}
      />
      {found.length > 0 ? (
        <PermissionMatrix
          id={id}
          candidates={found}
          selected={ticked}
          elsewhere={{ keys: new Set(others.flatMap(({ keys }) => keys)), narrowed: repositories === null }}
          disabled={(pair) => !canTick(pair)}
          onToggle={(key, on) => tick([key], on)}
        />
      ) : (
        <p className="permission-none">{t('find.none')}</p>
      )}
    </>
  )
}
