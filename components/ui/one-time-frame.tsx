'use client'

import { useEffect, useState, type ReactNode } from 'react'
import { flushSync } from 'react-dom'
import { useTranslations } from 'next-intl'
import { useLeaving } from '@/lib/client/use-leaving'
import { Alert } from './alert'
import { Button } from './button'
import { ConfirmDialog } from './confirm-dialog'
import { Dialog } from './dialog'
import { Icon } from './icon'

type TextKey = 'once' | 'closeTitle' | 'closeQuestion' | 'closeAnyway' | 'stay'

type OneTimeFrameProps = {
  title: string
  t: (key: TextKey) => string
  /** Whether all that is shown was taken: closing then asks nothing. */
  saved: boolean
  /** While true it cannot be left. */
  pending?: boolean
  /** Beside CLOSE. */
  buttons?: ReactNode
  onClose: () => void
  children: ReactNode
}

/**
 * A dialog around what is shown for the only time. The owner drops that when `onClose` is called, which also happens when
 * the page is left: a page that the browser keeps for Back must not hold it.
 */
export function OneTimeFrame({ title, t, saved, pending, buttons, onClose, children }: OneTimeFrameProps) {
  const common = useTranslations('common')
  const [asking, setAsking] = useState(false)
  useEffect(() => {
    const drop = () => flushSync(onClose)
    window.addEventListener('pagehide', drop)
    return () => window.removeEventListener('pagehide', drop)
  }, [onClose])

  const leave = () => {
    if (!pending) return saved ? onClose() : setAsking(true)
  }
  useLeaving({ guarded: !saved, onLeave: leave, onBack: leave })
  return (
    <Dialog
      open
      onOpenChange={leave}
      size="lg"
      closeButton={false}
      title={title}
      titleIcon={<Icon name="success-standard" size={50} className="secret-success" />}
      footer={
        <>
          {buttons}
          <Button kind="primary" disabled={pending} onClick={leave}>
            {common('close')}
          </Button>
        </>
      }
    >
      <Alert kind="info">{t('once')}</Alert>
      {children}
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={t('closeTitle')}
        confirmLabel={t('closeAnyway')}
        cancelLabel={t('stay')}
        kind="danger"
        onConfirm={onClose}
      >
        {t('closeQuestion')}
      </ConfirmDialog>
    </Dialog>
  )
}
