'use client'

import { useEffect, useState, type ReactNode } from 'react'
import { useTranslations } from 'next-intl'
import { Icon } from '../../ui/icon'
import { useAgo } from '../activity/use-ago'
import { watchedMs, type useHandOff } from './use-hand-off'

type SignInWatchProps = Omit<ReturnType<typeof useHandOff>, 'failed'>

/** A while without anything: a name that the shell has garbled is nobody's, so no refusal tells of it. */
const quietMs = 45_000

/** Whether somebody has signed in as the robot, or why not. Said once; how long ago it was goes on by itself. */
export function SignInWatch({ told, toldAt, end, since }: SignInWatchProps) {
  const t = useTranslations('robots.handOff')
  const wordsOf = useAgo()
  const now = useNow()
  const ago = (time: string) => wordsOf(Date.parse(time), Date.parse(told!.time) + Math.max(0, now - toldAt))
  const from = (address: string | null) => (address === null ? 'no' : 'yes')

  if (end) return <Line kind="refused">{t(end)}</Line>
  const { sign_in: signIn, refusal } = told ?? {}
  if (refusal) {
    const { reason, address, time } = refusal
    const why = t(`reasons.${reason ?? 'unknown'}`)
    return (
      <Line kind="refused" ago={ago(time)}>
        {t('refused', { reason: why, known: from(address), address: address ?? '' })}
      </Line>
    )
  }
  if (signIn) {
    const { client, address, time } = signIn
    return (
      <Line kind="signed-in" ago={ago(time)}>
        {t('signedIn', { client: client ?? t('someClient'), known: from(address), address: address ?? '' })}
      </Line>
    )
  }
  if (now - since >= watchedMs) return <Line kind="over">{t('over')}</Line>
  return <Line kind="waiting">{t(now - since >= quietMs ? 'quiet' : 'waiting')}</Line>
}

type LineProps = { kind: 'waiting' | 'signed-in' | 'refused' | 'over'; ago?: string; children: ReactNode }

function Line({ kind, ago, children }: LineProps) {
  return (
    <div className={`sign-in-watch sign-in-${kind}`}>
      {kind === 'waiting' && <span className="spinner spinner-inline" aria-hidden />}
      {kind === 'signed-in' && <Icon name="success-standard" />}
      {kind === 'refused' && <Icon name="error-standard" />}
      <p>
        <span role="status">{children}</span>
        {ago && <span className="sign-in-ago">{ago}</span>}
      </p>
    </div>
  )
}

/** This machine's clock, every second. */
function useNow(): number {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1_000)
    return () => clearInterval(timer)
  }, [])
  return now
}
