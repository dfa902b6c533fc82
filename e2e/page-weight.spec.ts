import { gzipSync } from 'node:zlib'
import { expect, test } from './fixtures'

test.use({ viewer: 'projectAdmin' })

test('a cold load of the robots page: at most 200 kB of JavaScript (gzip) and 20 requests', async ({
  page,
  project,
  seed,
}) => {
  for (let index = 0; index < 16; index++) await seed.robot({ project: project.name, name: `bot-${index}` })
  const loaded: Promise<{ url: string; type: string; body: Buffer }>[] = []
  page.on('response', (response) => {
    if (response.url().startsWith('data:')) return
    const type = response.request().resourceType()
    // One that is still good (304) comes without a body.
    const body = response.status() === 304 ? Promise.resolve(Buffer.of()) : response.body()
    loaded.push(body.then((bytes) => ({ url: response.url(), type, body: bytes })))
  })
  await page.goto(`/projects/${project.name}/robots`, { waitUntil: 'networkidle' })
  const responses = await Promise.all(loaded)
  const scripts = responses.filter(({ type }) => type === 'script')
  const bytes = scripts.reduce((sum, { body }) => sum + gzipSync(body).length, 0)
  test.info().annotations.push({ type: 'weight', description: `${bytes} B JavaScript, ${responses.length} requests` })
  expect(scripts.length).toBeGreaterThan(0)
  expect(bytes).toBeLessThanOrEqual(200_000)
  const urls = responses.map(({ url }) => url)
  expect(urls.length, urls.join('\n')).toBeLessThanOrEqual(20)
})
