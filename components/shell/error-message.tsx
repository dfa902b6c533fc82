'use client'

import { useEffect } from 'react'
import { useTranslations } from 'next-intl'
import { reloadForNewVersion } from '@/lib/client/typed-input'
import { whenServerIsThere } from '@/lib/client/server-reach'
import { outageDigest } from '@/lib/domain/outage'
import { Button } from '../ui/button'
import { Outage } from './outage'

type ErrorMessageProps = { error: Error & { digest?: string }; onRetry: () => void }

/** What an error boundary shows: that it failed, a reference to find it in the log, and another try. */
export function ErrorMessage({ error: { name, digest }, onRetry }: ErrorMessageProps) {
  const errors = useTranslations('errors')
  const common = useTranslations('common')
  const isScriptGone = name === 'ChunkLoadError'
  useEffect(() => {
    // A script of the page: the server was away, or has another version's by now.
    if (isScriptGone) void whenServerIsThere().then(() => reloadForNewVersion())
  }, [isScriptGone])
  if (digest === outageDigest) return <Outage onRetry={onRetry} />
  return (
    <div className="message-page" role="alert">
      <h1>{errors('crashTitle')}</h1>
      <p>{errors('crashText')}</p>
      {digest && <p className="message-reference">{errors('reference', { digest })}</p>}
      <Button kind="primary" onClick={isScriptGone ? () => window.location.reload() : onRetry}>
        {common('retry')}
      </Button>
    </div>
  )
}
