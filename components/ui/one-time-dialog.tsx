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
import { SecretField } from './secret-field'

type TextKey =
  | 'once'
  | 'name'
  | 'secret'
  | 'copy'
  | 'copied'
  | 'copyFailed'
  | 'closeTitle'
  | 'closeQuestion'
  | 'closeAnyway'
  | 'stay'

type OneTimeDialogProps = {
  title: string
  id: string
  name: string
  secret: string
  /** What the dialog says besides its title. */
  t: (key: TextKey) => string
  /** Where it can be saved to a file too: what the button says, and what is said then. */
  file?: { label: string; done: string; save: () => void }
  onClose: () => void
  /** What stands below, told how to say that it gave the secret away: closing then asks nothing. */
  children?: (onTaken: () => void) => ReactNode
}

/**
 * Shows a secret for the only time. The owner drops it when `onClose` is called, which also happens when the page is
 * left: a page that the browser keeps for Back must not hold it.
 */
export function OneTimeDialog({ title, id, name, secret, t, file, onClose, children }: OneTimeDialogProps) {
  const common = useTranslations('common')
  const [saved, setSaved] = useState<'no' | 'copied' | 'exported' | 'taken'>('no')
  const [asking, setAsking] = useState(false)
  useEffect(() => {
    const drop = () => flushSync(onClose)
    window.addEventListener('pagehide', drop)
    return () => window.removeEventListener('pagehide', drop)
  }, [onClose])

  const leave = () => (saved === 'no' ? setAsking(true) : onClose())
  useLeaving({ guarded: saved === 'no', onLeave: leave, onBack: leave })
  const footer = (
    <>
      {file && (
        <Button icon="download" onClick={() => (file.save(), setSaved('exported'))}>
          {file.label}
        </Button>
      )}
      <Button kind="primary" onClick={leave}>
        {common('close')}
      </Button>
    </>
  )

  return (
    <Dialog
      open
      onOpenChange={leave}
      size="lg"
      closeButton={false}
      title={title}
      titleIcon={<Icon name="success-standard" size={50} className="secret-success" />}
      footer={footer}
    >
      <Alert kind="info">{t('once')}</Alert>
      <dl className="secret-rows">
        <dt>{t('name')}</dt>
        <dd>{name}</dd>
        <dt>
          <label htmlFor={id}>{t('secret')}</label>
        </dt>
        <dd>
          <SecretField id={id} secret={secret} t={t} onCopied={() => setSaved('copied')} />
        </dd>
      </dl>
      <p role="status" className="secret-saved">
        {saved === 'copied' && t('copied')}
        {saved === 'exported' && file?.done}
      </p>
      {children?.(() => setSaved('taken'))}
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
