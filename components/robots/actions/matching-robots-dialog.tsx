'use client'

import { useTranslations } from 'next-intl'
import { QueryProvider } from '@/lib/client/query-provider'
import { Button } from '../../ui/button'
import { Dialog } from '../../ui/dialog'
import { LoadFailed } from '../../ui/load-failed'
import { Spinner } from '../../ui/spinner'
import type { RobotListState } from '../robot-list-params'
import type { RobotsTableContext } from '../robots-context'
import { ChangeRobotsDialog, type RobotsChange } from './change-robots-dialog'
import { ExtendRobotsDialog } from './extend-robots-dialog'
import { useMatchingRobots } from './use-matching-robots'

type MatchingRobotsProps = {
  change: RobotsChange | 'extend'
  context: RobotsTableContext
  list: RobotListState
  onClose: () => void
}

/** A change of all robots that match, also of other pages: of those that do when it opens, and of no others. */
export const MatchingRobotsDialog = (props: MatchingRobotsProps) => (
  <QueryProvider>
    <AskedFor {...props} />
  </QueryProvider>
)

function AskedFor({ change, context, list, onClose }: MatchingRobotsProps) {
  const [t, common] = [useTranslations('robots'), useTranslations('common')]
  const { found, isError, retry } = useMatchingRobots(context, list)
  if (found && found.robots.length > 0) {
    const { robots, total } = found
    const note = total > robots.length ? t('matching.bound', { count: robots.length, total }) : undefined
    if (change === 'extend') return <ExtendRobotsDialog robots={robots} note={note} onClose={onClose} />
    const { tokenMinutes } = context
    return <ChangeRobotsDialog {...{ change, robots, note, tokenMinutes, onClose }} />
  }
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={t(`many.${change}.title`)}
      footer={<Button onClick={onClose}>{common('close')}</Button>}
    >
      {found && <p>{t('filter.noMatch')}</p>}
      {isError && <LoadFailed onRetry={retry} />}
      {!found && !isError && <Spinner label={common('loading')} />}
    </Dialog>
  )
}
