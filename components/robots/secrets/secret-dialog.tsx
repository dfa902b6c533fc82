'use client'

import { useEffect, useState } from 'react'
import { flushSync } from 'react-dom'
import { useTranslations } from 'next-intl'
import { saveFile } from '@/lib/client/save-file'
import type { RevealedSecret } from '@/lib/domain/robots/robot-row'
import { Alert } from '../../ui/alert'
import { Button } from '../../ui/button'
import { Dialog } from '../../ui/dialog'
import { Icon } from '../../ui/icon'
import { NewLink } from '../../links/new-link'
import { OneTimeDialog } from '../../ui/one-time-dialog'
import { Toggle } from '../../ui/toggle'
import { CopyName } from '../hand-off/copy-name'
import { HandOff } from '../hand-off/hand-off'
import { asJsonFile, exportedSecret } from './exported-secret'

type SecretDialogProps = {
  revealed: RevealedSecret
  cause: 'created' | 'refreshed'
  /** What becomes of the one before, where it goes on. */
  note?: string
  onClose: () => void
}

/** Shows a robot's secret for the only time, to be copied or exported, and how to use it. The owner drops it when it closes. */
export function SecretDialog({ revealed, cause, note, onClose }: SecretDialogProps) {
  const t = useTranslations('robots.secret')
  const { name, secret } = revealed
  return (
    <OneTimeDialog
      title={t(cause, { name })}
      id="robot-secret"
      name={<CopyName name={name} />}
      secret={secret}
      t={t}
      file={{ label: t('export'), done: t('exported'), save: () => exportSecret(revealed) }}
      onClose={onClose}
    >
      {(onTaken) => (
        <>
          {note && (
            <Alert small className="old-secret-note">
              {note}
            </Alert>
          )}
          <HandOff robot={revealed} secret={secret} onTaken={onTaken}>
            <NewLink robotId={revealed.id} name={name} secret={secret} onTaken={onTaken} />
          </HandOff>
        </>
      )}
    </OneTimeDialog>
  )
}

type ChosenSecretDialogProps = { robot: { id: number; name: string }; secret: string; onClose: () => void }

/** After a robot was made with a secret that somebody chose, and knows: it is not shown, but the texts may hold it. */
export function ChosenSecretDialog({ robot, secret, onClose }: ChosenSecretDialogProps) {
  const t = useTranslations('robots.secret')
  const common = useTranslations('common')
  const [isFilledIn, setFilledIn] = useState(false)
  useEffect(() => {
    const drop = () => flushSync(onClose)
    window.addEventListener('pagehide', drop)
    return () => window.removeEventListener('pagehide', drop)
  }, [onClose])
  return (
    <Dialog
      open
      onOpenChange={onClose}
      size="lg"
      closeButton={false}
      title={t('created', { name: robot.name })}
      titleIcon={<Icon name="success-standard" size={50} className="secret-success" />}
      footer={
        <Button kind="primary" onClick={onClose}>
          {common('close')}
        </Button>
      }
    >
      <dl className="secret-rows">
        <dt>{t('name')}</dt>
        <dd>
          <CopyName name={robot.name} />
        </dd>
        <dt>{t('secret')}</dt>
        <dd>{t('chosen')}</dd>
      </dl>
      <div className="hand-off-fill">
        <Toggle
          id="fill-in-secret"
          label={t('fillIn')}
          checked={isFilledIn}
          onChange={(event) => setFilledIn(event.target.checked)}
        />
      </div>
      <HandOff robot={robot} secret={isFilledIn ? secret : null}>
        <NewLink robotId={robot.id} name={robot.name} secret={secret} />
      </HandOff>
    </Dialog>
  )
}

/** Hands the browser `<full name>.json`. */
const exportSecret = (revealed: RevealedSecret): void =>
  saveFile(`${revealed.name}.json`, asJsonFile(exportedSecret(revealed)), 'application/json')
