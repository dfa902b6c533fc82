'use client'

import { useTranslations } from 'next-intl'
import { rotationVerdict, type RotationVerdict } from '@/lib/domain/rotation-verdict'
import type { SecretRow } from '@/lib/domain/robot-secret'
import { Alert } from '../ui/alert'
import { useServerNow } from './server-now'
import { useWordsOfUse } from './use-words-of-use'

const kinds = { unused: 'info', safe: 'success', resting: 'info', late: 'warning', used: 'warning' } as const

/** Whether the older of two live secrets may go, in a sentence; nothing while there are not two. */
export function RotationVerdictLine({ secrets }: { secrets: readonly SecretRow[] }) {
  const now = useServerNow()
  const text = useVerdictText()
  const verdict = rotationVerdict(secrets, Math.floor(now / 1000))
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
    if (use) return t(kind, wordsOf(use))
    return t(kind === 'unused' ? 'unusedBoth' : 'safeNever')
  }
}
