import 'server-only'
/** `at` in Unix seconds, as all of these. */
export type Use = { at: number; address: string | null; client: string | null }

/** Uses of one secret on one UTC day by one client from one address; both are empty where places are not told apart. */
export type ClientUse = {
  secretId: number
  /** Counted from 1970: to name it costs as much as all the rest, so only what is written is named. */
  day: number
  client: string
  address: string
  uses: number
  firstAt: number
  lastAt: number
}

/** Uses under a name of before, by its prefix; of them the latest. */
export type FormerUse = Use & { uses: number }

/** What is known of a robot's uses since they were last written; of each secret, by id, the latest and when the first was. */
export type GatheredUse = {
  use: Use
  secrets: Map<number, Use & { firstAt: number }>
  clients: Map<string, ClientUse>
  formerNames: Map<string, FormerUse>
}

/** How many pairs of client and address are told apart for a robot, each day and while they wait to be written. */
export const maxPairs = 50

const secondsPerDay = 86_400

export const nothingGathered = (use: Use): GatheredUse => ({
  use,
  secrets: new Map(),
  clients: new Map(),
  formerNames: new Map(),
})

/** Adds a use that is the latest. `room`: how many places this robot may have; others are counted together. */
export function addUse(gathered: GatheredUse, secretId: number | undefined, use: Use, room: number): void {
  gathered.use = use
  if (secretId === undefined) return
  const { at, client, address } = use
  const firstAt = gathered.secrets.get(secretId)?.firstAt ?? at
  // Spelled out, since this is in the way of every token: a spread costs more than all the rest.
  gathered.secrets.set(secretId, { at, address, client, firstAt })
  addPlace(
    gathered.clients,
    {
      secretId,
      day: Math.floor(at / secondsPerDay),
      client: client ?? '',
      address: address ?? '',
      uses: 1,
      firstAt: at,
      lastAt: at,
    },
    room,
  )
}

/** Adds what was gathered later. */
export function addGathered(gathered: GatheredUse, later: GatheredUse, room: number): void {
  gathered.use = later.use
  for (const [id, use] of later.secrets) {
    gathered.secrets.set(id, { ...use, firstAt: gathered.secrets.get(id)?.firstAt ?? use.firstAt })
  }
  for (const place of later.clients.values()) addPlace(gathered.clients, place, room)
  for (const [prefix, use] of later.formerNames) addFormerName(gathered, prefix, use)
}

/** Adds uses that are the latest under this prefix; there are no more prefixes than go on. */
export function addFormerName({ formerNames }: GatheredUse, prefix: string, use: FormerUse): void {
  formerNames.set(prefix, { ...use, uses: use.uses + (formerNames.get(prefix)?.uses ?? 0) })
}

function addPlace(places: GatheredUse['clients'], place: ClientUse, room: number): void {
  const { secretId, day, client, address } = place
  const key = `${secretId} ${day} ${address} ${client}`
  const known = places.get(key)
  if (known) {
    known.uses += place.uses
    known.lastAt = place.lastAt
  } else if (places.size >= room && (client !== '' || address !== '')) {
    addPlace(places, { ...place, client: '', address: '' }, room)
  } else {
    places.set(key, place)
  }
}

/** Robots and places in one transaction: others wait a tenth of a second for it. */
const maxRobotsAtOnce = 500
const maxPlacesAtOnce = 1_000

/** By id, in parts that are written one after the other. */
export function inPortions<Each extends readonly [id: number, gathered: GatheredUse]>(all: readonly Each[]): Each[][] {
  const portions: Each[][] = [[]]
  let places = 0
  for (const each of all) {
    places += each[1].clients.size
    if (portions.at(-1)!.length === maxRobotsAtOnce || places > maxPlacesAtOnce) {
      portions.push([])
      places = each[1].clients.size
    }
    portions.at(-1)!.push(each)
  }
  return portions
}
