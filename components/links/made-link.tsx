'use client'

import { useState } from 'react'
import { useFormatter, useTranslations } from 'next-intl'
import { withdrawLinkAction } from '@/lib/actions/links'
import { QueryProvider } from '@/lib/client/query-provider'
import { useChange } from '@/lib/client/use-change'
import { linkFragment } from '@/lib/domain/links/link-fragment'
import type { MadeLink } from '@/lib/domain/links/link-row'
import { paths } from '@/lib/paths'
import { Alert } from '../ui/alert'
import { Button } from '../ui/button'
import { SecretField } from '../ui/secret-field'
import { LinkOpened } from './link-opened'
import { useArrival } from './use-arrival'

/** A link that was just made: to copy or to withdraw. Its key is nowhere else. */
export function MadeLinkView({ link, name }: { link: MadeLink; name: string }) {
  const t = useTranslations('robots.handOver')
  const format = useFormatter()
  const arrived = useArrival<HTMLDivElement>()
  const [copied, setCopied] = useState(false)
  const [withdrawn, setWithdrawn] = useState(false)
  const { run, pending, error } = useChange(withdrawLinkAction, () => setWithdrawn(true), {
    title: t('withdrawEvent'),
    names: () => [name],
  })
  if (withdrawn)
    return (
      <Alert kind="info" role="status" small>
        {t('withdrawn')}
      </Alert>
    )
  const address = new URL(paths.link(link.id), location.origin)
  address.hash = linkFragment(link)
  return (
    <div ref={arrived} tabIndex={-1} className="handed" role="group" aria-label={t('link')}>
      <label htmlFor="one-time-link">{t('link')}</label>
      <SecretField
        id="one-time-link"
        secret={address.href}
        t={(key) => t(key === 'copy' ? 'copyLink' : key)}
        onCopied={() => setCopied(true)}
      />
      <p role="status" className="secret-saved">
        {copied && t('copied')}
      </p>
      {error && (
        <Alert kind="danger" role="alert" small>
          {error}
        </Alert>
      )}
      <p>{t('made', { time: format.dateTime(new Date(link.expiresAt), 'short') })}</p>
      <p>
        {t.rich('follow', {
          link: (text) => (
            <a href={paths.links()} target="_blank" rel="noopener">
              {text}
            </a>
          ),
        })}
      </p>
      <QueryProvider>
        <LinkOpened id={link.linkId} />
      </QueryProvider>
      <Button size="sm" loading={pending} onClick={() => run({ id: link.linkId })}>
        {t('withdraw')}
      </Button>
    </div>
  )
}
