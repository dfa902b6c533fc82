'use client'

import { useState } from 'react'
import { useTranslations } from 'next-intl'
import { removeRobotsAction, setRobotsDisabledAction } from '@/lib/actions/robots'
import { toast } from '@/lib/client/toast'
import { useBulk, type BulkResults } from '@/lib/client/use-bulk'
import type { BulkRobot } from '@/lib/domain/robots/robot-row'
import { Alert } from '../../ui/alert'
import { BulkProgress } from '../../ui/bulk-progress'
import { ConfirmDialog } from '../../ui/confirm-dialog'
import { NameList } from '../../ui/name-list'
import { useUsedLately } from '../activity/use-used-lately'
import { ManyBreak, WhatBreaks } from '../activity/what-breaks'
import { TypeToConfirm } from '../type-to-confirm'
import { BulkResultsDialog } from './bulk-results-dialog'

export type RobotsChange = 'disable' | 'enable' | 'delete'

const idsOf = (items: { id: number }[]) => items.map(({ id }) => id)
const actions = {
  disable: (items: { id: number }[]) => setRobotsDisabledAction({ ids: idsOf(items), disabled: true }),
  enable: (items: { id: number }[]) => setRobotsDisabledAction({ ids: idsOf(items), disabled: false }),
  delete: (items: { id: number }[]) => removeRobotsAction({ ids: idsOf(items) }),
}

type ChangeRobotsDialogProps = {
  change: RobotsChange
  robots: BulkRobot[]
  /** What else there is to know before it is agreed to. */
  note?: string
  /** A token's life in minutes, as it is set. */
  tokenMinutes: number
  /** Instead of `onClose` once all are deleted. */
  onDeleted?: () => void
  onClose: () => void
}

/** Asks, then disables, enables or deletes each robot by itself; unless all goes well, it tells how each of them went. */
export function ChangeRobotsDialog(props: ChangeRobotsDialogProps) {
  const { change, robots, note, tokenMinutes, onDeleted, onClose } = props
  const t = useTranslations('robots.many')
  const events = useTranslations('robots.events')
  const items = robots.map(({ id, fullName }) => ({ id, name: fullName }))
  const { state, run, stop } = useBulk(actions[change], events(change), ended)
  const [lastUse, setLastUse] = useState<{ lastUsedAt: number | null }>()
  const usedLately = useUsedLately(lastUse ? [lastUse] : robots)
  const [typed, setTyped] = useState('')
  const toType = robots.length === 1 ? robots[0]!.fullName : String(robots.length)
  const asksToType = change === 'delete' && usedLately > 0
  // Whether a name is to be typed must not depend on who is faster.
  const isReading = change === 'delete' && robots.length === 1 && !lastUse

  const onKnown = (lastUsedAt: number | null) => setLastUse({ lastUsedAt })

  function ended(results: BulkResults) {
    if (items.some(({ id }) => results.get(id) !== null)) return
    toast.success(t(`${change}.done`, { count: items.length }))
    if (change === 'delete' && onDeleted) onDeleted()
    else onClose()
  }

  if (state.kind === 'ended') {
    return (
      <BulkResultsDialog
        title={t(`${change}.title`)}
        items={items}
        results={state.results}
        ok={() => t(`${change}.ok`)}
        onRest={run}
        onClose={onClose}
      />
    )
  }
  return (
    <ConfirmDialog
      open
      onOpenChange={onClose}
      title={t(`${change}.title`)}
      confirmLabel={t(`${change}.confirm`)}
      kind={change === 'enable' ? 'primary' : 'danger'}
      pending={state.kind === 'running'}
      confirmDisabled={isReading || (asksToType && typed.trim() !== toType)}
      onStop={stop}
      onConfirm={() => run(items)}
    >
      <p>{t(`${change}.question`, { count: items.length })}</p>
      {note && (
        <Alert kind="warning" small>
          {note}
        </Alert>
      )}
      <NameList rows={items} />
      {change !== 'enable' &&
        (robots.length === 1 ? (
          <WhatBreaks robot={robots[0]!} tokenMinutes={tokenMinutes} onKnown={onKnown} />
        ) : (
          <ManyBreak count={usedLately} tokenMinutes={tokenMinutes} />
        ))}
      {asksToType && <TypeToConfirm text={toType} typed={typed} onType={setTyped} />}
      {state.kind === 'running' && <BulkProgress {...state} />}
    </ConfirmDialog>
  )
}
