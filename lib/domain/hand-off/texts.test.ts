import { parse as parseHcl } from '@cdktn/hcl2json'
import { describe, expect, test } from 'vitest'
import { parseAllDocuments } from 'yaml'
import {
  handOffBlocks,
  handOffFiles,
  handOffTools,
  type HandOff,
  type HandOffShell,
  type HandOffTitle,
  type HandOffTool,
} from './hand-off'
import { objectName } from './names'
import { hclQuoted, powershellQuoted } from './quoting'

const names = ['robot$library+ci', '-!#$%&()*+,.;<=>?@[]^_{|}~${{%{x', '$${%%{1: #- &']
const secrets = [
  'hrb_0123456789abcdefghijABCDEFGHIJ012345',
  `Aa1 "'\\\`%s: # {}[]!&*`,
  'Aa1-ü密🔑\x7f\u0085\u2028\ufeff',
  'null1A, ~',
]
const cases = names.flatMap((name) => secrets.map((secret) => [name, secret] as const))
const registry = 'registry.example.com:5000'
const handOff = (name: string, secret: string | null, more: Partial<HandOff> = {}): HandOff => ({
  name,
  secret,
  registry,
  project: 'library',
  ...more,
})
const textOf = (tool: HandOffTool, id: HandOffTitle, given: HandOff, shell: HandOffShell = 'posix') =>
  handOffBlocks(tool, shell, given).find((block) => block.id === id)!.text

/** Strictly, and in both versions of YAML that tools read. */
function parseYaml(text: string): unknown {
  const [newer, older] = (['1.2', '1.1'] as const).map((version) => {
    const documents = parseAllDocuments(text, { version, strict: true, stringKeys: true })
    if (!Array.isArray(documents)) throw new Error('no document')
    expect(documents.flatMap(({ errors, warnings }) => [...errors, ...warnings])).toEqual([])
    return documents.map((document): unknown => document.toJS())
  })
  expect(older).toEqual(newer)
  expect(newer).toHaveLength(1)
  return newer![0]
}

const config = (name: string, secret: string) => ({
  auths: { [registry]: { auth: Buffer.from(`${name}:${secret}`).toString('base64') } },
})

describe.each(cases)('%s with %s', (name, secret) => {
  const given = handOff(name, secret)
  const object = objectName(given)

  test('config.json', () => {
    expect(JSON.parse(textOf('config-json', 'configJson', given))).toEqual(config(name, secret))
    expect(JSON.parse(handOffFiles(given)[0]!.text)).toEqual(config(name, secret))
  })

  test.each(['kubernetes', 'tekton', 'flux'] as const)('the Secret for %s', (tool) => {
    const made = parseYaml(textOf(tool, 'pullSecret', given)) as { stringData: { '.dockerconfigjson': string } }
    expect(made).toEqual({
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: object },
      type: 'kubernetes.io/dockerconfigjson',
      stringData: { '.dockerconfigjson': expect.any(String) as string },
    })
    expect(JSON.parse(made.stringData['.dockerconfigjson'])).toEqual(config(name, secret))
    expect(handOffFiles(given)[1]!.text).toBe(textOf(tool, 'pullSecret', given))
  })

  test('what takes that Secret', () => {
    const secretsOf = [{ name: object }]
    expect(parseYaml(textOf('kubernetes', 'imagePullSecrets', given))).toMatchObject({
      kind: 'Pod',
      spec: { imagePullSecrets: secretsOf, containers: [{ name: 'app', image: `${registry}/library/app:1.0` }] },
    })
    const account = { apiVersion: 'v1', kind: 'ServiceAccount', imagePullSecrets: secretsOf }
    expect(parseYaml(textOf('kubernetes', 'serviceAccount', given))).toEqual({
      ...account,
      metadata: { name: 'default' },
    })
    expect(parseYaml(textOf('tekton', 'serviceAccount', given))).toEqual({
      ...account,
      metadata: { name: object },
      secrets: secretsOf,
    })
    expect(parseYaml(textOf('flux', 'helmRepository', given))).toEqual({
      apiVersion: 'source.toolkit.fluxcd.io/v1',
      kind: 'HelmRepository',
      metadata: { name: object },
      spec: { type: 'oci', interval: '5m', url: `oci://${registry}/library`, secretRef: { name: object } },
    })
  })

  test('Argo CD', () => {
    expect(parseYaml(textOf('argo-cd', 'helmRepository', given))).toEqual({
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: object, namespace: 'argocd', labels: { 'argocd.argoproj.io/secret-type': 'repository' } },
      stringData: { type: 'helm', enableOCI: 'true', url: `${registry}/library`, username: name, password: secret },
    })
  })

  test('GitHub Actions: the name as it is, not as an expression', () => {
    const { jobs } = parseYaml(textOf('github-actions', 'workflow', given)) as {
      jobs: { build: { steps: { with?: Record<string, string> }[] } }
    }
    const { username = '', ...others } = jobs.build.steps[0]!.with!
    expect(username.replaceAll("${{ '${{' }}", '${{')).toBe(name)
    expect(username.replaceAll("${{ '${{' }}", '')).not.toContain('${{')
    expect(others).toEqual({ registry, password: '${{ secrets.ROBOT_SECRET }}' })
  })

  test('GitLab CI: its lines as they are typed', () => {
    const { build } = parseYaml(textOf('gitlab-ci', 'pipeline', given)) as { build: { script: string[] } }
    expect(build.script[0]!.split('\n')).toEqual([
      `printf '%s' "$ROBOT_SECRET" | docker login --username '${name}' --password-stdin ${registry}`,
      `docker pull ${registry}/library/app:1.0`,
      '',
    ])
  })

  test('Jenkins: the name, in which nothing is put in for ${…}', () => {
    const made = parseYaml(textOf('jenkins', 'credentials', given)) as {
      credentials: { system: { domainCredentials: { credentials: { usernamePassword: Record<string, string> }[] }[] } }
    }
    const { username = '', ...others } = made.credentials.system.domainCredentials[0]!.credentials[0]!.usernamePassword
    expect(username.replaceAll('^${', '${')).toBe(name)
    expect(username).not.toMatch(/(?<!\^)\$\{/)
    expect(others).toEqual({ scope: 'GLOBAL', id: object, password: '${ROBOT_SECRET}' })
  })

  test('Terraform', async () => {
    const text = textOf('terraform', 'provider', given)
    expect(text).not.toContain(secret)
    const { provider, variable } = (await parseHcl('registry.tf', text)) as Record<string, Record<string, unknown[]>>
    const [{ registry_auth: [auth] = [] } = {}] = provider!['docker'] as { registry_auth: Record<string, string>[] }[]
    expect(auth).toEqual({ address: registry, username: expect.any(String), password: '${var.robot_secret}' })
    // The library writes texts as they would stand in HCL.
    expect(auth!['username']!.replace(/([$%])\1\{/g, '$1{')).toBe(name)
    expect(variable!['robot_secret']).toEqual([{ type: '${string}', sensitive: true }])
  })

  test('containerd: TOML’s double quotes are JSON’s', () => {
    for (const id of ['containerd1', 'containerd2'] as const) {
      const values = [...textOf('containerd', id, given).matchAll(/ = (".*")$/gm)].map(
        ([, text]) => JSON.parse(text!) as string,
      )
      expect(values).toEqual([name, secret])
    }
  })
})

test.each([
  ["it's", "'it''s'"],
  ['‘typographic’ ‚ones‛', "'‘‘typographic’’ ‚‚ones‛‛'"],
  ['$HOME `n "x" @( %', '\'$HOME `n "x" @( %\''],
])('PowerShell: %s is %s', (text, typed) => expect(powershellQuoted(text)).toBe(typed))

/** PowerShell's rule for single quotes: any of five characters opens and ends, and twice it stands for itself. */
const readByPowerShell = (typed: string): string[] =>
  [...typed.matchAll(/['‘’‚‛]((?:[^'‘’‚‛]|['‘’‚‛]{2})*)['‘’‚‛]/g)].map(([, text]) =>
    text!.replace(/['‘’‚‛](?=['‘’‚‛])/g, ''),
  )

test.each(cases)('PowerShell: %s with %s', (name, secret) => {
  const given = handOff(name, `${secret}‘it’s’`)
  const signIn = textOf('docker', 'signIn', given, 'powershell')
  expect(readByPowerShell(signIn)).toEqual([given.secret, name])
  expect(signIn).toMatch(/\| docker login --username '.*' --password-stdin registry\.example\.com:5000$/)
  expect(signIn.startsWith('$OutputEncoding = ')).toBe(true)
  expect(readByPowerShell(textOf('terraform', 'variable', given, 'powershell'))).toEqual([given.secret])
  const saved = textOf('config-json', 'saveConfig', given, 'powershell')
  expect(JSON.parse(readByPowerShell(saved)[0]!)).toEqual(config(name, given.secret!))
})

test('PowerShell is told about UTF-8 where there is more than ASCII', () => {
  expect(textOf('docker', 'signIn', handOff(names[0]!, 'Aa1 plain'), 'powershell')).toMatch(/^'Aa1 plain' \| docker/)
})

test.each([
  ['$${', String.raw`"$\u0024{"`],
  ['%%{', String.raw`"%\u0025{"`],
  ['a${b}%{c}', String.raw`"a\u0024{b}\u0025{c}"`],
  ['$p+ci', '"$p+ci"'],
])('HCL: %s is %s, which reads as it should', async (text, typed) => {
  expect(hclQuoted(text)).toBe(typed)
  const { x } = (await parseHcl('x.tf', `x = ${typed}\n`)) as { x: string }
  expect(x.replace(/([$%])\1\{/g, '$1{')).toBe(text)
})

test.each([
  ['robot$library+ci', 'robot-library-ci'],
  ['robot$team.a_b+c--d', 'robot-team.a-b-c-d'],
  ['Bot@A+b', 'bot-a-b'],
  ['$$$', 'robot'],
  ['-!x.-y..z.', 'x.y.z'],
  [`robot$${'a'.repeat(300)}`, `robot-${'a'.repeat(234)}`],
])('%s is called %s in a cluster', (name, object) => {
  expect(objectName(handOff(name, null))).toBe(object)
  expect(object).toMatch(/^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/)
})

test.each([
  ['hrb_0123456789abcdefghijABCDEFGHIJ012345', '--raw --masked', 'history'],
  ['Aa1$special!', '--raw --masked', 'gitlabRaw'],
  ['Aa1 with blanks', '--raw', 'gitlabUnmaskable'],
])('GitLab: %s is set with %s, and a word on %s', (secret, options, note) => {
  const [block] = handOffBlocks('gitlab-ci', 'posix', handOff(names[0]!, secret))
  expect(block!.text).toMatch(new RegExp(`ROBOT_SECRET ${options}$`))
  expect(block!.note).toBe(note)
})

describe.each(handOffTools)('%s', (tool) => {
  const shells = ['posix', 'powershell'] as const
  const all = (given: HandOff) => shells.flatMap((shell) => handOffBlocks(tool, shell, given))

  test('each block has an id of its own and a last line that is no blank one too many', () => {
    for (const shell of shells) {
      const blocks = handOffBlocks(tool, shell, handOff(names[0]!, secrets[0]!))
      expect(new Set(blocks.map(({ id }) => id)).size).toBe(blocks.length)
      for (const { text } of blocks) expect(text).not.toMatch(/\n\n$|undefined|null/)
    }
  })

  test('what is not known stands there as a placeholder', () => {
    const given = { name: names[0]!, secret: null, registry: null, project: null }
    const texts = all(given)
      .map(({ text }) => text)
      .join('\n')
    expect(texts).not.toMatch(/null|undefined/)
    expect(texts).toContain('<registry address>')
    if (tool !== 'github-actions') expect(texts).toContain('<secret of this robot>')
  })

  test('the registry that does not encrypt is called as one', () => {
    const plain = /insecure|--plain-http|--tls-verify=false|--tls disabled/
    const texts = all(handOff(names[0]!, secrets[0]!, { plainHttp: true })).map(({ text }) => text)
    const toTold: HandOffTool[] = ['docker', 'podman', 'helm', 'crane', 'containerd', 'argo-cd', 'flux']
    expect(texts.some((text) => plain.test(text))).toBe(toTold.includes(tool))
    expect(all(handOff(names[0]!, secrets[0]!)).some(({ text }) => plain.test(text))).toBe(false)
  })
})
