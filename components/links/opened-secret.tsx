'use client'

import { useEffect, useEffectEvent, useState, type ReactNode } from 'react'
import { flushSync } from 'react-dom'
import { useTranslations } from 'next-intl'
import { saveFile } from '@/lib/client/save-file'
import type { OpenedLink } from '@/lib/domain/links/link-row'
import { Alert } from '../ui/alert'
import { Button } from '../ui/button'
import { SecretField } from '../ui/secret-field'
import { useArrival } from './use-arrival'

type OpenedSecretProps = { opened: OpenedLink; onLeft: () => void; children: ReactNode }

/** A secret that its link gave away for the only time: dropped when the page is left, which asks while it was not kept. */
export function OpenedSecret({ opened, onLeft, children }: OpenedSecretProps) {
  const t = useTranslations('links.open')
  const [said, setSaid] = useState<'copied' | 'exported'>()
  const [isKept, setKept] = useState(false)
  const heading = useArrival<HTMLHeadingElement>()
  useDropOnLeaving(!isKept, onLeft)

  function keep(how: 'copied' | 'exported') {
    setSaid(how)
    setKept(true)
  }
  return (
    <div className="open-link">
      <h1 ref={heading} tabIndex={-1}>
        {t('title')}
      </h1>
      <Alert kind="warning">{t('once')}</Alert>
      <dl className="secret-rows">
        <dt>
          <label htmlFor="robot-name">{t('name')}</label>
        </dt>
        <dd>
          <SecretField
            id="robot-name"
            secret={opened.name}
            t={(key) => t(key === 'copy' ? 'copyName' : key)}
            onCopied={() => setSaid('copied')}
          />
        </dd>
        <dt>
          <label htmlFor="robot-secret">{t('secret')}</label>
        </dt>
        <dd>
          <SecretField id="robot-secret" secret={opened.secret} t={t} onCopied={() => keep('copied')} />
        </dd>
      </dl>
      <p role="status" className="secret-saved">
        {said && t(said)}
      </p>
      <Button icon="download" onClick={() => (exportSecret(opened), keep('exported'))}>
        {t('export')}
      </Button>
      {children}
    </div>
  )
}

function useDropOnLeaving(asks: boolean, onLeft: () => void) {
  const drop = useEffectEvent(() => flushSync(onLeft))
  useEffect(() => {
    const leave = () => drop()
    window.addEventListener('pagehide', leave)
    return () => window.removeEventListener('pagehide', leave)
  }, [])
  useEffect(() => {
    if (!asks) return
    const ask = (event: BeforeUnloadEvent) => event.preventDefault()
    window.addEventListener('beforeunload', ask)
    return () => window.removeEventListener('beforeunload', ask)
  }, [asks])
}

/** As Harbor's create answer, which is what is exported where a secret is first shown. */
function exportSecret({ id, name, secret, creationTime, expiresAt }: OpenedLink): void {
  const content = { id, name, secret, creation_time: creationTime, expires_at: expiresAt ?? -1 }
  saveFile(`${name}.json`, JSON.stringify(content, null, 2) + '\n', 'application/json')
}
