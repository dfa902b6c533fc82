'use client'

import { useTranslations } from 'next-intl'
import type { Change, Edit } from '@/lib/domain/explain/access-changes'
import { unpackedKeys } from '@/lib/domain/permissions/access'
import type { RobotRow } from '@/lib/domain/robots/robot-row'
import { paths } from '@/lib/paths'
import { Button } from '../../ui/button'
import { Link } from '../../ui/link'
import type { OpenDialog } from '../actions/robot-actions'
import { useToldPatterns } from '../permissions/use-repositories-in-words'
import type { ExplainState } from './explain-params'

type ExplainChangeProps = {
  change: Change
  asked: ExplainState
  project: string
  robot?: { robot: RobotRow; mayUpdate: boolean }
  onOpen: (dialog: OpenDialog) => void
}

/** One step that is needed, with the way to where it is done. Nothing is saved from here. */
export function ExplainChange({ change, asked, project, robot, onOpen }: ExplainChangeProps) {
  const [t, roles] = [useTranslations('explain'), useTranslations('roles')]
  if (change.kind === 'edit') return <Ways {...{ ways: change.ways, asked, project, robot, onOpen }} />
  const text =
    change.kind === 'member'
      ? t('changes.member', { role: roles(change.role), project })
      : t(`changes.${change.kind}`, { project })
  return (
    <li>
      {text} <Opener {...{ change, project, robot, onOpen }} />
    </li>
  )
}

function Opener({ change, project, robot, onOpen }: Omit<ExplainChangeProps, 'asked'>) {
  const t = useTranslations('explain')
  const link = linkTo(change, project)
  if (link) return <Link href={link}>{t(`open.${change.kind as LinkedKind}`)}</Link>
  const dialog = robot && dialogFor(change, robot.robot)
  if (!dialog) return null
  if (!robot.mayUpdate) return <span className="explain-note">{t('changes.ask')}</span>
  return (
    <Button size="sm" onClick={() => onOpen(dialog)}>
      {t(`open.${change.kind as DialogKind}`)}
    </Button>
  )
}

type LinkedKind = 'enable-user' | 'make-project' | 'other-robot' | 'member'
type DialogKind = 'enable' | 'extend' | 'new-secret' | 'recreate'

function linkTo({ kind }: Change, project: string): string | null {
  if (kind === 'enable-user') return paths.administrationUsers()
  if (kind === 'make-project') return paths.projects()
  if (kind === 'other-robot') return paths.projectRobots(project)
  return kind === 'member' ? paths.projectMembers(project) : null
}

function dialogFor({ kind }: Change, robot: RobotRow): OpenDialog | null {
  if (kind === 'enable') return { kind: 'set-disabled', robot }
  if (kind === 'extend') return { kind: 'extend', robots: [robot] }
  if (kind === 'new-secret') return { kind: 'refresh-secret', robot }
  return kind === 'recreate' ? { kind: 'recreate', robot } : null
}

type WaysProps = Omit<ExplainChangeProps, 'change'> & { ways: Edit[] }

/** The smallest first; each leads to the edit with its permissions filled in. */
function Ways({ ways, asked, project, robot, onOpen }: WaysProps) {
  const t = useTranslations('explain')
  const told = useToldPatterns()
  const action = t(`actions.${asked.action}`)
  const textOf = ({ place: where, adds }: Edit) => {
    const place = where === 'project' ? project : t('changes.everywhere')
    if (adds.kind === 'pattern') return t('changes.pattern', { pattern: adds.pattern, group: told(adds.group), place })
    return adds.only === null
      ? t('changes.whole', { action, place })
      : t('changes.only', { action, place, pattern: adds.only })
  }
  return ways.map((way, index) => (
    <li key={textOf(way)} className={index > 0 ? 'explain-or' : undefined}>
      {index > 0 && <span className="explain-note">{t('changes.or')} </span>}
      {textOf(way)}{' '}
      {robot?.mayUpdate ? (
        <Button
          size="sm"
          kind={index === 0 ? 'primary' : 'outline'}
          aria-label={`${t('changes.edit')}: ${textOf(way)}`}
          onClick={() =>
            onOpen({ kind: 'edit', robot: robot.robot, proposed: { ...way, access: unpackedKeys(way.access) } })
          }
        >
          {t('changes.edit')}
        </Button>
      ) : (
        <span className="explain-note">{t('changes.ask')}</span>
      )}
    </li>
  ))
}
