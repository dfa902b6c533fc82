import type { HandOff, HandOffBlock, HandOffNote, HandOffShell } from './block'
import { commandBlock, historyNote, piped } from './commands'
import { imageOf, registryOf, secretOf } from './names'
import { posixQuoted, word } from './quoting'

export const gitlabBlocks = (shell: HandOffShell, handOff: HandOff): HandOffBlock[] => [
  commandBlock(
    'maskedVariable',
    shell,
    piped(shell, secretOf(handOff), setVariable(handOff)),
    maskNote(shell, handOff),
  ),
  { id: 'pipeline', syntax: 'yaml', text: pipeline(handOff), note: null, fileName: '.gitlab-ci.yml' },
]

/** GitLab masks nothing with white space in it; a variable in which it expands nothing may hold all other characters. */
const isMaskable = ({ secret }: HandOff): boolean => secret === null || /^\S{8,}$/.test(secret)
/** What it masks even where it expands variables, and what releases before 15.7 mask at all. */
const isSimple = (secret: string): boolean => /^[\w+=/@:.~-]{8,}$/.test(secret)

const setVariable = (handOff: HandOff): string =>
  `glab variable set ROBOT_SECRET --raw${isMaskable(handOff) ? ' --masked' : ''}`

function maskNote(shell: HandOffShell, handOff: HandOff): HandOffNote {
  if (!isMaskable(handOff)) return 'gitlabUnmaskable'
  return handOff.secret !== null && isSimple(handOff.secret) ? historyNote(shell) : 'gitlabRaw'
}

const pipeline = (handOff: HandOff): string => `build:
  image: docker:cli
  services:
    - docker:dind
  script:
    - |
      printf '%s' "$ROBOT_SECRET" | docker login --username ${posixQuoted(handOff.name)} --password-stdin ${word('posix', registryOf(handOff))}
      docker pull ${word('posix', imageOf(handOff))}
`
