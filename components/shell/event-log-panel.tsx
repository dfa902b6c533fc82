'use client'

import { useEffect, useState, useSyncExternalStore } from 'react'
import { useFormatter, useNow, useTranslations } from 'next-intl'
import { eventLog, eventLogStore, type EventState, type LogEvent } from '@/lib/client/event-log'
import { Button } from '../ui/button'
import { Icon } from '../ui/icon'
import { IconButton } from '../ui/icon-button'

const shown = {
  all: () => true,
  running: ({ state }: LogEvent) => state === 'running',
  failed: ({ state }: LogEvent) => state === 'failure' || state === 'interrupted',
}
type Filter = keyof typeof shown
const filters = Object.keys(shown) as Filter[]

/** The open drawer. What comes while it is open counts as seen. */
export function EventLogPanel({ onClose }: { onClose: () => void }) {
  const t = useTranslations('shell.eventLog')
  const common = useTranslations('common')
  const { events, unseen } = useSyncExternalStore(
    eventLogStore.subscribe,
    eventLogStore.read,
    eventLogStore.readOnServer,
  )
  const [filter, setFilter] = useState<Filter>('all')
  useEffect(() => eventLog.markSeen(), [unseen])
  const visible = events.filter(shown[filter])

  return (
    <>
      <div className="event-log-head">
        <h2>{t('title')}</h2>
        <IconButton icon="times" size={20} label={common('close')} onClick={onClose} />
      </div>
      <div className="event-log-filters" role="group" aria-label={t('show')}>
        {filters.map((each) => (
          <button key={each} type="button" aria-pressed={each === filter} onClick={() => setFilter(each)}>
            {t(each)}
          </button>
        ))}
        <Button kind="link" size="sm" disabled={events.length === 0} onClick={() => eventLog.clear()}>
          {t('clear')}
        </Button>
      </div>
      <ul className="event-log-list" aria-label={t(filter)} aria-live="polite">
        {visible.map((event) => (
          <EventEntry key={event.id} event={event} />
        ))}
      </ul>
      {visible.length === 0 && <p className="event-log-empty">{t('empty')}</p>}
    </>
  )
}

function EventEntry({ event: { title, name, state, at, reason } }: { event: LogEvent }) {
  const format = useFormatter()
  const now = useNow({ updateInterval: 30_000 })
  const moment = new Date(at)
  return (
    <li className={`event-log-entry ${state}`}>
      <StateMark state={state} />
      <div className="event-log-what">
        <strong>{title}</strong>
        <bdi>{name}</bdi>
        {reason && <span className="event-log-reason">{reason}</span>}
      </div>
      <time dateTime={moment.toISOString()} title={format.dateTime(moment, 'short')}>
        {/* A clock that ticks every half minute may lag behind the event. */}
        {format.relativeTime(moment, Math.max(now.getTime(), at))}
      </time>
    </li>
  )
}

const icons = { success: 'check-circle', failure: 'times-circle', interrupted: 'exclamation-triangle' } as const

function StateMark({ state }: { state: EventState }) {
  const t = useTranslations('shell.eventLog.states')
  if (state !== 'running') return <Icon name={icons[state]} label={t(state)} />
  return <span className="spinner spinner-inline" role="img" aria-label={t('running')} />
}
