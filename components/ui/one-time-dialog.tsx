'use client'

import { useState, type ComponentProps, type ReactNode } from 'react'
import { Button } from './button'
import { OneTimeFrame } from './one-time-frame'
import { SecretField } from './secret-field'

type FrameProps = ComponentProps<typeof OneTimeFrame>
type FrameKey = Parameters<FrameProps['t']>[0]

type OneTimeDialogProps = Pick<FrameProps, 'title' | 'onClose'> & {
  id: string
  name: ReactNode
  secret: string
  /** What the dialog says besides its title. */
  t: (key: FrameKey | 'name' | 'secret' | 'copy' | 'copied' | 'copyFailed') => string
  /** Where it can be saved to a file too: what the button says, and what is said then. */
  file?: { label: string; done: string; save: () => void }
  /** What stands below, told how to say that it gave the secret away: closing then asks nothing. */
  children?: (onTaken: () => void) => ReactNode
}

/** Shows a secret for the only time; see OneTimeFrame. */
export function OneTimeDialog({ title, id, name, secret, t, file, onClose, children }: OneTimeDialogProps) {
  const [saved, setSaved] = useState<'no' | 'copied' | 'exported' | 'taken'>('no')
  const save = file && (
    <Button icon="download" onClick={() => (file.save(), setSaved('exported'))}>
      {file.label}
    </Button>
  )
  return (
    <OneTimeFrame {...{ title, t, onClose }} saved={saved !== 'no'} buttons={save}>
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
    </OneTimeFrame>
  )
}
