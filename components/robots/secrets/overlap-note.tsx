'use client'

import { useFormatter, useTranslations } from 'next-intl'
import type { ChosenOverlap } from '@/lib/domain/secrets/old-secret-form'
import { Alert } from '../../ui/alert'
import { useHoursText } from './use-hours-text'

/** What an overlap means, in words. */
export function OverlapNote({ end }: { end: ChosenOverlap }) {
  const text = useOverlapText('note')
  return (
    <Alert small className="what-breaks">
      {text(end)}
    </Alert>
  )
}

/** The same in other words: of what will be, once it is so, in a sentence on its own. */
export function useOverlapText(about: 'note' | 'until'): (end: ChosenOverlap) => string {
  const t = useTranslations(`rotation.${about}`)
  const format = useFormatter()
  const hoursText = useHoursText()
  return (end) =>
    end.kind === 'at'
      ? t('at', { date: format.dateTime(new Date(end.at), 'short') })
      : t('after-first-use', { duration: hoursText(end.hours) })
}
