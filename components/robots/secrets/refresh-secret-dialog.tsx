'use client'

import { useState } from 'react'
import { useTranslations } from 'next-intl'
import { refreshSecretAction } from '@/lib/actions/robots'
import { QueryProvider } from '@/lib/client/query-provider'
import { toast } from '@/lib/client/toast'
import { useChange } from '@/lib/client/use-change'
import type { RevealedSecret, RobotRow } from '@/lib/domain/robots/robot-row'
import type { ChosenEnd } from '@/lib/domain/secrets/old-secret-form'
import { Alert } from '../../ui/alert'
import { FormDialog } from '../../ui/form-dialog'
import { OldSecretFields, useOldSecret } from './old-secret-fields'
import { useOverlapText } from './overlap-note'
import { SecretDialog } from './secret-dialog'
import { useChosenSecret } from './use-chosen-secret'
import { useRestartedExpiry } from './use-restarted-expiry'
import { isOpen, useSecrets } from './use-secrets'

type State = { kind: 'form' } | { kind: 'reveal'; revealed: RevealedSecret; old: ChosenEnd }

type RefreshSecretDialogProps = {
  robot: RobotRow
  /** A token's life in minutes, as it is set. */
  tokenMinutes: number
  /** The setting: so many hours an old secret goes on, 0 = not at all. */
  overlapHours: number
  onClose: () => void
}

/** Gives a robot a new secret, generated and then shown once or typed twice, and says what becomes of the old one. */
export function RefreshSecretDialog(props: RefreshSecretDialogProps) {
  const [state, setState] = useState<State>({ kind: 'form' })
  const untilText = useOverlapText('until')
  if (state.kind === 'form') {
    return (
      <QueryProvider>
        <RefreshForm {...props} onReveal={(revealed, old) => setState({ kind: 'reveal', revealed, old })} />
      </QueryProvider>
    )
  }
  const { revealed, old } = state
  const note = old.kind === 'at-once' ? undefined : untilText(old)
  return <SecretDialog revealed={revealed} cause="refreshed" note={note} onClose={props.onClose} />
}

type RefreshFormProps = RefreshSecretDialogProps & { onReveal: (revealed: RevealedSecret, old: ChosenEnd) => void }

function RefreshForm({ robot, tokenMinutes, overlapHours, onClose, onReveal }: RefreshFormProps) {
  const [t, events] = [useTranslations('robots.refresh'), useTranslations('robots.events')]
  const heldText = useTranslations('rotation.held')
  const doneText = useDoneText()
  const old = useOldSecret(overlapHours)
  const oldSecret: ChosenEnd = old.end ?? { kind: 'at-once' }
  const { run, pending, error, failure, clearError } = useChange(
    refreshSecretAction,
    (revealed: RevealedSecret | null) => {
      if (revealed) return onReveal(revealed, oldSecret)
      toast.success(doneText(robot.fullName, oldSecret))
      onClose()
    },
    { title: events('refresh'), names: () => [robot.fullName], reveals: Boolean },
  )
  const { valid, secret, fields } = useChosenSecret(t('manual'), clearError)
  const expiry = useRestartedExpiry(robot)
  // One may have ended, or come, since the page has looked.
  const { secrets } = useSecrets(robot.id)
  const live = secrets?.filter(isOpen).length ?? robot.liveSecrets
  const areTwoLive = live > 1 || failure?.reason === 'secrets-two-live'
  // "At once" ends every older one, so there is nothing to choose.
  const asksWhich = areTwoLive && old.typed.kind !== 'at-once'
  const ends = asksWhich ? (old.ends ?? undefined) : undefined

  return (
    <FormDialog
      id="refresh-secret"
      title={t('title')}
      subtitle={robot.fullName}
      submitLabel={t('submit')}
      ready={valid && old.end !== null && !(asksWhich && !ends)}
      pending={pending}
      error={error}
      onSubmit={() => run({ id: robot.id, secret, oldSecret, ends, restartLifetime: expiry.isWanted })}
      onClose={onClose}
    >
      <p className="refresh-text">{t('text')}</p>
      {robot.disabled && (
        <Alert kind="warning" small>
          {heldText('refresh')}
        </Alert>
      )}
      {fields}
      <OldSecretFields {...{ robot, tokenMinutes, old, areTwoLive, asksWhich }} onChoose={clearError} />
      {expiry.field}
    </FormDialog>
  )
}

/** What is said once a secret was refreshed that somebody chose, and until when the old one works. */
function useDoneText(): (name: string, oldSecret: ChosenEnd) => string {
  const [t, rotation] = [useTranslations('robots.refresh'), useTranslations('rotation')]
  const untilText = useOverlapText('until')
  return (name, oldSecret) =>
    oldSecret.kind === 'at-once' ? t('done', { name }) : `${rotation('done', { name })} ${untilText(oldSecret)}`
}
