// Who may import whom: the arrows of docs/architecture.md as a table. The first room whose pattern fits a path is its room.
const rooms = [
  ['app', /^(app\/|proxy\.ts$|instrumentation(-client)?\.ts$)/],
  ['components', /^components\//],
  ['actions', /^lib\/actions\//],
  ['client', /^lib\/client\//],
  ['testing', /^lib\/server\/testing\//],
  ['store', /^lib\/server\/(store|generated)\//],
  // What of the server asks Next about the request that a page or an action answers.
  [
    'request',
    /^lib\/server\/(auth\/(session|request-source|next-auth)|http\/pages\/(download|or-not-found|or-outage))$/,
  ],
  ['server', /^lib\/server\//],
  ['domain', /^lib\/domain\//],
  ['texts', /^lib\/i18n\//],
  ['paths', /^lib\/paths$/],
]

const everyones = ['domain', 'paths', 'texts']

/** For each room, the rooms it may import from besides itself. */
export const arrows = {
  app: ['components', 'actions', 'client', 'request', 'server', ...everyones],
  components: ['actions', 'client', ...everyones],
  actions: ['request', 'server', ...everyones],
  client: everyones,
  store: ['server', 'domain'],
  request: ['server', 'domain', 'paths'],
  server: ['store', 'domain', 'paths'],
  domain: [],
  texts: ['domain', 'paths'],
  paths: ['domain'],
}

/**
 * Rooms without circles, and the floors of each from the ground up: a folder takes from its own floor and those below.
 * What no floor names stands on top.
 */
export const storeys = [
  { room: 'app', floors: [] },
  { room: 'components', floors: [['ui'], ['data-table'], ['shell'], ['links'], ['difference']] },
  { room: 'lib/actions', floors: [] },
  { room: 'lib/client', floors: [] },
  { room: 'lib/domain', floors: [] },
  { room: 'lib/i18n', floors: [] },
  {
    room: 'lib/server',
    floors: [
      [
        'generated',
        'global-state.ts',
        'env.ts',
        'errors.ts',
        'clock.ts',
        'log.ts',
        'network-address.ts',
        'patience.ts',
        'request-context.ts',
        'unavailable.ts',
        'metrics',
        'tracing',
        'secrets',
      ],
      ['store'],
      ['rights'],
      ['projects', 'guessing', 'settings', 'presets'],
      ['audit', 'usage', 'users', 'manual'],
      ['auth'],
      ['robots', 'members'],
      ['legacy-robots', 'links', 'explain'],
      ['registry'],
      ['jobs', 'backup'],
    ],
  },
]

/** Components that know no feature; whatever else lies below components/ is one. From the ground up. */
export const kit = storeys.find(({ room }) => room === 'components').floors.flat()

/** Who may open a writing transaction. All but the first write what no actor asked for, and audit it themselves. */
export const writers = [
  'lib/server/rights/change.ts',
  'lib/server/rights/record-denial.ts', // the trace of a change that was refused
  'lib/server/users/bootstrap.ts', // the first start: there is nobody yet to act
  'lib/server/registry/signing-key.ts', // the first token
  'lib/server/users/sessions.ts', // signing in and out
  'lib/server/usage/write-uses.ts', // that a robot was used: an audit row at each would bury the changes
  'lib/server/usage/count-events.ts', // what the registry tells, likewise
  'lib/server/usage/clean.ts', // counts past their time
  'lib/server/users/clean-sessions.ts', // sessions that have ended
  'lib/server/audit/clean.ts', // events past their time; it records that
  'lib/server/links/open.ts', // nobody is signed in: the link is the right; it records that
  'lib/server/links/clean.ts', // links past their time
  'lib/server/guessing/clean.ts', // failures that count no more
  'lib/server/robots/check-counts.ts', // what triggers keep, where it was wrong
  'lib/server/robots/check-texts.ts', // what robots are searched by, likewise
  'lib/server/robots/clean-secrets.ts', // secrets whose time has come: who decided that is on record
  'lib/server/jobs/lease.ts', // who runs a job
  'lib/server/jobs/clean-outbox.ts', // events that were delivered
  'lib/server/store/delete-in-chunks.ts', // lends it to those above, and to nobody else
]

/** The part of lib/server that may know the framework: the API's door does not. */
export const transports = ['lib/server/auth/**', 'lib/server/http/*', 'lib/server/http/{pages,process}/**']

const withoutExtension = (path) => path.replace(/(?<!\.d)\.(tsx?|mjs|js)$/, '')

/** The room of a path below the clone; undefined outside of all of them (scripts, e2e, configuration). */
export const roomOf = (path) =>
  rooms.find(([, pattern]) => pattern.test(path) || pattern.test(withoutExtension(path)))?.[0]

/** The feature (or part of the kit) a component belongs to. */
export const featureOf = (path) => /^components\/([^/]+)\//.exec(path)?.[1]
