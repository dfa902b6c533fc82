'use client'

import { useState, type ReactNode } from 'react'
import { useFormatter, useTranslations } from 'next-intl'
import { Checkbox } from '../ui/checkbox'
import { ConfirmDialog } from '../ui/confirm-dialog'
import { GraceDays, readGraceDays } from './grace-days'

type RenamePrefixDialogProps = {
  from: string
  to: string
  /** How many robots it renames. */
  count: number
  pending: boolean
  error: ReactNode
  onConfirm: (graceDays?: number) => void
  onClose: () => void
}

/** Asks about another prefix, and whether the names of before go on for a while. */
export function RenamePrefixDialog({ from, to, count, onConfirm, onClose, ...state }: RenamePrefixDialogProps) {
  const [t, former] = [useTranslations('configuration.rename'), useTranslations('formerPrefixes')]
  const format = useFormatter()
  const [goesOn, setGoesOn] = useState(false)
  const [typed, setTyped] = useState('30')
  const { days, until } = readGraceDays(typed)
  return (
    <ConfirmDialog
      open
      onOpenChange={onClose}
      title={t('title')}
      confirmLabel={t('confirm')}
      kind="danger"
      confirmDisabled={goesOn && days === null}
      onConfirm={() => onConfirm(goesOn ? (days ?? undefined) : undefined)}
      {...state}
    >
      <p>{t('question', { from, to, count })}</p>
      {count > 0 && (
        <div className="clr-form rename-grace">
          <Checkbox
            id="prefix-grace"
            label={former('grace')}
            checked={goesOn}
            onChange={(event) => setGoesOn(event.target.checked)}
          />
          {goesOn && <GraceDays id="prefix-grace-days" label={former('days')} typed={typed} onType={setTyped} />}
          {!goesOn && <p>{former('without')}</p>}
          {goesOn && until && <p>{former('with', { until: format.dateTime(until, 'short') })}</p>}
        </div>
      )}
    </ConfirmDialog>
  )
}
