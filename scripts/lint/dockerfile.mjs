/** What is wrong with a Dockerfile of ours, in sentences; none if nothing is. Each rule is broken once in the test. */
export function faultsOf(dockerfile) {
  const instructions = readInstructions(dockerfile)
  const last = instructions.slice(instructions.findLastIndex(({ name }) => name === 'FROM'))
  return rules.flatMap(([sentence, holds]) => (holds(instructions, last) ? [] : [sentence]))
}

/** Its instructions, those over several lines as one, with heredocs refused by not being known. */
function readInstructions(dockerfile) {
  const lines = dockerfile.split('\n').filter((line) => !/^\s*#/.test(line) && line.trim() !== '')
  const joined = lines.join('\n').replace(/\\\n\s*/g, '')
  return joined.split('\n').map((line) => {
    const [, name = '', value = ''] = /^\s*(\S+)\s*(.*)$/.exec(line) ?? []
    return { name: name.toUpperCase(), value }
  })
}

const named = (instructions, ...names) => instructions.filter(({ name }) => names.includes(name))
const values = (instructions, ...names) => named(instructions, ...names).map(({ value }) => value)
const only = (instructions, name) => {
  const found = values(instructions, name)
  return found.length === 1 ? found[0] : undefined
}

/** Arguments in exec form, or undefined: a shell in between would be process 1 and keep signals to itself. */
function execForm(text) {
  try {
    const parsed = JSON.parse(text)
    return Array.isArray(parsed) && parsed.every((each) => typeof each === 'string') ? parsed : undefined
  } catch {
    return undefined
  }
}

const startsNode = (text) => execForm(text ?? '')?.[0] === 'node'
const secretName = /(PASSWORD|PASSPHRASE|SECRET|TOKEN|CREDENTIAL|(^|_)(KEY|AUTH)(_|=|$))/i
const fetches = /\b(curl|wget|apt-get|apt|git)\b|https?:\/\//

const rules = [
  ['every base is an argument', (all) => values(all, 'FROM').every((value) => /^\$\{[A-Z]+\}( AS \w+)?$/.test(value))],
  [
    'nothing is fetched past the lock file',
    (all) => named(all, 'ADD').length === 0 && !values(all, 'RUN').some((value) => fetches.test(value)),
  ],
  [
    'no secret is given by an argument or a variable',
    (all) => !values(all, 'ARG', 'ENV', 'LABEL').some((value) => namesIn(value).some((name) => secretName.test(name))),
  ],
  [
    'a secret of the build is mounted',
    (all) => !values(all, 'COPY').some((value) => /\.env|\.git\b|(?<!^|\s)\/\.npmrc/.test(value)),
  ],
  ['nothing is run in the last stage', (_, last) => named(last, 'RUN').length === 0],
  [
    'the last stage takes files of others alone',
    (_, last) => values(last, 'COPY').every((value) => value.startsWith('--from=')),
  ],
  ['the user is numeric and not root', (_, last) => /^[1-9]\d{3,}:[1-9]\d{3,}$/.test(only(last, 'USER') ?? '')],
  [
    'only the volume is the user’s',
    (_, last) => values(last, 'COPY').every((value) => !/--(chown|chmod)/.test(value) || / \/data$/.test(value)),
  ],
  ['there is one volume', (_, last) => only(last, 'VOLUME') === '["/data"]'],
  ['node is process 1', (_, last) => startsNode(only(last, 'CMD')) && named(last, 'ENTRYPOINT', 'SHELL').length === 0],
  ['node looks after its health', (_, last) => startsNode(/ CMD (.*)$/.exec(only(last, 'HEALTHCHECK') ?? '')?.[1])],
  [
    'a start may take ten minutes',
    // One that is missing is the rule's above.
    (_, last) =>
      !only(last, 'HEALTHCHECK')?.includes(' CMD ') || / --start-period=10m /.test(` ${only(last, 'HEALTHCHECK')}`),
  ],
  [
    'labels tell version, revision and source',
    (_, last) =>
      ['version', 'revision', 'source'].every((label) =>
        (only(last, 'LABEL') ?? '').includes(`org.opencontainers.image.${label}="\${${label.toUpperCase()}}"`),
      ),
  ],
]

const namesIn = (value) => value.match(/^[\w.]+|(?<=\s)[\w.]+(?==)/g) ?? []

/** What is wrong with a .dockerignore of ours: it lets in what it names, and of that nothing that may be a secret. */
export function ignoreFaultsOf(text) {
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'))
  const allowed = lines.filter((line) => line.startsWith('!')).map((line) => line.slice(1))
  const private_ = /^(\.git|\.env.*|data|node_modules|\.next|\.cache|e2e|bench|\*.*|\.)(\/|$)/
  return [
    ...(lines[0] === '*' ? [] : ['it begins by keeping all out']),
    ...allowed.filter((name) => private_.test(name)).map((name) => `it lets ${name} in`),
    ...['**/.env*', '**/node_modules', '**/*.test.ts']
      .filter((line) => !lines.includes(line))
      .map((line) => `it lacks ${line}`),
  ]
}
