'use client'

import { useFormatter, useTranslations } from 'next-intl'
import { accessAtRegistry, countElsewhere } from '@/lib/domain/explain/access-at-registry'
import type { RepositoryAction } from '@/lib/domain/permissions/role'
import { expiryDate } from '@/lib/domain/robots/expiry'
import type { PresetAccess } from '@/lib/domain/robots/permission-preset'
import { useToldPatterns } from '../permissions/use-repositories-in-words'

type AccessSentenceProps = {
  /** What holds in the system; `project` is null where it differs from project to project. */
  access: Omit<PresetAccess, 'project'> & { project: readonly string[] | null }
  /** A project by its name, how many (0 = not chosen yet), or `*` for all there are and will be. */
  place: string | number
  /** Unix seconds, null = never. */
  expiresAt: number | null
}

/** The texts' names for what may be done. */
const kinds = ['pull', 'push', 'delete', 'pullPush', 'pullDelete', 'pushDelete', 'pullPushDelete'] as const
const kindOf = (actions: readonly RepositoryAction[]) => {
  const name = actions.join(' ').replace(/ (.)/g, (_, first: string) => first.toUpperCase())
  return kinds.find((kind) => kind === name) ?? 'pull'
}

/** Of the patterns, which may be fifty, the first few. */
const maxPatterns = 4

type Translate = ReturnType<typeof useTranslations<'presets'>>

function placeText(t: Translate, place: string | number): string {
  if (place === '*') return t('places.all')
  if (typeof place === 'string') return place
  return place === 0 ? t('places.next') : t('places.some', { count: place })
}

/** What a choice comes to: "May pull and push every repository in payments until 25 December 2026." */
export function AccessSentence({ access: { system, project }, place: where, expiresAt }: AccessSentenceProps) {
  const t = useTranslations('presets')
  const format = useFormatter()
  const told = useToldPatterns()
  if (system.length === 0 && project?.length === 0) return null
  const date = expiryDate(expiresAt)
  const until = date
    ? t('until.date', { date: format.dateTime(date, { dateStyle: 'long' }) })
    : t(expiresAt === null ? 'until.never' : 'until.beyond')
  const place = placeText(t, where)
  const atRegistry = accessAtRegistry(project ?? [])
  const elsewhere = countElsewhere(project ?? []) + system.length
  const sentences = atRegistry.map(({ repositories, actions }) => {
    const what = { actions: t(`actions.${kindOf(actions)}`), place, until }
    return repositories === null
      ? t('every', what)
      : t('only', { ...what, repositories: told(repositories, maxPatterns) })
  })
  if (project === null) sentences.push(t('mixed', { place, until }))
  if (project !== null && atRegistry.length === 0) sentences.push(t('none', { count: elsewhere, until }))
  else if (elsewhere > 0) sentences.push(t('rest', { count: elsewhere }))
  return (
    <p role="status" className="access-sentence">
      {sentences.join(' ')}
    </p>
  )
}
