import { describe, expect, test } from 'vitest'
import { parsePastedError } from './pasted-error'

const digest = 'sha256:44cd5389b3ed9e0ea3b0b0bf7a0c2ba2ea4b0e1c5e26f9d8c5f2d0d7b8d7e9aa'
const read = (text: string) => {
  const { who, repository, action } = parsePastedError(text, 'robot$')
  return [who, repository, action]
}

/** As the clients and registries write them. */
const texts: [tool: string, text: string, ...expected: (string | null)[]][] = [
  [
    'docker pull',
    "Error response from daemon: pull access denied for reg.example.com/payments/app, repository does not exist or may require 'docker login': denied: requested access to the resource is denied",
    null,
    'payments/app',
    'pull',
  ],
  [
    'docker push',
    'The push refers to repository [reg.example.com:5000/payments/app]\n5f70bf18a086: Preparing\ndenied: requested access to the resource is denied',
    null,
    'payments/app',
    'push',
  ],
  ['docker, in short', 'denied: requested access to the resource is denied', null, null, null],
  [
    'docker login',
    'Error response from daemon: Get "https://reg.example.com/v2/": unauthorized: authentication required',
    null,
    null,
    'pull',
  ],
  [
    'skopeo push',
    `time="2026-11-26T02:52:32Z" level=fatal msg="trying to reuse blob ${digest} at destination: checking whether a blob ${digest} exists in 127.0.0.1:5000/payments/app: requested access to the resource is denied"`,
    null,
    'payments/app',
    'push',
  ],
  [
    'skopeo pull',
    'FATA[0000] Error parsing image name "docker://127.0.0.1:5000/payments/app:1": reading manifest 1 in 127.0.0.1:5000/payments/app: requested access to the resource is denied',
    null,
    'payments/app',
    'pull',
  ],
  [
    'skopeo delete',
    `time="2026-11-23T02:52:32Z" level=fatal msg="Failed to delete /v2/payments/app/manifests/${digest}: {\\"errors\\":[{\\"code\\":\\"UNAUTHORIZED\\",\\"message\\":\\"authentication required\\",\\"detail\\":[{\\"Type\\":\\"repository\\",\\"Class\\":\\"\\",\\"Name\\":\\"payments/app\\",\\"Action\\":\\"delete\\"}]}]}\\n (401 Unauthorized)"`,
    null,
    'payments/app',
    'delete',
  ],
  [
    'podman push',
    'Error: writing blob: initiating layer upload to /v2/payments/app/blobs/uploads/ in 127.0.0.1:5000: requested access to the resource is denied',
    null,
    'payments/app',
    'push',
  ],
  [
    'podman pull',
    'Error: initializing source docker://reg.example.com/payments/web/app:latest: reading manifest latest in reg.example.com/payments/web/app: unauthorized: authentication required',
    null,
    'payments/web/app',
    'pull',
  ],
  [
    'buildah',
    'error creating build container: reading manifest latest in localhost:5000/payments/base: denied: requested access to the resource is denied',
    null,
    'payments/base',
    'pull',
  ],
  [
    'helm push',
    'Error: failed to perform "Push" on destination: POST "https://reg.example.com/v2/payments/charts/shop/blobs/uploads/": response status code 401: unauthorized: authentication required: [map[Action:pull Class: Name:payments/charts/shop Type:repository] map[Action:push Class: Name:payments/charts/shop Type:repository]]',
    null,
    'payments/charts/shop',
    'push',
  ],
  [
    'helm pull',
    'Error: failed to perform "FetchReference" on source: GET "https://reg.example.com/v2/payments/charts/shop/manifests/0.1.0": response status code 401: unauthorized: authentication required: [map[Action:pull Class: Name:payments/charts/shop Type:repository]]',
    null,
    'payments/charts/shop',
    'pull',
  ],
  [
    'containerd',
    'failed to pull and unpack image "reg.example.com/payments/app:1": failed to resolve reference "reg.example.com/payments/app:1": pull access denied, repository does not exist or may require authorization: server message: insufficient_scope: authorization failed',
    null,
    'payments/app',
    'pull',
  ],
  [
    'kubelet',
    `Failed to pull image "reg.example.com/payments/app@${digest}": rpc error: code = Unknown desc = failed to pull and unpack image "reg.example.com/payments/app@${digest}": failed to resolve reference "reg.example.com/payments/app@${digest}": failed to authorize: failed to fetch oauth token: unexpected status from GET request to https://reg.example.com/service/token?scope=repository%3Apayments%2Fapp%3Apull&service=harbor-registry: 401 Unauthorized`,
    null,
    'payments/app',
    'pull',
  ],
  [
    'crane push',
    'Error: POST https://reg.example.com/v2/payments/app/blobs/uploads/: UNAUTHORIZED: authentication required; [map[Action:pull Class: Name:payments/app Type:repository] map[Action:push Class: Name:payments/app Type:repository]]',
    null,
    'payments/app',
    'push',
  ],
  [
    'crane sign-in',
    'Error: GET https://reg.example.com/service/token?scope=repository%3Apayments%2Fapp%3Apush%2Cpull&service=harbor-registry: UNAUTHORIZED: wrong name or secret, or the account is disabled or has expired',
    null,
    'payments/app',
    'push',
  ],
  [
    'oras',
    'Error response from registry: failed to push: PUT "https://reg.example.com/v2/payments/app/manifests/1": response status code 401: unauthorized: authentication required: [map[Action:push Class: Name:payments/app Type:repository]]',
    null,
    'payments/app',
    'push',
  ],
  [
    'distribution, text',
    'time="2026-11-26T02:52:32Z" level=warning msg="error authorizing context: insufficient scope" go.version=go1.19.8 http.request.host="127.0.0.1:5000" http.request.id=6f20b728 http.request.method=PUT http.request.remoteaddr="10.0.0.7:44852" http.request.uri="/v2/payments/app/manifests/1" http.request.useragent="skopeo/1.9.3" auth.user.name="robot$payments+ci" vars.name="payments/app" vars.reference=1',
    'robot$payments+ci',
    'payments/app',
    'push',
  ],
  [
    'distribution, bare',
    'auth.user.name=robot$payments+ci http.request.method=HEAD vars.name=payments/app',
    'robot$payments+ci',
    'payments/app',
    'pull',
  ],
  [
    'distribution, JSON',
    '{"auth.user.name":"robot$payments+ci","go.version":"go1.19.8","http.request.method":"DELETE","http.request.uri":"/v2/payments/app/manifests/1","level":"info","msg":"authorized request","vars.name":"payments/app"}',
    'robot$payments+ci',
    'payments/app',
    'delete',
  ],
  [
    'nginx',
    '10.0.0.7 - - [26/Nov/2026:02:52:32 +0000] "PUT /v2/payments/app/blobs/uploads/6f20?digest=sha256%3Aab HTTP/1.1" 401 148 "-" "docker/28.2.2"',
    null,
    'payments/app',
    'push',
  ],
  [
    'nginx, with a user',
    '10.0.0.7 - robot$payments+ci [26/Nov/2026:02:52:32 +0000] "GET /v2/payments/app/manifests/1 HTTP/1.1" 401 148',
    'robot$payments+ci',
    'payments/app',
    'pull',
  ],
  [
    'the token service in an access log',
    '10.0.0.7 - - [26/Nov/2026:02:52:32 +0000] "GET /service/token?account=robot%24payments%2Bci&scope=repository%3Apayments%2Fapp%3Apull%2Cpush&service=harbor-registry HTTP/1.1" 200 512',
    'robot$payments+ci',
    'payments/app',
    'push',
  ],
  [
    'a name in a sentence',
    "login as 'robot$payments+ci' failed for reg.example.com/payments/app:1.",
    'robot$payments+ci',
    'payments/app',
    null,
  ],
  [
    'a library image of Docker Hub',
    'pull access denied for library/nginx, repository does not exist',
    null,
    'library/nginx',
    'pull',
  ],
  ['nothing', 'hello world', null, null, null],
  ['nothing at all', '', null, null, null],
]

test.each(texts)('%s', (_tool, text, ...expected) => expect(read(text)).toEqual(expected))

test('a prefix of ones own', () => {
  expect(parsePastedError('failed for bot.payments+ci', 'bot.').who).toBe('bot.payments+ci')
  expect(parsePastedError('failed for bot_payments+ci', 'bot.').who).toBeNull()
})

describe('a secret in the text', () => {
  const secret = 'hrb_0123456789abcdefghijABCDEFGHIJ012345'
  const encoded = Buffer.from(`robot$payments+ci:${secret}`).toString('base64')
  test.each([
    secret,
    `docker login -u 'robot$payments+ci' -p ${secret} reg.example.com/payments/app`,
    `docker login -u robot$payments+ci -p chosen-Secret-1 reg.example.com`,
    `Authorization: Basic ${encoded}`,
    `{"auths":{"reg.example.com":{"auth":"${encoded}"}}}`,
    `GET https://robot$payments+ci:${secret}@reg.example.com/v2/payments/app/manifests/1: 401`,
    `GET https://robot$payments+ci:chosen-Secret-1@reg.example.com/v2/payments/app/manifests/1: 401`,
    `auth.user.name=${secret} vars.name=payments/app`,
    `POST /service/token username=robot$payments+ci&password=chosen-Secret-1&scope=repository:payments/app:pull`,
  ])('%s', (text) => {
    const found = parsePastedError(text, 'robot$')
    expect(found.holdsSecret).toBe(true)
    for (const hidden of [secret, encoded, 'chosen-Secret-1']) expect(JSON.stringify(found)).not.toContain(hidden)
    expect(JSON.stringify(found)).not.toContain('hrb_')
  })
  test('is not seen in a text without', () => {
    expect(texts.filter(([, text]) => parsePastedError(text, 'robot$').holdsSecret)).toEqual([])
  })
})

test('hostile texts take no time', () => {
  const heaps = [
    'a/'.repeat(50_000),
    'a'.repeat(100_000),
    'a.'.repeat(50_000),
    '-'.repeat(100_000),
    'repository:'.repeat(9_000),
    ' - '.repeat(30_000),
    '//a'.repeat(30_000),
    'a-/'.repeat(30_000),
    'PUT '.repeat(25_000),
    'auth'.repeat(25_000),
    '\n'.repeat(100_000),
    '/v2/a'.repeat(20_000),
    'Basic '.repeat(20_000),
  ]
  for (const heap of heaps) {
    const start = process.cpuUsage()
    parsePastedError(heap, 'robot$')
    const { user } = process.cpuUsage(start)
    expect([heap.slice(0, 12), user < 250_000]).toEqual([heap.slice(0, 12), true])
  }
})
