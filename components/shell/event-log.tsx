'use client'

import { useEffect, useId, useRef, useState, useSyncExternalStore, type KeyboardEvent } from 'react'
import { useTranslations } from 'next-intl'
import { onDemand } from '@/lib/client/on-demand'
import { eventLog, eventLogStore } from '@/lib/client/event-log'

const EventLogPanel = onDemand('event-log', async () => (await import('./event-log-panel')).EventLogPanel)

/** The tab at the right edge and the drawer it opens: what was done from this tab, and how it ended. */
export function EventLog({ username }: { username: string }) {
  const t = useTranslations('shell.eventLog')
  const { unseen } = useSyncExternalStore(eventLogStore.subscribe, eventLogStore.read, eventLogStore.readOnServer)
  const [open, setOpen] = useState(false)
  const tab = useRef<HTMLButtonElement>(null)
  const panelId = useId()
  // The log outlives the page; whose it is only becomes known here.
  useEffect(() => eventLog.claim(username), [username])

  function close() {
    setOpen(false)
    tab.current?.focus()
  }

  function press(event: KeyboardEvent) {
    if (event.key === 'Escape' && open) close()
  }

  return (
    <aside className={`event-log ${open ? 'open' : ''}`} aria-label={t('title')} onKeyDown={press}>
      <button
        ref={tab}
        type="button"
        className="event-log-tab"
        aria-expanded={open}
        aria-controls={open ? panelId : undefined}
        onClick={() => setOpen(!open)}
      >
        <span>{t('tab')}</span>
        {unseen.count > 0 && !open && (
          <>
            <span className={`event-log-badge ${unseen.failed ? 'failed' : ''}`} aria-hidden>
              {Math.min(unseen.count, 99)}
              {unseen.count > 99 && '+'}
            </span>
            <span className="clr-sr-only">{t('unseen', { count: unseen.count })}</span>
          </>
        )}
      </button>
      {open && (
        <div id={panelId} className="event-log-panel">
          <EventLogPanel onClose={close} />
        </div>
      )}
    </aside>
  )
}
