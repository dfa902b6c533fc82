import en from '@/lib/i18n/messages/en.json'
import {
  handOffBlocks,
  handOffToolNames,
  handOffTools,
  type HandOff,
  type HandOffBlock,
  type HandOffTool,
} from '@/lib/domain/hand-off/hand-off'

/** A robot that everybody takes for an example; what nobody else knows stands there as a placeholder. */
const example: HandOff = {
  name: 'robot$library+ci',
  secret: null,
  registry: 'registry.example.com',
  project: 'library',
}

const intro = `# Hand a secret to a tool

After a robot account was made, and after its secret was refreshed, the dialog has these texts filled in for this robot
account and this registry; *How to use* in its menu has them at any time, without the secret. They need the
[registry's address](configuration.md).

- The secret goes by standard input, in a file of mode 600 or in a masked variable: never as an argument, which everybody
  on the machine can read in the list of processes.
- A name holds a \`$\`, so it stands in **single** quotes. A secret may hold anything but a line's end; a \`'\` in it is
  written \`'\\''\` for a POSIX shell and \`''\` for PowerShell.
- A line that begins with a blank is kept out of the history of shells that are set to that: \`HISTCONTROL=ignoreboth\` in
  bash, which Debian and Ubuntu set, \`setopt HIST_IGNORE_SPACE\` in zsh.
- A registry that does not encrypt must be called as one: with \`http://\` before its address in the configuration, the
  dialog's texts say so to each tool.
`

/** The manual's page of all texts. Written by its test: \`npx vitest run --project unit scripts/docs -u\`. */
export const handOffPage = (): string => [intro, ...handOffTools.map(toolSection), powershellSection()].join('\n')

const toolSection = (tool: HandOffTool): string =>
  section(`## ${handOffToolNames[tool]}`, handOffBlocks(tool, 'posix', example))

/** What is typed there otherwise, once for each kind; the files are the same. */
function powershellSection(): string {
  const shown = [
    ...blocksOf('docker', ['signIn', 'ask']),
    ...blocksOf('kubernetes', ['pullSecretCommand']),
    ...blocksOf('terraform', ['variable']),
    ...blocksOf('config-json', ['saveConfig']),
  ]
  return section('## PowerShell', shown)
}

const blocksOf = (tool: HandOffTool, ids: HandOffBlock['id'][]): HandOffBlock[] =>
  handOffBlocks(tool, 'powershell', example).filter(({ id }) => ids.includes(id))

const section = (heading: string, blocks: HandOffBlock[]): string => `${heading}\n\n${blocks.map(blockText).join('\n')}`

function blockText({ id, syntax, text, note, fileName }: HandOffBlock): string {
  const file = fileName && fileName !== en.handOff[id] ? ` (\`${fileName}\`)` : ''
  const said = note && note !== 'history' ? ` ${en.handOff[note]}` : ''
  return `**${en.handOff[id]}**${file}.${said}\n\n\`\`\`${syntax === 'shell' ? 'sh' : syntax}\n${text.trimEnd()}\n\`\`\`\n`
}
