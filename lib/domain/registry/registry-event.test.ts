import { describe, expect, test } from 'vitest'
import { countedEvents } from './registry-event'

const now = Date.parse('2026-03-02T12:00:00Z') / 1000
const manifest = 'application/vnd.oci.image.manifest.v1+json'
const sent = {
  id: '80966eff-c39e-46e3-9c4f-d7cd19667494',
  timestamp: '2026-03-01T23:59:59.369518385Z',
  action: 'push',
  target: { mediaType: manifest, size: 401, digest: 'sha256:dc8b', repository: 'proj/report', tag: '1' },
  request: { id: 'aaf26012', addr: '127.0.0.1:39676', method: 'PUT', useragent: 'skopeo/1.9.3' },
  actor: { name: 'robot$proj+ci' },
  source: { addr: 'vm:5500' },
}
type Change = Record<string, unknown>
const target = (change: Change): Change => ({ target: { ...sent.target, ...change } })
const layerAddress = target({ mediaType: undefined, tag: undefined, url: 'http://r/v2/proj/report/blobs/sha256:dc8b' })
const counted = (...changes: Change[]) =>
  countedEvents({ events: changes.map((change) => ({ ...sent, ...change })) }, now)

test('a captured push', () => {
  expect(counted({})).toEqual([
    {
      id: sent.id,
      kind: 'pushes',
      actor: 'robot$proj+ci',
      repository: 'proj/report',
      at: Date.parse('2026-03-01T23:59:59Z') / 1000,
    },
  ])
})

describe('what counts', () => {
  test.each<[string, Change, string | undefined]>([
    ['a manifest fetched', { action: 'pull', request: { method: 'GET' } }, 'pulls'],
    ['a manifest only looked at', { action: 'pull', request: { method: 'HEAD' } }, undefined],
    ['a pull without a request', { action: 'pull', request: undefined }, 'pulls'],
    ['a pull with a broken request', { action: 'pull', request: 7 }, 'pulls'],
    ['a layer pulled', { action: 'pull', ...target({ mediaType: 'application/octet-stream' }) }, undefined],
    ['a layer pushed', target({ mediaType: 'application/octet-stream' }), undefined],
    ['a mount', { action: 'mount' }, undefined],
    ['something new', { action: 'scan' }, undefined],
    ['a manifest deleted', { action: 'delete', ...target({ mediaType: undefined, tag: undefined }) }, 'deletes'],
    ['a delete of an empty digest', { action: 'delete', ...target({ digest: '', tag: undefined }) }, undefined],
    ['a tag that goes with it', { action: 'delete', target: { repository: 'proj/report', tag: '8' } }, undefined],
    ['a tag that is told with a digest', { action: 'delete', ...target({ tag: '8' }) }, undefined],
    ['a layer deleted, by its address', { action: 'delete', ...layerAddress }, undefined],
    ['a manifest in a repository called blobs', target({ url: '/v2/a/blobs/manifests/sha256:dc8b' }), 'pushes'],
    ['a layer of no type', { action: 'pull', ...layerAddress }, undefined],
    ['the longest name', { actor: { name: 'x'.repeat(64 + 255) } }, 'pushes'],
    ['a name beyond all of ours', { actor: { name: 'x'.repeat(64 + 256) } }, undefined],
    ['nobody', { actor: {} }, undefined],
    ['an empty name', { actor: { name: '' } }, undefined],
    ['no id', { id: undefined }, undefined],
    ['a long id', { id: 'x'.repeat(201) }, undefined],
    ['a NUL in the id', { id: 'a\0b' }, undefined],
    ['a NUL in the name', { actor: { name: 'robot$\0' } }, undefined],
    ['a NUL in the repository', target({ repository: 'proj/\0' }), undefined],
    ['a long repository', target({ repository: 'a'.repeat(256) }), undefined],
    ['no target', { target: null }, undefined],
  ])('%s', (_, change, kind) => {
    expect(counted(change)).toEqual(kind ? [expect.objectContaining({ kind })] : [])
  })

  test.each<[string, unknown]>([
    ['null', null],
    ['a text', 'x'],
    ['a number', 7],
    ['a list', [sent]],
    ['nothing', {}],
    ...Object.keys(sent).flatMap((field): [string, unknown][] => [
      [`no ${field}`, { ...sent, [field]: undefined }],
      ...[null, 7, 'x', [], {}, [{}], true].map((value): [string, unknown] => [
        `${field} ${JSON.stringify(value)}`,
        { ...sent, [field]: value },
      ]),
    ]),
    ...Object.keys(sent.target).flatMap((field) =>
      [null, 7, [], {}].map((value): [string, unknown] => [
        `target.${field} ${JSON.stringify(value)}`,
        { ...sent, ...target({ [field]: value }) },
      ]),
    ),
  ])('the others of a notification with an event of %s', (_, broken) => {
    const others = ['before', 'after'].map((id) => ({ ...sent, id }))
    const body = JSON.parse(JSON.stringify({ events: [others[0], broken, others[1]] }))
    const ids = countedEvents(body, now)?.map(({ id }) => id)
    expect(ids?.filter((id) => id === 'before' || id === 'after')).toEqual(['before', 'after'])
  })
})

test.each([
  ['2027-01-01T00:00:00Z', now],
  ['yesterday', now],
  [undefined, now],
  [5, now],
  ['2026-03-02T01:30:00+02:00', Date.parse('2026-03-01T23:30:00Z') / 1000],
])('an event of %s happened at %i', (timestamp, at) => {
  expect(counted({ timestamp })).toEqual([expect.objectContaining({ at })])
})

test.each([null, [], 7, 'events', {}, { events: null }, { events: {} }, { events: 'x' }, { event: sent }])(
  '%j is no notification',
  (body) => expect(countedEvents(body, now)).toBeNull(),
)

test.each([{ events: [] }, { events: [null] }, { events: ['x'] }])('%j tells nothing', (body) =>
  expect(countedEvents(body, now)).toEqual([]),
)
