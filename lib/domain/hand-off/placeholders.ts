import type { HandOff } from './block'

// Nothing that could be mistaken for the real thing: a shell quotes it, and no tool takes it.
export const noRegistry = '<registry address>'
export const noSecret = '<secret of this robot>'
const noProject = '<project>'

export const registryOf = ({ registry }: HandOff): string => registry ?? noRegistry
export const secretOf = ({ secret }: HandOff): string => secret ?? noSecret
/** `host[:port]/<project>`, where the robot's images are. */
export const placeOf = (handOff: HandOff): string => `${registryOf(handOff)}/${handOff.project ?? noProject}`
