'use client'

import { useTranslations } from 'next-intl'
import type { RevealedSecret } from '@/lib/domain/robot-row'
import { NewLink } from '../links/new-link'
import { OneTimeDialog } from '../ui/one-time-dialog'

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
    >
      {(onTaken) => <NewLink robotId={revealed.id} name={name} secret={secret} onTaken={onTaken} />}
    </OneTimeDialog>
  )
}

/** Hands the browser `<full name>.json` with the fields of Harbor's create answer; -1 = never expires, as there. */
function exportSecret({ id, name, secret, creationTime, expiresAt }: RevealedSecret): void {
  const content = { id, name, secret, creation_time: creationTime, expires_at: expiresAt ?? -1 }
  const url = URL.createObjectURL(new Blob([JSON.stringify(content, null, 2) + '\n'], { type: 'application/json' }))
  const link = Object.assign(document.createElement('a'), { href: url, download: `${name}.json` })
  link.click()
  URL.revokeObjectURL(url)
}
