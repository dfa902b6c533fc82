'use client'

import { useState } from 'react'
import { useTranslations } from 'next-intl'
import { setRobotDurationsAction } from '@/lib/actions/robots'
import { useBulk } from '@/lib/client/use-bulk'
import { durationToReturn, extendedDuration, type Extension } from '@/lib/domain/robots/extension'
import type { DurationChange } from '@/lib/domain/robots/robot-schema'
import type { BulkRobot } from '@/lib/domain/robots/robot-row'
import { Alert } from '../../ui/alert'
import { BulkProgress } from '../../ui/bulk-progress'
import { Button } from '../../ui/button'
import { FormDialog } from '../../ui/form-dialog'
import { useServerNow } from '../server-now'
import { BulkResultsDialog } from './bulk-results-dialog'
import { ExtensionFields } from './extension-fields'
import { ExtensionPreview, useEndText } from './extension-preview'

/** `before`: the duration that takes it back. */
type Item = DurationChange & { name: string; createdAt: string; before: number }

const toAction = (items: Item[]) =>
  setRobotDurationsAction({ robots: items.map(({ id, durationDays, seen }) => ({ id, durationDays, seen })) })

/** What is sent is what the dialog showed: the new duration of each robot that there is something to extend of. */
function changesOf(robots: BulkRobot[], extension: Extension | null, now: number): Item[] {
  if (!extension) return []
  return robots.flatMap((robot) => {
    const durationDays = robot.legacy ? null : extendedDuration(robot, extension, new Date(now))
    if (durationDays === null) return []
    const { id, fullName: name, createdAt, durationDays: seen } = robot
    return [{ id, name, createdAt, durationDays, seen, before: durationToReturn(robot) }]
  })
}

type ExtendRobotsDialogProps = { robots: BulkRobot[]; note?: string; onClose: () => void }

/** Moves the end of robots, shows what that comes to before and after, and can take it back. */
export function ExtendRobotsDialog({ robots, note, onClose }: ExtendRobotsDialogProps) {
  const t = useTranslations('robots.many.extend')
  const events = useTranslations('robots.events')
  const [extension, setExtension] = useState<Extension | null>({ days: 30, from: 'now' })
  const [sent, setSent] = useState<{ kind: 'extend' | 'restore'; items: Item[] }>()
  const now = useServerNow()
  const endText = useEndText()
  const { state, run, stop, reset } = useBulk(toAction, events('extend'))
  const changes = changesOf(robots, extension, now)

  function start(kind: 'extend' | 'restore', items: Item[]) {
    reset()
    setSent({ kind, items })
    run(items)
  }
  const takenBack = (items: Item[]) =>
    items.map((item) => ({ ...item, durationDays: item.before, seen: item.durationDays }))

  if (state.kind === 'ended' && sent) {
    const done = sent.items.filter(({ id }) => state.results.get(id) === null)
    return (
      <BulkResultsDialog
        title={t(sent.kind === 'extend' ? 'title' : 'restored')}
        items={sent.items}
        results={state.results}
        ok={endText}
        onRest={run}
        onClose={onClose}
        action={
          sent.kind === 'extend' &&
          done.length > 0 && <Button onClick={() => start('restore', takenBack(done))}>{t('takeBack')}</Button>
        }
      />
    )
  }
  const running = state.kind === 'running'
  return (
    <FormDialog
      id="extend-robots"
      title={t('title')}
      submitLabel={t('confirm', { count: changes.length })}
      ready={changes.length > 0}
      pending={running}
      onStop={stop}
      onSubmit={() => start('extend', changes)}
      onClose={onClose}
    >
      {note && (
        <Alert kind="warning" small>
          {note}
        </Alert>
      )}
      <ExtensionFields onChange={setExtension} />
      <ExtensionPreview robots={robots} changes={changes} />
      {running && <BulkProgress {...state} />}
    </FormDialog>
  )
}
