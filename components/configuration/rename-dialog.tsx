'use client'

import { useTranslations } from 'next-intl'
import { ConfirmDialog } from '../ui/confirm-dialog'

type RenameDialogProps = {
  from: string
  to: string
  /** How many robot accounts have the prefix in their name. */
  count: number
  pending: boolean
  error?: string
  onConfirm: () => void
  onClose: () => void
}

/** Says what a new prefix does to every robot account, and asks. */
export function RenameDialog({ from, to, count, pending, error, onConfirm, onClose }: RenameDialogProps) {
  const t = useTranslations('configuration.rename')
  return (
    <ConfirmDialog
      open
      onOpenChange={onClose}
      title={t('title')}
      confirmLabel={t('confirm')}
      kind="danger"
      pending={pending}
      error={error}
      onConfirm={onConfirm}
    >
      {t('question', { from, to, count })}
    </ConfirmDialog>
  )
}
