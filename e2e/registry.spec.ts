import { expect, unique } from './fixtures'
import { writeOciImage } from './oci-image'
import { test } from './registry-fixtures'

const pushAndPull = ['repository:pull', 'repository:push']
const succeeds = { code: 0, output: expect.any(String) }
const isDenied = { code: 1, output: expect.stringMatching(/denied|unauthorized|authentication required/i) }

test('a robot pushes and pulls in its project, and nowhere else', async ({ seed, skopeo, project }) => {
  const other = unique('other')
  await seed.project({ name: other })
  const robot = await seed.robot({ project: project.name, name: 'ci', access: pushAndPull })
  const image = writeOciImage(skopeo.home)

  expect(await skopeo.login(robot)).toEqual(succeeds)
  expect(await skopeo.push(image, `${project.name}/app:1`)).toEqual(succeeds)
  expect(await skopeo.tags(`${project.name}/app:1`)).toEqual({ code: 0, output: expect.stringContaining('"1"') })
  expect(await skopeo.pull(`${project.name}/app:1`, `oci:${skopeo.home}/copy:1`)).toEqual(succeeds)
  expect(await skopeo.push(image, `${other}/app:1`)).toEqual(isDenied)
  expect(await skopeo.remove(`${project.name}/app:1`)).toEqual(isDenied)
})

test('a robot that may only pull is refused a push', async ({ seed, skopeo, project }) => {
  const [writer, reader] = [
    await seed.robot({ project: project.name, name: 'writer', access: pushAndPull }),
    await seed.robot({ project: project.name, name: 'reader' }),
  ]
  await skopeo.login(writer)
  expect(await skopeo.push(writeOciImage(skopeo.home), `${project.name}/app:1`)).toEqual(succeeds)
  await skopeo.login(reader)
  expect(await skopeo.pull(`${project.name}/app:1`, `oci:${skopeo.home}/copy:1`)).toEqual(succeeds)
  // Other content: of what is there already, a client has nothing to push.
  expect(await skopeo.push(writeOciImage(skopeo.home, unique('text')), `${project.name}/app:2`)).toEqual(isDenied)
})

test('a robot that may delete deletes', async ({ seed, skopeo, project }) => {
  const access = [...pushAndPull, 'repository:delete']
  await skopeo.login(await seed.robot({ project: project.name, name: 'cleaner', access }))
  expect(await skopeo.push(writeOciImage(skopeo.home), `${project.name}/app:1`)).toEqual(succeeds)
  expect(await skopeo.remove(`${project.name}/app:1`)).toEqual(succeeds)
})

test('a disabled or expired robot and a wrong secret cannot sign in', async ({ seed, skopeo, project }) => {
  const disabled = await seed.robot({ project: project.name, name: 'disabled', disabled: true })
  const expired = await seed.robot({ project: project.name, name: 'expired', ageDays: 31 })
  const robot = await seed.robot({ project: project.name, name: 'ci' })
  const refused = { code: 1, output: expect.stringMatching(/invalid username\/password/) }
  expect(await skopeo.login(disabled)).toEqual(refused)
  expect(await skopeo.login(expired)).toEqual(refused)
  expect(await skopeo.login({ ...robot, secret: disabled.secret })).toEqual(refused)
  expect(await skopeo.login({ ...robot, name: `${robot.name}x` })).toEqual(refused)
  expect(await skopeo.login(robot)).toEqual(succeeds)
})

test('a public project may be pulled by anybody, and pushed by nobody else', async ({ seed, skopeo }) => {
  const name = unique('public')
  await seed.project({ name, isPublic: true })
  await skopeo.login(await seed.robot({ project: name, name: 'ci', access: pushAndPull }))
  expect(await skopeo.push(writeOciImage(skopeo.home), `${name}/app:1`)).toEqual(succeeds)
  await skopeo.logout()
  expect(await skopeo.pull(`${name}/app:1`, `oci:${skopeo.home}/copy:1`)).toEqual(succeeds)
  expect(await skopeo.push(writeOciImage(skopeo.home, unique('text')), `${name}/app:2`)).toEqual(isDenied)
})
