'use client'

import { useRef, useState, type ReactNode } from 'react'
import { useTranslations } from 'next-intl'
import type { ActionError } from '@/lib/domain/action-error'
import { changedMeanwhile, isNewer, type Difference, type FieldSides } from '@/lib/domain/changed-meanwhile'
import { Button } from './button'

type Stale<Input> = {
  run: (input: Input) => void
  /** What to say where it is no conflict, and why it failed. */
  error?: ReactNode
  failure?: ActionError
  clearError: () => void
  /** null where the newest values are not known, such as of a row that is on another page by now. */
  fields: FieldSides[] | null
  /** Whether these are newer than the form's; else they are on their way. */
  arrived?: boolean
  /** Puts the newest values into the form, and keeps what has been typed. */
  reload: () => void
}

/** What a form says when somebody else was faster: which fields differ, and a button that brings the newest values. */
export function useStale<Input>({ run, error, failure, clearError, reload, ...newest }: Stale<Input>) {
  const { fields, arrived = isNewer(fields ?? []) } = newest
  const [loaded, setLoaded] = useState<Difference[]>()
  const place = useRef<HTMLDivElement>(null)
  const offered = failure?.code === 'STALE' && fields && arrived ? changedMeanwhile(fields) : undefined
  const differences = offered ?? (failure ? undefined : loaded)

  function load() {
    setLoaded(offered)
    clearError()
    reload()
    place.current?.focus() // the button goes
  }
  return {
    run: (input: Input) => {
      setLoaded(undefined)
      run(input)
    },
    forget: () => setLoaded(undefined),
    error: differences ? (
      <div ref={place} tabIndex={-1} className="stale">
        <StaleText differences={differences} onReload={offered && load} />
      </div>
    ) : (
      error
    ),
  }
}

function StaleText({ differences, onReload }: { differences: Difference[]; onReload?: () => void }) {
  const t = useTranslations('errors.stale')
  return (
    <>
      {t(onReload ? 'text' : 'loaded')}{' '}
      {onReload && (
        <Button kind="link" size="sm" onClick={onReload}>
          {t('reload')}
        </Button>
      )}
      {differences.length > 0 && (
        <ul className="stale-fields">
          {differences.map(({ label: field, now, mine }) => (
            <li key={field}>
              {now === undefined ? t('changed', { field }) : t('now', { field, now })} {mine && t('mine')}
            </li>
          ))}
        </ul>
      )}
    </>
  )
}
