'use client'

import { useState } from 'react'
import { useTranslations } from 'next-intl'
import { accessKey } from '@/lib/domain/access'
import { actsAtRegistry, permissionCatalog, type PermissionLevel } from '@/lib/domain/permission-catalog'
import { afterTicking } from '@/lib/domain/permission-choice'
import { usePermissionLabels } from './permission-labels'
import { PermissionMatrix } from './permission-matrix'
import { findPermissions } from './permission-search'
import { PermissionTools, type PermissionView } from './permission-tools'

type SelectPermissionsProps = {
  level: PermissionLevel
  /** Makes the checkboxes' ids unique where there is more than one matrix. */
  id?: string
  /** The ticked permission keys, sorted. */
  access: readonly string[]
  onChange: (access: string[]) => void
}

/** The wizard's matrix, what is looked for in it, and the buttons for all at once. */
export function SelectPermissions({ level, id = 'permission', access, onChange }: SelectPermissionsProps) {
  const t = useTranslations('permissions')
  const label = usePermissionLabels()
  const [text, setText] = useState('')
  const [view, setView] = useState<PermissionView>('all')
  // What is unticked among the selected stays in sight until one looks again.
  const [listed, setListed] = useState<ReadonlySet<string>>(new Set())
  const ticked = new Set(access)
  const candidates = permissionCatalog[level]
  const inView = candidates.filter((pair) => {
    if (view === 'registry') return actsAtRegistry(pair)
    return view === 'all' || listed.has(accessKey(pair)) || ticked.has(accessKey(pair))
  })
  const found = findPermissions(inView, text, label)
  const keys = found.map(accessKey)

  function show(next: PermissionView) {
    setListed(ticked)
    setView(next)
  }
  return (
    <div className="select-permissions">
      <PermissionTools
        {...{ text, view }}
        onText={setText}
        onView={show}
        count={{ selected: access.length, total: candidates.length }}
        shown={found.length < candidates.length ? found.length : null}
        canSelect={keys.some((key) => !ticked.has(key))}
        canUnselect={keys.some((key) => ticked.has(key))}
        onSelect={(all) => onChange(afterTicking(access, keys, all))}
      />
      {found.length > 0 ? (
        <PermissionMatrix
          id={id}
          candidates={found}
          selected={ticked}
          onToggle={(key, tick) => onChange(afterTicking(access, [key], tick))}
        />
      ) : (
        <p className="permission-none">{t('find.none')}</p>
      )}
    </div>
  )
}
