'use client'

import { useState } from 'react'
import { useTranslations } from 'next-intl'
import { endFormerPrefixAction } from '@/lib/actions/settings'
import type { FormerNameRow, FormerPrefixRow } from '@/lib/domain/settings/former-name-row'
import type { ListState } from '../data-table/list-params'
import { Button } from '../ui/button'
import { ConfirmAction } from '../ui/confirm-action'
import { Time } from '../ui/time'
import { ExtendPrefixDialog } from './extend-prefix-dialog'
import { FormerNamesTable } from './former-names-table'

type FormerPrefixesProps = {
  prefixes: FormerPrefixRow[]
  rows: FormerNameRow[]
  total: number
  list: ListState<'last'>
}
type Asked = { kind: 'end' | 'extend'; of: FormerPrefixRow }

/** The prefixes of before that are still taken, until when, and who uses them. */
export function FormerPrefixes({ prefixes, ...names }: FormerPrefixesProps) {
  const t = useTranslations('formerPrefixes')
  const [asked, setAsked] = useState<Asked>()
  const close = () => setAsked(undefined)
  return (
    <section className="former-prefixes" aria-labelledby="former-prefixes">
      <h2 id="former-prefixes">{t('title')}</h2>
      <p>{t('text')}</p>
      <ul>
        {prefixes.map((each) => (
          <FormerPrefix key={each.prefix} of={each} onAsk={(kind) => setAsked({ kind, of: each })} />
        ))}
      </ul>
      <FormerNamesTable {...names} />
      {asked?.kind === 'extend' && <ExtendPrefixDialog prefix={asked.of.prefix} onClose={close} />}
      {asked?.kind === 'end' && (
        <ConfirmAction
          action={endFormerPrefixAction}
          input={{ prefix: asked.of.prefix }}
          event={t('endEvent')}
          name={asked.of.prefix}
          title={t('endTitle')}
          confirmLabel={t('end')}
          kind="danger"
          done={t('endDone')}
          onClose={close}
        >
          {t('endQuestion', { prefix: asked.of.prefix, count: asked.of.robots })}
        </ConfirmAction>
      )}
    </section>
  )
}

function FormerPrefix({ of, onAsk }: { of: FormerPrefixRow; onAsk: (kind: Asked['kind']) => void }) {
  const t = useTranslations('formerPrefixes')
  const { prefix, until, robots } = of
  return (
    <li>
      <code>{prefix}</code>
      <span>{t.rich('until', { time: () => <Time key="until" value={until} /> })}</span>
      <span>{t('seen', { count: robots })}</span>
      <span className="former-prefix-actions">
        <Button size="sm" aria-label={t('extendOf', { prefix })} onClick={() => onAsk('extend')}>
          {t('extend')}
        </Button>
        <Button size="sm" kind="danger" aria-label={t('endOf', { prefix })} onClick={() => onAsk('end')}>
          {t('end')}
        </Button>
      </span>
    </li>
  )
}
