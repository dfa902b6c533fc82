'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { removeUserAction, setUserAdminAction, setUserDisabledAction } from '@/lib/actions/users'
import type { UserRow } from '@/lib/domain/users/user-row'
import { paths } from '@/lib/paths'
import { ConfirmAction } from '../ui/confirm-action'

type UserQuestionProps = { user: UserRow; onClose: () => void }

/** Asks, then makes a user a system admin or takes it back. Who gives up the own rights leaves the page with them. */
export function SetAdminDialog({ user: { id, username, ...user }, onClose }: UserQuestionProps) {
  const isAdmin = !user.isAdmin
  const router = useRouter()
  const all = useTranslations('users')
  const t = useTranslations(isAdmin ? 'users.setAdmin' : 'users.unsetAdmin')
  function leave() {
    if (user.isSelf) router.replace(paths.projects())
    onClose()
  }
  return (
    <ConfirmAction
      action={setUserAdminAction}
      input={{ id, isAdmin }}
      event={t('title')}
      name={username}
      title={t('title')}
      confirmLabel={t('confirm')}
      kind={isAdmin ? 'primary' : 'danger'}
      done={t('done', { name: username })}
      onDone={leave}
      onClose={onClose}
    >
      {user.isSelf && !isAdmin ? all('unsetAdmin.self') : t('question', { name: username })}
    </ConfirmAction>
  )
}

/** Asks, then disables an enabled user or enables a disabled one. */
export function SetDisabledDialog({ user: { id, username, ...user }, onClose }: UserQuestionProps) {
  const disabled = !user.disabled
  const t = useTranslations(disabled ? 'users.disable' : 'users.enable')
  return (
    <ConfirmAction
      action={setUserDisabledAction}
      input={{ id, disabled }}
      event={t('title')}
      name={username}
      title={t('title')}
      confirmLabel={t('confirm')}
      kind={disabled ? 'danger' : 'primary'}
      done={t('done', { name: username })}
      onClose={onClose}
    >
      {t('question', { name: username })}
    </ConfirmAction>
  )
}

/** Asks, naming all that goes with the user and what stays, then deletes. */
export function RemoveUserDialog({ user: { id, username, memberships, ownedProjects }, onClose }: UserQuestionProps) {
  const t = useTranslations('users.remove')
  return (
    <ConfirmAction
      action={removeUserAction}
      input={{ id }}
      event={t('event')}
      name={username}
      title={t('title')}
      confirmLabel={t('confirm')}
      kind="danger"
      done={t('done', { name: username })}
      onClose={onClose}
    >
      <p>{t('question', { name: username })}</p>
      <ul className="user-consequences">
        <li>{t('sessions')}</li>
        {memberships > 0 && <li>{t('memberships', { count: memberships })}</li>}
        {ownedProjects > 0 && <li>{t('projects', { count: ownedProjects })}</li>}
        <li>{t('robots')}</li>
      </ul>
    </ConfirmAction>
  )
}
