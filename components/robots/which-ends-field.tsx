'use client'

import { useFormatter, useTranslations } from 'next-intl'
import { QueryProvider } from '@/lib/client/query-provider'
import { LoadFailed } from '../ui/load-failed'
import { RadioField } from '../ui/radio-field'
import { Spinner } from '../ui/spinner'
import { useServerNow } from './server-now'
import { isOpen, useSecrets } from './use-secrets'

/** Which of two live secrets makes room for a third. */
export type WhichEnds = 'older' | 'newer'

type WhichEndsFieldProps = { robotId: number; value: WhichEnds | null; onChange: (value: WhichEnds) => void }

/** Asks it, with what there is to know of either. */
export function WhichEndsField(props: WhichEndsFieldProps) {
  return (
    <QueryProvider>
      <Asked {...props} />
    </QueryProvider>
  )
}

function Asked({ robotId, value, onChange }: WhichEndsFieldProps) {
  const [t, common] = [useTranslations('rotation.which'), useTranslations('common')]
  const format = useFormatter()
  const now = useServerNow()
  const { secrets, isError, refetch } = useSecrets(robotId)
  if (!secrets) return isError ? <LoadFailed onRetry={() => void refetch()} /> : <Spinner label={common('loading')} />
  const [newer, older] = secrets.filter(isOpen)
  if (!newer || !older) return null
  const choices = [['older', older] as const, ['newer', newer] as const].map(([which, { madeAt, lastUse }]) => ({
    value: which,
    label: t(which, {
      made: format.dateTime(new Date(madeAt), 'short'),
      used: lastUse ? 'yes' : 'no',
      when: lastUse ? format.relativeTime(Math.min(lastUse.at * 1000, now), now) : '',
    }),
  }))
  return <RadioField id="which-ends" label={t('label')} value={value} choices={choices} onChange={onChange} />
}
