'use client'

import { useState } from 'react'
import { useTranslations } from 'next-intl'
import { addMemberAction } from '@/lib/actions/members'
import { toast } from '@/lib/client/toast'
import { useChange } from '@/lib/client/use-change'
import type { Role } from '@/lib/domain/permissions/role'
import { addMemberInput } from '@/lib/domain/projects/member-schema'
import { maxUserNameLength } from '@/lib/domain/users/user-schema'
import { FormDialog } from '../ui/form-dialog'
import { TextField } from '../ui/text-field'
import type { MembersContext } from './members-context'
import { RoleField } from './role-field'

/** What is wrong with the user, and so belongs to the field. */
const fieldReasons = new Set(['member-unknown-user', 'member-disabled-user', 'member-exists'])

/** Gives a user, named by hand, a role in the project. */
export function AddMemberDialog({ context, onClose }: { context: MembersContext; onClose: () => void }) {
  const t = useTranslations('members')
  const roles = useTranslations('roles')
  const [username, setUsername] = useState('')
  const [role, setRole] = useState<Role>('guest')
  const [tried, setTried] = useState(false)
  const input = addMemberInput.safeParse({ project: context.project.name, username, role })
  const { run, pending, error, failure, clearError } = useChange(
    addMemberAction,
    () => {
      toast.success(t('add.done', { name: username.trim(), role: roles(role) }))
      onClose()
    },
    { title: t('add.event'), names: ({ username: name }) => [name] },
  )
  const atField = fieldReasons.has(failure?.reason ?? '')

  function submit() {
    setTried(true)
    if (input.success) run(input.data)
  }

  return (
    <FormDialog
      id="add-member"
      title={t('add.title')}
      subtitle={context.project.name}
      submitLabel={t('add.submit')}
      pending={pending}
      error={!atField && error}
      onSubmit={submit}
      onClose={onClose}
    >
      <p>{t('add.text')}</p>
      <TextField
        id="member-username"
        label={t('username')}
        required
        maxLength={maxUserNameLength}
        error={atField ? error : tried && !input.success ? t('invalid.username') : undefined}
        value={username}
        onChange={(event) => {
          setUsername(event.target.value)
          clearError()
        }}
      />
      <RoleField role={role} onChange={setRole} />
    </FormDialog>
  )
}
