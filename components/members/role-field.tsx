'use client'

import { useTranslations } from 'next-intl'
import type { Role } from '@/lib/domain/permissions/role'
import { rolesByRank } from '@/lib/domain/projects/member-schema'
import { SelectField } from '../ui/select-field'

/** Chooses a role, and says what it allows. */
export function RoleField({ role, onChange }: { role: Role; onChange: (role: Role) => void }) {
  const t = useTranslations('members')
  const roles = useTranslations('roles')
  return (
    <SelectField
      id="member-role"
      label={t('role')}
      hint={t(`roleHints.${role}`)}
      value={role}
      onChange={(event) => onChange(event.target.value as Role)}
    >
      {rolesByRank.map((each) => (
        <option key={each} value={each}>
          {roles(each)}
        </option>
      ))}
    </SelectField>
  )
}
