'use client'

import { useTranslations } from 'next-intl'
import { removeRobotsAction, setRobotsDisabledAction } from '@/lib/actions/robots'
import { toast } from '@/lib/client/toast'
import { useBulk } from '@/lib/client/use-bulk'
import type { RobotRow } from '@/lib/domain/robot-row'
import { BulkProgress } from '../ui/bulk-progress'
import { ConfirmDialog } from '../ui/confirm-dialog'
import { NameList } from '../ui/name-list'
import { BulkResultsDialog } from './bulk-results-dialog'

export type RobotsChange = 'disable' | 'enable' | 'delete'

const idsOf = (items: { id: number }[]) => items.map(({ id }) => id)
const actions = {
  disable: (items: { id: number }[]) => setRobotsDisabledAction({ ids: idsOf(items), disabled: true }),
  enable: (items: { id: number }[]) => setRobotsDisabledAction({ ids: idsOf(items), disabled: false }),
  delete: (items: { id: number }[]) => removeRobotsAction({ ids: idsOf(items) }),
}

type ChangeRobotsDialogProps = { change: RobotsChange; robots: RobotRow[]; onClose: () => void }

/** Asks, then disables, enables or deletes each robot by itself; unless all goes well, it tells how each of them went. */
export function ChangeRobotsDialog({ change, robots, onClose }: ChangeRobotsDialogProps) {
  const t = useTranslations('robots.many')
  const robotTexts = useTranslations('robots')
  const items = robots.map(({ id, fullName }) => ({ id, name: fullName }))
  const { state, run, stop } = useBulk(actions[change], robotTexts(`events.${change}`))

  async function start(which: typeof items) {
    const results = await run(which)
    if (items.some(({ id }) => results.get(id) !== null)) return
    toast.success(t(`${change}.done`, { count: items.length }))
    onClose()
  }

  if (state.kind === 'ended') {
    return (
      <BulkResultsDialog
        title={t(`${change}.title`)}
        items={items}
        results={state.results}
        ok={() => t(`${change}.ok`)}
        onRest={start}
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
      onStop={stop}
      onConfirm={() => start(items)}
    >
      <p>
        {t(`${change}.question`, { count: items.length })} {change !== 'enable' && robotTexts('tokensLast')}
      </p>
      <NameList rows={items} />
      {state.kind === 'running' && <BulkProgress {...state} />}
    </ConfirmDialog>
  )
}
