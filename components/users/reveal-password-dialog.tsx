'use client'

import { useTranslations } from 'next-intl'
import type { RevealedPassword } from '@/lib/domain/users/user-row'
import { OneTimeDialog } from '../ui/one-time-dialog'

type RevealPasswordDialogProps = { revealed: RevealedPassword; cause: 'created' | 'reset'; onClose: () => void }

/** Shows a generated password for the only time. */
export function RevealPasswordDialog({ revealed, cause, onClose }: RevealPasswordDialogProps) {
  const t = useTranslations('users.secret')
  return (
    <OneTimeDialog
      title={t(cause, { name: revealed.username })}
      id="user-password"
      name={revealed.username}
      secret={revealed.password}
      t={t}
      onClose={onClose}
    />
  )
}
