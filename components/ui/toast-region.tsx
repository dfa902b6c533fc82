'use client'

import { useEffect, useState, useSyncExternalStore } from 'react'
import { useTranslations } from 'next-intl'
import { toast, toastStore, type ToastMessage } from '@/lib/client/toast'
import { Alert } from './alert'

const successMs = 6000

/** The banner under the header. Mounted once by the shell; `toast.success(…)` and friends fill it. */
export function ToastRegion() {
  const t = useTranslations('shell')
  const messages = useSyncExternalStore(toastStore.subscribe, toastStore.read, toastStore.readOnServer)
  const urgent = messages.filter((message) => message.kind === 'danger')
  const calm = messages.filter((message) => message.kind !== 'danger')
  return (
    // Both live regions are always there: a region that appears together with its text is not announced.
    <section className="toast-region" aria-label={t('messages')}>
      <div role="alert">
        {urgent.map((message) => (
          <Toast key={message.id} {...message} />
        ))}
      </div>
      <div role="status">
        {calm.map((message) => (
          <Toast key={message.id} {...message} />
        ))}
      </div>
    </section>
  )
}

function Toast({ id, kind, text }: ToastMessage) {
  const [held, setHeld] = useState(false)
  useEffect(() => {
    if (kind !== 'success' || held) return
    const timer = setTimeout(() => toast.close(id), successMs)
    return () => clearTimeout(timer)
  }, [id, kind, held])
  const hold = () => setHeld(true)
  const release = () => setHeld(false)
  return (
    <div onMouseEnter={hold} onMouseLeave={release} onFocus={hold} onBlur={release}>
      <Alert kind={kind} className="toast" onClose={() => toast.close(id)}>
        {text}
      </Alert>
    </div>
  )
}
