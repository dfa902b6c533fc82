'use client'

import { useTranslations } from 'next-intl'
import { rotationVerdict, type RotationVerdict } from '@/lib/domain/secrets/rotation-verdict'
import type { HeldBy, SecretRow } from '@/lib/domain/secrets/robot-secret'
import { Alert } from '../../ui/alert'
import { useWordsOfUse, wordsOfNone } from '../activity/use-words-of-use'
import { useServerNow } from '../server-now'

const kinds = {
  disabled: 'info',
  expired: 'info',
  unused: 'info',
  safe: 'success',
  resting: 'info',
  late: 'warning',
  used: 'warning',
} as const

/** `held`: what holds both back. */
type RotationVerdictLineProps = { secrets: readonly SecretRow[]; held: HeldBy | null }

/** Whether the older of two live secrets may go, in a sentence; nothing while there are not two. */
export function RotationVerdictLine({ secrets, held }: RotationVerdictLineProps) {
  const now = useServerNow()
  const text = useVerdictText()
  const verdict = rotationVerdict(secrets, held, Math.floor(now / 1000))
  if (!verdict) return null
  return (
    <Alert kind={kinds[verdict.kind]} small role="status" className="rotation-verdict">
      {text(verdict)}
    </Alert>
  )
}

function useVerdictText(): (verdict: RotationVerdict) => string {
  const t = useTranslations('rotation.verdict')
  const wordsOf = useWordsOfUse()
  return ({ kind, use }) => {
    if (use) return t(kind, { used: 'yes', ...wordsOf(use) })
    if (kind === 'disabled' || kind === 'expired') return t(kind, { used: 'no', ...wordsOfNone })
    return t(kind === 'unused' ? 'unusedBoth' : 'safeNever')
  }
}
