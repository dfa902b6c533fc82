'use client'

import { useTranslations } from 'next-intl'
import { accessKeys } from '@/lib/domain/access'
import { permissionCatalog, type PermissionLevel } from '@/lib/domain/permission-catalog'
import { Button } from '../ui/button'
import { HelpTip } from '../ui/help-tip'
import { PermissionMatrix, toggled } from './permission-matrix'

type SelectPermissionsProps = {
  level: PermissionLevel
  /** Makes the checkboxes' ids unique where there is more than one matrix. */
  id?: string
  /** The ticked permission keys, sorted. */
  access: readonly string[]
  onChange: (access: string[]) => void
}

/** The wizard's matrix with its buttons for all at once. */
export function SelectPermissions({ level, id = 'permission', access, onChange }: SelectPermissionsProps) {
  const t = useTranslations('permissions')
  const common = useTranslations('common')
  const candidates = permissionCatalog[level]
  const all = accessKeys(candidates)
  const everything = all.every((key) => access.includes(key))
  return (
    <>
      <div className="permission-toolbar">
        <Button size="sm" disabled={everything} onClick={() => onChange(all)}>
          {t('selectAll')}
        </Button>
        <Button size="sm" disabled={access.length === 0} onClick={() => onChange([])}>
          {t('unselectAll')}
        </Button>
        <HelpTip label={common('help', { label: t('table') })}>{t('checked')}</HelpTip>
      </div>
      <PermissionMatrix
        id={id}
        candidates={candidates}
        selected={new Set(access)}
        onToggle={(key, ticked) => onChange(toggled(access, key, ticked))}
      />
    </>
  )
}
