'use client'

import { useState, type FormEvent } from 'react'
import { useTranslations } from 'next-intl'
import { ownPreferencesAction } from '@/lib/actions/account'
import { setPreferenceCookie } from '@/lib/client/preference-cookie'
import { signIn, type SignInResult } from '@/lib/client/sign-in'
import { useHydrated } from '@/lib/client/use-hydrated'
import { Alert } from '../ui/alert'
import { Button } from '../ui/button'
import { PasswordInput } from '../ui/password-input'

type Refused = Extract<SignInResult, { kind: 'refused' }>
type State = { kind: 'ready' } | { kind: 'incomplete' } | { kind: 'sending' } | Refused

/** Name and password. `target` is where a signed-in user goes: a path of ours, checked by the server. */
export function SignInForm({ target }: { target: string }) {
  const t = useTranslations('signIn')
  const [state, setState] = useState<State>({ kind: 'ready' })
  const usable = useHydrated()

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const form = event.currentTarget
    const sent = new FormData(form)
    const [username, password] = [String(sent.get('username')).trim(), String(sent.get('password'))]
    if (username === '' || password === '') return setState({ kind: 'incomplete' })
    setState({ kind: 'sending' })
    const result = await signIn(username, password)
    // A whole new page: nothing that was rendered for nobody, or for somebody else, is kept.
    if (result.kind === 'signed-in') {
      await bringPreferences()
      return window.location.assign(target)
    }
    setState(result)
    form.querySelector<HTMLInputElement>('#password')?.select()
  }

  // `post`, so that a form sent before its script runs does not put the password into the address.
  return (
    <form method="post" className="sign-in-form" onSubmit={submit} noValidate>
      <label className="clr-sr-only" htmlFor="username">
        {t('username')}
      </label>
      <input
        id="username"
        name="username"
        type="text"
        className="clr-input"
        placeholder={t('username')}
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        maxLength={255}
        autoFocus
      />
      <label className="clr-sr-only" htmlFor="password">
        {t('password')}
      </label>
      <PasswordInput
        id="password"
        name="password"
        label={t('password')}
        placeholder={t('password')}
        autoComplete="current-password"
        maxLength={1024}
      />
      <div className="sign-in-message" aria-live="assertive">
        <Message state={state} />
      </div>
      <Button type="submit" kind="primary" loading={state.kind === 'sending'} disabled={!usable}>
        {t('submit')}
      </Button>
    </form>
  )
}

/** The language that somebody chose elsewhere, in a browser where none was chosen. */
async function bringPreferences() {
  if (/(^|; )locale=/.test(document.cookie)) return
  const kept = await ownPreferencesAction().catch(() => undefined)
  if (kept?.data?.language) setPreferenceCookie('locale', kept.data.language)
}

function Message({ state }: { state: State }) {
  const t = useTranslations('signIn')
  const errors = useTranslations('errors.codes')
  if (state.kind === 'incomplete') return <Alert kind="danger">{t('incomplete')}</Alert>
  if (state.kind !== 'refused') return null
  if (state.code === 'UNAUTHORIZED') return <Alert kind="danger">{t('wrong')}</Alert>
  if (state.code === 'FORBIDDEN') return <Alert kind="danger">{t('foreign')}</Alert>
  if (state.code !== 'TOO_MANY_REQUESTS') return <Alert kind="danger">{errors(state.code)}</Alert>
  return <Alert kind="danger">{t('tooMany', { seconds: state.retryAfterSeconds ?? 60 })}</Alert>
}
