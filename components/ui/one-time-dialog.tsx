'use client'

import { useEffect, useState } from 'react'
import { flushSync } from 'react-dom'
import { useTranslations } from 'next-intl'
import { Alert } from './alert'
import { Button } from './button'
import { ConfirmDialog } from './confirm-dialog'
import { Dialog } from './dialog'
import { Icon } from './icon'
import { SecretField } from './secret-field'

/** What the dialog says besides its title; `exported` and `export` only where there is something to export. */
export type OneTimeTexts = Record<
  | 'once'
  | 'name'
  | 'secret'
  | 'copy'
  | 'copied'
  | 'copyFailed'
  | 'closeTitle'
  | 'closeQuestion'
  | 'closeAnyway'
  | 'stay',
  string
> & { export?: string; exported?: string }

type OneTimeDialogProps = {
  title: string
  id: string
  name: string
  secret: string
  texts: OneTimeTexts
  onExport?: () => void
  onClose: () => void
}

/**
 * Shows a secret for the only time. The owner drops it when `onClose` is called, which also happens when the page is
 * left: a page that the browser keeps for Back must not hold it.
 */
export function OneTimeDialog({ title, id, name, secret, texts, onExport, onClose }: OneTimeDialogProps) {
  const common = useTranslations('common')
  const [saved, setSaved] = useState<'no' | 'copied' | 'exported'>('no')
  const [asking, setAsking] = useState(false)
  useEffect(() => {
    const drop = () => flushSync(onClose)
    window.addEventListener('pagehide', drop)
    return () => window.removeEventListener('pagehide', drop)
  }, [onClose])

  const leave = () => (saved === 'no' ? setAsking(true) : onClose())
  const footer = (
    <>
      {onExport && (
        <Button icon="download" onClick={() => (onExport(), setSaved('exported'))}>
          {texts.export}
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
      <Alert kind="info">{texts.once}</Alert>
      <dl className="secret-rows">
        <dt>{texts.name}</dt>
        <dd>{name}</dd>
        <dt>
          <label htmlFor={id}>{texts.secret}</label>
        </dt>
        <dd>
          <SecretField id={id} secret={secret} texts={texts} onCopied={() => setSaved('copied')} />
        </dd>
      </dl>
      <p role="status" className="secret-saved">
        {saved !== 'no' && texts[saved]}
      </p>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={texts.closeTitle}
        confirmLabel={texts.closeAnyway}
        cancelLabel={texts.stay}
        kind="danger"
        onConfirm={onClose}
      >
        {texts.closeQuestion}
      </ConfirmDialog>
    </Dialog>
  )
}
