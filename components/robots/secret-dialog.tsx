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
      texts={{
        once: t('once'),
        name: t('name'),
        secret: t('secret'),
        copy: t('copy'),
        copied: t('copied'),
        copyFailed: t('copyFailed'),
        export: t('export'),
        exported: t('exported'),
        closeTitle: t('closeTitle'),
        closeQuestion: t('closeQuestion'),
        closeAnyway: t('closeAnyway'),
        stay: t('stay'),
      }}
      onExport={() => exportSecret(revealed)}
      onClose={onClose}
    />
  )
}
