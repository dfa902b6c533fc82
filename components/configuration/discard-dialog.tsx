'use client'

import { useTranslations } from 'next-intl'
import { ConfirmDialog } from '../ui/confirm-dialog'

/** Asks before what was typed is thrown away. */
export function DiscardDialog({ onDiscard, onClose }: { onDiscard: () => void; onClose: () => void }) {
  const t = useTranslations('configuration.discard')
  return (
    <ConfirmDialog
      open
      onOpenChange={onClose}
      title={t('title')}
      confirmLabel={t('confirm')}
      kind="danger"
      onConfirm={onDiscard}
    >
      {t('question')}
    </ConfirmDialog>
  )
}
