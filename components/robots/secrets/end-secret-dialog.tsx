'use client'

import { useState } from 'react'
import { useFormatter, useTranslations } from 'next-intl'
import { cancelRotationAction, retireSecretAction } from '@/lib/actions/robots'
import { QueryProvider } from '@/lib/client/query-provider'
import type { RobotRow } from '@/lib/domain/robots/robot-row'
import type { SecretRow } from '@/lib/domain/secrets/robot-secret'
import { Alert } from '../../ui/alert'
import { ConfirmAction } from '../../ui/confirm-action'
import { useWordsOfUse } from '../activity/use-words-of-use'
import { leewayMinutes } from '../activity/what-breaks'
import { useServerNow } from '../server-now'
import { TypeToConfirm } from '../type-to-confirm'
import { RotationVerdictLine } from './rotation-verdict-line'
import { useHeldBy } from './use-held-by'
import { isOpen, useSecrets } from './use-secrets'

const hourSeconds = 3_600

type EndSecretDialogProps = {
  kind: 'retire-secret' | 'cancel-rotation'
  robot: RobotRow
  /** The one that stops. */
  secret: SecretRow
  /** Those that are live, newest first. */
  secrets: SecretRow[]
  /** A token's life in minutes, as it is set. */
  tokenMinutes: number
  onClose: () => void
}

/** Asks, then ends the older of two secrets now, or the newer one, so that the older goes on. What is in use has to be typed. */
export function EndSecretDialog(props: EndSecretDialogProps) {
  return (
    <QueryProvider>
      <Asked {...props} />
    </QueryProvider>
  )
}

function Asked({ kind, robot, tokenMinutes, onClose, ...opened }: EndSecretDialogProps) {
  // It may have been used since the page has looked.
  const { secrets = opened.secrets } = useSecrets(robot.id)
  const secret = secrets.find(({ id }) => id === opened.secret.id) ?? opened.secret
  const isRetiring = kind === 'retire-secret'
  const t = useTranslations(isRetiring ? 'rotation.retire' : 'rotation.cancel')
  const [breaks, common] = [useTranslations('robots.breaks'), useTranslations('common')]
  const format = useFormatter()
  const held = useHeldBy(robot)
  const isInUse = useIsInUse(secret, isRetiring)
  const [typed, setTyped] = useState('')
  const name = robot.fullName
  const dialog = {
    event: t('event'),
    name,
    title: t('title'),
    confirmLabel: t('action'),
    // Two buttons that say "cancel" would be one too many.
    cancelLabel: isRetiring ? undefined : common('back'),
    kind: 'danger',
    confirmDisabled: isInUse && typed.trim() !== name,
    done: t('done', { name }),
    onClose,
    children: (
      <>
        <p>{t('question', { made: format.dateTime(new Date(secret.madeAt), 'short') })}</p>
        {isRetiring ? <RotationVerdictLine secrets={secrets} held={held} /> : <NewInUse secret={secret} />}
        <p>{breaks('tokens', { minutes: tokenMinutes + leewayMinutes })}</p>
        {isInUse && <TypeToConfirm text={name} typed={typed} onType={setTyped} />}
      </>
    ),
  } as const
  const input = { id: robot.id, secretId: secret.id }
  if (!isRetiring) return <ConfirmAction action={cancelRotationAction} input={input} {...dialog} />
  const newerId = secrets.find(isOpen)?.id
  return <ConfirmAction action={retireSecretAction} input={{ ...input, newerId }} {...dialog} />
}

/** An old secret that rested for an hour may go at a press; a new one only if nobody ever had a use of it. */
function useIsInUse({ lastUse, firstUse }: SecretRow, isOld: boolean): boolean {
  const now = useServerNow()
  if (!isOld) return firstUse !== null || lastUse !== null
  return lastUse !== null && lastUse.at * 1000 > now - hourSeconds * 1000
}

function NewInUse({ secret }: { secret: SecretRow }) {
  const t = useTranslations('rotation.cancel')
  const wordsOf = useWordsOfUse()
  if (!secret.lastUse && !secret.firstUse) return null
  return (
    <Alert kind="danger" small className="what-breaks">
      {secret.lastUse ? t('inUse', wordsOf(secret.lastUse)) : t('wasUsed')}
    </Alert>
  )
}
