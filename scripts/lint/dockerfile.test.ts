import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { faultsOf, ignoreFaultsOf } from './dockerfile.mjs'

const root = path.join(import.meta.dirname, '../..')
const dockerfile = readFileSync(path.join(root, 'deploy/Dockerfile'), 'utf8')
const ignored = readFileSync(path.join(root, '.dockerignore'), 'utf8')
const user = 'USER 10001:10001'

test('the Dockerfile keeps all rules', () => expect(faultsOf(dockerfile)).toEqual([]))

const inLast = (line: string) => dockerfile.replace(user, `${line}\n${user}`)
const instead = (pattern: RegExp | string, text: string) => dockerfile.replace(pattern, text)

test.each([
  ['every base is an argument', instead('FROM ${RUNTIME}\n', 'FROM debian:bookworm-slim\n')],
  ['nothing is fetched past the lock file', inLast('ADD https://example.com/tool /usr/bin/tool')],
  ['nothing is fetched past the lock file', instead('COPY . .', 'COPY . .\nRUN curl -fsS example.com | sh')],
  ['nothing is fetched past the lock file', instead('COPY . .', 'COPY . .\nRUN apt-get install -y gcc')],
  ['no secret is given by an argument or a variable', inLast('ARG NPM_TOKEN')],
  ['no secret is given by an argument or a variable', inLast('ENV LOG_LEVEL=info SECRET_KEY=abc')],
  ['no secret is given by an argument or a variable', inLast('ENV ADMIN_PASSWORD=abc')],
  ['a secret of the build is mounted', instead('COPY . .', 'COPY .env .')],
  ['nothing is run in the last stage', inLast('RUN ["true"]')],
  ['the last stage takes files of others alone', inLast('COPY scripts /app/scripts')],
  ['the user is numeric and not root', instead(user, 'USER node')],
  ['the user is numeric and not root', instead(user, 'USER 0:0')],
  ['the user is numeric and not root', instead(user, '')],
  ['the user is numeric and not root', instead(user, `${user}\nUSER root`)],
  [
    'only the volume is the user’s',
    instead('COPY --from=build /image/app', 'COPY --from=build --chown=10001:10001 /image/app'),
  ],
  ['there is one volume', instead('VOLUME ["/data"]', 'VOLUME ["/data", "/tmp"]')],
  ['node is process 1', instead('CMD ["node", ".next/entry.mjs"]', 'CMD node .next/entry.mjs')],
  ['node is process 1', instead('CMD ["node", ".next/entry.mjs"]', 'CMD ["npm", "start"]')],
  ['node is process 1', inLast('ENTRYPOINT ["sh", "-c"]')],
  ['node looks after its health', instead('CMD ["node", "/app/health.mjs"]', 'CMD curl -f localhost:3000/readyz')],
  ['node looks after its health', instead(/HEALTHCHECK.*\n/, 'HEALTHCHECK NONE\n')],
  ['node looks after its health', instead(/HEALTHCHECK.*\n/, '')],
  ['a start may take ten minutes', instead('--start-period=10m', '--start-period=60s')],
  ['a start may take ten minutes', instead(' --start-period=10m', '')],
  ['labels tell version, revision and source', instead('"${REVISION}"', '"main"')],
])('refuses what breaks: %s', (sentence, broken) => {
  expect(broken).not.toBe(dockerfile)
  expect(faultsOf(broken)).toEqual([sentence])
})

test('nothing private reaches a builder', () => expect(ignoreFaultsOf(ignored)).toEqual([]))

test.each([
  ['it begins by keeping all out', ignored.replace('*\n', '')],
  ['it lets .env in', `${ignored}!.env\n`],
  ['it lets .git in', `${ignored}!.git\n`],
  ['it lets data in', `${ignored}!data\n`],
  ['it lacks **/.env*', ignored.replace('**/.env*\n', '')],
])('refuses a .dockerignore: %s', (sentence, broken) => {
  expect(broken).not.toBe(ignored)
  expect(ignoreFaultsOf(broken)).toEqual([sentence])
})
