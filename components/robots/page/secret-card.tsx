'use client'

import type { ReactNode } from 'react'
import { useFormatter, useTranslations } from 'next-intl'
import type { HeldBy, SecretRow } from '@/lib/domain/secrets/robot-secret'
import { Badge } from '../../ui/badge'
import { Time } from '../../ui/time'
import { useWordsOfUse } from '../activity/use-words-of-use'
import { useHoursText } from '../secrets/use-hours-text'
import { useServerNow } from '../server-now'

type SecretCardProps = {
  secret: SecretRow
  /** Of two live ones which it is. */
  place: 'only' | 'newer' | 'older'
  /** Why it does not sign in all the same. */
  held: HeldBy | null
  /** What can be done with it. */
  children?: ReactNode
}

const kinds = { held: 'info', retiring: 'warning', live: 'success' } as const

/** A secret that has not ended: who made it and when, its uses, and how long it lives. */
export function SecretCard({ secret, place, held, children }: SecretCardProps) {
  const [t, robots] = [useTranslations('rotation.card'), useTranslations('robots')]
  const wordsOf = useWordsOfUse()
  const { id, madeAt, madeBy, firstUse, lastUse, scheme } = secret
  const state = held ? 'held' : secret.state === 'retiring' ? 'retiring' : 'live'
  return (
    <li className="secret-card" aria-labelledby={`secret-${id}`}>
      <div className="secret-card-head">
        <h4 id={`secret-${id}`}>{t(place)}</h4>
        <Badge kind={kinds[state]}>{t(`states.${state}`)}</Badge>
        {children && <div className="secret-card-actions">{children}</div>}
      </div>
      <dl className="robot-facts">
        <Fact name={t('made')}>
          <Time value={madeAt} />
          {madeBy !== null && ` · ${madeBy}`}
          {scheme !== null && ` · ${t(`schemes.${scheme}`)}`}
        </Fact>
        <Fact name={t('firstUse')}>{firstUse ? <Time value={firstUse} /> : t('notYet')}</Fact>
        <Fact name={robots('columns.used')}>{lastUse ? t('use', wordsOf(lastUse)) : robots('used.never')}</Fact>
        <Fact name={t('ends')}>
          <End end={secret.end} />
        </Fact>
      </dl>
    </li>
  )
}

function End({ end }: Pick<SecretRow, 'end'>) {
  const t = useTranslations('rotation.card')
  const format = useFormatter()
  const hoursText = useHoursText()
  const now = useServerNow()
  if (!end) return t('noEnd')
  if ('after' in end) return t('endsAfter', { duration: hoursText(end.after) })
  const at = new Date(end.at)
  return (
    <>
      <Time value={at} /> ({format.relativeTime(at, now)})
    </>
  )
}

const Fact = ({ name, children }: { name: string; children: ReactNode }) => (
  <div>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
)
