'use client'

import { useState, type FormEvent } from 'react'
import { useTranslations } from 'next-intl'
import { addMemberAction } from '@/lib/actions/members'
import { toast } from '@/lib/client/toast'
import { useChange } from '@/lib/client/use-change'
import { addMemberInput } from '@/lib/domain/member-schema'
import type { Role } from '@/lib/domain/role'
import { maxUserNameLength } from '@/lib/domain/user-schema'
import { Alert } from '../ui/alert'
import { Button } from '../ui/button'
import { Dialog } from '../ui/dialog'
import { TextField } from '../ui/text-field'
import type { MembersContext } from './members-context'
import { RoleField } from './role-field'

/** What is wrong with the user, and so belongs to the field. */
const fieldReasons = new Set(['member-unknown-user', 'member-disabled-user', 'member-exists'])

/** Gives a user, named by hand, a role in the project. */
export function AddMemberDialog({ context, onClose }: { context: MembersContext; onClose: () => void }) {
  const t = useTranslations('members')
  const roles = useTranslations('roles')
  const common = useTranslations('common')
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

  function submit(event: FormEvent) {
    event.preventDefault()
    setTried(true)
    if (input.success && !pending) run(input.data)
  }

  return (
    <Dialog
      open
      onOpenChange={() => !pending && onClose()}
      title={t('add.title')}
      subtitle={context.project.name}
      footer={
        <>
          <Button onClick={onClose} disabled={pending}>
            {common('cancel')}
          </Button>
          <Button type="submit" form="add-member" kind="primary" loading={pending}>
            {t('add.submit')}
          </Button>
        </>
      }
    >
      <form id="add-member" noValidate className="clr-form clr-form-horizontal" onSubmit={submit}>
        {error && !atField && (
          <Alert kind="danger" role="alert">
            {error}
          </Alert>
        )}
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
      </form>
    </Dialog>
  )
}
