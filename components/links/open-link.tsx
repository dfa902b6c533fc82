'use client'

import { useState, type FormEvent, type ReactNode } from 'react'
import { useTranslations } from 'next-intl'
import { openLinkAction } from '@/lib/actions/links'
import { runAction } from '@/lib/client/use-change'
import { useErrorText } from '@/lib/client/use-error-text'
import type { OpenedLink } from '@/lib/domain/links/link-row'
import { Alert } from '../ui/alert'
import { Button } from '../ui/button'
import { PasswordField } from '../ui/password-field'
import { OpenedSecret } from './opened-secret'
import { useLinkKey } from './use-link-key'

type State =
  { kind: 'closed'; problem?: string } | { kind: 'opening' } | { kind: 'opened'; opened: OpenedLink } | { kind: 'left' }

type OpenLinkProps = { id: string; children?: (opened: OpenedLink) => ReactNode }

/** The page of a one-time link: nothing is opened until the button is pressed. `children` stand below the secret. */
export function OpenLink({ id, children }: OpenLinkProps) {
  const t = useTranslations('links.open')
  const errorText = useErrorText()
  const fragment = useLinkKey()
  const [passphrase, setPassphrase] = useState('')
  const [state, setState] = useState<State>({ kind: 'closed' })

  async function open(event: FormEvent) {
    event.preventDefault()
    if (!fragment || state.kind === 'opening') return
    setState({ kind: 'opening' })
    const { key, guarded } = fragment
    const outcome = await runAction(openLinkAction, { id, key, passphrase: guarded ? passphrase : undefined })
    if (outcome.ok) return setState({ kind: 'opened', opened: outcome.data })
    const { error } = outcome
    setState({ kind: 'closed', problem: error.reason === 'link-gone' ? t('gone') : errorText(error) })
  }

  if (state.kind === 'opened')
    return (
      <OpenedSecret opened={state.opened} onLeft={() => setState({ kind: 'left' })}>
        {children?.(state.opened)}
      </OpenedSecret>
    )
  if (state.kind === 'left') return <p role="status">{t('left')}</p>
  const problem = fragment === null ? t('missing') : state.kind === 'closed' && state.problem
  return (
    <form className="clr-form open-link" noValidate onSubmit={open}>
      <h1>{t('title')}</h1>
      <p>{t('text')}</p>
      {fragment?.guarded && (
        <PasswordField
          id="passphrase"
          label={t('passphrase')}
          hint={t('passphraseHint')}
          autoComplete="off"
          maxLength={500}
          value={passphrase}
          onChange={(event) => setPassphrase(event.target.value)}
        />
      )}
      <div aria-live="assertive">{problem && <Alert kind="danger">{problem}</Alert>}</div>
      <Button
        type="submit"
        kind="primary"
        disabled={!fragment}
        loading={state.kind === 'opening'}
        held={fragment?.guarded && passphrase === ''}
      >
        {t('submit')}
      </Button>
    </form>
  )
}
