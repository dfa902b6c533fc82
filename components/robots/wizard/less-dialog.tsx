'use client'

import { useState, type ReactNode } from 'react'
import { useQuery } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useFormatter, useTranslations } from 'next-intl'
import { fetchJson } from '@/lib/client/fetch-json'
import { QueryProvider } from '@/lib/client/query-provider'
import type { Less, LessAnswer, NoLess } from '@/lib/domain/difference/less-proposal'
import type { RobotRow } from '@/lib/domain/robots/robot-row'
import { paths } from '@/lib/paths'
import { RobotDifferenceInWords } from '../../difference/robot-difference'
import { Alert } from '../../ui/alert'
import { Button } from '../../ui/button'
import { Dialog } from '../../ui/dialog'
import { Link } from '../../ui/link'
import { LoadFailed } from '../../ui/load-failed'
import { Spinner } from '../../ui/spinner'
import type { RobotsContext } from '../robots-context'
import { RobotWizard } from './robot-wizard'

type LessDialogProps = {
  /** As it is listed by now. */
  robot: RobotRow
  context: RobotsContext
  onClose: () => void
}

/** What would do for a robot, by what it was seen to do; taking it opens the edit with it, and saves nothing. */
export function LessDialog({ robot, context, onClose }: LessDialogProps) {
  const [taken, setTaken] = useState<{ robot: RobotRow; less: Less }>()
  if (taken) return <RobotWizard {...taken} newest={robot} context={context} onClose={onClose} />
  return (
    <QueryProvider>
      <Asked robot={robot} onTake={(less) => setTaken({ robot, less })} onClose={onClose} />
    </QueryProvider>
  )
}

type AskedProps = { robot: RobotRow; onTake: (less: Less) => void; onClose: () => void }

function Asked({ robot, onTake, onClose }: AskedProps) {
  const [t, common] = [useTranslations('less'), useTranslations('common')]
  const router = useRouter()
  const { data, isError, refetch } = useQuery({
    queryKey: ['robot-less', robot.id, robot.version],
    queryFn: ({ signal }) => fetchJson<LessAnswer>(paths.api.robotLess(robot.id), { signal }),
  })
  const answer = data?.data
  const less = answer && 'less' in answer ? answer.less : undefined
  const isCurrent = less?.version === robot.version
  return (
    <Dialog
      open
      onOpenChange={onClose}
      size="lg"
      title={t('title')}
      subtitle={robot.fullName}
      footer={
        <>
          <Button onClick={onClose}>{common('close')}</Button>
          {less && isCurrent && (
            <Button kind="primary" onClick={() => onTake(less)}>
              {t('take')}
            </Button>
          )}
        </>
      }
    >
      {!answer && !isError && <Spinner label={common('loading')} />}
      {isError && <LoadFailed onRetry={() => void refetch()} />}
      {answer && 'none' in answer && <None none={answer.none} />}
      {less && isCurrent && <Proposal less={less} />}
      {less && !isCurrent && (
        <Alert kind="warning" role="alert">
          {t('changed')}{' '}
          <Button kind="link" size="sm" onClick={() => router.refresh()}>
            {t('reload')}
          </Button>
        </Alert>
      )}
    </Dialog>
  )
}

const useDay = () => {
  const format = useFormatter()
  return (day: string) => format.dateTime(new Date(day), { dateStyle: 'medium', timeZone: 'UTC' })
}

function Proposal({ less: { since, days, repositories, keeps, difference } }: { less: Less }) {
  const t = useTranslations('less')
  const dayText = useDay()
  return (
    <>
      <p>{t('seen', { days, since: dayText(since), repositories })}</p>
      <RobotDifferenceInWords difference={difference} />
      <p className="less-note">
        {t('limits')} {keeps && t('keeps')}
      </p>
    </>
  )
}

function None({ none: { reason, from } }: { none: NoLess }) {
  const t = useTranslations('less')
  const dayText = useDay()
  const link = (text: ReactNode) => <Link href={paths.manualPage('usage')}>{text}</Link>
  return (
    <Alert kind={reason === 'fits' ? 'success' : 'info'}>
      {t.rich(`none.${reason}`, { from: from ? dayText(from) : '', link })}
    </Alert>
  )
}
