import { describe, expect, test } from 'vitest'
import { countedEvents } from './registry-event'

// What the releases of Distribution send, field by field from their own `notifications/event.go` and `bridge.go`. Go
// leaves an empty field out where it says `omitempty`; release 3 took the image specification's descriptor, which always
// has `mediaType`, `digest` and `size`.
type Fields = Record<string, unknown>
type Release = { name: string; descriptor: (given: Fields) => Fields }

const withoutEmpty = (given: Fields): Fields =>
  Object.fromEntries(Object.entries(given).filter(([, value]) => value !== '' && value !== 0))
const releases: Release[] = [
  ...['2.7', '2.8'].map((name) => ({ name, descriptor: withoutEmpty })),
  ...['3.0', '3.1'].map((name) => ({
    name,
    descriptor: (given: Fields) => ({ mediaType: '', digest: '', size: 0, ...given }),
  })),
]

const digest = `sha256:${'5'.repeat(64)}`
const manifestType = 'application/vnd.oci.image.manifest.v1+json'
const layerType = 'application/octet-stream'
const host = 'https://registry.example.com/v2/proj/blobs/app'
const manifest = { mediaType: manifestType, digest, size: 401 }
const layer = { mediaType: layerType, digest, size: 91 }
const manifestUrl = { length: 401, url: `${host}/manifests/${digest}` }
const layerUrl = { length: 91, url: `${host}/blobs/${digest}` }

type Told = { action: string; method: string; descriptor?: Fields; target?: Fields; actor?: Fields }

let last = 0
const event = ({ descriptor: of }: Release, { action, method, descriptor = {}, target = {}, actor }: Told) => ({
  id: `80966eff-c39e-46e3-9c4f-${String(++last).padStart(12, '0')}`,
  timestamp: '2026-03-01T23:59:59.369518385Z',
  action,
  target: { ...of(descriptor), repository: 'proj/blobs/app', ...target },
  request: { id: 'aaf26012', addr: '127.0.0.1:39676', host: 'registry.example.com', method, useragent: 'skopeo/1.9.3' },
  actor: actor ?? { name: 'robot$proj+ci' },
  source: { addr: 'registry-7:5000', instanceID: '0e1b5bbc' },
})

const push = { action: 'push', method: 'PUT' }
const pull = { action: 'pull', method: 'GET' }
const remove = { action: 'delete', method: 'DELETE' }
const reference = { mediaType: 'application/vnd.oci.image.config.v1+json', digest, size: 163 }

/** What happens at a registry, the events it sends then, and what is counted of them. */
const cases: [string, Told[], string[]][] = [
  ['a manifest pushed by tag', [{ ...push, descriptor: manifest, target: { ...manifestUrl, tag: '1' } }], ['pushes']],
  ['a manifest pushed by digest', [{ ...push, descriptor: manifest, target: manifestUrl }], ['pushes']],
  [
    'a manifest pushed, told with its references',
    [
      {
        ...push,
        descriptor: manifest,
        target: { ...manifestUrl, references: [reference, { ...reference, ...layer }] },
      },
    ],
    ['pushes'],
  ],
  [
    'a pull: a look by tag, a fetch by digest, two layers',
    [
      { ...pull, method: 'HEAD', descriptor: manifest, target: { ...manifestUrl, tag: '1' } },
      { ...pull, descriptor: manifest, target: manifestUrl },
      { ...pull, descriptor: layer, target: layerUrl },
      { ...pull, descriptor: layer, target: layerUrl },
    ],
    ['pulls'],
  ],
  [
    'layers pushed, in one request and in two',
    [
      { ...push, method: 'POST', descriptor: layer, target: layerUrl },
      { ...push, descriptor: layer, target: layerUrl },
    ],
    [],
  ],
  [
    'a layer that its address alone gives away',
    [{ ...pull, descriptor: { ...layer, mediaType: 'application/vnd.oci.image.layer.v1.tar+gzip' }, target: layerUrl }],
    [],
  ],
  [
    'a layer taken over from another repository',
    [{ action: 'mount', method: 'POST', descriptor: layer, target: { ...layerUrl, fromRepository: 'proj/other' } }],
    [],
  ],
  [
    'a manifest deleted, with two tags',
    [
      { ...remove, descriptor: { digest } },
      { ...remove, target: { tag: '1' } },
      { ...remove, target: { tag: '2' } },
    ],
    ['deletes'],
  ],
  ['a tag deleted, and its manifest left', [{ ...remove, target: { tag: '1' } }], []],
  ['a repository deleted', [remove], []],
  // Equal to a manifest's, field by field: it cannot be told apart.
  ['a layer deleted', [{ ...remove, descriptor: { digest } }], ['deletes']],
  ['a pull by nobody', [{ ...pull, descriptor: manifest, target: manifestUrl, actor: {} }], []],
]

describe.each(releases)('Distribution $name', (release) => {
  test.each(cases)('%s', (_, told, kinds) => {
    const sent = { events: told.map((each) => event(release, each)) }
    expect(countedEvents(JSON.parse(JSON.stringify(sent)), 2_000_000_000)?.map(({ kind }) => kind)).toEqual(kinds)
  })
})

test('zot’s events are no notification: its sign-in by token names no robot in them', () => {
  const actor = undefined
  const data = { name: 'proj/app', reference: '1', digest, mediaType: manifestType, manifest: '{}', actor }
  expect(countedEvents(JSON.parse(JSON.stringify(data)), 0)).toBeNull()
})
