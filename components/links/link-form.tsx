'use client'

import { useState, type FormEvent } from 'react'
import { useTranslations } from 'next-intl'
import { createLinkAction } from '@/lib/actions/links'
import { useChange } from '@/lib/client/use-change'
import type { MadeLink } from '@/lib/domain/links/link-row'
import { isPassphrase, linkHours } from '@/lib/domain/links/link-schema'
import { Alert } from '../ui/alert'
import { Button } from '../ui/button'
import { PasswordField } from '../ui/password-field'
import { SelectField } from '../ui/select-field'
import { MadeLinkView } from './made-link'
import type { HandedSecret } from './handed-secret'

/** Asks how long and behind which passphrase, makes the link and shows it, once. */
export function LinkForm({ robotId, name, secret, onTaken }: HandedSecret) {
  const t = useTranslations('robots.handOver')
  const [hours, setHours] = useState(24)
  const [passphrase, setPassphrase] = useState('')
  const [made, setMade] = useState<MadeLink>()
  const { run, pending, error } = useChange(
    createLinkAction,
    (link: MadeLink) => {
      setMade(link)
      setPassphrase('')
      onTaken?.()
    },
    { title: t('makeEvent'), names: () => [name], reveals: () => true },
  )
  const isWrong = passphrase !== '' && !isPassphrase(passphrase)

  function submit(event: FormEvent) {
    event.preventDefault()
    // Not the form around the dialog, if there is one.
    event.stopPropagation()
    if (pending || isWrong) return
    run({ robotId, secret, hours, passphrase: passphrase === '' ? undefined : passphrase })
  }

  if (made) return <MadeLinkView link={made} name={name} />
  return (
    <form className="clr-form clr-form-horizontal" noValidate onSubmit={submit}>
      <p>{t('linkText')}</p>
      {error && (
        <Alert kind="danger" role="alert">
          {error}
        </Alert>
      )}
      <SelectField
        id="link-hours"
        label={t('validFor')}
        value={hours}
        onChange={(event) => setHours(Number(event.target.value))}
      >
        {linkHours.map((each) => (
          <option key={each} value={each}>
            {each <= 24 ? t('hours', { count: each }) : t('days', { count: each / 24 })}
          </option>
        ))}
      </SelectField>
      <PasswordField
        id="link-passphrase"
        label={t('passphrase')}
        hint={t('passphraseHint')}
        error={isWrong ? t('passphraseInvalid') : undefined}
        autoComplete="new-password"
        value={passphrase}
        onChange={(event) => setPassphrase(event.target.value)}
      />
      <Button type="submit" kind="primary" loading={pending} held={isWrong}>
        {t('make')}
      </Button>
    </form>
  )
}
