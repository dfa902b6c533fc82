'use client'

import { useFormatter, useTranslations } from 'next-intl'
import { expiryDate, remaining } from '@/lib/domain/robots/expiry'
import { Icon } from '../ui/icon'
import { useServerNow } from './server-now'

/** What is left of a robot's life: green, a warning below seven days, red when over. The exact moment is in the title. */
export function ExpiresIn({ expiresAt }: { expiresAt: number | null }) {
  const t = useTranslations('robots.expires')
  const format = useFormatter()
  const left = remaining(expiresAt, Math.floor(useServerNow() / 1000))
  const date = expiryDate(expiresAt)
  const title = date ? format.dateTime(date, 'short') : undefined

  if (left.kind === 'expired') return <Cell icon="error-standard" tone="expired" title={title} text={t('expired')} />
  if (left.kind === 'never') return <Cell icon="success-standard" tone="fine" text={t('never')} />
  const text = t('left', { days: left.days, hours: left.hours, minutes: left.minutes })
  if (left.soon) return <Cell icon="exclamation-triangle" tone="soon" title={title} text={text} />
  return <Cell icon="success-standard" tone="fine" title={title} text={text} />
}

type CellProps = {
  icon: 'error-standard' | 'success-standard' | 'exclamation-triangle'
  tone: 'fine' | 'soon' | 'expired'
  title?: string
  text: string
}

function Cell({ icon, tone, title, text }: CellProps) {
  return (
    <span className={`expires-in expires-${tone}`} title={title}>
      <Icon name={icon} size={tone === 'soon' ? 20 : 16} />
      <span>{text}</span>
    </span>
  )
}
