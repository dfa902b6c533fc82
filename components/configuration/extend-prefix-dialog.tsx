'use client'

import { useState } from 'react'
import { useFormatter, useTranslations } from 'next-intl'
import { extendFormerPrefixAction } from '@/lib/actions/settings'
import { toast } from '@/lib/client/toast'
import { useChange } from '@/lib/client/use-change'
import type { FormerPrefixRow } from '@/lib/domain/settings/former-name-row'
import { FormDialog } from '../ui/form-dialog'
import { GraceDays, readGraceDays } from './grace-days'

/** For how many days from now a prefix of before is to go on. */
export function ExtendPrefixDialog({ prefix, onClose }: Pick<FormerPrefixRow, 'prefix'> & { onClose: () => void }) {
  const t = useTranslations('formerPrefixes')
  const format = useFormatter()
  const [typed, setTyped] = useState('30')
  const { days, until } = readGraceDays(typed)
  const { run, pending, error } = useChange(
    extendFormerPrefixAction,
    () => {
      toast.success(t('extendDone'))
      onClose()
    },
    { title: t('extendEvent'), names: () => [prefix] },
  )
  return (
    <FormDialog
      id="extend-prefix"
      title={t('extendTitle')}
      subtitle={prefix}
      submitLabel={t('extend')}
      ready={days !== null}
      pending={pending}
      error={error}
      onSubmit={() => days !== null && run({ prefix, days })}
      onClose={onClose}
    >
      <GraceDays
        id="extend-prefix-days"
        label={t('extendDays')}
        hint={until && t('extendHint', { until: format.dateTime(until, 'short') })}
        typed={typed}
        onType={setTyped}
      />
    </FormDialog>
  )
}
