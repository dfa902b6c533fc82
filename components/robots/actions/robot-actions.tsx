'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import type { ProposedAccess } from '@/lib/domain/explain/access-changes'
import type { BulkRobot, RobotRow } from '@/lib/domain/robots/robot-row'
import type { SecretRow } from '@/lib/domain/secrets/robot-secret'
import { paths } from '@/lib/paths'
import { Menu } from '../../ui/menu'
import type { MenuItem } from '../../ui/menu-item'
import type { RobotsChange } from './change-robots-dialog'

/** One of a robot's secrets, with those that are live, newest first. */
type SecretAtStake = { robot: RobotRow; secret: SecretRow; secrets: SecretRow[] }

/** What may be open over the table. One at a time. */
export type OpenDialog =
  | { kind: 'create' }
  | {
      kind:
        | 'edit'
        | 'clone'
        | 'refresh-secret'
        | 'set-disabled'
        | 'activity'
        | 'how-to-use'
        | 'less'
        | 'projects'
        | 'recreate'
      robot: RobotRow
    }
  /** With permissions filled in that somebody has proposed. */
  | { kind: 'edit'; robot: RobotRow; proposed: ProposedAccess }
  | { kind: 'permissions'; robot: RobotRow; access: string[] }
  | ({ kind: 'retire-secret' | 'cancel-rotation' } & SecretAtStake)
  | ({ kind: 'keep-secret' } & SecretAtStake)
  | { kind: 'extend'; robots: BulkRobot[] }
  | { kind: 'change'; change: RobotsChange; robots: BulkRobot[] }
  /** All that match: which these are is asked when it opens. */
  | { kind: 'matching'; change: RobotsChange | 'extend' }

/** A robot as the page that explains its access is asked about it. */
const explained = ({ fullName: who, legacy }: RobotRow) => ({ who, legacy: legacy || undefined })

type RobotActionsProps = {
  selected: RobotRow[]
  /** How many match, when all of them are selected and not single ones. */
  matching?: number
  mayUpdate: boolean
  mayDelete: boolean
  /** Where there are legacy robots: opens the wizard for one that takes a legacy robot's place. */
  recreate?: { allowed: boolean; open: (robot: RobotRow) => void }
  onOpen: (dialog: OpenDialog) => void
  /** The log where its history is. */
  mayListLog: boolean
}

/** The ACTION menu. An item that cannot be used says why; this is courtesy, the verbs decide. */
export function RobotActions(props: RobotActionsProps) {
  const { selected, matching, mayUpdate, mayDelete, mayListLog, recreate, onOpen } = props
  const t = useTranslations('robots')
  const common = useTranslations('common')
  const router = useRouter()
  const count = matching ?? selected.length
  const single = selected.length === 1 ? selected[0] : undefined

  function whyNot(allowed: boolean, rule: 'one' | 'some', legacyToo: boolean): string | undefined {
    if (!allowed) return t('reasons.notAllowed')
    if (count === 0) return t('reasons.none')
    if (rule === 'one' && !single) return t('reasons.one')
    if (single?.legacy && !legacyToo) return t('reasons.legacy')
    return undefined
  }
  const forOne =
    (kind: 'edit' | 'clone' | 'refresh-secret' | 'set-disabled' | 'activity' | 'how-to-use' | 'less') => () =>
      single && onOpen({ kind, robot: single })
  function forAll(change: RobotsChange | 'extend') {
    if (matching !== undefined) return () => onOpen({ kind: 'matching', change })
    if (change === 'extend') return () => onOpen({ kind: 'extend', robots: selected })
    return () => onOpen({ kind: 'change', change, robots: selected })
  }

  /** Of one robot what it is not; of many both, for those that it is something to. */
  function stateItems(): MenuItem[] {
    const item = (change: 'disable' | 'enable', onSelect: () => void): MenuItem => ({
      kind: 'item',
      id: change,
      icon: change === 'enable' ? 'check-circle' : 'ban',
      label: t(`actions.${change}`),
      disabledReason: whyNot(mayUpdate, 'some', true),
      onSelect,
    })
    if (count > 1) return [item('disable', forAll('disable')), item('enable', forAll('enable'))]
    return [item(single?.disabled ? 'enable' : 'disable', forOne('set-disabled'))]
  }

  const items: MenuItem[] = [
    {
      kind: 'item',
      id: 'refresh-secret',
      icon: 'refresh',
      label: t('actions.refreshSecret'),
      disabledReason: whyNot(mayUpdate, 'one', false),
      onSelect: forOne('refresh-secret'),
    },
    {
      kind: 'item',
      id: 'edit',
      icon: 'pencil',
      label: t('actions.edit'),
      disabledReason: whyNot(mayUpdate, 'one', false),
      onSelect: forOne('edit'),
    },
    {
      kind: 'item',
      id: 'clone',
      icon: 'copy',
      label: t('actions.clone'),
      disabledReason: whyNot(recreate?.allowed ?? false, 'one', false),
      onSelect: forOne('clone'),
    },
    ...(recreate && single?.legacy
      ? [
          {
            kind: 'item' as const,
            id: 'recreate',
            icon: 'plus' as const,
            label: t('actions.recreate'),
            disabledReason: whyNot(recreate.allowed, 'one', true),
            onSelect: () => recreate.open(single),
          },
        ]
      : []),
    ...stateItems(),
    {
      kind: 'item',
      id: 'extend',
      icon: 'step-forward-2',
      label: t('actions.extend'),
      disabledReason: whyNot(mayUpdate, 'some', false),
      onSelect: forAll('extend'),
    },
    {
      kind: 'item',
      id: 'how-to-use',
      icon: 'help',
      label: t('actions.howToUse'),
      disabledReason: whyNot(true, 'one', true),
      onSelect: forOne('how-to-use'),
    },
    {
      kind: 'item',
      id: 'activity',
      icon: 'bullet-list',
      label: t('actions.activity'),
      disabledReason: whyNot(true, 'one', true),
      onSelect: forOne('activity'),
    },
    {
      kind: 'item',
      id: 'less',
      icon: 'search',
      label: t('actions.less'),
      disabledReason: whyNot(mayUpdate, 'one', false),
      onSelect: forOne('less'),
    },
    {
      kind: 'item',
      id: 'history',
      icon: 'event',
      label: t('actions.history'),
      disabledReason: whyNot(mayListLog, 'one', true),
      onSelect: () => single && router.push(paths.robotLog(single)),
    },
    {
      kind: 'item',
      id: 'explain',
      icon: 'search',
      label: t('actions.explain'),
      disabledReason: whyNot(true, 'one', true),
      onSelect: () => single && router.push(paths.explain(explained(single))),
    },
    { kind: 'divider', id: 'divider' },
    {
      kind: 'item',
      id: 'delete',
      icon: 'times',
      label: t('actions.delete'),
      disabledReason: whyNot(mayDelete, 'some', true),
      onSelect: forAll('delete'),
    },
  ]
  return <Menu label={common('action')} items={items} />
}
