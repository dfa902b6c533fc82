'use client'

import { useMemo, useState } from 'react'
import { useFormatter, useTranslations } from 'next-intl'
import { onDemand } from '@/lib/client/on-demand'
import type { Change } from '@/lib/domain/explain/access-changes'
import type { Explanation, Reason } from '@/lib/domain/explain/explain-access'
import { expiryDate } from '@/lib/domain/robots/expiry'
import { unpackedRow, type PackedRobotRow } from '@/lib/domain/robots/packed-robot-row'
import { Icon } from '../../ui/icon'
import type { OpenDialog } from '../actions/robot-actions'
import type { RobotsContext } from '../robots-context'
import { ServerNowProvider } from '../server-now'
import { ExplainChange } from './explain-change'
import type { ExplainState } from './explain-params'
import { useHeldText } from './use-held-text'

const RobotDialogs = onDemand('robots', async () => (await import('../actions/robot-dialogs')).RobotDialogs)

type ExplainAnswerProps = {
  asked: ExplainState
  /** The permissions that it proposes are packed. */
  explanation: Explanation
  /** The robot that was asked about, with what its dialogs need; none for a user. */
  robot?: { robot: PackedRobotRow; context: RobotsContext; mayUpdate: boolean }
  renderedAt: number
}

/** Yes or no, why, and what would make it yes. */
export function ExplainAnswer({ asked, explanation, robot: packed, renderedAt }: ExplainAnswerProps) {
  const t = useTranslations('explain')
  const [dialog, setDialog] = useState<OpenDialog | null>(null)
  const robot = useMemo(() => packed && { ...packed, robot: unpackedRow(packed.robot) }, [packed])
  const { allowed, reasons, changes } = explanation
  const project = asked.repository.split('/')[0]!
  return (
    <ServerNowProvider renderedAt={renderedAt}>
      <section className="explain-answer" aria-labelledby="explain-verdict">
        <h2 id="explain-verdict" className={allowed ? 'explain-allowed' : 'explain-denied'}>
          <Icon name={allowed ? 'success-standard' : 'error-standard'} size={24} />{' '}
          {t(allowed ? 'answer.allowed' : 'answer.denied')}
        </h2>
        <p className="explain-asked">
          {asked.who} · {t(`actions.${asked.action}`)} · {asked.repository}
        </p>
        <h3>{t('answer.because')}</h3>
        <ul className="list">
          {reasons.map((reason) => (
            <li key={reason.kind}>
              <ReasonText reason={reason} project={project} />
            </li>
          ))}
        </ul>
        {changes.length > 0 && <h3>{t('answer.change')}</h3>}
        <ol className="explain-changes">
          {changes.map((change: Change) => (
            <ExplainChange key={change.kind} {...{ change, asked, project, robot }} onOpen={setDialog} />
          ))}
        </ol>
      </section>
      {dialog && robot && (
        <RobotDialogs dialog={dialog} context={robot.context} rows={[robot.robot]} onClose={() => setDialog(null)} />
      )}
    </ServerNowProvider>
  )
}

function ReasonText({ reason, project }: { reason: Reason; project: string }) {
  const [t, roles, format] = [useTranslations('explain'), useTranslations('roles'), useFormatter()]
  const heldText = useHeldText(project)
  switch (reason.kind) {
    case 'expired': {
      const date = expiryDate(reason.at)
      return t('reasons.expired', { date: date ? format.dateTime(date, 'short') : '' })
    }
    case 'other-project':
      return t('reasons.other-project', { home: reason.home })
    case 'role':
      return t('reasons.role', { project, role: roles(reason.role) })
    case 'granted':
    case 'narrowed':
      return t(`reasons.${reason.kind}`, { held: heldText(reason.held) })
    case 'not-granted': {
      const actions = format.list(reason.actions.map((each) => t(`actions.${each}`)))
      return t('reasons.not-granted', { project, actions: actions || t('reasons.nothing') })
    }
    default:
      return t(`reasons.${reason.kind}`, { project })
  }
}
