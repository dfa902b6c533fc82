import type { HandOff } from './block'

// Placeholders could not be mistaken for the real thing: shells are given them in quotes, and no tool takes them.
const noRegistry = '<registry address>'
export const noSecret = '<secret of this robot>'
const noProject = '<project>'

export const registryOf = ({ registry }: HandOff): string => registry ?? noRegistry
export const secretOf = ({ secret }: HandOff): string => secret ?? noSecret
/** `host[:port]/<project>`, where the robot's images are. */
export const placeOf = (handOff: HandOff): string => `${registryOf(handOff)}/${handOff.project ?? noProject}`
/** An image that nobody takes for one of his own. */
export const imageOf = (handOff: HandOff): string => `${placeOf(handOff)}/app:1.0`

/** The robot's name as Kubernetes (and who names credentials) would have it: `robot$library+ci` is `robot-library-ci`. */
export function objectName({ name }: HandOff): string {
  const made = name
    .toLowerCase()
    .replace(/[^a-z0-9.]+/g, '-')
    .replace(/-*\.[-.]*/g, '.')
  return made.slice(0, 240).replace(/^[-.]+|[-.]+$/g, '') || 'robot'
}
