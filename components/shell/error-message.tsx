'use client'

import { useTranslations } from 'next-intl'
import { outageDigest } from '@/lib/domain/outage'
import { Button } from '../ui/button'
import { Outage } from './outage'

/** What an error boundary shows: that it failed, a reference to find it in the log, and another try. */
export function ErrorMessage({ digest, onRetry }: { digest?: string; onRetry: () => void }) {
  const errors = useTranslations('errors')
  const common = useTranslations('common')
  if (digest === outageDigest) return <Outage onRetry={onRetry} />
  return (
    <div className="message-page" role="alert">
      <h1>{errors('crashTitle')}</h1>
      <p>{errors('crashText')}</p>
      {digest && <p className="message-reference">{errors('reference', { digest })}</p>}
      <Button kind="primary" onClick={onRetry}>
        {common('retry')}
      </Button>
    </div>
  )
}
