'use client'

import { startTransition, useEffect, useEffectEvent } from 'react'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { paths } from '@/lib/paths'
import { Button } from '../ui/button'

/** Not all browsers at once, when the database is back. */
const everyMs = () => 4_000 + Math.random() * 2_000

/** Instead of a page whose database does not answer. Asks until it does, and then reads the page again. */
export function Outage({ onRetry }: { onRetry?: () => void }) {
  const errors = useTranslations('errors')
  const common = useTranslations('common')
  const router = useRouter()

  const readAgain = useEffectEvent(() =>
    startTransition(() => {
      router.refresh()
      onRetry?.()
    }),
  )
  useEffect(() => {
    const timer = setInterval(async () => (await isReady()) && readAgain(), everyMs())
    return () => clearInterval(timer)
  }, [])

  return (
    <div className="message-page" role="alert">
      <h1>{errors('outageTitle')}</h1>
      <p>{errors('outageText')}</p>
      <Button kind="primary" onClick={() => window.location.reload()}>
        {common('retry')}
      </Button>
    </div>
  )
}

/** Where a proxy keeps that address to itself, trying is the only way to know. */
const isReady = (): Promise<boolean> =>
  fetch(paths.ready(), { cache: 'no-store' }).then(
    ({ status }) => status !== 503,
    () => false,
  )
