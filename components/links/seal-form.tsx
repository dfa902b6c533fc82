'use client'

import { useState, type FormEvent } from 'react'
import { useTranslations } from 'next-intl'
import { holdsPrivateKey, parseRecipients, type RecipientFault } from '@/lib/domain/links/age-recipients'
import { Alert } from '../ui/alert'
import { Button } from '../ui/button'
import { TextareaField } from '../ui/textarea-field'
import type { HandedSecret } from './handed-secret'
import { SealedText } from './sealed-text'

type Fault = { fault: RecipientFault | 'insecure'; line: number } | { fault: 'script-gone' }
type State = { kind: 'typing'; problem?: Fault } | { kind: 'sealing' } | { kind: 'sealed'; text: string }

/** Encrypts a secret for who has the private keys to some public ones, here in the browser: it is sent nowhere. */
export function SealForm({ name, secret, onTaken }: HandedSecret) {
  const t = useTranslations('robots.handOver')
  const errors = useTranslations('errors')
  const [keys, setKeys] = useState('')
  const [state, setState] = useState<State>({ kind: 'typing' })

  function type(text: string) {
    const isPrivate = holdsPrivateKey(text)
    setKeys(isPrivate ? '' : text)
    setState({ kind: 'typing', problem: isPrivate ? { fault: 'private', line: 1 } : undefined })
  }

  async function submit(event: FormEvent) {
    event.preventDefault()
    event.stopPropagation()
    if (state.kind === 'sealing') return
    setState({ kind: 'sealing' })
    const next = await seal(secret, keys)
    setState(next)
    if (next.kind === 'sealed') onTaken?.()
  }

  if (state.kind === 'sealed') return <SealedText name={name} text={state.text} />
  const problem = state.kind === 'typing' ? state.problem : undefined
  const said =
    problem && (problem.fault === 'script-gone' ? errors('scriptGone') : t(`faults.${problem.fault}`, problem))
  return (
    <form className="clr-form clr-form-horizontal" noValidate onSubmit={submit}>
      <p>{t('sealText')}</p>
      {problem?.fault === 'private' && (
        <Alert kind="danger" role="alert">
          {said}
        </Alert>
      )}
      <TextareaField
        id="seal-keys"
        label={t('keys')}
        hint={t('keysHint')}
        error={problem?.fault === 'private' ? undefined : said}
        rows={3}
        spellCheck={false}
        autoComplete="off"
        // Somebody may put a private key in here: it is not brought over a reload.
        data-keep={undefined}
        value={keys}
        onChange={(event) => type(event.target.value)}
      />
      <Button type="submit" kind="primary" loading={state.kind === 'sealing'}>
        {t('sealSubmit')}
      </Button>
    </form>
  )
}

async function seal(secret: string, keys: string): Promise<State> {
  const recipients = parseRecipients(keys)
  if (!recipients.ok) return { kind: 'typing', problem: recipients }
  // Elsewhere a browser has no cryptography to offer.
  if (!window.isSecureContext) return { kind: 'typing', problem: { fault: 'insecure', line: 1 } }
  const library = await import('@/lib/client/seal-to-keys').catch(() => null)
  if (!library) return { kind: 'typing', problem: { fault: 'script-gone' } }
  const sealed = await library.sealToKeys(secret, recipients.keys)
  if (sealed.ok) return { kind: 'sealed', text: sealed.text }
  const line = 1 + keys.split(/\r?\n/).findIndex((each) => each.trim() === sealed.key)
  return { kind: 'typing', problem: { fault: 'unknown', line } }
}
