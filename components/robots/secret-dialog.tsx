'use client'

import { useEffect, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { useTranslations } from 'next-intl'
import type { RevealedSecret } from '@/lib/domain/robot-row'
import { Alert } from '../ui/alert'
import { Button } from '../ui/button'
import { ConfirmDialog } from '../ui/confirm-dialog'
import { Dialog } from '../ui/dialog'
import { Icon } from '../ui/icon'
import { IconButton } from '../ui/icon-button'
import { exportSecret } from './export-secret'

type SecretDialogProps = { revealed: RevealedSecret; cause: 'created' | 'refreshed'; onClose: () => void }

/**
 * Shows a secret for the only time. The owner drops it when `onClose` is called, which also happens when the page is
 * left: a page that the browser keeps for Back must not hold it.
 */
export function SecretDialog({ revealed, cause, onClose }: SecretDialogProps) {
  const t = useTranslations('robots.secret')
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
      <Button icon="download" onClick={() => (exportSecret(revealed), setSaved('exported'))}>
        {t('export')}
      </Button>
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
      title={t(cause, { name: revealed.name })}
      titleIcon={<Icon name="success-standard" size={50} className="secret-success" />}
      footer={footer}
    >
      <Alert kind="info">{t('once')}</Alert>
      <dl className="secret-rows">
        <dt>{t('name')}</dt>
        <dd>{revealed.name}</dd>
        <dt>
          <label htmlFor="robot-secret">{t('secret')}</label>
        </dt>
        <dd>
          <SecretField secret={revealed.secret} onCopied={() => setSaved('copied')} />
        </dd>
      </dl>
      <p role="status" className="secret-saved">
        {saved !== 'no' && t(saved)}
      </p>
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

function SecretField({ secret, onCopied }: { secret: string; onCopied: () => void }) {
  const t = useTranslations('robots.secret')
  const input = useRef<HTMLInputElement>(null)
  const [failed, setFailed] = useState(false)

  async function copy() {
    const copied = await writeToClipboard(secret, input.current)
    setFailed(!copied)
    if (copied) onCopied()
  }

  return (
    <>
      <div className="secret-field">
        <input
          id="robot-secret"
          ref={input}
          readOnly
          value={secret}
          autoComplete="off"
          onFocus={(event) => event.target.select()}
        />
        <IconButton icon="copy" size={24} label={t('copy')} onClick={copy} />
      </div>
      {failed && (
        <p role="alert" className="field-error">
          <Icon name="error-standard" />
          {t('copyFailed')}
        </p>
      )}
    </>
  )
}

/** The clipboard interface exists on https and localhost only; elsewhere the selected field is copied the old way. */
async function writeToClipboard(text: string, field: HTMLInputElement | null): Promise<boolean> {
  const written = await navigator.clipboard?.writeText(text).then(
    () => true,
    () => false,
  )
  if (written) return true
  field?.select()
  return document.execCommand('copy')
}
