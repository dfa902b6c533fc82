import type { Access } from '@/lib/domain/permissions/access'
import { folded } from '@/lib/domain/texts/folded'

type Labels = { resource: (name: string) => string; action: (name: string) => string }

/** The pairs that hold every word of a text, in the labels of the user's language or in Harbor's own names. */
export function findPermissions(candidates: readonly Access[], text: string, label: Labels): Access[] {
  const words = folded(text)
    .split(/[\s:,]+/)
    .filter((word) => word !== '') // as Harbor writes it, too: `repository:push`
  return candidates.filter(({ resource, action }) => {
    const said = folded([label.resource(resource), label.action(action), resource, action].join(' '))
    return words.every((word) => said.includes(word))
  })
}
