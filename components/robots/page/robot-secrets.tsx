'use client'

import { useTranslations } from 'next-intl'
import { QueryProvider } from '@/lib/client/query-provider'
import type { RobotRow } from '@/lib/domain/robots/robot-row'
import type { SecretRow } from '@/lib/domain/secrets/robot-secret'
import { Alert } from '../../ui/alert'
import { Button } from '../../ui/button'
import { LoadFailed } from '../../ui/load-failed'
import { Spinner } from '../../ui/spinner'
import type { OpenDialog } from '../actions/robot-actions'
import { RotationVerdictLine } from '../secrets/rotation-verdict-line'
import { useHeldBy } from '../secrets/use-held-by'
import { isOpen, useSecrets } from '../secrets/use-secrets'
import { EarlierSecrets } from './earlier-secrets'
import { SecretCard } from './secret-card'

type RobotSecretsProps = {
  robot: RobotRow
  mayUpdate: boolean
  /** Changes whenever the page was rendered anew. */
  freshness: number
  onOpen: (dialog: OpenDialog) => void
}

/** The secrets that a robot signs in with, whether an older one may go, and those that it had. */
export function RobotSecrets(props: RobotSecretsProps) {
  const t = useTranslations('robotPage')
  if (props.robot.legacy) return <p>{t('noSecret')}</p>
  return (
    <QueryProvider>
      <Loaded {...props} />
    </QueryProvider>
  )
}

function Loaded({ robot, mayUpdate, freshness, onOpen }: RobotSecretsProps) {
  const [t, common] = [useTranslations('rotation.held'), useTranslations('common')]
  const held = useHeldBy(robot)
  const { secrets, isError, refetch } = useSecrets(robot.id, freshness)
  if (!secrets) return isError ? <LoadFailed onRetry={() => void refetch()} /> : <Spinner label={common('loading')} />
  const live = secrets.filter(isOpen)
  return (
    <>
      <RotationVerdictLine secrets={live} held={held} />
      {held && live.length === 1 && (
        <Alert small className="rotation-verdict">
          {t(held)}
        </Alert>
      )}
      <ul className="secret-cards">
        {live.map((secret, index) => {
          const place = live.length === 1 ? 'only' : index === 0 ? 'newer' : 'older'
          return (
            <SecretCard key={secret.id} secret={secret} place={place} held={held}>
              {mayUpdate && place !== 'only' && <Actions {...{ robot, live, secret, place, onOpen }} />}
            </SecretCard>
          )
        })}
      </ul>
      <EarlierSecrets secrets={secrets.filter((secret) => !isOpen(secret))} />
    </>
  )
}

type ActionsProps = Pick<RobotSecretsProps, 'robot' | 'onOpen'> & {
  live: SecretRow[]
  secret: SecretRow
  place: 'newer' | 'older'
}

function Actions({ robot, live, secret, place, onOpen }: ActionsProps) {
  const t = useTranslations('rotation')
  const open = (kind: 'retire-secret' | 'keep-secret' | 'cancel-rotation') => () =>
    onOpen({ kind, robot, secret, secrets: live })
  if (place === 'newer') {
    return (
      <Button size="sm" onClick={open('cancel-rotation')}>
        {t('cancel.action')}
      </Button>
    )
  }
  return (
    <>
      <Button size="sm" onClick={open('retire-secret')}>
        {t('retire.action')}
      </Button>
      <Button size="sm" onClick={open('keep-secret')}>
        {t('keep.action')}
      </Button>
    </>
  )
}
