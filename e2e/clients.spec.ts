import { makeBuildah } from './clients/buildah'
import { makeDocker } from './clients/docker'
import { makeHelm } from './clients/helm'
import { makePodman } from './clients/podman'
import { expect, unique } from './fixtures'
import { writeOciImage } from './oci-image'
import { test } from './registry-fixtures'
import type { Seed } from './seed'

// skopeo itself is registry.spec.ts. Here it does what a client has no command for: list tags, delete.
const everything = ['repository:pull', 'repository:push', 'repository:delete']
const succeeds = { code: 0, output: expect.any(String) }
const fails = (code: number, output: RegExp) => ({ code, output: expect.stringMatching(output) })
const isDenied = /denied|unauthorized|authentication required/i

const clients = [
  { name: 'podman', make: makePodman, failure: 125, notSignedIn: /invalid username\/password/ },
  { name: 'buildah', make: makeBuildah, failure: 125, notSignedIn: /invalid username\/password/ },
  { name: 'helm', make: makeHelm, failure: 1, notSignedIn: /authenticating to .*401.*: wrong name or secret/ },
] as const

/** Robots that must not get in: a wrong secret, disabled, expired. */
async function strangers(seed: Seed, project: string) {
  const disabled = await seed.robot({ project, name: 'disabled', disabled: true })
  const expired = await seed.robot({ project, name: 'expired', ageDays: 31 })
  const robot = await seed.robot({ project, name: 'robot' })
  return [{ ...robot, secret: disabled.secret }, disabled, expired]
}

for (const { name, make, failure, notSignedIn } of clients) {
  test(`${name} pushes and pulls, until what it pushed is deleted`, async ({ open, seed, skopeo, project }) => {
    const client = open(name, make)
    const robot = await seed.robot({ project: project.name, name: 'ci', access: everything })
    const reference = `${project.name}/app:1.0.0`

    expect(await client.login(robot)).toEqual(succeeds)
    expect(await client.push(reference)).toEqual(succeeds)
    expect(await client.pull(reference)).toEqual(succeeds)
    expect(await skopeo.login(robot)).toEqual(succeeds)
    expect(await skopeo.tags(reference)).toEqual({ code: 0, output: expect.stringContaining('"1.0.0"') })
    expect(await skopeo.remove(reference)).toEqual(succeeds)
    expect(await client.pull(reference)).toEqual(fails(failure, /manifest unknown|not found/))
  })

  test(`${name} gets no further than its robot may`, async ({ open, seed, project }) => {
    const client = open(name, make)
    const other = unique('other')
    await seed.project({ name: other })
    const writer = await seed.robot({ project: project.name, name: 'writer', access: everything })
    const reader = await seed.robot({ project: project.name, name: 'reader' })
    const [ours, theirs] = [`${project.name}/app:1.0.0`, `${other}/app:1.0.0`]

    for (const stranger of await strangers(seed, project.name)) {
      expect(await client.login(stranger), stranger.name).toEqual(fails(failure, notSignedIn))
    }
    expect(await client.push(ours)).toEqual(fails(failure, isDenied))
    expect(await client.login(writer)).toEqual(succeeds)
    expect(await client.push(theirs)).toEqual(fails(failure, isDenied))
    expect(await client.push(ours)).toEqual(succeeds)
    expect(await client.login(reader)).toEqual(succeeds)
    expect(await client.pull(ours)).toEqual(succeeds)
    expect(await client.push(ours)).toEqual(fails(failure, isDenied))
    expect(await client.pull(theirs)).toEqual(fails(failure, isDenied))
  })
}

test('podman lists the tags that its robot may see, and no others', async ({ open, seed, skopeo, project }) => {
  const podman = open('podman', makePodman)
  const other = unique('other')
  await seed.project({ name: other })
  const robot = await seed.robot({ project: project.name, name: 'ci', access: [...everything, 'tag:list'] })
  const owner = await seed.robot({ project: other, name: 'ci', access: everything })
  await skopeo.login(owner)
  expect(await skopeo.push(writeOciImage(skopeo.home), `${other}/app:hidden`)).toEqual(succeeds)
  await skopeo.login(robot)
  for (const tag of ['one', 'two']) {
    expect(await skopeo.push(writeOciImage(skopeo.home), `${project.name}/app:${tag}`)).toEqual(succeeds)
  }

  expect(await podman.login(robot)).toEqual(succeeds)
  expect(await podman.tags(`${project.name}/app`)).toEqual({ code: 0, output: expect.stringMatching(/ one\n.* two\n/) })
  const refused = await podman.tags(`${other}/app`)
  expect(refused).toEqual(fails(125, /401|unauthorized/i))
  expect(refused.output).not.toContain('hidden')
})

test('helm finds the newest version of a chart among the tags', async ({ open, seed, project }) => {
  const helm = open('helm', makeHelm)
  const robot = await seed.robot({ project: project.name, name: 'ci', access: everything })
  expect(await helm.login(robot)).toEqual(succeeds)
  for (const version of ['1.0.0', '1.10.0', '1.9.0']) {
    expect(await helm.push(`${project.name}/app:${version}`)).toEqual(succeeds)
  }
  expect(await helm.pullNewest(`${project.name}/app`)).toEqual({
    code: 0,
    output: expect.stringContaining('app:1.10.0'),
  })
})

test("docker's client signs in, reads manifests, and pushes a list of them", async ({
  open,
  seed,
  skopeo,
  project,
}) => {
  const docker = open('docker', makeDocker)
  const robot = await seed.robot({ project: project.name, name: 'ci', access: everything })
  const [image, list] = [`${project.name}/app:amd64`, `${project.name}/app:1.0.0`]
  await skopeo.login(robot)
  // Docker's own kind: the client before version 23 reads no other.
  expect(await skopeo.push(writeOciImage(skopeo.home, unique('text')), image, 'v2s2')).toEqual(succeeds)

  expect(await docker.login(robot)).toEqual(succeeds)
  expect(await docker.inspect(image)).toEqual({ code: 0, output: expect.stringContaining('manifest.v2+json') })
  expect(await docker.pushList(list, image)).toEqual(succeeds)
  expect(await docker.inspect(list)).toEqual({ code: 0, output: expect.stringContaining('manifest.list.v2+json') })
  expect(await skopeo.tags(list)).toEqual({ code: 0, output: expect.stringMatching(/"1\.0\.0"[^]*"amd64"/) })
  expect(await skopeo.remove(list)).toEqual(succeeds)
  expect(await docker.inspect(list)).toEqual(fails(1, /no such manifest/))
})

test("docker's client gets no further than its robot may", async ({ open, seed, skopeo, project }) => {
  const docker = open('docker', makeDocker)
  const other = unique('other')
  await seed.project({ name: other })
  const writer = await seed.robot({ project: project.name, name: 'writer', access: everything })
  const reader = await seed.robot({ project: project.name, name: 'reader' })
  const image = `${project.name}/app:1.0.0`
  await skopeo.login(writer)
  expect(await skopeo.push(writeOciImage(skopeo.home, unique('text')), image, 'v2s2')).toEqual(succeeds)

  for (const stranger of await strangers(seed, project.name)) {
    expect(await docker.login(stranger), stranger.name).toEqual(fails(1, /unauthorized: wrong name or secret, or /))
  }
  expect(await docker.inspect(image)).toEqual(fails(1, isDenied))
  expect(await docker.login(writer)).toEqual(succeeds)
  expect(await docker.pushList(`${other}/app:list`, image)).toEqual(fails(1, isDenied))
  expect(await docker.inspect(`${other}/app:1.0.0`)).toEqual(fails(1, isDenied))
  expect(await docker.login(reader)).toEqual(succeeds)
  expect(await docker.inspect(image)).toEqual(succeeds)
  expect(await docker.pushList(`${project.name}/app:list`, image)).toEqual(fails(1, isDenied))
})
