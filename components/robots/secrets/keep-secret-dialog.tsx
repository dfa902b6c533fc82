'use client'

import { useState } from 'react'
import { useFormatter, useTimeZone, useTranslations } from 'next-intl'
import { keepSecretAction } from '@/lib/actions/robots'
import { toast } from '@/lib/client/toast'
import { useChange } from '@/lib/client/use-change'
import type { RobotRow } from '@/lib/domain/robots/robot-row'
import { endOf, typedEnd } from '@/lib/domain/secrets/old-secret-form'
import type { SecretRow } from '@/lib/domain/secrets/robot-secret'
import { FormDialog } from '../../ui/form-dialog'
import { useServerNow } from '../server-now'
import { EndFields } from './end-fields'
import { OverlapNote } from './overlap-note'

type KeepSecretDialogProps = {
  robot: RobotRow
  /** The older one. */
  secret: SecretRow
  /** Those that are live, newest first. */
  secrets: SecretRow[]
  onClose: () => void
}

/** Gives the older of two secrets another end: some time after the newer one's first use, as long as that is to come, or a time. */
export function KeepSecretDialog({ robot, secret, secrets, onClose }: KeepSecretDialogProps) {
  const t = useTranslations('rotation.keep')
  const format = useFormatter()
  const timeZone = useTimeZone() ?? 'UTC'
  const now = new Date(useServerNow())
  const isNewUsed = secrets[0]?.firstUse !== null
  const [typed, setTyped] = useState(() => ({ ...typedEnd(168), ...(isNewUsed && { kind: 'at' as const }) }))
  const { run, pending, error, clearError } = useChange(
    keepSecretAction,
    () => {
      toast.success(t('done', { name: robot.fullName }))
      onClose()
    },
    { title: t('event'), names: () => [robot.fullName] },
  )
  const result = endOf(typed, now, timeZone)
  const end = 'end' in result && result.end.kind !== 'at-once' ? result.end : null

  return (
    <FormDialog
      id="keep-secret"
      title={t('title')}
      subtitle={robot.fullName}
      submitLabel={t('submit')}
      ready={end !== null}
      pending={pending}
      error={error}
      onSubmit={() => end && run({ id: robot.id, secretId: secret.id, newerId: secrets[0]?.id, end })}
      onClose={onClose}
    >
      <p className="refresh-text">{t('text', { made: format.dateTime(new Date(secret.madeAt), 'short') })}</p>
      <EndFields
        kinds={isNewUsed ? ['at'] : ['after-first-use', 'at']}
        typed={typed}
        fault={'fault' in result ? result.fault : undefined}
        onChange={(next) => {
          setTyped(next)
          clearError()
        }}
      />
      <div role="status">{end && <OverlapNote end={end} />}</div>
    </FormDialog>
  )
}
