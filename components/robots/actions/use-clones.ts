import { useState } from 'react'
import { useTranslations } from 'next-intl'
import { cloneRobotsAction } from '@/lib/actions/robots'
import { useBulk } from '@/lib/client/use-bulk'
import type { RevealedSecret } from '@/lib/domain/robots/robot-row'

/** Where a clone is to be made: the id of a project, or 0 where the robot itself is; `name` is what it will be called. */
export type CloneTarget = { id: number; name: string }

/** Makes the clones of a robot, each a change of its own, and keeps their secrets as long as the dialog is there. */
export function useClones(id: number, name: string) {
  const events = useTranslations('robots.events')
  const [made, setMade] = useState<ReadonlyMap<number, RevealedSecret>>(new Map())

  async function clone(targets: CloneTarget[]) {
    const [first] = targets
    const projects = first?.id === 0 ? undefined : targets.map((target) => target.id)
    const { data, ...failed } = await cloneRobotsAction({ id, name, projects })
    const revealed = data?.flatMap(({ id, robot }) => (robot ? [[id, robot] as const] : [])) ?? []
    setMade((before) => new Map([...before, ...revealed]))
    return { ...failed, data: data?.map(({ id, error }) => ({ id, error })) }
  }
  return { made, ...useBulk<CloneTarget>(clone, events('clone')) }
}
