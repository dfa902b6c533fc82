'use client'

import { useTranslations } from 'next-intl'
import type { RevealedSecret } from '@/lib/domain/robot-row'
import { OneTimeDialog } from '../ui/one-time-dialog'
import { exportSecret } from './export-secret'

type SecretDialogProps = { revealed: RevealedSecret; cause: 'created' | 'refreshed'; onClose: () => void }

/** Shows a robot's secret for the only time, to be copied or exported. The owner drops it when it closes. */
export function SecretDialog({ revealed, cause, onClose }: SecretDialogProps) {
  const t = useTranslations('robots.secret')
  const { name, secret } = revealed
  return (
    <OneTimeDialog
      title={t(cause, { name })}
      id="robot-secret"
      name={name}
      secret={secret}
      t={t}
      file={{ label: t('export'), done: t('exported'), save: () => exportSecret(revealed) }}
      onClose={onClose}
    />
  )
}
