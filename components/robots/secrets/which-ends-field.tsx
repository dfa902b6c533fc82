'use client'

import { useFormatter, useTranslations } from 'next-intl'
import { LoadFailed } from '../../ui/load-failed'
import { RadioField } from '../../ui/radio-field'
import { Spinner } from '../../ui/spinner'
import { useAgo } from '../activity/use-ago'
import { isOpen, useSecrets } from './use-secrets'

/** `value`: a secret's id. */
type WhichEndsFieldProps = { robotId: number; value: number | null; onChange: (value: number) => void }

/** Asks which of two live secrets makes room for a third, with what there is to know of either. */
export function WhichEndsField({ robotId, value, onChange }: WhichEndsFieldProps) {
  const [t, common] = [useTranslations('rotation.which'), useTranslations('common')]
  const format = useFormatter()
  const ago = useAgo()
  const { secrets, isError, refetch } = useSecrets(robotId)
  if (!secrets) return isError ? <LoadFailed onRetry={() => void refetch()} /> : <Spinner label={common('loading')} />
  const [newer, older] = secrets.filter(isOpen)
  if (!newer || !older) return null
  const which = value === older.id ? 'older' : value === newer.id ? 'newer' : null
  const choose = (chosen: 'older' | 'newer') => onChange(chosen === 'older' ? older.id : newer.id)
  const choices = [['older', older] as const, ['newer', newer] as const].map(([which, { madeAt, lastUse }]) => ({
    value: which,
    label: t(which, {
      made: format.dateTime(new Date(madeAt), 'short'),
      used: lastUse ? 'yes' : 'no',
      when: lastUse ? ago(lastUse.at * 1000) : '',
    }),
  }))
  return <RadioField id="which-ends" label={t('label')} value={which} choices={choices} onChange={choose} />
}
