'use client'

import { useSyncExternalStore } from 'react'
import { useTranslations } from 'next-intl'
import { Alert } from '../ui/alert'

/** Says so when the page was opened at an address other than the configured one, where nothing could be changed. */
export function OriginHint({ externalUrl }: { externalUrl: string }) {
  const t = useTranslations('signIn')
  const expected = new URL(externalUrl).origin
  const actual = useSyncExternalStore(
    neverChanges,
    () => window.location.origin,
    () => expected,
  )
  if (actual === expected) return null
  return (
    <Alert kind="warning" role="status">
      {t.rich('otherOrigin', {
        actual,
        link: () => <a href={externalUrl}>{externalUrl}</a>,
      })}
    </Alert>
  )
}

const neverChanges = () => () => undefined
